"""Fold the facts of a ticket's way into the hall."""

from collections.abc import Callable
from typing import Any

from common.messages import TicketState
from common.words import Instant
from server.rules import facts as f
from server.rules import moving as m
from server.rules.facts import Entry, Fact
from server.rules.hall import Hall, Ticket
from server.rules.hoarding import note_drawn
from server.rules.way import LastAct


def _issued(hall: Hall, fact: f.TicketIssued, entry: Entry) -> None:
    ticket = m.draw(hall, fact, entry.due, entry.by)
    letters = fact.number.rstrip("0123456789")
    hall.counters[letters] = fact.n  # by prefix: a set-up may move it
    hall.offline.note_given(letters, hall.day, fact.n)
    if fact.appointment is None:
        note_drawn(hall, entry.by, entry.due)
    hall.enter_line(ticket)
    m.count_issue(hall, ticket)
    if fact.appointment in hall.appointments:
        hall.appointments[fact.appointment].ticket = ticket.id


def _called(hall: Hall, fact: f.TicketCalled, entry: Entry) -> None:
    ticket = hall.tickets[fact.ticket]
    first = hall.last_acts[fact.window] if fact.finished is not None else None
    act = LastAct("call", ticket.id, fact.clerk, first)
    m.forget(hall, ticket)
    m.keep_pace(hall, ticket, fact)
    m.leave(hall, ticket, entry.due)
    ticket.post, ticket.window, ticket.clerk, ticket.role = fact.post, fact.window, fact.clerk, fact.role
    ticket.called_at = ticket.last_called_at = entry.due
    ticket.recalls = 0
    m.into_hand(hall, ticket, "called", entry.due)
    hall.last_acts[fact.window] = act
    m.show_call(hall, ticket, entry.due)
    for tally in m.tallies_of(hall, ticket):
        tally.called += 1
        tally.wait_ms += ticket.waited_ms


def _recalled(hall: Hall, fact: f.TicketRecalled, entry: Entry) -> None:
    ticket = hall.tickets[fact.ticket]
    m.forget(hall, ticket)
    ticket.recalls = fact.times
    ticket.last_called_at = entry.due
    m.show_call(hall, ticket, entry.due)


def _started(hall: Hall, fact: f.ServiceStarted, entry: Entry) -> None:
    ticket = hall.tickets[fact.ticket]
    m.forget(hall, ticket)
    m.set_state(ticket, "serving", entry.due)


def _finished(hall: Hall, fact: f.ServiceFinished, entry: Entry) -> None:
    ticket = hall.tickets[fact.ticket]
    act = LastAct("finish", ticket.id, ticket.clerk or "")
    m.leave(hall, ticket, entry.due)
    m.set_state(ticket, "finished", entry.due)
    hall.last_acts[ticket.window or 0] = act
    m.count_finish(hall, ticket)


def _held(hall: Hall, fact: f.TicketHeld, entry: Entry) -> None:
    ticket = hall.tickets[fact.ticket]
    m.forget(hall, ticket)
    m.leave(hall, ticket, entry.due)
    m.set_state(ticket, "held", entry.due)
    m.done_for_a(hall, ticket, served=0)
    hall.held.append(ticket.id)


def _resumed(hall: Hall, fact: f.TicketResumed, entry: Entry) -> None:
    ticket = hall.tickets[fact.ticket]
    m.leave(hall, ticket, entry.due)
    ticket.window, ticket.clerk, ticket.role = fact.window, fact.clerk, fact.role
    hall.last_acts.pop(fact.window, None)
    m.into_hand(hall, ticket, "serving", entry.due)


def _put_back(hall: Hall, fact: f.TicketPutBack, entry: Entry) -> None:
    """To its own place: nothing of its claim has changed; the wait goes on and is counted once."""
    ticket = hall.tickets[fact.ticket]
    for tally in m.tallies_of(hall, ticket):
        tally.called -= 1
        tally.wait_ms -= ticket.waited_ms
    m.forget(hall, ticket)
    m.leave(hall, ticket, entry.due)
    m.set_pace_back(hall, ticket)
    ticket.post = ticket.window = ticket.clerk = ticket.role = None
    m.set_state(ticket, "waiting", entry.due)
    hall.enter_line(ticket)
    m.hide_call(hall, ticket.id)


def _transferred(hall: Hall, fact: f.TicketTransferred, entry: Entry) -> None:
    ticket = hall.tickets[fact.ticket]
    back = any(stop.back_to and stop.matter == fact.matter for stop in ticket.then[:1])
    m.forget(hall, ticket)
    m.leave(hall, ticket, entry.due)
    m.count_service(hall, ticket)
    ticket.came, ticket.put_behind = "return" if back else "transfer", False
    ticket.matter, ticket.line, ticket.then, ticket.kept_to = fact.matter, fact.line, fact.then, fact.kept_to
    ticket.special = None
    m.into_line(hall, ticket, fact.claim, fact.placed, entry.due)
    m.hide_call(hall, ticket.id)


