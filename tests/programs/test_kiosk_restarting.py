"""A kiosk that crashes comes back, with a word on the glass meanwhile; one that is told to stop stays stopped."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from common.screen.fonts import Fonts, vendored
from common.screen.geometry import Screen
from common.screen.keeping import AGAIN, FLAG, keep_running
from common.screen.placements import texts
from common.screen.theme import KIOSK, KIOSK_HIGH_CONTRAST
from kiosk.look import Look
from kiosk.notices import cover_notice
from kiosk.restarting import ENDED, CoverProcess, kept_running, times_ended
from tests.screens.soundness import faults

ROOT = Path(__file__).parents[2]
WITHIN_S = 60.0
NOBODY = "http://127.0.0.1:9"


class Glass:
    """Lives and a cover that only count."""

    def __init__(self, *codes: int) -> None:
        self.codes, self.done = list(codes), list[str]()

    def start(self) -> Glass:
        self.done.append("start")
        return self

    def wait(self) -> int:
        return self.codes.pop(0)

    def stop(self) -> None:
        self.done.append("stop")

    def lay(self) -> None:
        self.done.append("cover")

    def lift(self) -> None:
        self.done.append("lift")

    def now(self) -> int:
        return 0

    def sleep(self, ms: int) -> None:
        self.done.append(f"{ms} ms")


def test_the_glass_is_covered_before_the_pause() -> None:
    """Nobody finds the desktop."""
    glass = Glass(1, 0)
    assert keep_running(glass.start, glass, lambda _: None, glass) == 0
    assert glass.done == ["start", "cover", "1000 ms", "start", "lift"]


def test_who_asks_to_be_started_again_is_at_once_and_it_is_no_fault() -> None:
    """By the service menu."""
    glass, said = Glass(AGAIN, AGAIN, 0), list[str]()
    assert keep_running(glass.start, glass, said.append, glass) == 0
    assert (glass.done, said) == (["start", "start", "start", "lift"], [])


@pytest.mark.parametrize(
    "screen", [Screen(1080, 1920, 21.5), Screen(1366, 768, 15.6), Screen(1920, 1080, 32)]
)
def test_the_cover_says_where_to_go_in_both_languages(screen: Screen) -> None:
    """Nothing on it can be touched, all of it can be read."""
    fonts = Fonts(vendored())
    placements = cover_notice(Look(screen, fonts), "zh")
    for theme in (KIOSK, KIOSK_HIGH_CONTRAST):
        assert faults(placements, screen, fonts, theme) == []
    said = "".join(texts(placements)).replace(" ", "")
    assert "咨询台" in said
    assert "enquirydesk" in said


def test_a_first_life_has_ended_never() -> None:
    """A kiosk without a watcher, too."""
    assert times_ended() == 0


def _arguments(folder: Path, *more: str) -> list[str]:
    return [
        "--server",
        NOBODY,
        "--printer",
        "none",
        "--size",
        "270x480",
        "--device",
        str(folder / "kiosk.json"),
        *more,
    ]


@pytest.fixture
def clean() -> Iterator[None]:
    """Lives are counted in the environment, which is every test's."""
    yield
    os.environ.pop(ENDED, None)


def test_each_life_knows_how_many_ended_before_it(tmp_path: Path, clean: None) -> None:
    """Real processes: a picture of a hall that is not reached ends with 1, as a crash does."""
    said: list[str] = []

    def report(text: str) -> None:
        said.append(text)
        if len(said) == 2:
            raise KeyboardInterrupt

    arguments = _arguments(tmp_path, "--shot", str(tmp_path / "a.png"), "--wait-s", "0.1", FLAG)
    assert kept_running(arguments, WITHIN_S, report) == 0
    assert said == [f"the screen ended with 1; it is started again in {s} s" for s in (1, 2)]
    assert times_ended() == 1
    assert (tmp_path / "a.png").exists()


def test_the_cover_is_a_process_that_ends_with_its_watcher(tmp_path: Path) -> None:
    """Laid twice it is one; lifted it is gone."""
    cover = CoverProcess(_arguments(tmp_path), pytest.fail)
    cover.lay()
    first = cover._running
    cover.lay()
    assert first is not None
    assert cover._running is first
    assert not first.has_ended
    cover.lift()
    assert first.has_ended


def test_a_kept_kiosk_ends_when_the_system_tells_it_to(tmp_path: Path) -> None:
    """Not by a window's wish, but by a signal; its kiosk with it."""
    picture = tmp_path / "screen.png"
    command = [
        sys.executable,
        "-m",
        "kiosk",
        *_arguments(tmp_path, "--picture", str(picture), "--keep-running"),
    ]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ, stderr=subprocess.PIPE) as process:
        until(picture.exists)
        process.terminate()
        assert process.stderr is not None
        process.stderr.read()  # until the last of them has ended
        assert process.wait(WITHIN_S) == 0


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + WITHIN_S
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)
