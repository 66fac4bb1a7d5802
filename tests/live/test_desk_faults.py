"""A desk whose surroundings fail: it goes on, and what it says is what is stored."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from common.commands import IssueTicket
from common.messages import Issued
from server.lane import Ask, Reply, Unknown
from server.live.desk import Desk, Work
from server.live.in_process import Room
from server.storage.check import check
from tests.live.live_hall import copy_of
from tests.live.one_process import OneProcess
from tests.rules.street import KIOSK


class Workers:
    """Does the work that is given, or fails as often as `failing` says, before or after it."""

    def __init__(self, failing: int, after: bool) -> None:
        self.failing, self.after = failing, after

    def __call__(self, work: Work) -> None:
        self.failing -= 1
        if self.failing < 0 or self.after:
            work()
        if self.failing >= 0:
            raise RuntimeError("can't start new thread")


@pytest.fixture
def one(prepared: Path, tmp_path: Path) -> Iterator[OneProcess]:
    """The small hall in one process."""
    process = OneProcess(copy_of(prepared, tmp_path / "data"))
    yield process
    process.close()


def ask(desk: Desk, request_id: str) -> Reply:
    """A number at the kiosk."""
    replies: list[Reply] = []
    desk.ask(Ask(KIOSK, IssueTicket(matter="mr"), request_id), replies.append)
    desk.turn()
    return replies[0]


@pytest.mark.parametrize("after", [False, True])
def test_a_fault_on_the_way_to_the_disk_leaves_no_gap_in_the_ledger(one: OneProcess, after: bool) -> None:
    """What may not be stored is not built upon; asked again, it is there once."""
    desk = Desk(one.lane, Room(), elsewhere=Workers(1, after))
    assert ask(desk, "r1") == Unknown()
    second, first = ask(desk, "r2"), ask(desk, "r1")
    assert isinstance(first, Issued)
    assert isinstance(second, Issued)
    assert {first.number, second.number} == {"R001", "R002"}
    assert check(one.store) == []
    assert one.lane._ledger.fold().version == one.lane.hall.version
