"""The kiosk's screens, and one session at them: plain values. What happens to them stands in `kiosk.happening`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from common.messages import Issued, Refused
from common.words import Instant, Language
from kiosk.scene_case import CasePad, Enquire, Finding, OnBoard, OnDuty, Progress, Promises
from kiosk.scene_ticket import CodePad, Looking, Mine, Sure, TicketPad, Why

SLOW = "printer_slow"
"""The fault of a ticket that is not out yet and may still come; its true outcome follows, if there is one."""


@dataclass(frozen=True, slots=True)
class Guide:
    """What to bring, where, how many ahead; the number is one touch away (M-4). `then`: further matters, in order."""

    matter: str
    page: int = 0
    priority: str | None = None
    then: tuple[str, ...] = ()

    @property
    def matters(self) -> tuple[str, ...]:
        """All of one ticket, in order."""
        return (self.matter, *self.then)


@dataclass(frozen=True, slots=True)
class Home:
    """您要办什么事？ `first` is the index of the first choice shown; `adding`: one more matter for that guide."""

    first: int = 0
    adding: Guide | None = None


@dataclass(frozen=True, slots=True)
class Choose:
    """The matters of one line."""

    line: str
    first: int = 0
    adding: Guide | None = None


@dataclass(frozen=True, slots=True)
class NotHere:
    """Matters that are handled elsewhere (M-5)."""

    first: int = 0


@dataclass(frozen=True, slots=True)
class Directions:
    """Where one of them is handled."""

    elsewhere: str


@dataclass(frozen=True, slots=True)
class Declare:
    """The priority classes, where the guide has no room for them."""

    guide: Guide
    first: int = 0


@dataclass(frozen=True, slots=True)
class Again:
    """再取一张？ `number` was given here a moment ago."""

    guide: Guide
    number: str = ""


Origin = Guide | CodePad | TicketPad | Mine | CasePad
"""From where the server was asked: there leads the way back."""


@dataclass(frozen=True, slots=True)
class Asking:
    """The server has been asked: for a number, or to change a ticket's place."""

    ask: int
    origin: Guide | CodePad | Mine


@dataclass(frozen=True, slots=True)
class Unreached:
    """No answer came. If a number comes while this is shown, it is given after all."""

    ask: int
    origin: Origin


@dataclass(frozen=True, slots=True)
class Told:
    """The server refused, with its reason."""

    refused: Refused
    origin: Origin | Home


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


Helped = (
    Home | Choose | NotHere | Directions | Guide | Declare | Again | Unreached | Told
    | CodePad | TicketPad | Mine | Why | Sure
    | Enquire | CasePad | Progress | OnBoard | OnDuty | Promises
)  # fmt: skip
"""Where nothing is under way, so that help can be looked at and left again."""


Call = Literal["", "asked", "failed"]


@dataclass(frozen=True, slots=True)
class Help:
    """帮助: the order of the line, whom to ask, and a button that calls staff. `call`: what became of that, where the hall's view does not say it."""

    origin: Helped
    call: Call = ""


@dataclass(frozen=True, slots=True)
class Order:
    """Who comes first, and why: the published order (Q-13)."""

    help: Help
    page: int = 0


Scene = Helped | Asking | Looking | Finding | Printing | Collect | Note | Help | Order


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One session at the kiosk, and the little that outlives it (`given`, `asks`, `fault`, `unheld`).

    `unheld` are numbers that nobody noted, and whose paper may still come.
    `looked` is the last look at a ticket: which ask, and when.
    `touched_at` is the last touch anywhere; `pressed_at` the last that was taken for a press, of `pressed`.
    """

    scene: Scene = Home()
    home_language: Language = "zh"
    language: Language = "zh"
    large: bool = False
    home_contrast: bool = False
    contrast: bool = False
    aloud: bool = False
    since: Instant = 0
    touched_at: Instant = 0
    pressed_at: Instant = 0
    pressed: str = ""
    warned: bool = False
    asks: int = 0
    looked: tuple[int, Instant] = (0, 0)
    given: tuple[str, Instant] | None = None  # the last number, and when
    fault: str | None = "unknown"
    unheld: frozenset[int] = frozenset()
