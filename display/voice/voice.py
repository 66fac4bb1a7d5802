"""The voice of one screen: the queue decides, the maker makes, the loudspeaker is heard. Never blocks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from common.messages import Announcement
from common.rows import CallRow, HallRow
from common.voice.loudspeaker import Loudspeaker
from common.voice.sound import Samples, joined, length_ms, silence
from common.voice.workshop import Maker
from common.words import Instant, Language
from display.aloud import SILENT, Aloud
from display.faults import Fault
from display.reading import Tables
from display.voice.acts import Act, Dropped, Effect, Part, Prepare, Reason, Speak
from display.voice.begun import Begun
from display.voice.queue import STARTING_MS, UNMADE_AFTER_MS, AnnouncementQueue
from display.voice.sentences import sentence
from display.voice.settings import Manner, manner, volume_at

AFTER_CHIME_MS = 150
STUCK_AFTER_MS = 3_000
LANGUAGE_OF: dict[Part, Language] = {"first": "zh", "again": "zh", "english": "en"}
FAULTS: tuple[Fault, ...] = ("no_sound", "no_speech", "zone_unknown", "calls_unspoken", "clips_faulty")
TOLD_FOR_MS = 600_000
CHIME_AGAIN_MS = 60_000
HARMLESS: frozenset[Reason] = frozenset(("called_again", "mute"))
"""The recall is spoken; without a device that is what staff are told."""


class Playing(NamedTuple):
    """A reading that is heard, and until when if nothing happens to it. `cut`: its device was pulled out."""

    act: Act
    part: Part
    until: Instant
    cut: bool = False


class Staff(Protocol):
    """Who is told what did not happen."""

    def tell_fault(self, fault: Fault, *, wrong: bool) -> None:
        """Something is wrong with this screen, or no longer."""
        ...

    def tell_unspoken(self, dropped: Dropped) -> None:
        """A call that will not be spoken here."""
        ...


class SpokenVoice:
    """A `display.wall_face.Voice`. `zone` is what `--zone` says; `staff` is set by whoever knows the way to them."""

    staff: Staff | None = None

    def __init__(self, maker: Maker, loudspeaker: Loudspeaker, begun: Begun, zone: str) -> None:
        self._maker, self._loudspeaker, self._begun, self._zone = maker, loudspeaker, begun, zone
        self._queue = AnnouncementQueue(begun=begun.keys, cut=begun.cut, lost=begun.lost)
        self._seen: tuple[CallRow, ...] | None = None
        self._manner: Manner | None = None
        self._orders: dict[Act, dict[Language, int]] = {}
        self._chime: int | None = None
        self._playing: Playing | None = None
        self._coming_chime: int | None = None
        self._chime_again_at: Instant | None = None
        self._told: dict[Fault, bool] = {}

    @property
    def remembered(self) -> int:
        """How many things are kept: bounded, whatever the day brings."""
        return len(self._orders) + self._queue.remembered

    def tick(self, tables: Tables, news: Sequence[Announcement], now: Instant, *, hero_held: bool) -> Aloud:
        """See `display.wall_face.Voice`."""
        if tables.hall is None:
            return SILENT
        self._loudspeaker.look()
        self._maker.poll()
        self._keep_chime(now)
        self._manner = told = manner(tables.hall, tables.windows, self._zone)
        self._queue.zone, self._queue.english = told.calls_out, told.english
        self._take(tables, news, now)
        self._follow_what_plays(now)
        mute = not self._loudspeaker.is_there
        patience = STARTING_MS if self._maker.is_starting else UNMADE_AFTER_MS
        for effect in self._queue.advance(
            now, ready=self._is_made, hero_held=hero_held, mute=mute, patience_ms=patience
        ):
            self._do(effect, tables.hall, now)
        self._tell_faults(now)
        return self._queue.aloud

    def hush(self) -> None:
        """See `display.wall_face.Voice`."""
        self._loudspeaker.stop()
        self._queue.hush()
        self._playing = None

    def forget(self) -> None:
        """See `display.wall_face.Voice`."""
        self._queue = AnnouncementQueue(begun=self._begun.keys)
        for act in list(self._orders):
            self._let_go(act)
        self._seen, self._playing = None, None
        self._loudspeaker.stop()

    def devices_changed(self, *, gone: bool) -> None:
        """A sound device was plugged in, or pulled out. Opening one brings news of all: they must not open it again."""
        if gone and self._playing is not None and self._loudspeaker.is_busy:
            self._playing = self._playing._replace(cut=True)
        if gone or not self._loudspeaker.is_there:
            self._loudspeaker.changed()
            self._loudspeaker.look()

    def close(self) -> None:
        """Be silent for good."""
        self._loudspeaker.close()
        self._maker.close()

    # -- inside -----------------------------------------------------------------------------------

    def _keep_chime(self, now: Instant) -> None:
        """Asked again while something is wrong with the hall's clips, and once more when it is put right: the share
        that holds them may come later than the wall.
        """
        if self._chime is None and self._loudspeaker.is_there:
            self._chime = self._maker.ask((), "zh", 1)
        if self._maker.clips_faulty and self._chime_again_at is None:
            self._chime_again_at = now + CHIME_AGAIN_MS
        if self._chime_again_at is not None and now >= self._chime_again_at:
            self._chime_again_at = None
            self._let_chime_go(self._coming_chime)
            self._coming_chime = self._maker.ask((), "zh", 1)
        if self._coming_chime is not None and self._maker.made(self._coming_chime) is not None:
            self._let_chime_go(self._chime)
            self._chime, self._coming_chime = self._coming_chime, None

    def _let_chime_go(self, number: int | None) -> None:
        if number is not None:
            self._maker.forget(number)

    def _take(self, tables: Tables, news: Sequence[Announcement], now: Instant) -> None:
        self._queue.hear(news)
        if tables.calls is not self._seen:
            self._seen = tables.calls
            self._queue.see(tables.calls, now)

    def _follow_what_plays(self, now: Instant) -> None:
        """To its end; a device that never ends is opened anew."""
        playing = self._playing
        if playing is None:
            return
        if self._loudspeaker.is_busy and now >= playing.until + STUCK_AFTER_MS:
            self._loudspeaker.changed()
            self._loudspeaker.look()
        if not self._loudspeaker.is_busy:
            self._playing = None
            if playing.part == "first" and not playing.cut:
                self._begun.end(playing.act.key)
            self._queue.ended(now, whole=not playing.cut)

    def _do(self, effect: Effect, hall: HallRow, now: Instant) -> None:
        match effect:
            case Prepare(act=act):
                self._order(act)
            case Speak(act=act, part=part):
                if part == "first":
                    self._begun.begin(act, now)
                self._play(effect, self._sound(act, part), hall, now)
            case Dropped(act=act):
                self._let_go(act)
                self._tell_unspoken(effect, now)
            case _:
                self._let_go(effect.act)

    def _order(self, act: Act) -> None:
        assert self._manner is not None
        if not self._loudspeaker.is_there:
            return
        one, pace = self._manner.one, self._manner.pace
        wanted: tuple[Language, ...] = ("zh", "en") if self._manner.english else ("zh",)
        self._orders[act] = {
            language: self._maker.ask(sentence(act, language, one), language, pace) for language in wanted
        }

    def _is_made(self, act: Act) -> bool:
        orders = self._orders.get(act, {})
        return bool(orders) and all(self._maker.made(number) is not None for number in orders.values())

    def _sound(self, act: Act, part: Part) -> Samples:
        """A chime that is not made yet is done without; so is English that was switched on since."""
        number = self._orders.get(act, {}).get(LANGUAGE_OF[part])
        said = self._maker.made(number) if number is not None else None
        chime = self._maker.made(self._chime) if self._chime is not None and part == "first" else None
        return joined(([chime, silence(AFTER_CHIME_MS)] if chime else []) + ([said] if said else []))

    def _play(self, reading: Speak, samples: Samples, hall: HallRow, now: Instant) -> None:
        assert self._manner is not None
        self._loudspeaker.play(samples, volume_at(self._manner.volume, now, hall.timezone))
        self._playing = Playing(reading.act, reading.part, now + length_ms(samples))

    def _let_go(self, act: Act) -> None:
        for number in self._orders.pop(act, {}).values():
            self._maker.forget(number)

    def _tell_unspoken(self, dropped: Dropped, now: Instant) -> None:
        alarming = dropped.act.kind != "missed" and dropped.reason not in HARMLESS
        self._begun.drop(dropped.act, now, now + TOLD_FOR_MS if alarming else 0)
        if self.staff is not None:
            self.staff.tell_unspoken(dropped)

    def _tell_faults(self, now: Instant) -> None:
        """Whatever changed."""
        unknown = self._manner is not None and not self._manner.known
        unspoken = 0 < self._begun.unspoken_until - now <= TOLD_FOR_MS
        mute, speechless = not self._loudspeaker.is_there, self._maker.fault == "no_speech"
        wrong = (mute, speechless, unknown, unspoken, self._maker.clips_faulty)
        for fault, is_wrong in zip(FAULTS, wrong, strict=True):
            if self.staff is not None and self._told.get(fault, False) != is_wrong:
                self._told[fault] = is_wrong
                self.staff.tell_fault(fault, wrong=is_wrong)
