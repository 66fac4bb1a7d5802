"""A hall's file: TOML in, a `Setup` out, or every fault in it with its line.

The file is imported by a command and never read at start.
"""

import codecs
import re
import tomllib
from pathlib import Path

import msgspec

from server.hall_judge import judged
from server.rules.setup import Setup
from server.rules.setup_finding import Finding, KeyPath, error, warning
from server.toml_places import line_numbers

_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")


class Placed(msgspec.Struct, frozen=True):
    """A finding and its line in the file, from 1; none where it is the file itself."""

    finding: Finding
    line: int | None = None


class Examined(msgspec.Struct, frozen=True):
    """What a file holds: all findings in the order of its lines, and the set-up if none is an error."""

    setup: Setup | None
    placed: tuple[Placed, ...]


class HallFileFault(Exception):
    """The file at `path` cannot be imported; `placed` holds every finding, warnings too."""

    def __init__(self, path: Path, placed: tuple[Placed, ...]) -> None:
        super().__init__(", ".join(f"{path.name}:{at.line or ''}: {at.finding.code}" for at in placed))
        self.path = path
        self.placed = placed


class _Unreadable(Exception):
    """One fault that hides all others."""

    def __init__(self, code: str, line: int | None = None, **values: str | int) -> None:
        super().__init__(code)
        self.placed = Placed(error(code, **values), line)


def read_hall(path: Path) -> Setup:
    """The set-up in the file at `path`. Raises `HallFileFault` with all that is wrong."""
    examined = examine(path)
    if examined.setup is None:
        raise HallFileFault(path, examined.placed)
    return examined.setup


def examine(path: Path) -> Examined:
    """What the file at `path` holds, faults or not; never raises for what stands in the file."""
    try:
        content = _content(path)
        text = _text(content)
        data, lines = _parsed(text)
    except _Unreadable as fault:
        return Examined(None, (fault.placed,))
    setup, found = judged(data)
    placed = [Placed(finding, _line(finding.path, lines)) for finding in found]
    if content.startswith(codecs.BOM_UTF8):
        placed.append(Placed(warning("file_bom"), 1))
    placed.sort(key=lambda at: at.line or 0)
    return Examined(setup, tuple(placed))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise _Unreadable("file_not_found") from None
    except (OSError, ValueError) as refused:  # ValueError: not a path at all
        reason = getattr(refused, "strerror", None) or str(refused)
        raise _Unreadable("file_unreadable", reason=reason) from None


def _text(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise _Unreadable("file_utf16", 1)
    try:
        return content.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as undecodable:
        line = content.count(b"\n", 0, undecodable.start) + 1
        raise _Unreadable("file_not_utf8", line) from None


def _parsed(text: str) -> tuple[dict[str, object], dict[KeyPath, int]]:
    try:
        return tomllib.loads(text), line_numbers(text)
    except RecursionError:
        raise _Unreadable("nested_too_deep") from None
    except ValueError as broken:  # TOMLDecodeError, or an integer beyond Python's limit
        raise _broken(str(broken), text) from None


def _broken(message: str, text: str) -> _Unreadable:
    place = _PLACE.search(message)
    if place is None:
        return _Unreadable("broken_toml", detail=message)
    line = int(place["line"] or text.count("\n") + 1)
    return _Unreadable("broken_toml", line, detail=message[: place.start()])


def _line(path: KeyPath, lines: dict[KeyPath, int]) -> int:
    """The line of the path, or of the nearest part around it that the file has."""
    nearest = (lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in lines)
    return next(nearest, 1)
