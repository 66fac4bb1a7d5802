"""What a screen program accepts at its start, and how it words what it does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from common.screen.geometry import Screen
from display.options import options_from as wall_options
from kiosk.options import is_small
from kiosk.options import options_from as kiosk_options
from tests.screens.kiosk_glass import FINE, FINE_ACROSS, OTHERS, SCREENS, SMALL_ACROSS

SERVER = "http://hall.example:8000"
PROGRAMS = {
    "kiosk": lambda more: kiosk_options(["--server", SERVER, "--printer", "none", *more]),
    "display": lambda more: wall_options(["--server", SERVER, *more]),
}
both = pytest.mark.parametrize("options", PROGRAMS.values(), ids=PROGRAMS)

Options = Callable[[list[str]], Any]


def refused(options: Options, more: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """The two lines that are told."""
    with pytest.raises(SystemExit) as ended:
        options(more)
    assert ended.value.code == 2
    zh, en = capsys.readouterr().err.splitlines()
    return zh, en


@both
@pytest.mark.parametrize(
    "wrong",
    ["hall:8000", "ftp://hall:8000", "http://", "https://:8000", "http://hall:port", "http://hall:99999",
     "http://my hall", "hall", "", "http://hall/?a=1",
     "http://hall:8000/some/path", "http://:pw@hall", "http://clerk:pw@hall", "http://@hall", "http://hall?", "http://hall/#a"],
)  # fmt: skip
def test_an_address_that_is_none_is_refused_in_a_plain_sentence(
    options: Options, wrong: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing would ever be reached there, and nothing would say so."""
    zh, en = refused(options, ["--server", wrong], capsys)
    assert zh.startswith(f"启动参数 --server 不能是“{wrong}”。请写大厅服务器的完整地址")
    assert en.startswith(f"--server cannot be “{wrong}”. Give the whole address")


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (
            kiosk_options,
            ["--lang {zh,en}", "--paper-mm {58,80}", "--contrast {normal,high}", "--scene {home,"],
        ),
        (wall_options, ["--lang {zh,en}", "--screen {wall,", "--fps N"]),
    ],
)
def test_help_shows_what_may_be_chosen(
    options: Options, shown: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody has to try a wrong word to hear the right ones."""
    with pytest.raises(SystemExit):
        options(["--help"])
    told = capsys.readouterr().out
    assert [each for each in shown if each not in told] == []


@both
@pytest.mark.parametrize("server", ["http://hall:8000", "https://hall.example/", "http://[::1]:8000"])
def test_an_address_is_kept_as_it_was_given(options: Options, server: str) -> None:
    """A token is bound to it."""
    assert options(["--server", server]).server == server


@both
@pytest.mark.parametrize(
    ("wrong", "zh", "en"),
    [
        (["--size", "big"], "1920x1080", "1920x1080"),
        (["--size", "100000x100000"], "16 到 8192 像素", "from 16 to 8192 pixels"),
        (["--diagonal-in", "0"], "到 200", "to 200"),
        (["--diagonal-in", "nan"], "到 200", "to 200"),
        (["--lang", "fr"], "zh, en", "one of: zh, en"),
        (["--fps", "0"], "1 到 120", "from 1 to 120"),
        (["--fps", "1.5"], "1 到 120", "from 1 to 120"),
        (["--shot", "shot.jpg"], ".png", ".png"),
        (["--shot", "no/such/folder/shot.png"], "文件夹", "folder that exists"),
        (["--picture", "p"], ".png", ".png"),
        (["--wait-s", "soon"], "0.1 到 600", "from 0.1 to 600"),
        (["--size"], "写法不对", "not used like that"),
        (["--unknown"], "没有“--unknown”", "no option “--unknown”"),
        (["--siz", "10x10"], "没有“--siz”", "no option “--siz”"),
    ],
)
def test_a_wrong_option_is_named_with_what_it_may_be(
    options: Options, wrong: list[str], zh: str, en: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In both languages, as one sentence each; not argparse's English."""
    told = refused(options, wrong, capsys)
    assert wrong[0] in told[0]
    assert wrong[0] in told[1]
    assert zh in told[0]
    assert en in told[1]


@pytest.mark.parametrize(
    ("wrong", "zh"),
    [
        (["--printer", "usb"], "tcp://主机:9100"),
        (["--printer", "tcp://host:port"], "tcp://主机:9100"),
        (["--scene", "nowhere"], "home, choose"),
        (["--paper-mm", "70"], "58, 80"),
        (["--contrast", "low"], "normal, high"),
        (["--large=yes"], "后面不写内容"),
        (["--diagonal-in", "10.1"], "15.6 到 200"),
    ],
)
def test_the_kiosks_own_options_are_worded_too(
    wrong: list[str], zh: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """As the shared ones."""
    assert zh in refused(PROGRAMS["kiosk"], wrong, capsys)[0]


@pytest.mark.parametrize(
    ("wrong", "zh"), [(["--screen", "led"], "wall"), (["--view-distance-m", "-1"], "0.5 到 100")]
)
def test_the_walls_own_options_are_worded_too(
    wrong: list[str], zh: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """As the shared ones."""
    assert zh in refused(PROGRAMS["display"], wrong, capsys)[0]


def test_a_kiosks_glass_is_as_large_as_the_smallest_that_is_tried_in_every_test_of_layout() -> None:
    """Below it something is shortened, or a row is lower than a finger: 15.6 inches are not enough for every shape."""
    assert not any(map(is_small, [*SCREENS, SMALL_ACROSS, FINE_ACROSS, FINE]))
    assert not any(map(is_small, OTHERS))
    assert all(map(is_small, [Screen(1024, 768, 15.6), Screen(1280, 1024, 17), Screen(1280, 800, 15.6)]))


def test_what_must_be_told_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    """The address, and the kiosk's printer."""
    assert refused(kiosk_options, [], capsys)[0].startswith("缺少启动参数 --server")
    assert refused(wall_options, [], capsys)[1].startswith("--server is missing")
    assert "--printer" in refused(kiosk_options, ["--server", SERVER], capsys)[0]


def test_a_picture_may_be_written_where_there_is_a_folder(tmp_path: Path) -> None:
    """Also one that is not there yet."""
    assert wall_options(["--server", SERVER, "--shot", str(tmp_path / "A.PNG")]).shot == tmp_path / "A.PNG"


@pytest.mark.parametrize(
    ("given", "least"),
    [
        (["--screen", "window", "--window", "3", "--size", "32x16"], "48x16"),
        (["--screen", "window", "--window", "3", "--size", "64x96"], "100x65"),
        (["--size", "128x64"], "320x180"),
        (["--screen", "board", "--size", "64x16"], "320x180"),
    ],
)
def test_a_screen_too_small_for_a_whole_number_is_refused(
    given: list[str], least: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the least that it needs, not by cutting what it shows."""
    told = refused(PROGRAMS["display"], given, capsys)
    assert all(least in sentence for sentence in told)
