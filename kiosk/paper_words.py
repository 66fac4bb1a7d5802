"""What a ticket's paper says, in the language of the session. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from common.messages import Issued
from common.rows import MatterRow
from common.words import Words
from kiosk.guide_facts import where
from kiosk.hall import Hall
from kiosk.paper import Paper
from kiosk.ticket import is_own
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
        again=wording.say("paper.again", time=wording.stamp(ticket.reprinted)) if ticket.reprinted else "",
        hall=wording.of(about.name) if about else "",
        number=ticket.number,
        check=wording.say("paper.check", check=ticket.check) if ticket.check else "",
        priority=wording.say("paper.priority") if priority or ticket.priority else "",
        matter=wording.of(name),
        second_name=name.zh if wording.language != "zh" and name.en else "",  # the clerk reads Chinese
        place=_place(ticket, hall, wording),
        ahead=_ahead(ticket, wording),
        wait=wording.say("paper.wait", wait=wording.wait(*ticket.wait)) if ticket.wait is not None else "",
        unsure=_unsure(ticket, wording),
        slot=_slot(ticket, wording),
        then=tuple(_then(row, hall, wording, online=not is_own(ticket)) for row in rows[1:]),
        time=wording.stamp(ticket.issued_at),
        bring=_bring(rows, wording),
        missed=wording.say("paper.missed"),
        order=wording.say("paper.order"),
        code=f"{ticket.number}{ticket.check}" if coded and ticket.check else "",
        page=ticket.phone,
        scan=wording.say("paper.scan"),
    )


def _ahead(ticket: Issued, wording: Wording) -> str:
    """How many go first; without the server nobody can say, and what counts instead."""
    if is_own(ticket):
        return wording.say("paper.alone", time=wording.clock(ticket.issued_at))
    return wording.say("paper.ahead_again" if ticket.reprinted else "paper.ahead", n=ticket.ahead)


def _unsure(ticket: Issued, wording: Wording) -> str:
    """Why the range is wide: nobody was at the window when it was printed."""
    return wording.say("paper.unsure") if ticket.wait is not None and ticket.window is None else ""


def _slot(ticket: Issued, wording: Wording) -> str:
    """What became of the appointment (Q-7)."""
    if ticket.slot is None:
        return ""
    code = "paper.slot_late" if ticket.late else "paper.slot"
    return wording.say(code, time=wording.clock(ticket.slot))


def _then(row: MatterRow, hall: Hall, wording: Wording, *, online: bool) -> str:
    place = where(hall.line_of(row.id), wording, online=online)
    return wording.say("paper.then", matter=wording.of(row.name), where=place)


def _place(ticket: Issued, hall: Hall, wording: Wording) -> str:
    """The window, and how one gets there; without the server as it was last known, while nobody is there the usual one, and that the call counts."""
    window = ticket.window or ticket.usual
    if window is None:
        return wording.say("paper.place_none")
    way = wording.of(hall.way_to(window))
    if is_own(ticket) or ticket.window is None:
        code = "paper.place_way_last" if way else "paper.place_last"
        return wording.say(code, window=window, way=way)
    if way:
        return wording.say("paper.place_way", window=window, way=way)
    return wording.say("paper.place", window=window)


def _bring(rows: Sequence[MatterRow], wording: Wording) -> str:
    """The papers for all of the matters, each named once."""
    materials = dict.fromkeys(wording.of(words) for row in rows for words in row.materials)
    return wording.say("paper.bring", list=wording.say("paper.comma").join(materials)) if materials else ""
