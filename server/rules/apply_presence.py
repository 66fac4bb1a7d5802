"""Fold the facts of presence, cover and handover into the hall."""

from collections.abc import Callable
from typing import Any

from server.rules import facts as f
from server.rules.apply_cover import follow_cover
from server.rules.budget import moments_after
from server.rules.cases.apply import cover_changed
from server.rules.facts import Entry, Fact
from server.rules.hall import Away, Cover, Hall, Leave, Presence
from server.rules.hall_handover import Covered
from server.rules.post_day import a_today


def _sat_down(hall: Hall, fact: f.ClerkSatDown, entry: Entry) -> None:
    """An absent clerk whose seat is taken sits nowhere, and is absent for the same reason as before."""
    person = _person(hall, fact.clerk)
    if person.window is not None:
        del hall.seats[person.window]
    if (displaced := hall.seats.get(fact.window)) is not None:
        hall.presence[displaced].window = None
    hall.presence[fact.clerk] = Presence(
        fact.clerk, window=fact.window, leaves=person.leaves, moments=moments_after(hall, person, entry.due)
    )
    hall.seats[fact.window] = fact.clerk
    hall.last_acts.pop(fact.window, None)
    _end_absence(hall, fact.clerk)


def _stood_up(hall: Hall, fact: f.ClerkStoodUp, entry: Entry) -> None:
    person = _person(hall, fact.clerk)
    away = person.away
    hall.presence[fact.clerk] = Presence(
        fact.clerk,
        left_at=entry.due,
        left_reason=fact.reason,
        left_until=fact.until if fact.until or away is None else away.until,
        handed_over=bool(away and away.handed_over),
        leaves=person.leaves,
        missing=person.missing,
        moments=moments_after(hall, person, entry.due),
    )
    hall.seats.pop(fact.window, None)
    hall.last_acts.pop(fact.window, None)


def _stepped_away(hall: Hall, fact: f.ClerkSteppedAway, entry: Entry) -> None:
    _person(hall, fact.clerk).away = Away(
        fact.reason, entry.due, fact.until, fact.handed_over, fact.budget_ms
    )


def _came_back(hall: Hall, fact: f.ClerkCameBack, entry: Entry) -> None:
    person = _person(hall, fact.clerk)
    person.moments = moments_after(hall, person, entry.due)
    person.away = person.silent_since = None
    person.back_at, person.missing = entry.due, False
    _end_absence(hall, fact.clerk)


def _went_silent(hall: Hall, fact: f.TerminalWentSilent, entry: Entry) -> None:
    _person(hall, fact.clerk).silent_since = entry.due


def _heard(hall: Hall, fact: f.TerminalHeard, entry: Entry) -> None:
    person = _person(hall, fact.clerk)
    person.silent_since, person.back_at = None, entry.due


def _cover_changed(hall: Hall, fact: f.CoverChanged, entry: Entry) -> None:
    """While nobody serves the post, what the last one did waits to be handed over."""
    if fact.state == "closed":
        hall.served_by.pop(fact.post, None)
    elif fact.clerk is not None and hall.served_by.get(fact.post) != fact.clerk:
        hall.served_by[fact.post] = fact.clerk
        hall.cover_served[fact.post] = 0
    if fact.state in ("b_role", "stand_in") and (
        hall.phase in ("early", "open") or fact.post in hall.covered
    ):
        hall.covered.setdefault(fact.post, Covered(fact.clerk or "")).clerk = fact.clerk or ""
    follow_cover(hall, fact, entry)
    cover_changed(hall, fact, entry.due)
    hall.covers[fact.post] = Cover(fact.state, fact.clerk, fact.window, fact.reason, entry.due, fact.until)


def _absence_began(hall: Hall, fact: f.AbsenceBegan, entry: Entry) -> None:
    hall.absent[fact.clerk] = fact.reason


def _absence_ended(hall: Hall, fact: f.AbsenceEnded, entry: Entry) -> None:
    hall.absent.pop(fact.clerk, None)


def _absence_recorded(hall: Hall, fact: f.AbsenceRecorded, entry: Entry) -> None:
    hall.absences[fact.post] = entry.due


def _leave_recorded(hall: Hall, fact: f.LeaveRecorded, entry: Entry) -> None:
    person = _person(hall, fact.clerk)
    leaves = {*person.leaves, Leave(fact.since, fact.until, fact.official, fact.reason)}
    person.leaves = tuple(sorted(leaves, key=lambda leave: (leave.since, leave.until, leave.official)))


def _leave_ended(hall: Hall, fact: f.LeaveEnded, entry: Entry) -> None:
    """One that was still to come takes nobody's word back; after the present one the clerk is expected."""
    person = _person(hall, fact.clerk)
    over = (fact.since, fact.until, fact.official)
    person.leaves = tuple(
        leave for leave in person.leaves if (leave.since, leave.until, leave.official) != over
    )
    if fact.since <= entry.due:
        person.back_at, person.missing = entry.due, False
        _end_absence(hall, fact.clerk)


def _person(hall: Hall, clerk: str) -> Presence:
    return hall.presence.setdefault(clerk, Presence(clerk))


def _end_absence(hall: Hall, clerk: str) -> None:
    for post in hall.rules.posts:
        if a_today(hall, post) == clerk:
            hall.absences.pop(post.id, None)


HANDLERS: dict[type[Fact], Callable[[Hall, Any, Entry], None]] = {
    f.ClerkSatDown: _sat_down,
    f.ClerkStoodUp: _stood_up,
    f.ClerkSteppedAway: _stepped_away,
    f.ClerkCameBack: _came_back,
    f.TerminalWentSilent: _went_silent,
    f.TerminalHeard: _heard,
    f.CoverChanged: _cover_changed,
    f.AbsenceBegan: _absence_began,
    f.AbsenceEnded: _absence_ended,
    f.AbsenceRecorded: _absence_recorded,
    f.LeaveRecorded: _leave_recorded,
    f.LeaveEnded: _leave_ended,
}
