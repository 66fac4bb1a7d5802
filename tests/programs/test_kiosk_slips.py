"""A kiosk prints what a window asks of it, once, and its screen shows nothing of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from common import commands_paper as q
from common.commands_case import RegisterCase
from common.messages import PaperWaits, Registered
from common.papers import PaperTold
from common.rows_cases import PaperRow
from common.screen.placements import texts
from kiosk.mishap import Mishaps
from kiosk.printing import OnOutcome
from kiosk.program import Fittings
from kiosk.scene import SLOW
from kiosk.slip import Slip
from kiosk.slips import OnTold, SlipSide
from server.rules.cases.papers import WAITS_MS
from server.rules.order import Actor
from tests.live.one_process import OneProcess
from tests.programs.kiosk_stand import KIOSK_1, KIOSK_2, Stand
from tests.programs.slips import RECEIPT
from tests.rules.street import clerk


class HallPapers:
    """Takes a paper as the server does: on record first, then told; delivered at the next poll."""

    def __init__(self, hall: OneProcess, kiosk: Actor, told: PaperTold = RECEIPT) -> None:
        self.hall, self.link, self.told = hall, hall.link(kiosk, "kiosk"), told
        self.asked: list[int] = []
        self._waiting: list[tuple[int, OnTold]] = []
        self.deaf = False

    def take(self, paper: int, on_told: OnTold) -> None:
        self.asked.append(paper)
        if not self.deaf:
            self._waiting.append((paper, on_told))

    def poll(self) -> None:
        waiting, self._waiting = self._waiting, []
        for paper, on_told in waiting:
            answer = self.hall.answer(self.link, q.TakePaper(paper=paper))
            on_told(self.told if type(answer).__name__ == "Done" else None)


class HandSlips:
    """Prints whose outcome the test gives."""

    def __init__(self) -> None:
        self.slips: list[Slip] = []
        self.outcomes: list[OnOutcome] = []

    def submit(self, paper: Slip, on_outcome: OnOutcome) -> int:
        self.slips.append(paper)
        self.outcomes.append(on_outcome)
        return len(self.slips)


class Desk(NamedTuple):
    """A window, and a kiosk that prints for it."""

    hall: OneProcess
    stand: Stand
    papers: HallPapers
    slips: HandSlips

    def asks(self, **more: object) -> int:
        """For a receipt of a new case."""
        a1 = self.hall.link(clerk("A1"), "clerk")
        case = self.hall.answer(a1, RegisterCase(matter="mr", name="欧阳小红", way="post"))
        assert isinstance(case, Registered), case
        answer = self.hall.answer(a1, q.AskPaper(paper="receipt", case=case.case))
        assert isinstance(answer, PaperWaits), answer
        return answer.paper

    def row(self, paper: int) -> PaperRow:
        """As the window sees it."""
        view = self.hall.link(clerk("A1"), "clerk").view
        return msgspec.convert(view["papers"][str(paper)], PaperRow)

    def frames(self, n: int = 3) -> None:
        for _ in range(n):
            self.stand.frame()


def desk_of(
    hall: OneProcess,
    actor: Actor = KIOSK_1,
    *,
    told: PaperTold = RECEIPT,
    slips: HandSlips | None = None,
    mishaps: Mishaps | None = None,
) -> Desk:
    papers, slips = HallPapers(hall, actor, told), slips or HandSlips()
    stand = Stand(hall, actor, fittings=Fittings(slips=SlipSide(papers, slips), mishaps=mishaps))
    return Desk(hall, stand, papers, slips)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    hall = OneProcess(tmp_path / "data")
    yield desk_of(hall)
    hall.close()


def test_what_a_window_asks_for_comes_out_and_the_window_is_told(desk: Desk) -> None:
    """Without a touch."""  # C-1
    paper = desk.asks()
    desk.frames()
    (slip,) = desk.slips.slips
    assert (slip.number, slip.code) == (RECEIPT.number, RECEIPT.secret)
    assert desk.row(paper).taken
    desk.slips.outcomes[0](None)
    desk.frames()
    assert (desk.row(paper).ended is not None, desk.row(paper).fault) == (True, None)
    desk.stand.pass_s(20)
    assert len(desk.slips.slips) == 1


def test_the_screen_shows_nothing_of_it(desk: Desk) -> None:
    """Whoever stands before the kiosk is somebody else, perhaps."""  # P-2
    before = texts(desk.stand.kiosk.placements)
    desk.asks()
    desk.frames()
    assert desk.slips.slips
    assert texts(desk.stand.kiosk.placements) == before
    desk.slips.outcomes[0]("paper_out")
    desk.frames()
    assert texts(desk.stand.kiosk.placements) == before


class CannotTake(HandSlips):
    """One to which nothing can be given."""

    def submit(self, paper: Slip, on_outcome: OnOutcome) -> int:
        raise ValueError(paper.number)


UNWORDABLE = msgspec.structs.replace(RECEIPT, received="no moment")


@pytest.mark.parametrize(
    ("told", "slips"), [(UNWORDABLE, HandSlips()), (RECEIPT, CannotTake())], ids=["worded", "taken"]
)
def test_a_paper_that_cannot_be_worded_or_taken_has_ended_for_its_window(
    tmp_path: Path, told: PaperTold, slips: HandSlips
) -> None:
    """Not "printing", and then unclear; the log hears of the fault, and the session of whoever stands there goes on."""
    hall, said = OneProcess(tmp_path / "data"), list[str]()
    desk = desk_of(hall, told=told, slips=slips, mishaps=Mishaps(said.append))
    desk.stand.touch("line:r")
    before = desk.stand.scene()
    paper = desk.asks()
    desk.frames()
    assert (desk.row(paper).ended is not None, desk.row(paper).fault) == (True, "printer_error")
    assert (desk.stand.scene(), len(said)) == (before, 1)
    assert RECEIPT.number not in said[0]
    hall.close()


def test_the_window_is_told_why_no_paper_came_out(desk: Desk) -> None:
    """A slow printer has not said yet; its outcome comes later."""
    paper = desk.asks()
    desk.frames()
    desk.slips.outcomes[0](SLOW)
    desk.frames()
    assert desk.row(paper).ended is None
    desk.slips.outcomes[0]("paper_out")
    desk.frames()
    assert desk.row(paper).fault == "paper_out"


def test_of_two_kiosks_one_prints(desk: Desk) -> None:
    """Who takes it first."""
    other = desk_of(desk.hall, KIOSK_2)
    desk.asks()
    for _ in range(3):
        desk.frames(1)
        other.frames(1)
    assert len(desk.slips.slips) + len(other.slips.slips) == 1


def test_an_asking_that_was_not_heard_is_repeated_and_never_printed_twice(desk: Desk) -> None:
    """The network was away for a moment."""
    desk.papers.deaf = True
    paper = desk.asks()
    desk.frames()
    assert (desk.papers.asked, desk.slips.slips) == ([paper], [])
    desk.papers.deaf = False
    desk.stand.pass_s(7)
    desk.frames()
    assert (desk.papers.asked, len(desk.slips.slips)) == ([paper, paper], 1)


def test_a_paper_that_waited_a_minute_is_left_alone(desk: Desk) -> None:
    """Whoever it was for has gone."""
    desk.papers.deaf = True
    desk.asks()
    desk.frames()
    desk.hall.clock.at += WAITS_MS
    desk.papers.deaf = False
    desk.stand.pass_s(10)
    assert (len(desk.papers.asked), desk.slips.slips) == (1, [])


def test_a_kiosk_without_a_printer_takes_none(tmp_path: Path) -> None:
    """Another may."""
    hall = OneProcess(tmp_path / "data")
    try:
        stand = Stand(hall)
        desk = Desk(hall, stand, HallPapers(hall, KIOSK_1), HandSlips())
        paper = desk.asks()
        desk.frames()
        assert not desk.row(paper).taken
    finally:
        hall.close()
