"""Loudness, joining, the chime, and recorded clips."""

import math
import wave
from array import array
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.voice.clips import Clips, UnusableClip, read_clip, write_clip
from common.voice.pieces import Piece
from common.voice.sound import (
    CHIME_DBFS,
    PEAK_DBFS,
    RATE,
    SPEECH_DBFS,
    Samples,
    chime,
    evened,
    joined,
    length_ms,
    loudness,
    peak,
    silence,
    trimmed,
)


def tone(ms: int, strength: int, hz: float = 220, rate: int = RATE) -> Samples:
    return array(
        "h", [round(strength * math.sin(2 * math.pi * hz * n / rate)) for n in range(rate * ms // 1000)]
    )


@pytest.mark.parametrize("strength", [300, 3_000, 30_000])
def test_every_voice_is_as_loud_as_the_next(strength: int) -> None:
    """Whoever recorded it, and however near the microphone was."""
    assert loudness(evened(tone(500, strength))) == pytest.approx(SPEECH_DBFS, abs=0.2)


def test_pauses_do_not_count_as_quiet_speech() -> None:
    """Else a sentence with long pauses would be shouted."""
    paused = joined((tone(300, 5_000), silence(900), tone(300, 5_000)))
    assert loudness(paused) == pytest.approx(loudness(tone(300, 5_000)), abs=0.2)


def test_nothing_is_clipped() -> None:
    """A voice with one loud crack stays quieter than the others."""
    crack = joined((tone(500, 800), array("h", [32_000] * 20)))
    assert peak(evened(crack)) <= PEAK_DBFS + 0.01


def test_silence_stays_silence() -> None:
    """There is nothing to be made louder."""
    assert loudness(silence(100)) == -math.inf
    assert evened(silence(100)) == silence(100)
    assert trimmed(silence(100)) == array("h")


def test_the_chime_is_two_notes_the_second_lower() -> None:
    """叮咚, shorter than a breath, quieter than the voice."""
    sound = chime()
    assert 900 <= length_ms(sound) <= 1_300
    assert loudness(sound) == pytest.approx(CHIME_DBFS, abs=0.2)
    assert _pitch(sound[RATE // 20 : RATE // 4]) > _pitch(sound[RATE // 2 : RATE * 7 // 10]) > 400


def test_a_recorded_sentence_is_its_clips_in_order_with_their_pauses(tmp_path: Path) -> None:
    """Each as loud as the other."""
    _record(tmp_path / "zh" / "please.wav", tone(200, 900))
    _record(tmp_path / "zh" / "go.wav", tone(300, 20_000))
    said = (Piece("please", "请", 250), Piece("go", "办理。"))
    sentence = Clips(tmp_path).sentence(said, "zh")
    assert sentence is not None
    assert length_ms(sentence) == pytest.approx(750, abs=45)
    quarter = RATE // 5
    assert loudness(sentence[:quarter]) == pytest.approx(loudness(sentence[-quarter:]), abs=0.5)


def test_a_sentence_with_a_missing_clip_is_not_spoken_in_two_voices(tmp_path: Path) -> None:
    """The synthesiser says all of it."""
    _record(tmp_path / "zh" / "please.wav", tone(200, 900))
    assert Clips(tmp_path).sentence((Piece("please", "请"), Piece("go", "办理。")), "zh") is None
    missing = list(Clips(tmp_path).missing((Piece("please", "请"), Piece("go", "办理。")), "zh"))
    assert [(fault.file, fault.text, fault.why) for fault in missing] == [("zh/go.wav", "办理。", "")]


def test_a_clip_recorded_in_stereo_at_another_rate_is_played_right(tmp_path: Path) -> None:
    """As telephones and studios record."""
    file = tmp_path / "clip.wav"
    mono = tone(400, 8_000, rate=44_100)
    both = array("h", [side for sample in mono for side in (sample, sample)])
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(2)
        sound.setsampwidth(2)
        sound.setframerate(44_100)
        sound.writeframes(both.tobytes())
    heard = read_clip(file)
    assert length_ms(heard) == pytest.approx(400, abs=25)
    assert _pitch(heard) == pytest.approx(220, abs=6)


@pytest.mark.parametrize("content", [b"", b"RIFF", b"no sound at all" * 20])
def test_a_file_that_is_no_sound_is_named(tmp_path: Path, content: bytes) -> None:
    """One bad file spoils no other."""
    file = tmp_path / "zh" / "go.wav"
    file.parent.mkdir()
    file.write_bytes(content)
    with pytest.raises(UnusableClip):
        read_clip(file)
    (fault,) = Clips(tmp_path).missing((Piece("go", "办理。"),), "zh")
    assert fault.why


def _wav(path: Path, width: int = 2, channels: int = 1, rate: int = 48_000) -> bytes:
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(channels)
        sound.setsampwidth(width)
        sound.setframerate(rate)
        sound.writeframes(bytes(range(1, 201)) * 24)
    return path.read_bytes()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    width=st.integers(1, 4),
    channels=st.integers(1, 3),
    rate=st.sampled_from([1, 8_000, 48_000, 192_000, 300_000_000]),
    cut=st.integers(0, 5_000),
    changed=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 255)), max_size=4),
)
def test_no_damaged_clip_is_more_than_unusable(
    tmp_path: Path, width: int, channels: int, rate: int, cut: int, changed: list[tuple[int, int]]
) -> None:
    """Cut anywhere, any width, any header: it is played or it is named, and nothing else."""
    file = tmp_path / "clip.wav"
    raw = bytearray(_wav(file, width, channels, rate))
    for place, value in changed:
        raw[place % len(raw)] = value
    file.write_bytes(bytes(raw[: max(0, len(raw) - cut)]))
    with suppress(UnusableClip):
        assert length_ms(read_clip(file)) <= 10_000


