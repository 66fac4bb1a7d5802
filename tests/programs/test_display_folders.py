"""The wall's own process whose shares are not mounted when it is switched on."""

from __future__ import annotations

import subprocess
import threading
from pathlib import Path

import pytest

from display.options import options_from
from tests.live.live_hall import LiveHall
from tests.programs.test_display_process import command, keep_token, row_of, until
from tests.programs.test_display_sound import called

OPTIONS = ("--media", "--voice", "--plates")


def test_a_watched_wall_starts_without_its_shares_and_says_so(served: LiveHall, tmp_path: Path) -> None:
    """Decoration keeps no wall dark: the call is shown, and whoever started it reads of each folder."""
    keep_token(served, tmp_path)
    trace, said = tmp_path / "trace.jsonl", list[str]()
    folders = [word for option in OPTIONS for word in (option, str(tmp_path / f"share{option}"))]
    wanted = command(
        served.url, tmp_path, "--keep-running", "--zone", "none", "--trace", str(trace), *folders
    )
    with subprocess.Popen(wanted, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stderr is not None
        reading = threading.Thread(target=said.extend, args=(process.stderr,))
        reading.start()
        try:
            ticket = called(served)
            until(lambda: row_of(ticket, trace))
            until(lambda: all(any(f"share{option}" in line for line in tuple(said)) for option in OPTIONS))
            until(lambda: any("is not shown" in line for line in tuple(said)))
        finally:
            process.terminate()
            reading.join()
    assert "The screen runs without it" in "".join(said)


@pytest.mark.parametrize("option", OPTIONS)
def test_a_folder_without_a_name_is_refused(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    """That one never comes."""
    with pytest.raises(SystemExit):
        options_from(["--server", "http://hall:8000", option, " "])
    assert [option in line for line in capsys.readouterr().err.splitlines()] == [True, True]
