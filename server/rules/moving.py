"""How a ticket gets from place to place in a hall: line, hand, aside, outside; and what is counted of it."""

from common.messages import TicketState
from common.rows import CALLS_MOST
from common.words import Instant, Placed
from server.rules import facts as f
from server.rules.hall import IN_HAND, Hall, Tally, Ticket
from server.rules.hall_handover import Covered
from server.rules.hours import MINUTE_MS
from server.rules.way import LastAct, Stand

CALLS_SHOWN = 20
CALLS_KEPT_MS = 5 * MINUTE_MS
"""More than the last few are kept so long: forty windows call in forty seconds, and a wall owes each of them its time."""
FREE_PACE = 100
"""No call of the day has gone first yet: more calls than any pace asks for."""


def draw(hall: Hall, fact: f.TicketIssued, at: Instant, by: str) -> Ticket:
    """A number that was given `at`; it stands nowhere yet."""
    ticket = Ticket(
        id=fact.ticket,
        number=fact.number,
        matter=fact.matter,
        line=fact.line,
        issued_at=at,
        issued_by=by,
        since=at,
        claim=fact.claim,
        placed=fact.placed,
        priority=fact.priority,
        language=fact.language,
        then=fact.then,
        kept_to=fact.kept_to,
        slot=fact.slot,
        given=fact.wait,
    )
    hall.tickets[ticket.id] = ticket
    return ticket


def leave(hall: Hall, ticket: Ticket, due: Instant) -> None:
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


def into_hand(hall: Hall, ticket: Ticket, state: TicketState, due: Instant) -> None:
    """Called or being served at its window."""
    if ticket.window is None:
        raise LookupError(f"ticket {ticket.id} has no window")
    set_state(ticket, state, due)
    hall.hands[ticket.window] = ticket.id


def into_line(
    hall: Hall, ticket: Ticket, claim: Instant, placed: Placed, due: Instant, *, waited_ms: int = 0
) -> None:
    """Wait at a new place; what was waited before counts on only where it is said."""
    ticket.claim, ticket.placed = claim, placed
    ticket.waited_ms, ticket.served_ms = waited_ms, 0
    ticket.post = ticket.window = ticket.clerk = ticket.role = None
    set_state(ticket, "waiting", due)
    hall.enter_line(ticket)


def set_state(ticket: Ticket, state: TicketState, due: Instant) -> None:
    """A state begins."""
    ticket.state, ticket.since = state, due


def forget(hall: Hall, ticket: Ticket) -> None:
    """Something followed: the last act on this ticket, or the press that it was part of, can no longer be taken back."""
    for window in [window for window, act in hall.last_acts.items() if ticket.id in _tickets_of(act)]:
        del hall.last_acts[window]


def _tickets_of(act: LastAct) -> tuple[int, ...]:
    return (act.ticket,) if act.first is None else (act.ticket, act.first.ticket)


def count_service(hall: Hall, ticket: Ticket) -> None:
    """It ends here though the ticket goes on, or away: the window has worked."""
    if ticket.served_ms > 0:
        for tally in tallies_of(hall, ticket):
            tally.services += 1
            tally.service_ms += ticket.served_ms


def done_for_a(hall: Hall, ticket: Ticket, served: int) -> Covered | None:
    """While A is not there; what a B ends after A's return both know of."""
    cover = hall.covers.get(ticket.post or "")
    if ticket.role == "a_role" or cover is None or (cover.state == "a_role" and cover.window is not None):
        return None
    covered = hall.covered.setdefault(ticket.post or "", Covered(ticket.clerk or ""))
    covered.clerk = ticket.clerk or ""
    covered.served += served
    return covered


def missed_for_a(hall: Hall, ticket: Ticket) -> None:
    """A resident of A's was called by a B and did not come: perhaps to where A sits (AB-7)."""
    if (covered := done_for_a(hall, ticket, served=0)) is not None:
        covered.missed = (*(other for other in covered.missed if other != ticket.id), ticket.id)


