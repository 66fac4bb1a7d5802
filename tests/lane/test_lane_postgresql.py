"""When PostgreSQL fails, or the road to it: as with a disk, nobody is left without a word, and no answer is given twice."""

from contextlib import closing

import pytest
from sqlalchemy import RootTransaction

from common.commands import IssueTicket
from common.messages import Issued
from server.lane import Ask, Unknown
from server.storage.store import Store
from tests.databases import on_postgresql
from tests.lane.conftest import Opened
from tests.lane.desk import Desk, code
from tests.lane.trouble import refusing, sound
from tests.rules.street import KIOSK


@on_postgresql
@pytest.mark.parametrize(
    ("state", "refusal"),
    [
        ("53100", "storage_full"),
        ("40P01", "storage_busy"),
        ("40001", "storage_busy"),
        ("55P03", "storage_busy"),
        ("57014", "storage_busy"),
        ("53300", "storage_busy"),
        ("58030", "storage_failed"),
        ("25006", "storage_failed"),
        ("42501", "storage_failed"),
        ("XX001", "storage_failed"),
    ],
)
def test_what_postgresql_says_before_commit_is_refused_by_what_it_means(
    desk: Desk, state: str, refusal: str
) -> None:
    """A full disk, a deadlock, a time limit, a broken disk: nothing has happened, and the reason is said."""
    with desk.store.writing() as connection:
        for statement in refusing("R001", state, shared=True):
            connection.exec_driver_sql(statement)
    version = desk.lane.hall.version
    assert code(desk.give(KIOSK, IssueTicket(matter="mr"), "r")) == refusal
    assert desk.lane.hall.version == version
    with desk.store.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER no_such ON tickets")
    assert code(desk.give(KIOSK, IssueTicket(matter="mr"), "r")) == "Issued"
    assert (sound(desk), desk.store.trouble) == (True, None)


def cut_off(desk: Desk) -> None:
    """As if the database server had been restarted: every connection of ours is gone."""
    with closing(Store.look(desk.where)) as other, other.reading() as connection:
        ours = (
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database()"
        )
        connection.exec_driver_sql(f"{ours} AND pid <> pg_backend_pid()").all()


@on_postgresql
def test_a_database_that_was_restarted_between_two_commands_is_not_noticed(desk: Desk) -> None:
    """Nothing was asked of it yet: a new connection is as good as the old one."""
    desk.issue()
    cut_off(desk)
    assert desk.issue("after").number == "R002"
    cut_off(desk)
    assert desk.issue("after").number == "R002"
    assert (sound(desk), desk.store.trouble) == (True, None)


@on_postgresql
def test_a_link_lost_before_commit_has_stored_nothing(desk: Desk) -> None:
    """That is known, so it is refused and not left open; the next one goes through."""
    batch = desk.lane.prepare([Ask(KIOSK, IssueTicket(matter="mr"), "r")])
    with desk.store.writing() as connection:
        connection.exec_driver_sql(
            "CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$"
        )
        connection.exec_driver_sql(
            "CREATE TRIGGER cut BEFORE INSERT ON tickets FOR EACH ROW EXECUTE FUNCTION cut()"
        )
    desk.lane.write(batch)
    assert code(desk.lane.finish(batch)[0]) == "storage_failed"
    assert desk.store.trouble == "storage_failed"
    with desk.store.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER cut ON tickets")
    assert desk.issue("r").number == "R001"
    assert sound(desk)


@on_postgresql
def test_a_link_lost_at_commit_leaves_the_outcome_open(desk: Desk) -> None:
    """COMMIT was sent: whoever asks again under the same id gets one number, stored or not."""

    def lost(transaction: RootTransaction) -> None:
        cut_off(desk)
        transaction.commit()

    desk.disk.broken = lost
    assert desk.give(KIOSK, IssueTicket(matter="mr"), "r") == Unknown()
    desk.disk.broken = None
    assert desk.issue("r").number == "R001"
    assert sound(desk)


@on_postgresql
def test_a_turn_that_was_lost_is_no_second_answer(desk: Desk, open_desk: Opened) -> None:
    """Cut off after deciding, and another decides meanwhile: the key stands behind the turn."""
    other = open_desk()
    batch = desk.lane.prepare([Ask(KIOSK, IssueTicket(matter="mr"), "mine")])
    cut_off(desk)
    assert other.issue("theirs").number == "R001"
    desk.lane.write(batch)
    (reply,) = desk.lane.finish(batch)
    assert isinstance(reply, Issued)
    assert reply.number == "R002"
    assert sound(desk)


@on_postgresql
def test_a_server_that_keeps_its_turn_keeps_the_others_for_a_while_only(open_desk: Opened) -> None:
    """They refuse for now; nothing is wrong with the command."""
    desk, other = open_desk().imported(), open_desk(busy_ms=20)
    batch = desk.lane.prepare([Ask(KIOSK, IssueTicket(matter="mr"), "mine")])
    assert code(other.give(KIOSK, IssueTicket(matter="mr"), "theirs")) == "storage_busy"
    desk.lane.write(batch)
    desk.lane.finish(batch)
    assert other.issue("theirs").number == "R002"


@on_postgresql
def test_what_another_server_stored_is_heard_and_told_without_being_asked_for(
    desk: Desk, open_desk: Opened
) -> None:
    """Its walls hear of the other's facts, once and in order; and it goes on from there."""
    other = open_desk()
    start = other.lane.hall.version
    for _ in range(3):
        desk.issue()
    for _ in range(2):
        other.lane.follow()
    assert [entry.version for entry in other.told] == list(range(start + 1, desk.lane.hall.version + 1))
    assert other.lane.hall == desk.lane.hall
    assert other.issue().number == "R004"


@on_postgresql
def test_a_database_put_back_to_an_older_state_is_not_written_on(desk: Desk) -> None:
    """A gap in the ledger would be found at the next start only."""
    desk.issue()
    with desk.store.writing() as connection:
        connection.exec_driver_sql(f"DELETE FROM ledger WHERE version >= {desk.lane.hall.version}")
    assert desk.give(KIOSK, IssueTicket(matter="mr"), "r") == Unknown()
