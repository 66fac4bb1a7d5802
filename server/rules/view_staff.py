"""The tables that only staff see: a clerk's own, and the supervisor's."""

from collections.abc import Callable, Iterable, Mapping

from common.rows import AppointmentRow, HandoverRow, PresenceRow, Row, TallyRow, TicketRow
from server.rules.alarms import alarms
from server.rules.cover import posts_served_by
from server.rules.hall import Hall, Ticket
from server.rules.help_calls import help_rows
from server.rules.next_calls import next_calls
from server.rules.place import oldest_of_line
from server.rules.planned import lunch_of
from server.rules.presence import presence_of
from server.rules.printed import device_rows
from server.rules.queues import queues_served_by
from server.rules.setup import Clerk
from server.rules.sharing import posts_shared_by, posts_worked_by
from server.rules.view_cover import COVER_TABLES

Rows = Mapping[str, Row]
WAITING_SHOWN = 20


def _ticket_rows(tickets: Iterable[Ticket]) -> Rows:
    return {str(ticket.id): _ticket(ticket) for ticket in tickets}


def _ticket(ticket: Ticket, order: int = 0) -> TicketRow:
    return TicketRow(
        ticket=ticket.id,
        number=ticket.number,
        matter=ticket.matter,
        line=ticket.line,
        state=ticket.state,
        since=ticket.since,
        issued_at=ticket.issued_at,
        priority=ticket.priority,
        post=ticket.post,
        window=ticket.window,
        recalls=ticket.recalls,
        carried=ticket.carried,
        claim=ticket.claim,
        placed=ticket.placed,
        then=tuple(stop.matter for stop in ticket.then),
        back_to=ticket.then[0].back_to if ticket.then else None,
        special=ticket.special.reason if ticket.special is not None else None,
        special_by=ticket.special.by if ticket.special is not None else None,
        slot=ticket.slot,
        kept_to=ticket.kept_to,
        order=order,
        came=ticket.came,
        source=ticket.drawn.source if ticket.drawn is not None else None,
        asked=ticket.drawn.asked if ticket.drawn is not None else (),
    )


def _me(hall: Hall, key: str) -> Rows:
    found = [clerk for clerk in hall.rules.clerks if clerk.id == key]
    return {clerk.id: _presence(hall, clerk) for clerk in found}


def _clerks(hall: Hall, key: str) -> Rows:
    return {clerk.id: _presence(hall, clerk) for clerk in hall.rules.clerks}


def _presence(hall: Hall, clerk: Clerk) -> PresenceRow:
    person = presence_of(hall, clerk.id)
    away = person.away
    act = hall.last_acts.get(person.window) if person.window is not None else None
    leave = person.leaves[0] if person.leaves else None
    return PresenceRow(
        clerk=clerk.id,
        title=clerk.title,
        window=person.window,
        away=away.reason if away else person.left_reason,
        away_since=away.since if away else person.left_at,
        away_until=away.until if away else person.left_until,
        handed_over=away.handed_over if away else person.handed_over,
        silent_since=person.silent_since,
        absent=hall.absent.get(clerk.id),
        on_leave_since=leave.since if leave else None,
        on_leave_until=leave.until if leave else None,
        on_leave_official=bool(leave and leave.official),
        serves=tuple(post.id for post in posts_served_by(hall, clerk.id)),
        may_pick=clerk.may_pick,
        may_grant=clerk.may_grant,
        undo=act.ticket if act is not None and act.clerk == clerk.id else None,
        moments=person.moments,
        budget_ms=away.budget_ms if away else None,
        overdue=hall.overdue.get(clerk.id),
        shares=tuple(post.id for post in posts_shared_by(hall, clerk.id)),
        lunch=lunch_of(hall, clerk.id),
    )


def _hand(hall: Hall, key: str) -> Rows:
    window = presence_of(hall, key).window
    held = hall.hands.get(window) if window is not None else None
    return _ticket_rows([hall.tickets[held]] if held is not None else [])


