"""A lane begins where the ledger ends, and does not believe any clock."""

from pathlib import Path

import pytest

from common.commands import CallNext, IssueTicket, PauseHall, ResumeHall, StartService
from server.lane import Ask
from server.rules.facts import ClockConfirmed
from server.rules.order import SYSTEM, ConfirmClock, Tick
from server.storage.failures import BrokenLedger
from tests.databases import on_postgresql, on_sqlite
from tests.lane.conftest import Opened
from tests.lane.desk import OPENING, Desk, code
from tests.rules.street import ADMIN, BOSS, KIOSK, clerk

HOUR = 3_600_000


def test_a_restart_in_the_middle_restores_the_queue_and_who_is_served(desk: Desk, open_desk: Opened) -> None:
    """Scenario 18."""
    for _ in range(4):
        desk.issue()
    called = desk.call()
    desk.give(clerk("A1"), StartService(ticket=called.ticket))
    desk.close()
    again = open_desk()
    assert again.lane.hall == desk.lane.hall
    assert again.lane.hall.hands == {1: called.ticket}


def test_time_that_passed_while_the_server_was_down_is_caught_up(desk: Desk, open_desk: Opened) -> None:
    """What came due meanwhile happens before the first command."""
    due = desk.lane.hall.due
    desk.close()
    again = open_desk(at=due + 1)
    assert again.lane.hall.due == due
    again.give(KIOSK, IssueTicket(matter="mr"))
    assert again.lane.hall.due > due


def test_the_ledger_has_one_name_for_all_its_servers(desk: Desk, open_desk: Opened) -> None:
    """A client that finds another name joins again; after a plain restart it need not."""
    assert open_desk().lane.ledger_id == desk.lane.ledger_id


def test_two_databases_have_different_names(desk: Desk, tmp_path: Path) -> None:
    """What a client knows of one is never applied to another."""
    other = Desk(tmp_path / "other")
    assert other.lane.ledger_id != desk.lane.ledger_id
    other.close()


@pytest.mark.parametrize("jump", [-2_001, -400 * 24 * HOUR, 72 * HOUR + 1, 4000 * 24 * HOUR])
def test_a_clock_that_jumped_between_two_runs_is_confirmed_first(
    desk: Desk, open_desk: Opened, jump: int
) -> None:
    """Before the last fact, or more than 72 hours after it: nobody works until somebody has looked."""
    desk.close()
    late = open_desk(at=OPENING + jump)
    assert late.lane.clock_unconfirmed
    assert code(late.give(KIOSK, IssueTicket(matter="mr"))) == "clock_unconfirmed"
    assert code(late.give(SYSTEM, Tick())) == "clock_unconfirmed"
    assert code(late.give(clerk("A1"), CallNext())) == "clock_unconfirmed"
    assert late.lane.hall.version == desk.lane.hall.version


@pytest.mark.parametrize("jump", [-400 * 24 * HOUR, 4000 * 24 * HOUR])
def test_a_hall_is_evacuated_whatever_the_clock_says(desk: Desk, open_desk: Opened, jump: int) -> None:
    """And that is lifted: the hall's time stands still meanwhile, and nothing else is done."""
    desk.issue()
    desk.close()
    late = open_desk(at=OPENING + jump)
    before = late.lane.hall.last_at
    assert code(late.give(BOSS, PauseHall(reason="power"))) == "clock_unconfirmed"
    assert code(late.give(BOSS, PauseHall(reason="evacuation"))) == "Done"
    assert (late.lane.hall.paused, late.lane.hall.phase, late.lane.hall.last_at) == (
        "evacuation",
        "open",
        before,
    )
    assert code(late.give(KIOSK, IssueTicket(matter="mr"))) == "clock_unconfirmed"
    assert code(late.give(BOSS, ResumeHall(reason="evacuation"))) == "Done"
    assert (late.lane.hall.paused, late.lane.clock_unconfirmed) == (None, True)
    assert code(late.give(ADMIN, ConfirmClock())) == "Done"


