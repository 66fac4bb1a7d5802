"""A new number: for whoever walks in, and for whoever has an appointment."""

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from common.bounded import MATTERS_MOST
from common.messages import Issued
from common.words import Instant, Language
from server.rules import facts as f
from server.rules.decision import Decision, matter_of
from server.rules.estimate.wait import wait_of_place
from server.rules.hall import Hall
from server.rules.intake import quota_of, taken_in
from server.rules.next_calls import called_before_place
from server.rules.place import is_late
from server.rules.queues import own_post, usual_window, window_of_ticket
from server.rules.refusal import Refusal
from server.rules.setup import Matter
from server.rules.way import Appointment, Stop


class Comer(NamedTuple):
    """Somebody for whom a number is drawn: for which matters, in order, and from when the wait counts."""

    matters: Sequence[Matter]
    claim: Instant
    priority: str | None
    language: Language
    appointment: Appointment | None = None


def new_ticket(hall: Hall, at: Instant, comer: Comer) -> Decision:
    """The next number of the first matter's line; the other matters follow as stops."""
    version, appointment = hall.version + 1, comer.appointment
    matter = comer.matters[0]
    n, number = _next_number(hall, matter.line)
    kept_to = own_post(hall, matter.line)
    wait = wait_of_place(hall, matter.line, kept_to, (comer.claim, version, version), at)
    fact = f.TicketIssued(
        ticket=version,
        number=number,
        n=n,
        matter=matter.id,
        line=matter.line,
        claim=comer.claim,
        placed=version,
        priority=comer.priority,
        language=comer.language,
        then=tuple(Stop(later.id) for later in comer.matters[1:]),
        kept_to=kept_to,
        appointment=appointment.id if appointment is not None else None,
        slot=appointment.slot if appointment is not None else None,
        limited=any(quota_of(hall, each) is not None for each in comer.matters),
        wait=wait.given if wait is not None else None,
    )
    return Decision([fact], _answer(hall, fact, at))


def _answer(hall: Hall, fact: f.TicketIssued, at: Instant) -> Issued:
    queue = fact.line if fact.kept_to is None else f"{fact.line}@{fact.kept_to}"
    return Issued(
        ticket=fact.ticket,
        number=fact.number,
        matter=fact.matter,
        line=fact.line,
        ahead=called_before_place(hall, queue, (fact.claim, fact.placed, fact.ticket)),
        window=window_of_ticket(hall, fact.line, fact.kept_to),
        usual=usual_window(hall, fact.line, fact.kept_to),
        issued_at=at,
        check=check_of(fact.ticket, at),
        then=tuple(stop.matter for stop in fact.then),
        slot=fact.slot,
        wait=(fact.wait.low_min, fact.wait.high_min) if fact.wait is not None else None,
        late=fact.slot is not None and is_late(hall, fact.slot, at),
    )


def matters_asked(hall: Hall, at: Instant, *asked: str) -> list[Matter]:
    """The matters of one ticket, each open for numbers and none twice."""
    if len(asked) > MATTERS_MOST:
        raise Refusal("too_many_matters", limit=MATTERS_MOST)
    found = [matter_of(hall, matter) for matter in asked]
    if len(set(asked)) < len(asked):
        raise Refusal("same_matter")
    for matter in found:
        taken_in(hall, matter, at)
    return found


def known_priority(hall: Hall, priority: str | None) -> None:
    """Refuse a class that the set-up does not have (Q-10)."""
    if priority is not None and priority not in {item.id for item in hall.rules.priorities}:
        raise Refusal("unknown_priority")


def check_of(ticket: int, issued_at: Instant) -> str:
    """Three digits that stand on the paper only: enough that nobody asks about a neighbour's number by guessing once."""
    digest = hashlib.sha256(f"{ticket}:{issued_at}".encode()).digest()
    return f"{int.from_bytes(digest[:4]) % 1000:03d}"


def _next_number(hall: Hall, line: str) -> tuple[int, str]:
    """The next of the prefix's counter that no carried-over ticket bears."""
    prefix = next(item.prefix for item in hall.rules.lines if item.id == line)
    n = hall.counters.get(prefix, 0) + 1
    while (number := f"{prefix}{n:03d}") in hall.kept_numbers:
        n += 1
    return n, number
