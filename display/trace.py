"""When each call and each case was first seen: for the demo, the bench and whoever doubts a wall.

One line of JSON for each, `{"what","ticket","number","window","times","version","presented_at"}`:
`row` and `row_gone`, `hero` and `hero_gone`. `version` is the ledger version that called (none: the
wall joined later and was not told it), `presented_at` milliseconds UTC of this machine, taken when
the frame had been handed to the screen. A case's row that came, or came changed, is
`{"what":"case","case","number","state","light","stands","extended","presented_at"}`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, Protocol

import msgspec

from common.messages import Announcement
from common.rows import CallRow
from common.rows_cases import CaseBoardRow, CaseLight
from common.words import Instant
from display.calls import CallKey, key_of
from display.wall_state import Wall

VERSIONS = 100  # far more than the rows that a view holds
CASES = 200  # the same of cases

What = Literal["row", "row_gone", "hero", "hero_gone"]


class Presented(msgspec.Struct, frozen=True):
    """Something came into a presented frame, or left it."""

    what: What
    ticket: int
    number: str
    window: int | None
    times: int
    version: int | None
    presented_at: Instant


class CasePresented(msgspec.Struct, frozen=True):
    """A case's row came into a presented frame, or stood there changed."""

    what: Literal["case"]
    case: int
    number: str
    state: str
    light: CaseLight
    stands: bool
    extended: int
    presented_at: Instant


Sink = Callable[[Presented | CasePresented], None]


class Writer(Protocol):
    """A text file, as far as it is needed."""

    def write(self, text: str, /) -> object:
        """Append."""
        ...

    def flush(self) -> None:
        """Let others read it."""
        ...


def written_to(file: Writer) -> Sink:
    """A sink that writes lines of JSON, each readable at once."""

    def sink(presented: Presented | CasePresented) -> None:
        file.write(msgspec.json.encode(presented).decode() + "\n")
        file.flush()

    return sink


def read(line: bytes) -> Presented | CasePresented:
    """What such a line says."""
    if line.startswith(b'{"what":"case"'):
        return msgspec.json.decode(line, type=CasePresented)
    return msgspec.json.decode(line, type=Presented)


class Trace:
    """Compares each presented frame with the one before."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._versions: dict[int, int] = {}
        self._rows: dict[CallKey, CallRow] = {}
        self._heroes: dict[CallKey, CallRow] = {}
        self._cases: dict[int, CasePresented] = {}

    def __len__(self) -> int:
        return len(self._versions) + len(self._rows) + len(self._heroes) + len(self._cases)

    def hear(self, announcements: Iterable[Announcement]) -> None:
        """Learn the versions of calls that are to be seen soon."""
        for said in announcements:
            if said.ticket is not None and said.kind in ("called", "recalled"):
                self._versions.pop(said.ticket, None)
                self._versions[said.ticket] = said.version
        while len(self._versions) > VERSIONS:
            del self._versions[next(iter(self._versions))]

    def presented(self, wall: Wall | None, at: Instant) -> None:
        """That frame has been shown (none: one without calls)."""
        rows = {key_of(seen.call): seen.call for seen in wall.rows} if wall else {}
        hero = wall.hero if wall else None
        heroes = {key_of(hero.call): hero.call} if hero and hero.called else {}
        self._tell("row", self._rows, rows, at)
        self._tell("hero", self._heroes, heroes, at)
        self._rows, self._heroes = rows, heroes
        self._tell_cases(wall, at)

    def _tell_cases(self, wall: Wall | None, at: Instant) -> None:
        """Those of pages that turn are told once for each change, as long as the board has them."""
        for row in _cases_of(wall) if wall else ():
            seen = CasePresented(
                "case", row.id, row.number, row.state, row.light, row.stands, row.extended, at
            )
            known = self._cases.pop(row.id, None)
            self._cases[row.id] = seen
            if known is None or msgspec.structs.replace(known, presented_at=at) != seen:
                self._sink(seen)
        while len(self._cases) > CASES:
            del self._cases[next(iter(self._cases))]

    def _tell(
        self,
        what: Literal["row", "hero"],
        old: dict[CallKey, CallRow],
        new: dict[CallKey, CallRow],
        at: Instant,
    ) -> None:
        gone: What = "row_gone" if what == "row" else "hero_gone"
        for key, call in old.items():
            if key not in new:
                self._sink(self._of(gone, call, at))
        for key, call in new.items():
            if key not in old:
                self._sink(self._of(what, call, at))

    def _of(self, what: What, call: CallRow, at: Instant) -> Presented:
        version = self._versions.get(call.ticket)
        return Presented(what, call.ticket, call.number, call.window, call.times, version, at)


def _cases_of(wall: Wall) -> Iterator[CaseBoardRow]:
    """The rows of cases in its frame: on the page, and the one at the foot of every page."""
    if wall.contact == "lost":
        return
    if wall.board.table == "cases":
        yield from (line for line in wall.board.lines if isinstance(line, CaseBoardRow))
    if wall.board.strip and wall.news.last is not None:
        yield wall.news.last
