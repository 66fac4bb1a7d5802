"""Every kind of screen with something on it, to look at: for pictures and tests."""

from __future__ import annotations

from common.messages import Issued, Refused
from common.words import Instant, Words
from kiosk.hall import Hall
from kiosk.scene import (
    Again,
    Asking,
    Choose,
    Collect,
    Declare,
    Guide,
    Home,
    Note,
    Printing,
    Scene,
    Told,
    Unreached,
)

SCENES = (
    "home", "choose", "guide", "declare", "again", "asking", "unreached", "refused", "printing", "collect", "note",
)  # fmt: skip

_REFUSED = Refused(
    code="numbers_stopped",
    text=Words("今天已停止取号，请明天再来。", "No more numbers today. Please come again tomorrow."),
)


def scene_named(name: str, hall: Hall, now: Instant) -> Scene:
    """One of `SCENES`, with the longest list of matters that this hall has."""
    line = max(hall.groups(), key=lambda row: len(hall.matters_of(row.id)))
    matter = hall.matters_of(line.id)[0]
    guide = Guide(matter.id)
    ticket = Issued(
        ticket=0,
        number="H036",
        matter=matter.id,
        line=line.id,
        ahead=5,
        window=line.window,
        issued_at=now,
    )
    scenes: dict[str, Scene] = {
        "home": Home(),
        "choose": Choose(line.id),
        "guide": guide,
        "declare": Declare(guide),
        "again": Again(guide),
        "asking": Asking(0, guide),
        "unreached": Unreached(0, guide),
        "refused": Told(_REFUSED, guide),
        "printing": Printing(ticket),
        "collect": Collect(ticket),
        "note": Note(ticket, "paper_out"),
    }
    return scenes[name]
