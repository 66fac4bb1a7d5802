"""The server is back: what this kiosk has seen and given, told until it is known there."""

from __future__ import annotations

import math
from collections.abc import Callable

from common.commands_own import HandIn, ReportNumbers, SeenNumber
from common.link import OnAnswer, Outcome, Unanswered
from common.messages import HandedIn, Refused, SeriesKept
from common.rows import HallRow
from common.words import Instant
from kiosk.alone.aside import AGAIN_MS, Aside
from kiosk.alone.last_view import LastView
from kiosk.alone.reckoning import day_of
from kiosk.alone.series import OwnSeries, Receiver
from kiosk.connection import Connection

REPORT_S = 20.0
STUCK = "numbers_refused"
"""The fault that tells a supervisor of numbers that the server would not take: they stay on the kiosk, and are tried again."""

NOT_TAKEN = frozenset(("no_such_day", "not_your_series", "number_taken", "bad_request"))
"""The codes that speak of the numbers themselves."""
OF_THE_SERVER = frozenset(
    (
        "too_many", "starting", "no_hall", "clock_unconfirmed", "hall_lost", "outcome_unknown", "storage_busy",
        "storage_failed", "storage_full",
    )
)  # fmt: skip
"""The codes that say nothing of what was asked: all waits, and goes as it was. Any other says that this pile was not taken, and not why."""
TRIES = 3
"""So often a number is tried that is not taken, nobody knows why, before staff are told."""
PAUSE_MS = 2_000
"""After such an answer: a server that fails at everything is not asked for each number at once."""


class Reporting:
    """One thing is asked at a time. A number leaves this kiosk's care only by the server's word. `tell`: what staff should know."""

    def __init__(
        self, connection: Connection, own: OwnSeries, view: LastView, tell: Callable[[str], None]
    ) -> None:
        self._connection, self._own, self._view, self._tell = connection, own, view, tell
        self._reported: tuple[str, int, int] | None = None
        self._waits = False
        self._not_before: Instant = 0
        self._now: Instant = 0
        self._aside = Aside()
        self._told_at: Instant | None = None
        self._left = ""  # letters that a line has: others were asked for

    def tick(self, now: Instant) -> None:
        """The server is there."""
        self._now = now
        about = self._connection.hall.about
        if self._waits or about is None or 0 < self._not_before - now <= AGAIN_MS:
            return
        if self._reported != self._connection.joined or self._has_lost_its_letters():
            self._report(about.day or self._today(about))
        else:
            self._hand_in(Receiver(about.id, self._connection.ledger_id, self._today(about)))

    def _today(self, about: HallRow) -> str:
        """By the server's time: this machine's clock may be a day off."""
        return day_of(about, self._connection.time(self._now))

    def _has_lost_its_letters(self) -> bool:
        """A line has them: two would give the same numbers if the server went away now. Asked once; the next join asks again."""
        series = self._own.series
        lines = self._connection.hall.lines.values()
        if self._left == series or all(line.prefix != series for line in lines):
            return False
        self._left = series
        return True

    # -- what was seen ----------------------------------------------------------------------------

    def _report(self, day: str) -> None:
        joined, own = self._connection.joined, self._own
        seen = dict(self._view.kept.seen) if self._view.kept.day == day else {}
        if own.series and own.day == day and own.n:
            seen[own.series] = own.n
        command = ReportNumbers(
            day=day,
            seen=tuple(SeenNumber(letters=letters, n=n) for letters, n in seen.items()),
            series=own.series or None,
            key=own.key or None,
            lost=own.lost,
        )

        def answered(outcome: Outcome) -> None:
            self._waits = False
            if isinstance(outcome, SeriesKept):
                self._reported = joined
                own.adopt(outcome, day, joined[0])
            else:
                self._not_before = self._now + AGAIN_MS

        self._ask(command, answered, REPORT_S)

    # -- what was given ---------------------------------------------------------------------------

    def _hand_in(self, receiver: Receiver) -> None:
        pile = self._aside.next(self._own.to_hand_in(receiver), self._now)
        if pile is None:
            return

        def answered(outcome: Outcome) -> None:
            self._waits = False
            if isinstance(outcome, HandedIn):
                self._aside.taken(pile)
                self._own.handed_in(pile, receiver, dict(outcome.given))
            elif isinstance(outcome, Unanswered) or _is_over_in_a_while(outcome):
                self._not_before = self._now + AGAIN_MS
            else:
                self._not_taken(pile, outcome)

        self._ask(pile, answered, math.inf)

    def _not_taken(self, pile: HandIn, outcome: Outcome) -> None:
        """Never dropped: it is tried again, and staff are told; at once where the server said what is wrong with it."""
        known = isinstance(outcome, Refused) and outcome.code in NOT_TAKEN
        if not known:
            self._not_before = self._now + PAUSE_MS
        if len(pile.numbers) > 1:
            self._aside.part(pile)
        elif self._aside.put(pile, self._now) >= (1 if known else TRIES):
            self._tell_stuck()

    def _tell_stuck(self) -> None:
        if self._told_at is None or not 0 <= self._now - self._told_at < AGAIN_MS:
            self._told_at = self._now
            self._tell(STUCK)

    def _ask(self, command: ReportNumbers | HandIn, answered: OnAnswer, expires_s: float) -> None:
        self._waits = True
        self._connection.send(command, answered, expires_s)


def _is_over_in_a_while(outcome: Outcome) -> bool:
    return isinstance(outcome, Refused) and outcome.code in OF_THE_SERVER
