"""Makes sound in a process of its own: `python -m common.voice.maker [FOLDER]`, orders on standard input.

Of its own, because espeak-ng is GPL-3.0 and C: neither its licence nor a crash reaches the screen. It ends with its
input, that is with the screen, also in the middle of a sentence.
"""

from __future__ import annotations

import os
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from common.voice.clips import Clips
from common.voice.clips import Fault as ClipFault
from common.voice.orders import Fault, Made, Order
from common.voice.pieces import Sentence, spelt, syllables, words_of
from common.voice.recordings import WITHIN_S, Recordings
from common.voice.sound import Samples, chime, evened
from common.words import Language

if TYPE_CHECKING:
    from common.voice.espeak import Espeak


class Unmade(Exception):
    """A sentence that could not be made; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault: Fault = fault


class Maker:
    """From the hall's clips if all of a sentence are there, else by espeak-ng, which is loaded when first needed."""

    def __init__(self, folder: Path | None, within_s: float = WITHIN_S) -> None:
        self._recordings = Recordings(Clips(folder), within_s) if folder is not None else None
        self._espeak: Espeak | None = None
        self.unusable: tuple[ClipFault, ...] = ()
        """The clips for which the last sentence was not heard in the hall's own voice."""

    def make(self, order: Order) -> Samples:
        """Its samples. Raises `Unmade`."""
        samples, self.unusable = self._recordings.of(order) if self._recordings else (None, ())
        if samples:
            return samples
        if not order.sentence:
            return _own_chime()
        return evened(self._synthesised(order.sentence, order.language, order.pace))

    def _synthesised(self, said: Sentence, language: Language, pace: float) -> Samples:
        # Imported here: a hall that recorded every clip needs no espeak-ng, and a test of clips no GPL.
        try:
            from common.voice.espeak import Espeak, SpeechFault  # noqa: PLC0415
        except ImportError as fault:
            raise Unmade("no_speech") from fault
        try:
            self._espeak = self._espeak or Espeak()
        except SpeechFault as fault:
            raise Unmade("no_speech") from fault
        try:
            return self._espeak.speak(spelt(said), language, 1000 * syllables(words_of(said)) / pace)
        except SpeechFault as fault:
            raise Unmade("failed") from fault


@cache
def _own_chime() -> Samples:
    return chime()


def serve(maker: Maker, orders: Iterable[bytes], made: BinaryIO) -> None:
    """One answer for each line, until there are no more."""
    for line in orders:
        answer, samples = _answer(maker, msgspec.json.decode(line, type=Order))
        made.write(msgspec.json.encode(answer) + b"\n" + samples)
        made.flush()


def _answer(maker: Maker, order: Order) -> tuple[Made, bytes]:
    """Whatever is wrong with one sentence or clip, the next one is made."""
    try:
        samples = maker.make(order).tobytes()
        unusable = tuple((fault.file, fault.why) for fault in maker.unusable)
    except Unmade as unmade:
        return Made(order.id, 0, unmade.fault), b""
    except Exception:  # what nobody thought of must not silence the rest of the day
        traceback.print_exc()
        return Made(order.id, 0, "failed"), b""
    return Made(order.id, len(samples), unusable=unusable), samples


def read_ahead(orders: BinaryIO, ended: Callable[[], None]) -> Iterator[bytes]:
    """Its lines. They are read by a thread, so that the end is noticed in the middle of a sentence that hangs."""
    lines: SimpleQueue[bytes] = SimpleQueue()

    def read() -> None:
        for line in orders:
            lines.put(line)
        ended()

    threading.Thread(target=read, daemon=True).start()
    while True:
        yield lines.get()


def _main() -> None:
    """Ends hard: nothing is kept here, and a thread that waits for input spoils the end of the interpreter."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    try:
        serve(Maker(folder), read_ahead(sys.stdin.buffer, lambda: os._exit(0)), sys.stdout.buffer)
    except OSError:  # the screen has gone
        os._exit(0)


if __name__ == "__main__":
    _main()
