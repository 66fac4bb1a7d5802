"""The wall's own process and a folder of media in which everything is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.live.live_hall import LiveHall, live_hall, prepare
from tests.programs.test_display_process import display, keep_token, row_of, until
from tests.programs.test_display_sound import called
from tests.screens.test_media_folder import picture, pipe


@pytest.fixture
def served(tmp_path: Path) -> Iterator[LiveHall]:
    """The small hall, served on a Monday at nine."""
    prepare(tmp_path / "data")
    with live_hall(tmp_path / "data") as running:
        yield running


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
