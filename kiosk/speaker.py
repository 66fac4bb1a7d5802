"""A loudspeaker that is worked beside the frames: a sound server that hangs costs the voice, and no touch."""

from __future__ import annotations

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread

from common.voice.loudspeaker import Loudspeaker
from common.voice.sound import Samples

LOOKS_EVERY_S = 0.05
CLOSES_WITHIN_S = 2.0


class BesideLoudspeaker:
    """A `Loudspeaker` that works the one made by `opened` in a thread of its own, and says what that one said last."""

    def __init__(self, opened: Callable[[], Loudspeaker]) -> None:
        self._orders: SimpleQueue[Callable[[Loudspeaker], None] | None] = SimpleQueue()
        self._there = self._sounds = False
        self._asked = 0
        self._done = 0
        self._thread = Thread(target=self._work, args=(opened,), daemon=True)
        self._thread.start()

    @property
    def is_there(self) -> bool:
        """See `Loudspeaker`."""
        return self._there

    @property
    def is_busy(self) -> bool:
        """See `Loudspeaker`; also while an order has not been carried out yet."""
        return self._sounds or self._done < self._asked

    def play(self, samples: Samples, volume: float) -> None:
        """See `Loudspeaker`."""
        self._order(lambda one: one.play(samples, volume))

    def stop(self) -> None:
        """See `Loudspeaker`."""
        self._order(lambda one: one.stop())

    def look(self) -> None:
        """See `Loudspeaker`: the thread looks by itself."""

    def changed(self) -> None:
        """See `Loudspeaker`."""
        self._order(lambda one: one.changed())

    def close(self) -> None:
        """See `Loudspeaker`; waits a moment: the interpreter's end would wait for ever for a sound device that is in use."""
        self._orders.put(None)
        self._thread.join(CLOSES_WITHIN_S)

    def _order(self, order: Callable[[Loudspeaker], None]) -> None:
        self._asked += 1
        self._orders.put(order)

    def _work(self, opened: Callable[[], Loudspeaker]) -> None:
        loudspeaker = opened()
        while True:
            loudspeaker.look()
            self._there, self._sounds = loudspeaker.is_there, loudspeaker.is_busy
            try:
                order = self._orders.get(timeout=LOOKS_EVERY_S)
            except Empty:
                continue
            if order is None:
                break
            order(loudspeaker)
            self._there, self._sounds = loudspeaker.is_there, loudspeaker.is_busy
            self._done += 1
        loudspeaker.close()
