"""Which characters a font can draw, read from the font file's own character map.

pygame draws a character the font lacks as nothing or as an empty box and says nothing, so the
map is asked first. Source: OpenType specification, `cmap` table, subtable format 12.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_FULL_UNICODE = 12


def blocks_of(characters: str) -> str:
    """Where in Unicode they stand, for a log: a rare character may be somebody's name."""
    return ", ".join(sorted({f"U+{ord(character) >> 12:X}xxx" for character in characters}))


class FontUnreadableError(Exception):
    """The file is no TrueType or OpenType font with a full Unicode character map."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Ranges of code points, sorted, both ends inside."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __contains__(self, character: str) -> bool:
        index = bisect_right(self.starts, ord(character)) - 1
        return index >= 0 and ord(character) <= self.ends[index]

    def missing_from(self, text: str) -> str:
        """The characters of `text` that have no glyph, each once, in order."""
        return "".join(dict.fromkeys(c for c in text if c not in self and not c.isspace()))


def coverage_of(path: Path) -> Coverage:
    """Read the character map of one font file.

    Raises:
        FontUnreadableError: not such a font.

    """
    try:
        with path.open("rb") as file:
            starts, ends = _groups(file, _table_at(file, b"cmap"))
    except (struct.error, StopIteration) as broken:
        raise FontUnreadableError(str(path)) from broken
    return Coverage(starts, ends)


def _read(file: BinaryIO, layout: str, at: int) -> tuple[int, ...]:
    file.seek(at)
    return struct.unpack(layout, file.read(struct.calcsize(layout)))


def _table_at(file: BinaryIO, tag: bytes) -> int:
    (count,) = _read(file, ">H", 4)
    file.seek(12)
    records: Iterator[tuple[bytes, int, int, int]] = (
        struct.unpack(">4sIII", file.read(16)) for _ in range(count)
    )
    return next(offset for name, _, offset, _ in records if name == tag)


def _groups(file: BinaryIO, cmap: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    (count,) = _read(file, ">H", cmap + 2)
    offsets = [cmap + _read(file, ">HHI", cmap + 4 + 8 * i)[2] for i in range(count)]
    full = next(at for at in offsets if _read(file, ">H", at)[0] == _FULL_UNICODE)
    (number,) = _read(file, ">I", full + 12)
    flat = _read(file, f">{3 * number}I", full + 16)
    return flat[0::3], flat[1::3]