def _held(hall: Hall, key: str) -> Rows:
    posts = {post.id for post in posts_worked_by(hall, key)}
    return _ticket_rows(hall.tickets[ticket] for ticket in hall.held if hall.tickets[ticket].post in posts)


def _waiting(hall: Hall, key: str) -> Rows:
    """Of a clerk the first of all queues served, in the order of call; of the supervisor the first of each."""
    if key:
        queues = queues_served_by(hall, key)
        order = next_calls(hall, queues, WAITING_SHOWN)
    else:
        queues = dict.fromkeys(hall.lines, 0)
        order = dict(item for queue in queues for item in next_calls(hall, {queue: 0}, WAITING_SHOWN).items())
    for ticket in (ticket for queue in queues for _, ticket in hall.specials.get(queue, ())):
        order.setdefault(ticket, max(order.values()) + 1)  # after all that are shown, and yet to be seen
    return {str(ticket): _ticket(hall.tickets[ticket], place) for ticket, place in order.items()}


def _missed(hall: Hall, key: str) -> Rows:
    """Missed, or carried over and not yet checked in: whoever is at a desk may help them back."""
    return _ticket_rows(hall.tickets[ticket] for ticket in hall.outside)


def _handovers(hall: Hall, key: str) -> Rows:
    return {
        str(item.id): HandoverRow(
            id=item.id,
            post=item.post,
            kind=item.kind,
            giver=item.giver,
            taker=item.taker,
            at=item.at,
            waiting=item.waiting,
            held=tuple(hall.tickets[ticket].number for ticket in item.held if ticket in hall.tickets),
            served=item.served,
            note=item.note,
            acknowledged_at=item.acknowledged_at,
            missed=tuple(hall.tickets[ticket].number for ticket in item.missed if ticket in hall.tickets),
            unfinished=item.unfinished,
            cases=tuple(hall.cases.open[case].number for case in item.cases if case in hall.cases.open),
        )
        for item in hall.handovers.values()
        if key in ("", item.giver, item.taker)
    }


def _appointments(hall: Hall, key: str) -> Rows:
    lines = {matter.id: matter.line for matter in hall.rules.matters}
    return {
        str(item.id): AppointmentRow(
            id=item.id,
            code=item.code,
            matter=item.matter,
            line=lines.get(item.matter, ""),
            slot=item.slot,
            by=item.by,
            ticket=hall.tickets[item.ticket].number if item.ticket in hall.tickets else None,
        )
        for item in hall.appointments.values()
    }


def _tallies(hall: Hall, key: str) -> Rows:
    keys = [f"line:{line.id}" for line in hall.rules.lines]
    keys += [f"matter:{matter.id}" for matter in hall.rules.matters]
    keys += [f"window:{window.number}" for window in hall.rules.windows]
    return {name: _tally(hall, name) for name in keys}


def _tally(hall: Hall, name: str) -> TallyRow:
    kind, _, key = name.partition(":")
    tally = hall.tallies.get(name)
    waiting, oldest = 0, None
    if kind == "line":
        waiting, oldest = hall.waiting_in(key), oldest_of_line(hall, key)
    elif kind == "matter" and (arrivals := hall.arrivals.get(key)):
        waiting, oldest = len(arrivals), arrivals[0][0]
    return TallyRow(
        id=name,
        waiting=waiting,
        oldest=oldest,
        issued=tally.issued if tally else 0,
        called=tally.called if tally else 0,
        finished=tally.finished if tally else 0,
        missed=tally.missed if tally else 0,
        wait_ms=tally.wait_ms if tally else 0,
        service_ms=tally.service_ms if tally else 0,
        services=tally.services if tally else 0,
    )


STAFF_TABLES: dict[str, Callable[[Hall, str], Rows]] = {
    "me": _me,
    "clerks": _clerks,
    "hand": _hand,
    "held": _held,
    "waiting": _waiting,
    "missed": _missed,
    "handovers": _handovers,
    "appointments": _appointments,
    "tallies": _tallies,
    "alarms": alarms,
    "help": help_rows,
    "devices": device_rows,
    **COVER_TABLES,
}
