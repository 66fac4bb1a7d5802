"""What time alone does at the kiosk: questions, and the end of a session nobody is at. Pure."""

from __future__ import annotations

from dataclasses import replace

from common.words import Instant
from kiosk.happening import Step, Void
from kiosk.scene import (
    SLOW,
    Asking,
    Collect,
    Home,
    Note,
    Printing,
    State,
    Unreached,
)
from kiosk.scene_ticket import Looking, TicketPad
from kiosk.session import ended

SETTLE_MS = 350
ASK_PATIENCE_MS = 10_000
COLLECT_MS = 15_000
NOTE_MS = {False: 60_000, True: 120_000}
IDLE_MS = {False: 60_000, True: 120_000}
WARNING_MS = {False: 20_000, True: 30_000}
"""By whether the type is large: whoever needs that needs more time."""


def ticked(state: State, now: Instant) -> Step:
    """Time passed."""
    scene, shown_ms = state.scene, now - state.since
    match scene:
        case Asking() | Looking() if shown_ms >= ASK_PATIENCE_MS:
            origin = scene.origin if isinstance(scene, Asking) else TicketPad()
            unreached = Unreached(scene.ask, origin)
            return Step(replace(state, scene=unreached, since=now, touched_at=now))
        case Collect() if shown_ms >= COLLECT_MS:
            return Step(ended(state, now))
        case Note() if now - state.touched_at >= NOTE_MS[state.large]:
            return _given_up(state, scene, now)
        case Asking() | Looking() | Printing() | Collect() | Note():
            return Step(state)
        case _:
            return Step(_idle(state, now))


def _given_up(state: State, note: Note, now: Instant) -> Step:
    """Nobody noted it. While its paper may still come it is not voided: it might be in a hand."""
    ticket = note.ticket.ticket
    if note.fault == SLOW:
        return Step(replace(ended(state, now), unheld=state.unheld | {ticket}))
    return Step(ended(state, now), (Void(ticket),))


def seconds_left(state: State, now: Instant) -> int:
    """Until this screen ends by itself; for screens that count down."""
    match state.scene:
        case Collect():
            return _seconds(state.since + COLLECT_MS - now)
        case Note():
            return _seconds(state.touched_at + NOTE_MS[state.large] - now)
    return _seconds(state.touched_at + IDLE_MS[state.large] + WARNING_MS[state.large] - now)


def _seconds(ms: int) -> int:
    return max(0, -(-ms // 1000))


def _idle(state: State, now: Instant) -> State:
    quiet = now - state.touched_at
    at_rest = state.scene == Home()
    if at_rest and (state.language, state.large) == (state.home_language, False):
        return state
    if at_rest and quiet >= IDLE_MS[state.large]:
        return ended(state, now)  # nothing to lose: no need to ask
    if quiet >= IDLE_MS[state.large] + WARNING_MS[state.large]:
        return ended(state, now)
    if quiet >= IDLE_MS[state.large] and not state.warned:
        return replace(state, warned=True, since=now)
    return state