@pytest.mark.parametrize(
    ("cut", "width", "why"),
    [(1, 2, "cut off"), (0, 1, "8 bits"), (0, 3, "24 bits"), (4_802, 2, ""), (4_843, 2, "")],
)
def test_a_clip_that_is_no_use_says_why(tmp_path: Path, cut: int, width: int, why: str) -> None:
    """An odd number of bytes, eight bits, nothing but a header, no header."""
    file = tmp_path / "clip.wav"
    raw = _wav(file, width)
    file.write_bytes(raw[: len(raw) - cut])
    with pytest.raises(UnusableClip) as fault:
        read_clip(file)
    assert why in str(fault.value)


def test_a_folder_by_the_name_of_a_clip_is_told_and_never_opened(tmp_path: Path) -> None:
    """As would be a pipe, which would be waited for."""
    (tmp_path / "zh" / "go.wav").mkdir(parents=True)
    clips, said = Clips(tmp_path), (Piece("go", "办理。"),)
    assert clips.sentence(said, "zh") is None
    assert [fault.why for fault in clips.missing(said, "zh")] == ["no file"]


def test_a_clip_that_is_recorded_again_is_read_again(tmp_path: Path) -> None:
    """Without a restart of the wall."""
    file = tmp_path / "zh" / "go.wav"
    clips = Clips(tmp_path)
    _record(file, tone(200, 5_000))
    first = clips.sentence((Piece("go", "办理。"),), "zh")
    _record(file, tone(600, 5_000))
    file.touch()
    second = clips.sentence((Piece("go", "办理。"),), "zh")
    assert first is not None
    assert second is not None
    assert length_ms(second) > 2 * length_ms(first)


def _record(file: Path, samples: Samples) -> None:
    file.parent.mkdir(exist_ok=True)
    write_clip(file, samples)


def _pitch(samples: Samples) -> float:
    """By counting how often it crosses zero upwards."""
    rises = sum(a < 0 <= b for a, b in pairwise(samples))
    return rises * RATE / len(samples)
