"""Small files of a device: whole, its owner's alone, and never overwritten by who could not read them."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from common.admission import StoredAdmission
from common.commands import IssueTicket
from common.durable import KeptFile
from kiosk.alone.last_view import LastView
from kiosk.alone.series import OwnSeries
from kiosk.open_numbers import OpenNumbers
from kiosk.paper_book import PaperBook
from kiosk.service.secret import ServiceFile


class Note(msgspec.Struct):
    """What is kept here."""

    text: str = ""


class Paired:
    """A pairing that has its token."""

    code, token = "", "t0ken"

    def poll(self) -> str:
        return "paired"


def paired(file: Path) -> None:
    StoredAdmission(file, "http://hall.example", Paired, lambda _: None).poll()


WRITERS: dict[str, Callable[[Path], object]] = {
    "token": paired,
    "open": lambda file: OpenNumbers(file).ask(IssueTicket(matter="m")),
    "own": OwnSeries,
    "view": lambda file: LastView(file).write(),
    "paper": lambda file: PaperBook(file).turn_to("2026-11-23"),
    "service": lambda file: ServiceFile(file).set_code("4711"),
}


@pytest.mark.parametrize("name", WRITERS)
def test_what_cannot_be_read_is_set_aside_before_anything_is_written(tmp_path: Path, name: str) -> None:
    """Each time under a name of its own."""
    file = tmp_path / f"kiosk-{name}.json"
    for n in (1, 2):
        file.write_bytes(b"{half %d" % n)
        WRITERS[name](file)
        assert (tmp_path / f"{file.name}.unread-{n}").read_bytes() == b"{half %d" % n
    assert msgspec.json.decode(file.read_bytes())


def test_what_cannot_even_be_set_aside_is_not_overwritten(tmp_path: Path) -> None:
    """Tried again with the next word that is to be kept."""
    file, said = tmp_path / "note.json", list[str]()
    file.write_bytes(b"{")
    kept = Stuck(file, Note, said.append)
    assert kept.read() == Note()
    assert not kept.write(Note("new"))
    assert file.read_bytes() == b"{"
    kept.stuck = False
    assert kept.write(Note("new"))
    assert (tmp_path / "note.json.unread-1").read_bytes() == b"{"
    assert len(said) == 2


class Stuck(KeptFile[Note]):
    """On a disk that renames nothing for now."""

    stuck = True

    def _clear(self, file: Path) -> None:
        if self.stuck:
            raise OSError("busy")
        super()._clear(file)


def test_a_disk_that_stays_full_is_said_once(tmp_path: Path) -> None:
    """And again when it is full again."""
    said = list[str]()
    kept, part = KeptFile(tmp_path / "note.json", Note, said.append), tmp_path / "note.json.part"
    for _ in range(2):
        part.mkdir()
        assert [kept.write(Note("a")), kept.write(Note("b"))] == [False, False]
        part.rmdir()
        assert kept.write(Note("c"))
    assert len(said) == 2
    assert KeptFile(tmp_path / "note.json", Note, said.append).read() == Note("c")


def test_it_is_its_owners_alone_whatever_lay_there(tmp_path: Path) -> None:
    """A half-written one beside it may be anybody's to read."""
    before = os.umask(0o022)
    try:
        part = tmp_path / "note.json.part"
        part.write_text("{", "utf-8")
        KeptFile(tmp_path / "note.json", Note, print).write(Note("a"))
        if sys.platform != "win32":
            assert stat.S_IMODE((tmp_path / "note.json").stat().st_mode) == 0o600
    finally:
        os.umask(before)
