"""A day without power, from the drawer to the statistics: sheets, a power cut, numbers by hand, the stubs typed in."""

import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from common import commands_sheet as e
from common.commands import CallNext, FinishService, IssueTicket, SitDown, StartService
from common.messages import Called, Issued, Refused
from server.rules.order import SYSTEM, Actor, Tick
from server.storage.backup import Backups, restore
from server.storage.command_line import check_folder
from server.storage.ledger import Ledger
from server.storage.store import database_file
from tests.live.test_tickets import paired
from tests.live.web_house import Browser, WebHouse, text
from tests.rules.street import BOSS, KIOSK, clerk, moment

DAY = "2026-11-23"
SECOND = Actor("S02", BOSS.roles)
A1 = clerk("A1")


@pytest.fixture
def boss(house: WebHouse) -> Browser:
    return house.signed_in("S7", "supervisor")


def printed(boss: Browser, sheets: int = 1, ask: str = "one") -> list[tuple[str, str]]:
    """Numbers and check digits, as they stand on the stubs."""
    page = boss.send(
        "/supervisor/emergency/sheets", page="/supervisor/emergency", sheets=str(sheets), ask=ask
    )
    assert page.status_code == 200
    return stubs_on(text(page))


def stubs_on(page: str) -> list[tuple[str, str]]:
    numbers = re.findall(r'class="stub-number">([A-Z][0-9]+)<', page)
    checks = re.findall(r'class="stub".*?class="check">.*?<b>([0-9]{3})</b>', page, re.DOTALL)
    return list(zip(numbers, checks, strict=True))


def entry(stub: tuple[str, str], given: str, **more: Any) -> e.EnterStub:
    said = {"number": stub[0], "check": stub[1], "matter": "mr", "given": moment(given), **more}
    return e.EnterStub(**{**said, **({"called": moment(said["called"])} if "called" in said else {})})


def test_asking_for_sheets_twice_prints_other_numbers_and_sending_a_page_again_the_same(
    boss: Browser,
) -> None:
    """A reload is no new request; each number stands on one sheet."""
    first, again, other = printed(boss, 2), printed(boss, 2), printed(boss, 2, ask="two")
    assert first == again
    assert len({number for number, _ in first + other}) == 20


@pytest.mark.parametrize("sheets", ["", "0", "41", "x", "１", "9" * 30])
def test_another_count_is_refused(boss: Browser, sheets: str) -> None:
    """In words, and nothing is on record."""
    answer = boss.send("/supervisor/emergency/sheets", page="/supervisor/emergency", sheets=sheets)
    assert answer.status_code == 400
    assert boss.get("/supervisor/emergency.json").json["runs"] == []


def test_which_sheets_were_printed_is_on_record(house: WebHouse, boss: Browser) -> None:
    """Serials, numbers, when and by whom; nothing of a person, and no check digits."""
    stubs = printed(boss, 3)
    told = boss.get("/supervisor/emergency.json").json
    run = {"run": told["runs"][0]["run"], "at": house.clock.at, "by": "S7"}
    assert told["runs"] == [run | {"serials": [1, 3], "numbers": ["X001", "X015"]}]
    assert stubs[0][1] not in str([entry.fact for entry in Ledger(house.store).entries(0)][-1])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sheets_and_notice_speak_both_languages_at_once(boss: Browser, language: str) -> None:
    """They are printed before anybody knows who comes (Q-13): whichever language the supervisor reads."""
    boss.get(f"/supervisor/emergency?language={language}")
    sheet = text(boss.send("/supervisor/emergency/sheets", page="/supervisor/emergency", sheets="1"))
    notice = text(boss.get("/supervisor/emergency/notice"))
    for said in ("取号时间", "Given at", "校验码", "Check", "测试大厅", "No. 0001"):
        assert said in sheet
    for said in ("今日手工取号", "Numbers by hand today", "停电前取的号继续有效", "Priority: "):
        assert said in notice


@pytest.fixture
def dark(
    house: WebHouse, boss: Browser, data: Path, tmp_path: Path
) -> Iterator[tuple[WebHouse, list[tuple[str, str]]]]:
    """At ten one is served and three wait, then the power fails; it is back at eleven, and nothing was closed properly."""
    stubs = printed(boss, 2)
    house.give(A1, SitDown(window=1))
    house.clock.at = moment("09:50")
    for _ in range(4):
        assert isinstance(house.give(KIOSK, IssueTicket(matter="mr")), Issued)
        house.clock.at += 60_000
    assert isinstance(house.give(A1, CallNext()), Called)
    shutil.copytree(data, cut := tmp_path / "cut")  # what the disk held when the power failed
    back = WebHouse(cut, at=moment("11:00"))
    back.give(SYSTEM, Tick())
    yield back, stubs
    back.close()


