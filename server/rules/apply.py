"""Fold one fact into the hall. No rule is decided here: a fact says all that is needed.

Times come from the entry: `due` is when the fact took effect. `HANDLERS` holds a function for each
kind of fact; a test proves that none is missing.
"""

from collections.abc import Callable
from typing import Any

from server.rules import (
    apply_asking,
    apply_cover,
    apply_handover,
    apply_help,
    apply_intake,
    apply_place,
    apply_presence,
    apply_printed,
    apply_ticket,
)
from server.rules import facts as f
from server.rules.cases import apply as apply_case
from server.rules.emergency import apply as apply_emergency
from server.rules.emergency.book import salt_of
from server.rules.estimate.learning import learn
from server.rules.facts import BY_SYSTEM, Entry, Fact
from server.rules.hall import Hall, Presence
from server.rules.offline import apply as apply_offline
from server.rules.pauses import EVACUATION, begin_pause, end_pause
from server.rules.post_day import a_on, a_today
from server.rules.setup import Setup

Handler = Callable[[Hall, Any, Entry], None]


def apply(hall: Hall, entry: Entry) -> None:
    """Change `hall` by `entry`, which must be the next version."""
    if entry.version != hall.version + 1:
        raise ValueError(f"fact {entry.version} does not follow version {hall.version}")
    learn(hall, entry)
    hall.cases.revision = entry.version
    HANDLERS[type(entry.fact)](hall, entry.fact, entry)
    apply_cover.follow_hours(hall, entry)
    hall.version = entry.version
    hall.last_at = entry.at
    if entry.by != BY_SYSTEM:
        hall.last_act_at = entry.due


def _imported(hall: Hall, fact: f.HallImported, entry: Entry) -> None:
    """What was known of posts that are no more is forgotten; an undo would bring old ones back."""
    before, roles_before = hall.setup, _a_roles(hall.setup, hall.day)
    hall.setup = fact.setup
    apply_case.set_up_anew(hall, before)
    hall.emergency.salt = hall.emergency.salt or salt_of(fact.setup.hall.id, entry.at)
    apply_ticket.release(hall, fact.released)
    roles = _a_roles(fact.setup, hall.day)
    clerks = {clerk.id for clerk in fact.setup.clerks}
    for post in [post for post in roles_before if post not in roles]:
        hall.cover_served.pop(post, None)
        for known in (hall.covers, hall.served_by, hall.stand_ins, hall.shared, hall.takeovers, hall.still):
            known.pop(post, None)
    for post in [post for post in roles_before if roles.get(post) != roles_before[post]]:
        hall.absences.pop(post, None)
        hall.covered.pop(post, None)
    for clerk in hall.absent.keys() - clerks:
        del hall.absent[clerk]
    for clerk in hall.overdue.keys() - clerks:
        del hall.overdue[clerk]
    for post in [post for post, name in hall.stand_ins.items() if name not in clerks or name == roles[post]]:
        del hall.stand_ins[post]
    hall.last_acts.clear()
    hall.due = 0


def _a_roles(setup: Setup | None, day: str) -> dict[str, str]:
    posts = setup.posts if setup is not None else ()
    return {post.id: a_on(setup, post, day) if setup and day else post.a_role for post in posts}


def _day_opened(hall: Hall, fact: f.DayOpened, entry: Entry) -> None:
    """A day opened a second time goes on counting where it stopped."""
    if fact.day != hall.day:
        hall.tallies.clear()
        hall.handovers.clear()
        hall.spot_checks.clear()
        hall.counters.clear()
        hall.answered.clear()
        hall.still.clear()
        apply_intake.new_day(hall)
        apply_case.new_day(hall.cases, entry.due)
        apply_offline.new_day(hall)
        apply_handover.new_day(hall)
        hall.pauses.clear()
        apply_emergency.new_day(hall, fact.day, entry.due)
        hall.began_at = entry.due
    hall.day = fact.day
    hall.opened_at = entry.due
    hall.by_hand = fact.by_hand
    hall.numbers_stopped = False
    hall.phase, hall.phase_since, hall.phase_until = "open", entry.due, None
    for number in fact.returned:
        apply_ticket.back_in_line(hall, hall.tickets[number], entry.due)
    for ticket in (hall.tickets[number] for number in hall.outside):
        if not ticket.carried and ticket.carried_on == fact.day:  # missed today, as if it had not been closed
            ticket.carried_on = ""


