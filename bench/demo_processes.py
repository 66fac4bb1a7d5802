"""The demo's own processes: started apart from the terminal's Ctrl-C, ended in order, and never left behind."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO

ROOT = Path(__file__).resolve().parents[1]
ENDS_WITHIN_S = 10.0
WORDS_KEPT = 40
ENVIRONMENT = {"PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1", "PYGAME_HIDE_SUPPORT_PROMPT": "1"}


class NotBegun(Exception):
    """The day could not begin; the text says why, and what to do."""


class ProgramEnded(Exception):
    """A program that is needed is not there any more."""

    def __init__(self, name: str, last_words: str) -> None:
        super().__init__(f"The {name} has ended.\n{last_words}".rstrip())


class Program:
    """`python -m MODULE …` with lines in and lines out; what it complains of goes to `log`."""

    def __init__(self, module: str, arguments: Sequence[str], log: Path) -> None:
        self.name = module
        self.log = log
        self._lines: SimpleQueue[str] = SimpleQueue()
        with log.open("ab") as complaints:
            self._process = subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                cwd=ROOT,
                env={**os.environ, **ENVIRONMENT},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=complaints,
                text=True,
                encoding="utf-8",
                start_new_session=os.name != "nt",
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            )
        assert self._process.stdout is not None
        threading.Thread(target=self._read, args=[self._process.stdout], daemon=True).start()

    @property
    def running(self) -> bool:
        """It has not ended."""
        return self._process.poll() is None

    def tell(self, line: str) -> None:
        """Write a line to it; one that has ended hears nothing."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()
        except OSError:
            pass  # whoever waits for its answer notices that it has ended

    def line(self, within_s: float = 0.0) -> str | None:
        """The next line that it wrote; none if there is none in time."""
        try:
            return self._lines.get(timeout=within_s) if within_s else self._lines.get_nowait()
        except Empty:
            return None

    def last_words(self) -> str:
        """The end of what it complained of."""
        words = self.log.read_text("utf-8", "replace").splitlines()
        return "\n".join(words[-WORDS_KEPT:])

    def end(self) -> None:
        """Ask it to end, wait, and insist."""
        if self.running:
            self._process.send_signal(getattr(signal, "CTRL_BREAK_EVENT", signal.SIGTERM))
        try:
            self._process.wait(ENDS_WITHIN_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            _close(pipe)

    def _read(self, out: IO[str]) -> None:
        try:
            for line in out:
                self._lines.put(line.rstrip("\n"))
        except ValueError:
            pass  # the pipe was closed at the end


def _close(pipe: IO[str] | None) -> None:
    try:
        if pipe is not None:
            pipe.close()
    except OSError:
        pass  # it had ended with something of ours unread
