"""The screens for whoever has a code or a number already: check-in, and my ticket."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.my_ticket import MyTicket

CODE_DIGITS = 6
CHECK_DIGITS = 3
NUMBER_DIGITS = (3, 6)
"""How many digits a number has at least, and at most."""

Act = Literal["step_back", "re_enter", "withdraw"]
"""What a resident can do with a ticket at the kiosk."""
Outcome = Act | Literal["stayed"]
"""What was just done with it; `stayed`: stepped back where nobody was behind."""


@dataclass(frozen=True, slots=True)
class CodePad:
    """预约签到: the six digits of a booking, as far as they are typed."""

    typed: str = ""

    @property
    def is_whole(self) -> bool:
        """Can it be asked about?"""
        return len(self.typed) == CODE_DIGITS

    @property
    def is_full(self) -> bool:
        """Is there no room for another digit?"""
        return len(self.typed) >= CODE_DIGITS


@dataclass(frozen=True, slots=True)
class TicketPad:
    """我的号票: the letters of the number, then its digits and the check digits, as far as they are typed."""

    letters: str = ""
    typed: str = ""

    @property
    def number(self) -> str:
        """What was typed of the number: at least its usual digits, all but the check digits once there are more."""
        return self.letters + self.typed[: max(NUMBER_DIGITS[0], len(self.typed) - CHECK_DIGITS)]

    @property
    def check(self) -> str:
        """What was typed of the check digits."""
        return self.typed[len(self.number) - len(self.letters) :]

    @property
    def is_whole(self) -> bool:
        """Can it be asked about?"""
        return bool(self.letters) and len(self.check) == CHECK_DIGITS

    @property
    def is_full(self) -> bool:
        """Is there no room for another digit?"""
        return len(self.typed) >= NUMBER_DIGITS[1] + CHECK_DIGITS


@dataclass(frozen=True, slots=True)
class Looking:
    """The server has been asked about a ticket. `done`: what was just done with it; `typed`: by hand, and perhaps wrongly."""

    ask: int
    number: str
    check: str
    done: Outcome | None = None
    typed: bool = True


@dataclass(frozen=True, slots=True)
class Mine:
    """My ticket: where it stands, and what can be done with it."""

    ticket: MyTicket
    check: str
    done: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Why:
    """Who went before me, and by which rule."""

    mine: Mine
    page: int = 0


@dataclass(frozen=True, slots=True)
class Sure:
    """What it means, asked before it is done."""

    mine: Mine
    act: Act
