"""A wall that speaks: the real program, link and painter, with a loudspeaker by the test's clock."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from common.screen.fonts import Fonts, vendored
from common.screen.geometry import Screen
from display.glass import Glass
from display.media import Medium
from display.program import ScreenProgram
from display.trace import Trace
from display.voice.begun import Begun
from display.voice.settings import WHOLE_HALL
from display.voice.voice import SpokenVoice
from display.wall_face import WallFace
from tests.programs.display_stand import SERVER, Stand
from tests.screens.wall_hall import call, hall, view
from tests.voice.stand import Instantly, PaperLoudspeaker


class Folder:
    """One notice."""

    media = (Medium("/m/a.txt", "明天停电"),)

    def look(self, now: int) -> None:
        pass

    def is_ready(self, medium: Medium, now: int) -> bool:
        return True

    def drawn(self, medium: Medium) -> Medium:
        return medium


class Speaking(Stand):
    """A wall with a voice and, if wanted, a notice between calls."""

    def __init__(self, fonts: Fonts, media: Folder | None = None) -> None:
        super().__init__(fonts)
        self.maker, self.speaker = Instantly(), PaperLoudspeaker(lambda: self.now)
        self.begun = Begun(None, self.reports.append)
        self.voice = SpokenVoice(self.maker, self.speaker, self.begun, WHOLE_HALL)
        glass = Glass(screen=Screen(1280, 720, 55), view_distance_mm=6000, language="zh", measure=fonts)
        face = WallFace(glass, Trace(self.see), self.voice, media=media)
        self.program = ScreenProgram(  # type: ignore[assignment]  # the same program behind another constructor
            glass, face, self.admission, self._connect, report=self.reports.append, server=SERVER
        )
        self.voice.staff = self.program
        self.stage._program = self.program

    @property
    def said(self) -> list[str]:
        return [self.maker.sentences[max(heard.samples) - 1000] for heard in self.speaker.heard]

    def kept(self) -> tuple[int, int, int]:
        """What the voice remembers, sounds that were not let go, and everything that Python holds but the record."""
        self.seen.clear()
        for wire in self.wires:
            wire.emitted.clear()
        gc.collect()
        sounds = len(self.maker.sentences) - len(self.maker.forgotten)
        return self.voice.remembered + len(self.begun.keys), sounds, len(gc.get_objects())

    def first(self, what: str, ticket: int) -> int:
        """When it was first presented."""
        return next(seen.presented_at for seen in self.seen if (seen.what, seen.ticket) == (what, ticket))


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts(vendored())


@pytest.fixture(name="wall")
def _wall(fonts: Fonts) -> Iterator[Speaking]:
    stand = Speaking(fonts)
    stand.join()
    stand.frames(2)
    yield stand
    stand.voice.close()


def test_the_row_comes_at_once_and_the_hero_with_its_chime(wall: Speaking) -> None:
    """Two calls in one second (screens.md)."""
    wall.call(call(101, wall.now))
    wall.call(call(102, wall.now))
    called = wall.now
    wall.frames(30)
    chimes = [heard.at for heard in wall.speaker.heard if heard.samples[0] == 1001]
    assert len(chimes) == 2
    assert wall.first("row", 102) - called <= 200
    for ticket, chime in zip((101, 102), chimes, strict=True):
        assert abs(wall.first("hero", ticket) - chime) <= 100


def test_after_a_lost_link_nothing_old_and_nothing_twice_is_spoken(wall: Speaking) -> None:
    """Three calls while it was away: the fresh one alone is heard (field 13, 26)."""
    first = call(101, wall.now)
    wall.call(first)
    wall.frames(12)
    wall.wire.go_down()
    wall.frame(90)
    known = view(
        calls=[first, call(102, wall.now - 80_000), call(103, wall.now - 70_000), call(104, wall.now - 5_000)]
    )
    wall.wire.come_up()
    wall.frame()
    wall.accept(known)
    wall.frames(20)
    heard = [
        word for words in wall.said for word in ("幺零幺", "幺零二", "幺零三", "幺零四") if word in words
    ]
    assert heard == ["幺零幺", "幺零幺", "幺零四", "幺零四"]
    told = " ".join(wall.reports)
    assert call(102, 0).number in told
    assert call(103, 0).number in told


def test_a_week_of_calls_leaves_nothing_behind_in_the_voice(fonts: Fonts) -> None:
    """Each is spoken, and on Sunday no more is kept than on Wednesday: sounds, acts, readings, Python's objects."""
    wall = Speaking(fonts, Folder())
    wall.join()
    kept: list[tuple[int, int, int]] = []
    for day in range(7):
        for nth in range(6):
            ticket = 6 * day + nth + 1
            wall.call(call(ticket, wall.now, number=f"A{ticket:03}"))
            wall.frames(16, each_s=1)
            wall.wire.say_change(wall.upto, wall.upto + 1, {}, drop={"calls": [str(ticket - 5)]})
            wall.upto += 1
        wall.frames(12 * 3_600, each_s=600)
        kept.append(wall.kept())
    wall.voice.close()
    assert wall.reports == []
    assert len(wall.said) == 2 * 42
    remembered, sounds, objects = zip(*kept[2:], strict=True)
    assert max(remembered) <= 40
    assert max(sounds) <= 10
    assert max(objects) - min(objects) < min(objects) * 0.02


