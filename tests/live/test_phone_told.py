"""A ticket on a phone: what it is told in every state, and never of anybody else."""

import pytest
from msgspec.structs import replace

from common.commands import (
    CallNext,
    FinishService,
    HandOver,
    MarkNoShow,
    PauseHall,
    Recall,
    ReEnter,
    SitDown,
    StandUp,
    StartService,
    WithdrawTicket,
)
from common.words import Words
from server.rules.order import ImportHall
from tests.live.phone_house import A1, house, printed, row
from tests.live.web_house import WebHouse
from tests.rules.street import ADMIN, BOSS, KIOSK, MINUTE, clerk

__all__ = ["house"]  # a fixture


def test_a_waiting_ticket_tells_place_window_and_what_to_bring(house: WebHouse) -> None:
    """Nothing of whoever stands before it."""  # M-1, P-2
    first, second = printed(house, request="r1"), printed(house, request="r2")
    told = row(house, second)
    assert (told["number"], told["state"], told["ahead"], told["window"]) == (second.number, "waiting", 1, 1)
    assert told["hall"]["zh"] == "测试大厅"
    assert first.number not in str(told)


def test_the_public_score_is_told_with_the_range_once_it_says_something(house: WebHouse) -> None:
    """As at the kiosk: of the last seven days before today, and not of a few ranges (field.md, first 3)."""
    ticket = printed(house)
    assert (row(house, ticket)["wait"] is not None, row(house, ticket)["score"]) == (True, None)
    house.desk.lane.hall.estimates.days["2026-11-20"] = (30, 25)
    assert row(house, printed(house, request="r2"))["score"] == 83


def test_how_one_gets_to_the_window_is_told_where_the_halls_file_says_it(house: WebHouse) -> None:
    """In its words; of the window that answers now."""
    setup = house.desk.lane.hall.rules
    way = Words("进门左手边", "On the left as you come in")
    windows = tuple(
        replace(window, where=way if window.number == 1 else Words("")) for window in setup.windows
    )
    house.give(ADMIN, ImportHall(setup=replace(setup, windows=windows)))
    ticket = printed(house)
    assert row(house, ticket)["way"] == {"zh": way.zh, "en": way.en}
    house.give(clerk("A2"), SitDown(window=2))
    house.give(A1, HandOver(reason="meal"))
    assert not row(house, ticket).get("way", {}).get("zh")


def test_a_call_a_recall_and_a_missed_call_are_told(house: WebHouse) -> None:
    """With how to come back: behind three the first time, at the end after that."""  # Q-5, field.md 10
    ticket = printed(house)
    house.give(A1, CallNext())
    called = row(house, ticket)
    assert (called["state"], called["window"], called["times"], called["ahead"]) == ("called", 1, 0, None)
    house.clock.at += 30_000
    house.give(A1, Recall(ticket=ticket.ticket))
    assert row(house, ticket)["times"] == 1
    for behind in (3, 0):
        house.clock.at += 10 * MINUTE
        house.give(A1, MarkNoShow(ticket=ticket.ticket))
        told = row(house, ticket)
        assert (told["state"], told["behind"]) == ("missed", behind)
        house.give(KIOSK, ReEnter(ticket=ticket.ticket))
        house.give(A1, CallNext())


def test_a_missed_call_says_behind_how_many_one_comes_back_and_never_more_than_wait(house: WebHouse) -> None:
    """None where nobody waits; at most three of those that came later; just so many it then is."""
    ticket = printed(house)
    house.give(A1, CallNext())
    assert row(house, ticket).get("back") is None
    house.clock.at += 10 * MINUTE
    house.give(A1, MarkNoShow(ticket=ticket.ticket))
    for n, back in enumerate((0, 1, 2, 3, 3)):
        assert row(house, ticket).get("back") == back
        printed(house, request=f"later{n}")
    told = row(house, ticket)["back"]
    house.give(KIOSK, ReEnter(ticket=ticket.ticket))
    assert row(house, ticket)["ahead"] == told == 3


def test_whoever_covers_is_told_with_the_window_and_the_reason(house: WebHouse) -> None:
    """As the wall says it: B's window, why A is away; no staff number."""  # AB-3, AB-15, P-2
    house.give(clerk("A2"), SitDown(window=2))
    ticket = printed(house)
    house.give(A1, HandOver(reason="meal"))
    told = row(house, ticket)
    assert (told["window"], told["home"], told["cover"], told["reason"]) == (2, 1, "b_role", "handed_over")
    assert "A1" not in str(told)
    assert "A2" not in str(told)


def test_a_line_that_nobody_serves_keeps_the_place_and_says_so(house: WebHouse) -> None:
    """No window is named."""  # AB-10
    ticket = printed(house)
    house.give(A1, StandUp())
    told = row(house, ticket)
    assert (told["window"], told["home"], told["cover"], told["ahead"]) == (None, None, "unattended", 0)


def test_a_pause_is_told(house: WebHouse) -> None:
    """With its reason."""
    ticket = printed(house)
    house.give(BOSS, PauseHall(reason="power"))
    assert row(house, ticket)["paused"] == "power"


@pytest.mark.parametrize("end", ["finished", "withdrawn"])
def test_a_ticket_that_is_over_says_how_it_ended_for_the_rest_of_the_day(house: WebHouse, end: str) -> None:
    """And asks seldom."""
    ticket = printed(house)
    if end == "withdrawn":
        house.give(KIOSK, WithdrawTicket(ticket=ticket.ticket))
    else:
        house.give(A1, CallNext())
        house.give(A1, StartService(ticket=ticket.ticket))
        house.give(A1, FinishService(ticket=ticket.ticket))
    told = row(house, ticket)
    assert (told["state"], told["again_ms"]) == (end, 20_000)


def test_a_page_asks_within_seconds_near_the_front_and_is_never_older_than_five(house: WebHouse) -> None:
    """Slower far back, but what is looked at is at most 5 s old."""
    tickets = [printed(house, request=f"r{n}") for n in range(6)]
    paces = [row(house, ticket)["again_ms"] for ticket in tickets]
    assert paces == [2_000] * 4 + [4_500] * 2
