"""The process that makes sound."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from display.voice.clips import write_clip
from display.voice.maker import Maker, Unmade, serve
from display.voice.orders import Made, Order
from display.voice.queue import Act
from display.voice.sentences import sentence
from display.voice.sound import chime, length_ms, silence
from display.voice.workshop import AGAIN_S, Workshop
from tests.voice.test_sound import tone

SAID = sentence(Act("called", 1, 0, "A036", 2), "zh")


class Shop:
    """A workshop and its clock."""

    def __init__(self, *command: str) -> None:
        self.at = 100.0
        self.reports: list[str] = []
        more = {"command": command} if command else {}
        self.workshop = Workshop(None, self.reports.append, lambda: self.at, **more)

    def wait_for(self, number: int) -> int:
        """Milliseconds of the sound."""
        deadline = time.monotonic() + 30
        while (made := self.workshop.made(number)) is None:
            assert time.monotonic() < deadline
            self.workshop.poll()
            time.sleep(0.005)
        return length_ms(made)


@pytest.fixture
def shop() -> Iterator[Shop]:
    opened = Shop()
    yield opened
    opened.workshop.close()


def test_a_sentence_comes_back_as_sound(shop: Shop) -> None:
    """Through a real process with the real library."""
    said = shop.workshop.ask(SAID, "zh", 3.5)
    bell = shop.workshop.ask((), "zh", 1)
    assert shop.wait_for(said) > 2_000
    assert shop.wait_for(bell) == length_ms(chime())
    shop.workshop.forget(said)
    assert shop.workshop.made(said) is None


def test_a_process_that_ends_is_started_again_and_nothing_is_lost(shop: Shop) -> None:
    """A crash of espeak-ng costs time, not a sentence."""
    first = shop.workshop.ask((), "zh", 1)
    shop.wait_for(first)
    process = shop.workshop._process
    assert process is not None
    process.kill()
    process.wait()
    lost = shop.workshop.ask(SAID, "zh", 3.5)
    shop.workshop.poll()
    assert shop.workshop.made(lost) is None
    shop.at += AGAIN_S
    assert shop.wait_for(lost) > 2_000
    assert len(shop.reports) == 1


def test_a_process_that_cannot_be_started_is_a_fault_and_no_end() -> None:
    """The supervisor is told; the pictures go on."""
    shop = Shop("/nowhere/python")
    shop.workshop.ask(SAID, "zh", 3.5)
    shop.workshop.poll()
    assert shop.workshop.fault == "no_speech"
    assert "cannot be started" in shop.reports[0]
    shop.workshop.close()


def test_half_an_answer_is_none() -> None:
    """The process was killed while it wrote."""
    half = 'import sys; sys.stdin.readline(); sys.stdout.write(\'{"id":1,"size":900}\\nxx\')'
    shop = Shop(sys.executable, "-c", half)
    asked = shop.workshop.ask(SAID, "zh", 3.5)
    shop.workshop.poll()
    assert shop.workshop._process is not None
    shop.workshop._process.wait()
    shop.workshop.poll()
    assert shop.workshop.made(asked) is None
    shop.workshop.close()


def test_clips_of_the_hall_are_preferred(tmp_path: Path) -> None:
    """Its own chime and voice."""
    write_clip(tmp_path / "chime.wav", tone(700, 9_000))
    (tmp_path / "zh").mkdir()
    for piece in SAID:
        write_clip(tmp_path / "zh" / f"{piece.clip}.wav", tone(200, 9_000))
    maker = Maker(tmp_path)
    bell = maker.make(Order(1, "zh", (), 1))
    said = maker.make(Order(2, "zh", SAID, 3.5))
    assert length_ms(bell) == pytest.approx(700, abs=25)
    pauses = sum(piece.pause_ms for piece in SAID)
    assert length_ms(said) == pytest.approx(200 * len(SAID) + pauses, abs=25 * len(SAID))


def test_orders_that_cannot_be_made_are_answered_too() -> None:
    """Whoever waits is not left waiting."""

    class Mute(Maker):
        def make(self, order: Order) -> object:  # type: ignore[override]
            if order.sentence:
                raise Unmade("no_speech")
            return silence(100)

    orders = [Order(1, "zh", SAID, 3.5), Order(2, "zh", (), 1)]
    lines = b"".join(msgspec.json.encode(order) + b"\n" for order in orders)
    out = io.BytesIO()
    serve(Mute(None), io.BytesIO(lines), out)
    out.seek(0)
    assert msgspec.json.decode(out.readline(), type=Made) == Made(1, 0, "no_speech")
    answer = msgspec.json.decode(out.readline(), type=Made)
    assert answer.size == len(out.read())
