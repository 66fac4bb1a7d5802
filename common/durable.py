"""Small files that outlive a power cut: written whole or not at all, on the disk before anything else happens, and never overwritten unread."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

T = TypeVar("T", bound=msgspec.Struct)


class KeptFile(Generic[T]):
    """One `kind` in one file; without a `file` nothing outlives the program. Faults are reported, none is raised.

    One that cannot be read is set aside under another name beside it: somebody may still read it. `unread`: so it was.
    """

    def __init__(self, file: Path | None, kind: type[T], report: Callable[[str], None]) -> None:
        self._file, self._kind, self._report = file, kind, report
        self.unread = False
        self._in_the_way = self._failing = False

    def read(self) -> T:
        """What was kept; an empty one where there is none."""
        if self._file is None:
            return self._kind()
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=self._kind)
        except FileNotFoundError:
            return self._kind()
        except (OSError, ValueError, msgspec.DecodeError) as fault:
            self._report(f"{self._file.name} cannot be read: {fault}")
        self.unread = self._in_the_way = True
        with suppress(OSError):
            self._clear(self._file)
        return self._kind()

    def write(self, content: T) -> bool:
        """Whether it is on the disk."""
        if self._file is None:
            return True
        try:
            self._clear(self._file)
            write_whole(self._file, msgspec.json.encode(content))
        except OSError as fault:
            if not self._failing:
                self._report(f"{self._file.name} cannot be written: {fault}")
            self._failing = True
            return False
        self._failing = False
        return True

    def _clear(self, file: Path) -> None:
        if self._in_the_way and file.is_file():
            set_aside(file)
        self._in_the_way = False


def write_whole(file: Path, content: bytes) -> None:
    """Replace `file`, which only this user may read.

    Raises:
        OSError: it could not be written; what was there before is there still.

    """
    part = file.with_name(f"{file.name}.part")
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part.unlink(missing_ok=True)  # one that is left may be anybody's to read
    part.touch(mode=0o600)
    with part.open("wb") as open_file:
        open_file.write(content)
        open_file.flush()
        os.fsync(open_file.fileno())
    part.replace(file)
    _keep_name(file.parent)


def set_aside(file: Path) -> None:
    """It has the first name `NAME.unread-N` that is free.

    Raises:
        OSError: it could not be renamed.

    """
    n = 1
    while (aside := file.with_name(f"{file.name}.unread-{n}")).exists():
        n += 1
    file.rename(aside)
    _keep_name(file.parent)


def _keep_name(folder: Path) -> None:
    """The new name too; a system that cannot open a folder keeps names by itself."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
