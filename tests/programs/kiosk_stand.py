"""A kiosk in a hall of one process, before whose glass a test stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from common.link_wire import Transport
from common.messages import Refused
from common.screen.fonts import Fonts, vendored
from common.screen.geometry import Screen
from common.screen.placements import Touch, texts
from common.screen.stage import Stage
from common.screen.theme import KIOSK
from common.screen.window import Key, MemoryWindow, Tap
from kiosk.connection import Connection
from kiosk.inquiry import OnCase, OnFound
from kiosk.look import Look
from kiosk.my_ticket import MyTicket, Passing
from kiosk.open_numbers import OpenNumbers
from kiosk.paper import Paper
from kiosk.printing import OnOutcome
from kiosk.program import Fittings, Kiosk
from kiosk.scene import SLOW
from server.rules.issuing import check_of
from server.rules.next_calls import called_before
from server.rules.offline.book import own_check
from server.rules.order import Actor
from server.rules.passed import passed
from server.rules.place import waiting_behind
from server.web.passing_words import passing_text
from tests.live.one_process import OneProcess

FONTS = Fonts(vendored())
GLASS = Screen(540, 960, 21.5)
KIOSK_1, KIOSK_2 = Actor("kiosk:k1", frozenset({"kiosk"})), Actor("kiosk:k2", frozenset({"kiosk"}))


class Paired:
    """An admission that is there already."""

    def __init__(self, token: str = "t0ken") -> None:
        self.token = token
        self.code = ""
        self.refused = False

    def poll(self) -> None:
        pass

    def renew(self) -> None:
        pass


class HandPrinter:
    """Prints whose outcome the test gives."""

    def __init__(self) -> None:
        self.papers: list[Paper] = []
        self._waiting: list[OnOutcome] = []

    def submit(self, paper: Paper, on_outcome: OnOutcome) -> int:
        self.papers.append(paper)
        self._waiting.append(on_outcome)
        return len(self.papers)

    def poll(self) -> None:
        pass

    def slow(self) -> None:
        """It takes long: the outcome comes later."""
        self._waiting[0](SLOW)

    def end(self, fault: str | None = None) -> None:
        self._waiting.pop(0)(fault)


class HallInquiries:
    """Asked about a ticket, the hall answers in the same process, at the next poll, as the server does over HTTP."""

    def __init__(self, hall: OneProcess) -> None:
        self._hall, self._waiting = hall, list[tuple[str, str, OnFound]]()

    def ask(self, number: str, check: str, on_found: OnFound) -> None:
        self._waiting.append((number, check, on_found))

    def ask_case(self, number: str, secret: str, on_found: OnCase) -> None:
        """Nobody asks after a case here."""
        on_found(None)

    def poll(self) -> None:
        waiting, self._waiting = self._waiting, []
        for number, check, on_found in waiting:
            on_found(self._found(number, check))

    def _found(self, number: str, check: str) -> MyTicket | Refused:
        hall = self._hall.lane.hall
        ticket = next((item for item in hall.tickets.values() if item.number == number), None)
        own = own_check(hall.offline, number, hall.day)
        if ticket is None or check not in (check_of(ticket.id, ticket.issued_at), own):
            return Refused(code="unknown_number")
        before = passed(self._hall.lane._ledger.entries(0), ticket.id)
        return MyTicket(
            ticket=ticket.id,
            number=number,
            state=ticket.state,
            carried=ticket.carried,
            ahead=called_before(hall, ticket),
            behind=waiting_behind(hall, ticket),
            passed=tuple(Passing(passing_text(hall.rules, item)) for item in before),
            window=ticket.window if ticket.state in ("called", "serving") else None,
            given=ticket.issued_at if ticket.drawn is not None and ticket.came is None else None,
        )


class Fed(NamedTuple):
    """What of a kiosk may lose its power: the note of its open numbers, its printer, its wire."""

    numbers: OpenNumbers
    prints: HandPrinter
    through: Callable[[Transport], Transport]


class Stand:
    """A kiosk in a hall of one process, before whose glass a test stands."""

    def __init__(
        self,
        hall: OneProcess,
        actor: Actor = KIOSK_1,
        file: Path | None = None,
        fed: Fed | None = None,
        fittings: Fittings | None = None,
    ) -> None:
        self.hall, self.prints = hall, fed.prints if fed else HandPrinter()
        self.link = hall.link(actor, "kiosk")
        if fed:
            self.link._transport = fed.through(self.link._transport)
        self.window = MemoryWindow((GLASS.width, GLASS.height))
        self.door = Paired()
        connection = Connection(self.door, lambda _: self.link)
        look, self.inquiries = Look(GLASS, FONTS), HallInquiries(hall)
        fittings = fittings or Fittings(
            fed.numbers if fed else OpenNumbers(file), self.inquiries, scanner=True
        )
        self.kiosk = Kiosk(connection, self.prints, look, KIOSK, fittings=fittings)
        self._stage = Stage(self.kiosk, self.window, FONTS)
        self.frame()

    def frame(self) -> None:
        self.hall.step()
        self._stage.frame(self.hall.clock.at)
        self.hall.step()
        self._stage.frame(self.hall.clock.at)

    def touch(self, *touches: str) -> None:
        """A finger in the middle of what is shown under that name."""
        for touch in touches:
            self.hall.clock.at += 1_000
            areas = [p for p in self.kiosk.placements if isinstance(p, Touch) and p.id == touch]
            assert areas, f"no {touch} on {texts(self.kiosk.placements)}"
            self.window.put(Tap(*areas[0].rect.centre))
            self.frame()

    def scan(self, code: str) -> None:
        """A paper before the scanner, which types like a keyboard."""
        self.hall.clock.at += 1_000
        for letter in code:
            self.window.put(Key(letter.lower()))
        self.window.put(Key("return"))
        self.frame()

    def type(self, keys: str) -> None:
        """One key of the pad after the other."""
        for key in keys:
            self.touch(f"digit:{key}" if key.isdigit() else f"letter:{key}")

    def kill(self) -> None:
        """No power: nothing is closed, nothing is heard any more."""
        self.hall.links.remove(self.link)

    def pair_anew(self, actor: Actor) -> None:
        """The administrator took it out, and let it in again: another token, and by that another link."""
        self.hall.links.remove(self.link)
        self.link = self.hall.link(actor, "kiosk")
        self.door.token += "+"

    def pass_s(self, seconds: int) -> None:
        """Second by second, so that the link's heartbeats come."""
        for _ in range(seconds):
            self.hall.pass_s(1)
            self.frame()

    def scene(self) -> object:
        return self.kiosk.scene

    def waiting(self) -> int:
        return sum(len(line) for line in self.hall.lane.hall.lines.values())
