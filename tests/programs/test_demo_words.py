"""What the demo says before its day, and after one that the machine was too slow for."""

from typing import Any

import pytest

from bench.day.record import Figures
from bench.day.timetable import timetable
from bench.demo import HALL
from bench.demo_options import options_from
from bench.demo_words import told_first, told_last, too_fast
from server.hall_file import examine


def said_before(*told: str) -> str:
    setup = examine(HALL).setup
    assert setup is not None
    options = options_from(told, {})
    return "\n".join(told_first(options, setup, timetable(setup, options.day, options.start)))


def test_a_day_off_is_called_one_with_the_next_working_day() -> None:
    """Q-5: the hall is opened by hand; whoever meant an ordinary day sees which."""
    said = said_before("DATE=2026-11-21")
    assert "closed on Saturday, 2026-11-21: the supervisor opens it by hand" in said
    assert "DATE=2026-11-23" in said


def test_of_a_working_day_nothing_is_said() -> None:
    """It is what everybody expects."""
    assert said_before("DATE=2026-11-23") == ""


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("22:00", "begins at 20:30, not at 22:00: midnight ends"),
        ("17:30", "begins at 18:00, not at 17:30: the short day comes after the calendar's own"),
    ],
)
def test_a_day_that_begins_at_another_hour_says_why(start: str, said: str) -> None:
    """Whoever asked for ten at night is not left to wonder at the clock."""
    assert said in said_before(f"START={start}")


def seen(**changed: Any) -> Figures:
    figures = {
        "issued": 220, "printed": 220, "called": 220, "finished": 220, "waiting": 0, "takeovers": 8,
        "cover_s_p90": 3.0, "unattended": 1, "double_calls": 0, "missed_by_wall": 0, "ledger_ok": True,
        "came": 220, "pace": 960.0,
    }  # fmt: skip
    return Figures(**{**figures, **changed})


def test_the_end_says_what_the_day_came_to_and_where_it_is_kept() -> None:
    """In both languages, before the line for machines; a temporary folder is named to nobody."""
    told = "\n".join(told_last(seen(missed_by_wall=1), options_from(["DATA=/tmp/hall"], {})))
    assert "叫号 220，其中 219 次上了大屏" in told
    assert "220 calls, 219 of them seen on the wall" in told
    assert "数据留在 /tmp/hall" in told
    assert "python -m server check --data /tmp/hall" in told
    assert len(told_last(seen(), options_from([], {}))) == 2


def test_a_day_on_which_the_kiosks_fell_behind_says_so_and_what_to_try() -> None:
    """Half a day is not passed off as a whole one."""
    told = " ".join(too_fast(seen(issued=114), options_from(["FOR=40"], {})))
    assert told.startswith("Of 220 residents who came only 114 got a number.")
    assert "too slow for 960× time" in told
    assert told.endswith("Try FOR=80")
    assert " ".join(too_fast(seen(issued=114), options_from(["PACE=900"], {}))).endswith("Try PACE=450")


def test_a_day_that_was_given_up_with_people_waiting_says_so() -> None:
    """Everybody had a number, and some sat there to the end."""
    assert "14 still waited" in too_fast(seen(waiting=14), options_from(["FOR=40"], {}))[0]


@pytest.mark.parametrize("issued", [220, 198])
def test_a_day_in_which_nine_in_ten_got_a_number_needs_no_words(issued: int) -> None:
    """Somebody always comes after the last number."""
    assert too_fast(seen(issued=issued), options_from(["FOR=60"], {})) == []
