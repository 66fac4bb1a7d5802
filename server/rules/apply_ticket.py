"""Fold the facts of a ticket's way into the hall."""

from collections.abc import Callable
from typing import Any

from common.messages import TicketState
from common.words import Instant
from server.rules import facts as f
from server.rules.apply_cover import follow_call, follow_put_back
from server.rules.facts import Entry, Fact
from server.rules.hall import IN_HAND, Covered, Hall, LastAct, Ticket

CALLS_SHOWN = 20


def _issued(hall: Hall, fact: f.TicketIssued, entry: Entry) -> None:
    ticket = Ticket(
        id=fact.ticket,
        number=fact.number,
        matter=fact.matter,
        line=fact.line,
        issued_at=entry.due,
        issued_by=entry.by,
        since=entry.due,
        claim=fact.claim,
        placed=fact.placed,
        priority=fact.priority,
        language=fact.language,
    )
    hall.tickets[ticket.id] = ticket
    hall.counters[fact.number.rstrip("0123456789")] = fact.n  # by prefix: a set-up may move it
    hall.enter_line(ticket)
    for tally in _tallies(hall, ticket):
        tally.issued += 1


def _called(hall: Hall, fact: f.TicketCalled, entry: Entry) -> None:
    ticket = hall.tickets[fact.ticket]
    first = hall.last_acts[fact.window] if fact.finished is not None else None
    act = LastAct("call", ticket.id, fact.clerk, first)
    _leave(hall, ticket, entry.due)
    ticket.post, ticket.window, ticket.clerk, ticket.role = fact.post, fact.window, fact.clerk, fact.role
    ticket.called_at = ticket.last_called_at = entry.due
    ticket.recalls = 0
    _into_hand(hall, ticket, "called", entry.due)
    hall.last_acts[fact.window] = act
    _show_call(hall, ticket)
    follow_call(hall, fact, entry)
    for tally in _tallies(hall, ticket):
        tally.called += 1
        tally.wait_ms += ticket.waited_ms


def _recalled(hall: Hall, fact: f.TicketRecalled, entry: Entry) -> None:
    ticket = hall.tickets[fact.ticket]
    _forget(hall, ticket)
    ticket.recalls = fact.times
    ticket.last_called_at = entry.due
    _show_call(hall, ticket)


def _started(hall: Hall, fact: f.ServiceStarted, entry: Entry) -> None:
    ticket = hall.tickets[fact.ticket]
    _forget(hall, ticket)
    _set(ticket, "serving", entry.due)


def _finished(hall: Hall, fact: f.ServiceFinished, entry: Entry) -> None:
    ticket = hall.tickets[fact.ticket]
    act = LastAct("finish", ticket.id, ticket.clerk or "")
    _leave(hall, ticket, entry.due)
    _set(ticket, "finished", entry.due)
    hall.last_acts[ticket.window or 0] = act
    if ticket.role != "a_role" and ticket.post is not None:
        hall.cover_served[ticket.post] = hall.cover_served.get(ticket.post, 0) + 1
    _done_for_a(hall, ticket, served=1)
    for tally in _tallies(hall, ticket):
        tally.finished += 1
        tally.services += 1
        tally.service_ms += ticket.served_ms


def _held(hall: Hall, fact: f.TicketHeld, entry: Entry) -> None:
    ticket = hall.tickets[fact.ticket]
    _forget(hall, ticket)
    _leave(hall, ticket, entry.due)
    _set(ticket, "held", entry.due)
    _done_for_a(hall, ticket, served=0)
    hall.held.append(ticket.id)


def _resumed(hall: Hall, fact: f.TicketResumed, entry: Entry) -> None:
    ticket = hall.tickets[fact.ticket]
    _leave(hall, ticket, entry.due)
    ticket.window, ticket.clerk, ticket.role = fact.window, fact.clerk, fact.role
    hall.last_acts.pop(fact.window, None)
    _into_hand(hall, ticket, "serving", entry.due)


def _put_back(hall: Hall, fact: f.TicketPutBack, entry: Entry) -> None:
    """To its own place: nothing of its claim has changed; the wait goes on and is counted once."""
    ticket = hall.tickets[fact.ticket]
    follow_put_back(hall, ticket.id)
    for tally in _tallies(hall, ticket):
        tally.called -= 1
        tally.wait_ms -= ticket.waited_ms
    _forget(hall, ticket)
    _leave(hall, ticket, entry.due)
    ticket.post = ticket.window = ticket.clerk = ticket.role = None
    _set(ticket, "waiting", entry.due)
    hall.enter_line(ticket)
    _hide_call(hall, ticket.id)


def _transferred(hall: Hall, fact: f.TicketTransferred, entry: Entry) -> None:
    ticket = hall.tickets[fact.ticket]
    _forget(hall, ticket)
    _leave(hall, ticket, entry.due)
    _count_service(hall, ticket)
    ticket.matter, ticket.line = fact.matter, fact.line
    _into_line(hall, ticket, fact.claim, fact.placed, entry.due)
    _hide_call(hall, ticket.id)


def _missed(hall: Hall, fact: f.TicketMissed, entry: Entry) -> None:
    ticket = hall.tickets[fact.ticket]
    act = LastAct("no_show", ticket.id, ticket.clerk or "")
    _leave(hall, ticket, entry.due)
    _set(ticket, "missed", entry.due)
    hall.outside.append(ticket.id)
    hall.last_acts[ticket.window or 0] = act
    for tally in _tallies(hall, ticket):
        tally.missed += 1


def _miss_undone(hall: Hall, fact: f.MissUndone, entry: Entry) -> None:
    ticket = hall.tickets[fact.ticket]
    _forget(hall, ticket)
    for tally in _tallies(hall, ticket):
        tally.missed -= 1
    _leave(hall, ticket, entry.due)
    ticket.last_called_at = entry.due
    _into_hand(hall, ticket, "called", entry.due)


