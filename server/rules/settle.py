"""What follows by itself from what happened or from time passing: the day's parts, missed calls,
absence taking effect, cover. Each step compares the hall with what should be and records the rest.
"""

from msgspec import structs

from common.messages import Phase
from common.words import Instant
from server.rules import facts as f
from server.rules.askings import unanswered
from server.rules.called_out import settle_call
from server.rules.cases.settle import cases_due, settle_cases
from server.rules.cover import who_serves
from server.rules.decide_day import end_of_day
from server.rules.decide_presence import Passing, handover, says_something
from server.rules.facts import BY_SYSTEM
from server.rules.hall import Cover, Hall, Ticket
from server.rules.help_calls import help_due, settle_help
from server.rules.hours import MINUTE_MS, civil_day, next_midnight, next_opening, opening, part_of_day
from server.rules.post_day import a_today, opened_at
from server.rules.presence import (
    absence,
    absence_due,
    absence_to_record,
    away_from_hand,
    grace_ms,
    is_missing,
    last_seen,
    leave_now,
    presence_of,
    runs_out,
)
from server.rules.recorder import Recorder
from server.rules.settle_cover import (
    cover_due,
    settle_asking,
    settle_officials,
    settle_overdue,
    settle_sharing,
)
from server.rules.setup import Post

CLOSES_AFTER_MIN = 10
"""An empty hall's day is closed so long after the last thing that happened in it."""


def settle(hall: Hall, recorder: Recorder, moment: Instant) -> None:
    """Bring the hall to what it should be at `moment`; then note when time alone changes it next."""
    if hall.setup is None:
        return
    _turn_day(hall, recorder, moment)
    _turn_phase(hall, recorder, moment)
    _miss_calls(hall, recorder, moment)
    _end_leaves(hall, recorder, moment)
    _empty_absent_hands(hall, recorder, moment)
    _sign_out_for_leave(hall, recorder, moment)
    for clerk in hall.rules.clerks:
        _record_who_is_absent(hall, recorder, clerk.id, moment)
        settle_overdue(hall, recorder, clerk.id, moment)
    settle_officials(hall, recorder, moment)
    for post in hall.rules.posts:
        _settle_cover(hall, recorder, post, moment)
        _record_absence(hall, recorder, post, moment)
        settle_call(hall, recorder, post, moment)
        settle_asking(hall, recorder, post, moment)
    for post in hall.rules.posts:
        settle_sharing(hall, recorder, post, moment)
    settle_cases(hall, recorder, moment)
    settle_help(hall, recorder, moment)
    hall.due = next_due(hall, moment)


def next_due(hall: Hall, moment: Instant) -> Instant:
    """The next moment after `moment` at which time alone changes something."""
    moments = [hall.phase_until, next_midnight(hall.rules, moment), _closes_at(hall)]
    moments += [_missed_at(hall, ticket) for ticket in _called(hall)]
    moments += [absence_due(hall, clerk.id, moment) for clerk in hall.rules.clerks]
    moments += [_recorded_at(hall, post, moment) for post in hall.rules.posts]
    moments += cover_due(hall, moment)
    moments += [cases_due(hall), *help_due(hall)]
    return min(found for found in moments if found is not None and found > moment)


# -- the day --------------------------------------------------------------------------------------


def _turn_day(hall: Hall, recorder: Recorder, moment: Instant) -> None:
    today = civil_day(hall.rules, moment)
    closes = _closes_at(hall)
    if hall.phase != "closed" and (hall.day != today or (closes is not None and closes <= moment)):
        for fact in (*unanswered(hall), end_of_day(hall)):
            recorder.record(fact, BY_SYSTEM, moment)
    part = part_of_day(hall.rules, moment)
    if hall.phase == "closed" and hall.day != today and part.phase in ("early", "open", "break"):
        recorder.record(f.DayOpened(day=today), BY_SYSTEM, moment)


def _turn_phase(hall: Hall, recorder: Recorder, moment: Instant) -> None:
    phase, until = _phase_now(hall, moment)
    if (phase, until) != (hall.phase, hall.phase_until):
        ends = phase != hall.phase
        missing = tuple(c.id for c in hall.rules.clerks if ends and is_missing(hall, c.id, moment))
        fact = f.PhaseChanged(phase=phase, since=moment, until=until, missing=missing)
        recorder.record(fact, BY_SYSTEM, moment)


