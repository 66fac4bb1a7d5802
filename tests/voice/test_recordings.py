"""The hall's clips on a share that comes late, or hangs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from common.voice.clips import CHIME, Clips, write_clip
from common.voice.orders import Order
from common.voice.recordings import Recordings
from common.voice.sound import length_ms
from common.voice.workshop import Workshop
from display.voice.sentences import clips
from tests.voice.test_sound import tone
from tests.voice.test_workshop import SAID, Shop

CALL = Order(1, "zh", SAID, 3.5)


class Hanging(Clips):
    """A share that does not answer until it is let go."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.answers, self.asked = Event(), 0

    @property
    def are_there(self) -> bool:
        self.asked += 1
        self.answers.wait(60)
        return super().are_there


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    recorded(tmp_path)
    return tmp_path


@pytest.fixture
def hanging(folder: Path) -> Iterator[Hanging]:
    share = Hanging(folder)
    yield share
    share.answers.set()


def recorded(folder: Path) -> None:
    (folder / "zh").mkdir(parents=True)
    for piece in {*SAID, *clips("zh", "yao", "A", 2)}:
        write_clip(folder / "zh" / f"{piece.clip}.wav", tone(100, 5_000))


def test_a_share_that_hangs_is_not_waited_for(hanging: Hanging) -> None:
    """The first call waits a moment for it, those after it not at all."""
    recordings = Recordings(hanging, within_s=0.01)
    assert recordings.of(CALL).samples is None
    recordings._within_s = 60
    (fault,) = recordings.of(CALL).unusable
    assert fault.file == str(hanging.folder)
    assert "did not answer" in fault.why
    assert hanging.asked == 1


def test_a_share_that_answers_again_is_heard_again(hanging: Hanging) -> None:
    """By itself, with the next call."""
    recordings = Recordings(hanging, within_s=0.01)
    recordings.of(CALL)
    assert recordings._reading is not None
    hanging.answers.set()
    recordings._reading.join()
    recordings._within_s = 60
    heard = recordings.of(CALL)
    assert heard.samples
    assert heard.unusable == ()


HANGS = """
import time
from common.voice import maker
from common.voice.clips import Clips
Clips.are_there = property(lambda clips: time.sleep(600))
maker._main()
"""


def test_calls_are_spoken_while_the_share_hangs(tmp_path: Path) -> None:
    """By a real process: neither given up nor started again."""
    shop = Shop()
    shop.workshop = Workshop(tmp_path, shop.reports.append, lambda: shop.at, (sys.executable, "-c", HANGS))
    calls = [shop.workshop.ask(SAID, "zh", 3.5) for _ in range(2)]
    assert all(shop.wait_for(call) > 2_000 for call in calls)
    assert len(shop.reports) == 1
    assert "did not answer" in shop.reports[0]
    assert shop.clips_faulty()
    shop.workshop.close()


def test_a_folder_that_comes_later_is_taken(tmp_path: Path) -> None:
    """The share was mounted after the wall was on; until then staff are told."""
    share, shop = tmp_path / "share", Shop()
    shop.workshop = Workshop(share, shop.reports.append, lambda: shop.at)
    shop.wait_for(shop.workshop.ask((), "zh", 1))
    assert shop.clips_faulty()
    assert shop.reports == [f"{share} is not played: there are no clips"]
    recorded(share)
    write_clip(share / CHIME, tone(300, 5_000))
    assert shop.wait_for(shop.workshop.ask((), "zh", 1)) == length_ms(tone(300, 5_000))
    assert not shop.clips_faulty()
    shop.workshop.close()
