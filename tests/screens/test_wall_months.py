"""What lets a wall hang for months: it wanders, tells of its faults, takes another screen, and comes back."""

from __future__ import annotations

import pytest

from common.screen.fonts import Fonts
from common.screen.geometry import Rect, Screen
from common.screen.keeping import STEADY_MS, keep_running
from common.screen.placements import Box, Text
from common.screen.theme import Role
from display.burn_in import PATH, STEP_MS, offset, wandered
from display.faults import Fault, Faults
from tests.screens.test_wall_layout import CALLS, MIXED, NOW, Look, pages_of
from tests.screens.wall_hall import view
from tests.screens.wall_soundness import faults, ink_of

SECOND = 1_000


@pytest.mark.parametrize("size", [(1920, 1080), (3840, 2160), (1080, 1920), (1024, 768)])
@pytest.mark.parametrize("step", range(len(PATH)))
def test_a_wall_that_wandered_is_still_whole(step: int, size: tuple[int, int], fonts: Fonts) -> None:
    """A few pixels every four minutes: nothing leaves the glass, and what reaches its edge still does."""
    look = Look(size=size)
    glass = Rect(0, 0, *size)
    by = offset(step * STEP_MS, min(size))
    for placements in pages_of(view(posts=MIXED, calls=CALLS), NOW, look, fonts):
        moved = wandered(placements, by, glass)
        assert all(glass.contains(ink_of(p, fonts)) for p in moved if isinstance(p, Text))
        assert all(glass.contains(p.rect) for p in moved if isinstance(p, Box))
        found = [
            fault for fault in faults(moved, Screen(*size, 55), fonts) if not fault.startswith("outside")
        ]
        assert found == []


def test_every_pixel_of_a_wall_moves_within_the_hour() -> None:
    """And comes back: the picture wanders around its place."""
    places = [offset(step * STEP_MS, 1080) for step in range(len(PATH))]
    assert len(set(places)) == len(PATH)
    assert offset(len(PATH) * STEP_MS, 1080) == places[0] == (0, 0)
    assert max(abs(x) + abs(y) for x, y in places) <= 6
    assert len(PATH) * STEP_MS <= 3_600_000


def test_a_ground_that_fills_the_glass_goes_on_filling_it() -> None:
    """No dark edge round an evacuation."""
    glass = Rect(0, 0, 100, 50)
    (ground,) = wandered([Box(glass, fill=Role.EMERGENCY_GROUND)], (2, -2), glass)
    assert ground.rect == glass


def test_a_screen_tells_the_gravest_of_its_faults_and_when_it_has_gone() -> None:
    """Once each: the hall keeps one fault a device."""
    faults_, sent = Faults(), list[Fault | None]()
    told: tuple[tuple[Fault | None, bool], ...] = (
        (None, False),
        ("no_glyph", True),
        ("no_sound", True),
        ("no_sound", False),
    )
    for fault, wrong in told:
        if fault is not None:
            faults_.set(fault, wrong=wrong)
        faults_.tell(sent.append)
        faults_.tell(sent.append)
    assert sent == [None, "no_glyph", "no_sound", "no_glyph"]


def test_a_fault_that_nobody_heard_is_told_again() -> None:
    """The link went down while it was told: once said is not yet known."""
    faults_, sent = Faults(), list[Fault | None]()
    faults_.set("no_sound", wrong=True)
    faults_.tell(sent.append)
    faults_.unanswered("no_sound")
    faults_.tell(sent.append)
    faults_.unanswered(None)  # the answer to something that is no longer true
    faults_.tell(sent.append)
    assert sent == ["no_sound", "no_sound"]


class Runs:
    """A program that ends as it is told: its code, after so many seconds."""

    def __init__(self, *ends: tuple[int, int]) -> None:
        self.ends = list(ends)
        self.now_ms = 0
        self.slept: list[int] = []

    def start(self) -> Runs:
        return self

    def wait(self) -> int:
        code, seconds = self.ends.pop(0)
        self.now_ms += seconds * SECOND
        return code

    def stop(self) -> None:
        raise AssertionError("nobody asked for it")

    def now(self) -> int:
        return self.now_ms

    def sleep(self, ms: int) -> None:
        self.slept.append(ms)
        self.now_ms += ms


def test_a_screen_that_crashed_is_started_again_with_growing_pauses() -> None:
    """One that ran for long begins with the shortest again; one that was stopped stays stopped."""
    said: list[str] = []
    runs = Runs((1, 3), (-11, 3), (1, STEADY_MS // SECOND), (1, 1), (0, 60))
    assert keep_running(runs.start, runs, said.append) == 0
    assert runs.slept == [1_000, 2_000, 1_000, 2_000]
    assert len(said) == 4


def test_a_wrong_option_is_not_tried_again() -> None:
    """Nobody would read the sentence that says why."""
    runs = Runs((2, 0))
    assert keep_running(runs.start, runs, pytest.fail) == 2
    assert runs.slept == []


def test_a_screen_that_cannot_live_is_tried_once_a_minute_at_most() -> None:
    """It may be a cable."""
    runs = Runs(*[(1, 1)] * 30, (0, 1))
    keep_running(runs.start, runs, lambda _: None)
    assert max(runs.slept) == runs.slept[-1] == 60_000
