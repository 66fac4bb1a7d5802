"""A whole day without power, typed in next morning before the hall opens: it counts on its day, and nowhere else."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from common import commands_sheet as e
from common.commands import CallNext, FinishService, IssueTicket, SitDown, StartService
from common.i18n import catalogue
from common.messages import Called, Issued, Refused, StubTaken
from server.rules.order import SYSTEM, Tick
from server.storage.command_line import check_folder
from tests.live.test_emergency import SECOND, printed
from tests.live.web_house import Browser, WebHouse, text
from tests.rules.street import BOSS, KIOSK, clerk, moment

MONDAY, DARK, WEDNESDAY = "2026-11-23", "2026-11-24", "2026-11-25"
A1 = clerk("A1")
MINUTE = 60_000
Slips = list[tuple[str, str]]


def entry(slip: tuple[str, str], given: str, day: str = DARK, **more: Any) -> e.EnterStub:
    """A stub of the day without power."""
    if "called" in more:
        more |= {"outcome": "served", "called": moment(more["called"], day)}
    said = {"number": slip[0], "check": slip[1], "matter": "mr", "given": moment(given, day), **more}
    return e.EnterStub(**said)


@pytest.fixture
def morning_after(house: WebHouse, data: Path, tmp_path: Path) -> Iterator[tuple[WebHouse, Slips]]:
    """Monday one is served; on Tuesday there is no power at all; on Wednesday it is back at seven."""
    slips = printed(house.signed_in("S7", "supervisor"), 2)
    house.give(A1, SitDown(window=1))
    ticket = house.give(KIOSK, IssueTicket(matter="mr"))
    assert isinstance(ticket, Issued)
    house.clock.at += 10 * MINUTE
    assert isinstance(house.give(A1, CallNext()), Called)
    house.give(A1, StartService(ticket=ticket.ticket))
    house.give(A1, FinishService(ticket=ticket.ticket))
    shutil.copytree(data, tmp_path / "cut")
    back = WebHouse(tmp_path / "cut", at=moment("07:00", WEDNESDAY))
    back.give(SYSTEM, Tick())
    yield back, slips
    back.close()


def type_in(house: WebHouse, slips: Slips) -> list[StubTaken]:
    """Two were served, one had gone; two people type them in, all of it twice."""
    entries = [
        entry(slips[0], "08:40", window=2, called="09:00"),
        entry(slips[1], "10:10", outcome="left"),
        entry(slips[2], "14:30", matter="ms", window=1, called="14:40"),
    ]
    answers = [house.give(who, one) for one in entries for who in (BOSS, SECOND)]
    taken = [answer for answer in answers if isinstance(answer, StubTaken)]
    assert len(taken) == len(answers)
    assert [answer.again for answer in taken] == [False, True] * 3
    return taken[::2]


def total(boss: Browser, first: str, last: str = "") -> dict[str, Any]:
    found: dict[str, Any] = boss.get(f"/supervisor/statistics.json?from={first}&to={last or first}").json
    return found["total"]  # type: ignore[no-any-return]  # JSON


def counted(figures: dict[str, Any]) -> tuple[int, ...]:
    names = ("issued", "finished", "by_hand", "withdrawn", "voided", "carried")
    return (*(figures[name] for name in names), figures["wait"]["count"], figures["service"]["count"])


def groups(boss: Browser, by: str, day: str = DARK) -> dict[Any, tuple[int, ...]]:
    found: Any = boss.get(f"/supervisor/statistics.json?from={day}&to={day}&by={by}").json
    return {group["key"]: counted(group) for group in found["groups"]}


def test_a_whole_day_without_power_is_typed_in_next_morning(
    morning_after: tuple[WebHouse, Slips], tmp_path: Path
) -> None:
    """Before the hall opens; the figures of both days beside it stay as they were, and the record is whole."""  # S-2, S-3
    house, slips = morning_after
    boss = house.signed_in("S8", "supervisor")
    monday = total(boss, MONDAY)
    assert house.desk.lane.hall.phase == "closed"
    taken = type_in(house, slips)
    assert {answer.filed for answer in taken} == {DARK}
    assert counted(total(boss, DARK)) == (3, 2, 2, 1, 0, 0, 2, 0)
    assert total(boss, DARK)["wait"]["sum_ms"] == 30 * MINUTE
    assert total(boss, MONDAY) == monday
    assert counted(total(boss, WEDNESDAY)) == (0,) * 8
    assert counted(total(boss, MONDAY, WEDNESDAY)) == (4, 3, 2, 1, 0, 0, 3, 1)
    house.clock.at = moment("08:30", WEDNESDAY)
    house.give(SYSTEM, Tick())
    first = house.give(KIOSK, IssueTicket(matter="mr"))
    assert isinstance(first, Issued)
    assert (first.number, first.ahead) == ("R001", 0)
    assert counted(total(boss, WEDNESDAY))[:4] == (1, 0, 0, 0)
    assert check_folder(tmp_path / "cut") == []


def test_its_statistics_agree_by_every_grouping_and_in_every_form(
    morning_after: tuple[WebHouse, Slips],
) -> None:
    """By matter, line, window, post, clerk, hour and day; JSON, workbook, text file, page."""
    house, slips = morning_after
    boss = house.signed_in("S8", "supervisor")
    type_in(house, slips)
    one, gone = (1, 1, 1, 0, 0, 0, 1, 0), (1, 0, 0, 1, 0, 0, 0, 0)
    assert groups(boss, "day") == {DARK: (3, 2, 2, 1, 0, 0, 2, 0)}
    assert groups(boss, "matter")["ms"] == groups(boss, "line")["s"] == groups(boss, "hour")[14] == one
    assert groups(boss, "hour")[10] == gone
    assert groups(boss, "window") == {
        1: (0, 1, 1, 0, 0, 0, 1, 0), 2: (0, 1, 1, 0, 0, 0, 1, 0), None: (3, 0, 0, 1, 0, 0, 0, 0),
    }  # fmt: skip
    assert groups(boss, "clerk") == groups(boss, "post") == {None: (3, 2, 2, 1, 0, 0, 2, 0)}
    asked = f"from={DARK}&to={DARK}&by=matter"
    book = load_workbook(BytesIO(boss.get(f"/supervisor/statistics.xlsx?{asked}").get_data()))
    *_, sums = book[catalogue("zh")["statistics.by.matter"]].iter_rows(min_row=3, values_only=True)
    assert (sums[1:3], sums[4]) == ((3, 2), timedelta(minutes=15))
    *_, line = text(boss.get(f"/supervisor/statistics.csv?{asked}")).strip().split("\r\n")
    assert line.startswith("合计,3,2,2,900.0,")
    assert "<strong>15:00</strong>" in text(boss.get(f"/supervisor/statistics?{asked}"))


def test_what_was_typed_in_of_another_day_is_shown_and_taken_back(
    morning_after: tuple[WebHouse, Slips], tmp_path: Path
) -> None:
    """Also when it was typed in on another day than this; the record keeps both, and the day's list says so."""
    house, slips = morning_after
    taken = type_in(house, slips)
    house.clock.at = moment("09:00", "2026-11-26")
    boss = house.signed_in("S8", "supervisor")
    shown = boss.get("/supervisor/emergency.json").json["stubs"]
    assert [(one["number"], one["filed"], one["state"], one["may_take_back"]) for one in shown] == [
        ("X003", DARK, "finished", True), ("X002", DARK, "withdrawn", True), ("X001", DARK, "finished", True),
    ]  # fmt: skip
    assert isinstance(house.give(BOSS, entry(slips[0], "08:40", window=3, called="09:00")), Refused)
    house.give(SECOND, e.TakeBackStub(ticket=taken[0].ticket))
    assert counted(total(boss, DARK)) == (2, 1, 1, 1, 0, 0, 1, 0)
    house.give(SECOND, entry(slips[0], "08:40", window=3, called="09:00"))
    assert counted(total(boss, DARK)) == (3, 2, 2, 1, 0, 0, 2, 0)
    assert groups(boss, "window").keys() == {1, 3, None}
    apart = boss.get(f"/supervisor/day.json?day={DARK}").json["tickets"]
    assert [(one["number"], one["state"], one["by"], one["filed"]) for one in apart] == [
        ("X001", "taken_back", "S02", True), ("X002", "withdrawn", "S01", True),
    ]  # fmt: skip
    assert boss.get("/supervisor/day.json?day=2026-11-26").json["tickets"] == []
    assert check_folder(tmp_path / "cut") == []


