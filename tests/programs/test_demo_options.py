"""What the demo is told, and the day that it makes of it."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from bench.day.record import Note, Record
from bench.day.terminal import Terminal
from bench.day.timetable import Timetable, timetable
from bench.demo_options import options_from
from bench.demo_table import Table
from common.link import Link
from server.hall_file import examine
from tests.live.wires import HandClock, HandWire

HALL = Path(__file__).parents[2] / "assets" / "halls" / "shigu.toml"
MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 22)


def day(start: str, on: date = MONDAY) -> Timetable:
    setup = examine(HALL).setup
    assert setup is not None
    return timetable(setup, on, start)


def test_make_passes_its_variables_by_the_environment() -> None:
    """`make demo FOR=60`; an empty variable is none."""
    options = options_from([], {"FOR": "60", "DATE": "2026-12-01", "PACE": "", "SHELL": "sh"})
    assert (options.for_s, options.day, options.pace) == (60.0, date(2026, 12, 1), 60.0)


def test_the_command_line_wins() -> None:
    """`python -m bench.demo PORT=0` in a shell that has a PORT."""
    assert options_from(["PORT=0"], {"PORT": "9000"}).port == 0


def test_a_bare_name_stands_for_the_value_that_make_passes() -> None:
    """The recipe names what it was given; an empty value is none."""
    assert options_from(["FOR", "PACE"], {"FOR": "60", "PACE": ""}).for_s == 60.0


def test_a_working_day_follows_the_calendar() -> None:
    """The script's clock is the hall's."""
    found = day("08:00")
    assert (found.by_hand, found.clock(found.at("10:26")), found.clock(found.start)) == (
        False,
        "10:26",
        "08:00",
    )


def test_a_sunday_is_opened_by_hand_at_the_scripts_own_hours() -> None:
    """The residents come as on any other day."""
    found = day("08:00", SUNDAY)
    assert (found.by_hand, found.clock(found.at("10:26"))) == (True, "10:26")


@pytest.mark.parametrize("on", [MONDAY, SUNDAY])
@pytest.mark.parametrize("start", ["00:00", "04:59", "15:01", "17:30", "18:00", "20:15", "22:00", "23:59"])
def test_at_an_hour_without_a_day_of_its_own_a_short_one_fits_before_midnight(start: str, on: date) -> None:
    """Opened by hand, outside the calendar's hours, with an hour to spare for whoever is served longer."""
    found = day(start, on)
    clock = [found.clock(at) for at in (found.start, found.at("08:00"), found.at("18:00"), found.ends)]
    assert found.by_hand
    assert clock == sorted(clock)
    assert clock[-1] <= "23:00"
    assert clock[-1] < "08:00" or clock[0] >= "18:00" or on is SUNDAY


@pytest.mark.parametrize("on", [MONDAY, SUNDAY])
def test_a_short_day_begins_when_it_was_told_to_if_it_can(on: date) -> None:
    """Only midnight and the calendar's own hours move it."""
    assert [day(start, on).clock(day(start, on).begins) for start in ("00:30", "19:10")] == ["00:30", "19:10"]


def test_the_table_without_a_terminal_is_lines_now_and_then() -> None:
    """In a log every event is told once, and the figures every quarter of an hour."""
    out, record, morning = StringIO(), Record(), day("08:00")
    table = Table(out, morning, record, ["where to look"])
    terminal = Terminal(Link(HandWire(), "supervisor", clock=HandClock()), record)
    table.begin()
    for minute in range(20):
        if minute == 7:
            record.notes.append(Note(morning.at("08:07"), "A03 sits down"))
        table.draw(terminal, morning.at(f"08:{minute:02d}"))
    lines = out.getvalue().splitlines()
    assert lines[0] == "where to look"
    assert [line[:5] for line in lines[1:]] == ["08:00", "08:07", "08:15"]
    assert lines[2] == "08:07  A03 sits down"
