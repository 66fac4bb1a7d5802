"""The screens for whoever wants to know something: an own case, the board, who is on duty, what the hall promises (P-5)."""

from __future__ import annotations

from dataclasses import dataclass

from common.messages import SECRET_DIGITS
from kiosk.my_case import USUAL_FORM, MyCase, NumberForm


@dataclass(frozen=True, slots=True)
class Enquire:
    """您想查什么？"""

    first: int = 0


@dataclass(frozen=True, slots=True)
class CasePad:
    """查我的办件: the digits of number and secret, as far as they are typed. `form`: how the hall's numbers look."""

    form: NumberForm = USUAL_FORM
    typed: str = ""

    @property
    def digits(self) -> str:
        """What was typed of the number."""
        return self.form.digits_of_number(self.typed)

    @property
    def number(self) -> str:
        """The number, as it is written."""
        return self.form.number(self.digits)

    @property
    def secret(self) -> str:
        """What was typed of the secret."""
        return self.typed[len(self.digits) :]

    @property
    def is_whole(self) -> bool:
        """Can it be asked about?"""
        return len(self.secret) == SECRET_DIGITS

    @property
    def is_full(self) -> bool:
        """Is there no room for another digit?"""
        return len(self.typed) >= self.form.most


@dataclass(frozen=True, slots=True)
class Finding:
    """The server has been asked about a case; by which number and secret is not kept."""

    ask: int
    form: NumberForm = USUAL_FORM


@dataclass(frozen=True, slots=True)
class Progress:
    """An own case: how it stands, what is missing, who handles it."""

    case: MyCase
    page: int = 0


@dataclass(frozen=True, slots=True)
class OnBoard:
    """办件公示: the public board (P-1)."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class OnDuty:
    """值班领导: today's and the coming days' (D-3)."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class Promises:
    """服务承诺, where to complain, and the hall's notices (P-3)."""

    page: int = 0