def test_an_evacuation_silences_the_voice(wall: Speaking) -> None:
    """Everybody looks at the way out."""
    wall.call(call(101, wall.now))
    wall.frames(1)
    assert wall.speaker.is_busy
    wall.change({"hall/hall": hall(paused="evacuation")})
    wall.frames(0.2)
    assert not wall.speaker.is_busy


def test_after_an_evacuation_nothing_of_before_is_spoken(wall: Speaking) -> None:
    """Neither the second reading nor what waited; staff are told of both."""
    wall.call(call(101, wall.now))
    wall.call(call(102, wall.now))
    wall.frames(1)
    wall.change({"hall/hall": hall(paused="evacuation")})
    wall.frames(120, each_s=1)
    wall.change({"hall/hall": hall()})
    wall.frames(30)
    assert len(wall.said) == 1
    assert [call(ticket, 0).number in " ".join(wall.reports) for ticket in (101, 102)] == [True, True]


def test_without_a_loudspeaker_the_supervisor_is_told_and_the_hero_comes_at_once(wall: Speaking) -> None:
    """The screen works."""
    wall.speaker.is_there = False
    wall.frames(1)
    told = [payload["command"] for event, payload, _ in wall.wire.emitted if event == "command"]
    assert {"type": "report_device", "fault": "no_sound"} in told
    called = wall.now
    wall.call(call(101, called))
    wall.frames(2)
    assert wall.first("hero", 101) - called <= 300


def test_a_restart_does_not_end_an_alarm_that_goes_on(fonts: Fonts) -> None:
    """All was told to be well before the voice was asked: the alarm began anew, with another since."""
    wall = Speaking(fonts)
    wall.begun.unspoken_until = wall.now + 300_000
    wall.join()
    wall.frames(2)
    told = [payload["command"] for event, payload, _ in wall.wire.emitted if event == "command"]
    assert told == [{"type": "report_device", "fault": "calls_unspoken"}]
    wall.voice.close()


def test_a_notice_plays_between_calls_and_never_over_one(fonts: Fonts) -> None:
    """In the board's place (P-7)."""
    wall = Speaking(fonts, Folder())
    wall.join()

    def plays() -> bool:
        wall.beat()
        return "明天停电" in wall.frame(0.1)

    assert 100 <= sum(plays() for _ in range(400)) <= 200
    while not plays():
        pass
    wall.call(call(101, wall.now))
    assert not plays()
    while wall.speaker.is_busy or len(wall.said) < 2:
        assert not plays()
    while not plays():
        pass
