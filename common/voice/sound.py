"""Samples: the chime we make ourselves, silence, evening out, joining. Pure. 16 bits, one channel, `RATE` a second."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Sequence
from operator import mul
from typing import TypeAlias

RATE = 22_050
FULL = 32_767
SPEECH_DBFS = -18.0
PEAK_DBFS = -1.0
CHIME_DBFS = -20.0
WINDOW = RATE // 50  # 20 ms
GATE_DB = 30.0  # parts so far below the loudest are pauses

Samples: TypeAlias = "array[int]"

DING_HZ, DONG_HZ = 659.3, 523.3  # e″ and c″
DING_S, DONG_S = 0.45, 0.75
PARTIALS = ((1.0, 1.0, 3.0), (2.0, 0.35, 5.0), (3.01, 0.12, 9.0))
"""Multiple of the note, strength, how fast it dies."""


def silence(ms: int) -> Samples:
    """Nothing to be heard for so long."""
    return array("h", bytes(2 * (RATE * ms // 1000)))


def joined(parts: Iterable[Sequence[int]]) -> Samples:
    """One after the other."""
    whole = array("h")
    for part in parts:
        whole.extend(part)
    return whole


def chime() -> Samples:
    """叮咚: two notes of a bell, the second lower."""
    ding, dong = _note(DING_HZ, DING_S), _note(DONG_HZ, DONG_S)
    return evened(joined((ding, dong)), CHIME_DBFS)


def loudness(samples: Sequence[int]) -> float:
    """Root mean square over what is not a pause, dBFS; -inf of silence."""
    powers = [power for power in _powers(samples) if power > 0]
    if not powers:
        return -math.inf
    heard = [power for power in powers if power >= max(powers) / 10 ** (GATE_DB / 10)]
    return 10 * math.log10(sum(heard) / len(heard) / FULL**2)


def peak(samples: Sequence[int]) -> float:
    """The largest sample, dBFS; -inf of silence."""
    most = max(map(abs, samples), default=0)
    return 20 * math.log10(min(most, FULL) / FULL) if most else -math.inf


def evened(samples: Samples, target_dbfs: float = SPEECH_DBFS) -> Samples:
    """As loud as every other sentence, whoever recorded it, and never clipped."""
    if not samples or (now := loudness(samples)) == -math.inf:
        return samples
    gain_db = min(target_dbfs - now, PEAK_DBFS - peak(samples))
    gain = 10 ** (gain_db / 20)
    return array("h", [round(sample * gain) for sample in samples])


def trimmed(samples: Samples, floor: int = 200) -> Samples:
    """Without the silence before and after."""
    loud = [n for n in range(0, len(samples), WINDOW) if max(map(abs, samples[n : n + WINDOW])) > floor]
    return samples[loud[0] : loud[-1] + WINDOW] if loud else array("h")


def length_ms(samples: Sequence[int]) -> int:
    """How long it is heard."""
    return 1000 * len(samples) // RATE


def _powers(samples: Sequence[int]) -> list[float]:
    starts = range(0, len(samples), WINDOW)
    parts = (samples[start : start + WINDOW] for start in starts)
    return [sum(map(mul, part, part)) / len(part) for part in parts]


def _note(hz: float, seconds: float) -> Samples:
    count = round(RATE * seconds)
    attack = RATE // 200
    values = array("h", bytes(2 * count))
    for n in range(count):
        t = n / RATE
        tone = sum(
            share * math.exp(-fade * t) * math.sin(2 * math.pi * hz * times * t)
            for times, share, fade in PARTIALS
        )
        end = min(1.0, n / attack, (count - n) / attack)
        values[n] = round(12_000 * tone * end)
    return values
