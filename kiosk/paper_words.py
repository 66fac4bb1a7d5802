"""What a ticket's paper says, in the language of the session. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from common.messages import Issued
from common.rows import MatterRow
from common.words import Words
from kiosk.guide_facts import where
from kiosk.hall import Hall
from kiosk.paper import Paper
from kiosk.wording import Wording


def paper_for(
    ticket: Issued, hall: Hall, wording: Wording, *, priority: bool = False, coded: bool = False
) -> Paper:
    """The paper of a number just given. `priority` says that one was declared, never which (P-2).

    `coded`: with a bar code, for the kiosk's scanner.
    """
    about = hall.about
    rows = [hall.matters[matter] for matter in (ticket.matter, *ticket.then) if matter in hall.matters]
    name = hall.matters[ticket.matter].name if ticket.matter in hall.matters else Words("")
    return Paper(
        sample=wording.say("sample") if about and about.sample else "",
        hall=wording.of(about.name) if about else "",
        number=ticket.number,
        check=wording.say("paper.check", check=ticket.check) if ticket.check else "",
        priority=wording.say("paper.priority") if priority else "",
        matter=wording.of(name),
        second_name=name.zh if wording.language != "zh" and name.en else "",  # the clerk reads Chinese
        place=_place(ticket.window, wording),
        ahead=wording.say("paper.ahead", n=ticket.ahead),
        slot=_slot(ticket, wording),
        then=tuple(_then(row, hall, wording) for row in rows[1:]),
        time=wording.stamp(ticket.issued_at),
        bring=_bring(rows, wording),
        missed=wording.say("paper.missed"),
        order=wording.say("paper.order"),
        code=f"{ticket.number}{ticket.check}" if coded and ticket.check else "",
    )


def _slot(ticket: Issued, wording: Wording) -> str:
    """What became of the appointment (Q-7)."""
    if ticket.slot is None:
        return ""
    code = "paper.slot_late" if ticket.late else "paper.slot"
    return wording.say(code, time=wording.clock(ticket.slot))


def _then(row: MatterRow, hall: Hall, wording: Wording) -> str:
    place = where(hall.line_of(row.id), wording)
    return wording.say("paper.then", matter=wording.of(row.name), where=place)


def _place(window: int | None, wording: Wording) -> str:
    return wording.say("paper.place_none") if window is None else wording.say("paper.place", window=window)


def _bring(rows: Sequence[MatterRow], wording: Wording) -> str:
    """The papers for all of the matters, each named once."""
    materials = dict.fromkeys(wording.of(words) for row in rows for words in row.materials)
    return wording.say("paper.bring", list=wording.say("paper.comma").join(materials)) if materials else ""
