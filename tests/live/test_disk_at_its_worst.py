"""A disk that takes nothing and gives nothing: the supervisor sees it, whoever asks hears it, the server stops."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from gevent.event import AsyncResult
from sqlalchemy import RootTransaction, event
from sqlalchemy.exc import OperationalError

from common.commands import IssueTicket
from server.lane import Ask, Reply, Unknown
from server.live.desk import Desk
from server.live.driver import Driver
from server.live.in_process import Room
from server.live.threads import NoThreads
from server.live.watch import Watch
from server.storage.store import Store
from tests.live.hub import hub
from tests.live.live_hall import copy_of
from tests.live.one_process import OneProcess
from tests.rules.street import BOSS, KIOSK


class Disk:
    """Writes and reads, or fails at both."""

    def __init__(self) -> None:
        self.works = True

    def __call__(self, transaction: RootTransaction) -> None:
        self.look()
        transaction.commit()

    def look(self, *_what: Any) -> None:
        if not self.works:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR
            raise OperationalError("", {}, error)

    def under(self, store: Store) -> None:
        event.listen(store.engine, "before_cursor_execute", self.look)


class Hall:
    """A hall in one process, its watch, and a disk."""

    def __init__(self, folder: Path) -> None:
        self.disk = Disk()
        self.one = OneProcess(folder, commit=self.disk)
        self.disk.under(self.one.store)
        self.desk, self.fault = self.one.premises.desk, "clock_stepped"
        lane, store = self.one.lane, self.one.store
        shown = {"server:storage": lambda: store.trouble or ("storage_failed" if lane.lost else None)}
        faults = {"server:broken": self._no_answer, "server:clock": lambda: self.fault}
        self.watch = Watch(self.desk, NoThreads(), None, faults, lambda: 0.0, shown)
        self.boss = self.one.link(BOSS, "supervisor")

    def _no_answer(self) -> str | None:
        raise OSError("the part cannot be looked at")

    def ask(self, request_id: str) -> list[Reply]:
        replies: list[Reply] = []
        self.desk.ask(Ask(KIOSK, IssueTicket(matter="mr"), request_id), replies.append)
        return replies

    def break_down(self) -> Reply:
        """The disk goes while a command is on its way."""
        self.disk.works = False
        replies = self.ask("first")
        self.turn()
        return replies[0]

    def turn(self) -> None:
        """As the driver does it: what a turn cannot do is no reason for no other."""
        with suppress(OperationalError):
            self.desk.turn()
        self.boss.poll()

    def alarms(self) -> dict[str, str]:
        rows = self.boss.view["alarms"].values()
        return {row["subject"]: row["detail"] for row in rows if row["kind"] == "device"}


@pytest.fixture
def hall(prepared: Path, tmp_path: Path) -> Iterator[Hall]:
    found = Hall(copy_of(prepared, tmp_path / "data"))
    with closing(found.one):
        yield found


def test_the_alarm_needs_neither_writing_nor_reading(hall: Hall) -> None:
    """Nor that every other part can be looked at; it ends with the trouble."""
    hall.break_down()
    hall.watch.look()
    hall.turn()
    assert hall.alarms() == {"server:storage": "storage_failed", "server:clock": "clock_stepped"}
    hall.disk.works = True
    hall.one.store.probe()
    hall.watch.look()
    for _ in range(3):
        hall.turn()
        hall.watch.look()
    assert hall.alarms() == {"server:clock": "clock_stepped"}
    assert hall.one.lane.hall.faults["server:clock"][0] == "clock_stepped"


def test_a_hall_that_cannot_be_read_is_an_alarm_though_writing_works(hall: Hall) -> None:
    """A bad sector, a share of which only the reading is gone."""
    hall.break_down()
    hall.one.store.trouble = None
    hall.watch.look()
    hall.turn()
    assert hall.alarms()["server:storage"] == "storage_failed"


def test_whoever_asks_a_hall_that_cannot_be_read_is_answered(hall: Hall) -> None:
    """Not kept waiting until the disk comes back; and no turn after the other for nothing."""
    assert hall.break_down() == Unknown()
    replies = hall.ask("second")
    hall.turn()
    assert replies == [Unknown()]
    hall.watch.look()
    hall.turn()
    assert not hall.desk.queue
    assert not hall.desk._own.fresh


def test_an_own_alarm_that_a_client_missed_is_there_with_the_next_heartbeat(hall: Hall) -> None:
    """`upto` does not tell of it: it counts what is stored."""
    for fault, alarms in (("storage_full", {"server:storage": "storage_full"}), (None, {})):
        hall.desk.show("server:storage", fault)
        hall.desk.turn()
        lost = hall.one.wire_of(hall.boss).heard()
        assert len(lost) == 1
        hall.desk.beat()
        hall.boss.poll()
        assert hall.alarms() == alarms
    assert (hall.boss.joins, hall.boss.status) == (1, "joined")


def test_nothing_is_said_again_of_a_server_that_was_always_well(hall: Hall) -> None:
    """A heartbeat is a heartbeat."""
    hall.desk.beat()
    assert len(hall.one.wire_of(hall.boss).heard()) == 1


class Counting(Desk):
    """Counts its turns."""

    turns = 0

    def turn(self) -> None:
        self.turns += 1
        super().turn()


def test_a_server_whose_disk_is_gone_stops(hall: Hall) -> None:
    """And does not spin until then: an own alarm could not be published, over and over."""
    with hub() as running:
        driver = Driver()
        desk = Counting(hall.one.lane, Room(), waiting=driver.waiting)
        running.call(lambda: driver.start(desk))
        hall.disk.works = False

        def asked() -> Reply | None:
            outcome: AsyncResult[Reply] = AsyncResult()
            desk.ask(Ask(KIOSK, IssueTicket(matter="mr"), "r"), outcome.set)
            desk.show("server:storage", "storage_failed")
            return outcome.get()

        assert running.call(asked) == Unknown()
        running.call(driver.stop)
        assert not driver.alive
    assert desk.turns < 10


class Stuck(Desk):
    """Every turn fails before anybody is answered."""

    def turn(self) -> None:
        raise OSError("no")


def test_a_desk_that_answers_nobody_does_not_keep_the_server_from_stopping(hall: Hall) -> None:
    """Who still waits then asks the next server."""
    with hub() as running:
        driver = Driver(stop_within_s=0.3)
        desk = Stuck(hall.one.lane, Room(), waiting=driver.waiting)
        running.call(lambda: driver.start(desk))
        desk.ask(Ask(KIOSK, IssueTicket(matter="mr"), "r"), lambda _reply: None)
        running.call(driver.stop)
        assert not driver.alive
