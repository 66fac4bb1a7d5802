"""The real wall in a process of its own, read as a resident reads it: from its picture."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageChops

from bench.load.process import end
from tests.architecture.checkout import ROOT
from tests.programs.escpos_reader import number_on

SIZE = "1920x1080"
HERO = (0.0, 0.08, 0.42, 0.38)
"""Where screens.md has the number that is called now: left, top, right, bottom of the screen."""
YELLOW_LEAST = 120
WITHIN_S = 90.0


class WallProcess:
    """`python -m display`, offscreen, with its picture and its trace in `folder`."""

    def __init__(self, url: str, token: str, folder: Path) -> None:
        device = folder / "display.json"
        device.write_text(json.dumps({"server": url, "token": token}), "utf-8")
        self.picture, self._trace = folder / "wall.png", folder / "trace.jsonl"
        command = [sys.executable, "-m", "display", "--server", url, "--size", SIZE, "--fps", "15"]
        command += ["--device", str(device), "--picture", str(self.picture), "--trace", str(self._trace)]
        environment = {**os.environ, "SDL_VIDEODRIVER": "dummy"}
        self._process = subprocess.Popen(command, cwd=ROOT, env=environment)

    def presented(self, number: str) -> None:
        """Wait until a row with `number` was in a presented frame."""
        self._until(lambda: f'"{number}"' in self._trace_text())

    def hero(self) -> str:
        """The big number, read from the picture's dots: in its part of the screen nothing else is yellow; empty while there is none."""
        with Image.open(self.picture) as picture:
            w, h = picture.size
            left, top, right, bottom = HERO
            box = (int(left * w), int(top * h), int(right * w), int(bottom * h))
            red, green, blue = picture.convert("RGB").crop(box).split()
        yellow = ImageChops.darker(ImageChops.darker(red, green), ImageChops.invert(blue))
        ink = yellow.point(lambda level: 0 if level > YELLOW_LEAST else 255).convert("1")
        return number_on(ink) if ink.getextrema()[0] == 0 else ""

    def shows(self, number: str) -> None:
        """Wait until the big number reads `number`."""
        self._until(lambda: self.picture.exists() and self.hero() == number)

    def close(self) -> None:
        """Switch it off."""
        end(self._process)

    def _trace_text(self) -> str:
        return self._trace.read_text("utf-8") if self._trace.exists() else ""

    def _until(self, so: Callable[[], bool]) -> None:
        deadline = time.monotonic() + WITHIN_S
        while not so():
            assert time.monotonic() < deadline, self._trace_text()
            time.sleep(0.2)
