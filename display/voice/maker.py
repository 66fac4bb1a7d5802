"""Makes sound in a process of its own: `python -m display.voice.maker [FOLDER]`, orders on standard input.

Of its own, because espeak-ng is GPL-3.0 and C: neither its licence nor a crash reaches the screen. It ends with its
input, that is with the screen.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from common.words import Language
from display.voice.clips import Clips
from display.voice.orders import Fault, Made, Order
from display.voice.sentences import Sentence, spelt, syllables, words_of
from display.voice.sound import Samples, chime, evened

if TYPE_CHECKING:
    from display.voice.espeak import Espeak


class Unmade(Exception):
    """A sentence that could not be made; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault: Fault = fault


class Maker:
    """From the hall's clips if all of a sentence are there, else by espeak-ng, which is loaded when first needed."""

    def __init__(self, folder: Path | None) -> None:
        self._clips = Clips(folder) if folder is not None else None
        self._espeak: Espeak | None = None

    def make(self, order: Order) -> Samples:
        """Its samples. Raises `Unmade`."""
        if not order.sentence:
            return (self._clips and self._clips.chime()) or chime()
        recorded = self._clips.sentence(order.sentence, order.language) if self._clips else None
        return recorded or evened(self._synthesised(order.sentence, order.language, order.pace))

    def _synthesised(self, said: Sentence, language: Language, pace: float) -> Samples:
        # Imported here: a hall that recorded every clip needs no espeak-ng, and a test of clips no GPL.
        try:
            from display.voice.espeak import Espeak, SpeechFault  # noqa: PLC0415
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


def serve(maker: Maker, orders: BinaryIO, made: BinaryIO) -> None:
    """One answer for each line, until there are no more."""
    for line in orders:
        order = msgspec.json.decode(line, type=Order)
        try:
            samples, fault = maker.make(order).tobytes(), ""
        except Unmade as unmade:
            samples, fault = b"", unmade.fault
        made.write(msgspec.json.encode(Made(order.id, len(samples), fault)) + b"\n" + samples)  # type: ignore[arg-type]  # narrowed to str by the join of both branches
        made.flush()


if __name__ == "__main__":
    serve(Maker(Path(sys.argv[1]) if len(sys.argv) > 1 else None), sys.stdin.buffer, sys.stdout.buffer)