def test_a_whole_day_with_an_hour_without_power(
    dark: tuple[WebHouse, list[tuple[str, str]]], tmp_path: Path
) -> None:
    """Nobody is lost, the order is that of the slips, statistics count them, and the record is whole."""  # field.md 18, S-3
    house, stubs = dark
    in_hand = house.desk.lane.hall.hands.copy()
    entries = [
        entry(stubs[0], "10:05", outcome="served", window=2, called="10:25"),
        entry(stubs[1], "10:10", outcome="left"),
        entry(stubs[2], "10:20"),
        entry(stubs[3], "10:30"),
        entry(stubs[4], "10:40"),
    ]
    for one, by in zip(
        [*entries[::-1], *entries], [BOSS, SECOND] * 5, strict=True
    ):  # two people, all of it twice
        assert not isinstance(house.give(by, one), Refused)
    assert isinstance(house.give(KIOSK, IssueTicket(matter="mr")), Issued)
    hall = house.desk.lane.hall
    assert hall.hands == in_hand
    waiting = [hall.tickets[key[2]].number for key in hall.lines["r"]]
    assert waiting == ["R002", "R003", "R004", "X003", "X004", "X005", "R005"]

    called = serve_all(house)
    assert called == ["R001", *waiting]
    boss = house.signed_in("S8", "supervisor")
    total = boss.get(f"/supervisor/statistics.json?from={DAY}&to={DAY}").json["total"]
    assert (total["issued"], total["finished"], total["by_hand"], total["withdrawn"]) == (10, 9, 1, 1)
    assert (total["wait"]["count"], total["service"]["count"]) == (9, 8)
    window = boss.get(f"/supervisor/statistics.json?from={DAY}&to={DAY}&by=window").json["groups"]
    (by_hand,) = (group for group in window if group["key"] == 2)
    assert (by_hand["finished"], by_hand["by_hand"], by_hand["wait"]["sum_ms"]) == (1, 1, 20 * 60_000)
    told = boss.get("/supervisor/emergency.json").json["stubs"]
    assert {stub["number"]: stub["state"] for stub in told} == {
        "X001": "finished", "X002": "withdrawn", "X003": "finished", "X004": "finished", "X005": "finished",
    }  # fmt: skip
    assert check_folder(tmp_path / "cut") == []


def test_a_restored_hall_prints_no_number_twice_and_takes_the_sheets_of_after_the_copy(
    data: Path, house: WebHouse, boss: Browser, tmp_path: Path
) -> None:
    """Five sheets were printed since: the drawer is as good as before."""
    kept = printed(boss, 1)
    (tmp_path / "copies").mkdir()
    copied = Backups(database_file(data), tmp_path / "copies").take()
    lost = printed(boss, 5, "two")
    shutil.copytree(data, again := tmp_path / "again")
    restore(again, copied, lambda: datetime(2026, 11, 23, 10, 30, tzinfo=UTC))
    with closing(WebHouse(again, at=moment("11:00"))) as back:
        new = printed(back.signed_in("S8", "supervisor"), 5)
        assert not {number for number, _ in new} & {number for number, _ in (*kept, *lost)}
        back.give(SYSTEM, Tick())
        answer = back.give(BOSS, entry(lost[0], "10:05"))
        assert (answer.number, answer.unlisted) == (lost[0][0], True)  # type: ignore[union-attr]  # it was taken
        told = back.signed_in("S9", "supervisor").get("/supervisor/emergency.json").json["stubs"]
        assert [stub["unlisted"] for stub in told] == [True]


def serve_all(house: WebHouse) -> list[str]:
    """A1 serves the one in hand and everybody who waits: their numbers in order."""
    house.give(A1, SitDown(window=1))
    hall, called = house.desk.lane.hall, list[str]()
    while True:
        ticket = hall.hands.get(1)
        if ticket is None:
            answer = house.give(A1, CallNext())
            if not isinstance(answer, Called):
                return called
            ticket = answer.ticket
        called.append(hall.tickets[ticket].number)
        house.clock.at += 30_000
        house.give(A1, StartService(ticket=ticket))
        house.clock.at += 60_000
        house.give(A1, FinishService(ticket=ticket))


def test_an_entry_is_corrected_by_taking_it_back(
    dark: tuple[WebHouse, list[tuple[str, str]]], tmp_path: Path
) -> None:
    """Served by hand at the wrong window: it counts once, at the right one; the record keeps both, the day's list under the plain number."""
    house, stubs = dark
    first = house.give(BOSS, entry(stubs[0], "10:05", outcome="served", window=2, called="10:25"))
    refused = house.give(SECOND, entry(stubs[0], "10:05", outcome="served", window=3, called="10:25"))
    assert isinstance(refused, Refused)
    assert (refused.code, refused.values["by"]) == ("stub_entered", "S01")
    house.give(SECOND, e.TakeBackStub(ticket=first.ticket))  # type: ignore[union-attr]  # it was taken
    house.give(SECOND, entry(stubs[0], "10:05", outcome="served", window=3, called="10:25"))
    boss = house.signed_in("S8", "supervisor")
    total = boss.get(f"/supervisor/statistics.json?from={DAY}&to={DAY}").json["total"]
    assert (total["finished"], total["by_hand"], total["wait"]["count"]) == (1, 1, 2)
    assert (total["issued"], total["voided"]) == (5, 0)
    (apart,) = boss.get(f"/supervisor/day.json?day={DAY}").json["tickets"]
    assert (apart["ticket"], apart["number"], apart["state"]) == (first.ticket, "X001", "taken_back")  # type: ignore[union-attr]
    assert check_folder(tmp_path / "cut") == []


def test_a_kiosk_opens_a_slip_by_its_check_digits(dark: tuple[WebHouse, list[tuple[str, str]]]) -> None:
    """Once it is typed in; with other digits it is nobody's."""
    house, stubs = dark
    kiosk = paired(house)
    number, check = stubs[0]

    def asked(digits: str) -> Any:
        found = house.app.test_client().get(f"/api/tickets/{number}?check={digits}", headers=kiosk)
        return found.status_code, found.json

    assert asked(check)[0] == 404
    house.give(BOSS, entry(stubs[0], "10:05"))
    status, told = asked(check)
    assert (status, told["state"], told["ahead"]) == (200, "waiting", 3)
    assert asked(f"{(int(check) + 1) % 1000:03d}")[0] == 404
