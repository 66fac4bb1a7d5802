"""What follows by itself around cover: askings, sharing of load, returns that are overdue."""

from typing import Literal

from msgspec import structs

from common.words import Instant
from server.rules import facts as f
from server.rules.called_out import calls_due
from server.rules.cover import who_serves
from server.rules.facts import BY_SYSTEM
from server.rules.hall import Hall
from server.rules.hall_cover import SharedLoad, StandInAsking
from server.rules.hours import MINUTE_MS
from server.rules.planned import is_off
from server.rules.post_day import a_today, hours_turn
from server.rules.presence import absence_to_record, presence_of, runs_out
from server.rules.recorder import Recorder
from server.rules.setup import Post
from server.rules.sharing import a_serves, load_of, load_to_share, sharing_due

# -- when time alone changes something -------------------------------------------------------------
# Only what will be a fact counts: after a restart the same moment must be next, though nothing but facts is known.


def cover_due(hall: Hall, moment: Instant) -> list[Instant]:
    """When own hours turn, somebody comes too late, is not back, or has waited so long that B shares."""
    moments = calls_due(hall)
    moments += [lapses_at(hall, asked) for asked in hall.stand_ins_asked.values()]
    moments += [asked.until for asked in hall.officials.values()]
    if hall.phase == "open":
        moments += [
            until for clerk in hall.rules.clerks if (until := back_by(hall, clerk.id, moment)) is not None
        ]
    for post in hall.rules.posts:
        moments += [turn for turn in hours_turn(hall, post, moment) if _changes_at(hall, post, turn)]
        due = sharing_due(hall, post, moment)
        moments += [due] if due is not None else []
    return moments


def _changes_at(hall: Hall, post: Post, turn: Instant) -> bool:
    a_role, before = a_today(hall, post), structs.replace(who_serves(hall, post, turn - 1), since=turn)
    recorded = [absence_to_record(hall, a_role, moment) for moment in (turn - 1, turn)]
    return before != who_serves(hall, post, turn) or recorded[0] != recorded[1]


# -- standing in (AB-18) ---------------------------------------------------------------------------


def lapses_at(hall: Hall, asked: StandInAsking) -> Instant:
    """When who was asked to stand in has not answered in time; anew after nobody looked."""
    return runs_out(hall, asked.at, hall.rules.cover.answer_min * MINUTE_MS)


def settle_asking(hall: Hall, recorder: Recorder, post: Post, moment: Instant) -> None:
    """Asked and not answered: the supervisor has to ask somebody else."""
    asked = hall.stand_ins_asked.get(post.id)
    if asked is not None and lapses_at(hall, asked) <= moment:
        recorder.record(f.StandInLapsed(post=post.id, clerk=asked.clerk), BY_SYSTEM, moment)


# -- short official absences (D-5) -----------------------------------------------------------------


def settle_officials(hall: Hall, recorder: Recorder, moment: Instant) -> None:
    """One that nobody has answered and whose span is over needs no answer any more."""
    for asking in [item for item in hall.officials.values() if item.until <= moment]:
        recorder.record(f.OfficialLapsed(asking=asking.id, clerk=asking.clerk), BY_SYSTEM, moment)


# -- sharing (AB-9) -------------------------------------------------------------------------------


def settle_sharing(hall: Hall, recorder: Recorder, post: Post, moment: Instant) -> None:
    """Begin, go on or end, by the load as it is now."""
    old, new = hall.shared.get(post.id), load_to_share(hall, post, moment)
    if old is new:
        return
    if old is not None:
        why = _why_ended(hall, post, old, new)
        recorder.record(f.SharingEnded(post=post.id, clerk=old.clerk, reason=why), BY_SYSTEM, moment)
    if new is not None:
        load = load_of(hall, post, moment)
        began = f.SharingBegan(
            post=post.id,
            clerk=new.clerk,
            kind=new.kind,
            offset_ms=new.offset_ms,
            waiting=load.waiting,
            longest_ms=load.longest_ms,
        )
        recorder.record(began, BY_SYSTEM, moment)


def _why_ended(
    hall: Hall, post: Post, old: SharedLoad, new: SharedLoad | None
) -> Literal["relieved", "a_absent", "b_absent"]:
    if not a_serves(hall, post):
        return "a_absent"
    return "b_absent" if new is not None and new.clerk != old.clerk else "relieved"


# -- whereabouts (AB-15) --------------------------------------------------------------------------


def settle_overdue(hall: Hall, recorder: Recorder, clerk: str, moment: Instant) -> None:
    """Who said to be back by now and is not."""
    until = back_by(hall, clerk, moment)
    overdue = until if until is not None and until <= moment and hall.phase == "open" else None
    if overdue != hall.overdue.get(clerk):
        recorder.record(f.ReturnOverdue(clerk=clerk, until=overdue), BY_SYSTEM, moment)


def back_by(hall: Hall, clerk: str, moment: Instant) -> Instant | None:
    """When an absent clerk said to be back; none for one who is there, on leave or off."""
    person = presence_of(hall, clerk)
    if person.away is not None:
        until = person.away.until
    else:
        until = person.left_until if person.window is None else None
    if until is None or person.leave_at(moment) is not None or is_off(hall, clerk, hall.day):
        return None
    return until