def _phase_changed(hall: Hall, fact: f.PhaseChanged, entry: Entry) -> None:
    if fact.phase != hall.phase:
        hall.phase_since = fact.since
        _carry_absences(hall, fact.missing)
    hall.phase = fact.phase
    hall.phase_until = fact.until


def _carry_absences(hall: Hall, missing_now: tuple[str, ...]) -> None:
    """Into the next part of the day: of those who have been missing since an earlier one."""
    for clerk in missing_now:
        hall.presence.setdefault(clerk, Presence(clerk)).missing = True
    missing = {name for name, person in hall.presence.items() if person.missing}
    for post in hall.rules.posts:
        if a_today(hall, post) not in missing:
            hall.absences.pop(post.id, None)


def _paused(hall: Hall, fact: f.HallPaused, entry: Entry) -> None:
    begin_pause(hall, fact.reason, fact.until, entry.due)


def _resumed(hall: Hall, fact: f.HallResumed, entry: Entry) -> None:
    end_pause(hall, entry.due)
    hall.resumed_at = entry.due


def _numbers_stopped(hall: Hall, fact: f.NumbersStopped, entry: Entry) -> None:
    hall.numbers_stopped = True


def _day_closed(hall: Hall, fact: f.DayClosed, entry: Entry) -> None:
    """Only what is carried over stays, and an evacuation: that is lifted by hand alone. Everybody has left."""
    for post, covered in hall.covered.items():
        covered.held += tuple(ticket for ticket in hall.held if hall.tickets[ticket].post == post)
    kept = {number: hall.tickets[number] for number in sorted((*fact.carried, *fact.missed))}
    for number in fact.carried:
        apply_ticket.carry_over(hall, kept[number], fact.day, entry.due)
    for number in fact.missed:
        kept[number].carried_on = kept[number].carried_on or fact.day
    apply_intake.end_appointments(hall, fact)
    apply_case.day_closed(hall, fact.left_open, entry.due)
    apply_emergency.day_closed(hall, kept)
    hall.tickets = kept
    hall.kept_numbers = {ticket.number for ticket in kept.values()}
    hall.phase, hall.phase_since, hall.phase_until = "closed", entry.due, None
    hall.by_hand, hall.numbers_stopped = False, False
    if hall.paused != EVACUATION:
        end_pause(hall, entry.due)
    for emptied in (hall.lines, hall.arrivals, hall.hands, hall.seats, hall.last_acts, hall.covers):
        emptied.clear()
    hall.offline.late.clear()
    hall.specials.clear()
    hall.paced.clear()
    hall.calls.clear()
    hall.held.clear()
    hall.outside = list(kept)
    for over in (hall.stand_ins, hall.shared, hall.absent, hall.absences, hall.overdue, hall.takeovers):
        over.clear()
    hall.served_by.clear()
    hall.cover_served.clear()
    hall.help.clear()
    hall.printed.again.clear()
    leaves = {who: person.leaves for who, person in hall.presence.items()}
    hall.presence = {who: Presence(who, leaves=mine) for who, mine in leaves.items() if mine}


def _clock_confirmed(hall: Hall, fact: f.ClockConfirmed, entry: Entry) -> None:
    hall.due = 0


def _outage_ended(hall: Hall, fact: f.OutageEnded, entry: Entry) -> None:
    hall.outage = (fact.since, entry.due)


def _device_reported(hall: Hall, fact: f.DeviceReported, entry: Entry) -> None:
    if fact.fault is None:
        hall.faults.pop(fact.device, None)
    else:
        hall.faults[fact.device] = (fact.fault, entry.due)


HANDLERS: dict[type[Fact], Handler] = {
    f.HallImported: _imported,
    f.DayOpened: _day_opened,
    f.PhaseChanged: _phase_changed,
    f.HallPaused: _paused,
    f.HallResumed: _resumed,
    f.NumbersStopped: _numbers_stopped,
    f.DayClosed: _day_closed,
    f.ClockConfirmed: _clock_confirmed,
    f.OutageEnded: _outage_ended,
    f.DeviceReported: _device_reported,
    **apply_ticket.HANDLERS,
    **apply_presence.HANDLERS,
    **apply_place.HANDLERS,
    **apply_intake.HANDLERS,
    **apply_cover.HANDLERS,
    **apply_case.HANDLERS,
    **apply_asking.HANDLERS,
    **apply_handover.HANDLERS,
    **apply_emergency.HANDLERS,
    **apply_offline.HANDLERS,
    **apply_help.HANDLERS,
    **apply_printed.HANDLERS,
}
