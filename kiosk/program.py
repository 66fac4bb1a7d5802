"""The kiosk as a screen program: events into the flow, its intents to link and printer, frames out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from common.commands_help import CallStaff as HelpWanted
from common.link import Outcome
from common.messages import Done, Refused
from common.screen.placements import Placement, touched
from common.screen.stage import Frame
from common.screen.theme import KIOSK_HIGH_CONTRAST, Theme
from common.screen.window import Event as WindowEvent
from common.screen.window import Key, Resized, Tap
from common.words import Instant, Language
from kiosk.alone.alone import Alone, OwnFiles
from kiosk.connection import Connection
from kiosk.flow import step
from kiosk.giving import Giving
from kiosk.hall import Hall
from kiosk.happening import (
    Answered,
    CallStaff,
    CaseFound,
    Change,
    Changed,
    Event,
    Found,
    Held,
    Intent,
    Issue,
    LookUp,
    LookUpCase,
    Print,
    PrintAgain,
    PrintEnded,
    PrinterSaid,
    Report,
    Reprinted,
    Scanned,
    StaffTold,
    Step,
    Ticked,
    Touched,
    Void,
)
from kiosk.happening import CheckIn as CheckedIn
from kiosk.inquiry import Inquiries, NoInquiries
from kiosk.look import Look
from kiosk.mishap import Mishaps, abandoned
from kiosk.open_numbers import OpenNumbers
from kiosk.paper_book import PaperBook
from kiosk.paper_side import PaperSide
from kiosk.paper_words import paper_for
from kiosk.printing import Prints
from kiosk.scanner import Scanner
from kiosk.scene import Help, Helped, Order, Scene, State
from kiosk.session import ended
from kiosk.showing import COLOURS, Showing
from kiosk.slips import Slips, SlipSide
from kiosk.telling import Telling
from kiosk.voice import Voice
from kiosk.wanted import change_for, command_for
from kiosk.wording import Wording

CHANGE_S = 10.0
"""So long what was wanted of a ticket is asked for: who has gone by then has not seen it done."""


class Fittings(NamedTuple):
    """What a kiosk has besides screen and printer: what an earlier run left open, whom to ask about a ticket, a scanner, papers for windows."""

    numbers: OpenNumbers | None = None
    inquiries: Inquiries | None = None
    scanner: bool = False
    slips: SlipSide | None = None
    mishaps: Mishaps | None = None
    own: OwnFiles | None = None
    ended: int = 0
    papers: PaperSide | None = None
    voice: Voice | None = None


BARE = Fittings()
OFTEN = 3
"""Started again so often after a fault, a kiosk needs somebody who looks at it."""


class Kiosk:
    """A `common.screen.stage.Program`. `look` is for normal type."""

    def __init__(
        self,
        connection: Connection,
        prints: Prints,
        look: Look,
        theme: Theme,
        language: Language = "zh",
        fittings: Fittings = BARE,
    ) -> None:
        self._connection, self._prints = connection, prints
        self._alone = Alone(connection, fittings.own, lambda code: self._telling.notice(code, self._now))
        self._inquiries = fittings.inquiries or NoInquiries()
        self._scanner, self._has_scanner = Scanner(), fittings.scanner
        self._showing = Showing(connection, look, scanner=fittings.scanner, voice=fittings.voice)
        self._mishaps = fittings.mishaps or Mishaps()
        self._slips = Slips(connection, fittings.slips, self._mishaps) if fittings.slips else None
        self._papers = fittings.papers or PaperSide(PaperBook())
        self._papers.join(connection)
        numbers = fittings.numbers or OpenNumbers()
        self._giving = Giving(connection, numbers, self._alone, self._papers.book.voided)
        self._telling, self._ended = Telling(connection, self._papers.noted), fittings.ended
        self._now: Instant = 0
        high = theme == KIOSK_HIGH_CONTRAST
        self.state = State(home_language=language, language=language, home_contrast=high, contrast=high)

    @property
    def scene(self) -> Scene:
        """The screen shown."""
        return self.state.scene

    @property
    def placements(self) -> list[Placement]:
        """The last frame."""
        return self._showing.placements

    @property
    def hall(self) -> Hall:
        """What is known of the hall."""
        return self._connection.hall

    @property
    def alone(self) -> bool:
        """Does it give numbers of its own now?"""
        return self._connection.alone

    @property
    def is_ready(self) -> bool:
        """Is the hall known and the server there?"""
        return self._connection.online and self._connection.hall.about is not None

    def tick(self, now: Instant) -> Frame:
        """See `Program`."""
        self._now = now
        if self._ended:
            self._telling.notice("restarted" if self._ended < OFTEN else "restarts", now)
            self._ended = 0
        self._go_on(now)
        return Frame(self.placements, COLOURS[self.state.contrast])

    def handle(self, event: WindowEvent, now: Instant) -> None:
        """See `Program`: a tap on what the last frame showed; one beside it still says that somebody is there."""
        if isinstance(event, Resized):
            self._showing.resized(event.size)
        if isinstance(event, Tap):
            self.touch(touched(self.placements, event.x, event.y) or "", now)
        if isinstance(event, Key) and (code := self._scanner.key(event.name, now, event.text)):
            self._now = now
            self._happen(Scanned(code))

    def touch(self, touch: str, now: Instant) -> None:
        """A finger on what the layout calls `touch`."""
        self._now = now
        self._happen(Touched(touch))

    def show(self, scene: Scene, *, language: Language, large: bool) -> None:
        """Show one screen as it would look (for pictures)."""
        self.state = replace(
            self.state, scene=scene, language=language, large=large, since=self._now, touched_at=self._now
        )

    def make_way(self, now: Instant) -> bool:
        """End the session, for the service menu; not while a number is on its way to a hand."""
        free = isinstance(self.state.scene, Helped | Help | Order)
        if free:
            self.state = ended(self.state, now)
        return free

    def start_in(self, language: Language) -> None:
        """In that language sessions start from now on."""
        self.state = replace(self.state, home_language=language, language=language)

    def wording(self, language: Language) -> Wording:
        """The hall's words."""
        return self._showing.wording(language)

    def notice(self, code: str) -> None:
        """Tell the hall."""
        self._telling.notice(code, self._now)

    def close(self) -> None:
        """Leave the hall."""
        self._connection.close()
        self._showing.close()

    def _go_on(self, now: Instant) -> None:
        """Everything that is under way, each for itself: a fault of one is not the other's."""
        link = self._connection.poll, partial(self._alone.tick, now), self._giving.go_on
        paper = self._prints.poll, self._hear_printer, partial(self._papers.tick, now)
        slips = (partial(self._slips.tick, now),) if self._slips else ()
        for part in (*link, *paper, self._inquiries.poll, *slips):
            with self._surviving():
                part()
        self._happen(Ticked())
        with self._surviving():
            self._telling.tick(now)
            self._showing.lay_out(self.state, now)

    def _hear_printer(self) -> None:
        for state in self._papers.said():
            self._happen(PrinterSaid(state))

    @contextmanager
    def _surviving(self) -> Iterator[None]:
        """A fault of this program ends the session, not the program."""
        try:
            yield
        except Exception as failure:
            self._mishaps.survive(failure, self._now)
            self._showing.forget()
            self._follow(abandoned(self.state, self._now))

    def _happen(self, event: Event) -> None:
        with self._surviving():
            known = self._connection
            followed = step(self.state, event, self._now, known.hall, online=known.online, alone=known.alone)
            self._follow(followed)

    def _follow(self, followed: Step) -> None:
        self.state = followed.state
        for intent in followed.intents:
            self._do(intent)

    def _inquire(self, intent: LookUp | LookUpCase) -> None:
        match intent:
            case LookUp(ask=ask, number=number, check=check) if self._connection.alone:
                self._happen(Found(ask, self._alone.find(number, check)))
            case LookUp(ask=ask, number=number, check=check):
                self._inquiries.ask(number, check, lambda found: self._happen(Found(ask, found)))
            case LookUpCase(ask=ask, number=number, secret=secret):
                self._inquiries.ask_case(number, secret, lambda found: self._happen(CaseFound(ask, found)))

    def _do(self, intent: Intent) -> None:
        match intent:
            case Issue(ask=ask) | CheckedIn(ask=ask):
                self._giving.ask(command_for(intent), lambda number: self._happen(Answered(ask, number)))
            case LookUp() | LookUpCase():
                self._inquire(intent)
            case Change():
                self._change(intent)
            case Print():
                self._print_or_note(intent)
            case CallStaff():
                self._call_staff()
            case Held() | Void() | Report() | PrintAgain():
                self._say(intent)

    def _say(self, intent: Held | Void | Report | PrintAgain) -> None:
        """What became of a number, or of the printer; or what is to become of a paper that is lost."""
        match intent:
            case PrintAgain(ask=ask, ticket=ticket):
                self._papers.again(ticket, lambda found: self._happen(Reprinted(ask, found)))
            case Held(ticket=ticket):
                self._giving.held(ticket)
            case Void(ticket=ticket):
                self._giving.void(ticket)
            case Report(fault=fault):
                self._telling.printer(fault)

    def _change(self, change: Change) -> None:
        def answered(outcome: Outcome) -> None:
            known = outcome if isinstance(outcome, Done | Refused) else None
            self._happen(Changed(change.ask, known))

        command = change_for(change)
        self._connection.send(command, answered, CHANGE_S)

    def _call_staff(self) -> None:
        def answered(outcome: Outcome) -> None:
            self._happen(StaffTold(outcome if isinstance(outcome, Done | Refused) else None))

        self._connection.send(HelpWanted(), answered, CHANGE_S)

    def _print_or_note(self, wanted: Print) -> None:
        """What cannot even be worded is no paper: the number is shown."""
        try:
            self._print(wanted)
        except Exception as failure:
            self._mishaps.survive(failure, self._now)
            self._happen(PrintEnded(wanted.ticket.ticket, "printer_error"))

    def _print(self, wanted: Print) -> None:
        ticket, wording = wanted.ticket, self.wording(wanted.language)
        declared = wanted.priority is not None
        paper = paper_for(ticket, self.hall, wording, priority=declared, coded=self._has_scanner)
        self._prints.submit(paper, lambda fault: self._happen(PrintEnded(ticket.ticket, fault)))
