"""The process that makes sound."""

from __future__ import annotations

import io
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from common.voice.clips import write_clip
from common.voice.maker import Maker, Unmade, read_ahead, serve
from common.voice.orders import Made, Order
from common.voice.sound import chime, length_ms, silence
from common.voice.workshop import AGAIN_S, HANGS_S, Workshop
from display.voice.acts import Act
from display.voice.sentences import sentence
from tests.voice.test_sound import tone

SAID = sentence(Act("called", 1, 0, "A036", 2), "zh")


class Shop:
    """A workshop and its clock."""

    def __init__(self, *command: str) -> None:
        self.at = 100.0
        self.reports: list[str] = []
        more = {"command": command} if command else {}
        self.workshop = Workshop(None, self.reports.append, lambda: self.at, **more)

    def fault(self) -> str:
        return self.workshop.fault

    def is_starting(self) -> bool:
        return self.workshop.is_starting

    def clips_faulty(self) -> bool:
        return self.workshop.clips_faulty

    def poll_until(self, found: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 30
        while not found():
            assert time.monotonic() < deadline
            self.workshop.poll()
            time.sleep(0.005)

    def wait_for(self, number: int) -> int:
        """Milliseconds of the sound."""
        self.poll_until(lambda: self.workshop.made(number) is not None)
        return length_ms(self.workshop.made(number) or ())


@pytest.fixture
def shop() -> Iterator[Shop]:
    opened = Shop()
    yield opened
    opened.workshop.close()


def test_a_sentence_comes_back_as_sound(shop: Shop) -> None:
    """Through a real process with the real library."""
    said = shop.workshop.ask(SAID, "zh", 3.5)
    bell = shop.workshop.ask((), "zh", 1)
    assert shop.is_starting()
    assert shop.wait_for(said) > 2_000
    assert not shop.is_starting()
    assert shop.wait_for(bell) == length_ms(chime())
    shop.workshop.forget(said)
    assert shop.workshop.made(said) is None


def test_a_process_that_ends_is_started_again_and_nothing_is_lost(shop: Shop) -> None:
    """A crash of espeak-ng costs time, not a sentence."""
    first = shop.workshop.ask((), "zh", 1)
    shop.wait_for(first)
    worker = shop.workshop._worker
    assert worker is not None
    worker._process.kill()
    shop.poll_until(lambda: bool(shop.reports))
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
    shop.at += AGAIN_S
    shop.workshop.poll()
    assert shop.workshop.fault == "no_speech"
    assert "cannot be started" in shop.reports[0]
    shop.workshop.close()


def test_half_an_answer_is_none() -> None:
    """The process was killed while it wrote."""
    half = 'import sys; sys.stdin.readline(); sys.stdout.write(\'{"id":1,"size":900}\\nxx\')'
    shop = Shop(sys.executable, "-c", half)
    asked = shop.workshop.ask(SAID, "zh", 3.5)
    shop.poll_until(lambda: bool(shop.reports))
    assert shop.workshop.made(asked) is None
    assert "ended with 0" in shop.reports[0]
    shop.workshop.close()


GOOD = (sys.executable, "-m", "common.voice.maker")
HANGS = "import time; time.sleep(600)"


def test_a_process_that_hangs_blocks_nobody_and_is_replaced() -> None:
    """However much it is told: a pipe takes some hundred sentences and then no more."""
    shop = Shop(sys.executable, "-c", HANGS)
    shop.workshop.poll()
    asked = [shop.workshop.ask(SAID * 20, "zh", 3.5) for _ in range(400)]
    shop.workshop.poll()
    shop.workshop.ask(SAID * 20, "zh", 3.5)  # it is running
    for number in asked[1:]:
        shop.workshop.forget(number)
    shop.workshop._command = GOOD
    shop.at += HANGS_S
    assert shop.wait_for(asked[0]) > 2_000
    assert "hangs" in shop.reports[0]
    shop.workshop.close()


@pytest.mark.parametrize(
    "said",
    [
        "b'no json' + bytes([10])",
        "b'x' * 200_000",
        """b'{"id":1,"size":3}' + bytes([10]) + b'abc'""",
        """b'{"id":1,"size":99999999999}' + bytes([10])""",
        """b'{"id":1,"size":-2}' + bytes([10])""",
    ],
)
def test_a_process_that_talks_nonsense_is_replaced(said: str) -> None:
    """It stays alive, and would never say anything of use."""
    nonsense = f"import sys, time; sys.stdout.buffer.write({said}); sys.stdout.flush(); {HANGS}"
    shop = Shop(sys.executable, "-c", nonsense)
    asked = shop.workshop.ask(SAID, "zh", 3.5)
    shop.poll_until(lambda: bool(shop.reports))
    assert "wrote" in shop.reports[0]
    shop.workshop._command = GOOD
    shop.at += AGAIN_S
    assert shop.wait_for(asked) > 2_000
    shop.workshop.close()


def test_the_sentence_that_ends_it_twice_is_given_up_and_the_next_one_made() -> None:
    """Else it would end the voice of the whole day."""
    deadly = (
        "import sys, os; from common.voice import maker\n"
        "class Deadly(maker.Maker):\n"
        "    def make(self, order): return super().make(order) if order.sentence else os._exit(9)\n"
        "maker.serve(Deadly(None), sys.stdin.buffer, sys.stdout.buffer)"
    )
    shop = Shop(sys.executable, "-c", deadly)
    bell, said = shop.workshop.ask((), "zh", 1), shop.workshop.ask(SAID, "zh", 3.5)
    for deaths in (1, 2):
        shop.poll_until(lambda: shop.workshop._failures == deaths)  # noqa: B023 - asked at once
        shop.at += AGAIN_S
    assert shop.fault() == "no_speech"
    assert shop.wait_for(said) > 2_000
    assert shop.workshop.made(bell) is None
    assert shop.fault() == ""
    assert len(shop.reports) == 1
    shop.workshop.close()


def test_a_bad_clip_is_reported_once_and_spoken_by_the_synthesiser(tmp_path: Path) -> None:
    """By its name, until it is mended; the same process makes the next sentence."""
    shop = Shop()
    shop.workshop = Workshop(tmp_path, shop.reports.append, lambda: shop.at)
    (tmp_path / "zh").mkdir()
    for piece in SAID:
        write_clip(tmp_path / "zh" / f"{piece.clip}.wav", tone(200, 9_000))
    please = tmp_path / "zh" / "please.wav"
    whole = please.read_bytes()
    please.write_bytes(whole[:-101])
    for _ in range(2):
        asked = shop.workshop.ask(SAID, "zh", 3.5)
        assert shop.wait_for(asked) > 2_000
    assert shop.reports == ["zh/please.wav is not played: cut off"]
    assert shop.clips_faulty()
    please.write_bytes(whole)
    shop.wait_for(shop.workshop.ask(SAID, "zh", 3.5))
    assert not shop.clips_faulty()
    shop.workshop.close()


def test_a_process_that_hangs_ends_with_the_screen() -> None:
    """It is in the middle of a sentence, and its input ends."""
    ended = threading.Event()
    source = io.BytesIO(b"one\n")
    lines = read_ahead(source, ended.set)
    assert next(lines) == b"one\n"
    assert ended.wait(30)


def test_clips_of_the_hall_are_preferred(tmp_path: Path) -> None:
    """Its own chime and voice."""
    write_clip(tmp_path / "chime.wav", tone(700, 9_000))
    (tmp_path / "zh").mkdir()
    for piece in SAID:
        write_clip(tmp_path / "zh" / f"{piece.clip}.wav", tone(200, 9_000))
    maker = Maker(tmp_path, within_s=60)
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
