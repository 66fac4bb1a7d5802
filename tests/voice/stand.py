"""A hall to speak of, and a loudspeaker that writes down what is heard."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from typing import Any, Literal, NamedTuple

from common.messages import Announcement
from common.rows import CallRow
from common.voice.orders import Fault
from common.voice.pieces import Sentence, words_of
from common.voice.sound import RATE, Samples, length_ms
from common.words import Instant, Language
from display.voice.acts import Dropped, Effect, Prepare, Reason, Speak, Spoken
from display.voice.queue import AnnouncementQueue
from tests.screens.wall_hall import at, call

NOW = at("10:00")
SECOND = 1_000
READING_MS = 3_500
CHIME_MS = 1_200


def row(ticket: int, called_at: Instant = NOW, **changes: Any) -> CallRow:
    return call(ticket, called_at, **{"number": f"A{ticket:03}", "window": 2, **changes})


def missed(ticket: int, moment: Instant) -> Announcement:
    return Announcement(kind="missed", version=9, at=moment, number=f"A{ticket:03}", ticket=ticket, window=2)


class Began(NamedTuple):
    """A reading was begun."""

    at: Instant
    number: str
    part: Literal["first", "again", "english"]


class Room:
    """A queue, a table of calls, and a loudspeaker whose readings last as long as real ones."""

    def __init__(self, queue: AnnouncementQueue | None = None, reading_ms: int = READING_MS) -> None:
        self.queue, self.reading_ms = queue or AnnouncementQueue(), reading_ms
        self.rows: dict[int, CallRow] = {}
        self.now = NOW
        self.busy_until: Instant | None = None
        self.began: list[Began] = []
        self.effects: list[Effect] = []
        self.ready: Callable[[Any], bool] = lambda _: True
        self.mute = False
        self.hero_held = False
        self.queue.see([], self.now)

    def put(self, *rows: CallRow) -> None:
        """They stand in the table now."""
        self.rows.update({item.ticket: item for item in rows})

    def drop(self, ticket: int) -> None:
        del self.rows[ticket]

    def say(self, *announcements: Announcement) -> None:
        self.queue.hear(announcements)

    def hush(self) -> None:
        """Everybody has to leave."""
        self.busy_until = None
        self.queue.hush()

    def cut_off(self) -> None:
        """The loudspeaker is pulled out, and is back at once."""
        self.busy_until = None
        self.queue.ended(self.now, whole=False)

    def live(self, seconds: float, step_ms: int = 100) -> None:
        """Frame by frame."""
        for _ in range(round(seconds * 1000 / step_ms)):
            self.frame()
            self.now += step_ms

    def frame(self) -> None:
        if self.busy_until is not None and self.now >= self.busy_until:
            self.busy_until = None
            self.queue.ended(self.now)
        self.queue.see(self.rows.values(), self.now)
        for effect in self.queue.advance(
            self.now, ready=self.ready, hero_held=self.hero_held, mute=self.mute
        ):
            self.effects.append(effect)
            if isinstance(effect, Speak):
                assert self.busy_until is None, "two are heard at once"
                self.began.append(Began(self.now, effect.act.number, effect.part))
                self.busy_until = self.now + self.reading_ms + (CHIME_MS if effect.part == "first" else 0)

    @property
    def spoken(self) -> list[str]:
        return [effect.act.number for effect in self.effects if isinstance(effect, Spoken)]

    @property
    def dropped(self) -> dict[str, Reason]:
        return {effect.act.number: effect.reason for effect in self.effects if isinstance(effect, Dropped)}

    @property
    def asked(self) -> list[str]:
        return [effect.act.number for effect in self.effects if isinstance(effect, Prepare)]


class Instantly:
    """A maker that has every sentence ready at once: a tone as long as the sentence, so that samples tell them apart."""

    def __init__(self) -> None:
        self.fault: Fault = ""
        self.sentences: dict[int, str] = {}
        self.forgotten: set[int] = set()
        self.slow = False
        self.clips_faulty = self.is_starting = False

    def ask(self, sentence: Sentence, language: Language, pace: float) -> int:
        number = len(self.sentences) + 1
        self.sentences[number] = words_of(sentence)
        return number

    def made(self, number: int) -> Samples | None:
        if self.slow:
            return None
        words = self.sentences[number]
        return array("h", [1000 + number] * (RATE * (len(words) or 4) // 4))

    def forget(self, number: int) -> None:
        self.forgotten.add(number)

    def poll(self) -> None:
        pass

    def close(self) -> None:
        pass


class Heard(NamedTuple):
    """One play, as it was told to the mixer."""

    at: Instant
    samples: Samples
    volume: float


class PaperLoudspeaker:
    """Plays by the test's clock."""

    def __init__(self, now: Callable[[], Instant]) -> None:
        self._now = now
        self.is_there = self.plugged = True
        self.heard: list[Heard] = []
        self._until: Instant = 0
        self.opened = 0
        self.never_ends = False

    @property
    def is_busy(self) -> bool:
        return self.is_there and (self._now() < self._until or (self.never_ends and bool(self.heard)))

    def play(self, samples: Samples, volume: float) -> None:
        assert not self.is_busy, "two are heard at once"
        self.heard.append(Heard(self._now(), samples, volume))
        self._until = self._now() + length_ms(samples)

    def stop(self) -> None:
        self._until = 0

    def look(self) -> None:
        pass

    def changed(self) -> None:
        self.opened += 1
        self.is_there = self.plugged
        self.never_ends = False
        self._until = 0

    def close(self) -> None:
        pass


def numbers(things: Iterable[Began]) -> list[str]:
    return [thing.number for thing in things]
