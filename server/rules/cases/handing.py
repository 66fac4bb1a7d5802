"""Cases that pass with a post: what whoever covers has to look after, and where a case goes with another handler (AB-5, AB-7, AB-16)."""

from datetime import date

from common.words import Instant
from server.rules.cases.case import Case
from server.rules.cases.clock import Course, Stop, due_day
from server.rules.cases.dues import at_end_of, today
from server.rules.cases.shelf import EMPTY
from server.rules.hall import Hall
from server.rules.hall_handover import Covered
from server.rules.post_day import a_today
from server.rules.setup import Post, Setup


def open_at(hall: Hall, post: str, taker: str) -> tuple[int, ...]:
    """Cases of the post that are somebody else's than the taker's own, what is due first at the head. They stay their handler's."""
    cases = (hall.cases.open[case_id] for case_id in hall.cases.by_post.get(post, EMPTY))
    return tuple(case.id for case in cases if case.clerk != taker)


def hand_on_by(setup: Setup, case: Case) -> Instant | None:
    """Until when it is handed on to the other departments (C-10): days on which its clock stands are none of those (docs/decisions/0239).

    None while that stands, and where nothing is to be handed on any more.
    """
    if case.taken_up is None or not case.hand_on_days:
        return None
    stops = tuple(
        Stop(date.fromisoformat(stop.since), _day(stop.until), stop.reason, stop.at_most)
        for stop in case.stops
    )
    day = due_day(Course(today(setup, case.taken_up), case.hand_on_days, stops=stops), setup.deadlines)
    return None if day is None else at_end_of(setup, day)


def _day(day: str | None) -> date | None:
    return None if day is None else date.fromisoformat(day)


def done_meanwhile(hall: Hall, covered: Covered) -> tuple[int, ...]:
    """What whoever covered registered or worked on, as far as the hall still holds it."""
    return tuple(case_id for case_id in covered.cases if case_id in hall.cases.open)


def note_cover(hall: Hall, case: Case, by: str) -> None:
    """What is done at a post by whoever covers it stands in the handover to its A (AB-8)."""
    covered = hall.covered.get(case.post or "")
    if covered is not None and by == covered.clerk and case.id not in covered.cases:
        covered.cases += (case.id,)


def post_of_handler(hall: Hall, clerk: str, line: str) -> str | None:
    """At which post a clerk answers for a case: whoever covers that covers the case (AB-16)."""
    own: list[Post] = [post for post in hall.rules.posts if a_today(hall, post) == clerk]
    return next((post.id for post in own if line in post.lines), own[0].id if own else None)
