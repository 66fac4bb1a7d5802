"""The wall's own process and its sound device: none, or one that writes down what it plays."""

from __future__ import annotations

import os
import subprocess
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from common.commands import CallNext, IssueTicket, SitDown
from common.voice.sound import length_ms
from tests.live.live_hall import LiveHall
from tests.programs.test_display_process import command, keep_token, row_of, until
from tests.voice.test_loudspeaker import heard


@contextmanager
def wall(hall: LiveHall, folder: Path, **sound: str) -> Iterator[None]:
    keep_token(hall, folder)
    environment = {**os.environ, **sound}
    arguments = command(hall.url, folder, "--trace", str(folder / "trace.jsonl"))
    with subprocess.Popen(arguments, env=environment) as process:
        try:
            yield
        finally:
            process.kill()


def called(hall: LiveHall) -> int:
    """Somebody is called at window 1."""
    kiosk, clerk = hall.joined("kiosk", kind="kiosk"), hall.joined("clerk", staff="A1")
    hall.answer(clerk, SitDown(window=1))
    ticket: int = hall.answer(kiosk, IssueTicket(matter="mr")).ticket
    hall.answer(clerk, CallNext())
    return ticket


def test_without_a_sound_device_the_wall_works_and_the_supervisor_is_told(
    served: LiveHall, tmp_path: Path
) -> None:
    """The picture comes, and somebody knows why nothing is heard."""
    boss = served.joined("supervisor", staff="S1")
    with wall(served, tmp_path, SDL_AUDIODRIVER="there-is-none"):
        ticket = called(served)
        until(lambda: row_of(ticket, tmp_path / "trace.jsonl"))
        served.until(lambda: any(row["detail"] == "no_sound" for row in boss.view["alarms"].values()))


def test_a_call_is_heard_from_the_press_to_the_device(served: LiveHall, tmp_path: Path) -> None:
    """Server, wall, maker's process and mixer: chime and sentence as samples, on a device of SDL's."""
    file = tmp_path / "heard.raw"
    with wall(served, tmp_path, SDL_AUDIODRIVER="disk", SDL_DISKAUDIOFILE=str(file), SDL_DISKAUDIODELAY="10"):
        called(served)
        until(lambda: any(length_ms(spoken) > 4_000 for spoken in heard(_samples(file))))


def _samples(file: Path) -> array[int]:
    raw = file.read_bytes() if file.exists() else b""
    samples = array("h")
    samples.frombytes(raw[: len(raw) // 2 * 2])
    return samples
