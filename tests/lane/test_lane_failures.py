"""When the disk fails: nothing acknowledged is lost, nothing refused has happened, nobody is left without a word."""

import errno
from contextlib import closing

import pytest
from sqlalchemy import RootTransaction

from common.commands import CallNext, IssueTicket
from common.messages import Issued
from server.lane import Ask, Reply, Unknown
from server.storage.store import Store
from tests.databases import on_sqlite
from tests.lane.conftest import Opened
from tests.lane.desk import Desk, code
from tests.lane.trouble import refusing, sound
from tests.rules.street import KIOSK, clerk


def lost_answer(transaction: RootTransaction) -> None:
    """The commit is done, but nobody hears of it."""
    transaction.commit()
    raise ConnectionResetError


def lost_commit(_transaction: RootTransaction) -> None:
    """The disk fails before anything is on it."""
    raise OSError(errno.EIO, "input/output error")


def no_room(_transaction: RootTransaction) -> None:
    """The disk is full when the log is written."""
    raise OSError(errno.ENOSPC, "no space left on device")


@pytest.mark.parametrize("commit", [lost_answer, lost_commit])
def test_when_the_outcome_of_a_commit_is_unknown_nobody_is_told_it_failed(desk: Desk, commit: object) -> None:
    """`Unknown` says: ask again with the same id. A plain error would make people ask under a new one."""
    desk.disk.broken = commit  # type: ignore[assignment]  # one of the two above
    asks = [(KIOSK, IssueTicket(matter="mr"), f"r{n}") for n in range(3)]
    assert desk.batch(*asks) == [Unknown()] * 3
    desk.disk.broken = None
    replies = desk.batch(*asks)
    assert [reply.number for reply in replies if isinstance(reply, Issued)] == ["R001", "R002", "R003"]
    assert sound(desk)


def test_a_stored_batch_whose_answer_was_lost_is_still_told(desk: Desk) -> None:
    """The walls hear of a call that its clerk has to ask about again."""
    desk.disk.broken = lost_answer
    assert desk.give(KIOSK, IssueTicket(matter="mr"), "r") == Unknown()
    assert desk.told[-1].fact.__struct_config__.tag == "ticket_issued"
    assert [entry.version for entry in desk.told] == list(range(1, desk.lane.hall.version + 1))


def test_what_was_never_stored_is_never_told(desk: Desk) -> None:
    """Only committed facts are spoken, and the versions told have no gap afterwards."""
    told = len(desk.told)
    desk.disk.broken = lost_commit
    desk.give(KIOSK, IssueTicket(matter="mr"), "r")
    assert len(desk.told) == told
    desk.disk.broken = None
    desk.issue()
    assert [entry.version for entry in desk.told] == list(range(1, desk.lane.hall.version + 1))


def test_on_a_full_disk_everything_is_refused_and_nothing_changes(desk: Desk) -> None:
    """The reason is said, and it goes on by itself once there is room."""
    before = desk.lane.hall.version
    desk.disk.broken = no_room
    asks = [(KIOSK, IssueTicket(matter="mr"), f"r{n}") for n in range(3)]
    assert [code(reply) for reply in desk.batch(*asks)] == ["storage_full"] * 3
    assert desk.lane.hall.version == before
    desk.disk.broken = None
    assert [code(reply) for reply in desk.batch(*asks)] == ["Issued"] * 3
    assert sound(desk)


@on_sqlite
def test_a_database_that_may_not_grow_is_a_full_disk(desk: Desk) -> None:
    """SQLite's own error, not one of ours: it undoes the transaction by itself."""
    with desk.store.writing() as connection:
        used = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={used}")
    codes = [code(desk.give(KIOSK, IssueTicket(matter="mr"), f"r{n}")) for n in range(400)]
    issued = codes.count("Issued")
    assert codes == ["Issued"] * issued + ["storage_full"] * (400 - issued)
    assert codes[-1] == "storage_full"
    assert len(desk.lane.hall.tickets) == issued
    with desk.store.writing() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    assert code(desk.give(KIOSK, IssueTicket(matter="mr"), "r399")) == "Issued"
    assert sound(desk)


