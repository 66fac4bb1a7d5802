"""A simulated day: its clock, and the folders it may use."""

from pathlib import Path

import pytest

from server.clock import PacedClock
from server.simulation import NotSimulated, Simulation, moment_from, pace_from
from server.storage.store import database_file
from tests.live.wires import HandClock

START = 1_795_391_400_000


def test_a_paced_clock_stands_until_it_may_go() -> None:
    """Everybody can be in place before the first minute passes."""
    watch = HandClock(at=0.0)
    clock = PacedClock(START, 60.0, lambda: watch.at * 1000, standing=True)
    watch.pass_s(5)
    assert clock.now() == START
    clock.go()
    watch.pass_s(2)
    assert clock.now() == START + 120_000


def test_letting_it_go_twice_sets_nothing_back() -> None:
    """Time goes on from where it is."""
    watch = HandClock(at=0.0)
    clock = PacedClock(START, 10.0, lambda: watch.at * 1000)
    watch.pass_s(1)
    clock.go()
    assert clock.now() == START + 10_000


def test_a_halls_own_folder_is_never_simulated(tmp_path: Path) -> None:
    """Its ledger must hold no minute that never was."""
    database_file(tmp_path).touch()
    with pytest.raises(NotSimulated):
        Simulation(START, 60.0).claim(tmp_path)


def test_a_folder_that_was_simulated_may_be_again(tmp_path: Path) -> None:
    """A demonstration can be looked at the next day."""
    Simulation(START, 60.0).claim(tmp_path)
    database_file(tmp_path).touch()
    Simulation(START, 60.0).claim(tmp_path)


def test_a_moment_has_its_offset() -> None:
    """Never the machine's own time zone, never UTC by accident."""
    assert moment_from("2026-11-23T08:00+08:00") == 1_795_392_000_000
    with pytest.raises(ValueError, match="2026-11-23T08:00"):
        moment_from("2026-11-23T08:00")


@pytest.mark.parametrize("text", ["0", "-1", "nan", "1e9", "fast"])
def test_a_pace_is_a_number_above_nought(text: str) -> None:
    """Time that stands or goes back is refused."""
    with pytest.raises(ValueError):  # noqa: PT011 - float's own words differ
        pace_from(text)