def test_stubs_of_another_day_are_typed_in_after_closing_too(morning_after: tuple[WebHouse, Slips]) -> None:
    """Of today as well, who was served: the hall need not be opened for that."""
    house, slips = morning_after
    house.clock.at = moment("21:00", WEDNESDAY)
    house.give(SYSTEM, Tick())
    assert house.desk.lane.hall.phase == "closed"
    type_in(house, slips)
    today = house.give(BOSS, entry(slips[3], "09:05", WEDNESDAY, window=1, called="09:10"))
    assert isinstance(today, StubTaken)
    assert today.filed == WEDNESDAY
    waits = house.give(BOSS, entry(slips[4], "09:06", WEDNESDAY))
    assert isinstance(waits, Refused)
    assert waits.code == "stub_hall_closed"
    boss = house.signed_in("S8", "supervisor")
    assert counted(total(boss, WEDNESDAY)) == (1, 1, 1, 0, 0, 0, 1, 0)


def test_a_slip_of_an_open_day_is_found_and_taken_back_next_morning(
    morning_after: tuple[WebHouse, Slips], tmp_path: Path
) -> None:
    """It stands in the page's list; statistics and the day's list as if it had never been typed in, once it is typed in anew too."""
    house, slips = morning_after
    house.clock.at = moment("10:00", WEDNESDAY)
    house.give(SYSTEM, Tick())
    slip = house.give(BOSS, entry(slips[0], "09:05", WEDNESDAY, window=1, called="09:10"))
    assert isinstance(slip, StubTaken)
    assert slip.filed == ""
    house.clock.at = moment("07:30", "2026-11-26")
    house.give(SYSTEM, Tick())
    boss = house.signed_in("S8", "supervisor")
    assert counted(total(boss, WEDNESDAY))[:3] == (1, 1, 1)
    (shown,) = boss.get("/supervisor/emergency.json").json["stubs"]
    assert (shown["number"], shown["state"], shown["may_take_back"]) == ("X001", "finished", True)
    assert not isinstance(house.give(SECOND, e.TakeBackStub(ticket=shown["ticket"])), Refused)
    assert counted(total(boss, WEDNESDAY)) == counted(total(boss, "2026-11-26")) == (0,) * 8
    (apart,) = boss.get(f"/supervisor/day.json?day={WEDNESDAY}").json["tickets"]
    assert (apart["number"], apart["state"], apart["by"]) == ("X001", "taken_back", "S02")
    anew = house.give(SECOND, entry(slips[0], "09:05", WEDNESDAY, window=2, called="09:10"))
    assert isinstance(anew, StubTaken)
    assert (anew.filed, anew.again) == (WEDNESDAY, False)
    assert counted(total(boss, WEDNESDAY)) == (1, 1, 1, 0, 0, 0, 1, 0)
    assert groups(boss, "window", WEDNESDAY).keys() == {2, None}
    house.clock.at = moment("07:30", "2026-12-03")
    house.give(SYSTEM, Tick())
    assert house.signed_in("S9", "supervisor").get("/supervisor/emergency.json").json["stubs"] == []
    assert check_folder(tmp_path / "cut") == []
