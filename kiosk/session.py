"""How a session goes from screen to screen, and how it ends. Pure."""

from __future__ import annotations

from dataclasses import replace

from common.words import Instant
from kiosk.scene import Home, Scene, State


def entered(state: State, scene: Scene, now: Instant) -> State:
    """On another screen."""
    return replace(state, scene=scene, since=now, touched_at=now, warned=False)


def ended(state: State, now: Instant) -> State:
    """The session is over: first screen, first language, normal type."""
    return replace(
        state,
        scene=Home(),
        language=state.home_language,
        large=False,
        since=now,
        touched_at=now,
        warned=False,
    )
