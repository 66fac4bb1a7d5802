"""Windows, and the loop that shows a program's frames."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from common.screen.fonts import Fonts
from common.screen.geometry import Rect
from common.screen.placements import Style, Text
from common.screen.stage import Frame, LivePicture, Stage, save_png
from common.screen.theme import KIOSK
from common.screen.window import (
    Event,
    Exposed,
    Key,
    MemoryWindow,
    Quit,
    ScreenWindow,
    Tap,
    has_gpu,
    has_screen,
    size_from,
)


class CountingProgram:
    """Shows how many taps it has seen."""

    def __init__(self) -> None:
        self.taps = 0

    def handle(self, event: Event, now: int) -> None:
        self.taps += isinstance(event, Tap)

    def tick(self, now: int) -> Frame:
        return Frame([Text(Rect(0, 0, 100, 40), str(self.taps), Style(20))], KIOSK)


class FrameClock:
    """A clock in which only sleeping takes time."""

    def __init__(self) -> None:
        self.time = 1_000

    def now(self) -> int:
        return self.time

    def sleep(self, ms: int) -> None:
        self.time += ms


def test_a_tap_is_handled_before_the_frame_that_shows_it(fonts: Fonts) -> None:
    """What is touched is seen in the very next frame."""
    program, window = CountingProgram(), MemoryWindow((100, 40))
    stage = Stage(program, window, fonts)
    stage.frame(0)
    before = pygame.image.tobytes(window.surface, "RGB")
    window.put(Tap(5, 5))
    stage.frame(1)
    assert program.taps == 1
    assert pygame.image.tobytes(window.surface, "RGB") != before


def test_a_window_that_was_covered_is_painted_anew(fonts: Fonts) -> None:
    """What lay under another window is not left grey."""
    window = MemoryWindow((100, 40))
    stage = Stage(CountingProgram(), window, fonts)
    stage.frame(0)
    painted = pygame.image.tobytes(window.surface, "RGB")
    window.surface.fill((127, 127, 127))
    window.put(Exposed())
    stage.frame(1)
    assert pygame.image.tobytes(window.surface, "RGB") == painted


def test_a_real_window_shows_frames_and_hears_touches_and_keys(fonts: Fonts) -> None:
    """SDL's own events, on its driver without a screen."""
    window = ScreenWindow((100, 40), "kit")
    try:
        window.events()
        Stage(CountingProgram(), window, fonts).frame(0)
        for raw in (
            pygame.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=(5, 6)),
            pygame.Event(pygame.MOUSEBUTTONDOWN, button=3, pos=(5, 6)),
            pygame.Event(pygame.KEYDOWN, key=pygame.K_ESCAPE),
            pygame.Event(pygame.QUIT),
        ):
            pygame.event.post(raw)
        heard = [event for event in window.events() if not isinstance(event, Exposed)]
        assert heard == [Tap(5, 6), Key("escape"), Quit()]
    finally:
        window.close()


def test_the_loop_ends_when_the_window_is_closed(fonts: Fonts) -> None:
    """And keeps to its frames until then."""
    program, window, clock = CountingProgram(), MemoryWindow((100, 40)), FrameClock()

    class ClosingClock(FrameClock):
        def sleep(self, ms: int) -> None:
            super().sleep(ms)
            if self.time >= 2_000:
                window.put(Quit())

    clock = ClosingClock()
    Stage(program, window, fonts).run(clock, fps=50)
    assert clock.time == 2_000


def test_a_live_picture_is_written_when_something_changed_and_not_more_often(
    fonts: Fonts, tmp_path: Path
) -> None:
    """A page can show what a wall without a screen shows, at little cost."""
    path = tmp_path / "wall.png"
    program, window = CountingProgram(), MemoryWindow((100, 40))
    stage = Stage(program, window, fonts, LivePicture(path, every_ms=1000))
    stage.frame(0)
    first = path.read_bytes()
    window.put(Tap(1, 1))
    stage.frame(500)
    assert path.read_bytes() == first
    stage.frame(1000)
    second = path.read_bytes()
    assert second != first
    path.unlink()
    stage.frame(5000)
    assert not path.exists()


