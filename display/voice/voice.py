"""The voice of one screen: the queue decides, the maker makes, the loudspeaker is heard. Never blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, Protocol

from common.messages import Announcement
from common.rows import CallRow, HallRow, WindowRow
from common.words import Instant, Language
from display.aloud import SILENT, Aloud
from display.voice.begun import Begun
from display.voice.loudspeaker import Loudspeaker
from display.voice.queue import Act, AnnouncementQueue, Dropped, Effect, Part, Prepare, Speak
from display.voice.sentences import sentence
from display.voice.settings import Manner, manner, volume_at
from display.voice.sound import Samples, joined, length_ms, silence
from display.voice.workshop import Maker

AFTER_CHIME_MS = 150
STUCK_AFTER_MS = 3_000
LANGUAGE_OF: dict[Part, Language] = {"first": "zh", "again": "zh", "english": "en"}


class Heard(NamedTuple):
    """What a screen knows at a moment. `hush`: nothing is to be called out now (the hall is being evacuated)."""

    ledger_id: str
    hall: HallRow
    windows: tuple[WindowRow, ...]
    calls: tuple[CallRow, ...]
    hush: bool = False


class Voice(Protocol):
    """What a wall needs of its voice."""

    @property
    def fault(self) -> str | None:
        """The code of what is wrong; none: all is well."""
        ...

    def hear(self, announcements: Iterable[Announcement]) -> None:
        """What the server says once."""
        ...

    def tick(self, heard: Heard, now: Instant, *, hero_held: bool) -> Aloud:
        """Let time pass; what is still owed."""
        ...

    def forget(self) -> None:
        """The server's time was set back, or its ledger is another: begin anew."""
        ...

    def devices_changed(self) -> None:
        """A sound device was plugged in or pulled out."""
        ...

    def close(self) -> None:
        """Be silent."""
        ...


class NoVoice:
    """Of a window screen, and of a wall in a zone that another one speaks for."""

    fault: str | None = None

    def hear(self, announcements: Iterable[Announcement]) -> None:
        """See `Voice`."""

    def tick(self, heard: Heard, now: Instant, *, hero_held: bool) -> Aloud:
        """See `Voice`."""
        return SILENT

    def forget(self) -> None:
        """See `Voice`."""

    def devices_changed(self) -> None:
        """See `Voice`."""

    def close(self) -> None:
        """See `Voice`."""


class _Playing(NamedTuple):
    """The reading that is heard, and when it must be over."""

    until: Instant


