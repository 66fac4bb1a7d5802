"""The kiosk's voice: one sentence after the other, broken off by a new screen, and never waited for."""

from __future__ import annotations

import sys
import threading
import time
from array import array
from collections.abc import Callable
from pathlib import Path

from common.screen.fonts import Fonts
from common.voice.loudspeaker import Loudspeaker
from common.voice.orders import Fault
from common.voice.pieces import Piece, Sentence, words_of
from common.voice.sound import Samples
from common.voice.workshop import Workshop
from common.words import Language
from kiosk.layout import layout
from kiosk.look import Look
from kiosk.reader import Reader
from kiosk.scene import Choose, Collect, Home, Scene, State
from kiosk.speaker import BesideLoudspeaker
from kiosk.voice import AHEAD, UNMADE_AFTER_S, Voice, open_voice
from kiosk.wording import Wording
from tests.screens.kiosk_glass import HALL, PORTRAIT, moment_of
from tests.screens.kiosk_hall import issued


class Made:
    """A maker whose sounds are there at once, unless they are kept back."""

    def __init__(self) -> None:
        self.asked: dict[int, Sentence] = {}
        self.forgotten: list[int] = []
        self.fault: Fault = ""
        self.slow = False
        self.clips_faulty = self.is_starting = False

    def ask(self, sentence: Sentence, language: Language, pace: float) -> int:
        self.asked[len(self.asked) + 1] = sentence
        return len(self.asked)

    def made(self, number: int) -> Samples | None:
        return None if self.slow else array("h", [number])

    def forget(self, number: int) -> None:
        self.forgotten.append(number)

    def poll(self) -> None:
        pass

    def close(self) -> None:
        pass


class Room:
    """A loudspeaker in a test's room: what is played sounds until the test says that it has ended."""

    def __init__(self) -> None:
        self.is_there, self.is_busy = True, False
        self.played: list[tuple[int, float]] = []
        self.stopped = 0

    def play(self, samples: Samples, volume: float) -> None:
        self.played.append((samples[0], volume))
        self.is_busy = True

    def stop(self) -> None:
        self.is_busy = False
        self.stopped += 1

    def look(self) -> None:
        pass

    def changed(self) -> None:
        pass

    def close(self) -> None:
        pass


class Stand:
    def __init__(self) -> None:
        self.maker, self.room, self.now = Made(), Room(), 0.0
        self.voice = Voice(self.maker, self.room, 0.5, lambda: self.now)
        self.reader = Reader(self.voice)
        self.state = State()

    def show(self, scene: Scene, fonts: Fonts, *, aloud: bool = True, language: Language = "zh") -> None:
        """A frame of that screen."""
        state, moment, look = (
            State(scene=scene, aloud=aloud, language=language),
            moment_of(),
            Look(PORTRAIT, fonts),
        )
        self.reader.follow(state, moment, layout(state, moment, look), look, Wording(language))
        self.voice.tick()

    def hear_out(self) -> str:
        """To the end; all that was said until then."""
        for _ in range(100):
            self.room.is_busy = False
            self.voice.tick()
        return " ".join(words_of(self.maker.asked[number]) for number, _ in self.room.played)


def said(*texts: str) -> list[Sentence]:
    return [(Piece("", text),) for text in texts]


def test_sentences_are_said_one_after_the_other_at_the_volume_of_the_kiosk() -> None:
    """The next one when the one before has ended."""
    stand = Stand()
    stand.voice.say(said("一", "二", "三"), "zh", 3.5)
    stand.voice.tick()
    stand.voice.tick()
    assert stand.room.played == [(1, 0.5)]
    stand.room.is_busy = False
    stand.voice.tick()
    assert [number for number, _ in stand.room.played] == [1, 2]


def test_no_more_than_two_sentences_are_made_ahead() -> None:
    """A screen that is left leaves no work behind."""
    stand = Stand()
    stand.maker.slow = True
    stand.voice.say(said(*"一二三四五"), "zh", 3.5)
    stand.voice.tick()
    assert len(stand.maker.asked) == AHEAD
    stand.voice.hush()
    assert stand.maker.forgotten == [1, 2]


def test_a_sentence_that_is_never_made_is_left_out() -> None:
    """The rest is read; no frame waited."""
    stand = Stand()
    stand.maker.slow = True
    stand.voice.say(said("一", "二"), "zh", 3.5)
    stand.voice.tick()
    assert stand.room.played == []
    stand.now += UNMADE_AFTER_S
    stand.voice.tick()
    stand.maker.slow = False
    stand.voice.tick()
    assert [number for number, _ in stand.room.played] == [2]


def test_a_new_screen_breaks_off_the_old_one_and_is_read(fonts: Fonts) -> None:
    """While it is on, every following screen."""
    stand = Stand()
    stand.show(Home(), fonts)
    assert stand.room.is_busy
    stand.show(Choose("welfare"), fonts)
    assert stand.room.stopped == 1
    assert "办理老年优待证" in stand.hear_out().replace(" ", "")


