"""A screen that is told to stop, or whose watcher dies, ends in the middle of a sentence, and its voice's process with it."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from pathlib import Path

from tests.live.live_hall import LiveHall
from tests.programs.test_display_process import WITHIN_S, command, keep_token, until
from tests.programs.test_display_sound import called


class Speaking:
    """A wall that speaks. Whatever it started writes to the same stream: where that ends, all have ended."""

    def __init__(self, hall: LiveHall, folder: Path, *more: str) -> None:
        keep_token(hall, folder)
        environment = {**os.environ, "SDL_AUDIODRIVER": "dummy"}
        self.process = subprocess.Popen(
            command(hall.url, folder, *more), env=environment, stderr=subprocess.PIPE
        )
        self.all_ended = threading.Event()
        threading.Thread(target=self._read, daemon=True).start()
        called(hall)
        until((folder / "device.spoken.json").exists)

    def _read(self) -> None:
        assert self.process.stderr is not None
        with self.process.stderr:
            self.process.stderr.read()
        self.all_ended.set()

    def ends(self) -> int:
        assert self.all_ended.wait(WITHIN_S), "something goes on without its screen"
        return self.process.wait(WITHIN_S)


def test_a_speaking_wall_ends_when_it_is_told_to(served: LiveHall, tmp_path: Path) -> None:
    """SDL had taken the signal for a window that is not there."""
    wall = Speaking(served, tmp_path)
    wall.process.terminate()
    assert wall.ends() == 0


def test_a_watched_wall_ends_with_its_watcher_that_is_told_to_stop(served: LiveHall, tmp_path: Path) -> None:
    """Else the next start hangs beside it, and a hall hears each call twice."""
    wall = Speaking(served, tmp_path, "--keep-running")
    wall.process.terminate()
    assert wall.ends() == 0


def test_a_watched_wall_ends_with_its_watcher_that_was_killed(served: LiveHall, tmp_path: Path) -> None:
    """The pipe between them closes, whatever the system."""
    wall = Speaking(served, tmp_path, "--keep-running")
    wall.process.kill()
    assert wall.ends() in (-getattr(signal, "SIGKILL", 9), 1)


def test_the_voices_process_ends_with_a_wall_that_was_killed(served: LiveHall, tmp_path: Path) -> None:
    """Its input is at its end."""
    wall = Speaking(served, tmp_path)
    wall.process.kill()
    wall.ends()
