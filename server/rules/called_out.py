"""A B from outside the hall (AB-14): called while nobody is at the post, one after another, none longer than the limits."""

from typing import NamedTuple

from common.words import Instant
from server.rules import facts as f
from server.rules.facts import BY_SYSTEM
from server.rules.hall import Hall
from server.rules.hall_cover import CalledOut
from server.rules.hours import MINUTE_MS
from server.rules.planned import lunch_of
from server.rules.post_day import a_today, b_roles_of
from server.rules.presence import can_come, runs_out
from server.rules.recorder import Recorder
from server.rules.setup import Post


class NextCall(NamedTuple):
    """What becomes of a post's call: the one that stands is over, and who is called."""

    ended: f.CoverCallEnded | None = None
    called: f.CoverCalled | None = None


def settle_call(hall: Hall, recorder: Recorder, post: Post, moment: Instant) -> None:
    """While nobody is at the post its next B from outside is called; one who does not answer or come in time is passed over."""
    for fact in _next_call(hall, post, moment):
        if fact is not None:
            recorder.record(fact, BY_SYSTEM, moment)


def calls_due(hall: Hall) -> list[Instant]:
    """When somebody comes too late, and when time alone ends a call or makes one."""
    moments = [called.until for called in hall.called_out.values() if called.until is not None]
    for post in hall.rules.posts:
        if not _is_unattended(hall, post):
            continue
        turns = [turn for clerk in b_roles_of(post, a_today(hall, post)) for turn in lunch_of(hall, clerk)]
        if (called := hall.called_out.get(post.id)) is not None:
            turns.append(over_at(hall, called))
        moments += [turn for turn in turns if any(_next_call(hall, post, turn))]
    return moments


def over_at(hall: Hall, called: CalledOut) -> Instant:
    """Until when whoever was called has the time to come, or to answer: anew after a pause, and after nobody looked."""
    if called.until is not None:
        return called.until
    lasts_ms = hall.rules.cover.answer_min * MINUTE_MS * (1 + called.again)
    return runs_out(hall, max(called.at, hall.resumed_at), lasts_ms)


def _is_unattended(hall: Hall, post: Post) -> bool:
    cover = hall.covers.get(post.id)
    return cover is not None and cover.state in ("unattended", "on_the_way")


def _next_call(hall: Hall, post: Post, moment: Instant) -> NextCall:
    called = hall.called_out.get(post.id)
    if not _is_unattended(hall, post):
        return NextCall(ended=_ended(hall, post, called))
    gone = called is not None and not can_come(hall, called.clerk, moment)
    ended = _ended(hall, post, called) if gone else None
    if hall.paused is not None or (called is not None and not gone and moment < over_at(hall, called)):
        return NextCall(ended=ended)
    return NextCall(ended, _whom_to_call(hall, post, moment, called, gone=gone))


def _ended(hall: Hall, post: Post, called: CalledOut | None) -> f.CoverCallEnded | None:
    if called is None:
        return None
    cover = hall.covers.get(post.id)
    came = cover is not None and cover.clerk == called.clerk
    return f.CoverCallEnded(post=post.id, clerk=called.clerk, came=came)


def _whom_to_call(
    hall: Hall, post: Post, moment: Instant, called: CalledOut | None, *, gone: bool
) -> f.CoverCalled | None:
    """The first B not called yet; then whoever was called longest ago and did not say that they cannot.

    Those who did are asked again only once whoever was called after them is `gone` and nobody else is left.
    """
    tried, unable = _called_before(called)
    those = [clerk for clerk in b_roles_of(post, a_today(hall, post)) if can_come(hall, clerk, moment)]
    again = [clerk for clerk in tried[:-1] if clerk in those and clerk not in unable]
    last = [name for name in unable if name in those] if gone else []
    clerk = next(iter([*(name for name in those if name not in tried), *again, *last]), None)
    if clerk is None:
        return None
    before = tuple(name for name in tried if name != clerk)
    times = (called.again if called is not None else 0) + (clerk in tried)
    still_unable = tuple(name for name in unable if name != clerk)
    return f.CoverCalled(post=post.id, clerk=clerk, tried=before, declined=still_unable, again=times)


def _called_before(called: CalledOut | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """For this absence, the present one last; and those who cannot."""
    if called is None:
        return (), ()
    return (*called.tried, called.clerk), (*called.unable, *([called.clerk] if called.declined else []))
