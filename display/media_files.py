"""What lies in a folder of pictures and texts, and what of it can be shown. Blocks: not for the thread of the frames."""

from __future__ import annotations

import io
import stat
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pygame

from common.screen.placements import Pixels
from display.media import Medium

PICTURES = (".png", ".jpg", ".jpeg")
FILE_MOST = 20_000_000
PIXELS_MOST = 16_000_000  # 64 MB while it is decoded; 3840 x 2160 is half of it
KEPT_SIZE = (2560, 1440)  # of the picture that is held ready: more than the board's place on a 4K wall needs
LETTERS_MOST, LINES_MOST = 300, 8
FILES_MOST = 200
LOOKS_BAD = 2
"""A file that is being copied looks bad once."""
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
_JPEG_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})

Stamp = tuple[int, int]
"""When it was changed, nanoseconds, and its size."""


class Unusable(Exception):
    """A file that cannot be shown; the message says why."""


class Wanted(NamedTuple):
    """What a folder is read for besides pictures: files that end in `texts`, made out by `read` (it raises `Unusable`).

    `needed`: names that are told if they are not there. `fits`: a picture that is held ready is no larger.
    """

    texts: tuple[str, ...]
    read: Callable[[bytes], str]
    needed: tuple[str, ...] = ()
    fits: tuple[int, int] = KEPT_SIZE


class Known(NamedTuple):
    """A file that was examined: what it shows, or why not, and how often that was found."""

    stamp: Stamp
    medium: Medium | None
    why: str = ""
    looks: int = 1


class MediaFiles:
    """A folder; a file is examined when it is new or another, and when it looked bad for the first time."""

    def __init__(self, folder: Path, wanted: Wanted) -> None:
        self._folder, self._wanted = folder, wanted
        self._known: dict[Path, Known] = {}

    @property
    def media(self) -> tuple[Medium, ...]:
        """What can be shown, by the last look."""
        return tuple(known.medium for known in self._known.values() if known.medium is not None)

    @property
    def faults(self) -> dict[str, str]:
        """Files that cannot be shown, and why."""
        bad = {file.name: known for file, known in self._known.items() if known.medium is None}
        return {name: known.why for name, known in bad.items() if known.looks >= LOOKS_BAD}

    def look(self) -> None:
        """What is there now. Raises `OSError` where the folder cannot be read; then nothing is known."""
        before, self._known = self._known, {}
        for file in self._named()[:FILES_MOST]:
            self._known[file] = _known_now(file, before.get(file), self._wanted)

    def pixels(self, medium: Medium) -> Pixels | None:
        """The picture, ready to be drawn; none, and a fault, if it is not what it was."""
        file = Path(medium.file)
        try:
            return _fitted(_picture(_read(file)), self._wanted.fits)
        except (OSError, Unusable) as fault:
            self._known[file] = Known(medium.stamp, None, str(fault), LOOKS_BAD)
            return None

    def _named(self) -> list[Path]:
        needed = [self._folder / name for name in self._wanted.needed]
        suffixes = PICTURES + self._wanted.texts
        found = (file for file in self._folder.iterdir() if file.suffix.lower() in suffixes)
        return [*needed, *sorted(set(found).difference(needed))]


def examined(file: Path, wanted: Wanted) -> Medium:
    """What the file shows. Raises `Unusable`, or `OSError` where it cannot be read."""
    stamp, raw = _stamp(file), _read(file)
    if file.suffix.lower() in wanted.texts:
        return Medium(str(file), wanted.read(raw), stamp)
    _picture(raw)
    return Medium(str(file), stamp=stamp)


def picture_size(head: bytes) -> tuple[int, int] | None:
    """Width and height as the file itself says, before anything is decoded; none: no PNG or JPEG."""
    if head.startswith(_PNG) and len(head) >= 24:
        return int.from_bytes(head[16:20]), int.from_bytes(head[20:24])
    return _jpeg_size(head) if head.startswith(_JPEG) else None


def _known_now(file: Path, before: Known | None, wanted: Wanted) -> Known:
    stamp: Stamp = (0, 0)
    try:
        stamp = _stamp(file)
        if before is not None and before.stamp == stamp and (before.medium or before.looks >= LOOKS_BAD):
            return before
        return Known(stamp, examined(file, wanted))
    except (OSError, Unusable) as fault:
        looks = before.looks + 1 if before is not None and before.stamp == stamp else 1
        return Known(stamp, None, str(fault), looks)


def _stamp(file: Path) -> Stamp:
    """Raises `Unusable` for what must not be opened: a folder, a pipe that would be waited for."""
    is_now = file.stat()
    if not stat.S_ISREG(is_now.st_mode):
        raise Unusable("no file")
    return is_now.st_mtime_ns, is_now.st_size


def _read(file: Path) -> bytes:
    _stamp(file)
    with file.open("rb") as opened:
        raw = opened.read(FILE_MOST + 1)
    if len(raw) > FILE_MOST:
        raise Unusable(f"larger than {FILE_MOST // 1_000_000} MB")
    return raw


def _picture(raw: bytes) -> pygame.Surface:
    size = picture_size(raw)
    if size is None:
        raise Unusable("neither PNG nor JPEG")
    if size[0] * size[1] > PIXELS_MOST or not all(size):
        raise Unusable(f"{size[0]} x {size[1]} dots")
    try:
        return pygame.image.load(io.BytesIO(raw), "picture.png" if raw.startswith(_PNG) else "picture.jpg")
    except pygame.error as fault:
        raise Unusable(str(fault)) from fault


def _fitted(picture: pygame.Surface, fits: tuple[int, int]) -> Pixels:
    """Scaled down here, off the frames; with its transparency."""
    whole = pygame.Surface(picture.get_size(), pygame.SRCALPHA)
    whole.blit(picture, (0, 0))
    width, height = picture.get_size()
    scale = min(1.0, fits[0] / width, fits[1] / height)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    if size != whole.get_size():
        whole = pygame.transform.smoothscale(whole, size)
    return Pixels(size, pygame.image.tobytes(whole, "RGBA"))


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
    text = decoded(raw).strip()
    if not text:
        raise Unusable("empty")
    if len(text) > LETTERS_MOST:
        raise Unusable(f"longer than {LETTERS_MOST} characters")
    if text.count("\n") >= LINES_MOST:
        raise Unusable(f"more than {LINES_MOST} lines")
    return text


def decoded(raw: bytes) -> str:
    """Text in UTF-8, or what older Windows editors write in China. Raises `Unusable`."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unusable("no text")


PROGRAMME = Wanted((".txt",), _notice)
"""Pictures and notices between calls."""
