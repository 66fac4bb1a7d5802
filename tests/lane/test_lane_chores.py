"""What the day's end makes due: checkpoint, pruning of answers."""

from sqlalchemy import func, select

from common.commands import CloseDay, IssueTicket
from server.lane.chores import ANSWERS_KEPT_MS
from server.storage import tables as t
from server.storage.check import check
from tests.lane.conftest import Opened
from tests.lane.desk import OPENING, Desk, code
from tests.rules.street import BOSS, KIOSK, moment

DAY = 24 * 3_600_000


def checkpoints(desk: Desk) -> list[int]:
    with desk.store.reading() as connection:
        found = select(t.checkpoints.c.version).order_by(t.checkpoints.c.version)
        return list(connection.execute(found).scalars())


def answers(desk: Desk) -> int:
    with desk.store.reading() as connection:
        return connection.execute(select(func.count()).select_from(t.answers)).scalar_one()


def test_closing_the_day_makes_a_checkpoint_at_the_head(desk: Desk, open_desk: Opened) -> None:
    """The next start folds nothing of the days before."""
    desk.issue()
    desk.give(BOSS, CloseDay())
    assert checkpoints(desk) == [desk.lane.hall.version]
    desk.close()
    again = open_desk()
    assert again.ledger.folded == 0
    assert again.lane.hall == desk.lane.hall


def test_only_the_newest_three_checkpoints_are_kept(desk: Desk) -> None:
    """A cache does not grow with the years."""
    made = []
    for day in ("2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27"):
        desk.until("08:30", day)
        desk.issue()
        desk.give(BOSS, CloseDay())
        made += checkpoints(desk)[-1:]
    assert checkpoints(desk) == made[-3:]
    assert check(desk.store) == []


def test_a_checkpoint_is_made_every_five_thousand_facts(desk: Desk) -> None:
    """Also when nobody ever closes a day."""
    for some in range(51):
        desk.batch(*[(KIOSK, IssueTicket(matter="mr"), f"{some}-{n}") for n in range(100)])
    assert len(checkpoints(desk)) == 1
    assert 5_000 <= checkpoints(desk)[0] <= 5_100


def test_answers_older_than_seven_days_are_forgotten_at_the_days_end(desk: Desk) -> None:
    """Younger ones stay: a client may still ask."""
    desk.issue("old")
    old = answers(desk)
    desk.clock.at = OPENING + DAY
    desk.issue("young")
    desk.clock.at = OPENING + ANSWERS_KEPT_MS + 1
    desk.give(BOSS, CloseDay())
    kept = answers(desk)  # "young" and the closing itself
    assert kept < old
    version = desk.lane.hall.version
    assert code(desk.give(KIOSK, IssueTicket(matter="mr"), "young")) == "Issued"
    assert desk.lane.hall.version == version


def test_a_day_that_time_closes_has_its_chores_too(desk: Desk) -> None:
    """The PC is off at night: the day is closed first thing at the next start."""
    desk.issue()
    desk.clock.at = moment("08:20", "2026-11-24")
    desk.until("08:20", "2026-11-24")
    assert desk.lane.hall.day == "2026-11-24"
    assert len(checkpoints(desk)) == 1
