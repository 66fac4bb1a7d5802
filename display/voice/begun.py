"""What has begun to be spoken, in a file that outlives a restart: nothing is called out twice, nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from common.words import Instant
from display.voice.acts import Act, Key, Kind
from display.voice.queue import KEPT_MS

TRIES = 2


class _Reading(msgspec.Struct, frozen=True):
    """`begun`: how often its chime began. `over`: it was heard whole, or told of as not spoken."""

    kind: Kind
    ticket: int
    at: Instant
    number: str
    window: int | None
    begun: int = 1
    over: bool = False

    @property
    def act(self) -> Act:
        return Act(self.kind, self.ticket, self.at, self.number, self.window)


class _Kept(msgspec.Struct, frozen=True):
    begun: tuple[_Reading, ...]


class Begun:
    """Written whole at each change; what is too old to be spoken again goes.

    A file that cannot be read or written is told to `report` once and is no reason to be silent.
    """

    def __init__(self, file: Path | None, report: Callable[[str], None]) -> None:
        self._file, self._report = file, report
        self._said = False
        self._readings = {reading.act.key: reading for reading in self._read()}

    @property
    def keys(self) -> frozenset[Key]:
        """What was begun lately, by this run or an earlier one."""
        return frozenset(self._readings)

    @property
    def cut(self) -> tuple[Act, ...]:
        """What an earlier run did not bring to its end, and may be tried again."""
        return tuple(kept.act for kept in self._readings.values() if not kept.over and kept.begun < TRIES)

    @property
    def lost(self) -> tuple[Act, ...]:
        """What was tried again and cut off again: perhaps it is what ends the program."""
        return tuple(kept.act for kept in self._readings.values() if not kept.over and kept.begun >= TRIES)

    def begin(self, act: Act, now: Instant) -> None:
        """Its chime begins."""
        before = self._readings.get(act.key)
        self._readings = {key: kept for key, kept in self._readings.items() if now - key.at < KEPT_MS}
        self._readings[act.key] = _Reading(*act, begun=before.begun + 1 if before is not None else 1)
        self._write()

    def end(self, key: Key) -> None:
        """It was heard whole, or will not be heard."""
        kept = self._readings.get(key)
        if kept is not None and not kept.over:
            self._readings[key] = msgspec.structs.replace(kept, over=True)
            self._write()

    def _write(self) -> None:
        if self._file is None:
            return
        part = self._file.with_name(f"{self._file.name}.part")
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            part.write_bytes(msgspec.json.encode(_Kept(tuple(self._readings.values()))))
            part.replace(self._file)
        except OSError as fault:
            self._tell(f"{self._file.name} cannot be written: {fault}")

    def _read(self) -> tuple[_Reading, ...]:
        if self._file is None:
            return ()
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=_Kept).begun
        except FileNotFoundError:
            return ()
        except (OSError, msgspec.DecodeError) as fault:
            self._tell(f"{self._file.name} cannot be read: {fault}")
            return ()

    def _tell(self, fault: str) -> None:
        if not self._said:
            self._report(fault)
        self._said = True
