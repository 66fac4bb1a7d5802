"""Rows out of facts: what history, search and statistics read. Pure: facts and old rows in, rows out.

A ticket's periods follow its `since`: whatever sets that ends one period and, unless the ticket is
gone, begins another. The tests hold these rows against the hall that the same facts lead to.
"""

from collections.abc import Callable, Iterable
from typing import Any

from common.words import Instant
from server.rules import facts as f
from server.rules.facts import Entry, Fact
from server.storage import (
    projection_cases,
    projection_place,
    projection_posts,
    projection_presence,
    projection_sheets,
)
from server.storage.periods import close_period, open_period
from server.storage.projection_place import NOT_SPECIAL, named, place_in, stand_again
from server.storage.sheets import Row, Sheets

Handler = Callable[[Sheets, Any, Entry], None]


def project(sheets: Sheets, entries: Iterable[Entry]) -> None:
    """Fold `entries` into `sheets`, which must hold what `needs` named."""
    for entry in entries:
        for handle in HANDLERS.get(type(entry.fact), ()):
            handle(sheets, entry.fact, entry)


def _issued(sheets: Sheets, fact: f.TicketIssued, entry: Entry) -> None:
    ticket = {
        "hall": sheets.hall,
        "id": fact.ticket,
        "version": entry.version,
        "period": entry.version,
        "day": sheets.day,
        "number": fact.number,
        "matter": fact.matter,
        "line": fact.line,
        "priority": fact.priority,
        "priority_confirmed": None,
        "language": fact.language,
        "issued_at": entry.due,
        "claim": fact.claim,
        "placed": fact.placed,
        "state": "waiting",
        "since": entry.due,
        "carried": False,
        "then": named(fact.then),
        "kept_to": fact.kept_to,
        "special": None,
        "special_by": None,
        "slot": fact.slot,
        "wait_low_min": fact.wait.low_min if fact.wait is not None else None,
        "wait_high_min": fact.wait.high_min if fact.wait is not None else None,
        "post": None,
        "window": None,
        "clerk": None,
        "role": None,
        "ended_at": None,
    }
    sheets.tickets.add(fact.ticket, ticket)
    open_period(sheets, ticket)
    projection_place.checked_in(sheets, fact, entry)


def _handed_in(sheets: Sheets, fact: f.TicketHandedIn, entry: Entry) -> None:
    """As if it had been given here, on its day and at its time; one that is not in line is over, or outside, from now on."""
    _issued(sheets, fact, entry)
    place: Row = {"day": fact.day, "issued_at": fact.given, "carried": fact.outcome == "carried"}
    since = fact.given if fact.outcome == "waiting" else entry.due
    sheets.tickets.change(fact.ticket, since=since, **place)
    sheets.periods.change((fact.ticket, entry.version), since=since)
    if fact.outcome not in ("waiting", "carried"):
        _end(sheets, fact.ticket, entry, fact.outcome)


def _called(sheets: Sheets, fact: f.TicketCalled, entry: Entry) -> None:
    whose: Row = {"post": fact.post, "window": fact.window, "clerk": fact.clerk, "role": fact.role}
    ticket = _move(sheets, fact.ticket, entry, "called", **whose)
    _add_call(sheets, ticket, entry, out_of_turn=fact.out_of_turn, special=fact.special)


def _recalled(sheets: Sheets, fact: f.TicketRecalled, entry: Entry) -> None:
    ticket = sheets.tickets.change(fact.ticket, version=entry.version)
    _add_call(sheets, ticket, entry, times=fact.times)


def _started(sheets: Sheets, fact: f.ServiceStarted, entry: Entry) -> None:
    _move(sheets, fact.ticket, entry, "serving", priority_confirmed=fact.priority_confirmed)


def _resumed(sheets: Sheets, fact: f.TicketResumed, entry: Entry) -> None:
    whose: Row = {"window": fact.window, "clerk": fact.clerk, "role": fact.role}
    _move(sheets, fact.ticket, entry, "serving", **whose)


