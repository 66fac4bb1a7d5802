"""Window screens, boards and lamps as programs: from options to a picture."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from common.commands import CallNext, IssueTicket, SitDown
from common.messages import Called
from display.options import options_from
from tests.live.live_hall import LiveHall, live_hall, prepare
from tests.programs.test_display_process import command, keep_token

SERVER = ["--server", "http://hall:8000"]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[LiveHall]:
    """The small hall, served on a Monday at nine."""
    prepare(tmp_path / "data")
    with live_hall(tmp_path / "data") as running:
        yield running


def shot(hall: LiveHall, folder: Path, size: str, *more: str) -> pygame.Surface:
    """A picture without a screen."""

    file = folder / f"{size}.png"
    wanted = [*command(hall.url, folder, "--shot", str(file)), "--size", size, *more]
    run = subprocess.run(wanted, check=False, capture_output=True, text=True, encoding="utf-8")
    assert run.returncode == 0, run.stderr
    return pygame.image.load(file)


def test_a_window_a_bar_and_a_board_are_drawn_without_a_screen(served: LiveHall, tmp_path: Path) -> None:
    """`python -m display --server URL --screen window --window 1 --size 64x16 --shot FILE`."""
    keep_token(served, tmp_path)
    kiosk, clerk = served.joined("kiosk", kind="kiosk"), served.joined("clerk", staff="A1")
    served.answer(clerk, SitDown(window=1))
    served.answer(kiosk, IssueTicket(matter="mr"))
    assert isinstance(served.answer(clerk, CallNext()), Called)
    bar = shot(served, tmp_path, "64x16", "--screen", "window", "--window", "1")
    assert bar.get_size() == (64, 16)
    colours = {tuple(bar.get_at((x, y))[:3]) for x in range(64) for y in range(16)}
    assert colours == {(0, 0, 0), (255, 181, 71)}
    window = shot(served, tmp_path, "960x270", "--screen", "window", "--window", "1")
    called_ground = {tuple(window.get_at((x, 265))[:3]) for x in range(700, 950)}
    assert (255, 213, 74) in called_ground or (255, 255, 255) in called_ground
    assert shot(served, tmp_path, "640x480", "--screen", "board").get_size() == (640, 480)


def test_a_window_screen_must_be_told_whose_it_is(capfd: pytest.CaptureFixture[str]) -> None:
    """In one sentence of each language, and exit code 2."""
    with pytest.raises(SystemExit) as ended:
        options_from([*SERVER, "--screen", "window"])
    assert ended.value.code == 2
    assert "--window" in capfd.readouterr().err


def test_the_screens_there_are(capfd: pytest.CaptureFixture[str]) -> None:
    """A wall by default; --window counts for a window's own screen alone."""
    plain = options_from(SERVER)
    assert (plain.screen, plain.window, plain.plate, plain.keep_running) == ("wall", 0, "title", False)
    own = options_from(
        [*SERVER, "--screen", "window", "--window", "12", "--plate", "number", "--keep-running"]
    )
    assert (own.screen, own.window, own.plate, own.keep_running) == ("window", 12, "number", True)
    with pytest.raises(SystemExit):
        options_from([*SERVER, "--screen", "ceiling"])
    assert "wall, window, board" in capfd.readouterr().err


def test_a_window_that_the_hall_does_not_have_is_refused_by_the_server_and_said(
    served: LiveHall, tmp_path: Path
) -> None:
    """Whoever hung the screen reads why it stays empty."""
    keep_token(served, tmp_path)

    file = tmp_path / "none.png"
    wanted = [*command(served.url, tmp_path, "--shot", str(file)), "--screen", "window", "--window", "77"]
    run = subprocess.run(
        [*wanted, "--wait-s", "2"], check=False, capture_output=True, text=True, encoding="utf-8"
    )
    assert run.returncode == 1
    assert file.exists()
    assert json.loads((tmp_path / "device.json").read_text("utf-8"))["token"]
