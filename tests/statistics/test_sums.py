"""Whatever happens in a hall, its statistics agree with themselves and with the day's own tallies."""

import pytest

from server.rules.hall import Hall, Tally
from server.statistics.figures import GROUPINGS, Figures, Sums
from server.storage.store import Store
from tests.statistics.counted import MONDAY, TUESDAY, counted
from tests.storage.ground import eventful_day

SEEDS = range(30)


def plain(sums: Sums) -> dict[str, object]:
    """Its parts, durations in order of length."""
    found = {name: getattr(sums, name) for name in Sums.__slots__}
    return {name: sorted(value) if isinstance(value, list) else value for name, value in found.items()}


@pytest.mark.parametrize("seed", range(6))
def test_every_grouping_adds_up_to_the_same_total(store: Store, seed: int) -> None:
    """What is counted is counted once in each table."""  # S-1
    figures = counted(store, eventful_day(seed).log, MONDAY, TUESDAY).figures
    for grouping in GROUPINGS:
        whole = Sums()
        for sums in figures.by(grouping).values():
            whole.add(sums)
        assert plain(whole) == plain(figures.total()), grouping


@pytest.mark.parametrize("seed", range(6))
def test_two_days_are_the_sum_of_each(store: Store, seed: int) -> None:
    """A span counts what its days count, also what was carried over from one to the other."""
    log = eventful_day(seed).log
    whole = Sums()
    for day in (MONDAY, TUESDAY):
        whole.add(counted(store, log, day).figures.total())
    assert plain(whole) == plain(counted(store, log, MONDAY, TUESDAY).figures.total())


@pytest.mark.parametrize("seed", SEEDS)
def test_statistics_say_what_the_board_said(store: Store, seed: int) -> None:
    """The supervisor's live figures of a day and its statistics are the same figures."""  # S-1
    street = eventful_day(seed)
    figures = counted(store, street.log, TUESDAY).figures
    assert street.hall.day == TUESDAY
    for grouping in ("line", "matter", "window"):
        compare(figures, street.hall, grouping)


def compare(figures: Figures, hall: Hall, grouping: str) -> None:
    found = figures.by(grouping)  # type: ignore[arg-type]  # one of them
    tallies = {
        key.partition(":")[2]: tally for key, tally in hall.tallies.items() if key.startswith(grouping)
    }
    for key, tally in tallies.items():
        sums = found.get(int(key) if grouping == "window" else key, Sums())
        assert said(sums) == told(tally), (grouping, key)
        if grouping != "window":  # resumed at another window, a ticket was served at both
            assert (sum(sums.services), len(sums.services) >= tally.services) == (tally.service_ms, True)
            assert grouping != "line" or sums.issued == tally.issued


def said(sums: Sums) -> tuple[int, ...]:
    return len(sums.waits), sum(sums.waits), sums.finished, sums.no_shows


def told(tally: Tally) -> tuple[int, ...]:
    return tally.called, tally.wait_ms, tally.finished, tally.missed
