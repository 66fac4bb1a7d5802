"""How a session goes from screen to screen, and how it ends. Pure."""

from __future__ import annotations

from dataclasses import replace

from common.words import Instant
from kiosk.happening import Step, Void
from kiosk.scene import SLOW, Home, Note, Printing, Scene, State


def entered(state: State, scene: Scene, now: Instant) -> State:
    """On another screen."""
    return replace(state, scene=scene, since=now, touched_at=now, warned=False)


def ended(state: State, now: Instant) -> State:
    """The session is over: first screen, first language, normal type, first colours."""
    return replace(
        state,
        scene=Home(),
        language=state.home_language,
        large=False,
        contrast=state.home_contrast,
        aloud=False,
        pressed="",
        looked=(0, 0),
        since=now,
        touched_at=now,
        warned=False,
    )


def let_go(state: State, scene: Printing | Note, now: Instant) -> Step:
    """The session of a number is over, and nobody said that he has it: void, unless it may be in a hand.

    A number that is printed again somebody held before. One whose paper may still come is not voided before that is known.
    """
    ticket = scene.ticket
    if ticket.reprinted is not None:
        return Step(ended(state, now))
    if isinstance(scene, Printing) or scene.fault == SLOW:
        return Step(replace(ended(state, now), unheld=state.unheld | {ticket.ticket}))
    return Step(ended(state, now), (Void(ticket.ticket),))
