"""A crowded minute through the real maker and mixer: the record of the device decides what was heard."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROUGH_MINUTE = """
import sys, time
from pathlib import Path
from common.rows_public import VoiceManner
from display.reading import Tables
from display.voice.begun import Begun
from common.voice.loudspeaker import MixerLoudspeaker
from display.voice.settings import WHOLE_HALL
from display.voice.voice import SpokenVoice
from common.voice.workshop import Workshop
import msgspec
from tests.screens.wall_hall import hall
from tests.voice.stand import NOW, row

CALLS = 40
told = Path(sys.argv[1])

class Told(MixerLoudspeaker):
    def play(self, samples, volume):
        assert not self.is_busy
        with told.open("ab") as file:
            file.write(len(samples).to_bytes(4) + samples.tobytes())
        super().play(samples, volume)

class Staff:
    dropped = 0
    def tell_fault(self, fault, *, wrong): pass
    def tell_unspoken(self, dropped): self.dropped += 1

maker = Workshop(None, lambda told: None, time.monotonic)
speaker = Told(time.monotonic, lambda told: None)
voice = SpokenVoice(maker, speaker, Begun(None, print), WHOLE_HALL)
voice.staff = staff = Staff()
now, calls, heard = NOW, (), set()
while now < NOW + 120_000:
    due = min(CALLS, (now - NOW) * CALLS // 60_000 + 1)
    while len(calls) < due:
        calls = (*calls, row(len(calls) + 1, now))
    voice.tick(Tables(hall=hall(), windows=(), calls=calls[-20:]), [], now, hero_held=False)
    while maker._orders:  # time stands still until every sentence is made
        maker.poll()
        time.sleep(0.001)
    busy_until = now + 4_700 if speaker.is_busy else now + 100
    while speaker.is_busy:  # and while one is played, as fast as the device takes it
        time.sleep(0.001)
    now = busy_until
voice.close()
print(CALLS, staff.dropped)
"""


def test_what_the_device_was_given_is_what_was_said_and_silence(tmp_path: Path) -> None:
    """Forty calls in a minute: whole sentences, in order, as loud as they were made, none over another."""
    record, told = tmp_path / "record.raw", tmp_path / "told"
    environment = os.environ | {
        "SDL_AUDIODRIVER": "disk", "SDL_DISKAUDIOFILE": str(record), "SDL_DISKAUDIODELAY": "0",
    }  # fmt: skip
    run = subprocess.run(
        [sys.executable, "-c", ROUGH_MINUTE, str(told)], check=False, env=environment, capture_output=True, text=True, timeout=240
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    made, dropped = map(int, run.stdout.split()[-2:])
    heard, at, spoken = record.read_bytes(), 0, 0
    for sentence in _told(told.read_bytes()):
        found = heard.find(sentence.strip(b"\0"), at)
        assert found >= 0, "not heard as it was made, or not in its turn"
        assert not heard[at:found].strip(b"\0"), "something else was heard between"
        at, spoken = found + len(sentence.strip(b"\0")), spoken + 1
    assert not heard[at:].strip(b"\0")
    assert spoken >= 12
    assert made > dropped > 0
    assert spoken >= made - dropped


def _told(raw: bytes) -> list[bytes]:
    sentences = []
    while raw:
        size = 4 + 2 * int.from_bytes(raw[:4])
        sentences.append(raw[4:size])
        raw = raw[size:]
    return sentences
