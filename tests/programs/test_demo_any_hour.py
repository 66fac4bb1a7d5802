"""The demo lives the main job on any date at any hour: each happening of the issue's list is really there."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from bench.day.eve import has_eve
from bench.day.record import double_calls, missed_by_wall
from bench.day.script import CLERKS
from bench.day.simulated import SimulatedHall
from server.rules import facts as f
from server.rules.hours import MINUTE_MS
from tests.programs.lived_day import MONDAY, SUNDAY, lived, of, told

SHORT = [
    (MONDAY, "00:30"), (SUNDAY, "04:45"), (SUNDAY, "17:30"), (MONDAY, "17:30"), (MONDAY, "22:00"), (SUNDAY, "23:30"),
]  # fmt: skip
AFTERNOON = [(MONDAY, "05:00"), (MONDAY, "13:00"), (SUNDAY, "13:00"), (MONDAY, "15:00"), (SUNDAY, "15:00")]
"""The calendar's hours: what a day begun then still has before it."""


@pytest.fixture(scope="module", params=SHORT + AFTERNOON, ids=lambda day: f"{day[0]:%a}-{day[1]}")
def hall(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimulatedHall]:
    day, start = request.param
    hall = lived(tmp_path_factory.mktemp("day"), day, start)
    yield hall
    hall.close()


def is_told(hall: SimulatedHall, happening: str) -> bool:
    return any(re.fullmatch(happening, text) for text in told(hall))


def spans(hall: SimulatedHall, clerk: str, begins: str) -> list[float]:
    """Minutes from each time that `clerk` `begins` to go until the return."""
    notes = hall.day.world.record.notes
    left = [note.at for note in notes if note.text.startswith(f"{clerk} {begins}")]
    back = [note.at for note in notes if note.text.startswith(f"{clerk} is back")]
    return [(min(at for at in back if at > gone) - gone) / MINUTE_MS for gone in left]


def test_who_leaves_without_a_word_is_absent_on_record_and_covered(hall: SimulatedHall) -> None:
    """AB-4, AB-6: however short the day, the absence outlasts the grace, and a B covers after it."""
    absent = {fact.clerk for fact in of(hall.ledger.entries(0), f.AbsenceRecorded)}  # type: ignore[attr-defined]
    assert {"A01", "A05"} <= absent
    assert is_told(hall, "A06 covers as B at post-5 for A05, whose grace is over")
    lasted = [span for clerk in CLERKS for span in spans(hall, clerk, "leaves without a handover")]
    assert lasted
    assert min(lasted) >= hall.day.world.grace_ms / MINUTE_MS + 8


def test_who_steps_away_is_back_or_covered_within_the_grace(hall: SimulatedHall) -> None:
    """AB-4: three minutes are no absence; AB-5: who hands over is covered at once."""
    assert is_told(hall, "A07 is back within the grace: no absence")
    assert is_told(hall, r"A0\d covers as B at post-\d for A0\d, handed over: within the grace")
    assert all(2 <= span <= 5 for span in spans(hall, "A07", "steps away for a moment"))


def test_a_post_without_a_and_b_alarms_and_gets_a_stand_in(hall: SimulatedHall) -> None:
    """AB-10, AB-18: asked by the supervisor, before A is back. Post 8 has a B outside who is called (AB-14)."""
    alone = {post for post, _ in hall.day.world.record.unattended}
    assert "post-1" in alone
    assert alone <= {"post-1", "post-8"}
    entries = hall.ledger.entries(0)
    assert [fact.post for fact in of(entries, f.StandInNamed)] == ["post-1"]  # type: ignore[attr-defined]
    assert is_told(hall, r"A0\d stands in at post-1 for A01")


def test_a_missed_call_is_made_good_and_a_ticket_changes_lines(hall: SimulatedHall) -> None:
    """Field 10 and F-2; the last line counts every missed call that was told."""
    record = hall.day.world.record
    assert record.missed == sum(
        1 for text in told(hall) if text.endswith("does not come when called: missed")
    )
    assert record.missed >= record.re_entered >= 1
    assert record.transfers >= 1


def test_the_day_closes_with_people_waiting_before_midnight(hall: SimulatedHall) -> None:
    """Q-6: all of them are served, and the hall's date has not changed."""
    assert is_told(hall, r"closing with [1-9]\d* people waiting: no more numbers, all of them are served")
    assert told(hall)[-1] == "the day is closed"
    assert all(resident.over for resident in hall.day.residents)
    *before, last = [fact.day for fact in of(hall.ledger.entries(0), f.DayOpened)]  # type: ignore[attr-defined]
    assert last == hall.lane.hall.day
    assert before == days_before(last, by_eve=has_eve(hall.day.world.day))


def days_before(last: str, *, by_eve: bool) -> list[str]:
    """The seven working days from which cases are in hand, and the evening before, which is the last day but two at most."""
    today = date.fromisoformat(last)
    back = [today - timedelta(days=days) for days in range(1, 15)]
    worked = [day for day in back if day.isoweekday() <= 5][:7]
    eve = worked[0] if today - worked[0] <= timedelta(days=2) else back[0]
    return sorted(day.isoformat() for day in {*worked, eve}) if by_eve else []


def test_it_is_sound(hall: SimulatedHall) -> None:
    """Nobody called twice, every call on the wall, the ledger whole."""
    record = hall.day.world.record
    assert (double_calls(record), missed_by_wall(record.calls, hall.day.world.floor.every_call)) == (0, [])
    assert hall.ledger_ok()


def began_short(hall: SimulatedHall) -> bool:
    return hall.day.world.day.short


def test_a_short_day_has_its_rush_and_its_lunch(hall: SimulatedHall) -> None:
    """Lunch is taken in two shifts that the B-roles cover; all eight eat."""
    if not began_short(hall):
        assert hall.day.world.day.clock(hall.day.world.day.start) in {"05:00", "13:00", "15:00"}
        return
    assert is_told(hall, r"morning rush: \d\d numbers given, [1-9]\d* people waiting")
    at_lunch = {text[:3] for text in told(hall) if "hands over and leaves (meal" in text}
    assert len(at_lunch) >= 6
