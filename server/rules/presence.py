"""Absence (AB-4): whether a clerk is absent now, why, and since when, as questions to the hall."""

from typing import NamedTuple

from common.messages import CoverReason
from common.words import Instant
from server.rules.hall import Away, Hall, Leave, Presence
from server.rules.hours import MINUTE_MS
from server.rules.planned import clerk_of, expected_spans, is_off, lunch_of
from server.rules.post_day import a_today


class Absence(NamedTuple):
    """Why a clerk is absent and when that took effect; `left` is when the clerk was last there.

    `expected`: whether the clerk has to be somewhere now, by the hours of the posts whose A this is.
    """

    reason: CoverReason
    effective: Instant
    left: Instant
    until: Instant | None = None
    missing: bool = False
    expected: bool = True

    @property
    def proper(self) -> bool:
        """Whether the clerk left with a handover, a leave or by plan (AB-6)."""
        return self.reason in PROPER


PROPER: tuple[CoverReason, ...] = ("handed_over", "on_leave", "official", "off_rota", "at_lunch")
UNASKED: tuple[CoverReason, ...] = ("not_arrived", "signed_out", "at_lunch")
"""Nobody asks after these before opening, at lunch or outside the hours of one's posts."""
SLIP_MS = 60_000
"""So long whoever's leave has begun stays at the window after finishing: a slip can be taken back."""


def presence_of(hall: Hall, clerk: str) -> Presence:
    """Where the clerk is; one never seen is nowhere."""
    return hall.presence.get(clerk) or Presence(clerk)


def leave_now(hall: Hall, clerk: str, at: Instant) -> Leave | None:
    """The leave that ends the clerk's sitting: not while somebody is in hand, nor while a finish may be a slip (D-5)."""
    person = presence_of(hall, clerk)
    return None if person.window in hall.hands or at < _slip_until(hall, person) else person.leave_at(at)


def _slip_until(hall: Hall, person: Presence) -> Instant:
    """Until when whoever goes on leave may take back what emptied the hand."""
    act = hall.last_acts.get(person.window or 0)
    if act is None or act.clerk != person.clerk or act.kind == "call" or act.ticket not in hall.tickets:
        return 0
    return hall.tickets[act.ticket].since + SLIP_MS


def is_available(hall: Hall, clerk: str, at: Instant) -> bool:
    """Seated at any window and not absent. Busy is not absent."""
    return presence_of(hall, clerk).window is not None and absence(hall, clerk, at) is None


def can_come(hall: Hall, clerk: str, at: Instant) -> bool:
    """Whether a B who works outside the hall may be called (AB-14): at no window, on no leave, not off, not at lunch."""
    found, person, lunch = clerk_of(hall, clerk), presence_of(hall, clerk), lunch_of(hall, clerk)
    if found is None or not found.outside or person.window is not None or is_off(hall, clerk, hall.day):
        return False
    return person.leave_at(at) is None and not (lunch and lunch[0] <= at < lunch[1])


def absence(hall: Hall, clerk: str, at: Instant) -> Absence | None:
    """The clerk's absence at `at`, none while on duty or within the grace."""
    found = _standing(hall, clerk, at)
    return found if found is not None and found.effective <= at else None


def away_from_hand(hall: Hall, clerk: str, at: Instant) -> Absence | None:
    """An absence that takes the ticket out of the clerk's hand: a leave alone does not, it takes the line (AB-3)."""
    found = _but_for_leave(hall, presence_of(hall, clerk), at)
    return found if found is not None and found.effective <= at else None


def absence_to_record(hall: Hall, clerk: str, at: Instant) -> CoverReason | None:
    """Why the clerk counts as absent, for all to read."""
    found = absence(hall, clerk, at) if hall.phase != "closed" else None
    return found.reason if found is not None and is_expected(hall, found) else None


def is_expected(hall: Hall, found: Absence) -> bool:
    """Whether the absence needs a reason: nobody has to be there before opening or at lunch."""
    if found.missing or found.reason not in UNASKED:
        return True
    return hall.phase == "open" and found.expected


def is_missing(hall: Hall, clerk: str, at: Instant) -> bool:
    """Absent from an open hall beyond the grace, and not properly: so until the clerk's own act."""
    found = absence(hall, clerk, at)
    if found is None or found.proper or hall.phase != "open":
        return False
    if hall.paused is not None:
        return any(a_today(hall, post) == clerk and post.id in hall.absences for post in hall.rules.posts)
    return runs_out(hall, max(found.left, hall.resumed_at), grace_ms(hall)) <= at


def last_seen(hall: Hall, clerk: str, found: Absence) -> Instant:
    """When an absent clerk was last there in this part of the day: before a leave that has run out, not at its end."""
    person = presence_of(hall, clerk)
    gone = person.left_at
    if found.reason != "not_arrived" or gone is None or not hall.phase_since <= gone < person.back_at:
        return found.left
    return gone


def absence_due(hall: Hall, clerk: str, at: Instant) -> Instant | None:
    """When time alone next changes the answer of `absence`; none if it does not."""
    person = presence_of(hall, clerk)
    moments = [moment for leave in person.leaves for moment in (leave.since, leave.until)]
    if person.leave_at(slip := _slip_until(hall, person)) is not None:
        moments.append(slip)
    if person.window in hall.hands and (away := _but_for_leave(hall, person, at)) is not None:
        moments.append(away.effective)
    moments += [turn for turn in lunch_of(hall, clerk) if _lunch_turns(hall, clerk, turn)]
    if (standing := _standing(hall, clerk, at)) is not None and is_expected(hall, standing):
        moments.append(standing.effective)
    return min((moment for moment in moments if moment > at), default=None)


