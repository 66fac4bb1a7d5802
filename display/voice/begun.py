"""What has begun to be spoken, in a file that outlives a restart: nothing is called out twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from common.words import Instant
from display.voice.queue import OLD_MS, Key

KEPT_MS = 2 * OLD_MS


class _Kept(msgspec.Struct, frozen=True):
    begun: tuple[tuple[int, Instant, bool], ...]


class Begun:
    """Written whole at each call; what is too old to be spoken again goes.

    A file that cannot be read or written is told to `report` once and is no reason to be silent.
    """

    def __init__(self, file: Path | None, report: Callable[[str], None]) -> None:
        self._file, self._report = file, report
        self._said = False
        self._keys = self._read()

    @property
    def keys(self) -> frozenset[Key]:
        """What was begun lately, by this run or an earlier one."""
        return self._keys

    def add(self, key: Key, now: Instant) -> None:
        """Its chime begins."""
        self._keys = frozenset(old for old in self._keys if now - old.at < KEPT_MS) | {key}
        if self._file is None:
            return
        kept = _Kept(tuple((key.ticket, key.at, key.missed) for key in self._keys))
        part = self._file.with_name(f"{self._file.name}.part")
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            part.write_bytes(msgspec.json.encode(kept))
            part.replace(self._file)
        except OSError as fault:
            self._tell(f"{self._file.name} cannot be written: {fault}")

    def _read(self) -> frozenset[Key]:
        if self._file is None:
            return frozenset()
        try:
            kept = msgspec.json.decode(self._file.read_bytes(), type=_Kept)
        except FileNotFoundError:
            return frozenset()
        except (OSError, msgspec.DecodeError) as fault:
            self._tell(f"{self._file.name} cannot be read: {fault}")
            return frozenset()
        return frozenset(Key(*key) for key in kept.begun)

    def _tell(self, fault: str) -> None:
        if not self._said:
            self._report(fault)
        self._said = True
