"""What a server sees of itself: told to the supervisor, once, and ended."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from common.commands import CloseDay
from server.lane import Copies
from server.live.desk import Desk
from server.live.in_process import Room
from server.live.threads import NoThreads
from server.live.watch import COPY_AGAIN_S, Watch
from server.storage.backup import Backups
from server.storage.store import database_file
from tests.live.live_hall import WITHIN_S, copy_of, live_hall
from tests.live.one_process import OneProcess


class Server:
    """A desk with a watch; `folder` is where its copies go."""

    def __init__(self, one: OneProcess, data: Path) -> None:
        self.one, self.folder, self.passed = one, data.parent / "copies", 0.0
        self.copies = Copies(one.lane._ledger, Backups(database_file(data), self.folder))
        self.desk = Desk(one.lane, Room())
        fault = {"server:backup": lambda: "backup_failed" if self.copies.failed else None}
        self.watch = Watch(self.desk, NoThreads(), self.copies, fault, lambda: self.passed)

    def pass_s(self, seconds: float) -> None:
        self.passed += seconds
        self.watch.copy()
        for _ in range(2):
            self.watch.look()
            self.desk.turn()

    def faults(self) -> dict[str, str]:
        return {device: fault for device, (fault, _) in self.one.lane.hall.faults.items()}


@pytest.fixture
def server(prepared: Path, tmp_path: Path) -> Iterator[Server]:
    """A server whose copies are due."""
    data = copy_of(prepared, tmp_path / "data")
    one = OneProcess(data)
    found = Server(one, data)
    found.copies.due = True
    yield found
    one.close()


def test_a_copy_that_failed_is_an_alarm_until_one_is_taken(server: Server) -> None:
    """S-4: nobody looks at a log. It is tried again every minute."""
    server.folder.write_text("not a folder")
    server.pass_s(1.0)
    assert server.faults() == {"server:backup": "backup_failed"}
    server.folder.unlink()
    server.pass_s(1.0)
    assert not server.folder.exists()
    server.pass_s(COPY_AGAIN_S)
    assert len(list(server.folder.iterdir())) == 1
    assert server.faults() == {}
    assert server.one.facts().count("DeviceReported") == 2


def test_before_a_hall_is_imported_nobody_is_told(tmp_path: Path) -> None:
    """There is no supervisor yet, and no ledger to write it into."""
    one = OneProcess(tmp_path / "empty", imported=False)
    server = Server(one, tmp_path / "empty")
    server.copies.failed = True
    server.pass_s(1.0)
    assert one.facts() == []
    one.close()


class SlowBackups(Backups):
    """A stick that takes its time."""

    begun, free = threading.Event(), threading.Event()

    def take(self) -> Path:
        self.begun.set()
        assert self.free.wait(WITHIN_S)
        return super().take()


def test_the_hall_goes_on_while_a_copy_is_taken(data: Path, tmp_path: Path) -> None:
    """A join, or a number, must not wait out a copy of four seconds."""
    slow = SlowBackups(database_file(data), tmp_path / "copies")
    with live_hall(data, backups=slow) as hall:
        boss = hall.joined("supervisor", staff="S1")
        assert hall.answer(boss, CloseDay()).version > 0
        assert slow.begun.wait(WITHIN_S)
        hall.joined("wall", kind="display")
        assert not (tmp_path / "copies").exists()
        slow.free.set()
        _until_one(tmp_path / "copies")


def _until_one(folder: Path) -> None:
    ends = time.monotonic() + WITHIN_S
    while not list(folder.glob("*.db")):
        assert time.monotonic() < ends
        time.sleep(0.01)
