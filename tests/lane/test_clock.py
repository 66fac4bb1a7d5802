"""Server time goes evenly, whatever people and time servers do to the machine's clock."""

from hypothesis import given
from hypothesis import strategies as st

from server.clock import PacedClock, SystemClock, monotonic_ms, wall_ms

START = 1_795_000_000_000.0


class Machine:
    """A machine whose wall clock a test moves."""

    def __init__(self) -> None:
        self.passed, self.moved = 5_000.0, 0.0
        self.steps: list[int] = []
        self.clock = SystemClock(
            self.steps.append, lambda: START + self.passed + self.moved, lambda: self.passed
        )
        self.start = self.clock.now()

    def after(self, ms: float) -> int:
        """What the clock says that much later, since the start."""
        self.passed += ms
        return self.clock.now() - self.start


def test_time_goes_as_it_passes() -> None:
    """A clock that nobody moves is the wall clock."""
    machine = Machine()
    assert [machine.after(250) for _ in range(4)] == [250, 500, 750, 1_000]
    assert machine.steps == []


def test_a_wall_clock_set_forward_is_told_and_followed_slowly() -> None:
    """One hour ahead: told once, made up at a tenth of the time that passes."""
    machine = Machine()
    machine.moved = 3_600_000
    assert machine.after(1_000) == 1_100
    assert machine.steps == [3_600_000]
    machine.after(35_999_000)
    assert machine.after(1_000) == 36_001_000 + 3_600_000
    assert machine.steps == [3_600_000]


def test_a_wall_clock_set_back_never_brings_a_moment_twice() -> None:
    """Nine tenths of the speed until the wall has been reached."""
    machine = Machine()
    machine.moved = -60_000
    assert machine.after(1_000) == 900
    assert machine.after(9_000) == 9_000
    assert machine.steps == [-60_000]
    assert machine.after(590_000) == 540_000
    assert machine.after(1_000) == 541_000


def test_a_drift_below_two_seconds_is_no_alarm() -> None:
    """A time server's daily corrections are followed without a word."""
    machine = Machine()
    for _ in range(10):
        machine.moved += 1_900
        machine.after(60_000)
    assert machine.steps == []
    assert machine.after(600_000) == 600_000 + 600_000 + 19_000


def test_a_clock_that_was_moved_is_astray_until_it_has_caught_up_or_somebody_looked() -> None:
    """The supervisor sees it for as long as it goes on."""
    machine = Machine()
    machine.moved = 10_000
    seen = [(machine.after(ms), machine.clock.astray)[1] for ms in (1, 50_000, 60_000)]
    machine.moved = 0
    machine.after(1)
    machine.clock.accept()
    machine.after(1)
    assert (seen, machine.clock.astray) == ([True, True, False], False)


def test_every_step_is_told_also_while_an_earlier_one_is_made_up() -> None:
    """Someone who sets the clock twice is told of twice."""
    machine = Machine()
    machine.moved = 10_000
    machine.after(1)
    machine.moved = 0
    machine.after(1)
    assert machine.steps == [10_000, -10_000]


@given(st.lists(st.tuples(st.floats(0, 1e7), st.floats(-1e9, 1e9)), max_size=40))
def test_time_never_goes_back_and_never_runs_away(moves: list[tuple[float, float]]) -> None:
    """Whatever is done to the wall: between nine and eleven tenths of the time that passes."""
    machine = Machine()
    before = 0
    for passed, moved in moves:
        machine.moved += moved
        now = machine.after(passed)
        assert passed * 0.9 - 2 <= now - before <= passed * 1.1 + 2
        assert now >= before
        before = now


def test_a_paced_clock_runs_a_day_in_minutes() -> None:
    """The demo: an hour a minute."""
    passed = [1_000.0]
    clock = PacedClock(start=7_000, pace=60, monotonic=lambda: passed[0])
    assert clock.now() == 7_000
    passed[0] += 60_000
    assert clock.now() == 7_000 + 3_600_000


def test_the_machines_own_clocks_are_in_milliseconds() -> None:
    """Read for real, once."""
    assert wall_ms() > START - 1e11
    assert monotonic_ms() <= monotonic_ms()
    assert abs(SystemClock().now() - wall_ms()) < 60_000
