"""The copy after each day's end (S-4): by itself, never twice, never forgotten, and nobody waits for it."""

from pathlib import Path

import pytest

from common.commands import CloseDay
from server.storage.chain import short
from tests.databases import only_sqlite  # noqa: F401 - the fixture `kind` of this file
from tests.lane.conftest import Opened
from tests.lane.desk import Desk, code
from tests.rules.street import BOSS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the copies go."""
    return tmp_path / "copies"


@pytest.fixture
def closed(open_desk: Opened, folder: Path) -> Desk:
    """A desk whose day has just been closed."""
    desk = open_desk(backups=folder).imported()
    desk.issue()
    assert not desk.copies.due
    assert code(desk.give(BOSS, CloseDay())) == "Done"
    return desk


def test_the_days_end_makes_a_copy_due_and_does_not_wait_for_it(closed: Desk, folder: Path) -> None:
    """Copying takes seconds: the hall goes on meanwhile."""
    assert closed.copies.due
    assert not folder.exists()


def test_the_copy_is_named_after_hall_day_and_head(closed: Desk, folder: Path) -> None:
    """It can be held against the short hash on the day's report."""
    for _ in range(2):
        closed.copies.take_due()
    assert [path.name for path in folder.iterdir()] == [
        f"test-2026-11-23-{short(closed.ledger.head.hash)}.db"
    ]


def test_a_server_killed_before_the_copy_takes_it_at_its_next_start(
    closed: Desk, open_desk: Opened, folder: Path
) -> None:
    """The power went with the day's end: the ledger knows that the day has no copy."""
    closed.close()
    assert open_desk(backups=folder).copies.due


def test_a_day_that_has_its_copy_is_not_copied_at_the_next_start(
    closed: Desk, open_desk: Opened, folder: Path
) -> None:
    """Nor where the hall went on before the copy was taken."""
    closed.until("08:30", "2026-11-24")
    closed.copies.take_due()
    closed.issue()
    closed.close()
    assert not open_desk(backups=folder).copies.due


def test_a_copy_of_the_same_day_before_its_end_is_not_the_days(open_desk: Opened, folder: Path) -> None:
    """Somebody pressed the button at noon; what came after is not in it."""
    desk = open_desk(backups=folder).imported()
    desk.copies.take()
    desk.give(BOSS, CloseDay())
    desk.close()
    assert open_desk(backups=folder).copies.due


def test_a_copy_that_fails_is_known_and_stays_due(closed: Desk, folder: Path) -> None:
    """The second folder may be a stick that somebody pulled out, and puts back."""
    folder.write_text("not a folder")
    closed.copies.take_due()
    assert (closed.copies.failed, closed.copies.due) == (True, True)
    folder.unlink()
    closed.copies.take_due()
    assert (closed.copies.failed, closed.copies.due) == (False, False)


def test_a_folder_that_takes_nothing_is_known_before_the_day_ends(open_desk: Opened, folder: Path) -> None:
    """At the start; it is an alarm until a copy has been taken there."""
    folder.write_text("not a folder")
    desk = open_desk(backups=folder).imported()
    with pytest.raises(OSError, match="copies"):
        desk.copies.try_folder()
    assert (desk.copies.failed, desk.copies.due) == (True, True)
    folder.unlink()
    desk.copies.take_due()
    assert (desk.copies.failed, desk.copies.due) == (False, False)


def test_a_trial_leaves_nothing_behind(open_desk: Opened, folder: Path) -> None:
    """Nor is a copy failed or due because of it."""
    desk = open_desk(backups=folder).imported()
    desk.copies.try_folder()
    assert (list(folder.iterdir()), desk.copies.failed, desk.copies.due) == ([], False, False)


def test_after_the_days_end_and_after_a_copy_the_log_is_home(closed: Desk) -> None:
    """Whoever copies the database file by hand has the day in it all the same."""
    log = closed.folder / "hall.db-wal"
    assert log.stat().st_size == 0
    closed.until("08:30", "2026-11-24")
    assert log.stat().st_size > 0
    closed.copies.take()
    assert log.stat().st_size == 0


def test_a_copy_on_request_says_what_kept_it(closed: Desk, folder: Path) -> None:
    """And that is known afterwards, too."""
    folder.write_text("not a folder")
    with pytest.raises(OSError, match="copies"):
        closed.copies.take()
    assert closed.copies.failed
