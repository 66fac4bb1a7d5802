"""The folder of pictures and notices: read again while the screen runs; what cannot be shown is skipped and told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pygame

from display.media import Medium

LOOK_EVERY_MS = 30_000
PICTURES, NOTICES = (".png", ".jpg", ".jpeg"), (".txt",)
FILE_MOST = 20_000_000
PIXELS_MOST = 16_000_000  # 64 MB while it is decoded; 3840 x 2160 is half of it
LETTERS_MOST, LINES_MOST = 300, 8
FILES_MOST = 200
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
_JPEG_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


class Unusable(Exception):
    """A file that cannot be shown; the message says why."""


class MediaFolder:
    """`media` is what can be shown now. A file is examined when it is new or another, one at a look.

    A picture that is replaced is best given another name: a screen keeps the drawn ones.
    """

    def __init__(self, folder: Path, report: Callable[[str], None]) -> None:
        self._folder, self._report = folder, report
        self._known: dict[Path, tuple[float, Medium | None]] = {}
        self._waiting: list[Path] = []
        self._look_at: float = 0
        self.media: tuple[Medium, ...] = ()
        self.is_faulty = False
        self.tell: Callable[[bool], None] = lambda _: None

    def look(self, now: int) -> None:
        """Now and then, list the folder; examine one file that is new. `now` in milliseconds."""
        if now >= self._look_at or now < self._look_at - LOOK_EVERY_MS:
            self._look_at = now + LOOK_EVERY_MS
            self._list()
        if self._waiting:
            self._examine(self._waiting.pop(0))
            self._tell()

    def _list(self) -> None:
        try:
            files = sorted(
                file for file in self._folder.iterdir() if file.suffix.lower() in PICTURES + NOTICES
            )
            stamps = {file: file.stat().st_mtime for file in files[:FILES_MOST]}
        except OSError as fault:
            if not self.is_faulty:
                self._report(f"{self._folder} cannot be read: {fault}")
            stamps, self.is_faulty = {}, True
        self._known = {file: known for file, known in self._known.items() if file in stamps}
        self._waiting = [file for file, stamp in stamps.items() if self._known.get(file, (None,))[0] != stamp]
        self._tell(also=bool(stamps) or not self.is_faulty)

    def _examine(self, file: Path) -> None:
        try:
            stamp = file.stat().st_mtime
            self._known[file] = (stamp, examined(file))
        except OSError:  # gone meanwhile; the next list knows
            return
        except Unusable as fault:
            self._known[file] = (stamp, None)
            self._report(f"{file.name} is not shown: {fault}")

    def _tell(self, *, also: bool = True) -> None:
        self.media = tuple(medium for _, medium in self._known.values() if medium is not None)
        if also:
            self.is_faulty = any(medium is None for _, medium in self._known.values())
        self.tell(self.is_faulty)


def examined(file: Path) -> Medium:
    """What the file shows. Raises `Unusable`, or `OSError` where it is gone."""
    if file.stat().st_size > FILE_MOST:
        raise Unusable(f"larger than {FILE_MOST // 1_000_000} MB")
    if file.suffix.lower() in NOTICES:
        return Medium(str(file), _notice(file.read_bytes()))
    with file.open("rb") as opened:
        size = picture_size(opened.read(1_000_000))
    if size is None:
        raise Unusable("neither PNG nor JPEG")
    if size[0] * size[1] > PIXELS_MOST or not all(size):
        raise Unusable(f"{size[0]} x {size[1]} dots")
    try:
        pygame.image.load(file)
    except pygame.error as fault:
        raise Unusable(str(fault)) from fault
    return Medium(str(file))


def picture_size(head: bytes) -> tuple[int, int] | None:
    """Width and height as the file itself says, before anything is decoded; none: no PNG or JPEG."""
    if head.startswith(_PNG) and len(head) >= 24:
        return int.from_bytes(head[16:20]), int.from_bytes(head[20:24])
    return _jpeg_size(head) if head.startswith(_JPEG) else None


def _jpeg_size(head: bytes) -> tuple[int, int] | None:
    """From segment to segment until one that tells the size."""
    at = 2
    while at + 9 <= len(head) and head[at] == 0xFF:
        marker = head[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in _JPEG_SIZES:
            return int.from_bytes(head[at + 7 : at + 9]), int.from_bytes(head[at + 5 : at + 7])
        else:
            at += 2 + int.from_bytes(head[at + 2 : at + 4])
    return None


def _notice(raw: bytes) -> str:
    text = _decoded(raw).strip()
    if not text:
        raise Unusable("empty")
    if len(text) > LETTERS_MOST:
        raise Unusable(f"longer than {LETTERS_MOST} characters")
    if text.count("\n") >= LINES_MOST:
        raise Unusable(f"more than {LINES_MOST} lines")
    return text


def _decoded(raw: bytes) -> str:
    """UTF-8, or what older Windows editors write in China."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unusable("no text")
