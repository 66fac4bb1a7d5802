"""What the kiosk knew of the hall last, beside its token, so that one that starts while the server is off still knows today. No person is in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from common.durable import KeptFile
from common.words import Instant

TABLES = ("hall", "lines", "matters", "priorities", "elsewhere")
"""The guide and the hours. Neither the board nor papers, and no ticket."""
WAYS = ("number", "name", "zone", "where")
"""Of a window: how one gets there. Not who sits at it, nor whom it serves."""
EMPTY = {"clerk": None, "away": None, "away_until": None, "state": "closed", "ticket": None, "since": None}
PASSING = ("waiting", "oldest", "state", "expected")
"""What of a line's row is old at once, and not worth a write."""
EVERY_MS = 30_000
"""A change is written at once, the next one so much later: quotas count down with every number."""


class Kept(msgspec.Struct):
    """`at` by the server's time, `clock` by the machine's at that moment; `seen`: the highest number of each line on `day`."""

    at: Instant = 0
    clock: Instant = 0
    day: str = ""
    seen: dict[str, int] = {}
    view: dict[str, dict[str, Any]] = {}


class LastView:
    """Without a `file` nothing outlives the program."""

    def __init__(self, file: Path | None = None, report: Callable[[str], None] = lambda _: None) -> None:
        self._disk = KeptFile(file, Kept, report)
        self.kept = self._disk.read()
        self._stable: object = None
        self._written_at: Instant | None = None

    def note(self, view: Mapping[str, Mapping[str, Any]], at: Instant, clock: Instant) -> None:
        """The hall as it is now; called as often as one likes."""
        self.kept.at, self.kept.clock = at, clock
        if (stable := _stable(view)) == self._stable or not view.get("hall"):
            return
        self._see(view)
        self.kept.view = {**{name: dict(view.get(name, {})) for name in TABLES}, "windows": _ways(view)}
        if self._written_at is None or clock - self._written_at >= EVERY_MS or clock < self._written_at:
            self._stable, self._written_at = stable, clock
            self.write()

    def write(self) -> None:
        """As it is; a kiosk that cannot is as one without a file."""
        self._disk.write(self.kept)

    def _see(self, view: Mapping[str, Mapping[str, Any]]) -> None:
        """Never less than was seen on that day: a restored server knows less."""
        day = next(iter(view["hall"].values()))["day"]
        before = self.kept.seen if day == self.kept.day else {}
        rows = [row for row in view.get("lines", {}).values() if row.get("prefix")]
        last = {row["prefix"]: int(row.get("last", 0)) for row in rows}
        highest = {letters: max(n, before.get(letters, 0)) for letters, n in {**before, **last}.items()}
        self.kept.day, self.kept.seen = day, {letters: n for letters, n in highest.items() if n}


def _ways(view: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {
        key: {**EMPTY, **{name: row[name] for name in WAYS if name in row}}
        for key, row in view.get("windows", {}).items()
    }


def _stable(view: Mapping[str, Mapping[str, Any]]) -> object:
    """What is worth a write."""
    lines = {
        key: {name: value for name, value in row.items() if name not in PASSING}
        for key, row in view.get("lines", {}).items()
    }
    return [lines, _ways(view), *(view.get(name, {}) for name in TABLES if name != "lines")]
