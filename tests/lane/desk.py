"""A lane on a real database with a clock set by hand."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

from sqlalchemy import URL, RootTransaction

from common.commands import CallNext, ClientCommand, IssueTicket, SitDown
from common.messages import Called, Issued
from common.words import Instant
from server.lane import Ask, Copies, Lane, Reply
from server.lane.lane import Execute
from server.rules.execute import execute
from server.rules.facts import Entry
from server.rules.order import SYSTEM, Actor, AnyCommand, ImportHall, Tick
from server.storage.backup import Backups
from server.storage.ledger import Ledger
from server.storage.store import BUSY_MS, Commit, Store, database_file
from tests.rules.street import ADMIN, KIOSK, clerk, moment, small_setup

OPENING = moment("08:30")


class HandClock:
    """A clock that stands until a test moves it."""

    def __init__(self, at: Instant = OPENING) -> None:
        self.at = at

    def now(self) -> Instant:
        return self.at


class Disk:
    """How commits go: as they do, or as a test says. `broken`, once set, is called instead."""

    def __init__(self) -> None:
        self.broken: Callable[[RootTransaction], None] | None = None
        self.commits = 0

    def __call__(self, transaction: RootTransaction) -> None:
        self.commits += 1
        (self.broken or RootTransaction.commit)(transaction)


class Desk:
    """One server's lane. Two desks on one database are two processes as far as that can tell."""

    def __init__(
        self,
        where: Path | URL,
        at: Instant = OPENING,
        *,
        execute: Execute = execute,
        backups: Path | None = None,
        commit: Commit | None = None,
        busy_ms: int = BUSY_MS,
        turns: bool = True,
    ) -> None:
        self.where = where
        self.disk = Disk()
        self.store = Store.open(where, commit=commit or self.disk, busy_ms=busy_ms)
        self.ledger = Ledger(self.store, turns=turns)
        self.clock = HandClock(at)
        try:
            self.lane = Lane(self.ledger, self.clock, execute)
        except BaseException:
            self.close()
            raise
        if isinstance(where, Path):
            self.copies = Copies(self.ledger, Backups(database_file(where), backups or where / "copies"))
            self.lane.subscribe(self.copies.note)
        self.told: list[Entry] = []
        self.lane.subscribe(self.told.extend)
        self._ids = count(1)

    @property
    def folder(self) -> Path:
        """The data folder, where there is one."""
        assert isinstance(self.where, Path)
        return self.where

    def give(self, actor: Actor, command: AnyCommand, request_id: str | None = None) -> Reply:
        """One command in a batch of its own."""
        return self.lane.run([Ask(actor, command, request_id or f"id-{id(self)}-{next(self._ids)}")])[0]

    def batch(self, *asks: tuple[Actor, ClientCommand, str]) -> list[Reply]:
        """Several commands in one batch."""
        return self.lane.run([Ask(*ask) for ask in asks])

    def until(self, clock: str, day: str = "2026-11-23") -> None:
        """Move the clock and let time pass."""
        self.clock.at = moment(clock, day)
        self.lane.run([Ask(SYSTEM, Tick())])

    def imported(self) -> "Desk":
        """With the small hall of three windows in force and clerk A1 at window 1."""
        self.give(ADMIN, ImportHall(setup=small_setup()))
        self.give(clerk("A1"), SitDown(window=1))
        return self

    def issue(self, request_id: str | None = None) -> Issued:
        """A number at the kiosk."""
        answer = self.give(KIOSK, IssueTicket(matter="mr"), request_id)
        assert isinstance(answer, Issued), answer
        return answer

    def call(self) -> Called:
        """Call next at window 1."""
        answer = self.give(clerk("A1"), CallNext())
        assert isinstance(answer, Called), answer
        return answer

    def close(self) -> None:
        self.store.close()


def code(reply: Reply) -> str:
    """The code of a refusal; else the reply's kind."""
    return getattr(reply, "code", type(reply).__name__)
