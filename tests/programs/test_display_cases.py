"""Cases on the screens: the program over a wire, and the real process beside a real server (P-1)."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pygame
import pytest

from common.commands_case import RegisterCase
from common.rows import Row
from common.screen.fonts import Fonts, vendored
from common.screen.theme import WALL, Colour, Role
from tests.live.case_house import case_house
from tests.live.live_hall import LiveHall, live_hall
from tests.programs.display_stand import Stand
from tests.programs.test_display_process import command, keep_token
from tests.screens.cases_hall import EVERY_KIND, case, over
from tests.screens.wall_hall import post, view


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts(vendored())


@pytest.fixture
def stand(fonts: Fonts) -> Stand:
    """A wall that has been up for a while, its board on who serves where."""
    stand = Stand(fonts)
    stand.join(view(posts=[post(window) for window in range(1, 5)], cases=EVERY_KIND))
    stand.frame(1)
    return stand


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (case(5, light="red"), {"2026-0005", "▲ 已超期"}),
        (case(40, place=0, state="registered", light="none", due=None), {"2026-0040", "○ 待受理"}),
        (over(6), {"2026-0006", "✓ 已办结"}),
    ],
)
def test_a_case_that_changed_is_in_the_very_next_frame(stand: Stand, row: Row, told: set[str]) -> None:
    """Whichever page is up: a change is on the wall within a second of its commit."""
    assert not told <= {*stand.frame(0.1)}
    stand.change({f"board/{row.id}": row})  # type: ignore[attr-defined]
    assert told <= {*stand.frame(0.1)}
    assert WALL[Role.TEXT] in row_of_pixels(stand.surface)
    stand.frame(0.6)
    assert WALL[Role.CALLED_GROUND] in row_of_pixels(stand.surface)
    stand.frames(25)
    assert WALL[Role.CALLED_GROUND] not in row_of_pixels(stand.surface)


def row_of_pixels(surface: pygame.Surface) -> set[Colour]:
    """Along the upper edge of the row at the foot of the board: its ground."""
    width, height = surface.get_size()
    foot = round(height * 0.91)
    return {surface.get_at((round(width * 0.98), y))[:3] for y in range(foot - 8, foot)}  # type: ignore[misc]


def test_a_board_of_its_own_shows_what_was_registered(tmp_path: Path) -> None:
    """`python -m display --server URL --screen board --shot FILE`, before and after."""
    case_house(tmp_path / "data").close()
    with live_hall(tmp_path / "data") as hall:
        keep_token(hall, tmp_path)
        number = WALL[Role.NUMBER]
        assert number not in colours(shot_of_board(hall, tmp_path))
        clerk = hall.joined("clerk", staff="A1")
        hall.answer(clerk, RegisterCase(matter="permit", name="欧阳小红", way="post"))
        assert number in colours(shot_of_board(hall, tmp_path))


def shot_of_board(hall: LiveHall, folder: Path) -> pygame.Surface:
    file = folder / "board.png"
    wanted = command(hall.url, folder, "--screen", "board", "--shot", str(file))
    run = subprocess.run(wanted, check=False, capture_output=True, text=True, encoding="utf-8")
    assert run.returncode == 0, run.stderr
    return pygame.image.load(file)


def colours(picture: pygame.Surface) -> set[Colour]:
    width, height = picture.get_size()
    return {picture.get_at((x, y))[:3] for x in range(width) for y in range(height)}  # type: ignore[misc]