def test_a_live_picture_that_cannot_be_written_stops_no_screen(fonts: Fonts, tmp_path: Path) -> None:
    """Its disk is full or its folder gone: reported once, the wall goes on."""
    window, reports = MemoryWindow((100, 40)), list[str]()
    picture = LivePicture(tmp_path / "gone" / "wall.png", every_ms=1000, report=reports.append)
    stage = Stage(CountingProgram(), window, fonts, picture)
    for now in (0, 1000, 2000):
        window.put(Tap(1, 1))
        assert stage.frame(now)
    assert len(reports) == 1
    assert "wall.png cannot be written" in reports[0]


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"DISPLAY": ":0", "SDL_VIDEODRIVER": "dummy"}, False),
        ("linux", {"SDL_VIDEODRIVER": "kmsdrm"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_a_screen_is_found_where_there_is_one(
    platform: str, environment: dict[str, str], expected: bool
) -> None:
    """Without one, the program draws in memory instead of failing."""
    assert has_screen(platform, environment) is expected


def test_a_machine_without_render_node_has_no_gpu(tmp_path: Path) -> None:
    """Then SDL is told not to accelerate."""
    assert not has_gpu("linux", tmp_path / "dri")
    assert has_gpu("linux", tmp_path)
    assert has_gpu("win32", tmp_path / "dri")


def test_a_size_is_two_whole_numbers() -> None:
    """As given on the command line."""
    assert size_from("1080x1920") == (1080, 1920)


@pytest.mark.parametrize(
    "wrong", ["1080", "0x10", "axb", "1080x", "-1x5", "100000x100000", "8x1080", "1920x8193"]
)
def test_a_size_that_is_none_is_refused(wrong: str) -> None:
    """Before a window is opened."""
    with pytest.raises(ValueError, match=r"."):
        size_from(wrong)


def test_a_picture_that_cannot_be_written_leaves_the_last_one(fonts: Fonts, tmp_path: Path) -> None:
    """A full disk put 0 bytes in its place, without a word."""
    file, surface = tmp_path / "wall.png", pygame.Surface((8, 8))
    save_png(surface, file)
    before = file.read_bytes()
    surface.fill((255, 0, 0))
    (tmp_path / "wall.part.png").mkdir()
    with pytest.raises(OSError, match=r"."):
        save_png(surface, file)
    assert file.read_bytes() == before
    (tmp_path / "wall.part.png").rmdir()
    save_png(surface, file)
    assert tuple(pygame.image.load(file).get_at((0, 0))) == (255, 0, 0, 255)


def test_a_picture_goes_to_the_disk_by_a_write_that_tells(tmp_path: Path) -> None:
    """SDL's own writing of a file keeps silent about a full disk; `/dev/full` is one, where there is such a thing."""
    full = Path("/dev/full")
    if full.exists():
        (tmp_path / "wall.part.png").symlink_to(full)
        with pytest.raises(OSError, match=r"[Ss]pace"):
            save_png(pygame.Surface((8, 8)), tmp_path / "wall.png")
        assert list(tmp_path.iterdir()) == []


def test_a_live_picture_is_tried_again(fonts: Fonts, tmp_path: Path) -> None:
    """Else a wall that stands still would leave an old picture after the disk has room again."""
    blocked, surface = tmp_path / "wall.part.png", pygame.Surface((8, 8))
    blocked.mkdir()
    reports: list[str] = []
    picture = LivePicture(tmp_path / "wall.png", every_ms=1000, report=reports.append)
    picture.follow(surface, True, 0)
    picture.follow(surface, False, 1000)
    blocked.rmdir()
    picture.follow(surface, False, 2000)
    assert len(reports) == 1
    assert (tmp_path / "wall.png").exists()
