"""The screens of the service menu, and what stays of it between two looks: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from common.words import Instant, Language

CELLS = (3, 4)
"""Columns and rows of the touch test."""
Last = Literal["restart", "leave"]


@dataclass(frozen=True, slots=True)
class Ask:
    """The code, as far as it is typed. `said`: why it is asked again."""

    typed: str = ""
    said: Literal["", "wrong"] = ""


@dataclass(frozen=True, slots=True)
class Menu:
    """What there is to know, and to do. `said`: what came of the last thing done."""

    page: int = 0
    said: str = ""


@dataclass(frozen=True, slots=True)
class Ruler:
    """Lines of 50 mm, to be held against a ruler: is the diagonal right?"""


@dataclass(frozen=True, slots=True)
class Fingers:
    """Fields to be touched, all over the glass."""

    touched: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Sure:
    """Asked before the program ends."""

    act: Last


ServiceScene = Ask | Menu | Ruler | Fingers | Sure


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """`scene` none: it is not open. `wrong` tries since the last right one; none is taken before `until`."""

    scene: ServiceScene | None = None
    language: Language = "zh"
    touched_at: Instant = 0
    wrong: int = 0
    until: Instant = 0
    corners: tuple[tuple[str, Instant], ...] = ()
