"""A kiosk without the server: numbers of its own as far as the hall is known, and what follows once the server is back."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from common.commands import IssueTicket
from common.i18n import say
from common.messages import Issued, Refused
from common.words import Instant, Words
from kiosk.alone.disk_faults import DiskFaults
from kiosk.alone.last_view import LastView
from kiosk.alone.reckoning import Reckoning, day_in, day_of, numbers_now
from kiosk.alone.reporting import Reporting
from kiosk.alone.series import Own, OwnSeries
from kiosk.connection import Connection
from kiosk.my_ticket import MyTicket

NOTE_EVERY_MS = 5_000


class OwnFiles(NamedTuple):
    """What a kiosk keeps on its disk for that."""

    own: OwnSeries
    view: LastView


class Alone:
    """Tickets that it gives have ids below zero: no ticket of the server has. `tell`: what staff should know."""

    def __init__(
        self,
        connection: Connection,
        files: OwnFiles | None = None,
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        own, view = files or OwnFiles(OwnSeries(), LastView())
        self._connection, self._own, self._view = connection, own, view
        self._reckoning = Reckoning(view.kept, own.last)
        self._reporting = Reporting(connection, own, view, tell)
        self._disk_faults = DiskFaults(own, tell)
        self._noted: tuple[int, Instant] | None = None
        self._was_online = False
        self._now: Instant = 0
        self.voided_at_start = own.void_what_was_left()
        connection.reckoned = self._reckoning.time

    @property
    def gives(self) -> bool:
        """Are numbers given here though the server cannot be asked?"""
        connection = self._connection
        if connection.online or not self._own.series or connection.code is not None:
            return False
        return numbers_now(connection.hall, self.time(), self._view.kept.at)

    def time(self) -> Instant:
        """The hall's time, as far as it is known."""
        return self._connection.time(self._now)

    def tick(self, now: Instant) -> None:
        """Call it every frame, after the connection."""
        self._now = now
        self._reckoning.begin(now)
        connection = self._connection
        if connection.hall.about is None:
            self._recall()
        connection.bear(self._letters())
        connection.alone = self.gives
        self._disk_faults.tick(now, online=connection.online)
        if connection.online:
            self._note(now)
            self._reporting.tick(now)
        elif self._was_online:
            self._view.write()
        self._was_online = connection.online

    def issue(self, command: IssueTicket) -> Issued | Refused:
        """A number, on the disk before anybody reads it; or why there is none."""
        hall, at = self._connection.hall, max(self.time(), self._own.last)
        line = hall.line_of(command.matter)
        if hall.about is None or line is None or not self.gives:
            return _refused("numbers_stopped")
        for matter in (command.matter, *command.then):
            if self._used_up(matter):
                return _refused("quota_reached", quota=hall.matters[matter].quota or 0)
        after = self._connection.heard_at
        sure = self._reckoning.sure if after is None else after
        own = self._own.draw(command, day_of(hall.about, at), at, min(sure, at))
        if own is None:
            return _refused("numbers_stopped")
        return Issued(
            ticket=-own.id,
            number=own.number,
            matter=command.matter,
            line=line.id,
            ahead=0,
            window=line.window,
            usual=line.usual,
            issued_at=at,
            check=own.check,
            then=command.then,
        )

    def held(self, ticket: int) -> None:
        """It is in a hand."""
        self._own.settle(-ticket, "given")

    def void(self, ticket: int) -> None:
        """Nobody holds it."""
        self._own.settle(-ticket, "void")

    def find(self, number: str, check: str) -> MyTicket | Refused | None:
        """One of its own, by what stands on the paper; none: it cannot be known here."""
        mine = [own for own in self._asked_about() if own.number == number]
        if not mine:
            return None
        found = max(mine, key=lambda own: own.id)
        if found.check != check:
            return Refused(code="unknown_number")
        line = self._connection.hall.line_of(found.matters[0])
        return _mine(found, (line.window or line.usual) if line is not None else None)

    def _recall(self) -> None:
        """Of today; of another day it would say what is not so."""
        kept = self._view.kept
        about = kept.view.get("hall", {}).get("hall")
        if about and about["day"] == day_in(about["timezone"], self.time()):
            self._connection.recall(kept.view)

    def _note(self, now: Instant) -> None:
        mark = (self._connection.version, now)
        noted = self._noted
        if noted is None or noted[0] != mark[0] or not 0 <= now - noted[1] < NOTE_EVERY_MS:
            self._noted = mark
            self._view.note(self._connection.view, self.time(), now)

    def _letters(self) -> tuple[str, ...]:
        return tuple(sorted({own.series for own in self._asked_about() if own.hold == "given"}))

    def _asked_about(self) -> list[Own]:
        """What somebody may still ask about here: what was handed in of an earlier day is kept for a backup alone."""
        about = self._connection.hall.about
        day = about.day if about else ""
        return [own for own in self._own.numbers if not own.handed or own.day >= day]

    def _used_up(self, matter: str) -> bool:
        """As far as is known here: what was left when the server was last heard, less what was given since."""
        row = self._connection.hall.matters.get(matter)
        if row is None or row.left is None:
            return False
        since = self._view.kept.at
        drawn = [own for own in self._own.numbers if own.given >= since and own.hold != "void"]
        return row.left <= sum(matter in own.matters for own in drawn)


def _mine(own: Own, window: int | None) -> MyTicket:
    """`window`: the last that was known, else the usual one."""
    return MyTicket(
        ticket=-own.id,
        number=own.number,
        state="own" if own.hold == "given" else "voided",
        matter=own.matters[0],
        then=own.matters[1:],
        given=own.given,
        window=window,
    )


def _refused(code: str, **values: str | int) -> Refused:
    texts = (say("zh", f"refusal.{code}", values), say("en", f"refusal.{code}", values))
    return Refused(code=code, values=values, text=Words(*texts))
