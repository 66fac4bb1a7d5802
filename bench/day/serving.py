"""A clerk's work with tickets: whoever is next, until the window is left."""

from random import Random
from typing import Any

from bench.day.casework import Casework
from bench.day.left_to_a import LeftToA
from bench.day.parting import Parting
from bench.day.record import CallMade
from bench.day.resident import Resident
from bench.day.terminal import Terminal
from bench.day.world import World
from common import commands as c
from common.messages import AnyAnswer, Called
from common.words import Instant

AWAITED_S = 45
"""So long a called resident is awaited before each recall."""
NO_SHOW_S = 75
"""After the last recall; in most halls the ticket is missed by itself before that."""
RECALLS = 2
BREATH_S = (4, 15)
"""Between two residents."""


class Serving:
    """What one clerk does with the ticket in hand. `ticket` is the one believed to be there."""

    def __init__(self, staff: str, world: World, random: Random) -> None:
        self.staff = staff
        self.ticket: int | None = None
        self._world, self._random = world, random
        self._finishes_by_calling = random.random() < 0.5
        self._state = ""
        self._since: Instant = 0  # of the last call or recall, by my own watch
        self._done_at: Instant | None = None
        self._next: Instant = 0
        self.now: Instant = 0
        self._parting = Parting(self, world)
        self._left_to_me = LeftToA(staff, world)
        self._casework = Casework(staff, world)

    def notice(self, terminal: Terminal, now: Instant) -> dict[str, Any]:
        """The row in hand; and whether the last one went without my doing."""
        self.now = now
        hand = terminal.row("hand")
        if self.ticket is not None and hand.get("ticket") != self.ticket:
            if self._state == "called":
                self._world.record.given_back[self.ticket] += 1
            self.let_go()
        return hand

    def nothing_left(self, terminal: Terminal) -> bool:
        """Nobody waits, nobody is put aside."""
        return not terminal.rows("waiting") and not terminal.rows("held")

    def act(self, terminal: Terminal, hand: dict[str, Any], *, calling: bool) -> None:
        """Do what is due with the ticket in hand, or take the next if `calling`."""
        match hand.get("state"):
            case "called":
                self._await_resident(terminal, hand)
            case "serving":
                self._serve(terminal, hand, calling)
            case _:
                self._turn_to_next(terminal, calling)

    # -- nobody in hand ---------------------------------------------------------------------------

    def _turn_to_next(self, terminal: Terminal, calling: bool) -> None:
        if self._acknowledge(terminal) or self._help_back(terminal) or self.now < self._next:
            return
        if self._left_to_me.contact(terminal, self.now) or self._casework.from_drawer(terminal, self.now):
            return
        if not calling or _paused(terminal) or terminal.row("hall").get("phase") in ("early", "closed"):
            return
        held = self._back_at_window(terminal)
        if held is not None:
            self._resume(terminal, held)
        elif terminal.rows("waiting"):
            self._call(terminal, {})

    def _acknowledge(self, terminal: Terminal) -> bool:
        mine = [
            row["id"]
            for row in terminal.rows("handovers").values()
            if row["taker"] == self.staff and row["acknowledged_at"] is None
        ]
        if not mine:
            return False

        def seen() -> bool:
            row = terminal.rows("handovers").get(str(mine[0]))
            return row is None or row["acknowledged_at"] is not None

        def done(_: AnyAnswer) -> None:
            self._world.record.moves["handovers_acknowledged"] += 1

        terminal.ask(c.AcknowledgeHandover(handover=mine[0]), done, seen)
        return True

    def _help_back(self, terminal: Terminal) -> bool:
        """Somebody stands here whose number has been missed: back into the line (on record)."""
        missed = terminal.rows("missed")
        standing = [there for there in self._before(terminal) if str(there.ticket) in missed]
        if not standing:
            return False
        resident = standing[0]

        def done(_: AnyAnswer) -> None:
            self._world.record.re_entered += 1
            self._world.record.note(
                self.now, f"{self.staff} lets {resident.number} back in line, which had missed its call"
            )
            resident.wait_on(self.now)

        ticket = resident.ticket
        terminal.ask(c.ReEnter(ticket=ticket), done, lambda: str(ticket) not in terminal.rows("missed"))
        return True

    def _back_at_window(self, terminal: Terminal) -> dict[str, Any] | None:
        """A ticket put aside whose resident stands at a window again."""
        for row in terminal.rows("held").values():
            if self._holder(row["number"]).where == "at_window":
                return dict(row)
        return None

    def _resume(self, terminal: Terminal, row: dict[str, Any]) -> None:
        def done(_: AnyAnswer) -> None:
            self._take(row["ticket"], "serving")
            self._holder(row["number"]).come_to(self._window(terminal), self.now)

        terminal.ask(c.ResumeTicket(ticket=row["ticket"]), done, self._shows(terminal, row["ticket"]))

    def _call(self, terminal: Terminal, hand: dict[str, Any]) -> None:
        def done(answer: AnyAnswer) -> None:
            assert isinstance(answer, Called)
            if hand:
                self._finished(hand)
            call = CallMade(answer.ticket, answer.number, answer.window, self.staff, answer.post, self.now)
            self._world.record.calls.append(call)
            self._take(answer.ticket, "called")

        def seen() -> bool:
            return terminal.row("hand").get("ticket") == self.ticket

        self._rest()
        terminal.ask(c.CallNext(in_hand=hand.get("ticket")), done, seen)

    # -- called -----------------------------------------------------------------------------------

    def _await_resident(self, terminal: Terminal, hand: dict[str, Any]) -> None:
        ticket = hand["ticket"]
        resident = self._in_front(terminal, ticket)
        if resident is not None:
            self._start(terminal, resident, kept_by_b=self._keeps_slot(terminal, hand))
        elif _paused(terminal):
            self._since = self.now  # nobody can be expected to come now
        elif hand["recalls"] < RECALLS:
            if self.now >= self._since + (AWAITED_S + self._world.lag_s) * 1000:
                self._since = self.now
                self._recall(terminal, ticket)
        elif self.now >= self._since + NO_SHOW_S * 1000:
            self._no_show(terminal, ticket)

    def _keeps_slot(self, terminal: Terminal, hand: dict[str, Any]) -> bool:
        """Whether this is an appointment with somebody who is out (AB-17)."""
        return hand["slot"] is not None and terminal.rows("posts")[hand["post"]]["a_role"] != self.staff

    def _start(self, terminal: Terminal, resident: Resident, *, kept_by_b: bool) -> None:
        def done(_: AnyAnswer) -> None:
            self._state = "serving"
            if kept_by_b:
                self._world.record.moves["slots_kept_by_b"] += 1
                text = f"{self.staff} keeps the appointment of {resident.number} for an A who is out"
                self._world.record.note(self.now, text)
            resident.is_welcomed()

        terminal.ask(
            c.StartService(ticket=resident.ticket),
            done,
            lambda: terminal.row("hand").get("state") != "called",
        )

    def _recall(self, terminal: Terminal, ticket: int) -> None:
        def done(_: AnyAnswer) -> None:
            self._world.record.recalls += 1

        terminal.ask(c.Recall(ticket=ticket), done)

    def _no_show(self, terminal: Terminal, ticket: int) -> None:
        def done(_: AnyAnswer) -> None:
            self._world.record.given_back[ticket] += 1
            self.let_go()

        terminal.ask(c.MarkNoShow(ticket=ticket), done, self._shows_not(terminal, ticket))

    # -- serving ----------------------------------------------------------------------------------

    def _serve(self, terminal: Terminal, hand: dict[str, Any], calling: bool) -> None:
        resident = self._in_front(terminal, hand["ticket"])
        if resident is None:
            self._holder(hand["number"]).come_to(self._window(terminal), self.now)
            return
        if self._done_at is None:
            resident.is_welcomed()
            self._done_at = self.now + resident.service_s * 1000
        elif self._casework.with_resident(terminal, resident, hand, self.now):
            return  # while the service goes on
        elif self.now >= self._done_at:
            self._parting.end(terminal, resident, hand, calling=calling)

    def finish(self, terminal: Terminal, hand: dict[str, Any], *, calling: bool) -> None:
        """Done here; some do it by calling the next."""
        if calling and self._finishes_by_calling and terminal.rows("waiting") and not _paused(terminal):
            self._call(terminal, hand)
            return
        self._rest()
        terminal.ask(
            c.FinishService(ticket=hand["ticket"]),
            lambda _: self._finished(hand),
            self._shows_not(terminal, hand["ticket"]),
        )

    # -- what I know ------------------------------------------------------------------------------

    def _take(self, ticket: int, state: str) -> None:
        self.ticket, self._state = ticket, state
        self._since, self._done_at = self.now, None

    def let_go(self) -> None:
        """Nobody is in hand any more."""
        self.ticket, self._state, self._done_at = None, "", None

    def _finished(self, hand: dict[str, Any]) -> None:
        self.let_go()
        self._parting.finished(hand)

    def _rest(self) -> None:
        self._next = self.now + self._random.randint(*BREATH_S) * 1000

    def _before(self, terminal: Terminal) -> list[Resident]:
        return self._world.floor.before_window[self._window(terminal)]

    def _in_front(self, terminal: Terminal, ticket: int) -> Resident | None:
        """Whoever of those before the window has that paper."""
        return next((there for there in self._before(terminal) if there.ticket == ticket), None)

    def _holder(self, number: str) -> Resident:
        return self._world.floor.holders[number]

    def _window(self, terminal: Terminal) -> int:
        return terminal.row("me").get("window") or 0

    def _shows(self, terminal: Terminal, ticket: int) -> Any:
        return lambda: terminal.row("hand").get("ticket") == ticket

    def _shows_not(self, terminal: Terminal, ticket: int) -> Any:
        return lambda: terminal.row("hand").get("ticket") != ticket


def _paused(terminal: Terminal) -> bool:
    return terminal.row("hall").get("paused") is not None
