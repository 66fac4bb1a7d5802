"""Short papers that windows ask for: this kiosk takes those that it may, has them told, prints them, and says how it ended.

The screen knows nothing of it: what stands on them is for the resident in front of the slot alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

import msgspec

from common.commands_paper import EndPaper
from common.link import Outcome
from common.papers import PaperTold
from common.rows_cases import PaperRow
from common.wording import year_of
from common.words import Instant, Language
from kiosk.connection import Connection
from kiosk.fetching import Fetching
from kiosk.mishap import Mishaps
from kiosk.printing import OnOutcome
from kiosk.scene import SLOW
from kiosk.slip import Slip
from kiosk.slip_words import slip_for
from kiosk.wording import Wording

AGAIN_MS = 5_000
"""An asking that the server may not have heard; one that it heard is refused the second time, and nothing comes out twice."""
ENDED_S = 600.0
"""So long the server is told how it ended."""

OnTold = Callable[[PaperTold | None], None]
"""Called with what to print, or with none: it is not for this kiosk, or the server was not reached."""


class Papers(Protocol):
    """What the kiosk needs to have a paper told."""

    def take(self, paper: int, on_told: OnTold) -> None:
        """Take it; never blocks."""
        ...

    def poll(self) -> None:
        """Deliver the answers that came, on the caller's thread."""
        ...


class SlipPrints(Protocol):
    """What the kiosk asks of its printing here."""

    def submit(self, paper: Slip, on_outcome: OnOutcome) -> int:
        """Print; the job's number. Never blocks."""
        ...


class _Given(msgspec.Struct):
    paper: PaperTold


class HttpPapers:
    """Taken by a POST, so that what stands on a paper comes in the body of an answer and nowhere else."""

    def __init__(self, url: str, token: Callable[[], str | None]) -> None:
        self._fetching = Fetching(url, token)

    def take(self, paper: int, on_told: OnTold) -> None:
        """See `Papers`."""
        self._fetching.fetch(f"/api/papers/{paper}", _read, on_told, post=True)

    def poll(self) -> None:
        """See `Papers`."""
        self._fetching.poll()


def _read(body: bytes) -> PaperTold:
    return msgspec.json.decode(body, type=_Given).paper


class SlipSide(NamedTuple):
    """A kiosk that prints papers for windows: where they come from, and what prints them."""

    papers: Papers
    prints: SlipPrints


class Slips:
    """The short papers of one kiosk on their way from the server to the slot."""

    def __init__(self, connection: Connection, side: SlipSide, mishaps: Mishaps) -> None:
        self._connection, self._papers, self._prints = connection, side.papers, side.prints
        self._mishaps = mishaps
        self._asked: dict[int, Instant] = {}
        self._now: Instant = 0

    def tick(self, now: Instant) -> None:
        """Take what waits for this kiosk."""
        self._now = now
        self._papers.poll()
        if not self._connection.online:
            return
        waiting = self._connection.hall.papers
        self._asked = {paper: at for paper, at in self._asked.items() if paper in waiting}
        for row in waiting.values():
            if self._may_take(row, now):
                self._asked[row.id] = now
                self._take(row.id)

    def _may_take(self, row: PaperRow, now: Instant) -> bool:
        mine = row.kiosk in ("", self._connection.me)
        is_new = now - self._asked.get(row.id, -AGAIN_MS) >= AGAIN_MS
        return mine and is_new and self._connection.time(now) < row.until

    def _take(self, paper: int) -> None:
        def told(answer: PaperTold | None) -> None:
            if answer is not None:
                self._print(paper, answer)

        self._papers.take(paper, told)

    def _print(self, paper: int, told: PaperTold) -> None:
        """What cannot even be worded is no paper: the window is told so, and whoever stands before the screen is not disturbed."""

        def ended(fault: str | None) -> None:
            if fault != SLOW:  # then its outcome comes later
                self._connection.send(EndPaper(paper=paper, fault=fault), _no_matter, ENDED_S)

        try:
            slip = slip_for(told, self._connection.hall, self._wording(told.language))
            self._prints.submit(slip, ended)
        except Exception as failure:
            ended("printer_error")
            self._mishaps.survive(failure, self._now)

    def _wording(self, language: Language) -> Wording:
        about = self._connection.hall.about
        return Wording(language, about.timezone, year_of(about)) if about else Wording(language)


def _no_matter(_: Outcome) -> None:
    """Whatever the answer, the kiosk has done its part."""
