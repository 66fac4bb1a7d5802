"""The plate of who sits at a window (Q-3): staff number, title or name, as the centre wishes. Pure."""

from __future__ import annotations

from common.messages import CoverState
from display.plates import Plate, Plates
from display.window_state import WindowView
from display.wording import Wording


def plate_of(known: WindowView, plates: Plates, wording: Wording) -> Plate | None:
    """Who serves here; nobody, none: the one who answers at another window is not to be looked for under this number."""
    if known.contact == "lost":
        return None
    served, window = known.served_here, known.window
    if served:
        return _plate(window.clerk, served[0].state, wording.of(window.title), plates, wording)
    return (
        None
        if window.away or known.moved
        else _plate(window.clerk, None, wording.of(window.title), plates, wording)
    )


def _plate(
    clerk: str | None, state: CoverState | None, title: str, plates: Plates, wording: Wording
) -> Plate | None:
    if clerk is None:
        return None
    number = wording.say("own.staff", number=clerk)
    name = plates.names.get(clerk, "")
    lines = {"number": (number,), "title": (number, title), "name": (name or number, title)}[plates.kind]
    role = wording.say(f"own.role.{state}") if state is not None else ""
    return Plate(role, tuple(line for line in lines if line), plates.photos.get(clerk))
