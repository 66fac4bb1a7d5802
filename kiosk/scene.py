"""The kiosk's screens, what can happen to them and what they ask for: plain values."""

from __future__ import annotations

from dataclasses import dataclass

from common.messages import Issued, Refused
from common.words import Instant, Language

SLOW = "printer_slow"
"""The fault of a ticket that is not out yet and may still come; its true outcome follows, if there is one."""

# -- screens --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Home:
    """您要办什么事？ `first` is the index of the first choice shown."""

    first: int = 0


@dataclass(frozen=True, slots=True)
class Choose:
    """The matters of one line."""

    line: str
    first: int = 0


@dataclass(frozen=True, slots=True)
class Guide:
    """What to bring, where, how many ahead; the number is one touch away (M-4)."""

    matter: str
    page: int = 0
    priority: str | None = None


@dataclass(frozen=True, slots=True)
class Declare:
    """The priority classes, where the guide has no room for them."""

    guide: Guide
    first: int = 0


@dataclass(frozen=True, slots=True)
class Again:
    """再取一张？ The same matter was given a number a moment ago."""

    guide: Guide


@dataclass(frozen=True, slots=True)
class Asking:
    """The server has been asked for a number."""

    ask: int
    guide: Guide


@dataclass(frozen=True, slots=True)
class Unreached:
    """No answer came. If one comes while this is shown, the number is given after all."""

    ask: int
    guide: Guide


@dataclass(frozen=True, slots=True)
class Told:
    """The server refused, with its reason."""

    refused: Refused
    guide: Guide


@dataclass(frozen=True, slots=True)
class Printing:
    """The number exists, the paper is on its way."""

    ticket: Issued


@dataclass(frozen=True, slots=True)
class Collect:
    """请取走号票。"""

    ticket: Issued


@dataclass(frozen=True, slots=True)
class Note:
    """No paper: the number is shown to be noted, and voided if nobody says that it is."""

    ticket: Issued
    fault: str


Scene = Home | Choose | Guide | Declare | Again | Asking | Unreached | Told | Printing | Collect | Note


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One session at the kiosk, and the little that outlives it (`given`, `asks`, `fault`, `unheld`).

    `unheld` are numbers that nobody noted, and whose paper may still come.
    `touched_at` is the last touch anywhere, `pressed_at` the last that was taken for a press.
    """

    scene: Scene = Home()
    home_language: Language = "zh"
    language: Language = "zh"
    large: bool = False
    since: Instant = 0
    touched_at: Instant = 0
    pressed_at: Instant = 0
    warned: bool = False
    asks: int = 0
    given: tuple[str, Instant] | None = None
    fault: str | None = "unknown"
    unheld: frozenset[int] = frozenset()


# -- what can happen ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Touched:
    """A finger on what the layout called `id`; empty: beside everything."""

    id: str


@dataclass(frozen=True, slots=True)
class Ticked:
    """Time passed, or the view changed."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The server's answer to ask number `ask`; none: it is unknown whether it happened."""

    ask: int
    outcome: Issued | Refused | None


@dataclass(frozen=True, slots=True)
class PrintEnded:
    """Paper came out (`fault` none) or did not; with `SLOW` the end is still to come."""

    ticket: int
    fault: str | None


Event = Touched | Ticked | Answered | PrintEnded


# -- what the session asks for --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Issue:
    """Ask the server for a number."""

    ask: int
    matter: str
    priority: str | None
    language: Language


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


Intent = Issue | Print | Held | Void | Report


@dataclass(frozen=True, slots=True)
class Step:
    """What follows from an event."""

    state: State
    intents: tuple[Intent, ...] = ()
