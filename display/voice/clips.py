"""A hall's own recordings: `FOLDER/zh/please.wav`, `FOLDER/en/ticket.wav`, `FOLDER/chime.wav`; see docs/voice.md."""

from __future__ import annotations

import sys
import wave
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from common.words import Language
from display.voice.sentences import Piece, Sentence
from display.voice.sound import CHIME_DBFS, RATE, SPEECH_DBFS, Samples, evened, joined, silence, trimmed

LONGEST_S = 10.0


class UnusableClip(Exception):
    """A file that is no sound we can play; the message says why."""


class Fault(NamedTuple):
    """A clip that is not there, or cannot be used (`why`)."""

    file: str
    text: str
    why: str = ""


class Clips:
    """Clips are read when they are first needed, and again when their file is another."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[Path, tuple[int, Samples]] = {}

    def sentence(self, said: Sentence, language: Language) -> Samples | None:
        """All of it, or none where one clip is missing: two voices in one sentence are worse than another voice."""
        parts: list[Samples] = []
        for piece in said:
            part = self._clip(self._folder / language / f"{piece.clip}.wav", SPEECH_DBFS)
            if part is None:
                return None
            parts += (part, silence(piece.pause_ms))
        return joined(parts)

    def chime(self) -> Samples | None:
        """The hall's own, if there is one."""
        return self._clip(self._folder / "chime.wav", CHIME_DBFS)

    def missing(self, pieces: Iterable[Piece], language: Language) -> Iterator[Fault]:
        """Those of `pieces` that cannot be played, and why."""
        for piece in pieces:
            file = self._folder / language / f"{piece.clip}.wav"
            name = f"{language}/{piece.clip}.wav"
            if not file.is_file():
                yield Fault(name, piece.text)
                continue
            try:
                read_clip(file)
            except UnusableClip as fault:
                yield Fault(name, piece.text, str(fault))

    def _clip(self, file: Path, dbfs: float) -> Samples | None:
        try:
            stamp = file.stat().st_mtime_ns
            known = self._read.get(file)
            if known is None or known[0] != stamp:
                known = self._read[file] = (stamp, evened(read_clip(file), dbfs))
        except (OSError, UnusableClip):
            return None
        return known[1]


def read_clip(file: Path) -> Samples:
    """Its samples as one channel at our rate, without silence around. Raises `UnusableClip`."""
    try:
        with wave.open(str(file), "rb") as sound:
            width, channels, rate = sound.getsampwidth(), sound.getnchannels(), sound.getframerate()
            if width != 2:
                raise UnusableClip(f"{8 * width} bits a sample, 16 are needed")
            if sound.getnframes() > LONGEST_S * rate:
                raise UnusableClip(f"longer than {LONGEST_S:g} s")
            raw = sound.readframes(sound.getnframes())
    except (OSError, EOFError, wave.Error) as fault:
        raise UnusableClip(str(fault) or type(fault).__name__) from fault
    samples = array("h", raw)
    if sys.byteorder == "big":
        samples.byteswap()
    heard = trimmed(_at_our_rate(_one_channel(samples, channels), rate))
    if not heard:
        raise UnusableClip("nothing is heard in it")
    return heard


def write_clip(file: Path, samples: Samples) -> None:
    """As a WAV file."""
    raw = samples
    if sys.byteorder == "big":
        raw = array("h", samples)
        raw.byteswap()
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(raw.tobytes())


def _one_channel(samples: Samples, channels: int) -> Samples:
    if channels == 1:
        return samples
    sides = [samples[nth::channels] for nth in range(channels)]
    return array("h", [sum(at_once) // channels for at_once in zip(*sides, strict=False)])


def _at_our_rate(samples: Samples, rate: int) -> Samples:
    """Read between the samples, on straight lines: enough for speech."""
    if rate == RATE or len(samples) < 2:
        return samples
    count = len(samples) * RATE // rate
    places = (n * (len(samples) - 1) / max(1, count - 1) for n in range(count))
    return array("h", [_between(samples, place) for place in places])


def _between(samples: Samples, place: float) -> int:
    left = min(int(place), len(samples) - 2)
    return round(samples[left] + (samples[left + 1] - samples[left]) * (place - left))
