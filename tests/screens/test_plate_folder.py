"""The folder of names and photos of a window's own screen (Q-3)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from common.screen.placements import Pixels
from display.media_folder import HANGS_MS, LOOK_EVERY_MS, Job, MediaFolder
from display.plate_folder import PLATES, PlateFolder
from display.plates import Plates
from tests.screens.test_media_folder import picture, pipe


class Desk:
    """A folder of plates, looked into as often as a screen does."""

    def __init__(self, folder: Path) -> None:
        self.path, self.reports, self.now = folder, list[str](), 0
        reading = MediaFolder(folder, self.reports.append, lambda job: job(), PLATES)
        self.folder = PlateFolder(reading)

    def look(self, clerk: str | None = "A03") -> Plates:
        self.now += LOOK_EVERY_MS
        return self.folder.plates(clerk, self.now)

    def photo(self, clerk: str = "A03") -> Pixels | None:
        photo = self.look(clerk).photos.get(clerk)
        return photo.pixels if photo is not None else None


@pytest.fixture(name="desk")
def _desk(tmp_path: Path) -> Desk:
    (tmp_path / "names.toml").write_text('A03 = "张敏"\nA04 = 5\n', "utf-8")
    return Desk(tmp_path)


def test_a_name_and_a_photo_are_found_by_the_staff_number(desk: Desk) -> None:
    """What is no name is left out."""
    picture(desk.path / "A03.png", (300, 400))
    pixels = desk.photo()
    assert pixels is not None
    assert pixels.size == (300, 400)
    assert desk.look().names == {"A03": "张敏"}
    assert desk.look("A04").photos == {}
    assert desk.look(None).photos == {}
    assert desk.reports == []


def test_names_in_the_encoding_of_an_old_windows_editor_are_read(desk: Desk) -> None:
    """GB 18030, as it was written."""
    (desk.path / "names.toml").write_bytes('A03 = "张敏"'.encode("gbk"))
    assert desk.look().names == {"A03": "张敏"}


def test_a_new_name_and_a_new_photo_come_without_a_restart(desk: Desk) -> None:
    """Somebody else sits there, or has brought another picture."""
    assert desk.photo() is None
    picture(desk.path / "A03.png", (300, 400))
    (desk.path / "names.toml").write_text('A03 = "张小敏"', "utf-8")
    assert desk.photo() is not None
    assert desk.look().names == {"A03": "张小敏"}


def _broken(file: Path) -> None:
    file.write_bytes(b"\x89PNG")


def _huge(file: Path) -> None:
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(8) + (9000).to_bytes(4) * 2 + bytes(99))


def _dangling(file: Path) -> None:
    file.symlink_to(file.with_name("gone.png"))


@pytest.mark.parametrize("made", [pipe, Path.mkdir, _broken, _huge, _dangling])
def test_a_photo_that_cannot_be_shown_is_told_once_and_the_name_stays(
    desk: Desk, made: Callable[[Path], None]
) -> None:
    """A pipe, a folder, half a file, too many dots, a link to nothing."""
    made(desk.path / "A03.png")
    for _ in range(4):
        assert desk.photo() is None
    assert desk.look().names == {"A03": "张敏"}
    assert [report.partition(" ")[0] for report in desk.reports] == ["A03.png"]


def _nothing(file: Path) -> None:
    assert not file.exists()


def _no_toml(file: Path) -> None:
    file.write_text("A03 = ", "utf-8")


def _deep(file: Path) -> None:
    file.write_text("A03 = " + "[" * 50_000, "utf-8")


def _long(file: Path) -> None:
    file.write_text("#" * 100_001, "utf-8")


@pytest.mark.parametrize("made", [_nothing, pipe, Path.mkdir, _no_toml, _deep, _long])
def test_a_list_of_names_that_cannot_be_read_is_told_once_and_the_photo_stays(
    desk: Desk, made: Callable[[Path], None]
) -> None:
    """The plate of a window is no reason to go dark."""
    (desk.path / "names.toml").unlink()
    made(desk.path / "names.toml")
    picture(desk.path / "A03.png")
    for _ in range(4):
        assert desk.photo() is not None
    assert desk.look().names == {}
    assert [report.partition(" ")[0] for report in desk.reports] == ["names.toml"]


def test_a_share_that_hangs_is_never_waited_for(tmp_path: Path) -> None:
    """The plate shows the number meanwhile, and the name when the share is back."""
    (tmp_path / "names.toml").write_text('A03 = "张敏"', "utf-8")
    jobs, reports = list[Job](), list[str]()
    folder = PlateFolder(MediaFolder(tmp_path, reports.append, jobs.append, PLATES))
    for now in range(0, 2 * HANGS_MS, 1_000):
        assert folder.plates("A03", now) == Plates("name")
    assert (len(jobs), len(reports)) == (1, 1)
    jobs.pop()()
    assert folder.plates("A03", 2 * HANGS_MS).names == {"A03": "张敏"}
