"""The folder of pictures and notices."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pygame
import pytest

from display.media_folder import LOOK_EVERY_MS, MediaFolder, Unusable, examined, picture_size


class Shelf:
    """A folder, looked into as often as a screen does."""

    def __init__(self, folder: Path) -> None:
        self.path, self.reports, self.told, self.now = folder, list[str](), list[bool](), 0
        self.folder = MediaFolder(folder, self.reports.append)
        self.folder.tell = self.told.append

    def look(self) -> list[str]:
        self.now += LOOK_EVERY_MS
        for _ in range(20):
            self.folder.look(self.now)
        return [Path(medium.file).name for medium in self.folder.media]


@pytest.fixture(name="shelf")
def _shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def picture(file: Path, size: tuple[int, int] = (64, 36)) -> None:
    surface = pygame.Surface(size, depth=32)
    surface.fill("#225588")
    pygame.image.save(surface, file)


def test_pictures_and_notices_are_found(shelf: Shelf) -> None:
    """And nothing else in the folder."""
    picture(shelf.path / "a.png")
    picture(shelf.path / "b.JPG")
    (shelf.path / "c.txt").write_text("明天停电", "utf-8")
    (shelf.path / "notes.docx").write_bytes(b"PK")
    assert shelf.look() == ["a.png", "b.JPG", "c.txt"]
    assert shelf.reports == []
    assert not shelf.folder.is_faulty


def test_a_bad_file_is_skipped_and_told_once(shelf: Shelf) -> None:
    """The others are shown (field 29); when it is taken away all is well again."""
    picture(shelf.path / "a.png")
    bad = shelf.path / "b.png"
    bad.write_bytes((shelf.path / "a.png").read_bytes()[:60])
    (shelf.path / "c.txt").write_bytes(b"\xff\x00\xff")
    assert shelf.look() == ["a.png"]
    assert shelf.look() == ["a.png"]
    assert len(shelf.reports) == 2
    assert shelf.told[-1] is True
    bad.unlink()
    (shelf.path / "c.txt").unlink()
    assert shelf.look() == ["a.png"]
    assert shelf.told[-1] is False


def test_a_notice_of_an_old_windows_editor_is_read(shelf: Shelf) -> None:
    """GB 18030, as it was written."""
    (shelf.path / "c.txt").write_bytes("明天停电".encode("gbk"))
    shelf.look()
    assert [medium.text for medium in shelf.folder.media] == ["明天停电"]


def test_a_new_file_is_shown_and_a_removed_one_not(shelf: Shelf) -> None:
    """Without a restart."""
    picture(shelf.path / "a.png")
    assert shelf.look() == ["a.png"]
    (shelf.path / "b.txt").write_text("新通知", "utf-8")
    (shelf.path / "a.png").unlink()
    assert shelf.look() == ["b.txt"]


def test_a_huge_picture_is_never_decoded(tmp_path: Path) -> None:
    """A hundred million dots are four hundred megabytes; the file says so in its first bytes."""
    head = struct.pack(">IIBBBBB", 20_000, 5_000, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", len(head)) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    file = tmp_path / "huge.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk)
    with pytest.raises(Unusable, match="20000 x 5000"):
        examined(file)


@pytest.mark.parametrize("suffix", ["png", "jpg"])
def test_the_size_is_read_from_the_file_itself(tmp_path: Path, suffix: str) -> None:
    """Before anything is decoded."""
    file = tmp_path / f"p.{suffix}"
    picture(file, (123, 45))
    assert picture_size(file.read_bytes()) == (123, 45)


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\xff\xd8",
        b"\xff\xd8\xff\xff\xff",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"\xff\xd8\xff\xe0\x00\x00" * 9,
    ],
)
def test_what_is_no_picture_has_no_size(head: bytes) -> None:
    """Whatever its name says; nothing hangs."""
    assert picture_size(head) is None


@pytest.mark.parametrize("text", ["", "  \n ", "字" * 301, "\n".join("abcdefghij")])
def test_a_notice_that_cannot_be_read_in_passing_is_refused(tmp_path: Path, text: str) -> None:
    """Empty, too long, or too many lines."""
    file = tmp_path / "n.txt"
    file.write_text(text, "utf-8")
    with pytest.raises(Unusable):
        examined(file)


def test_a_folder_that_is_gone_ends_nothing(tmp_path: Path) -> None:
    """A stick was pulled out; when it is back its pictures are."""
    shelf = Shelf(tmp_path / "stick")
    assert shelf.look() == []
    assert shelf.look() == []
    assert len(shelf.reports) == 1
    assert shelf.told[-1] is True
    shelf.path.mkdir()
    picture(shelf.path / "a.png")
    assert shelf.look() == ["a.png"]
    assert shelf.told[-1] is False
