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


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["--printer", "usb"], "not tcp://HOST:PORT, file:PATH or none: usb"),
        (["--size", "large"], "not like 1080x1920: large"),
        (["--diagonal-in", "0"], "not a diagonal in inches: 0"),
        (["--scene", "nowhere"], "invalid choice"),
        (["--unknown"], "unrecognized arguments"),
    ],
)
def test_a_wrong_option_is_named(wrong: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """At the start, with what was wrong."""
    with pytest.raises(SystemExit):
        options_from([*LEAST, *wrong])
    assert said in capsys.readouterr().err


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


def test_the_program_joins_a_hall_and_shows_it(served: LiveHall, tmp_path: Path) -> None:
    """A whole process: paired, joined, drawn without a screen, left."""
    device, shot = tmp_path / "kiosk.json", tmp_path / "home.png"
    device.write_text(json.dumps({"server": served.url, "token": served.token("kiosk")}), "utf-8")
    command = [sys.executable, "-m", "kiosk", "--server", served.url, "--printer", "none", "--size", "540x960",
               "--device", str(device), "--shot", str(shot)]  # fmt: skip
    quiet = {**os.environ, "SDL_VIDEODRIVER": "dummy"}
    ended = subprocess.run(
        command, cwd=ROOT, env=quiet, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (ended.returncode, ended.stdout) == (0, ""), ended.stderr
    with Image.open(shot) as picture:
        assert picture.size == (540, 960)
        assert len(picture.convert("RGB").getcolors(1 << 16) or []) > 10
