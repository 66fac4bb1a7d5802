"""`python -m kiosk` as it is started: its options, and a whole process against a live hall."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from common.screen.pictures import PICTURES
from common.screen.theme import KIOSK, KIOSK_HIGH_CONTRAST
from kiosk.options import options_from
from kiosk.printers import NoPrinter
from tests.live.live_hall import LiveHall, live_hall, prepare
from tests.screens.kiosk_hall import hall as sample_hall

ROOT = Path(__file__).parents[2]
LEAST = ["--server", "http://hall.example:8000", "--printer", "none"]


def test_only_server_and_printer_must_be_told() -> None:
    """All else has a default."""
    options = options_from(LEAST)
    assert isinstance(options.printer, NoPrinter)
    assert (options.paper_mm, options.diagonal_in, options.language) == (80, 21.5, "zh")
    assert (options.size, options.theme, options.shot) == (None, KIOSK, None)


def test_every_option_can_be_told() -> None:
    """As documented."""
    options = options_from(
        [*LEAST, "--size", "768x1366", "--diagonal-in", "15.6", "--lang", "en", "--contrast", "high",
         "--paper-mm", "58", "--fps", "30", "--shot", "a.png", "--scene", "guide", "--large", "--device", "d.json",
         "--picture", "p.png"]
    )  # fmt: skip
    assert (options.size, options.diagonal_in, options.language) == ((768, 1366), 15.6, "en")
    assert (options.theme, options.paper_mm, options.fps) == (KIOSK_HIGH_CONTRAST, 58, 30)
    assert (options.shot, options.scene, options.large) == (Path("a.png"), "guide", True)
    assert (options.device, options.picture) == (Path("d.json"), Path("p.png"))


def test_every_option_is_documented(capsys: pytest.CaptureFixture[str]) -> None:
    """docs/kiosk.md knows them all."""
    with pytest.raises(SystemExit):
        options_from(["--help"])
    document = (ROOT / "docs" / "kiosk.md").read_text("utf-8")
    told = {word.strip("[],") for word in capsys.readouterr().out.split() if word.startswith(("--", "[--"))}
    assert [option for option in sorted(told - {"--help"}) if f"`{option}" not in document] == []


def test_every_icon_of_the_sample_hall_has_its_picture() -> None:
    """A hall's file names them."""
    assert {line.icon for line in sample_hall().lines.values()} <= PICTURES.keys()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveHall]:
    """The small hall, served live on a Monday at nine."""
    folder = tmp_path_factory.mktemp("command") / "data"
    prepare(folder)
    with live_hall(folder) as hall:
        yield hall


def run(url: str, folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """The whole program, without a screen, with its temporary files in a folder of its own."""
    temporary = folder / "temporary"
    temporary.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "kiosk", "--server", url, "--size", "540x960",
               "--device", str(folder / "kiosk.json"), *more]  # fmt: skip
    quiet = {**os.environ, "SDL_VIDEODRIVER": "dummy", "TMPDIR": str(temporary), "TEMP": str(temporary)}
    quiet.pop("PYGAME_HIDE_SUPPORT_PROMPT", None)
    return subprocess.run(
        command, cwd=ROOT, env=quiet, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_the_program_joins_a_hall_and_shows_it(served: LiveHall, tmp_path: Path) -> None:
    """A whole process: paired, joined, drawn without a screen, left; pygame's greeting is not heard."""
    device, shot = tmp_path / "kiosk.json", tmp_path / "home.png"
    device.write_text(json.dumps({"server": served.url, "token": served.token("kiosk")}), "utf-8")
    ended = run(served.url, tmp_path, "--printer", "none", "--shot", str(shot))
    assert (ended.returncode, ended.stdout) == (0, ""), ended.stderr
    with Image.open(shot) as picture:
        assert picture.size == (540, 960)
        assert len(picture.convert("RGB").getcolors(1 << 16) or []) > 10


def test_a_shot_without_a_server_says_why(tmp_path: Path) -> None:
    """In both languages, with the address; the exit code tells a script."""
    shot = tmp_path / "home.png"
    ended = run("http://127.0.0.1:9", tmp_path, "--printer", "none", "--shot", str(shot), "--wait-s", "0.2")
    assert ended.returncode == 1
    assert "没有接入 http://127.0.0.1:9" in ended.stderr
    assert "http://127.0.0.1:9 did not let this screen in" in ended.stderr
    assert shot.exists()


def test_a_shot_that_cannot_be_written_says_why(served: LiveHall, tmp_path: Path) -> None:
    """A folder stands where the picture is written first."""
    (tmp_path / "kiosk.json").write_text(
        json.dumps({"server": served.url, "token": served.token("kiosk")}), "utf-8"
    )
    (tmp_path / "home.part.png").mkdir()
    ended = run(served.url, tmp_path, "--printer", "none", "--shot", str(tmp_path / "home.png"))
    assert ended.returncode == 1
    assert f"写不了文件 {tmp_path / 'home.png'}" in ended.stderr
    assert "Traceback" not in ended.stderr