def test_a_kept_answer_is_given_on_a_full_disk(desk: Desk) -> None:
    """What was acknowledged before stays acknowledged."""
    first = desk.issue("before")
    desk.disk.broken = no_room
    again, new = desk.batch(
        (KIOSK, IssueTicket(matter="mr"), "before"), (KIOSK, IssueTicket(matter="mr"), "new")
    )
    assert again == first
    assert code(new) == "storage_full"


def test_a_batch_that_the_database_rejects_is_tried_one_by_one(desk: Desk) -> None:
    """One spoilt command costs its neighbours a commit of their own and no more."""
    with desk.store.writing() as connection:
        for statement in refusing("S001", shared=desk.store.shared):
            connection.exec_driver_sql(statement)
    asks = [(KIOSK, IssueTicket(matter=m), f"r{n}") for n, m in enumerate(["mr", "ms", "mr"])]
    assert [code(reply) for reply in desk.batch(*asks)] == ["Issued", "internal", "Issued"]
    assert sound(desk)


def test_a_disk_that_cannot_be_read_is_no_answer(desk: Desk) -> None:
    """Whether a request was answered before cannot be told then: ask again."""
    desk.issue("before")
    with desk.store.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE answers RENAME TO hidden")
    assert desk.give(KIOSK, IssueTicket(matter="mr"), "before") == Unknown()
    with desk.store.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE hidden RENAME TO answers")
    assert len(desk.lane.hall.tickets) == 1
    assert code(desk.give(KIOSK, IssueTicket(matter="mr"), "before")) == "Issued"
    assert sound(desk)


def test_a_listener_that_fails_silences_nobody_else(desk: Desk) -> None:
    """One broken audience must not keep the others from hearing."""
    heard: list[int] = []

    def broken(_entries: object) -> None:
        raise RuntimeError

    desk.lane.subscribe(broken)
    desk.lane.subscribe(lambda entries: heard.extend(entry.version for entry in entries))
    issued = desk.issue()
    assert heard == [issued.ticket]


def test_listeners_hear_after_the_commit(desk: Desk) -> None:
    """What is spoken is on disk: another reader sees it already."""
    seen: list[bool] = []

    def look(entries: object) -> None:
        with closing(Store.look(desk.where)) as other, other.reading() as connection:
            seen.append(connection.exec_driver_sql("SELECT count(*) FROM tickets").scalar() == 1)

    desk.lane.subscribe(look)
    desk.issue()
    assert seen == [True]


def test_the_steps_may_run_in_different_threads_of_the_caller(desk: Desk) -> None:
    """A server waits for the disk in a thread of its own, one step after the other."""
    from threading import Thread  # noqa: PLC0415

    batch = desk.lane.prepare([Ask(KIOSK, IssueTicket(matter="mr"), "r")])
    thread = Thread(target=desk.lane.write, args=(batch,))
    thread.start()
    thread.join()
    replies: list[Reply] = desk.lane.finish(batch)
    assert isinstance(replies[0], Issued)


def test_an_error_while_writing_rows_is_not_taken_for_a_commit(desk: Desk) -> None:
    """Nothing was committed, so nothing is unknown: the command is refused."""

    def locked(_transaction: RootTransaction) -> None:
        raise AssertionError("never reached")

    with desk.store.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE calls RENAME TO hidden")
    desk.issue()
    desk.disk.broken = locked
    assert code(desk.give(clerk("A1"), CallNext())) == "internal"
    with desk.store.writing() as connection:
        desk.disk.broken = None
        connection.exec_driver_sql("ALTER TABLE hidden RENAME TO calls")
    assert code(desk.give(clerk("A1"), CallNext())) == "Called"
    assert sound(desk)


def test_while_another_process_holds_the_database_everything_is_refused_for_now(open_desk: Opened) -> None:
    """A virus scanner or a copy by hand: nothing is wrong with the command, and it may come again."""
    desk = open_desk(busy_ms=20).imported()
    asks = [(KIOSK, IssueTicket(matter="mr"), f"r{n}") for n in range(3)]
    with closing(Store.open(desk.where)) as other, other.writing():
        assert [code(reply) for reply in desk.batch(*asks)] == ["storage_busy"] * 3
    assert [code(reply) for reply in desk.batch(*asks)] == ["Issued"] * 3
    assert sound(desk)
