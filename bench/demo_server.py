"""The demo's server: the real one, on a folder of its own, with a clock that waits for the start."""

import errno
import re
import socket
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bench.day.timetable import Timetable
from bench.demo_processes import ROOT, WORDS_KEPT, NotBegun, Program, ProgramEnded

STARTS_WITHIN_S = 60.0
SERVING = re.compile(r"serving at (\S+)")
FIRST_PASSWORD = re.compile(r"Administrator (\S+), one-time password (\S+)")


class DemoServer:
    """`url` and the first administrator's one-time password are there once `start` has returned."""

    def __init__(self, folder: Path, hall: Path, day: Timetable, pace: float) -> None:
        self.folder = folder
        self.url = ""
        self._said: list[str] = []
        self.administrator, self.one_time_password = "", ""
        self._go = folder / "GO"
        self._program: Program | None = None
        start = datetime.fromtimestamp(day.start / 1000, ZoneInfo(day.timezone)).isoformat()
        self._arguments = ["serve", "--data", str(folder), "--hall", str(hall), "--lang", "en"]
        self._arguments += ["--simulate-from", start, "--pace", f"{pace:.3f}", "--go", str(self._go)]

    def start(self, host: str, port: int) -> None:
        """Serve at `port`. Raises `NotBegun`."""
        refuse_taken(host, port)
        self._go.unlink(missing_ok=True)
        arguments = [*self._arguments, "--host", host, "--port", str(port)]
        self._program = Program("server", arguments, self.folder / "server.log")
        if not self._has_started(self._program):
            self._program.end()
            raise NotBegun(f"The server did not start. Its last words:\n{self._last_words(self._program)}")

    def go(self) -> None:
        """Let the hall's time pass."""
        self._go.touch()

    def insist(self) -> None:
        """Raise `ProgramEnded` if it has."""
        if self._program is None or not self._program.running:
            raise ProgramEnded("server", self._program.last_words() if self._program else "")

    def stop(self) -> None:
        """End it properly."""
        if self._program is not None:
            self._program.end()

    def ledger_ok(self) -> bool:
        """Whether `python -m server check` finds the folder whole; what it finds is told."""
        checked = subprocess.run(
            [sys.executable, "-m", "server", "check", "--data", str(self.folder)],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        if checked.returncode:
            print(checked.stdout + checked.stderr, file=sys.stderr)
        return checked.returncode == 0

    def _has_started(self, program: Program) -> bool:
        deadline = time.monotonic() + STARTS_WITHIN_S
        while time.monotonic() < deadline and not (self.url and self.one_time_password):
            line = program.line(within_s=0.1)
            if line is None and not program.running:
                return False
            self._take(line or "")
        return bool(self.url and self.one_time_password)

    def _take(self, line: str) -> None:
        if found := SERVING.search(line):
            self.url = found[1]
        if found := FIRST_PASSWORD.search(line):
            self.administrator, self.one_time_password = found[1], found[2]
        elif line:
            self._said.append(line)

    def _last_words(self, program: Program) -> str:
        while (line := program.line()) is not None:
            self._take(line)
        return "\n".join([*self._said[-WORDS_KEPT:], program.last_words()]).strip()


def refuse_taken(host: str, port: int) -> None:
    """Raise `NotBegun` unless the server will be able to listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as fault:
        raise NotBegun(_no_place(host, port, fault)) from None


def _no_place(host: str, port: int, fault: OSError) -> str:
    match fault.errno:
        case errno.EADDRINUSE:
            other = port + 1 if port < 65_535 else 8000
            return f"Port {port} of {host} is taken by another program. Take another one: PORT={other}"
        case errno.EACCES:
            return f"This user may not listen at port {port}. Take one above 1023: PORT=8000"
        case _:
            return f"HOST={host} is no address of this machine. Take one that is: HOST=127.0.0.1"
