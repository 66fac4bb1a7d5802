"""One measured figure and how it is said."""

import operator
from collections.abc import Callable
from math import ceil
from typing import Literal, NamedTuple

Comparison = Literal["≥", "≤", "="]
_MEETS: dict[Comparison, Callable[[float, float], bool]] = {
    "≥": operator.ge,
    "≤": operator.le,
    "=": operator.eq,
}


class Goal(NamedTuple):
    """What the design asks for; with `most`, from `value` to that."""

    comparison: Comparison
    value: float
    most: float | None = None

    def met_by(self, value: float) -> bool:
        """Whether `value` reaches it, and does not go beyond."""
        return _MEETS[self.comparison](value, self.value) and (self.most is None or value <= self.most)

    @property
    def words(self) -> str:
        """As it is said: both bounds where there are two."""
        if self.most is None:
            return f"{self.comparison} {plain(self.value)}"
        return f"{plain(self.value)}-{plain(self.most)}"


class Figure(NamedTuple):
    """`beside` names the limit or the peer that was measured in the same run, with its value."""

    name: str
    value: float
    unit: str = ""
    goal: Goal | None = None
    beside: str = ""

    @property
    def missed(self) -> bool:
        """Whether there is a goal and it is not reached."""
        return self.goal is not None and not self.goal.met_by(self.value)

    @property
    def is_promise(self) -> bool:
        """Whether the goal does not depend on the machine."""
        return self.goal is not None and self.goal.comparison == "="

    @property
    def line(self) -> str:
        """`name value unit (goal; limit or peer)`."""
        said = " ".join(part for part in (self.name, plain(self.value), self.unit) if part)
        about = "; ".join(part for part in (self._goal, self.beside) if part)
        return f"{said} ({about})" if about else said

    @property
    def _goal(self) -> str:
        if self.goal is None:
            return ""
        return f"goal {self.goal.words}{', missed' if self.missed else ''}"


def plain(value: float) -> str:
    """Three digits that matter and no exponent."""
    if value == int(value) or abs(value) >= 100:
        return f"{value:.0f}"
    return f"{value:.2f}" if abs(value) < 10 else f"{value:.1f}"


def share(values: list[float], part: float) -> float:
    """The value that `part` (0 to 1) of `values` do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, ceil(part * len(ordered)) - 1)]
