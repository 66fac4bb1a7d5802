"""The folder of pictures and notices."""

from __future__ import annotations

import os
import struct
import time
import zlib
from pathlib import Path

import pygame
import pytest

from common.screen.fonts import Fonts, vendored
from common.screen.geometry import Rect
from common.screen.paint import Painter
from common.screen.placements import Image
from common.screen.theme import WALL
from display.media import Medium
from display.media_files import PROGRAMME, Unusable, examined, picture_size
from display.media_folder import HANGS_MS, LOOK_EVERY_MS, Job, MediaFolder


class Shelf:
    """A folder, looked into as often as a screen does."""

    def __init__(self, folder: Path) -> None:
        self.path, self.reports, self.told, self.now = folder, list[str](), list[bool](), 0
        self.folder = MediaFolder(folder, self.reports.append, run=lambda job: job())
        self.folder.tell = self.told.append

    def look(self) -> list[str]:
        self.now += LOOK_EVERY_MS
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
        examined(file, PROGRAMME)


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
        examined(file, PROGRAMME)


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


def pipe(file: Path) -> None:
    """Whoever opens it waits for ever. Where the system has none by name a folder does as well."""
    (os.mkfifo if hasattr(os, "mkfifo") else os.mkdir)(file)


def test_what_is_no_file_is_told_and_never_waited_for(shelf: Shelf) -> None:
    """A folder named as a picture, a pipe, a link to nothing: the others are shown."""
    (shelf.path / "a.png").mkdir()
    pipe(shelf.path / "b.png")
    pipe(shelf.path / "c.txt")
    picture(shelf.path / "z.png")
    assert shelf.look() == ["z.png"]
    assert shelf.look() == ["z.png"]
    assert [report.partition(" ")[0] for report in shelf.reports] == ["a.png", "b.png", "c.txt"]
    assert shelf.told[-1] is True


def test_a_link_to_nothing_stops_no_other(shelf: Shelf) -> None:
    """It had emptied the whole programme."""
    (shelf.path / "a.png").symlink_to(shelf.path / "gone.png")
    picture(shelf.path / "b.png")
    assert shelf.look() == ["b.png"]
    assert shelf.look() == ["b.png"]
    assert len(shelf.reports) == 1


def test_a_file_that_is_being_copied_is_no_fault(shelf: Shelf) -> None:
    """Half of it at one look, all of it at the next."""
    picture(shelf.path / "whole.png", (400, 300))
    whole = (shelf.path / "whole.png").read_bytes()
    (shelf.path / "whole.png").unlink()
    (shelf.path / "a.png").write_bytes(whole[:60])
    assert shelf.look() == []
    (shelf.path / "a.png").write_bytes(whole)
    assert shelf.look() == ["a.png"]
    assert shelf.reports == []
    assert not any(shelf.told)


def test_a_picture_that_is_replaced_under_its_name_is_drawn_anew(shelf: Shelf) -> None:
    """Another size, another time: another medium."""
    picture(shelf.path / "a.png")
    shelf.look()
    (old,) = shelf.folder.media
    assert shelf.folder.is_ready(old, shelf.now)
    picture(shelf.path / "a.png", (400, 300))
    shelf.look()
    (new,) = shelf.folder.media
    assert new != old
    shelf.folder.is_ready(new, shelf.now)
    pixels = shelf.folder.drawn(new).pixels
    assert pixels is not None
    assert pixels.size == (400, 300)


def test_a_picture_that_went_bad_since_the_last_look_is_passed_over(shelf: Shelf) -> None:
    """Its turn comes, and it is no picture any more."""
    picture(shelf.path / "a.png")
    picture(shelf.path / "b.png")
    shelf.look()
    first = shelf.folder.media[0]
    (shelf.path / "a.png").write_bytes(b"PNG")
    assert not shelf.folder.is_ready(first, shelf.now)
    assert [Path(medium.file).name for medium in shelf.folder.media] == ["b.png"]
    assert shelf.told[-1] is True


def test_a_large_picture_is_made_small_before_it_comes_to_the_frames(shelf: Shelf) -> None:
    """Sixteen million dots would hold a frame up for half a second."""
    picture(shelf.path / "a.png", (5_000, 1_000))
    shelf.look()
    (medium,) = shelf.folder.media
    shelf.folder.is_ready(medium, shelf.now)
    pixels = shelf.folder.drawn(medium).pixels
    assert pixels is not None
    assert pixels.size == (2_560, 512)


def test_a_share_that_hangs_holds_nothing_up_and_is_told(tmp_path: Path) -> None:
    """The board stays; when the share is back, so are the pictures."""
    picture(tmp_path / "a.png")
    jobs, reports = list[Job](), list[str]()
    folder = MediaFolder(tmp_path, reports.append, run=jobs.append)
    folder.look(0)
    for now in range(0, 4 * HANGS_MS, 1_000):
        folder.look(now)
        assert not folder.is_ready(Medium("/share/a.png"), now)
    assert (len(jobs), folder.media, len(reports)) == (1, (), 1)
    assert folder.is_faulty
    jobs.pop()()
    folder.look(5 * HANGS_MS)
    assert len(folder.media) == 1
    assert not folder.is_faulty


def test_files_are_read_beside_the_frames(tmp_path: Path) -> None:
    """As the wall has it: nothing is there at once, and all soon."""
    picture(tmp_path / "a.png")
    folder = MediaFolder(tmp_path, pytest.fail)
    ends = time.monotonic() + 30
    folder.look(0)
    while not folder.media:
        assert time.monotonic() < ends
        folder.look(1)
        time.sleep(0.005)
    while not folder.is_ready(folder.media[0], 1):
        assert time.monotonic() < ends
        folder.look(1)
        time.sleep(0.005)


def test_a_picture_is_painted_from_what_was_read(shelf: Shelf) -> None:
    """In its place's middle, whole, though the file is gone meanwhile."""
    picture(shelf.path / "a.png", (64, 36))
    shelf.look()
    (medium,) = shelf.folder.media
    shelf.folder.is_ready(medium, shelf.now)
    (shelf.path / "a.png").unlink()
    surface = pygame.Surface((200, 100), depth=32)
    painter = Painter(surface, Fonts(vendored()), WALL)
    painter.paint([Image(Rect(0, 0, 200, 100), medium.file, shelf.folder.drawn(medium).pixels)])
    assert surface.get_at((100, 50))[:3] == (0x22, 0x55, 0x88)
    assert surface.get_at((5, 50)) == surface.get_at((195, 50))
    assert surface.get_at((5, 50))[:3] != (0x22, 0x55, 0x88)
