"""What the clients saw of a day's cases: what was done at terminals, and what the boards showed of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from bench.day.persons import Person
from common.words import Instant


class Stands(NamedTuple):
    """How a case stands for whoever reads its row."""

    state: str
    stands: bool = False
    extended: int = 0


class CaseAct(NamedTuple):
    """A key pressed about a case, which was taken; `pressed` in real milliseconds, as a wall writes them down."""

    case: int
    pressed: Instant
    shows: Stands


class CaseShown(NamedTuple):
    """A case's row as it came into a presented frame, or changed there."""

    case: int
    shows: Stands
    red: bool
    at: Instant


class Receipt(NamedTuple):
    """What a resident goes home with."""

    number: str
    secret: str
    person: Person


@dataclass
class CaseRecord:
    """A day's sightings of cases."""

    registered: dict[int, str] = field(default_factory=dict)
    receipts: list[Receipt] = field(default_factory=list)
    decided: set[int] = field(default_factory=set)
    overdue: set[int] = field(default_factory=set)
    late_steps: set[int] = field(default_factory=set)
    breaches: Counter[int] = field(default_factory=Counter)  # of each case, as the supervisor's page has it
    acts: list[CaseAct] = field(default_factory=list)
    shown: list[CaseShown] = field(default_factory=list)


def board_lags_ms(record: CaseRecord) -> list[float]:
    """From each key to the first frame that showed what it did, or what was done to the case after that."""
    return [lag for lag in _lags(record.acts, record.shown) if lag is not None]


def missed_by_board(record: CaseRecord) -> int:
    """Keys whose doing no frame has shown."""
    return sum(lag is None for lag in _lags(record.acts, record.shown))


def _lags(acts: list[CaseAct], shown: Iterable[CaseShown]) -> list[float | None]:
    seen_of: defaultdict[int, list[CaseShown]] = defaultdict(list)
    for seen in shown:
        seen_of[seen.case].append(seen)
    later: defaultdict[int, list[Stands]] = defaultdict(list)
    lags: list[float | None] = []
    for act in reversed(acts):
        later[act.case].append(act.shows)
        frames = (
            seen.at - act.pressed
            for seen in seen_of[act.case]
            if seen.at >= act.pressed and seen.shows in later[act.case]
        )
        lags.append(min(frames, default=None))
    return lags