def _held(sheets: Sheets, fact: f.TicketHeld, entry: Entry) -> None:
    _move(sheets, fact.ticket, entry, "held")


def _missed(sheets: Sheets, fact: f.TicketMissed, entry: Entry) -> None:
    _move(sheets, fact.ticket, entry, "missed")


def _miss_undone(sheets: Sheets, fact: f.MissUndone, entry: Entry) -> None:
    _move(sheets, fact.ticket, entry, "called")


def _put_back(sheets: Sheets, fact: f.TicketPutBack, entry: Entry) -> None:
    _into_line(sheets, fact.ticket, entry)


def _transferred(sheets: Sheets, fact: f.TicketTransferred, entry: Entry) -> None:
    _into_line(sheets, fact.ticket, entry, came="transferred", **place_in(fact))


def _went_on(sheets: Sheets, fact: f.TicketWentOn, entry: Entry) -> None:
    _into_line(sheets, fact.ticket, entry, came="finished", **place_in(fact))


def _stepped_back(sheets: Sheets, fact: f.TicketSteppedBack, entry: Entry) -> None:
    place: Row = {"claim": fact.claim, "placed": fact.placed}
    _into_line(sheets, fact.ticket, entry, came="stepped_back", **place, **NOT_SPECIAL)


def _released(sheets: Sheets, fact: f.HallImported, entry: Entry) -> None:
    for ticket in fact.released:
        sheets.tickets.change(ticket, version=entry.version, kept_to=None)


def _re_entered(sheets: Sheets, fact: f.TicketReEntered, entry: Entry) -> None:
    place: Row = {"claim": fact.claim, "placed": fact.placed, "kept_to": fact.kept_to}
    _into_line(sheets, fact.ticket, entry, carried=False, **place, **NOT_SPECIAL)


def _finish_undone(sheets: Sheets, fact: f.FinishUndone, entry: Entry) -> None:
    """Serving goes on in a period of its own. An older fact had it begin before the finish: that one goes on."""
    if fact.stand is not None:
        opened = sheets.tickets[fact.ticket]["period"]
        sheets.periods.change((fact.ticket, opened), version=entry.version, came="undone")
        _move(sheets, fact.ticket, entry, "serving", **stand_again(fact.stand))
        return
    again = {"version": entry.version, "state": "serving", "since": fact.since, "ended_at": None}
    ticket = sheets.tickets.change(fact.ticket, **again)
    if fact.since < entry.due:
        sheets.periods.change((fact.ticket, ticket["period"]), version=entry.version, until=None)
    else:
        open_period(sheets, sheets.tickets.change(fact.ticket, period=entry.version))


def _day_opened(sheets: Sheets, fact: f.DayOpened, entry: Entry) -> None:
    """Opened again: who waited when it was closed waits in line again."""
    for ticket in fact.returned:
        _into_line(sheets, ticket, entry, carried=False)


def _day_closed(sheets: Sheets, fact: f.DayClosed, entry: Entry) -> None:
    for ticket in fact.carried:
        _into_line(sheets, ticket, entry, carried=True, **NOT_SPECIAL)
    for ticket in fact.lapsed:
        _end(sheets, ticket, entry, "lapsed")


def _ends(state: str) -> Handler:
    def handle(sheets: Sheets, fact: f.ServiceFinished, entry: Entry) -> None:
        _end(sheets, fact.ticket, entry, state)

    return handle


def _into_line(sheets: Sheets, ticket: int, entry: Entry, *, came: str | None = None, **place: Any) -> None:
    """It is nobody's in particular now."""
    nobody = {"post": None, "window": None, "clerk": None, "role": None}
    _move(sheets, ticket, entry, "waiting", came=came, **nobody, **place)


