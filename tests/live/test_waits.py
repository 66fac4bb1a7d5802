"""The table `waits`: filled by the desk's clock, for kiosks, though nothing happens."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from common.commands import CallNext, IssueTicket, SitDown, StartService
from common.link import Link
from common.messages import Issued
from server.live.waits import AFTER_NEWS_MS, QUIET_MS
from tests.live.live_hall import copy_of
from tests.live.one_process import WALL, OneProcess
from tests.rules.street import BOSS, KIOSK, clerk


@pytest.fixture
def one(prepared: Path, tmp_path: Path) -> Iterator[OneProcess]:
    """The small hall in one process."""
    process = OneProcess(copy_of(prepared, tmp_path / "data"))
    yield process
    process.close()


def seated(one: OneProcess) -> Link:
    link = one.link(clerk("A1"), "clerk")
    one.answer(link, SitDown(window=1))
    return link


def row(kiosk: Link, line: str = "r") -> Any:
    return kiosk.view["waits"][line]


def test_a_kiosk_is_told_how_long_a_number_will_wait(one: OneProcess) -> None:
    """With its first view; and anew a second after somebody has drawn one."""
    seated(one)
    kiosk = one.link(KIOSK, "kiosk")
    first = row(kiosk)
    for _ in range(6):
        one.answer(kiosk, IssueTicket(matter="mr"))
    one.pass_s(AFTER_NEWS_MS / 1000)
    assert row(kiosk)["low_min"] > first["low_min"]
    assert row(kiosk)["high_min"] > row(kiosk)["low_min"]


def test_the_number_is_given_what_the_guide_said(one: OneProcess) -> None:
    """Paper and screen must not differ for whoever touches at once."""
    seated(one)
    kiosk = one.link(KIOSK, "kiosk")
    for _ in range(5):
        one.answer(kiosk, IssueTicket(matter="mr"))
    one.pass_s(AFTER_NEWS_MS / 1000)
    told = row(kiosk)
    answer = one.answer(kiosk, IssueTicket(matter="mr"))
    assert isinstance(answer, Issued)
    assert answer.wait is not None
    assert [told["low_min"], told["high_min"]] == list(answer.wait)


def test_a_wait_changes_as_time_passes_though_nothing_happens(one: OneProcess) -> None:
    """Within ten seconds of it: no fact says that it is later."""
    a1 = seated(one)
    kiosk = one.link(KIOSK, "kiosk")
    for _ in range(3):
        one.answer(kiosk, IssueTicket(matter="mr"))
    ticket = one.answer(a1, CallNext())
    one.answer(a1, StartService(ticket=ticket.ticket))
    one.pass_s(AFTER_NEWS_MS / 1000)
    before, version = row(kiosk), one.lane.hall.version
    for _ in range(18):
        one.pass_s(QUIET_MS / 1000)
    assert one.lane.hall.version == version
    assert row(kiosk) != before


def test_only_kiosks_see_it(one: OneProcess) -> None:
    """Nobody else is told each minute what none of their screens show."""
    others = [one.link(WALL, "wall"), one.link(BOSS, "supervisor"), seated(one)]
    assert all("waits" not in link.view for link in others)


def test_what_was_told_is_what_a_kiosk_that_joins_then_is_told(one: OneProcess) -> None:
    """There is one table for all of them."""
    seated(one)
    early = one.link(KIOSK, "kiosk")
    for _ in range(3):
        one.answer(early, IssueTicket(matter="mr"))
    one.pass_s(QUIET_MS / 1000)
    assert one.link(KIOSK, "kiosk").view == early.view
    assert early.joins == 1