def _lunch_turns(hall: Hall, clerk: str, turn: Instant) -> bool:
    """Whether the record changes as lunch begins or ends: not for one who is there."""
    return absence_to_record(hall, clerk, turn - 1) != absence_to_record(hall, clerk, turn)


def _standing(hall: Hall, clerk: str, at: Instant) -> Absence | None:
    """The absence that has begun, effective now or when its grace ends."""
    person = presence_of(hall, clerk)
    if (leave := person.leave_at(at)) is not None:
        since = max(leave.since, hall.phase_since, person.left_at or 0)
        return Absence("official" if leave.official else "on_leave", since, since, leave.until)
    return _but_for_leave(hall, person, at)


def _but_for_leave(hall: Hall, person: Presence, at: Instant) -> Absence | None:
    if person.away is None and person.silent_since is None and person.window is not None:
        return None  # whoever sits there is on duty, whatever rota and lunch say
    return _at_lunch(hall, person, at) or _not_there(hall, person, at)


def _not_there(hall: Hall, person: Presence, at: Instant) -> Absence:
    """Away, silent or at no window, from when the clerk is expected."""
    base = _expected_since(hall, person, at)
    since = hall.phase_since if base is None else base
    if person.away is not None:
        return _stepped_away(hall, person, person.away, since)
    if person.silent_since is not None:
        return _after_grace(hall, person, "silent", person.silent_since, since)
    return _at_no_window(hall, person, since)._replace(expected=base is not None)


def _expected_since(hall: Hall, person: Presence, at: Instant) -> Instant | None:
    """From when the clerk's absence counts: where there are several hours today, the first in which the grace ran out.

    Whoever was absent when hours ended is so as the next begin; whoever left shortly before is expected anew.
    """
    spans = expected_spans(hall, person.clerk, at)
    gone = person.silent_since or person.left_at or 0
    gone = max(person.away.since if person.away is not None else gone, person.back_at)
    for since, until in spans:
        if runs_out(hall, max(gone, since), grace_ms(hall)) <= until:
            return since
    return spans[-1][0] if spans else None


def _at_no_window(hall: Hall, person: Presence, since: Instant) -> Absence:
    """Off by the rota, or signed out, or never come."""
    if is_off(hall, person.clerk, hall.day):
        return Absence("off_rota", hall.phase_since, hall.phase_since)
    return _signed_out(hall, person, since)


def _at_lunch(hall: Hall, person: Presence, at: Instant) -> Absence | None:
    """By turns, so that the hall stays open: whoever leaves then does so by plan; whoever sits is on duty."""
    span = lunch_of(hall, person.clerk)
    if person.window in hall.hands:  # away for a moment from somebody who sits there
        return None
    if hall.phase != "open" or not span or not span[0] <= at < span[1] or person.missing:
        return None
    if person.away is not None and person.away.handed_over:
        return None
    missed = _not_there(hall, person, span[0])
    if missed.reason == "not_arrived" and missed.effective <= span[0]:
        return None  # who never came does not go to lunch
    left = person.away.since if person.away else person.silent_since or person.left_at or 0
    since = max(left, span[0], hall.phase_since)
    return Absence("at_lunch", since, since, span[1])


def _signed_out(hall: Hall, person: Presence, since: Instant) -> Absence:
    """At once when it happened while the clerk was expected, or lasts since an earlier part; else after the grace."""
    left = person.left_at
    if left is not None and person.handed_over:
        return Absence("handed_over", left, left, person.left_until)
    expected = max(since, person.back_at)  # from a leave; whoever signs out has no `back_at`
    if left is not None and (person.missing or left >= expected):
        return Absence("signed_out", left, left, person.left_until, person.missing)
    if person.missing:
        return Absence("not_arrived", expected, expected, missing=True)
    return _after_grace(hall, person, "not_arrived", expected, expected)


def _stepped_away(hall: Hall, person: Presence, away: Away, since: Instant) -> Absence:
    """Within the grace, as far as the budget of moments reached when the clerk left."""
    if away.handed_over:
        return Absence("handed_over", away.since, away.since, away.until)
    found = _after_grace(hall, person, "stepped_away", away.since, since)._replace(until=away.until)
    if away.budget_ms is None or found.left > away.since:
        return found
    return found._replace(effective=min(found.effective, away.since + away.budget_ms))


def _after_grace(
    hall: Hall, person: Presence, reason: CoverReason, since: Instant, expected: Instant
) -> Absence:
    """Effective after the grace; at an opening it starts anew, but not for one who has been missing since before."""
    if person.missing:
        return Absence(reason, since, since, missing=True)
    left = max(since, expected)
    return Absence(reason, runs_out(hall, left, grace_ms(hall)), left)


def runs_out(hall: Hall, since: Instant, lasts_ms: int) -> Instant:
    """When a time of `lasts_ms` from `since` is over; one that ran out while nobody looked begins anew."""
    over = since + lasts_ms
    blind, again = hall.outage
    return again + lasts_ms if blind <= over <= again else over


def grace_ms(hall: Hall) -> int:
    """How long a clerk may be away without being absent, ms (AB-4)."""
    return hall.rules.settings.grace_min * MINUTE_MS
