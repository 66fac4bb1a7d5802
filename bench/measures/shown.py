"""Ten thousand calls by four clerks, fifteen a minute, in simulated time: is each one shown and spoken? And the forty of a rush?

The wall's own rules and the voice itself, on a loudspeaker whose sentences last as long as spoken ones. A row counts
when its call stood in it for 20 s, a hero for 3 s; a call is spoken to its end, or staff are told that it was not.
"""

from __future__ import annotations

from array import array
from collections import Counter, deque
from collections.abc import Iterator
from random import Random
from statistics import median

import msgspec

from bench.measures.figure import Figure, Goal, share
from bench.measures.run import Run
from common.rows import CALLS_MOST, CallRow, HallRow
from common.voice.orders import Fault
from common.voice.pieces import Sentence, syllables, words_of
from common.voice.sound import RATE, Samples, length_ms
from common.words import Instant, Language, Words
from display.calls import CallKey, Calls, key_of
from display.faults import Fault as ScreenFault
from display.hero import HERO_MS
from display.reading import Tables
from display.row_places import ROW_MS
from display.voice.acts import Dropped, Key
from display.voice.begun import Begun
from display.voice.settings import WHOLE_HALL
from display.voice.voice import SpokenVoice
from server.rules.moving import CALLS_KEPT_MS, CALLS_SHOWN

CALLS, A_MINUTE, CLERKS = 10_000, 15, 4
RUSH_CALLS, RUSH_A_MINUTE, RUSH_CLERKS = 40, 60, 40
PLACES = 6
FRAME_MS = 250
CHIME_MS = 1_200
WALK_MS = (5_000, 14_000)
START: Instant = 1_763_946_000_000
HALL = HallRow(
    id="hall", name=Words("厅"), sample=False, phone="", timezone="Asia/Shanghai", day="2026-11-23", phase="open",
    until=None, numbers=True, paused=None,
)  # fmt: skip


class Pronounced:
    """A maker at once: silence as long as the sentence."""

    fault: Fault = ""
    clips_faulty = is_starting = False

    def __init__(self) -> None:
        self._made: dict[int, Samples] = {}
        self._next = 0

    def ask(self, sentence: Sentence, language: Language, pace: float) -> int:
        """See `common.voice.workshop.Maker`."""
        ms = 1000 * syllables(words_of(sentence)) / pace if sentence else CHIME_MS
        self._next += 1
        self._made[self._next] = array("h", bytes(2 * round(RATE * ms / 1000)))
        return self._next

    def made(self, number: int) -> Samples | None:
        """See `common.voice.workshop.Maker`."""
        return self._made.get(number)

    def forget(self, number: int) -> None:
        """See `common.voice.workshop.Maker`."""
        self._made.pop(number, None)

    def poll(self) -> None:
        """See `common.voice.workshop.Maker`."""

    def close(self) -> None:
        """See `common.voice.workshop.Maker`."""


class Room:
    """The hall's loudspeaker, by simulated time. Raises `AssertionError` where two would be heard at once."""

    is_there = True

    def __init__(self) -> None:
        self.now: Instant = START
        self.ended = 0
        self._until: Instant = 0

    @property
    def is_busy(self) -> bool:
        """See `common.voice.loudspeaker.Loudspeaker`."""
        return self.now < self._until

    def play(self, samples: Samples, volume: float) -> None:
        """See `common.voice.loudspeaker.Loudspeaker`."""
        assert not self.is_busy, "two are heard at once"
        self._until = self.now + length_ms(samples)

    def stop(self) -> None:
        """See `common.voice.loudspeaker.Loudspeaker`."""
        self._until = self.now

    def look(self) -> None:
        """See `common.voice.loudspeaker.Loudspeaker`."""

    def changed(self) -> None:
        """See `common.voice.loudspeaker.Loudspeaker`."""

    def close(self) -> None:
        """See `common.voice.loudspeaker.Loudspeaker`."""


class Staff:
    """Hears what was not spoken."""

    def __init__(self) -> None:
        self.dropped: dict[Key, str] = {}

    def tell_fault(self, fault: ScreenFault, *, wrong: bool) -> None:
        """See `display.voice.voice.Staff`."""

    def tell_unspoken(self, dropped: Dropped) -> None:
        """See `display.voice.voice.Staff`."""
        self.dropped[dropped.act.key] = dropped.reason


