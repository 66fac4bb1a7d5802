"""Every page and every answer of a real server: its threads, where no request is, and its sockets."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import NamedTuple

import pytest

from common.commands import CallNext, IssueTicket, SitDown
from server.web.contract import PAGE, ROUTES, Route
from tests.live.live_hall import WITHIN_S, LiveHall

READING = [route for route in ROUTES if route.method == "get" and route.is_guarded and "{" not in route.path]
ENDS_OF_TIME = (
    "0000-01",
    "0001-01",
    "1999-12",
    "2200-01",
    "9999-12",
    "2026-13",
    "2026-00",
    "2026-1",
    "x",
    "２０２６-11",
)


class Answer(NamedTuple):
    status: int
    kind: str
    text: str


def asked(hall: LiveHall, path: str, staff: str = "S1") -> Answer:
    """As the browser of `staff` asks."""
    request = urllib.request.Request(hall.url + path, headers={"Cookie": hall.cookie(staff)})
    try:
        with urllib.request.urlopen(request, timeout=WITHIN_S) as answer:
            return Answer(
                answer.status, answer.headers.get_content_type(), answer.read().decode("utf-8", "replace")
            )
    except urllib.error.HTTPError as answer:
        with answer:
            return Answer(
                answer.code, answer.headers.get_content_type(), answer.read().decode("utf-8", "replace")
            )


@pytest.mark.parametrize("route", READING, ids=lambda route: route.name)
def test_every_page_is_served_to_whoever_may_see_it(hall: LiveHall, route: Route) -> None:
    """A page that stumbles in a reader's thread is as good as none."""
    query = "?month=2026-11" if route.name == "time_to_cover" else ""
    staff = {"clerk": "A1", "supervisor": "S1", "administrator": "admin"}[route.who]
    answer = asked(hall, route.path + query, staff)
    assert answer.status == 200
    assert (answer.kind == "text/html") is (PAGE in route.says)


@pytest.mark.parametrize("month", ENDS_OF_TIME)
def test_a_month_that_no_hall_can_mean_is_refused_wherever_it_is_asked_for(
    hall: LiveHall, month: str
) -> None:
    """Also those that a calendar has and a clock has not."""
    named = urllib.request.quote(month)  # type: ignore[attr-defined]
    for path in ("attendance", "attendance.xlsx", "time-to-cover.json"):
        assert asked(hall, f"/supervisor/{path}?month={named}").status == 400


@pytest.mark.parametrize("month", ENDS_OF_TIME)
def test_a_day_that_no_hall_can_mean_is_refused_wherever_it_is_asked_for(hall: LiveHall, month: str) -> None:
    """In statistics the first and the last."""
    day = urllib.request.quote(f"{month}-01")  # type: ignore[attr-defined]
    paths = [f"/supervisor/{path}?day={day}" for path in ("slots.json", "day.json", "who", "who.json")]
    paths += [
        f"/supervisor/tickets?number=R001&day={day}",
        f"/api/slots?matter=mr&day={day}",
        f"/api/tickets/R001?day={day}",
    ]
    paths += [f"/supervisor/statistics.{kind}?from={day}&to={day}" for kind in ("json", "csv", "xlsx")]
    paths += [f"/supervisor/statistics?from={day}", f"/supervisor/statistics?to={day}"]
    assert {path: asked(hall, path).status for path in paths} == dict.fromkeys(paths, 400)


def test_a_span_that_ends_before_it_begins_is_refused(hall: LiveHall) -> None:
    """Days of statistics, hours of a window."""
    for path in (
        "statistics.json?from=2026-11-23&to=2026-11-22",
        "who.json?since=10:00&until=09:00",
        "who?since=10:00&until=09:00",
    ):
        assert asked(hall, f"/supervisor/{path}").status == 400


def test_what_nobody_knows_behind_the_question_mark_is_passed_by_everywhere(hall: LiveHall) -> None:
    """No route knows it better than another."""
    for route in READING:
        query = "?month=2026-11&colour=red" if route.name == "time_to_cover" else "?colour=red"
        assert asked(hall, route.path + query, "A1" if route.who == "clerk" else "admin").status == 200


def test_why_somebody_was_passed_is_told_on_a_page(hall: LiveHall) -> None:
    """Q-13: for a number that waits, in the words of the record."""
    kiosk, clerk = hall.joined("kiosk", kind="kiosk"), hall.joined("clerk", staff="A1")
    first = hall.answer(kiosk, IssueTicket(matter="mr"))
    hall.answer(kiosk, IssueTicket(matter="mr", priority="elder"))
    hall.answer(clerk, SitDown(window=1))
    hall.answer(clerk, CallNext())
    page = asked(hall, f"/supervisor/tickets?number={first.number}").text
    told = json.loads(asked(hall, f"/api/tickets/{first.number}").text)
    (reason,) = told["passed"]
    assert reason["text"]["zh"] in page
    assert first.number in asked(hall, "/supervisor/tickets").text
