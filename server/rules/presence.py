"""Absence (AB-4): whether a clerk is absent now, why, and since when, as questions to the hall."""

from typing import NamedTuple

from common.messages import CoverReason
from common.words import Instant
from server.rules.hall import Away, Hall, Presence
from server.rules.hours import MINUTE_MS, weekday
from server.rules.setup import Clerk


class Absence(NamedTuple):
    """Why a clerk is absent and when that took effect; `left` is when the clerk was last there."""

    reason: CoverReason
    effective: Instant
    left: Instant
    until: Instant | None = None
    missing: bool = False

    @property
    def proper(self) -> bool:
        """Whether the clerk left with a handover, a leave or by the rota (AB-6)."""
        return self.reason in ("handed_over", "on_leave", "off_rota")


def clerk_of(hall: Hall, clerk: str) -> Clerk | None:
    """The clerk in the set-up in force."""
    return next((item for item in hall.rules.clerks if item.id == clerk), None)


def presence_of(hall: Hall, clerk: str) -> Presence:
    """Where the clerk is; one never seen is nowhere."""
    return hall.presence.get(clerk) or Presence(clerk)


def is_available(hall: Hall, clerk: str, at: Instant) -> bool:
    """Seated at any window and not absent. Busy is not absent."""
    return presence_of(hall, clerk).window is not None and absence(hall, clerk, at) is None


def absence(hall: Hall, clerk: str, at: Instant) -> Absence | None:
    """The clerk's absence at `at`, none while on duty or within the grace."""
    found = _standing(hall, clerk, at)
    return found if found is not None and found.effective <= at else None


def absence_to_record(hall: Hall, clerk: str, at: Instant) -> CoverReason | None:
    """Why the clerk counts as absent, for all to read."""
    found = absence(hall, clerk, at) if hall.phase != "closed" else None
    return found.reason if found is not None and is_expected(hall, found) else None


def is_expected(hall: Hall, found: Absence) -> bool:
    """Whether the absence needs a reason: nobody has to be there before opening or at lunch."""
    return hall.phase == "open" or found.missing or found.reason not in ("not_arrived", "signed_out")


def is_missing(hall: Hall, clerk: str, at: Instant) -> bool:
    """Absent from an open hall beyond the grace, and not properly: so until the clerk's own act."""
    found = absence(hall, clerk, at)
    if found is None or found.proper or hall.phase != "open":
        return False
    if hall.paused is not None:
        return any(post.a_role == clerk and post.id in hall.absences for post in hall.rules.posts)
    return runs_out(hall, max(found.left, hall.resumed_at), grace_ms(hall)) <= at


def absence_due(hall: Hall, clerk: str, at: Instant) -> Instant | None:
    """When time alone next changes the answer of `absence`; none if it does not."""
    leaves = presence_of(hall, clerk).leaves
    moments = [moment for leave in leaves for moment in (leave.since, leave.until)]
    if (standing := _standing(hall, clerk, at)) is not None and is_expected(hall, standing):
        moments.append(standing.effective)
    return min((moment for moment in moments if moment > at), default=None)


def _standing(hall: Hall, clerk: str, at: Instant) -> Absence | None:
    """The absence that has begun, effective now or when its grace ends."""
    person = presence_of(hall, clerk)
    if (leave := person.leave_at(at)) is not None:
        since = max(leave.since, hall.phase_since)
        return Absence("on_leave", since, since, leave.until)
    if person.away is not None:
        return _stepped_away(hall, person, person.away)
    if person.silent_since is not None:
        return _after_grace(hall, person, "silent", person.silent_since)
    if person.window is not None:  # whoever sits there is on duty, whatever the rota says
        return None
    if _is_off(hall, clerk):
        return Absence("off_rota", hall.phase_since, hall.phase_since)
    return _signed_out(hall, person)


def _signed_out(hall: Hall, person: Presence) -> Absence:
    """At once when it happened in this part of the day, or lasts since an earlier one; else after the grace."""
    left = person.left_at
    if left is not None and person.handed_over:
        return Absence("handed_over", left, left, person.left_until)
    expected = max(hall.phase_since, person.back_at)  # from a leave; whoever signs out has no `back_at`
    if left is not None and (person.missing or left >= expected):
        return Absence("signed_out", left, left, person.left_until, person.missing)
    if person.missing:
        return Absence("not_arrived", expected, expected, missing=True)
    return _after_grace(hall, person, "not_arrived", expected)


def _stepped_away(hall: Hall, person: Presence, away: Away) -> Absence:
    if away.handed_over:
        return Absence("handed_over", away.since, away.since, away.until)
    return _after_grace(hall, person, "stepped_away", away.since, away.until)


def _after_grace(
    hall: Hall, person: Presence, reason: CoverReason, since: Instant, until: Instant | None = None
) -> Absence:
    """Effective after the grace; at an opening it starts anew, but not for one who has been missing since before."""
    if person.missing:
        return Absence(reason, since, since, until, missing=True)
    left = max(since, hall.phase_since)
    return Absence(reason, runs_out(hall, left, grace_ms(hall)), left, until)


def runs_out(hall: Hall, since: Instant, lasts_ms: int) -> Instant:
    """When a time of `lasts_ms` from `since` is over; one that ran out while nobody looked begins anew."""
    over = since + lasts_ms
    blind, again = hall.outage
    return again + lasts_ms if blind <= over <= again else over


def _is_off(hall: Hall, clerk: str) -> bool:
    found = clerk_of(hall, clerk)
    return bool(found and hall.day and weekday(hall.day) not in found.weekdays)


def grace_ms(hall: Hall) -> int:
    """How long a clerk may be away without being absent, ms (AB-4)."""
    return hall.rules.settings.grace_min * MINUTE_MS
