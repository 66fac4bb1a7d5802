"""The kiosk's voice: sentences are made one ahead and played one after the other, never waited for by a frame."""

from __future__ import annotations

import importlib.util
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import NamedTuple

from common.voice.loudspeaker import Loudspeaker, MixerLoudspeaker
from common.voice.pieces import Sentence
from common.voice.workshop import Maker, Workshop
from common.words import Language
from kiosk.speaker import BesideLoudspeaker

AHEAD = 2
"""So many sentences are being made or are ready: a new screen leaves no more than these to be thrown away."""
UNMADE_AFTER_S = 15.0
"""A sentence that is not there by then is left out."""
ENGINE = "espeakng_loader"


class _Said(NamedTuple):
    number: int
    since: float


class Voice:
    """`volume` is 0 to 1; `clock` monotonic, in seconds. It is there while it has a loudspeaker and can make sound."""

    def __init__(
        self, maker: Maker, loudspeaker: Loudspeaker, volume: float, clock: Callable[[], float]
    ) -> None:
        self._maker, self._loudspeaker, self._volume, self._clock = maker, loudspeaker, volume, clock
        self._to_say: deque[Sentence] = deque()
        self._made: deque[_Said] = deque()
        self._language: Language = "zh"
        self._pace = 3.5

    @property
    def is_there(self) -> bool:
        """Will anything be heard?"""
        return self._loudspeaker.is_there and self._maker.fault != "no_speech"

    def say(self, sentences: Sequence[Sentence], language: Language, pace: float) -> None:
        """These, instead of whatever is being said. `pace` in syllables a second."""
        self.hush()
        self._to_say.extend(sentences)
        self._language, self._pace = language, pace

    def hush(self) -> None:
        """Be silent at once."""
        if self._made or self._loudspeaker.is_busy:
            self._loudspeaker.stop()
        self._to_say.clear()
        while self._made:
            self._maker.forget(self._made.popleft().number)

    def tick(self) -> None:
        """Go on."""
        self._loudspeaker.look()
        self._maker.poll()
        while self._to_say and len(self._made) < AHEAD:
            number = self._maker.ask(self._to_say.popleft(), self._language, self._pace)
            self._made.append(_Said(number, self._clock()))
        if self._made and not self._loudspeaker.is_busy:
            self._play_next()

    def close(self) -> None:
        """Be silent for good."""
        self._loudspeaker.close()
        self._maker.close()

    def _play_next(self) -> None:
        said = self._made[0]
        samples = self._maker.made(said.number)
        late = self._clock() - said.since >= UNMADE_AFTER_S
        if samples is None and not late:
            return
        self._made.popleft()
        if samples is not None:
            self._loudspeaker.play(samples, self._volume)
        self._maker.forget(said.number)


def open_voice(volume_percent: int, report: Callable[[str], None]) -> Voice | None:
    """None where it is to be silent, or no engine is installed; reported once."""
    if volume_percent == 0:
        return None
    if importlib.util.find_spec(ENGINE) is None:
        report("nothing is read aloud: espeak-ng is not installed (kiosk.lock)")
        return None
    loudspeaker = BesideLoudspeaker(lambda: MixerLoudspeaker(time.monotonic, report))
    return Voice(Workshop(None, report, time.monotonic), loudspeaker, volume_percent / 100, time.monotonic)
