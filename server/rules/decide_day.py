"""Decide the commands about the hall's day, its set-up, its clock and its devices."""

import re
from collections.abc import Callable
from typing import Any

from common import commands as c
from server.rules import facts as f
from server.rules import order as o
from server.rules.askings import pointless, unanswered
from server.rules.cases.book import instants_left_open
from server.rules.decide_appointment import unkept
from server.rules.decision import Decision
from server.rules.hall import IN_HAND, Hall, Ticket
from server.rules.hours import civil_day, is_open_day, part_of_day
from server.rules.offline.lent import keeps_letters
from server.rules.pauses import EVACUATION
from server.rules.post_day import works_today
from server.rules.refusal import Refusal
from server.rules.setup import Setup
from server.rules.setup_check import findings
from server.rules.setup_place import completed

FAULT = re.compile(r"[a-z][a-z_]{0,31}")
HANDS_NAMED = 8


def import_hall(hall: Hall, command: o.ImportHall, order: o.Order) -> Decision:
    """A set-up with a fault never comes into force; the last good one stays (AB-1)."""
    faults = [item for item in findings(command.setup) if item.level == "error"]
    if faults:
        raise Refusal("setup_faulty", first=faults[0].code, count=len(faults))
    if hall.setup is not None:
        keeps_what_is_in_use(hall, command.setup)
    setup = completed(command.setup)
    kept = _kept_no_more(hall, setup)
    return Decision([*pointless(hall, setup), f.HallImported(setup=setup, released=kept)])


def _kept_no_more(hall: Hall, setup: Setup) -> tuple[int, ...]:
    """Numbers kept to one post of a line that is strict no more."""
    strict = {line.id for line in setup.lines if line.strict}
    kept = (item for item in hall.tickets.values() if item.kept_to is not None)
    return tuple(item.id for item in kept if item.line not in strict)


def keeps_what_is_in_use(hall: Hall, setup: Setup) -> None:
    """An import may not pull a matter's line, a post, window or clerk from under a ticket or a person, nor a letter from under a kiosk
    or a printed sheet. Raises `Refusal`.
    """
    setup = completed(setup)
    keeps_letters(hall, setup)
    lines, posts = {item.id: item.line for item in setup.matters}, {item.id for item in setup.posts}
    for ticket in hall.tickets.values():
        if (
            ticket.state in ("waiting", "missed", "held", *IN_HAND)
            and lines.get(ticket.matter) != ticket.line
        ):
            raise Refusal("setup_in_use", what=ticket.matter)
        _keeps_what_follows(ticket, setup)
        if ticket.state in ("held", *IN_HAND) and ticket.post not in posts:
            raise Refusal("setup_in_use", what=ticket.post or "")
    _keeps_appointments(hall, setup)
    _keeps_cases(hall, setup)
    windows, clerks = {item.number for item in setup.windows}, {item.id for item in setup.clerks}
    for window, clerk in hall.seats.items():
        if window not in windows or clerk not in clerks:
            raise Refusal("setup_in_use", what=clerk)


def _keeps_what_follows(ticket: Ticket, setup: Setup) -> None:
    """The matters still to come, and the post of a strict line."""
    if ticket.state not in ("waiting", "missed", "held", *IN_HAND):
        return
    known = {item.id for item in setup.matters}
    for stop in ticket.then:
        if stop.matter not in known:
            raise Refusal("setup_in_use", what=stop.matter)
    serving = {item.id for item in setup.posts if ticket.line in item.lines}
    strict = any(line.strict for line in setup.lines if line.id == ticket.line)
    if strict and ticket.kept_to is not None and ticket.kept_to not in serving:
        raise Refusal("setup_in_use", what=ticket.kept_to)


def _keeps_appointments(hall: Hall, setup: Setup) -> None:
    """The matter of every slot that is booked."""
    known = {item.id for item in setup.matters}
    for appointment in hall.appointments.values():
        if appointment.ticket is None and appointment.matter not in known:
            raise Refusal("setup_in_use", what=appointment.matter)


def _keeps_cases(hall: Hall, setup: Setup) -> None:
    """The matter and the department of every case that a board may still show: until its day is over, of one that is ended, too."""
    matters, departments = {item.id for item in setup.matters}, {item.id for item in setup.departments}
    for case in hall.cases.open.values():
        for what, known in ((case.matter, matters), (case.department, departments)):
            if what not in known:
                raise Refusal("setup_case_needs", what=what, number=case.number)


def open_hall(hall: Hall, command: c.OpenHall, order: o.Order) -> Decision:
    """By the calendar where it is open hours, by hand else."""
    if hall.phase != "closed":
        raise Refusal("already_open")
    by_hand = part_of_day(hall.rules, order.at).phase not in ("early", "open", "break")
    today = civil_day(hall.rules, order.at)
    return Decision([f.DayOpened(day=today, by_hand=by_hand, returned=_carried_on(hall, today))])


def _carried_on(hall: Hall, day: str) -> tuple[int, ...]:
    """Opened again, the day goes on with whoever waited when it was closed."""
    waiting = (hall.tickets[ticket] for ticket in hall.outside)
    return tuple(ticket.id for ticket in waiting if ticket.carried and ticket.carried_on == day)