def _phase_now(hall: Hall, moment: Instant) -> tuple[Phase, Instant | None]:
    """What the phase should be; a day that is not open stays closed until it is opened."""
    if hall.phase == "closed":
        return "closed", next_opening(hall.rules, moment)
    opens = opening(hall.rules, hall.day)
    if hall.by_hand and (opens is None or hall.opened_at >= opens):  # the calendar says nothing of it
        return ("closing", next_opening(hall.rules, moment)) if hall.numbers_stopped else ("open", None)
    if hall.by_hand and opens is not None and moment < opens:
        return "open", opens
    part = part_of_day(hall.rules, moment)
    if part.phase in ("closed", "closing"):
        return "closing", next_opening(hall.rules, moment)
    return part.phase, part.until


def _closes_at(hall: Hall) -> Instant | None:
    """When an empty hall closes its day by itself; never one that is paused: who stood in it will come back."""
    if (
        hall.phase != "closing"
        or hall.paused is not None
        or hall.hands
        or hall.held
        or any(hall.lines.values())
    ):
        return None
    return max(hall.phase_since, hall.last_act_at) + CLOSES_AFTER_MIN * MINUTE_MS


# -- tickets --------------------------------------------------------------------------------------


def _called(hall: Hall) -> list[Ticket]:
    return [hall.tickets[held] for held in hall.hands.values() if hall.tickets[held].state == "called"]


def _missed_at(hall: Hall, ticket: Ticket) -> Instant | None:
    """After the last recall a call that nobody follows is missed by itself.

    Not in a pause, nor while the clerk is away or the terminal silent: who comes then finds nobody.
    """
    settings, clerk = hall.rules.settings, presence_of(hall, ticket.clerk or "")
    there = clerk.away is None and clerk.silent_since is None
    if ticket.recalls < settings.recall_limit or hall.paused is not None or not there:
        return None
    since = max(ticket.last_called_at or 0, hall.resumed_at, clerk.back_at)
    return runs_out(hall, since, settings.missed_after_s * 1000)


def _miss_calls(hall: Hall, recorder: Recorder, moment: Instant) -> None:
    for ticket in _called(hall):
        missed_at = _missed_at(hall, ticket)
        if missed_at is not None and missed_at <= moment:
            recorder.record(f.TicketMissed(ticket=ticket.id), BY_SYSTEM, moment)


def _empty_absent_hands(hall: Hall, recorder: Recorder, moment: Instant) -> None:
    """Called goes back to its own place, serving is held for whoever takes the post (AB-3)."""
    for held in list(hall.hands.values()):
        ticket = hall.tickets[held]
        clerk = ticket.clerk or ""
        if away_from_hand(hall, clerk, moment) is None:
            continue
        if ticket.state == "called":
            recorder.record(f.TicketPutBack(ticket=held, reason="absence"), BY_SYSTEM, moment)
        else:
            recorder.record(f.TicketHeld(ticket=held, clerk=clerk), BY_SYSTEM, moment)


# -- people ---------------------------------------------------------------------------------------


def _end_leaves(hall: Hall, recorder: Recorder, moment: Instant) -> None:
    over = [
        f.LeaveEnded(clerk=clerk, since=leave.since, until=leave.until, official=leave.official)
        for clerk, person in hall.presence.items()
        for leave in person.leaves
        if leave.until <= moment
    ]
    for fact in over:
        recorder.record(fact, BY_SYSTEM, moment)


def _sign_out_for_leave(hall: Hall, recorder: Recorder, moment: Instant) -> None:
    """A leave ends a sitting, once the hand is empty for good: when it is over only the clerk's own act counts."""
    for window, clerk in list(hall.seats.items()):
        leave = leave_now(hall, clerk, moment)
        if leave is not None:
            fact = f.ClerkStoodUp(clerk=clerk, window=window, reason=leave.reason, until=leave.until)
            recorder.record(fact, BY_SYSTEM, moment)


