"""Kiosks and wall of the demo: real programs in processes of their own, and how people use them."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from bench.day.case_record import CaseShown
from bench.day.crowd import Wish
from bench.day.floor import NoPaper, Paper, Shown
from bench.day.simulated_devices import case_shown
from bench.demo_processes import Program, ProgramEnded
from bench.demo_told import Told
from common.words import Instant
from display import trace
from display.voice.settings import NOWHERE

TOUCH_MS = (25.0, 250.0)
"""Between two touches, real time: as quick as a day in a minute needs, as slow as can be followed."""
TOUCH_SIMULATED_MS = 15_000
SETTLES_MS = 400
"""The kiosk takes no second touch so soon: its clock runs so that a touch comes later than that."""


def touch_every_ms(pace: float) -> float:
    """Real milliseconds between two touches on a day of that pace."""
    return min(TOUCH_MS[1], max(TOUCH_MS[0], TOUCH_SIMULATED_MS / pace))


class Screens(NamedTuple):
    """Sizes of the windows, and how often they are drawn."""

    kiosk: str
    wall: str
    fps: int = 40


ON_SCREEN = Screens("430x764", "1120x630")
"""Two kiosks and the wall have room on one ordinary screen."""
IN_MEMORY = Screens("720x1280", "1280x720")


class Device:
    """A program of the hall in a process of its own; its files lie in `folder`, by its name."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.token_file = folder / f"{name}.json"
        self.picture = folder / f"{name}.png"
        self._log = folder / f"{name}.log"
        self._program: Program | None = None

    def insist(self) -> None:
        """Raise `ProgramEnded` if it has, or was closed."""
        if self._program is not None and not self._program.running:
            raise ProgramEnded(self.name, self._program.last_words())

    def end(self) -> None:
        """Close it."""
        if self._program is not None:
            self._program.end()


class KioskProcess(Device):
    """A kiosk to stand before. Its papers lie in `papers`."""

    def __init__(self, name: str, folder: Path, url: str, pace: float, screens: Screens) -> None:
        super().__init__(name, folder)
        self.papers = folder / f"{name}-papers"
        self.free = True
        self._ready = False
        self._url, self._screens = url, screens
        self._every_ms = touch_every_ms(pace)

    def start(self) -> None:
        """Start the program."""
        self.papers.mkdir(exist_ok=True)
        arguments = [str(max(1.0, SETTLES_MS / self._every_ms)), str(self._every_ms)]
        arguments += [
            "--server",
            self._url,
            "--printer",
            f"file:{self.papers}",
            "--size",
            self._screens.kiosk,
        ]
        arguments += ["--device", str(self.token_file), "--fps", str(self._screens.fps)]
        arguments += ["--picture", str(self.picture)]
        self._program = Program("bench.demo_kiosk", arguments, self._log)

    def is_ready(self) -> bool:
        """It has joined the hall."""
        told = self._listen()
        self._ready = self._ready or bool(told and told.ready)
        return self._ready

    def take(self, wish: Wish, now: Instant) -> None:
        """See `KioskPlace`."""
        if self._program is not None:
            self.free = False
            self._program.tell(msgspec.json.encode(wish).decode())

    def outcome(self, now: Instant) -> Paper | NoPaper | None:
        """See `KioskPlace`."""
        told = self._listen()
        if told is None:
            return None
        self.free = True
        return told.paper or NoPaper(told.refused or "")

    def printed(self) -> int:
        """How many papers came out."""
        return sum(1 for _ in self.papers.glob("*.png"))

    def _listen(self) -> Told | None:
        line = self._program.line() if self._program is not None else None
        return msgspec.json.decode(line, type=Told) if line is not None else None


class WallProcess(Device):
    """The wall, `python -m display`, read by what its presented frames held."""

    def __init__(self, folder: Path, url: str, screens: Screens) -> None:
        super().__init__("wall", folder)
        self._trace = folder / "wall.trace"
        self._url, self._screens = url, screens
        self._read = 0
        self._cases: list[CaseShown] = []

    def start(self) -> None:
        """Start the program."""
        self._trace.touch()
        arguments = ["--server", self._url, "--device", str(self.token_file), "--size", self._screens.wall]
        arguments += ["--fps", str(self._screens.fps)]
        arguments += ["--zone", NOWHERE]  # an hour that lasts a minute cannot be spoken
        arguments += ["--trace", str(self._trace), "--picture", str(self.picture)]
        self._program = Program("display", arguments, self._log)

    def is_ready(self) -> bool:
        """It has drawn a frame."""
        return self.picture.exists()

    def news(self, now: Instant) -> list[Shown]:
        """See `WallSeen`: whole lines only."""
        with self._trace.open("rb") as file:
            file.seek(self._read)
            written = file.read()
        whole = written[: written.rfind(b"\n") + 1]
        self._read += len(whole)
        seen = [trace.read(line) for line in whole.splitlines()]
        self._cases += [case_shown(one) for one in seen if isinstance(one, trace.CasePresented)]
        return _rows([one for one in seen if isinstance(one, trace.Presented)])

    def cases_seen(self) -> list[CaseShown]:
        """See `WallSeen`."""
        cases, self._cases = self._cases, []
        return cases


def _rows(seen: Sequence[trace.Presented]) -> list[Shown]:
    return [
        Shown(one.ticket, one.number, one.window, one.times, one.version)
        for one in seen
        if one.what == "row" and one.window is not None
    ]
