"""What time alone does at the kiosk: questions, and the end of a session nobody is at. Pure."""

from __future__ import annotations

from dataclasses import replace

from common.words import Instant
from kiosk.flow_choose import AGAIN_MS
from kiosk.happening import Step
from kiosk.scene import (
    Asking,
    Collect,
    Home,
    Note,
    Origin,
    Printing,
    State,
    Unreached,
)
from kiosk.scene_case import CasePad, Finding
from kiosk.scene_ticket import Looking, TicketPad
from kiosk.session import ended, let_go

SETTLE_MS = 350
ASK_PATIENCE_MS = 10_000
COLLECT_MS = {False: 15_000, True: 30_000}
NOTE_MS = {False: 60_000, True: 120_000}
IDLE_MS = {False: 60_000, True: 120_000}
WARNING_MS = {False: 20_000, True: 30_000}
"""By whether the type is large: whoever needs that needs more time."""


def ticked(state: State, now: Instant, *, evacuated: bool = False) -> Step:
    """Time passed. While the hall is `evacuated` nobody can say that he has noted his number: its time begins after that."""
    if evacuated and isinstance(state.scene, Note):
        state = replace(state, touched_at=now)
    if state.given and now - state.given[1] >= AGAIN_MS:
        state = replace(state, given=None)  # nobody is asked about it any more
    scene, shown_ms = state.scene, now - state.since
    match scene:
        case Asking() | Looking() | Finding() if shown_ms >= ASK_PATIENCE_MS:
            unreached = Unreached(scene.ask, _origin(scene))
            return Step(replace(state, scene=unreached, since=now, touched_at=now))
        case Collect() if now - state.touched_at >= COLLECT_MS[state.large]:
            return Step(ended(state, now))
        case Note() if now - state.touched_at >= NOTE_MS[state.large]:
            return let_go(state, scene, now)
        case Asking() | Looking() | Finding() | Printing() | Collect() | Note():
            return Step(state)
        case _:
            return Step(_idle(state, now))


def _origin(scene: Asking | Looking | Finding) -> Origin:
    """From where it was asked; of what was typed nothing is kept."""
    match scene:
        case Asking(origin=origin):
            return origin
        case Finding(form=form):
            return CasePad(form)
    return TicketPad()


def seconds_left(state: State, now: Instant) -> int:
    """Until this screen ends by itself; for screens that count down."""
    match state.scene:
        case Collect():
            return _seconds(state.touched_at + COLLECT_MS[state.large] - now)
        case Note():
            return _seconds(state.touched_at + NOTE_MS[state.large] - now)
    return _seconds(state.touched_at + IDLE_MS[state.large] + WARNING_MS[state.large] - now)


def _seconds(ms: int) -> int:
    return max(0, -(-ms // 1000))


def _idle(state: State, now: Instant) -> State:
    quiet = now - state.touched_at
    at_rest = state.scene == Home()
    if at_rest and state == replace(ended(state, now), since=state.since, touched_at=state.touched_at):
        return state
    if at_rest and quiet >= IDLE_MS[state.large]:
        return ended(state, now)  # nothing to lose: no need to ask
    if quiet >= IDLE_MS[state.large] + WARNING_MS[state.large]:
        return ended(state, now)
    if quiet >= IDLE_MS[state.large] and not state.warned:
        return replace(state, warned=True, since=now)
    return state
