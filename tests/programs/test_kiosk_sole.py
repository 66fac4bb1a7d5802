"""One kiosk per device file: two would give one number with one check to two residents."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from common.screen.keeping import AGAIN, FINAL, FLAG, Leashed
from common.sole import sole
from kiosk.restarting import ENDED, Lives
from kiosk.sole import IN_USE, with_device

ROOT = Path(__file__).parents[2]
WITHIN_S = 60.0


def _arguments(device: Path, *more: str) -> list[str]:
    address = ["--server", "http://127.0.0.1:9", "--printer", "none", "--size", "270x480"]
    return [*address, "--device", str(device), *more]


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + WITHIN_S
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture
def clean() -> Iterator[None]:
    """Lives are counted in the environment, which is every test's."""
    yield
    os.environ.pop(ENDED, None)


def test_a_second_kiosk_on_one_device_file_does_not_start(tmp_path: Path) -> None:
    """One sentence in each language, no resident's number, and a watcher does not try again."""
    device = tmp_path / "kiosk.json"
    with sole(tmp_path / "kiosk.lock"):
        command = [sys.executable, "-m", "kiosk", *_arguments(device, FLAG)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=WITHIN_S, check=False)
    assert done.returncode == IN_USE
    assert IN_USE in FINAL
    chinese, english = done.stderr.decode().splitlines()
    assert str(device) in chinese
    assert "没有启动" in chinese
    assert str(device) in english
    assert "has not started" in english
    assert not (tmp_path / "kiosk-own.json").exists()


def test_a_kiosk_that_was_killed_is_started_again_on_its_file(tmp_path: Path, clean: None) -> None:
    """The lock goes with the process; while it lives nobody else has it."""
    picture = tmp_path / "screen.png"
    lives = Lives(_arguments(tmp_path / "kiosk.json", "--picture", str(picture)), WITHIN_S)
    first = lives()
    _until(picture.exists)
    assert with_device(tmp_path / "kiosk.json", lambda: 0, pytest.fail) == IN_USE
    assert isinstance(first, Leashed)
    first._process.kill()
    first.wait()
    picture.unlink()
    second = lives()
    _until(picture.exists)
    second.stop()
    assert with_device(tmp_path / "kiosk.json", lambda: 0, pytest.fail) == 0


def test_who_ends_to_be_started_again_has_let_go(tmp_path: Path) -> None:
    """The service menu's way: an exit from the middle."""

    def ends() -> int:
        raise SystemExit(AGAIN)

    for _ in range(2):
        with pytest.raises(SystemExit):
            with_device(tmp_path / "kiosk.json", ends, pytest.fail)


def test_two_device_files_in_one_folder_are_two_kiosks(tmp_path: Path) -> None:
    """A machine with two screens."""
    nested = with_device(
        tmp_path / "left.json",
        lambda: with_device(tmp_path / "right.json", lambda: 7, pytest.fail),
        pytest.fail,
    )
    assert nested == 7


def test_a_disk_that_takes_no_lock_keeps_nobody_from_starting(tmp_path: Path) -> None:
    """It is in the log; such a kiosk keeps no numbers of its own, so it gives none."""
    said: list[str] = []
    (tmp_path / "file").write_text("no folder")
    assert with_device(tmp_path / "file" / "kiosk.json", lambda: 7, said.append) == 7
    assert "kiosk.lock" in said[0]