def _record_who_is_absent(hall: Hall, recorder: Recorder, clerk: str, moment: Instant) -> None:
    reason = absence_to_record(hall, clerk, moment)
    if reason == hall.absent.get(clerk):
        return
    fact = f.AbsenceBegan(clerk=clerk, reason=reason) if reason else f.AbsenceEnded(clerk=clerk)
    recorder.record(fact, BY_SYSTEM, moment)


# -- cover ----------------------------------------------------------------------------------------


def _settle_cover(hall: Hall, recorder: Recorder, post: Post, moment: Instant) -> None:
    new, old = who_serves(hall, post, moment), hall.covers.get(post.id)
    if _same(old, new):
        return
    passing = _what_passes(hall, post, new, moment)
    if passing is not None:
        _hand_over(hall, recorder, post, passing, moment)
    away = absence(hall, a_today(hall, post), moment) if new.reason is not None else None
    changed = f.CoverChanged(
        post=post.id,
        state=new.state,
        clerk=new.clerk,
        window=new.window,
        reason=new.reason,
        until=new.until,
        before=old.clerk if old is not None else None,
        a_role=a_today(hall, post),
        left=last_seen(hall, a_today(hall, post), away) if away is not None else None,
    )
    recorder.record(changed, BY_SYSTEM, moment)


def _hand_over(hall: Hall, recorder: Recorder, post: Post, passing: Passing, moment: Instant) -> None:
    """On record in any case (AB-11); a return without anything that was done meanwhile asks nobody to read it (AB-8)."""
    fact = handover(hall, post, passing, recorder.version)
    recorder.record(fact, BY_SYSTEM, moment)
    if fact.kind == "return" and not says_something(fact):
        recorder.record(f.HandoverAcknowledged(handover=fact.handover), BY_SYSTEM, moment)


def _same(old: Cover | None, new: Cover) -> bool:
    """Apart from `since`; a post without a record is closed."""
    if old is None:
        return new.state == "closed"
    return structs.replace(old, since=new.since) == new


def _what_passes(hall: Hall, post: Post, new: Cover, moment: Instant) -> Passing | None:
    """Which handover the change itself opens; a proper leaving has opened its own (AB-5, AB-8).

    The giver is whoever served last, also when nobody did in between. A gets what was done meanwhile on
    being there again, at any hour of any day.
    """
    if new.state == "a_role":
        covered = hall.covered.get(post.id) if new.window is not None else None
        if covered is None or covered.clerk == new.clerk:  # yesterday's B is today's A by the rota
            return None
        return Passing("return", covered.clerk, a_today(hall, post))
    giver, old = hall.served_by.get(post.id), hall.covers.get(post.id)
    if (
        hall.phase not in ("early", "open")
        or old is None
        or giver is None
        or new.clerk is None
        or giver == new.clerk
    ):
        return None
    gone = absence(hall, giver, moment)
    if gone is None:  # a B who comes first is back, or a stand-in is over
        return Passing("return", giver, new.clerk)
    if gone.reason == "handed_over":
        return None
    return Passing("left" if gone.proper else "absence", giver, new.clerk)


def _record_absence(hall: Hall, recorder: Recorder, post: Post, moment: Instant) -> None:
    """Left without a handover, beyond the grace: on record once (AB-6)."""
    recorded_at = _recorded_at(hall, post, moment)
    away = absence(hall, a_today(hall, post), moment)
    if recorded_at is None or away is None or recorded_at > moment:
        return
    fact = f.AbsenceRecorded(clerk=a_today(hall, post), post=post.id, reason=away.reason, left=away.left)
    recorder.record(fact, BY_SYSTEM, moment)


def _recorded_at(hall: Hall, post: Post, moment: Instant) -> Instant | None:
    if hall.phase != "open" or hall.paused is not None or post.id in hall.absences:
        return None
    if opened_at(hall, post, moment) is None:  # whoever is left over is served, and A is not missed
        return None
    cover = hall.covers.get(post.id)
    away = absence(hall, a_today(hall, post), moment)
    if away is None or away.proper or cover is None or cover.state == "closed":
        return None
    return runs_out(hall, max(away.left, hall.resumed_at), grace_ms(hall))
