"""Who is called out when: one queue for each audio zone. Pure: moments come in, what is to be done goes out.

An **act** (`display.voice.acts`) ends as `Spoken` or as `Dropped`, never as neither, and nothing is begun while
something else is heard. Times are the server's, milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from common.messages import Announcement
from common.rows import CALLS_MOST, CallRow
from common.words import Instant
from display.aloud import Aloud
from display.voice.acts import Act, Dropped, Effect, Key, Kind, Part, Prepare, Reason, Speak, Spoken

LATE_MS = 45_000
OLD_MS = 60_000  # after a lost link
KEPT_MS = 600_000
UNMADE_AFTER_MS = 3_000
STARTING_MS = 15_000  # a slow machine that was just switched on
BETWEEN_READINGS_MS = 800
BETWEEN_CALLS_MS = 600
READING_MS = 6_000  # until the first one was heard
CROWD = 3  # more than so many waiting: one reading


class Turn(NamedTuple):
    """The act being spoken: `part` now, then `left`. `until`: a pause; none: it is heard."""

    act: Act
    part: Part
    left: tuple[Part, ...]
    until: Instant | None


class AnnouncementQueue:
    """`zone` says which windows are called out here, `english` whether English follows.

    Of an earlier run: `begun` were spoken, `cut` were cut off and have one more reading, `lost` were cut off in that, too.
    """

    def __init__(
        self,
        zone: Callable[[int | None], bool] = lambda _: True,
        *,
        english: bool = False,
        begun: Iterable[Key] = (),
        cut: Iterable[Act] = (),
        lost: Iterable[Act] = (),
    ) -> None:
        self.zone, self.english = zone, english
        self.aloud = Aloud()
        self._cut = set(cut)
        self._known = {*begun, *(act.key for act in self._cut)}
        self._waiting = sorted(self._cut, key=_in_order)
        self._fresh = list(self._waiting)
        self._over: list[Effect] = [Dropped(act, "cut_off") for act in lost]
        self._turn: Turn | None = None
        self._free_from: Instant = 0
        self._turn_since: Instant | None = None
        self._spoke_at: Instant = 0
        self._reading_ms = READING_MS
        self._patience_ms = UNMADE_AFTER_MS
        self._rows: dict[int, CallRow] | None = None

    @property
    def waiting(self) -> int:
        """How many wait for their turn."""
        return len(self._waiting)

    @property
    def remembered(self) -> int:
        """How many things are kept: bounded by the view's table and by ten minutes of calls."""
        return len(self._known) + len(self._waiting)

    # -- what happens -----------------------------------------------------------------------------

    def hear(self, announcements: Iterable[Announcement]) -> None:
        """What the server says once."""
        for said in announcements:
            if said.kind != "cover" and said.ticket is not None:
                self._learn(Act(said.kind, said.ticket, said.at, said.number, said.window))

    def see(self, rows: Iterable[CallRow], now: Instant) -> None:
        """The view's calls. The first time those that are old were called while nobody listened here; whoever of
        them may still wait to be called out is told of as late.
        """
        first, self._rows = self._rows is None, {row.ticket: row for row in rows}
        if first:
            self._waiting = [act for act in self._waiting if now - act.at <= KEPT_MS]
            self._over = [effect for effect in self._over if now - effect.act.at <= KEPT_MS]
        acts = sorted((_act_of(row) for row in self._rows.values()), key=_in_order)
        for act in acts:
            if first and now - act.at > (KEPT_MS if self._rows[act.ticket].state == "called" else OLD_MS):
                self._known.add(act.key)
            self._learn(act)
        keys = {act.key for act in acts}
        self._known = {key for key in self._known if key in keys or now - key.at < KEPT_MS}

    def ended(self, now: Instant, *, whole: bool = True) -> None:
        """What was played is over; not `whole`: its device was pulled out. A first reading that was cut off has one
        more try, later ones have not: a resident who heard one whole knows.
        """
        turn = self._turn
        if turn is None or turn.until is not None:
            return
        if whole and turn.part == "first":
            self._reading_ms = now - self._spoke_at
        if whole or turn.part != "first":
            self._turn = turn._replace(until=now + BETWEEN_READINGS_MS)
        elif turn.act in self._cut:
            self.hush()
        else:
            self._turn = None
            self._cut.add(turn.act)
            self._wait(turn.act)

    def hush(self) -> None:
        """What was played is broken off for good: everybody has to leave."""
        turn, self._turn = self._turn, None
        if turn is not None:
            is_lost = turn.part == "first" and turn.until is None
            self._over.append(Dropped(turn.act, "cut_off") if is_lost else Spoken(turn.act))
            self._cut.discard(turn.act)

    def advance(
        self,
        now: Instant,
        *,
        ready: Callable[[Act], bool] = lambda _: True,
        hero_held: bool = False,
        mute: bool = False,
        patience_ms: int = UNMADE_AFTER_MS,
    ) -> list[Effect]:
        """What is to be done now. `ready`: its sound is made; `hero_held`: the picture of a call is not to be
        replaced yet; `mute`: nothing can or may be heard; `patience_ms`: so long a sound is waited for.
        """
        self._patience_ms = patience_ms
        done: list[Effect] = [*self._over, *(Prepare(act) for act in self._fresh)]
        self._over, self._fresh = [], []
        done += self._drop(now, mute=mute)
        done += self._go_on(now, mute=mute)
        began = self._begin(now, ready, done, hero_held=hero_held)
        self._say_what_is_owed(began)
        return done

    # -- inside -----------------------------------------------------------------------------------

    def _learn(self, act: Act) -> None:
        if act.key in self._known:
            return
        self._known.add(act.key)
        if self.zone(act.window):
            self._wait(act)
            self._fresh.append(act)

    def _wait(self, act: Act) -> None:
        self._waiting.append(act)
        self._waiting.sort(key=_in_order)

    def _drop(self, now: Instant, *, mute: bool) -> list[Effect]:
        dropped: list[Effect] = []
        for act in list(self._waiting):
            reason = "mute" if mute else self._reason(act, now)
            if reason is not None:
                dropped.append(self._dropped(act, reason))
        return dropped

    def _dropped(self, act: Act, reason: Reason) -> Dropped:
        self._waiting.remove(act)
        self._cut.discard(act)
        return Dropped(act, reason)

    def _reason(self, act: Act, now: Instant) -> Reason | None:
        """Why it is not to be spoken any more."""
        row = (self._rows or {}).get(act.ticket)
        if act.kind == "missed":
            is_missed = row is not None and row.state == "missed"
            return _late(act, now) if is_missed else "taken_back"
        if row is None:
            return "late" if self._fell_out(act) else "taken_back"
        if row.called_at > act.at:
            return "called_again"
        if row.state != "called":
            return "served" if row.state in ("serving", "finished") else "taken_back"
        return _late(act, now)

    def _fell_out(self, act: Act) -> bool:
        """Whether the view, which holds the last calls, is full of later ones: nobody took this one back."""
        rows = self._rows or {}
        return len(rows) >= CALLS_MOST and all(row.called_at >= act.at for row in rows.values())

    def _go_on(self, now: Instant, *, mute: bool) -> list[Effect]:
        """The next reading of whoever's turn it is, or the end of the turn."""
        turn = self._turn
        if turn is None or turn.until is None or now < turn.until:
            return []
        enough = mute or len(self._waiting) > CROWD or not self._leaves_time(now)
        if turn.left and not enough and self._reason(turn.act, now - OLD_MS + LATE_MS) is None:
            self._turn = Turn(turn.act, turn.left[0], turn.left[1:], None)
            return [Speak(turn.act, turn.left[0])]
        self._cut.discard(turn.act)
        self._turn, self._free_from = None, now + BETWEEN_CALLS_MS - BETWEEN_READINGS_MS
        return [Spoken(turn.act)]

    def _leaves_time(self, now: Instant) -> bool:
        """Can all who wait still be spoken once in time after another reading now?"""
        each_ms = self._reading_ms + BETWEEN_CALLS_MS
        return all(now + nth * each_ms - act.at <= LATE_MS for nth, act in enumerate(self._waiting, 1))

    def _begin(
        self, now: Instant, ready: Callable[[Act], bool], done: list[Effect], *, hero_held: bool
    ) -> int | None:
        """The ticket whose chime begins, if one does."""
        if self._turn is not None or now < self._free_from or not self._waiting:
            self._turn_since = None
            return None
        act = self._waiting[0]
        if hero_held and act.kind != "missed":
            return None
        if not ready(act):
            self._wait_for_sound(act, now, done)
            return None
        self._turn_since, self._spoke_at = None, now
        self._waiting.pop(0)
        self._turn = Turn(act, "first", self._readings(act), None)
        done.append(Speak(act, "first"))
        return None if act.kind == "missed" else act.ticket

    def _wait_for_sound(self, act: Act, now: Instant, done: list[Effect]) -> None:
        """Not for ever."""
        if self._turn_since is None:
            self._turn_since = now
        if now - self._turn_since >= self._patience_ms:
            self._turn_since = None
            done.append(self._dropped(act, "unmade"))

    def _readings(self, act: Act) -> tuple[Part, ...]:
        """After the first one."""
        if act in self._cut:
            return ()
        again: tuple[Part, ...] = ("again",) if act.kind == "called" else ()
        return (*again, "english") if self.english else again

    def _say_what_is_owed(self, began: int | None) -> None:
        awaiting = frozenset(act.ticket for act in self._waiting if act.kind != "missed")
        speaking = {self._turn.act.ticket} if self._turn and self._turn.act.kind != "missed" else set()
        self.aloud = Aloud(awaiting, awaiting | speaking, began)


def _act_of(row: CallRow) -> Act:
    kind: Kind = "called" if row.times <= 1 else "recalled"
    return Act(kind, row.ticket, row.called_at, row.number, row.window)


def _in_order(act: Act) -> tuple[Instant, int]:
    return act.at, act.ticket


def _late(act: Act, now: Instant) -> Reason | None:
    return "late" if now - act.at > LATE_MS else None
