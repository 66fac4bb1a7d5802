"""A hall's own recordings: `FOLDER/zh/please.wav`, `FOLDER/en/ticket.wav`, `FOLDER/chime.wav`; see docs/voice.md."""

from __future__ import annotations

import stat
import sys
import wave
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, get_args

from common.voice.pieces import Piece, Sentence
from common.voice.sound import CHIME_DBFS, RATE, SPEECH_DBFS, Samples, evened, joined, silence, trimmed
from common.words import Language

CHIME = "chime.wav"
SAMPLE_BYTES = 2
LONGEST_S = 10.0
FILE_MOST = 8_000_000  # ten seconds as a studio records them, twice over


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
        self.folder = folder
        self._read: dict[Path, tuple[tuple[int, int], Samples | UnusableClip]] = {}

    def sentence(self, said: Sentence, language: Language) -> Samples | None:
        """All of it, or none where one clip is missing: two voices in one sentence are worse than another voice."""
        parts: list[Samples] = []
        try:
            for piece in said:
                parts += (self._clip(file_of(piece, language), SPEECH_DBFS), silence(piece.pause_ms))
        except UnusableClip:
            return None
        return joined(parts)

    def chime(self) -> Samples | None:
        """The hall's own, if there is one."""
        try:
            return self._clip(CHIME, CHIME_DBFS)
        except UnusableClip:
            return None

    @property
    def are_there(self) -> bool:
        """Is there anything? A share that is not mounted leaves no folder, or an empty one."""
        return any((self.folder / name).exists() for name in (*get_args(Language), CHIME))

    def records(self, language: Language) -> bool:
        """Does the hall mean to speak this language in its own voice?"""
        return (self.folder / language).is_dir()

    def missing(self, pieces: Iterable[Piece], language: Language) -> Iterator[Fault]:
        """Those of `pieces` that cannot be played, and why."""
        for piece in pieces:
            name = file_of(piece, language)
            try:
                self._clip(name, SPEECH_DBFS)
            except UnusableClip as fault:
                yield Fault(name, piece.text, str(fault))

    def bad_chime(self) -> Iterator[Fault]:
        """The hall's own, if it is there and cannot be played."""
        try:
            self._clip(CHIME, CHIME_DBFS)
        except UnusableClip as fault:
            if str(fault):
                yield Fault(CHIME, "", str(fault))

    def _clip(self, name: str, dbfs: float) -> Samples:
        """Raises `UnusableClip`, without a reason if it is not there."""
        file = self.folder / name
        try:
            is_now = file.stat()
        except FileNotFoundError as fault:
            raise UnusableClip from fault
        except OSError as fault:
            raise UnusableClip(str(fault)) from fault
        stamp = (is_now.st_mtime_ns, is_now.st_size)
        known = self._read.get(file)
        if known is None or known[0] != stamp:
            known = self._read[file] = (stamp, _evened(file, is_now.st_mode, dbfs))
        if isinstance(known[1], UnusableClip):
            raise known[1]
        return known[1]


def file_of(piece: Piece, language: Language) -> str:
    """Where it is, in the folder of the hall's clips."""
    return f"{language}/{piece.clip}.wav"


def _evened(file: Path, mode: int, dbfs: float) -> Samples | UnusableClip:
    """A pipe or a folder by that name is never opened: it would be waited for."""
    if not stat.S_ISREG(mode):
        return UnusableClip("no file")
    try:
        return evened(read_clip(file), dbfs)
    except UnusableClip as fault:
        return fault


def read_clip(file: Path) -> Samples:
    """Its samples as one channel at our rate, without silence around. Raises `UnusableClip`."""
    try:
        raw, channels, rate = _recorded(file)
    except UnusableClip:
        raise
    except Exception as fault:  # of a damaged header the standard reader raises whatever it comes to
        raise UnusableClip(str(fault) or type(fault).__name__) from fault
    samples = array("h", raw)
    if sys.byteorder == "big":
        samples.byteswap()
    heard = trimmed(_at_our_rate(_one_channel(samples, channels), rate))
    if not heard:
        raise UnusableClip("nothing is heard in it")
    return heard


def _recorded(file: Path) -> tuple[bytes, int, int]:
    """Its bytes, channels and rate."""
    if file.stat().st_size > FILE_MOST:
        raise UnusableClip(f"larger than {FILE_MOST // 1_000_000} MB")
    with wave.open(str(file), "rb") as sound:
        width, channels, rate = sound.getsampwidth(), sound.getnchannels(), sound.getframerate()
        if width != SAMPLE_BYTES:
            raise UnusableClip(f"{8 * width} bits a sample, 16 are needed")
        if sound.getnframes() > LONGEST_S * rate:
            raise UnusableClip(f"longer than {LONGEST_S:g} s")
        raw = sound.readframes(sound.getnframes())
        if len(raw) != sound.getnframes() * channels * SAMPLE_BYTES:
            raise UnusableClip("cut off")
    return raw, channels, rate


def write_clip(file: Path, samples: Samples) -> None:
    """As a WAV file. Raises `OSError`, of which the standard writer would leave half an object behind."""
    raw = samples
    if sys.byteorder == "big":
        raw = array("h", samples)
        raw.byteswap()
    with file.open("wb") as opened, wave.open(opened, "wb") as sound:
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