class Hall:
    """Clerks who call, so often a minute together, a wall with six rows, a voice."""

    def __init__(self, calls: int, seed: int, clerks: int = CLERKS, a_minute: int = A_MINUTE) -> None:
        self._random = Random(seed)
        self._mean_ms = 60_000 * clerks / a_minute
        self._to_call = calls
        self._table: dict[int, CallRow] = {}
        self._calls_at: list[Instant] = [START + n * 60_000 // a_minute for n in range(clerks)]
        self._comes: deque[tuple[Instant, int]] = deque()
        self._in_hand: dict[int, int] = {}
        self._tables, self._taken = Tables(hall=HALL), Tables()
        self._wall, self._room, self.staff = Calls(PLACES), Room(), Staff()
        self.begun = Begun(None, lambda _: None)
        self._voice = SpokenVoice(Pronounced(), self._room, self.begun, WHOLE_HALL)
        self._voice.staff = self.staff
        self.made: dict[CallKey, Instant] = {}
        self.row_ms: Counter[CallKey] = Counter()
        self.hero_ms: Counter[CallKey] = Counter()
        self.spoken: dict[Key, Instant] = {}

    def live(self) -> None:
        """Until every call has had its time."""
        while self._to_call or self._room.now < max(self.made.values()) + 120_000:
            self._happen(self._room.now)
            self._show(self._room.now)
            self._room.now += FRAME_MS

    def _happen(self, now: Instant) -> None:
        before = len(self.made), len(self._comes)
        for window, due in enumerate(self._calls_at):
            if due <= now and self._to_call:
                self._call(window, now)
        self._come(now)
        if before != (len(self.made), len(self._comes)):
            self._tables = Tables(hall=HALL, calls=tuple(self._table.values()))

    def _call(self, window: int, now: Instant) -> None:
        """Finishes the one before; the next call follows in a time that is as many a minute in the mean."""
        self._calls_at[window] += round(self._random.uniform(0.4 * self._mean_ms, 1.6 * self._mean_ms))
        self._to_call -= 1
        if window in self._in_hand:
            self._turn(self._in_hand[window], "finished")
        ticket = len(self.made) + 1
        number = f"{'ACFHKRWY'[ticket % 8]}{ticket % 1000:03d}"
        row = CallRow(
            ticket=ticket, number=number, window=window + 1, role="a_role", state="called", called_at=now, times=1
        )  # fmt: skip
        self._in_hand[window], self._table[ticket] = ticket, row
        self.made[key_of(row)] = now
        self._comes.append((now + self._random.randint(*WALK_MS), ticket))
        self._forget(now)

    def _forget(self, now: Instant) -> None:
        """As the server does (`server.rules.moving.show_call`)."""
        while len(self._table) > CALLS_SHOWN:
            first = next(iter(self._table.values()))
            if len(self._table) <= CALLS_MOST and first.called_at >= now - CALLS_KEPT_MS:
                return
            del self._table[first.ticket]

    def _come(self, now: Instant) -> None:
        for moment, ticket in list(self._comes):
            if moment <= now:
                self._comes.remove((moment, ticket))
                if ticket in self._table and self._table[ticket].state == "called":
                    self._turn(ticket, "serving")

    def _turn(self, ticket: int, state: str) -> None:
        if ticket in self._table:
            self._table[ticket] = msgspec.structs.replace(self._table[ticket], state=state)

    def _show(self, now: Instant) -> None:
        """What `display.wall_face` and `display.wall_state` do each frame, and what a resident sees of it."""
        if self._tables is not self._taken:
            self._taken = self._tables
            self._wall.take(self._tables.calls, now)
        aloud = self._voice.tick(self._tables, [], now, hero_held=self._wall.hero_held(now))
        self._wall.advance(now, aloud)
        for seen in self._wall.rows(now):
            self.row_ms[key_of(seen.call)] += FRAME_MS
        if hero := self._wall.hero(now):
            self.hero_ms[key_of(hero.call)] += FRAME_MS
        if aloud.began is not None:
            self.spoken[Key(aloud.began, self._called_at(aloud.began), missed=False)] = now

    def _called_at(self, ticket: int) -> Instant:
        return self._table[ticket].called_at


def measure(run: Run) -> Iterator[Figure]:
    """`shown.made`, `shown.row`, `shown.hero`, `shown.spoken_or_reported`, and of a rush `shown.rush_*`."""
    hall = Hall(run.times(CALLS), seed=1)
    hall.live()
    made = len(hall.made)
    keys = {call: Key(call.ticket, call.called_at, missed=False) for call in hall.made}
    both = [key for key in keys.values() if key in hall.spoken and key in hall.staff.dropped]
    assert not both, f"{len(both)} calls were spoken and reported as unspoken"
    yield Figure("shown.made", made, "", None, f"{CLERKS} clerks, {A_MINUTE} a minute")
    shown = sum(hall.row_ms[call] >= ROW_MS for call in hall.made)
    yield Figure("shown.row", shown, "", Goal("=", made), f"each for {ROW_MS // 1000} s")
    shown = sum(hall.hero_ms[call] >= HERO_MS for call in hall.made)
    yield Figure("shown.hero", shown, "", Goal("=", made), f"each for {HERO_MS // 1000} s")
    ended = sum(key in hall.spoken or key in hall.staff.dropped for key in keys.values())
    reasons = Counter(hall.staff.dropped.values())
    told = ", ".join(f"{count} {reason}" for reason, count in reasons.most_common())
    waits = [(hall.spoken[key] - key.at) / 1000 for key in keys.values() if key in hall.spoken]
    beside = f"{len(waits)} spoken, {told or 'none'} reported; chime after {median(waits):.1f} s, p99 {share(waits, 0.99):.0f}"
    yield Figure("shown.spoken_or_reported", ended, "", Goal("=", made), beside)
    yield from _rush()


def _rush() -> Iterator[Figure]:
    """Forty windows open and call, one each second: every call still has its time, if later."""
    hall = Hall(RUSH_CALLS, 2, RUSH_CLERKS, RUSH_A_MINUTE)
    hall.live()
    rows = sum(hall.row_ms[call] >= ROW_MS for call in hall.made)
    yield Figure("shown.rush_row", rows, "", Goal("=", RUSH_CALLS), f"{RUSH_CALLS} calls, one a second")
    heroes = sum(hall.hero_ms[call] >= HERO_MS for call in hall.made)
    yield Figure("shown.rush_hero", heroes, "", Goal("=", RUSH_CALLS), f"each for {HERO_MS // 1000} s")
    reasons = Counter(hall.staff.dropped.values())
    beside = ", ".join(f"{count} {reason}" for reason, count in reasons.most_common()) + " reported"
    yield Figure(
        "shown.rush_spoken_or_reported",
        len(hall.spoken.keys() | hall.staff.dropped.keys()),
        "",
        Goal("=", RUSH_CALLS),
        beside,
    )
