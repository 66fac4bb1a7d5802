"""A hall by hand, for tests: give orders, move the clock, read what came of it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec

from common.commands import CallNext, FinishService, IssueTicket, Recall, SitDown, StandUp, StartService
from common.messages import Called, Issued
from common.words import Words
from server.rules.cases.workdays import Deadlines
from server.rules.execute import execute
from server.rules.facts import Entry, Fact
from server.rules.hall import Hall, Ticket
from server.rules.order import SYSTEM, Actor, AnyCommand, ImportHall, Order, Tick
from server.rules.refusal import Refusal
from server.rules.setup import (
    About,
    Clerk,
    Department,
    Line,
    Matter,
    Post,
    PriorityClass,
    Settings,
    Setup,
    Window,
)
from server.rules.setup_kiosks import Kiosks

ADMIN = Actor("admin", frozenset({"administrator"}))
BOSS = Actor("S01", frozenset({"supervisor"}))
KIOSK = Actor("kiosk:k1", frozenset({"kiosk"}))
MINUTE = 60_000
F = TypeVar("F", bound=Fact)


def clerk(name: str) -> Actor:
    """A clerk as an actor."""
    return Actor(name, frozenset({"clerk"}))


def state(ticket: Ticket) -> str:
    """Its state now."""
    return ticket.state


def words(text: str) -> Words:
    """The same in both languages."""
    return Words(text, text)


def small_setup(**changes: object) -> Setup:
    """Three windows, a post and a line each (r, s, t); A1, A2, A3 cover one another in a ring."""
    names = [("r", 1, "A1", ("A2", "A3")), ("s", 2, "A2", ("A3",)), ("t", 3, "A3", ("A1",))]
    setup = Setup(
        hall=About(id="test", name=words("测试大厅"), sample=True),
        settings=Settings(grace_min=5),
        kiosks=Kiosks(numbers_per_min=0),  # a test draws as many as it needs at once
        deadlines=Deadlines(years=(2026, 2027)),  # a year that is not published is an alarm of its own
        departments=(Department(id="d", name=words("部门")),),
        lines=tuple(Line(id=n, name=words(n), prefix=n.upper()) for n, *_ in names),
        matters=tuple(Matter(id=f"m{n}", name=words(f"事项{n}"), department="d", line=n) for n, *_ in names),
        windows=tuple(Window(number=w, name=words(f"{w}号"), department="d") for _, w, *_ in names),
        posts=tuple(
            Post(id=f"p{n}", name=words(n), window=w, a_role=a, b_roles=b, lines=(n,)) for n, w, a, b in names
        ),
        clerks=tuple(
            Clerk(id=a, title=words("办事员"), department="d", may_pick=a == "A1")
            for a in ("A1", "A2", "A3", "A4")
        ),
        priorities=(PriorityClass(id="elder", name=words("老年人"), head_start_min=30),),
    )
    return msgspec.structs.replace(setup, **changes)


def moment(clock: str, day: str = "2026-11-23") -> int:
    """An instant of a Monday in Shanghai, from "HH:MM" or "HH:MM:SS"."""
    local = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZoneInfo("Asia/Shanghai"))
    return int(local.timestamp() * 1000)


@dataclass
class Street:
    """Drives one hall. `log` keeps every entry ever made."""

    setup: Setup = field(default_factory=small_setup)
    at: int = moment("08:00")
    hall: Hall = field(default_factory=Hall)
    log: list[Entry] = field(default_factory=list)
    last: list[Entry] = field(default_factory=list)
    restored: int = 0

    def __post_init__(self) -> None:
        self.give(ADMIN, ImportHall(setup=self.setup))

    def give(self, actor: Actor, command: AnyCommand) -> object:
        """Execute `command` now; time first catches up, as in the lane."""
        self.last = []
        if self.at >= self.hall.due and self.hall.setup is not None:
            self._keep(execute(self.hall, Order(Tick(), SYSTEM, self.at)).entries)
        outcome = execute(self.hall, Order(command, actor, self.at, seed=b"seed", restored=self.restored))
        self._keep(outcome.entries)
        return outcome.answer

    def refused(self, actor: Actor, command: AnyCommand) -> str:
        """The code of the refusal of `command`, which must change nothing."""
        return self.refusal(actor, command).code

    def refusal(self, actor: Actor, command: AnyCommand) -> Refusal:
        """The refusal of `command`, which must change nothing."""
        self.go(self.at)  # what is due by itself is not the command's doing
        before = msgspec.json.encode(self.hall)
        try:
            self.give(actor, command)
        except Refusal as refusal:
            assert not self.last
            assert msgspec.json.encode(self.hall) == before
            return refusal
        raise AssertionError(f"{command} was not refused")

    def until(self, clock: str, day: str = "2026-11-23") -> None:
        """Let time pass, tick by tick as the lane does."""
        self.go(moment(clock, day))

    def later(self, minutes: float = 0, seconds: float = 0) -> None:
        """Let so much time pass."""
        self.go(self.at + round(minutes * MINUTE + seconds * 1000))

    def go(self, target: int) -> None:
        """Let time pass until `target`."""
        while self.hall.due <= target:
            self.at = max(self.at, self.hall.due)
            self.give(SYSTEM, Tick())
        self.at = target

    def issue(self, matter: str = "mr", priority: str | None = None) -> Ticket:
        """A number at the kiosk."""
        answer = self.give(KIOSK, IssueTicket(matter=matter, priority=priority))
        assert isinstance(answer, Issued)
        return self.hall.tickets[answer.ticket]

    def sit(self, *names: str) -> None:
        """Each clerk at their own window."""
        for name in names:
            self.give(clerk(name), SitDown(window=int(name[1:])))

    def leaves(self, *names: str) -> None:
        """Each signs out and says nothing."""
        for name in names:
            self.give(clerk(name), StandUp())

    def call(self, name: str) -> Ticket:
        """Call next at an empty hand."""
        answer = self.give(clerk(name), CallNext())
        assert isinstance(answer, Called)
        return self.hall.tickets[answer.ticket]

    def call_to_the_last(self, name: str) -> Ticket:
        """Call next, and recall twice, ten seconds apart: what follows is a no-show."""
        ticket = self.call(name)
        for _ in range(2):
            self.later(seconds=10)
            self.give(clerk(name), Recall(ticket=ticket.id))
        return ticket

    def serve(self, name: str) -> Ticket:
        """Call next, start and finish."""
        ticket = self.call(name)
        self.give(clerk(name), StartService(ticket=ticket.id))
        self.give(clerk(name), FinishService(ticket=ticket.id))
        return ticket

    def start(self, name: str, ticket: Ticket) -> None:
        """The resident is at the window."""
        self.give(clerk(name), StartService(ticket=ticket.id))

    def finish(self, name: str, ticket: Ticket) -> None:
        """Done."""
        self.give(clerk(name), FinishService(ticket=ticket.id))

    @property
    def phase(self) -> str:
        """The hall's part of the day now."""
        return self.hall.phase

    def cover(self, post: str) -> tuple[str, str | None, int | None, str | None]:
        """Who serves `post`: state, clerk, window, and why A does not."""
        found = self.hall.covers[post]
        return found.state, found.clerk, found.window, found.reason

    def waiting(self, line: str = "r") -> list[str]:
        """The numbers in `line`, next first."""
        return [self.hall.tickets[key[2]].number for key in self.hall.lines.get(line, [])]

    def facts(self, kind: type[Fact]) -> list[Entry]:
        """All entries of one kind of fact so far."""
        return [entry for entry in self.log if isinstance(entry.fact, kind)]

    def made(self, kind: type[F]) -> list[F]:
        """The facts themselves."""
        return [entry.fact for entry in self.log if isinstance(entry.fact, kind)]

    def _keep(self, entries: list[Entry]) -> None:
        self.last = [*self.last, *entries]
        self.log += entries


def morning(**changes: object) -> Street:
    """Half past eight on a Monday, all three clerks at their windows."""
    street = Street(small_setup(**changes))
    street.until("08:20")
    street.sit("A1", "A2", "A3")
    street.until("08:30")
    return street