def _missed(hall: Hall, fact: f.TicketMissed, entry: Entry) -> None:
    ticket = hall.tickets[fact.ticket]
    act = LastAct("no_show", ticket.id, ticket.clerk or "")
    m.leave(hall, ticket, entry.due)
    m.set_state(ticket, "missed", entry.due)
    m.missed_for_a(hall, ticket)
    hall.outside.append(ticket.id)
    hall.last_acts[ticket.window or 0] = act
    for tally in m.tallies_of(hall, ticket):
        tally.missed += 1


def _miss_undone(hall: Hall, fact: f.MissUndone, entry: Entry) -> None:
    ticket = hall.tickets[fact.ticket]
    m.forget(hall, ticket)
    for tally in m.tallies_of(hall, ticket):
        tally.missed -= 1
    m.leave(hall, ticket, entry.due)
    ticket.last_called_at = entry.due
    m.into_hand(hall, ticket, "called", entry.due)


def _finish_undone(hall: Hall, fact: f.FinishUndone, entry: Entry) -> None:
    ticket = hall.tickets[fact.ticket]
    m.forget(hall, ticket)
    if fact.stand is not None:
        m.stand_again(hall, ticket, fact.stand, entry.due)
    for tally in m.tallies_of(hall, ticket):
        tally.finished -= 1
        tally.services -= 1
        tally.service_ms -= ticket.served_ms
    if fact.stand is None:
        ticket.served_ms -= max(0, ticket.since - fact.since)
    if ticket.role != "a_role" and ticket.post in hall.cover_served:
        hall.cover_served[ticket.post] -= 1
    if (covered := hall.covered.get(ticket.post or "")) is not None and covered.served > 0:
        covered.served -= 1
    m.into_hand(hall, ticket, "serving", fact.since)


def _re_entered(hall: Hall, fact: f.TicketReEntered, entry: Entry) -> None:
    ticket = hall.tickets[fact.ticket]
    m.forget(hall, ticket)
    ticket.put_behind = not ticket.carried and ticket.re_entries == 0
    if not ticket.carried:
        ticket.re_entries += 1
    m.leave(hall, ticket, entry.due)
    ticket.carried, ticket.carried_on, ticket.kept_to, ticket.special = False, "", fact.kept_to, None
    ticket.came = "re_entry"
    m.into_line(hall, ticket, fact.claim, fact.placed, entry.due)
    m.hide_call(hall, ticket.id)


def _gone(state: TicketState) -> Callable[[Hall, Any, Entry], None]:
    def handle(hall: Hall, fact: f.TicketWithdrawn | f.TicketVoided, entry: Entry) -> None:
        ticket = hall.tickets[fact.ticket]
        m.forget(hall, ticket)
        m.leave(hall, ticket, entry.due)
        m.count_service(hall, ticket)
        if state == "voided" and ticket.called_at is None:
            m.give(hall, ticket, -1)
        if isinstance(fact, f.TicketVoided) and fact.appointment in hall.appointments:
            hall.appointments[fact.appointment].ticket = None
        m.set_state(ticket, state, entry.due)
        m.hide_call(hall, ticket.id)

    return handle


def carry_over(hall: Hall, ticket: Ticket, day: str, due: Instant) -> None:
    """At the end of `day`: waits on, outside every line until checked in."""
    waited_ms = 0
    m.count_service(hall, ticket)
    if ticket.in_line:
        hall.leave_line(ticket)
        waited_ms = ticket.waited_ms + due - ticket.since
    ticket.special = None
    if not ticket.carried:
        ticket.carried, ticket.carried_on = True, day
    ticket.waited_ms, ticket.served_ms, ticket.re_entries = waited_ms, 0, 0
    ticket.post = ticket.window = ticket.clerk = ticket.role = None
    m.set_state(ticket, "waiting", due)


def back_in_line(hall: Hall, ticket: Ticket, due: Instant) -> None:
    """The day that was closed goes on: at its own place, as if it had not been closed."""
    hall.outside.remove(ticket.id)
    ticket.carried, ticket.carried_on = False, ""
    m.set_state(ticket, "waiting", due)
    hall.enter_line(ticket)


def release(hall: Hall, tickets: tuple[int, ...]) -> None:
    """Kept to no post any more: whoever stands in line stands in the whole line, at the same place."""
    for ticket in (hall.tickets[number] for number in tickets):
        in_line = ticket.in_line
        if in_line:
            hall.leave_line(ticket)
        ticket.kept_to = None
        if in_line:
            hall.enter_line(ticket)


HANDLERS: dict[type[Fact], Callable[[Hall, Any, Entry], None]] = {
    f.TicketIssued: _issued,
    f.TicketCalled: _called,
    f.TicketRecalled: _recalled,
    f.ServiceStarted: _started,
    f.ServiceFinished: _finished,
    f.TicketHeld: _held,
    f.TicketResumed: _resumed,
    f.TicketPutBack: _put_back,
    f.TicketTransferred: _transferred,
    f.TicketMissed: _missed,
    f.MissUndone: _miss_undone,
    f.FinishUndone: _finish_undone,
    f.TicketReEntered: _re_entered,
    f.TicketWithdrawn: _gone("withdrawn"),
    f.TicketVoided: _gone("voided"),
}
