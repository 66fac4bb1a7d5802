"""Window screens, boards and lamps as programs: from options to a picture."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import msgspec
import pygame
import pytest

from common.commands import CallNext, IssueTicket, SitDown
from common.link import Link
from common.messages import Called
from common.screen.fonts import Fonts, vendored
from common.screen.geometry import Screen
from common.screen.placements import texts
from display.glass import Glass
from display.options import options_from
from display.program import ScreenProgram
from display.window_face import WindowFace
from server.lane import Ask
from server.rules.order import ImportHall
from server.rules.setup import Setup
from tests.live.live_hall import LiveHall
from tests.programs.display_stand import HandAdmission
from tests.programs.test_display_process import command, keep_token
from tests.rules.street import ADMIN, small_setup

SERVER = ["--server", "http://hall:8000"]


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


def test_a_window_that_is_taken_out_of_the_halls_file_says_so_on_its_screen(
    served: LiveHall,
) -> None:
    """At once, and still after it joined anew: its last state would keep residents in front of it."""
    glass = Glass(
        screen=Screen(960, 270, 28), view_distance_mm=3000, language="zh", measure=Fonts(vendored())
    )
    face = WindowFace(glass, 3)

    def link(token: str) -> Link:
        return served.link("window:3", kind="display")

    program = ScreenProgram(glass, face, HandAdmission(), link, report=lambda _: None)

    def told() -> list[str]:
        return texts(program.tick(served.clock.now()).placements)

    served.until(lambda: "3" in told())
    served.hub.call(
        lambda: served.server.desk.ask(Ask(ADMIN, ImportHall(setup=two_windows())), lambda _: None)
    )
    served.until(lambda: "没有3号窗口" in told())
    assert program._connection.link is not None
    program._connection.link._lose()  # type: ignore[attr-defined]  # a real one
    served.until(lambda: "大厅里没有这个窗口" in told())


def two_windows() -> Setup:
    """The small hall without its third window."""
    setup = small_setup()
    first, second = setup.posts[:2]
    return small_setup(
        lines=setup.lines[:2],
        matters=setup.matters[:2],
        windows=setup.windows[:2],
        posts=(first, msgspec.structs.replace(second, b_roles=("A1",))),
    )
