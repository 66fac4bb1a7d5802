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
    """`begun`: how often its chime began, 0: never. `over`: it was heard whole, or told of as not spoken."""

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
    begun: tuple[_Reading, ...] = ()
    unspoken_until: Instant = 0


class Begun:
    """Written whole at each change; what is too old to be spoken again goes.

    A file that cannot be read or written is told to `report` once and is no reason to be silent.
    """

    def __init__(self, file: Path | None, report: Callable[[str], None]) -> None:
        self._file, self._report = file, report
        self._said = False
        kept = self._read()
        self._readings = {reading.act.key: reading for reading in kept.begun}
        self.unspoken_until: Instant = kept.unspoken_until
        """So long staff are told that calls were not spoken."""

    @property
    def keys(self) -> frozenset[Key]:
        """What was begun or told of lately, by this run or an earlier one."""
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
        self._keep(_Reading(*act, begun=before.begun + 1 if before is not None else 1), now)

    def drop(self, act: Act, now: Instant, told_until: Instant = 0) -> None:
        """It will not be heard; staff are told, `told_until` of its alarm, and no more after a restart."""
        self.unspoken_until = max(self.unspoken_until, told_until)
        self._keep(_Reading(*act, begun=0, over=True), now)

    def end(self, key: Key) -> None:
        """It was heard whole."""
        kept = self._readings.get(key)
        if kept is not None and not kept.over:
            self._readings[key] = msgspec.structs.replace(kept, over=True)
            self._write()

    def _keep(self, reading: _Reading, now: Instant) -> None:
        self._readings = {key: kept for key, kept in self._readings.items() if now - key.at < KEPT_MS}
        self._readings[reading.act.key] = reading
        self._write()

    def _write(self) -> None:
        if self._file is None:
            return
        part = self._file.with_name(f"{self._file.name}.part")
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            part.write_bytes(msgspec.json.encode(self._kept()))
            part.replace(self._file)
        except OSError as fault:
            self._tell(f"{self._file.name} cannot be written: {fault}")

    def _kept(self) -> _Kept:
        return _Kept(tuple(self._readings.values()), self.unspoken_until)

    def _read(self) -> _Kept:
        if self._file is None:
            return _Kept()
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=_Kept)
        except FileNotFoundError:
            return _Kept()
        except (OSError, msgspec.DecodeError) as fault:
            self._tell(f"{self._file.name} cannot be read: {fault}")
            return _Kept()

    def _tell(self, fault: str) -> None:
        if not self._said:
            self._report(fault)
        self._said = True