class SpokenVoice:
    """`dropped` hears of every call that will not be spoken; `zone` is what `--zone` says."""

    def __init__(
        self,
        maker: Maker,
        loudspeaker: Loudspeaker,
        begun: Begun,
        dropped: Callable[[Dropped], None],
        zone: str,
    ) -> None:
        self._maker, self._loudspeaker, self._begun = maker, loudspeaker, begun
        self._dropped, self._zone = dropped, zone
        self._queue: AnnouncementQueue | None = None
        self._unheard: list[Announcement] = []
        self._ledger_id = ""
        self._manner: Manner | None = None
        self._orders: dict[Act, dict[Language, int]] = {}
        self._chime: int | None = None
        self._playing: _Playing | None = None

    @property
    def fault(self) -> str | None:
        """See `Voice`."""
        if not self._loudspeaker.is_there:
            return "voice_no_device"
        if self._maker.fault == "no_speech":
            return "voice_no_speech"
        unknown = self._manner is not None and not self._manner.known
        return "voice_zone_unknown" if unknown else None

    @property
    def remembered(self) -> int:
        """How many things are kept: bounded, whatever the day brings."""
        return len(self._orders) + len(self._unheard) + (self._queue.remembered if self._queue else 0)

    def hear(self, announcements: Iterable[Announcement]) -> None:
        """See `Voice`."""
        self._unheard += announcements

    def tick(self, heard: Heard, now: Instant, *, hero_held: bool) -> Aloud:
        """See `Voice`."""
        self._loudspeaker.look()
        self._maker.poll()
        if self._chime is None:
            self._chime = self._maker.ask((), "zh", 1)
        queue = self._queue_for(heard)
        queue.hear(self._unheard)
        self._unheard = []
        queue.see(heard.calls, now)
        mute = heard.hush or not self._loudspeaker.is_there
        self._follow_what_plays(queue, now, stop=heard.hush)
        effects = queue.advance(now, ready=self._is_made, hero_held=hero_held, mute=mute)
        for effect in effects:
            self._do(effect, heard.hall, now)
        return queue.aloud

    def forget(self) -> None:
        """See `Voice`."""
        self._queue, self._orders = None, {}
        self._loudspeaker.stop()
        self._playing = None

    def devices_changed(self) -> None:
        """See `Voice`."""
        self._loudspeaker.changed()

    def close(self) -> None:
        """See `Voice`."""
        self._loudspeaker.close()
        self._maker.close()

    # -- inside -----------------------------------------------------------------------------------

    def _queue_for(self, heard: Heard) -> AnnouncementQueue:
        """Another ledger is another hall: whatever waited of the old one is no longer true."""
        if heard.ledger_id != self._ledger_id:
            self._ledger_id = heard.ledger_id
            self.forget()
        self._manner = told = manner(heard.hall, heard.windows, self._zone)
        if self._queue is None:
            self._queue = AnnouncementQueue(begun=self._begun.of(self._ledger_id))
        self._queue.zone, self._queue.english = told.calls_out, told.english
        return self._queue

    def _follow_what_plays(self, queue: AnnouncementQueue, now: Instant, *, stop: bool) -> None:
        """To its end, unless everybody has to leave; a device that never ends is opened anew."""
        if self._playing is None:
            return
        if stop:
            self._loudspeaker.stop()
        elif self._loudspeaker.is_busy and now >= self._playing.until:
            self._loudspeaker.changed()
        if not self._loudspeaker.is_busy:
            self._playing = None
            queue.ended(now)

    def _do(self, effect: Effect, hall: HallRow, now: Instant) -> None:
        match effect:
            case Prepare(act=act):
                self._order(act)
            case Speak(act=act, part=part):
                if part == "first":
                    self._begun.add(act.key, now)
                self._play(self._sound(act, part), volume_at(self._volume, now, hall.timezone), now)
            case Dropped(act=act):
                self._let_go(act)
                self._dropped(effect)
            case _:
                self._let_go(effect.act)

    @property
    def _volume(self) -> tuple[tuple[str, int], ...]:
        return self._manner.volume if self._manner else ()

    def _order(self, act: Act) -> None:
        assert self._manner is not None
        wanted: tuple[Language, ...] = ("zh", "en") if self._manner.english else ("zh",)
        self._orders[act] = {
            language: self._maker.ask(sentence(act, language, self._manner.one), language, self._manner.pace)
            for language in wanted
        }

    def _is_made(self, act: Act) -> bool:
        return all(self._maker.made(number) is not None for number in self._orders.get(act, {}).values())

    def _sound(self, act: Act, part: Part) -> Samples:
        """A chime that is not made yet is done without; so is English that was switched on since."""
        number = self._orders.get(act, {}).get(LANGUAGE_OF[part])
        said = self._maker.made(number) if number is not None else None
        chime = self._maker.made(self._chime) if self._chime is not None and part == "first" else None
        return joined(([chime, silence(AFTER_CHIME_MS)] if chime else []) + ([said] if said else []))

    def _play(self, samples: Samples, volume: float, now: Instant) -> None:
        self._loudspeaker.play(samples, volume)
        self._playing = _Playing(now + length_ms(samples) + STUCK_AFTER_MS)

    def _let_go(self, act: Act) -> None:
        for number in self._orders.pop(act, {}).values():
            self._maker.forget(number)
