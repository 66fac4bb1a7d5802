"""A desk whose surroundings fail: it goes on, and what it says is what is stored."""

import errno
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from gevent.event import AsyncResult
from sqlalchemy import RootTransaction

from common.commands import IssueTicket, SitDown
from common.messages import Issued, Refused
from server.lane import Ask, Lane, Reply, Unknown, Work
from server.live.client import Client
from server.live.conversation import Conversation, Payload
from server.live.desk import BATCH_MOST, Desk
from server.live.driver import Driver
from server.live.in_process import Room
from server.live.terminals import AGAIN_AFTER_MS, NOTICED_AFTER_MS
from server.storage.check import check
from server.storage.ledger import Ledger
from server.storage.store import Store
from tests.lane.desk import Disk
from tests.live.hub import hub
from tests.live.live_hall import HandClock, copy_of
from tests.live.one_process import OneProcess
from tests.rules.street import KIOSK, clerk, moment


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
def disk() -> Disk:
    """The disk of `one`."""
    return Disk()


@pytest.fixture
def one(prepared: Path, tmp_path: Path, disk: Disk) -> Iterator[OneProcess]:
    """The small hall in one process."""
    process = OneProcess(copy_of(prepared, tmp_path / "data"), commit=disk)
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


class Moody(Desk):
    """Cannot be read as often as `failing` says."""

    failing = 2

    def idle_s(self) -> float:
        self.failing -= 1
        if self.failing >= 0:
            raise OSError("the disk does not answer")
        return super().idle_s()


def test_a_desk_that_cannot_be_read_for_a_moment_takes_turns_again(one: OneProcess) -> None:
    """One failed look at the disk must not end the hall's day."""
    with hub() as running:
        driver = Driver()
        desk = Moody(one.lane, Room(), waiting=driver.waiting)
        running.call(lambda: driver.start(desk))

        def answered() -> Reply | None:
            outcome: AsyncResult[Reply] = AsyncResult()
            desk.ask(Ask(KIOSK, IssueTicket(matter="mr"), "r"), outcome.set)
            return outcome.get()

        assert isinstance(running.call(answered), Issued)
        assert driver.alive
        running.call(driver.stop)


def broken(_reply: object) -> None:
    raise RuntimeError("the asker is gone")


def test_an_asker_that_cannot_be_answered_takes_nobody_elses_answer(one: OneProcess) -> None:
    """They share a COMMIT and nothing else."""
    desk, replies = Desk(one.lane, Room()), list[Reply]()
    for n, answer in enumerate((broken, replies.append)):
        desk.ask(Ask(KIOSK, IssueTicket(matter="mr"), f"r{n}"), answer)
    desk.turn()
    assert [type(reply) for reply in replies] == [Issued]


def test_a_join_or_a_command_that_fails_is_answered(one: OneProcess) -> None:
    """Whoever hears nothing waits for ever, and nobody would read of it in the log."""
    desk, replies = Desk(one.lane, Room()), list[Payload]()
    conversation = Conversation(desk, Client(id="1", actor=KIOSK), allowed=lambda: 1 // 0 == 0)
    replies.append(conversation.join({"audience": "kiosk"}))
    conversation.command({"id": "r", "command": {"type": "issue_ticket", "matter": "mr"}}, replies.append)
    assert [reply["refused"].code for reply in replies] == ["internal", "internal"]


def full(_transaction: RootTransaction) -> None:
    raise OSError(errno.ENOSPC, "no space left on device")


def test_a_silence_that_could_not_be_stored_is_told_again(one: OneProcess, disk: Disk) -> None:
    """Else nobody would take the post of a clerk who went away while the disk was full (AB-4)."""
    a1 = one.link(clerk("A1"), "clerk")
    one.answer(a1, SitDown(window=1))
    gone = one.clock.at
    disk.broken = full
    a1.close()
    one.pass_s(NOTICED_AFTER_MS / 1000)
    assert one.premises.desk.idle_s() > 0
    disk.broken = None
    one.pass_s(AGAIN_AFTER_MS / 1000)
    assert one.lane.hall.presence["A1"].silent_since == gone


def test_a_return_that_could_not_be_stored_is_told_again(one: OneProcess, disk: Disk) -> None:
    """Else the clerk at the window would be absent when the grace is over."""
    a1 = one.link(clerk("A1"), "clerk")
    one.answer(a1, SitDown(window=1))
    a1.close()
    one.pass_s(NOTICED_AFTER_MS / 1000)
    disk.broken = full
    one.link(clerk("A1"), "clerk")
    assert one.lane.hall.presence["A1"].silent_since is not None
    disk.broken = None
    one.pass_s(AGAIN_AFTER_MS / 1000)
    assert one.lane.hall.presence["A1"].silent_since is None


def test_whoever_joins_while_the_own_silence_waits_its_turn_is_not_silent(one: OneProcess) -> None:
    """A crowd is before it in the queue: the silence is stored after the page is back."""
    a1 = one.link(clerk("A1"), "clerk")
    one.answer(a1, SitDown(window=1))
    a1.close()
    one.clock.at += NOTICED_AFTER_MS
    desk = one.premises.desk
    for n in range(BATCH_MOST + 1):
        desk.ask(Ask(KIOSK, IssueTicket(matter="mr"), f"r{n}"), lambda _reply: None)
    desk.turn()
    one.link(clerk("A1"), "clerk")
    assert one.facts()[-2:] == ["TerminalWentSilent", "TerminalHeard"]
    assert one.lane.hall.presence["A1"].silent_since is None
