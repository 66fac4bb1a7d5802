"""`python -m kiosk` as it is started: its options, and a whole process against a live hall."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from PIL import Image

from common import commands_paper as q
from common.commands_case import RegisterCase
from common.messages import PaperWaits, Registered
from common.screen.pictures import PICTURES
from common.screen.theme import KIOSK, KIOSK_HIGH_CONTRAST
from kiosk.options import options_from
from kiosk.printers import NoPrinter
from kiosk.restarting import ENDED
from server.storage.ledger import Ledger
from tests.live.live_hall import LiveHall, live_hall, prepare
from tests.programs.ocr import ocr, stands
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


def run(
    url: str, folder: Path, *more: str, around: Mapping[str, str] = MappingProxyType({})
) -> subprocess.CompletedProcess[str]:
    """The whole program, without a screen, with its temporary files in a folder of its own. `around`: more of its environment."""
    temporary = folder / "temporary"
    temporary.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "kiosk", "--server", url, "--size", "540x960",
               "--device", str(folder / "kiosk.json"), *more]  # fmt: skip
    quiet = {**os.environ, "SDL_VIDEODRIVER": "dummy", "TMPDIR": str(temporary), "TEMP": str(temporary)}
    quiet |= around
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


def paired(served: LiveHall, folder: Path) -> Path:
    """The file of a kiosk that is let in."""
    device = folder / "kiosk.json"
    device.write_text(json.dumps({"server": served.url, "token": served.token("kiosk")}), "utf-8")
    return device


def paper_asked(served: LiveHall) -> None:
    """A window waits for a receipt: some kiosk is to print it."""
    window = served.joined("clerk", staff="A1")
    case = served.answer(window, RegisterCase(matter="mr", name="欧阳小红", way="post"))
    assert isinstance(case, Registered), case
    answer = served.answer(window, q.AskPaper(paper="receipt", case=case.case))
    assert isinstance(answer, PaperWaits), answer


def test_a_shot_tells_the_hall_nothing_and_touches_no_file_of_the_running_kiosk(
    served: LiveHall, tmp_path: Path
) -> None:
    """No count of paper, no fault, no restart, no window's paper: the hall's record and the disk are as before."""
    device, pictures = paired(served, tmp_path), tmp_path / "papers"
    for name in ("paper", "open", "own", "view", "service"):
        device.with_name(f"kiosk-{name}.json").write_text("{}", "utf-8")
    paper_asked(served)
    files = {file: file.read_bytes() for file in tmp_path.glob("kiosk*")}
    version = Ledger(served.store).fold().version
    shot = ["--printer", f"file:{pictures}/", "--shot", str(tmp_path / "home.png")]
    ended = run(served.url, tmp_path, *shot, "--service-code", "123456", around={ENDED: "3"})
    assert ended.returncode == 0, ended.stderr
    told = [entry.fact for entry in Ledger(served.store).entries(version)]
    assert told == []
    assert {file: file.read_bytes() for file in tmp_path.glob("kiosk*")} == files
    assert not pictures.exists()


@pytest.mark.parametrize("scene", ["waiting", "missed"])
def test_a_sample_ticket_is_asked_about_nowhere(served: LiveHall, tmp_path: Path, scene: str) -> None:
    """It is nobody's, so no hall has it: the picture shows the sample, not that it was not found."""
    paired(served, tmp_path)
    shot = tmp_path / "mine.png"
    picture = ["--size", "1080x1920", "--lang", "en", "--scene", scene, "--shot", str(shot)]
    ended = run(served.url, tmp_path, "--printer", "none", *picture)
    assert ended.returncode == 0, ended.stderr
    with Image.open(shot) as drawn:
        read = ocr(drawn, "en")
    assert stands("Your number", read)
    assert not stands("Not found", read)