def show_call(hall: Hall, ticket: Ticket, due: Instant) -> None:
    """The newest of the last called."""
    hide_call(hall, ticket.id)
    hall.calls.append(ticket.id)
    while len(hall.calls) > CALLS_SHOWN and (len(hall.calls) > CALLS_MOST or _is_old(hall, due)):
        del hall.calls[0]


def _is_old(hall: Hall, due: Instant) -> bool:
    """Whether the first of the list was called longer ago than any screen needs it."""
    return (hall.tickets[hall.calls[0]].last_called_at or 0) < due - CALLS_KEPT_MS


def hide_call(hall: Hall, ticket: int) -> None:
    """It is no longer at a window."""
    if ticket in hall.calls:
        hall.calls.remove(ticket)


def keep_pace(hall: Hall, ticket: Ticket, fact: f.TicketCalled) -> None:
    """Of the calls of a queue, how many since one went first (Q-8)."""
    pace = hall.paced.get(ticket.queue)
    if fact.special:
        ticket.went_first = FREE_PACE if pace is None else pace
        hall.paced[ticket.queue] = 0
    else:
        ticket.went_first = None
        if pace is not None:
            hall.paced[ticket.queue] = pace + 1


def set_pace_back(hall: Hall, ticket: Ticket) -> None:
    """As if it had not been called; the calls since then count on."""
    pace = hall.paced.get(ticket.queue)
    if pace is None:
        return
    if ticket.went_first is not None:
        hall.paced[ticket.queue] = ticket.went_first + pace
    else:
        hall.paced[ticket.queue] = max(0, pace - 1)
    ticket.went_first = None


def give(hall: Hall, ticket: Ticket, count: int) -> None:
    """Numbers given today, for all that the ticket was drawn for."""
    chosen = (stop.matter for stop in ticket.then if stop.back_to is None)
    for matter in (ticket.matter, *chosen):
        hall.given[matter] = max(0, hall.given.get(matter, 0) + count)


def count_issue(hall: Hall, ticket: Ticket, count: int = 1) -> None:
    """A number given today, before any window; -1: it was not."""
    give(hall, ticket, count)
    for key in _drawn_for(ticket):
        hall.tally(key).issued += count


def tallies_of(hall: Hall, ticket: Ticket) -> list[Tally]:
    """Today's figures in which it counts."""
    keys = _drawn_for(ticket)
    if ticket.window is not None:
        keys.append(f"window:{ticket.window}")
    return [hall.tally(key) for key in keys]


def _drawn_for(ticket: Ticket) -> list[str]:
    return [f"line:{ticket.line}", f"matter:{ticket.matter}"]


def count_finish(hall: Hall, ticket: Ticket) -> None:
    """A service that ended where it was given."""
    if ticket.role != "a_role" and ticket.post is not None:
        hall.cover_served[ticket.post] = hall.cover_served.get(ticket.post, 0) + 1
    done_for_a(hall, ticket, served=1)
    for tally in tallies_of(hall, ticket):
        tally.finished += 1
        tally.services += 1
        tally.service_ms += ticket.served_ms


def stand_of(ticket: Ticket) -> Stand:
    """Where it stands at a window, to be put there again."""
    return Stand(
        matter=ticket.matter,
        line=ticket.line,
        kept_to=ticket.kept_to,
        claim=ticket.claim,
        placed=ticket.placed,
        waited_ms=ticket.waited_ms,
        served_ms=ticket.served_ms,
        post=ticket.post,
        window=ticket.window,
        clerk=ticket.clerk,
        role=ticket.role,
        special=ticket.special,
        then=ticket.then,
    )


def stand_again(hall: Hall, ticket: Ticket, stand: Stand, due: Instant) -> None:
    """The finish that sent it on is taken back: out of the line that it had joined."""
    leave(hall, ticket, due)
    for name in Stand.__struct_fields__:
        setattr(ticket, name, getattr(stand, name))
    show_call(hall, ticket, due)