def pause_hall(hall: Hall, command: c.PauseHall, order: o.Order) -> Decision:
    """Nothing is called or issued until resumed. A fire breaks out in a pause too: then the hall is evacuated from there; and
    before anybody has opened it, for people may stand in it.
    """
    if hall.phase == "closed" and command.reason != EVACUATION:
        raise Refusal("hall_closed")
    if hall.paused == EVACUATION:
        raise Refusal("evacuated_already")
    if hall.paused is not None and command.reason != EVACUATION:
        raise Refusal("hall_paused")
    if command.until is not None and command.until <= order.at:
        raise Refusal("until_past")
    return Decision([f.HallPaused(reason=command.reason, until=command.until)])


def resume_hall(hall: Hall, command: c.ResumeHall, order: o.Order) -> Decision:
    """Go on after the pause that was meant. An evacuation outlasts its day, so it can be lifted in a closed hall."""
    if hall.paused is None:
        raise Refusal("not_paused")
    if hall.paused == EVACUATION != command.reason:
        raise Refusal("evacuated_meanwhile")
    if hall.paused != command.reason:
        raise Refusal("paused_otherwise")
    return Decision([f.HallResumed()])


def stop_numbers(hall: Hall, command: c.StopNumbers, order: o.Order) -> Decision:
    """No new numbers; everyone who holds one is served (Q-6)."""
    if hall.phase == "closed":
        raise Refusal("hall_closed")
    if hall.numbers_stopped:
        raise Refusal("numbers_stopped")
    return Decision([f.NumbersStopped()])


def close_day(hall: Hall, command: c.CloseDay, order: o.Order) -> Decision:
    """By the supervisor: not while somebody stands at a window."""
    if hall.phase == "closed":
        raise Refusal("hall_closed")
    if hall.hands:
        raise Refusal("still_in_hand", which=_in_hand(hall), count=len(hall.hands))
    return Decision([*unanswered(hall), end_of_day(hall)])


def _in_hand(hall: Hall) -> str:
    """The numbers at windows, by window, each with its own: "A001 → 1, B002 → 3"."""
    found = [f"{hall.tickets[ticket].number} → {window}" for window, ticket in sorted(hall.hands.items())]
    return ", ".join(found[:HANDS_NAMED]) + (", …" if len(found) > HANDS_NAMED else "")


def end_of_day(hall: Hall) -> f.DayClosed:
    """Who waits is carried over until they had a day to come; who missed the call and stayed away lapses (Q-6).

    A day that did not reach its closing was nobody's day to come: closed early it may be a mistake, where the
    next start ends it, the machine was off, and from a paused hall people were sent away. Whoever missed the call then
    has still missed it, and may still come.
    """
    over = hall.phase == "closing" and hall.paused is None
    ends: dict[str, list[int]] = {"carried": [], "lapsed": [], "missed": []}
    for ticket in hall.tickets.values():
        if ticket.state in ("waiting", "missed", "held", *IN_HAND):
            ends[_end_of(hall, ticket, over=over)].append(ticket.id)
    named = {name: tuple(tickets) for name, tickets in ends.items()}
    return f.DayClosed(
        day=hall.day, unkept=unkept(hall, over=over), left_open=instants_left_open(hall.cases), **named
    )


def _end_of(hall: Hall, ticket: Ticket, *, over: bool) -> str:
    """What becomes of a living ticket at the day's end."""
    if ticket.state == "missed":
        return "lapsed" if over and (not ticket.carried_on or _had_its_day(hall, ticket)) else "missed"
    had_its_day = ticket.carried and over and _had_its_day(hall, ticket)
    return "lapsed" if had_its_day else "carried"


def _had_its_day(hall: Hall, ticket: Ticket) -> bool:
    """Left over from before a day on which the calendar opened its line, and still outside."""
    if ticket.carried_on >= hall.day or not is_open_day(hall.rules.hours, hall.day):
        return False
    return any(works_today(hall, post) for post in hall.posts_of(ticket.line))


def confirm_clock(hall: Hall, command: o.ConfirmClock, order: o.Order) -> Decision:
    """On record: the wall clock jumped between two runs and is right now."""
    return Decision([f.ClockConfirmed(previous=hall.last_at)])


def report_device(hall: Hall, command: c.ReportDevice, order: o.Order) -> Decision:
    """A fault's beginning or end, once."""
    if command.fault is not None and not FAULT.fullmatch(command.fault):
        raise Refusal("bad_fault")
    return _fault(hall, order.by.id, command.fault)


def notice_fault(hall: Hall, command: o.NoticeFault, order: o.Order) -> Decision:
    """By the server itself: a device that is gone has no fault, and a copy that failed is one."""
    return _fault(hall, command.device, command.fault)


def _fault(hall: Hall, device: str, fault: str | None) -> Decision:
    known = hall.faults.get(device)
    if (known[0] if known else None) == fault:
        return Decision([])
    return Decision([f.DeviceReported(device=device, fault=fault)])


def tick(hall: Hall, command: o.Tick, order: o.Order) -> Decision:
    """Time passing decides nothing itself: `settle` does."""
    return Decision([])


DECIDERS: dict[type[o.AnyCommand], Callable[[Hall, Any, o.Order], Decision]] = {
    o.ImportHall: import_hall,
    o.ConfirmClock: confirm_clock,
    o.Tick: tick,
    o.NoticeFault: notice_fault,
    c.OpenHall: open_hall,
    c.PauseHall: pause_hall,
    c.ResumeHall: resume_hall,
    c.StopNumbers: stop_numbers,
    c.CloseDay: close_day,
    c.ReportDevice: report_device,
}
