"""A desk whose surroundings fail: it goes on, and what it says is what is stored."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import RootTransaction

from common.commands import IssueTicket
from common.messages import Issued, Refused
from server.lane import Ask, Lane, Reply, Unknown, Work
from server.live.desk import Desk
from server.live.in_process import Room
from server.storage.check import check
from server.storage.ledger import Ledger
from server.storage.store import Store
from tests.live.live_hall import HandClock, copy_of
from tests.live.one_process import OneProcess
from tests.rules.street import KIOSK, moment


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


class Places:
    """Remembers where each write was done."""

    def __init__(self) -> None:
        self.writing = False

    def __call__(self, work: Work) -> None:
        self.writing = True
        work()
        self.writing = False


def test_what_is_written_again_is_written_in_the_writers_thread_too(prepared: Path, tmp_path: Path) -> None:
    """One spoilt command must not make the loop wait for the disk."""
    places, here = Places(), list[bool]()

    def commit(transaction: RootTransaction) -> None:
        here.append(places.writing)
        transaction.commit()

    with closing(Store.open(copy_of(prepared, tmp_path / "data"), commit=commit)) as store:
        with store.writing() as connection:
            connection.exec_driver_sql(
                "CREATE TRIGGER no_second BEFORE INSERT ON tickets WHEN NEW.number = 'S001'"
                " BEGIN SELECT RAISE(ABORT, 'spoilt'); END"
            )
        desk = Desk(Lane(Ledger(store), HandClock(moment("09:00"))), Room(), elsewhere=places)
        replies: list[Reply] = []
        for n, matter in enumerate(("mr", "ms", "mr")):
            desk.ask(Ask(KIOSK, IssueTicket(matter=matter), f"r{n}"), replies.append)
        here.clear()
        desk.turn()
    assert [type(reply) for reply in replies] == [Issued, Refused, Issued]
    assert here == [True, True]
