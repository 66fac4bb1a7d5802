"""What can happen at a kiosk, and what a session asks for: plain values."""

from __future__ import annotations

from dataclasses import dataclass

from common.messages import Done, Issued, Refused
from common.words import Language
from kiosk.my_case import MyCase
from kiosk.my_ticket import MyTicket
from kiosk.scene import State
from kiosk.scene_ticket import Act

# -- what can happen ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Touched:
    """A finger on what the layout called `id`; empty: beside everything."""

    id: str


@dataclass(frozen=True, slots=True)
class Scanned:
    """A code was held before the scanner."""

    text: str


@dataclass(frozen=True, slots=True)
class Ticked:
    """Time passed, or the view changed."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The server's answer to ask number `ask` for a number; none: it is unknown whether it happened."""

    ask: int
    outcome: Issued | Refused | None


@dataclass(frozen=True, slots=True)
class Found:
    """What the server says of the ticket that ask number `ask` was about; none: it was not reached."""

    ask: int
    outcome: MyTicket | Refused | None


@dataclass(frozen=True, slots=True)
class CaseFound:
    """What the server says of the case that ask number `ask` was about; none: it was not reached."""

    ask: int
    outcome: MyCase | Refused | None


@dataclass(frozen=True, slots=True)
class Changed:
    """What ask number `ask` wanted of a ticket was done, or refused; none: it is unknown."""

    ask: int
    outcome: Done | Refused | None


@dataclass(frozen=True, slots=True)
class StaffTold:
    """Staff were told that somebody here wants help, or were not; none: it is unknown."""

    outcome: Done | Refused | None


@dataclass(frozen=True, slots=True)
class PrintEnded:
    """Paper came out (`fault` none) or did not; with `SLOW` the end is still to come."""

    ticket: int
    fault: str | None


@dataclass(frozen=True, slots=True)
class Reprinted:
    """The number that ask number `ask` wanted on paper once more, or why not; none: it is unknown."""

    ask: int
    outcome: Issued | Refused | None


@dataclass(frozen=True, slots=True)
class PrinterSaid:
    """Asked without a paper to print, the printer said that it has this fault, nears the end of its roll, or (none) is well."""

    state: str | None


Event = (
    Touched
    | Scanned
    | Ticked
    | Answered
    | Found
    | CaseFound
    | Changed
    | StaffTold
    | PrintEnded
    | Reprinted
    | PrinterSaid
)


# -- what the session asks for --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Issue:
    """Ask the server for a number; `then`: for further matters after it."""

    ask: int
    matter: str
    priority: str | None
    language: Language
    then: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckIn:
    """Ask the server for the number of an appointment."""

    ask: int
    code: str
    language: Language


@dataclass(frozen=True, slots=True)
class LookUp:
    """Ask about the ticket whose paper somebody brings."""

    ask: int
    number: str
    check: str


@dataclass(frozen=True, slots=True)
class LookUpCase:
    """Ask about the case whose receipt somebody brings; never written down."""

    ask: int
    number: str
    secret: str


@dataclass(frozen=True, slots=True)
class Change:
    """Ask for a ticket's place to be changed, or for its end. `waits`: as far as the resident could read."""

    ask: int
    act: Act
    ticket: int
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Print:
    """Put this ticket on paper."""

    ticket: Issued
    priority: str | None
    language: Language


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody holds this number: on paper, or noted."""

    ticket: int


@dataclass(frozen=True, slots=True)
class Void:
    """Nobody holds this number."""

    ticket: int


@dataclass(frozen=True, slots=True)
class Report:
    """Tell the hall of the printer's fault, or (none) of its end."""

    fault: str | None


@dataclass(frozen=True, slots=True)
class CallStaff:
    """Let somebody of the staff come here."""


@dataclass(frozen=True, slots=True)
class PrintAgain:
    """Ask for the paper of a number once more."""

    ask: int
    ticket: int


Intent = (
    Issue | CheckIn | LookUp | LookUpCase | Change | Print | Held | Void | Report | CallStaff | PrintAgain
)


@dataclass(frozen=True, slots=True)
class Step:
    """What follows from an event."""

    state: State
    intents: tuple[Intent, ...] = ()