@on_sqlite
def test_a_server_of_its_own_believes_no_clock_before_its_last_fact(desk: Desk, open_desk: Opened) -> None:
    """The same clock stamped it."""
    desk.close()
    assert open_desk(at=OPENING - 1).lane.clock_unconfirmed


@on_postgresql
def test_another_servers_clock_may_be_two_seconds_ahead(desk: Desk, open_desk: Opened) -> None:
    """It stamped the last fact a moment ago; and no fact is written before it."""
    behind = open_desk(at=OPENING - 2_000)
    assert not behind.lane.clock_unconfirmed
    behind.issue()
    assert behind.lane.hall.last_at == OPENING


def test_only_an_administrator_confirms_the_clock(desk: Desk, open_desk: Opened) -> None:
    """A supervisor or a kiosk cannot wave it through."""
    desk.close()
    late = open_desk(at=OPENING + 80 * HOUR)
    assert code(late.give(BOSS, ConfirmClock())) == "not_allowed"
    assert code(late.give(KIOSK, ConfirmClock())) == "not_allowed"
    before = late.lane.clock_unconfirmed
    assert code(late.give(ADMIN, ConfirmClock())) == "Done"
    assert (before, late.lane.clock_unconfirmed) == (True, False)
    assert any(isinstance(entry.fact, ClockConfirmed) for entry in late.told)


@pytest.mark.parametrize("jump", [0, 1, 72 * HOUR])
def test_a_clock_within_a_long_weekend_needs_no_word(desk: Desk, open_desk: Opened, jump: int) -> None:
    """Friday evening to Monday morning is not a jump."""
    desk.close()
    assert not open_desk(at=OPENING + jump).lane.clock_unconfirmed


def test_an_empty_ledger_believes_its_first_clock(open_desk: Opened) -> None:
    """There is nothing to hold it against."""
    assert not open_desk(at=1).lane.clock_unconfirmed


def test_no_fact_is_ever_written_before_the_one_it_follows(desk: Desk, open_desk: Opened) -> None:
    """The clock goes back an hour, then it is confirmed, then it goes back again."""
    desk.close()
    back = open_desk(at=OPENING - HOUR)
    back.give(ADMIN, ConfirmClock())
    for moved in (10_000, 5_000, -HOUR, 60_000):
        back.clock.at += moved
        back.issue()
    with back.store.reading() as connection:
        times = connection.exec_driver_sql("SELECT at FROM ledger ORDER BY version").scalars().all()
    assert times == sorted(times)


def test_confirmed_behind_the_last_fact_time_goes_on_and_falls_back_to_the_clock(
    desk: Desk, open_desk: Opened
) -> None:
    """An hour ahead: the hall's time runs at nine tenths until ten hours have passed."""
    desk.close()
    back = open_desk(at=OPENING - HOUR)
    back.give(ADMIN, ConfirmClock())
    start = back.lane.now()
    assert start == OPENING
    back.clock.at += HOUR
    assert back.lane.now() == start + HOUR * 9 // 10
    back.clock.at += 9 * HOUR
    assert back.lane.now() == back.clock.at


def test_a_ledger_that_was_altered_is_not_opened(desk: Desk, open_desk: Opened) -> None:
    """The first wrong fact is named; a hall is not built on it."""
    issued = desk.issue()
    with desk.store.writing() as connection:
        connection.exec_driver_sql("UPDATE ledger SET body = replace(body, 'R001', 'R009')")
    desk.close()
    with pytest.raises(BrokenLedger) as broken:
        open_desk()
    assert (broken.value.version, broken.value.kind) == (issued.ticket, "ticket_issued")


def test_a_lane_with_nothing_to_do_asks_the_disk_for_nothing(desk: Desk) -> None:
    """An empty batch is no commit."""
    commits = desk.disk.commits
    assert desk.lane.run([]) == []
    assert desk.lane.run([Ask(SYSTEM, Tick())]) != []
    assert desk.disk.commits == commits
