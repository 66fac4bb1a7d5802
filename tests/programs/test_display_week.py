"""Left alone: a week in simulated time, screens that are changed, and what the supervisor hears of it."""

from __future__ import annotations

import gc

import pytest

from common.rows import CallRow
from common.screen.fonts import Fonts, vendored
from common.screen.window import Resized
from display.burn_in import PATH, STEP_MS
from tests.programs.display_stand import Stand
from tests.screens.wall_hall import at, call, covered, hall, line, post, today, unattended, view, window

TABLE = 20
DAY_S = 86_400


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts(vendored())


class Week:
    """Seven days of a hall before one wall: calls, covers, lunch, a night without a server."""

    def __init__(self, fonts: Fonts) -> None:
        self.stand = Stand(fonts, size=(640, 360))
        self.fonts = fonts
        self.tickets = 0
        self.painted = 0
        posts = [post(number) for number in range(1, 14)]
        self.view = view(posts=posts, figures=[(1, 1)] * 13)
        self.stand.join(self.view)

    def day(self) -> None:
        """Calls through the hours, a lunch, then a night in which the server is switched off."""
        self.stand.change({"hall/hall": hall(phase="open", until=at("12:00"))})
        for _ in range(40):
            self._call()
            self._frames(4, 60)
        self.stand.change({"hall/hall": hall(phase="break", until=at("14:30"))})
        self._frames(20, 300)
        self.stand.wire.go_down()
        self._frames(40, 1_200)
        self.stand.wire.come_up()
        self.stand.frame(30)
        self.stand.upto += 50
        self.stand.accept(self.view)
        self._frames(10, 60)

    def _call(self) -> None:
        self.tickets += 1
        nth, stand = self.tickets, self.stand
        row: CallRow = call(nth, stand.now, number=f"K{nth % 1000:03d}")
        stand.call(row)
        stand.wire.say_change(stand.upto, stand.upto + 1, {}, drop={"calls": [str(nth - TABLE)]})
        stand.upto += 1
        stand.change({f"lines/line-{nth % 13 + 1}": line(nth % 13 + 1, nth % 97)})
        stand.change({"posts/post-3": covered(3, nth % 8 + 1) if nth % 2 else unattended(3)})
        stand.change({f"today/{nth % 13 + 1}": today(nth % 13 + 1, nth % 500, nth % 60)})

    def _frames(self, count: int, each_s: float) -> None:
        for _ in range(count):
            self.stand.beat()
            self.stand.frame(each_s)
            self.painted += sum(rect.w * rect.h for rect in self.stand.window.changed)

    def kept(self) -> tuple[int, int, int]:
        """Pixels of kept surfaces, what is remembered of calls, and everything else that Python holds."""
        self.stand.seen.clear()
        for wire in self.stand.wires:
            wire.emitted.clear()
        gc.collect()
        return self.fonts.cached_pixels, self.stand.program.remembered, len(gc.get_objects())


def test_a_week_leaves_nothing_behind(fonts: Fonts) -> None:
    """Neither surfaces nor calls nor anything else is more on Sunday than on Wednesday, nor does a day paint more."""
    week = Week(fonts)
    kept, painted = [], []
    for _ in range(7):
        week.painted = 0
        week.day()
        kept.append(week.kept())
        painted.append(week.painted)
    pixels, remembered, objects = zip(*kept[2:], strict=True)
    assert max(pixels) <= 24_000_000
    assert max(remembered) <= 100 + 4 * TABLE
    assert max(objects) - min(objects) < min(objects) * 0.02
    assert max(painted[2:]) < min(painted[2:]) * 1.3
    assert week.stand.reports == []


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (640, 480)])
def test_another_screen_that_is_plugged_in_is_filled(size: tuple[int, int], fonts: Fonts) -> None:
    """The same picture as if it had been there from the start."""
    given = view(calls=[call(1, at("10:00") - 300_000)])
    old, new = Stand(fonts, size=(1280, 720)), Stand(fonts, size=size)
    for stand in (old, new):
        stand.join(given)
    old.window.put(Resized(size))
    old.frame()
    assert old.surface.get_size() == size
    assert old.program.tick(old.now).placements == new.program.tick(new.now).placements
    assert old.surface.get_buffer().raw == new.surface.get_buffer().raw


def test_the_picture_wanders_by_whole_steps_and_is_painted_only_then(fonts: Fonts) -> None:
    """What stands for months is not burnt in; between two steps nothing is repainted for it."""
    stand = Stand(fonts)
    stand.join(view(calls=[]))
    places = set()
    for _ in range(len(PATH)):
        stand.beat()
        stand.frame(STEP_MS / 1000)
        places.add(stand.program.tick(stand.now).placements[0].rect[:2])
    assert len(places) == len(PATH)


def test_a_missing_glyph_is_told_to_the_supervisor_once(fonts: Fonts) -> None:
    """And that all is well, once after the start: a restart may have mended it."""
    stand = Stand(fonts)
    stand.join()
    stand.frames(1)
    stand.program.tell_fault("no_glyph", wrong=True)
    stand.frames(1)
    stand.program.tell_fault("no_glyph", wrong=True)
    stand.frames(1)
    asked = [payload for event, payload, _ in stand.wire.emitted if event == "command"]
    told = {payload["id"]: payload["command"] for payload in asked}  # unanswered, it is asked again
    assert [command.get("fault") for command in told.values()] == [None, "no_glyph"]
    assert {command["type"] for command in told.values()} == {"report_device"}


def test_figures_of_a_window_that_is_gone_do_not_stop_the_wall(fonts: Fonts) -> None:
    """A row may outlive its window by a message."""
    given = view(figures=[(3, 5)] * 3)
    given["windows"] = {}
    stand = Stand(fonts)
    stand.join(given)
    stand.change({"windows/1": window(1)})
    stand.frames(30, each_s=1)
    assert stand.reports == []
