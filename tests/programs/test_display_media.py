"""The wall's own process and a folder of media in which everything is wrong."""

from __future__ import annotations

from pathlib import Path

import pygame

from common.screen.theme import WALL, Role
from tests.live.live_hall import LiveHall
from tests.programs.test_display_process import SIZE, display, keep_token, row_of, until
from tests.programs.test_display_sound import called
from tests.screens.test_media_folder import picture, pipe


def test_no_file_between_calls_keeps_a_call_from_the_wall(served: LiveHall, tmp_path: Path) -> None:
    """Pipes that would be waited for, a folder, a link to nothing, a picture: the call is shown."""
    keep_token(served, tmp_path)
    media, trace = tmp_path / "media", tmp_path / "trace.jsonl"
    media.mkdir()
    pipe(media / "a.png")
    pipe(media / "b.txt")
    (media / "c.png").mkdir()
    (media / "d.png").symlink_to(media / "gone.png")
    picture(media / "e.png")
    with display(served.url, tmp_path, "--zone", "none", "--media", str(media), "--trace", str(trace)):
        ticket = called(served)
        until(lambda: row_of(ticket, trace))


def test_no_file_of_a_plate_keeps_a_call_from_the_windows_screen(served: LiveHall, tmp_path: Path) -> None:
    """Names and a photo that would be waited for (Q-3): the frames go on, and the call is shown."""
    keep_token(served, tmp_path)
    plates, seen, ground = tmp_path / "plates", tmp_path / "seen.png", WALL[Role.CALLED_GROUND]
    plates.mkdir()
    pipe(plates / "names.toml")
    pipe(plates / "A1.png")
    named = ("--plate", "name", "--plates", str(plates))
    with display(served.url, tmp_path, "--screen", "window", "--window", "1", *named, "--picture", str(seen)):
        called(served)
        until(lambda: seen.exists() and tuple(pygame.image.load(seen).get_at((SIZE[0] - 5, 5)))[:3] == ground)
