"""A batch failed, and the hall cannot be read again: nobody else stands still, and whoever asks is told."""

import errno
import json
import threading
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
from sqlalchemy import RootTransaction, event

from common.commands import IssueTicket
from common.messages import Issued
from tests.live.live_hall import WITHIN_S, LiveHall
from tests.live.live_halls import get


class Ledgers:
    """What is read of the ledger: it comes, is held back until `free`, or fails."""

    def __init__(self) -> None:
        self.free, self.fails, self.waiting = threading.Event(), False, 0
        self.free.set()

    def __call__(self, _connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if "FROM ledger" in statement or "FROM checkpoints" in statement:
            self.waiting += 1
            assert self.free.wait(WITHIN_S)
            self.waiting -= 1
            if self.fails:
                raise OSError(errno.EIO, "input/output error")


class Lost:
    """A live hall whose disk takes one batch badly; how the ledger can then be read, `reads` says."""

    def __init__(self, hall: LiveHall) -> None:
        self.hall, self.reads, self.answers = hall, Ledgers(), list[object]()
        self.kiosk = hall.joined("kiosk", kind="kiosk")
        self.device = {"Authorization": f"Bearer {hall.token('display')}"}
        event.listen(hall.store.engine, "before_cursor_execute", self.reads)

    def break_down(self) -> None:
        """The next batch fails, and the one after it would not."""
        goes = self.hall.store._commit

        def fails(_transaction: RootTransaction) -> None:
            self.hall.store._commit = goes
            raise OSError(errno.EIO, "input/output error")

        self.hall.store._commit = fails
        self.kiosk.send(IssueTicket(matter="mr"), self.answers.append)

    def health(self) -> tuple[int, Any]:
        status, text = get(f"{self.hall.url}/healthz")
        return status, json.loads(text)

    def view(self) -> tuple[int, str]:
        """What a client without a socket sees of the wall: the status, and the code of the refusal."""
        status, text = get(f"{self.hall.url}/api/view/wall", **self.device)
        return status, json.loads(text).get("refused", {}).get("code", "")


@pytest.fixture
def lost(hall: LiveHall) -> Iterator[Lost]:
    found = Lost(hall)
    yield found
    found.reads.fails = False
    found.reads.free.set()


def test_a_disk_that_hangs_after_a_failed_batch_stops_neither_pages_nor_health(lost: Lost) -> None:
    """The hall is folded again where waiting is allowed; whoever wants to read it meanwhile hears that within seconds."""
    lost.reads.free.clear()
    lost.break_down()
    lost.hall.until(lambda: lost.reads.waiting)
    assert get(f"{lost.hall.url}/web/base.css")[0] == HTTPStatus.OK
    status, state = lost.health()
    assert (status, state["faults"]) == (HTTPStatus.SERVICE_UNAVAILABLE, ["database", "storage", "hall"])
    assert state["version"] == lost.kiosk.upto
    assert lost.view() == (HTTPStatus.SERVICE_UNAVAILABLE, "storage_busy")
    assert "jiaohao_hall_answers 0.0" in get(f"{lost.hall.url}/metrics")[1]
    assert lost.answers == []
    lost.reads.free.set()
    lost.hall.until(lambda: lost.answers)
    assert lost.health()[1]["hall"]
    assert lost.view()[0] == HTTPStatus.OK


def test_a_hall_that_cannot_be_read_is_named_and_comes_back_by_itself(lost: Lost) -> None:
    """Nobody has to ask for anything: the next look at it finds the disk well."""
    lost.reads.fails = True
    lost.break_down()
    lost.hall.until(lambda: lost.hall.server.desk.lane.lost)
    status, state = lost.health()
    assert (status, "hall" in state["faults"]) == (HTTPStatus.SERVICE_UNAVAILABLE, True)
    assert lost.view() == (HTTPStatus.SERVICE_UNAVAILABLE, "hall_lost")
    assert "jiaohao_hall_answers 0.0" in get(f"{lost.hall.url}/metrics")[1]
    lost.reads.fails = False
    lost.hall.until(lambda: not lost.hall.server.desk.lane.lost)
    lost.hall.until(lambda: lost.answers)
    assert isinstance(lost.answers[0], Issued)
    assert lost.view()[0] == HTTPStatus.OK
