"""What a ticket's paper says, in the language of the session. Pure."""

from __future__ import annotations

from common.messages import Issued
from common.words import Words
from kiosk.hall import Hall
from kiosk.paper import Paper
from kiosk.wording import Wording


def paper_for(ticket: Issued, hall: Hall, wording: Wording, *, priority: bool = False) -> Paper:
    """The paper of a number just given. `priority` says that one was declared, never which (P-2)."""
    about, matter = hall.about, hall.matters.get(ticket.matter)
    name = matter.name if matter else Words("")
    materials = [wording.of(words) for words in matter.materials] if matter else []
    return Paper(
        sample=wording.say("sample") if about and about.sample else "",
        hall=wording.of(about.name) if about else "",
        number=ticket.number,
        priority=wording.say("paper.priority") if priority else "",
        matter=wording.of(name),
        second_name=name.zh if wording.language != "zh" and name.en else "",  # the clerk reads Chinese
        place=_place(ticket.window, wording),
        ahead=wording.say("paper.ahead", n=ticket.ahead),
        time=wording.stamp(ticket.issued_at),
        bring=_bring(materials, wording),
        missed=wording.say("paper.missed"),
    )


def _place(window: int | None, wording: Wording) -> str:
    return wording.say("paper.place_none") if window is None else wording.say("paper.place", window=window)


def _bring(materials: list[str], wording: Wording) -> str:
    return wording.say("paper.bring", list=wording.say("paper.comma").join(materials)) if materials else ""