def test_the_same_screen_is_read_once(fonts: Fonts) -> None:
    """However often it is painted."""
    stand = Stand()
    stand.show(Home(), fonts)
    stand.hear_out()
    asked = len(stand.maker.asked)
    stand.show(Home(), fonts)
    assert len(stand.maker.asked) == asked


def test_touching_it_again_is_silence_at_once(fonts: Fonts) -> None:
    """Also the end of the session, which switches it off."""
    stand = Stand()
    stand.show(Home(), fonts)
    heard = len(stand.room.played)
    stand.show(Home(), fonts, aloud=False)
    stand.hear_out()
    assert stand.room.stopped == 1
    assert len(stand.room.played) == heard


def test_a_number_that_was_just_given_is_said_to_everybody(fonts: Fonts) -> None:
    """您的号码是 H 零三六 … 请取走号票 (screens.md), also where nothing else is read."""
    stand = Stand()
    stand.show(Home(), fonts, aloud=False)
    stand.show(Collect(issued()), fonts, aloud=False)
    heard = stand.hear_out().replace(" ", "")
    assert heard.startswith("您的号码是H零三六")
    assert heard.endswith("请取走号票")


def test_a_screen_that_cannot_be_read_aloud_is_silent_and_no_more(fonts: Fonts) -> None:
    """A matter that is gone between two frames: the session goes on, and the next screen is read."""
    stand = Stand()
    stand.show(Home(), fonts)
    state = State(scene=Collect(None), aloud=True)  # type: ignore[arg-type]
    stand.reader.follow(state, moment_of(), [], Look(PORTRAIT, fonts), Wording("zh"))
    assert not stand.room.is_busy
    stand.show(Choose("welfare"), fonts)
    assert stand.room.is_busy


def test_another_language_is_read_anew_in_it(fonts: Fonts) -> None:
    """In the language of the session."""
    stand = Stand()
    stand.show(Home(), fonts)
    stand.show(Home(), fonts, language="en")
    assert "Speak to a leader" in stand.hear_out()


def test_there_is_a_voice_only_with_a_loudspeaker_and_an_engine() -> None:
    """Else the button is not there."""
    there, mute = Stand(), Stand()
    mute.room.is_there = False
    assert there.reader.speaks
    assert [mute.reader.speaks, Reader(None).speaks] == [False, False]


def test_an_engine_that_cannot_speak_is_no_voice() -> None:
    """The same."""
    stand = Stand()
    stand.maker.fault = "no_speech"
    assert not stand.reader.speaks


def test_volume_nought_is_no_voice() -> None:
    """`--volume 0`; nothing is started, nothing is told."""
    told: list[str] = []
    assert open_voice(0, told.append) is None
    assert told == []


def test_a_process_that_hangs_delays_nothing(tmp_path: Path, fonts: Fonts) -> None:
    """An engine that never answers: each look at it is over at once, and the voice goes on without."""
    hangs = (sys.executable, "-c", "import time; time.sleep(60)")
    workshop = Workshop(None, lambda _: None, time.monotonic, hangs)
    voice = Voice(workshop, Room(), 1.0, time.monotonic)
    reader, look, moment = Reader(voice), Look(PORTRAIT, fonts), moment_of(HALL)
    states = [State(scene=scene, aloud=True) for scene in (Home(), Choose("welfare"))]
    frames = [layout(state, moment, look) for state in states]
    try:
        calls = 0
        for _ in range(50):
            for state, frame in zip(states, frames, strict=True):
                reader.follow(state, moment, frame, look, Wording("zh"))
                calls += 1
        assert calls == 100  # had it waited for an answer once, it would wait still
    finally:
        voice.close()


class Stuck(Room):
    """A sound server that hangs for as long as the test wants."""

    def __init__(self, until: threading.Event) -> None:
        super().__init__()
        self._until = until

    def play(self, samples: Samples, volume: float) -> None:
        self._until.wait(30)
        super().play(samples, volume)


def _in_time(true: Callable[[], bool]) -> bool:
    for _ in range(500):
        if true():
            return True
        time.sleep(0.01)
    return False


def test_a_sound_server_that_hangs_delays_nothing() -> None:
    """The loudspeaker is worked beside the frames; until an order is carried out it counts as busy."""
    free = threading.Event()
    stuck = Stuck(free)

    def opened() -> Loudspeaker:
        return stuck

    beside = BesideLoudspeaker(opened)
    assert _in_time(lambda: beside.is_there)
    beside.play(array("h", [1]), 1.0)
    beside.stop()
    assert beside.is_busy
    assert stuck.played == []
    free.set()
    assert _in_time(lambda: not beside.is_busy)
    assert stuck.stopped == 1
    beside.close()
