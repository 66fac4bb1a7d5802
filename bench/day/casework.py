"""What a clerk does about cases: an application from the ticket in hand, and the day's script of those that are in the drawer."""

from collections import deque
from collections.abc import Callable
from typing import Any, NamedTuple

from bench.day.case_cues import CUES, CaseCue
from bench.day.case_deeds import DEEDS
from bench.day.case_past import HeldCase, registration
from bench.day.case_record import CaseAct, Receipt, Stands
from bench.day.persons import Person
from bench.day.resident import Resident
from bench.day.terminal import Terminal
from bench.day.world import World
from common import commands_case as c
from common.messages import AnyAnswer, Registered
from common.words import Instant

NO_CASE = ("reply",)
"""Kinds of matters that are answered at the window and file nothing."""
NOT_HERE = ("wrong_window", "unsure", "pays", "needs_copy")
"""Who is sent on first, or comes back with what is missing."""


PART = ":part"


class _Matter(NamedTuple):
    """A matter as the terminal shows it."""

    id: str
    materials: tuple[Any, ...]


class Casework:
    """One clerk's."""

    def __init__(self, staff: str, world: World) -> None:
        self.staff, self._world = staff, world
        self._cues = deque(cue for cue in CUES if cue.who == staff and world.cases)
        self._at_hand: dict[int, HeldCase | None] = {}  # ticket → its case; none: none could be registered
        self._now: Instant = 0

    # -- at the window ----------------------------------------------------------------------------

    def with_resident(
        self, terminal: Terminal, resident: Resident, hand: dict[str, Any], now: Instant
    ) -> bool:
        """Whether a key was pressed for whoever stands here and files something."""
        self._now = now
        person, ticket = resident.person, hand["ticket"]
        row = terminal.rows("matters").get(hand["matter"])
        if person is None or row is None or row["kind"] in NO_CASE or resident.habit in NOT_HERE:
            return False
        if not resident.has_filed:
            resident.has_filed = True
            self._register_here(terminal, person, hand, row, short=resident.lacks)
            return True
        held = self._at_hand.get(ticket)
        if held is not None and held.shows.state == "registered":
            self._tell(terminal, held, tuple(range(len(row["materials"])))[-resident.lacks :], ticket)
            return True
        return held is not None and row["kind"] == "instant" and self._on_the_spot(terminal, held, ticket)

    def _register_here(
        self, terminal: Terminal, person: Person, hand: dict[str, Any], row: dict[str, Any], *, short: int
    ) -> None:
        matter, ticket = _Matter(hand["matter"], row["materials"]), hand["ticket"]
        self._at_hand[ticket] = None
        command = registration(matter, person, short=short, way="window", ticket=ticket)
        self._register(terminal, command, person, lambda held: self._at_hand.update({ticket: held}))

    def _tell(self, terminal: Terminal, held: HeldCase, missing: tuple[int, ...], ticket: int) -> None:
        """What is missing, once and in writing (C-8)."""
        note = f"{held.person.name}，{held.person.contact}"
        command = c.TellSupplement(case=held.id, missing=missing, note=note)
        self._at_hand[ticket] = None  # the rest follows another day

        def done() -> None:
            self._count("supplements", f"tells what is missing of {held.number}")

        self._do(terminal, held, command, Stands("supplement"), lambda _: done())

    def _on_the_spot(self, terminal: Terminal, held: HeldCase, ticket: int) -> bool:
        """Closed and handed over while the resident waits (C-2, C-16)."""
        command: c.CaseCommand
        if held.shows.state == "accepted":
            command, shows = c.DecideCase(case=held.id, end="closed"), Stands("closed")
        elif held.shows.state == "closed":
            command, shows = c.DeliverResult(case=held.id), Stands("delivered")
        else:
            return False
        self._at_hand[ticket] = None

        def done(now: HeldCase) -> None:
            self._at_hand[ticket] = now
            self._has_ended(now)
            if now.shows.state == "delivered":
                self._note(f"closes {now.number} on the spot and hands over the result")

        self._do(terminal, held, command, shows, done)
        return True

    # -- from the drawer --------------------------------------------------------------------------

    def from_drawer(self, terminal: Terminal, now: Instant) -> bool:
        """Whether a key was pressed for what the script has now, between two residents."""
        self._now = now
        while self._cues and now >= self._world.day.at(self._cues[0].at):
            cue = self._cues[0]
            if now < self._world.day.start or not self._follow(terminal, cue):
                self._cues.popleft()
                continue
            self._cues.popleft()
            return True
        return False

    def _follow(self, terminal: Terminal, cue: CaseCue) -> bool:
        if cue.doing == "register":
            return self._take_in(terminal, cue)
        held = self._held(terminal, cue.label)
        if held is None:
            return False
        deed = DEEDS[cue.doing](held, terminal.rows("cases").get(str(held.id), {}))

        def done(now: HeldCase) -> None:
            self._world.cases[cue.label] = now
            self._count(deed.move, deed.text)
            self._has_ended(now)

        on_board = None if cue.label.endswith(PART) else deed.shows  # the board has the whole
        self._do(terminal, held, deed.command, on_board, done)
        return True

    def _held(self, terminal: Terminal, label: str) -> HeldCase | None:
        """The case of that label; a part of a joint one as it stands among my own (C-10)."""
        whole = self._world.cases.get(label.removesuffix(PART))
        if whole is None or not label.endswith(PART):
            return whole
        mine = terminal.rows("cases").values()
        part = next((row for row in mine if row["part_of"] == whole.number), None)
        return whole._replace(id=part["id"], number=part["number"]) if part else None

    def _take_in(self, terminal: Terminal, cue: CaseCue) -> bool:
        """Without a ticket: a village agent brings it (C-11)."""
        row = terminal.rows("matters").get(cue.matter)
        if row is None:
            return False
        person = next(self._world.coming)
        matter = _Matter(cue.matter, row["materials"])
        command = registration(matter, person, short=0, way="agency")
        self._register(terminal, command, person, lambda held: self._world.cases.update({cue.label: held}))
        return True

    # -- both ---------------------------------------------------------------------------------------

    def _register(
        self, terminal: Terminal, command: c.RegisterCase, person: Person, keep: Callable[[HeldCase], None]
    ) -> None:
        pressed, sensitive = self._world.real_ms(), command.matter in self._world.sensitive

        def done(answer: AnyAnswer) -> None:
            assert isinstance(answer, Registered)
            record = self._world.record.cases
            record.registered[answer.case] = answer.number
            record.receipts.append(Receipt(answer.number, answer.secret, person))
            rows = terminal.rows("matters")[command.matter]["materials"]
            shows = Stands("accepted" if len(command.materials) == len(rows) else "registered")
            record.acts.append(CaseAct(answer.case, pressed, shows))
            held = HeldCase(answer.case, answer.number, person, shows, sensitive, answer.secret)
            keep(held)
            self._note(f"registers {answer.number} {_WAYS[command.way]}")

        terminal.ask(command, done)

    def _do(
        self,
        terminal: Terminal,
        held: HeldCase,
        command: c.CaseCommand,
        shows: Stands | None,
        done: Callable[[HeldCase], None],
    ) -> None:
        pressed = self._world.real_ms()

        def answered(_: AnyAnswer) -> None:
            if isinstance(command, c.DecideCase):
                self._world.record.cases.decided.add(held.id)
            if shows is not None:
                self._world.record.cases.acts.append(CaseAct(held.id, pressed, shows))
            done(held if shows is None else held._replace(shows=shows))

        terminal.ask(command, answered)

    def _has_ended(self, held: HeldCase) -> None:
        record = self._world.record
        record.moves["results_delivered"] += held.shows.state == "delivered"

    def _count(self, move: str, text: str) -> None:
        if move:
            self._world.record.moves[move] += 1
        self._note(text)

    def _note(self, text: str) -> None:
        self._world.record.note(self._now, f"{self.staff} {text}")


_WAYS = {
    "window": "at the window",
    "agency": "handed in by a village agent",
    "post": "by post",
    "phone": "by phone",
}
