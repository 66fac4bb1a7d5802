"""One page answers: who was at window 1 between two times, and why?"""

from typing import Any

import pytest

from common import commands as c
from tests.live.web_house import WebHouse
from tests.rules.street import KIOSK, MINUTE, clerk


@pytest.fixture
def house(house: WebHouse) -> WebHouse:
    """The small hall at nine; A1 leaves without a word at 09:10:30, and A2 calls her next at 09:18."""
    for name in ("A1", "A2"):
        house.give(clerk(name), c.SitDown(window=int(name[1:])))
    house.give(KIOSK, c.IssueTicket(matter="mr"))
    house.clock.at += 10 * MINUTE + 30_000
    house.give(clerk("A1"), c.StepAway(reason="errand"))
    house.clock.at += 7 * MINUTE + 30_000
    house.desk.turn()
    house.give(clerk("A2"), c.CallNext())
    return house


def asked(house: WebHouse, path: str) -> Any:
    return house.signed_in("S01", "supervisor").get(path)


def test_the_answer_has_times_to_the_second_and_who_is_responsible(house: WebHouse) -> None:
    """A's until the handover, B's from then on."""  # AB-6, AB-12
    answer = asked(house, "/supervisor/who.json?window=1&since=09:10&until=09:18")
    found = [
        (item["clerk"], (item["away"] or {}).get("kind"), post["state"], post["responsible"])
        for item in answer.json["stretches"]
        for post in item["posts"]
    ]
    assert found == [
        ("A1", None, "a_role", "A1"),
        ("A1", "stepped_away", "a_role", "A1"),
        ("A1", "stepped_away", "b_role", "A2"),
    ]


def test_the_page_says_it_in_words(house: WebHouse) -> None:
    """With the minute at which absence took effect."""  # AB-12
    text = asked(house, "/supervisor/who?window=1&since=09:10&until=09:18").get_data(as_text=True)
    assert "09:10:30" in text
    assert "09:15:30" in text
    assert "A2" in text
    assert text.count("宽限内，仍由其负责") == 1  # away as of 09:10:30, and A's until it takes effect


def test_time_to_cover_runs_to_the_first_call_that_b_made(house: WebHouse) -> None:
    """From when absence took effect, and from when A was last seen."""  # AB-3
    (one,) = asked(house, "/supervisor/time-to-cover.json?month=2026-11&post=pr").json["takeovers"]
    assert (one["a_role"], one["reason"]) == ("A1", "stepped_away")
    assert one["since_effective_ms"] == 150_000
    assert one["since_seen_ms"] == 450_000


@pytest.mark.parametrize(
    "path", ["who.json?window=9", "who.json?day=x", "who.json?since=9", "time-to-cover.json?month=2026-13"]
)
def test_a_question_that_makes_no_sense_is_refused(house: WebHouse, path: str) -> None:
    """With a reason."""
    answer = asked(house, f"/supervisor/{path}")
    assert (answer.status_code, answer.json["ok"]) == (400, False)


def test_a_page_that_refuses_keeps_what_was_typed_beside_the_reason(house: WebHouse) -> None:
    """A time that is none, an end before the beginning, a day that no hall can mean: to be mended, not typed anew."""
    boss = house.signed_in("S01", "supervisor")
    for typed, why in (
        ("window=2&day=2026-11-20&since=9&until=10:00", "09:30"),
        ("window=2&day=2026-11-20&since=10:00&until=09:00", "结束时间"),
        ("window=2&day=9999-12-31&since=10:00&until=11:00", "日期不对"),
        ("window=7&day=2026-11-20&since=10:00&until=11:00", "没有这个窗口"),
    ):
        answer = boss.get(f"/supervisor/who?{typed}")
        text = answer.get_data(as_text=True)
        assert answer.status_code == 400
        assert why in text
        for field in typed.split("&")[1:]:
            assert f'value="{field.split("=")[1]}"' in text


def test_the_record_is_for_supervisors(house: WebHouse) -> None:
    """Not for a colleague."""  # S-5
    assert house.signed_in("A9", "clerk").get("/supervisor/who.json?window=1").status_code == 403
