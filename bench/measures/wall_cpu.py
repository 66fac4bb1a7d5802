"""How much of one core a wall takes at 60 frames a second, drawn in software, while four clerks call 15 times a minute.

The screen is the real program with its fonts, painter and window, in a process of its own on SDL's dummy driver (as a PC
without a graphics card, but for the last copy to the glass). The hall stands behind a link in the same process: what is
measured is the screen, not the network. Processor time is the process's own, so that a busy machine changes little.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, Literal, NamedTuple

import msgspec

from bench.measures.figure import Figure, Goal
from bench.measures.run import Run
from common.fold import View
from common.messages import Announcement, Refused
from common.rows import CallRow, HallRow, LineRow, PostRow, TodayRow, WindowRow
from common.screen.fonts import Fonts, vendored
from common.screen.geometry import Screen
from common.screen.stage import Stage, SystemClock
from common.screen.window import ScreenWindow
from common.words import Instant, Words
from display.glass import Glass
from display.presenting import PresentingWindow
from display.program import WallProgram
from display.trace import Trace

FPS = 60
EVERY_S = 4.0
WARM_UP_S = 5.0
SECONDS = 40.0
KEPT = 20
NOON = 1_795_402_800_000  # 23 November 2026, 11:00 in Shanghai: any open day does
NAMES = (
    "领导接待",
    "信访司法",
    "计划生育",
    "民政、劳动保障",
    "农业综合服务",
    "国土、村镇建设",
    "房管所收费",
    "文化广播",
)


class Taken(NamedTuple):
    """Percent of one core, and the frames that came out in a second."""

    percent: float
    fps: float


def measure(run: Run) -> Iterator[Figure]:
    """`wall_cpu.1080p_percent` and `wall_cpu.4k_percent`."""
    for name, size, goal in (("1080p", (1920, 1080), 15), ("4k", (3840, 2160), None)):
        taken = _in_its_own_process(size, run.seconds(SECONDS))
        beside = f"{taken.fps:.0f} frames a second, a call every {EVERY_S:.0f} s"
        wanted = Goal("≤", goal) if goal is not None else None
        yield Figure(f"wall_cpu.{name}_percent", taken.percent, "%", wanted, beside)


def _in_its_own_process(size: tuple[int, int], seconds: float) -> Taken:
    environment = {**os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_FRAMEBUFFER_ACCELERATION": "0"}
    command = [sys.executable, "-m", "bench.measures.wall_cpu", *map(str, (*size, seconds))]
    run = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return Taken(**json.loads(run.stdout.splitlines()[-1]))


class _Admitted:
    """A screen that was paired long ago."""

    token: str | None = "token"  # noqa: S105 - nobody asks for it
    code = ""
    refused = False

    def poll(self) -> None:
        """Nothing is new."""

    def renew(self) -> None:
        """It is never refused."""


class _Hall:
    """A link to a hall in this process: every few seconds the next clerk calls."""

    status: Literal["connecting", "joined", "lost", "refused"] = "joined"
    refused: Refused | None = None

    def __init__(self) -> None:
        self.announcements: list[Announcement] = []
        self._start = time.monotonic()
        self._called = 0
        self.view = _view()

    @property
    def last_heard(self) -> Instant | None:
        """Just now."""
        return self.server_now()

    def poll(self) -> None:
        """The calls that are due."""
        while time.monotonic() - self._start >= self._called * EVERY_S:
            self._call()

    def send(self, command: Any, on_answer: Callable[[Any], None], expires_s: float = 0.0) -> str:
        """Nobody listens."""
        return ""

    def server_now(self) -> Instant:
        """The hall's time."""
        return NOON + round((time.monotonic() - self._start) * 1000)

    def silent_s(self) -> float:
        """It always speaks."""
        return 0.0

    def close(self) -> None:
        """Nothing to close."""

    def _call(self) -> None:
        """One more; the clerk's last one is finished, the one before being served."""
        self._called += 1
        calls = dict(self.view["calls"])
        for earlier, state in ((self._called - 4, "serving"), (self._called - 8, "finished")):
            if (row := calls.get(str(earlier))) is not None:
                calls[str(earlier)] = {**row, "state": state}
        calls.pop(str(self._called - KEPT), None)
        calls[str(self._called)] = msgspec.to_builtins(self._row(self._called))
        today = {key: {**row, "finished": self._called // 8} for key, row in self.view["today"].items()}
        self.view = {**self.view, "calls": calls, "today": today}

    def _row(self, nth: int) -> CallRow:
        return CallRow(
            ticket=nth,
            number=f"{'KCFHMRWY'[nth % 8]}{nth % 1000:03d}",
            window=nth % 4 * 2 + 1,
            role="a_role",
            state="called",
            called_at=self.server_now(),
            times=1,
        )


def _view() -> View:
    """Eight windows, one of them covered by B."""
    hall = HallRow(
        id="bench", name=Words("师古镇便民服务中心"), sample=True, phone="0838-8000000", timezone="Asia/Shanghai",
        day="2026-11-23", phase="open", until=NOON + 3_600_000, numbers=True, paused=None,
    )  # fmt: skip
    windows = range(1, 9)
    return {
        "hall": {"hall": msgspec.to_builtins(hall)},
        "windows": {str(n): msgspec.to_builtins(_window(n)) for n in windows},
        "posts": {f"post-{n}": msgspec.to_builtins(_post(n)) for n in windows},
        "lines": {f"line-{n}": msgspec.to_builtins(_line(n)) for n in windows},
        "today": {str(n): msgspec.to_builtins(TodayRow(window=n, called=9, finished=9, wait_ms=6_000_000)) for n in windows},
        "calls": {},
    }  # fmt: skip


def _window(number: int) -> WindowRow:
    return WindowRow(
        number=number, name=Words(NAMES[number - 1]), clerk=f"A{number:02d}", away=None, away_until=None,
        state="free", ticket=None, since=None,
    )  # fmt: skip


def _post(number: int) -> PostRow:
    covered = number == 7
    return PostRow(
        id=f"post-{number}", name=Words(f"{NAMES[number - 1]}岗"), home=number, a_role=f"A{number:02d}",
        state="b_role" if covered else "a_role", clerk="A08" if covered else f"A{number:02d}",
        window=8 if covered else number, reason="stepped_away" if covered else None, since=NOON,
        until=NOON + 3_000_000 if covered else None, lines=(f"line-{number}",),
    )  # fmt: skip


def _line(number: int) -> LineRow:
    return LineRow(
        id=f"line-{number}", name=Words(NAMES[number - 1]), everyday=Words(""), icon="", waiting=number,
        oldest=NOON, window=number, state="a_role",
    )  # fmt: skip


def _taken(size: tuple[int, int], seconds: float) -> Taken:
    """What this process takes for a wall of that size."""
    clock, hall = SystemClock(), _Hall()
    window = ScreenWindow(size, "wall_cpu")
    fonts = Fonts(vendored())
    glass = Glass(screen=Screen(*size, 55), view_distance_mm=6000, language="zh", measure=fonts)
    program = WallProgram(
        glass, _Admitted(), lambda _: hall, trace=Trace(lambda _: None), report=lambda _: None
    )
    frames = 0

    def presented() -> None:
        nonlocal frames
        frames += 1
        program.presented(clock.now())

    stage = Stage(program, PresentingWindow(window, presented), fonts)
    _show(stage, clock, min(WARM_UP_S, seconds / 4))
    frames, cpu, start = 0, time.process_time(), time.monotonic()
    _show(stage, clock, seconds)
    passed = time.monotonic() - start
    return Taken(100 * (time.process_time() - cpu) / passed, frames / passed)


def _show(stage: Stage, clock: SystemClock, seconds: float) -> None:
    end = clock.now() + round(seconds * 1000)
    while (now := clock.now()) < end:
        stage.frame(now)
        clock.sleep(1000 // FPS - (clock.now() - now))


if __name__ == "__main__":
    taken = _taken((int(sys.argv[1]), int(sys.argv[2])), float(sys.argv[3]))
    sys.stdout.write(json.dumps(taken._asdict()))
