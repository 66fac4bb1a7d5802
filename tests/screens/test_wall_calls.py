"""Who is hero, who has a row, and for how long."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from common.rows import CALLS_MOST, CallRow
from common.words import Instant
from display.calls import CallKey, Calls, key_of
from display.hero import HERO_MS, PULSE_MS, PULSES
from display.row_places import ROW_MS, STAY_MS
from tests.screens.wall_hall import at, call

START = at("09:00")
FRAME_MS = 200
PLACES = 6
TABLE = 20  # rows the server keeps at least


@dataclass
class Watcher:
    """Looks at each frame and adds up what a resident could see."""

    calls: Calls
    row_ms: dict[CallKey, int] = field(default_factory=lambda: defaultdict(int))
    inverted_ms: dict[CallKey, int] = field(default_factory=lambda: defaultdict(int))
    hero_ms: dict[CallKey, int] = field(default_factory=lambda: defaultdict(int))
    first_row: dict[CallKey, Instant] = field(default_factory=dict)

    def look(self, now: Instant) -> None:
        self.calls.advance(now)
        rows = self.calls.rows(now)
        assert len(rows) <= PLACES
        for seen in rows:
            key = key_of(seen.call)
            self.row_ms[key] += FRAME_MS
            self.inverted_ms[key] += FRAME_MS * seen.inverted
            self.first_row.setdefault(key, now)
        if hero := self.calls.hero(now):
            self.hero_ms[key_of(hero.call)] += FRAME_MS


def play(timeline: Sequence[tuple[Instant, Iterable[CallRow]]], until: Instant) -> Watcher:
    """Show the tables of `timeline`, each from its moment on, frame by frame."""
    watcher = Watcher(Calls(PLACES))
    coming = list(timeline)
    for now in range(START, until, FRAME_MS):
        while coming and coming[0][0] <= now:
            watcher.calls.take(coming.pop(0)[1], now)
        watcher.look(now)
    return watcher


def tables(
    times: Sequence[Instant], recalled: frozenset[int] = frozenset(), most: int = TABLE
) -> list[tuple[Instant, list[CallRow]]]:
    """The table after each call at `times`; those in `recalled` call the ticket before once more."""
    rows: dict[int, CallRow] = {}
    timeline = []
    for number, moment in enumerate(times, 1):
        again = number in recalled and number - 1 in rows
        ticket = number - 1 if again else number
        rows.pop(ticket, None)
        rows[ticket] = call(ticket, moment, times=2 if again else 1)
        rows = dict(list(rows.items())[-most:])
        timeline.append((moment, list(rows.values())))
    return timeline


@st.composite
def busy_minutes(draw: st.DrawFn) -> list[Instant]:
    """Moments of calls, in bursts or one by one, never more than fifteen in sixty seconds."""
    times: list[Instant] = []
    for gap in draw(st.lists(st.sampled_from([0, 0, 300, 1_000, 4_000, 12_000]), min_size=1, max_size=40)):
        moment = (times[-1] if times else START) + gap
        if len(times) >= 15:
            moment = max(moment, times[-15] + 60_000)
        times.append(moment)
    return times


@given(busy_minutes())
def test_every_call_has_twenty_seconds_of_row_and_three_of_hero(times: list[Instant]) -> None:
    """However they bunch, at fifteen calls a minute none is swallowed."""
    timeline = tables(times)
    watcher = play(timeline, times[-1] + 120_000)
    for moment, table in timeline:
        key = key_of(next(row for row in table if row.called_at == moment and row is table[-1]))
        assert watcher.row_ms[key] >= ROW_MS
        assert watcher.inverted_ms[key] >= ROW_MS
        assert watcher.hero_ms[key] >= HERO_MS


@given(busy_minutes())
def test_a_row_appears_at_once_unless_all_six_have_just_appeared(times: list[Instant]) -> None:
    """A call waits for a row only while each row has stood for less than five seconds."""
    watcher = Watcher(Calls(PLACES))
    coming, table = tables(times), list[CallRow]()
    since: dict[CallKey, Instant] = {}
    for now in range(START, times[-1] + 30_000, FRAME_MS):
        while coming and coming[0][0] <= now:
            table = coming.pop(0)[1]
            watcher.calls.take(table, now)
        watcher.look(now)
        shown = [key_of(seen.call) for seen in watcher.calls.rows(now)]
        since = {key: since.get(key, now) for key in shown}
        if any(key_of(row) not in watcher.first_row for row in table):
            assert len(shown) == PLACES
            assert all(now - first < STAY_MS for first in since.values())


def test_forty_calls_in_forty_seconds_each_have_their_time() -> None:
    """Forty windows open: the queue of heroes takes two minutes, and no row is cut short."""
    times = [START + number * 1_000 for number in range(40)]
    watcher = play(tables(times, most=CALLS_MOST), times[-1] + 180_000)
    assert len(watcher.row_ms) == len(watcher.hero_ms) == 40
    assert min(watcher.row_ms.values()) >= ROW_MS
    assert min(watcher.hero_ms.values()) >= HERO_MS


def test_two_calls_at_once_each_have_their_time_as_hero() -> None:
    """The picture of the second waits until the first has had three seconds; both have rows at once."""
    both = [call(1, START), call(2, START)]
    watcher = Watcher(Calls(PLACES))
    watcher.calls.take(both, START)
    shown = []
    for now in range(START, START + 8_000, FRAME_MS):
        watcher.look(now)
        hero = watcher.calls.hero(now)
        assert hero is not None
        shown.append(hero.call.ticket)
    assert shown[:15] == [1] * 15
    assert set(shown[15:30]) == {2}
    assert set(watcher.first_row.values()) == {START}


def test_a_row_pulses_three_times_when_its_hero_begins() -> None:
    """Once a second and no more: a blink for longer than five seconds disturbs (WCAG 2.2.2)."""
    calls = Calls(PLACES)
    calls.take([call(1, START), call(2, START)], START)
    flashes: dict[int, list[Instant]] = defaultdict(list)
    lit: set[int] = set()
    for now in range(START, START + 12_000, 100):
        calls.advance(now)
        flashing = {seen.call.ticket for seen in calls.rows(now) if seen.flashing}
        for ticket in flashing - lit:
            flashes[ticket].append(now - START)
        lit = flashing
    assert flashes[1] == [PULSE_MS * nth for nth in range(PULSES)]
    assert flashes[2] == [HERO_MS + PULSE_MS * nth for nth in range(PULSES)]


def test_a_call_put_back_disappears_at_once_and_leaves_the_queue() -> None:
    """An undo or an absence makes the call untrue: nobody may still follow it (AB-4)."""
    calls = Calls(PLACES)
    calls.take([call(1, START), call(2, START), call(3, START)], START)
    calls.advance(START)
    calls.take([call(1, START), call(3, START)], START + 500)
    calls.advance(START + 500)
    assert [seen.call.ticket for seen in calls.rows(START + 500)] == [3, 1]
    calls.take([call(3, START)], START + 800)
    calls.advance(START + 800)
    hero = calls.hero(START + 800)
    assert hero is not None
    assert hero.call.ticket == 3


def test_a_row_in_a_state_that_is_no_call_is_not_shown() -> None:
    """A ticket that waits again, was withdrawn or voided was not called as far as a resident cares."""
    calls = Calls(PLACES)
    calls.take([call(1, START, state="waiting"), call(2, START, state="withdrawn")], START)
    calls.advance(START)
    assert calls.rows(START) == ()
    assert calls.hero(START) is None


def test_a_recall_is_shown_again() -> None:
    """The ticket moves to the top, inverted and as hero, for its full time."""
    calls = Calls(PLACES)
    old, other = call(1, START), call(2, START + 1_000, state="finished")
    calls.take([old, other], START + 1_000)
    for now in range(START + 1_000, START + 50_000, FRAME_MS):
        calls.advance(now)
    later = START + 50_000
    calls.take([call(1, later, times=2), other], later)
    calls.advance(later)
    first, second = calls.rows(later)
    assert (first.call.ticket, first.inverted, first.flashing) == (1, True, True)
    assert (second.call.ticket, second.inverted) == (2, False)
    hero = calls.hero(later)
    assert hero is not None
    assert (hero.call.ticket, hero.since) == (1, later)


def test_a_wall_that_was_away_shows_as_new_only_what_is_younger_than_a_minute() -> None:
    """Scenarios 13 and 26: nothing old becomes hero or pulses, nothing new is lost."""
    calls = Calls(PLACES)
    calls.take([call(1, START)], START)
    calls.advance(START)
    back = START + 300_000
    rows = [
        call(1, START),
        call(2, back - 120_000),
        call(3, back - 61_000),
        call(4, back - 30_000),
        call(5, back),
    ]
    calls.take(rows, back)
    heroes = []
    for now in range(back, back + 10_000, FRAME_MS):
        calls.advance(now)
        hero = calls.hero(now)
        assert hero is not None
        heroes.append(hero.call.ticket)
    assert list(dict.fromkeys(heroes)) == [4, 5]
    inverted = {seen.call.ticket: seen.inverted for seen in calls.rows(back + 9_800)}
    assert inverted == {5: True, 4: True, 3: False, 2: False, 1: False}


def test_a_wall_that_is_started_in_a_rush_shows_the_latest_calls() -> None:
    """Those before them had their time on other walls: who was called last is large, and the last six have the rows."""
    calls = Calls(PLACES)
    standing = [call(nth, START + 4_000 * nth) for nth in range(12)]
    start = START + 48_000
    calls.take(standing, start)
    for now in range(start, start + 15_000, FRAME_MS):
        calls.advance(now)
        hero = calls.hero(now)
        assert hero is not None
        assert hero.call.ticket == 11
        assert [seen.call.ticket for seen in calls.rows(now)] == [11, 10, 9, 8, 7, 6]


def test_of_many_calls_that_came_while_the_link_was_down_the_latest_has_a_row_at_once() -> None:
    """The others have their twenty seconds all the same."""
    timeline = [(START, [call(99, START - 90_000)])]
    missed = [call(nth, START + 3_000 * nth) for nth in range(1, 13)]
    back = START + 38_000
    timeline.append((back, [*timeline[0][1], *missed]))
    watcher = play(timeline, back + 120_000)
    assert watcher.first_row[key_of(missed[-1])] == back
    assert all(
        watcher.row_ms[key_of(row)] >= ROW_MS and watcher.hero_ms[key_of(row)] >= HERO_MS for row in missed
    )


def test_a_fresh_wall_shows_who_is_still_awaited() -> None:
    """The hero is the last one called and not yet there; one being served only if nobody is awaited."""
    calls = Calls(PLACES)
    calls.take(
        [call(1, START), call(2, START + 1, state="serving"), call(3, START + 2, state="finished")],
        START + 90_000,
    )
    calls.advance(START + 90_000)
    hero = calls.hero(START + 90_000)
    assert hero is not None
    assert (hero.call.ticket, hero.called, hero.since) == (1, True, None)


def test_a_hero_whose_ticket_is_finished_goes_after_its_time() -> None:
    """It keeps its three seconds, though the clerk was quicker."""
    calls = Calls(PLACES)
    calls.take([call(1, START)], START)
    calls.advance(START)
    calls.take([call(1, START, state="finished")], START + 500)
    calls.advance(START + 500)
    assert calls.hero(START + 500) is not None
    calls.advance(START + HERO_MS)
    assert calls.hero(START + HERO_MS) is None


def test_a_recall_in_a_burst_is_not_swallowed_either() -> None:
    """Called and recalled tickets share the rows."""
    times = [START + 900 * nth for nth in range(14)]
    timeline = tables(times, recalled=frozenset({5, 9}))
    watcher = play(timeline, times[-1] + 120_000)
    last = {row.ticket: key_of(row) for _, table in timeline for row in table}
    for key in last.values():
        assert watcher.row_ms[key] >= ROW_MS
        assert watcher.hero_ms[key] >= HERO_MS


def test_ten_thousand_calls_leave_nothing_behind() -> None:
    """What is remembered is bounded by the table, not by the day."""
    calls = Calls(PLACES)
    table: list[CallRow] = []
    for number in range(10_000):
        now = START + number * 4_000
        table = [*table[-(TABLE - 1) :], call(number, now)]
        calls.take(table, now)
        calls.advance(now)
    assert calls.remembered <= 3 * TABLE