def _finish_undone(hall: Hall, fact: f.FinishUndone, entry: Entry) -> None:
    ticket = hall.tickets[fact.ticket]
    _forget(hall, ticket)
    for tally in _tallies(hall, ticket):
        tally.finished -= 1
        tally.services -= 1
        tally.service_ms -= ticket.served_ms
    ticket.served_ms -= max(0, ticket.since - fact.since)
    if ticket.role != "a_role" and ticket.post in hall.cover_served:
        hall.cover_served[ticket.post] -= 1
    if (covered := hall.covered.get(ticket.post or "")) is not None and covered.served > 0:
        covered.served -= 1
    _into_hand(hall, ticket, "serving", fact.since)


def _re_entered(hall: Hall, fact: f.TicketReEntered, entry: Entry) -> None:
    ticket = hall.tickets[fact.ticket]
    _forget(hall, ticket)
    if not ticket.carried:
        ticket.re_entries += 1
    _leave(hall, ticket, entry.due)
    ticket.carried, ticket.carried_on = False, ""
    _into_line(hall, ticket, fact.claim, fact.placed, entry.due)
    _hide_call(hall, ticket.id)


def _gone(state: TicketState) -> Callable[[Hall, Any, Entry], None]:
    def handle(hall: Hall, fact: f.TicketWithdrawn | f.TicketVoided, entry: Entry) -> None:
        ticket = hall.tickets[fact.ticket]
        _forget(hall, ticket)
        _leave(hall, ticket, entry.due)
        _count_service(hall, ticket)
        _set(ticket, state, entry.due)
        _hide_call(hall, ticket.id)

    return handle


def carry_over(hall: Hall, ticket: Ticket, day: str, due: Instant) -> None:
    """At the end of `day`: waits on, outside every line until checked in."""
    waited_ms = 0
    _count_service(hall, ticket)
    if ticket.in_line:
        hall.leave_line(ticket)
        waited_ms = ticket.waited_ms + due - ticket.since
    if not ticket.carried:
        ticket.carried, ticket.carried_on = True, day
    ticket.waited_ms, ticket.served_ms, ticket.re_entries = waited_ms, 0, 0
    ticket.post = ticket.window = ticket.clerk = ticket.role = None
    _set(ticket, "waiting", due)


def back_in_line(hall: Hall, ticket: Ticket, due: Instant) -> None:
    """The day that was closed goes on: at its own place, as if it had not been closed."""
    hall.outside.remove(ticket.id)
    ticket.carried, ticket.carried_on = False, ""
    _set(ticket, "waiting", due)
    hall.enter_line(ticket)


def _leave(hall: Hall, ticket: Ticket, due: Instant) -> None:
    """Out of wherever it is: line, hand, aside or outside; with its time there added up."""
    if ticket.in_line:
        hall.leave_line(ticket)
        ticket.waited_ms += due - ticket.since
    elif ticket.state in IN_HAND and ticket.window is not None:
        del hall.hands[ticket.window]
        if ticket.state == "serving":
            ticket.served_ms += due - ticket.since
    elif ticket.state == "held":
        hall.held.remove(ticket.id)
    elif ticket.id in hall.outside:
        hall.outside.remove(ticket.id)


def _into_hand(hall: Hall, ticket: Ticket, state: TicketState, due: Instant) -> None:
    if ticket.window is None:
        raise LookupError(f"ticket {ticket.id} has no window")
    _set(ticket, state, due)
    hall.hands[ticket.window] = ticket.id


def _into_line(hall: Hall, ticket: Ticket, claim: Instant, placed: int, due: Instant) -> None:
    ticket.claim, ticket.placed = claim, placed
    ticket.waited_ms = ticket.served_ms = 0
    ticket.post = ticket.window = ticket.clerk = ticket.role = None
    _set(ticket, "waiting", due)
    hall.enter_line(ticket)


def _set(ticket: Ticket, state: TicketState, due: Instant) -> None:
    ticket.state, ticket.since = state, due


def _forget(hall: Hall, ticket: Ticket) -> None:
    """Something followed: the last act on this ticket can no longer be taken back."""
    for window in [window for window, act in hall.last_acts.items() if act.ticket == ticket.id]:
        del hall.last_acts[window]


def _count_service(hall: Hall, ticket: Ticket) -> None:
    """It ends here though the ticket goes on, or away: the window has worked."""
    if ticket.served_ms > 0:
        for tally in _tallies(hall, ticket):
            tally.services += 1
            tally.service_ms += ticket.served_ms


def _done_for_a(hall: Hall, ticket: Ticket, served: int) -> None:
    """While A is not there; what a B ends after A's return both know of."""
    cover = hall.covers.get(ticket.post or "")
    if ticket.role == "a_role" or cover is None or (cover.state == "a_role" and cover.window is not None):
        return
    covered = hall.covered.setdefault(ticket.post or "", Covered(ticket.clerk or ""))
    covered.clerk = ticket.clerk or ""
    covered.served += served


def _show_call(hall: Hall, ticket: Ticket) -> None:
    _hide_call(hall, ticket.id)
    hall.calls.append(ticket.id)
    del hall.calls[:-CALLS_SHOWN]


def _hide_call(hall: Hall, ticket: int) -> None:
    if ticket in hall.calls:
        hall.calls.remove(ticket)


def _tallies(hall: Hall, ticket: Ticket) -> list[Any]:
    keys = [f"line:{ticket.line}", f"matter:{ticket.matter}"]
    if ticket.window is not None:
        keys.append(f"window:{ticket.window}")
    return [hall.tally(key) for key in keys]


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
