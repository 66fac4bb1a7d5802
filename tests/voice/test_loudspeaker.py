"""What the mixer really plays: SDL's `disk` device writes down every sample that would have been heard."""

from __future__ import annotations

import os
import subprocess
import sys
from array import array
from pathlib import Path

import pygame
import pytest

from common.screen.window import SoundDevices, _event
from common.voice.loudspeaker import LOOK_AGAIN_S, MixerLoudspeaker, may_have_sound
from common.voice.sound import RATE, SPEECH_DBFS, Samples, length_ms, loudness

PLAY = """
import sys, time
from common.voice.loudspeaker import MixerLoudspeaker
from common.voice.maker import Maker
from common.voice.orders import Order
from display.voice.acts import Act
from display.voice.sentences import sentence

speaker = MixerLoudspeaker(time.monotonic, lambda told: None)
speaker.look()
maker = Maker(None)
for number, volume in (("A036", 1.0), ("B111", 1.0), ("A036", 0.5)):
    said = maker.make(Order(1, "zh", sentence(Act("called", 1, 0, number, 2), "zh"), 3.5))
    print(len(said))
    speaker.play(said, volume)
    while speaker.is_busy:
        time.sleep(0.001)
    time.sleep(0.05)
speaker.close()
"""


def heard(samples: Samples) -> list[Samples]:
    """Stretches of sound with a long silence between them."""
    step, gap = RATE // 50, 30
    loud = [max(map(abs, samples[n : n + step])) > 50 for n in range(0, len(samples), step)]
    found: list[list[int]] = []
    for n, is_loud in enumerate(loud):
        if is_loud and found and n - found[-1][1] <= gap:
            found[-1][1] = n
        elif is_loud:
            found.append([n, n])
    return [samples[start * step : (end + 1) * step] for start, end in found]


def test_the_mixer_plays_whole_sentences_one_after_the_other_as_loud_as_they_are_made(tmp_path: Path) -> None:
    """Order, no overlap, length and loudness, from the samples of the device itself."""
    file = tmp_path / "heard.raw"
    environment = os.environ | {
        "SDL_AUDIODRIVER": "disk", "SDL_DISKAUDIOFILE": str(file), "SDL_DISKAUDIODELAY": "0",
    }  # fmt: skip
    run = subprocess.run(
        [sys.executable, "-c", PLAY], env=environment, capture_output=True, check=True, text=True, timeout=60
    )
    made = [int(line) for line in run.stdout.splitlines() if line.isdigit()]
    out = array("h")
    raw = file.read_bytes()
    out.frombytes(raw[: len(raw) // 2 * 2])
    sentences = heard(out)
    assert len(sentences) == len(made) == 3
    for sentence, count in zip(sentences, made, strict=True):
        assert length_ms(sentence) == pytest.approx(1000 * count / RATE, abs=60)
    first, second, half = (loudness(sentence) for sentence in sentences)
    assert first == pytest.approx(SPEECH_DBFS, abs=0.5)
    assert second == pytest.approx(first, abs=0.5)
    assert half == pytest.approx(first - 6, abs=0.7)
    assert abs(len(sentences[0]) - len(sentences[2])) < RATE // 20
    assert max(map(abs, out)) < 32_767


class Clock:
    at = 0.0

    def __call__(self) -> float:
        return self.at


class Socket:
    """Where a loudspeaker is plugged in, or not."""

    def __init__(self) -> None:
        self.plugged = False
        self.tries = self.played = 0

    def __call__(self) -> Socket:
        self.tries += 1
        if not self.plugged:
            raise pygame.error("no device")
        return self

    def play(self, sound: pygame.mixer.Sound, /) -> None:
        self.played += 1

    def stop(self) -> None:
        pass

    def get_busy(self) -> bool:
        return False

    def set_volume(self, volume: float, /) -> None:
        pass


def test_without_a_device_it_looks_again_and_says_so_once() -> None:
    """The screen works all the same."""
    reports: list[str] = []
    clock, socket = Clock(), Socket()
    speaker = MixerLoudspeaker(clock, reports.append, socket)
    for _ in range(5):
        speaker.look()
        clock.at += LOOK_AGAIN_S
    assert not speaker.is_there
    assert not speaker.is_busy
    speaker.play(array("h", [1]), 1.0)
    speaker.stop()
    assert len(reports) == 1
    assert socket.tries == 5


def test_a_device_that_is_plugged_in_is_found() -> None:
    """Without a restart."""
    clock, socket = Clock(), Socket()
    speaker = MixerLoudspeaker(clock, lambda told: None, socket)
    speaker.look()
    before = speaker.is_there
    socket.plugged = True
    speaker.changed()
    speaker.look()
    found = speaker.is_there
    speaker.close()
    assert (before, found, speaker.is_there) == (False, True, False)


def test_nothing_to_be_heard_is_not_given_to_the_mixer() -> None:
    """pygame 2.5.8 ends the program where a sound has no samples."""
    socket = Socket()
    socket.plugged = True
    speaker = MixerLoudspeaker(Clock(), lambda told: None, socket)
    speaker.look()
    speaker.play(array("h"), 1.0)
    assert socket.played == 0


def test_linux_without_a_sound_card_is_not_asked(tmp_path: Path) -> None:
    """ALSA writes six lines of its own for every try."""
    assert not may_have_sound("linux", {}, tmp_path)
    assert may_have_sound("win32", {}, tmp_path)
    assert may_have_sound("linux", {"PULSE_SERVER": "hall"}, tmp_path)
    (tmp_path / "dev" / "snd").mkdir(parents=True)
    (tmp_path / "dev" / "snd" / "pcmC0D0p").touch()
    assert may_have_sound("linux", {}, tmp_path)


@pytest.mark.parametrize(
    ("kind", "gone"), [(pygame.AUDIODEVICEADDED, False), (pygame.AUDIODEVICEREMOVED, True)]
)
def test_sdl_tells_of_loudspeakers_and_not_of_microphones(kind: int, gone: bool) -> None:
    """So that a plug is noticed at once, not only when the next look is due."""
    assert _event(pygame.Event(kind, which=1, iscapture=0)) == SoundDevices(gone=gone)
    assert _event(pygame.Event(kind, which=1, iscapture=1)) is None
