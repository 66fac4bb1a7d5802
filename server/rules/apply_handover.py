"""Fold what passes with a post into the hall: handovers, and whom A has to contact."""

from collections.abc import Callable
from typing import Any

from msgspec import structs

from server.rules import facts as f
from server.rules.cases.apply import note_on
from server.rules.facts import Entry, Fact
from server.rules.hall import Hall
from server.rules.hall_handover import Handover, Unfinished
from server.rules.post_day import a_today


def _opened(hall: Hall, fact: f.HandoverOpened, entry: Entry) -> None:
    hall.handovers[fact.handover] = Handover(
        id=fact.handover,
        post=fact.post,
        kind=fact.kind,
        giver=fact.giver,
        taker=fact.taker,
        at=entry.due,
        waiting=fact.waiting,
        held=fact.held,
        served=fact.served,
        note=fact.note.id if fact.note is not None else fact.earlier_note,
        missed=fact.missed,
        unfinished=fact.unfinished,
        cases=fact.cases,
    )
    if fact.kind == "return" and any(
        p.id == fact.post and a_today(hall, p) == fact.taker for p in hall.rules.posts
    ):
        hall.covered.pop(fact.post, None)


def _acknowledged(hall: Hall, fact: f.HandoverAcknowledged, entry: Entry) -> None:
    hall.handovers[fact.handover].acknowledged_at = entry.due


def _unfinished(hall: Hall, fact: f.UnfinishedRecorded, entry: Entry) -> None:
    hall.unfinished[fact.item] = Unfinished(
        id=fact.item,
        post=fact.post,
        ticket=fact.ticket,
        number=fact.number,
        matter=fact.matter,
        clerk=fact.clerk,
        a_role=fact.a_role,
        reason=fact.reason,
        at=entry.due,
        note=fact.note.id if fact.note is not None else None,
        case=fact.case,
    )
    if fact.case is not None and fact.note is not None:
        note_on(hall.cases, hall.cases.open[fact.case], fact.note.id, entry.due)


def _contacted(hall: Hall, fact: f.ResidentContacted, entry: Entry) -> None:
    item = hall.unfinished[fact.item]
    hall.unfinished[fact.item] = structs.replace(item, contacted_at=entry.due, contacted_by=entry.by)


def _read(hall: Hall, fact: f.NoteRead, entry: Entry) -> None:
    """It is on record; nothing else changes."""


def new_day(hall: Hall) -> None:
    """What was contacted yesterday is off the list; what was not stays on it."""
    hall.unfinished = {number: item for number, item in hall.unfinished.items() if item.contacted_at is None}


HANDLERS: dict[type[Fact], Callable[[Hall, Any, Entry], None]] = {
    f.HandoverOpened: _opened,
    f.HandoverAcknowledged: _acknowledged,
    f.UnfinishedRecorded: _unfinished,
    f.ResidentContacted: _contacted,
    f.NoteRead: _read,
}