def _move(
    sheets: Sheets, ticket: int, entry: Entry, state: str, *, came: str | None = None, **values: Any
) -> Row:
    close_period(sheets, ticket, entry)
    now = {"version": entry.version, "period": entry.version, "state": state, "since": entry.due}
    row = sheets.tickets.change(ticket, **now, **values)
    open_period(sheets, row, came)
    return row


def _end(sheets: Sheets, ticket: int, entry: Entry, state: str) -> None:
    close_period(sheets, ticket, entry)
    end: dict[str, str | Instant] = {"since": entry.due, "ended_at": entry.due}
    sheets.tickets.change(ticket, version=entry.version, state=state, **end)


def _add_call(
    sheets: Sheets,
    ticket: Row,
    entry: Entry,
    *,
    times: int = 0,
    out_of_turn: bool = False,
    special: bool = False,
) -> None:
    call = {
        "hall": sheets.hall,
        "version": entry.version,
        "ticket": ticket["id"],
        "number": ticket["number"],
        "post": ticket["post"],
        "window": ticket["window"],
        "clerk": ticket["clerk"],
        "role": ticket["role"],
        "at": entry.due,
        "times": times,
        "out_of_turn": out_of_turn,
        "special": special,
    }
    sheets.calls.add(entry.version, call)


HANDLERS: dict[type[Fact], tuple[Handler, ...]] = {
    f.TicketIssued: (_issued,),
    f.TicketHandedIn: (_handed_in,),
    f.TicketCalled: (_called,),
    f.TicketRecalled: (_recalled,),
    f.ServiceStarted: (_started,),
    f.ServiceFinished: (_ends("finished"),),
    f.TicketHeld: (_held,),
    f.TicketResumed: (_resumed,),
    f.TicketPutBack: (_put_back,),
    f.TicketTransferred: (_transferred,),
    f.TicketWentOn: (_went_on,),
    f.TicketSteppedBack: (_stepped_back,),
    f.MatterAdded: (projection_place.added,),
    f.SpecialGranted: (projection_place.granted,),
    f.AppointmentBooked: (projection_place.booked,),
    f.AppointmentCancelled: (projection_place.cancelled,),
    f.TicketMissed: (_missed,),
    f.MissUndone: (_miss_undone,),
    f.FinishUndone: (_finish_undone,),
    f.TicketReEntered: (_re_entered,),
    f.TicketWithdrawn: (_ends("withdrawn"),),
    f.TicketVoided: (_ends("voided"), projection_place.voided),
    f.TicketServedByHand: (projection_sheets.served_by_hand,),
    f.TicketTakenBack: (projection_sheets.taken_back,),
    f.StubFiled: (projection_sheets.filed,),
    f.StubTakenBack: (projection_sheets.filed_taken_back,),
    f.DayOpened: (_day_opened, projection_posts.day_opened),
    f.DayClosed: (
        _day_closed,
        projection_posts.day_closed,
        projection_presence.day_closed,
        projection_place.unkept,
        projection_cases.left_open,
    ),
    f.HallImported: (_released, projection_posts.imported, projection_presence.imported),
    f.CoverChanged: (projection_posts.cover_changed, projection_presence.follow_cover),
    f.HandoverOpened: (projection_posts.handover_opened,),
    f.HandoverAcknowledged: (projection_posts.acknowledged,),
    f.AbsenceRecorded: (projection_posts.absent,),
    f.ClerkSatDown: (projection_presence.sat_down,),
    f.ClerkStoodUp: (projection_presence.stood_up,),
    f.ClerkSteppedAway: (projection_presence.stepped_away,),
    f.ClerkCameBack: (projection_presence.came_back,),
    f.TerminalWentSilent: (projection_presence.went_silent,),
    f.TerminalHeard: (projection_presence.heard,),
    f.CoverMeasured: (projection_presence.measured,),
    f.SpotChecked: (projection_presence.spot_checked,),
    **projection_cases.HANDLERS,
}
