"""The kiosk as a screen program: events into the flow, its intents to link and printer, frames out."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from common.commands import IssueTicket, ReEnter, ReportDevice, WithdrawTicket
from common.commands_place import CheckIn, StepBack
from common.link import Outcome
from common.messages import Done, Refused
from common.screen.arrival import Patience
from common.screen.placements import Placement, touched
from common.screen.stage import Frame
from common.screen.theme import Theme
from common.screen.window import Event as WindowEvent
from common.screen.window import Key, Tap
from common.words import Instant, Language
from kiosk.arrival import Arrival, arrival_layout
from kiosk.connection import Connection
from kiosk.flow import step
from kiosk.giving import Giving
from kiosk.guide import Moment
from kiosk.hall import Hall
from kiosk.happening import (
    Answered,
    Change,
    Changed,
    Event,
    Found,
    Held,
    Intent,
    Issue,
    LookUp,
    Print,
    PrintEnded,
    Report,
    Scanned,
    Ticked,
    Touched,
    Void,
)
from kiosk.happening import CheckIn as CheckedIn
from kiosk.idle import seconds_left
from kiosk.inquiry import Inquiries, NoInquiries
from kiosk.layout import layout
from kiosk.look import Look
from kiosk.open_numbers import Asked, OpenNumbers
from kiosk.paper_words import paper_for
from kiosk.printing import Prints
from kiosk.scanner import Scanner
from kiosk.scene import Collect, Note, Scene, State
from kiosk.scene_ticket import Act
from kiosk.wording import Wording

CHANGE_S = 10.0
"""So long what was wanted of a ticket is asked for: who has gone by then has not seen it done."""
REPORT_S = 600.0
"""So long a fault is news."""


class Fittings(NamedTuple):
    """What a kiosk has besides screen and printer: what an earlier run left open, whom to ask about a ticket, a scanner."""

    numbers: OpenNumbers | None = None
    inquiries: Inquiries | None = None
    scanner: bool = False


BARE = Fittings()


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
        self._connection, self._prints, self._theme = connection, prints, theme
        self._giving = Giving(connection, fittings.numbers or OpenNumbers())
        self._inquiries = fittings.inquiries or NoInquiries()
        self._scanner, self._has_scanner = Scanner(), fittings.scanner
        self._patience = Patience()
        self._looks = {False: look, True: replace(look, large=True)}
        self._now: Instant = 0
        self._shown: object = None
        self._placements: list[Placement] = []
        self.state = State(home_language=language, language=language)

    @property
    def scene(self) -> Scene:
        """The screen shown."""
        return self.state.scene

    @property
    def placements(self) -> list[Placement]:
        """The last frame."""
        return self._placements

    @property
    def hall(self) -> Hall:
        """What is known of the hall."""
        return self._connection.hall

    @property
    def is_ready(self) -> bool:
        """Is the hall known and the server there?"""
        return self._connection.online and self._connection.hall.about is not None

    def tick(self, now: Instant) -> Frame:
        """See `Program`."""
        self._now = now
        self._connection.poll()
        self._giving.void_what_was_left()
        self._prints.poll()
        self._inquiries.poll()
        self._happen(Ticked())
        self._lay_out(self._arrival(now))
        return Frame(self._placements, self._theme)

    def handle(self, event: WindowEvent, now: Instant) -> None:
        """See `Program`: a tap on what the last frame showed; one beside it still says that somebody is there."""
        if isinstance(event, Tap):
            self.touch(touched(self._placements, event.x, event.y) or "", now)
        if isinstance(event, Key) and (code := self._scanner.key(event.name, now)):
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

    def close(self) -> None:
        """Leave the hall."""
        self._connection.close()

    def _happen(self, event: Event) -> None:
        followed = step(self.state, event, self._now, self._connection.hall, online=self._connection.online)
        self.state = followed.state
        for intent in followed.intents:
            self._do(intent)

    def _do(self, intent: Intent) -> None:
        match intent:
            case Issue(ask=ask) | CheckedIn(ask=ask):
                self._giving.ask(_command(intent), lambda number: self._happen(Answered(ask, number)))
            case LookUp(number=number, check=check, ask=ask):
                self._inquiries.ask(number, check, lambda found: self._happen(Found(ask, found)))
            case Change():
                self._change(intent)
            case Print():
                self._print(intent)
            case Held(ticket=ticket):
                self._giving.held(ticket)
            case Void(ticket=ticket):
                self._giving.void(ticket)
            case Report(fault=fault):
                self._connection.send(ReportDevice(fault=fault), _no_matter, REPORT_S)

    def _change(self, change: Change) -> None:
        def answered(outcome: Outcome) -> None:
            known = outcome if isinstance(outcome, Done | Refused) else None
            self._happen(Changed(change.ask, known))

        command = _CHANGES[change.act](ticket=change.ticket)
        self._connection.send(command, answered, CHANGE_S)

    def _print(self, wanted: Print) -> None:
        ticket, hall = wanted.ticket, self._connection.hall
        wording = self._wording(wanted.language)
        declared = wanted.priority is not None
        paper = paper_for(ticket, hall, wording, priority=declared, coded=self._has_scanner)
        self._prints.submit(paper, lambda fault: self._happen(PrintEnded(ticket.ticket, fault)))

    def _wording(self, language: Language) -> Wording:
        about = self._connection.hall.about
        return Wording(language, about.timezone) if about else Wording(language)

    def _arrival(self, now: Instant) -> Arrival | None:
        """How far the kiosk is on its way to a hall; none once it knows one and is let in."""
        connection = self._connection
        code, about = connection.code, connection.hall.about
        waits = not connection.refused and (not connection.online if code is None else not code)
        unreached = self._patience.is_over(waits and (about is None or code is not None), now)
        if code is None and about is not None:
            return None
        return Arrival(connection.server, code, connection.refused, connection.online, unreached)

    def _lay_out(self, arrival: Arrival | None) -> None:
        """Only when something that is shown has changed."""
        connection, state = self._connection, self.state
        time = connection.time(self._now)
        counts = state.warned or isinstance(state.scene, Note | Collect)
        seconds = seconds_left(state, self._now) if counts else 0
        shown = (
            state,
            arrival,
            connection.version,
            connection.online,
            time // 60_000,
            seconds,
        )
        if shown == self._shown:
            return
        self._shown = shown
        look = self._looks[state.large]
        if arrival is not None:
            self._placements = arrival_layout(arrival, look, self._wording(state.language))
        else:
            moment = Moment(connection.hall, self._now, time, connection.online, self._has_scanner)
            self._placements = layout(state, moment, look)


def _command(intent: Issue | CheckedIn) -> Asked:
    if isinstance(intent, CheckedIn):
        return CheckIn(code=intent.code, language=intent.language)
    return IssueTicket(
        matter=intent.matter, priority=intent.priority, language=intent.language, then=intent.then
    )


_CHANGES: dict[Act, type[StepBack | ReEnter | WithdrawTicket]] = {
    "step_back": StepBack,
    "re_enter": ReEnter,
    "withdraw": WithdrawTicket,
}


def _no_matter(_: Outcome) -> None:
    """Whatever the answer, the kiosk has done its part."""
