"""The hall's clips, read beside the process's own thread: a share that hangs costs no call its voice."""

from __future__ import annotations

from threading import Thread
from typing import NamedTuple

from common.voice.clips import Clips, Fault
from common.voice.orders import Order
from common.voice.sound import Samples

WITHIN_S = 1.5
"""A call waits 3 s for its sound; after this there is time enough to synthesise it."""


class Recorded(NamedTuple):
    """A sentence in the hall's voice, or none, and what is wrong with its clips."""

    samples: Samples | None
    unusable: tuple[Fault, ...] = ()


class Recordings:
    """Reads one order at a time. While one hangs, no other waits: for each of them there is nothing at once."""

    def __init__(self, clips: Clips, within_s: float = WITHIN_S) -> None:
        self._clips, self._within_s = clips, within_s
        self._reading: Thread | None = None

    def of(self, order: Order) -> Recorded:
        """What there is in time."""
        came: list[Recorded] = []
        if self._reading is None or not self._reading.is_alive():
            self._reading = Thread(target=lambda: came.append(self._read(order)), daemon=True)
            self._reading.start()
            self._reading.join(self._within_s)
        return came[0] if came else self._nothing(f"it did not answer within {self._within_s:g} s")

    def _read(self, order: Order) -> Recorded:
        said, language = order.sentence, order.language
        if not self._clips.are_there:
            return self._nothing("there are no clips")
        if not said:
            return Recorded(self._clips.chime(), tuple(self._clips.bad_chime()))
        meant = self._clips.records(language)
        faults = tuple(self._clips.missing(said, language)) if meant else ()
        return Recorded(self._clips.sentence(said, language), faults)

    def _nothing(self, why: str) -> Recorded:
        return Recorded(None, (Fault(str(self._clips.folder), "", why),))
