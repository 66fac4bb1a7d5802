"""A kiosk that loses power with a number half given: the next start leaves no ghost in the line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from common.commands import IssueTicket
from kiosk.open_numbers import OpenNumbers
from kiosk.scene import Home
from tests.live.one_process import OneProcess
from tests.programs.kiosk_power import CutPrinter, Power, PowerCut, cut_everywhere, stand_on
from tests.programs.kiosk_stand import Stand


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[OneProcess]:
    """The small hall on a Monday at nine."""
    process = OneProcess(tmp_path / "data")
    yield process
    process.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the kiosk notes what is open."""
    return tmp_path / "kiosk" / "kiosk-open.json"


def _again(hall: OneProcess, file: Path) -> Stand:
    stand = Stand(hall, file=file)
    stand.pass_s(2)
    return stand


def _nothing_is_open(file: Path) -> bool:
    left = OpenNumbers(file)
    return not left.asked and not left.given


def test_a_number_whose_paper_never_came_is_void_after_the_next_start(hall: OneProcess, file: Path) -> None:
    """Killed between the server's answer and the paper."""
    stand = Stand(hall, file=file)
    stand.touch("line:r", "take")
    assert stand.waiting() == 1
    stand.kill()
    again = _again(hall, file)
    assert (again.scene(), again.waiting()) == (Home(), 0)
    assert hall.facts().count("TicketVoided") == 1
    assert _nothing_is_open(file)


def test_a_number_whose_answer_was_never_heard_is_void_after_the_next_start(
    hall: OneProcess, file: Path
) -> None:
    """Killed between the question and the answer: asked again by the same id, no second number is given."""
    stand = Stand(hall, file=file)
    stand.touch("line:r")
    stand.kiosk.touch("take", hall.clock.at + 1_000)
    stand.kill()
    hall.premises.work()
    assert stand.waiting() == 1
    assert _again(hall, file).waiting() == 0
    assert hall.facts().count("TicketIssued") == 1
    assert _nothing_is_open(file)


@pytest.mark.parametrize(("fault", "touch"), [(None, "done"), ("paper_out", "noted")])
def test_a_number_in_a_hand_is_left_alone(
    hall: OneProcess, file: Path, fault: str | None, touch: str
) -> None:
    """On paper, or noted."""
    stand = Stand(hall, file=file)
    stand.touch("line:r", "take")
    stand.prints.end(fault)
    stand.frame()
    stand.touch(touch)
    stand.kill()
    assert _nothing_is_open(file)
    assert _again(hall, file).waiting() == 1


def test_a_number_that_nobody_could_note_any_more_is_void(hall: OneProcess, file: Path) -> None:
    """Killed while it was shown to be noted."""
    stand = Stand(hall, file=file)
    stand.touch("line:r", "take")
    stand.prints.end("paper_out")
    stand.kill()
    assert _again(hall, file).waiting() == 0


def test_tickets_of_another_ledger_are_forgotten(file: Path) -> None:
    """A restored server may have given the same ticket to somebody else."""
    numbers = OpenNumbers(file)
    numbers.belong_to("one")
    numbers.answer(numbers.ask(IssueTicket(matter="m")), 7)
    open_request = numbers.ask(IssueTicket(matter="m", priority="elder"))
    again = OpenNumbers(file)
    again.belong_to("one")
    assert (again.given, list(again.asked)) == ([7], [open_request])
    again.belong_to("another")
    assert _nothing_is_open(file)


def test_a_broken_note_is_reported_and_stops_nothing(file: Path) -> None:
    """Half a disk after a power cut."""
    file.parent.mkdir()
    file.write_text('{"ledger": "o', "utf-8")
    reports: list[str] = []
    numbers = OpenNumbers(file, reports.append)
    assert (numbers.given, len(reports)) == ([], 1)


# -- a cut between every two steps ----------------------------------------------------------------


class Day:
    """One resident, one kiosk whose power may fail, and what is true of the number afterwards."""

    def __init__(self, folder: Path) -> None:
        self.hall, self.file = OneProcess(folder / "data"), folder / "kiosk" / "kiosk-open.json"
        self.out = 0
        self.noted = self.settled = False

    def take(self, power: Power, fault: str | None) -> None:
        """From the first screen to a number in a hand."""
        prints: CutPrinter | None = None
        try:
            stand = stand_on(self.hall, self.file, power)
            prints = stand.prints if isinstance(stand.prints, CutPrinter) else None
            stand.touch("line:r", "take")
            stand.prints.end(fault)
            stand.frame()
            self.noted = fault is not None
            stand.touch("done" if fault is None else "noted")
            self.settled = True
        except PowerCut:
            self.hall.links.clear()
            self.hall.premises.work()
        finally:
            self.out += prints.out if prints else 0

    def again(self, power: Power) -> bool:
        """The power is back; true if it stays."""
        try:
            stand = stand_on(self.hall, self.file, power)
            stand.pass_s(2)
            self.out += stand.prints.out if isinstance(stand.prints, CutPrinter) else 0
        except PowerCut:
            self.hall.links.clear()
            self.hall.premises.work()
            return False
        return True

    def judge(self) -> None:
        waiting = sum(len(line) for line in self.hall.lane.hall.lines.values())
        given, void = (self.hall.facts().count(kind) for kind in ("TicketIssued", "TicketVoided"))
        assert given <= 1, "never a second number"
        assert self.out <= 1, "never a second paper"
        assert (waiting, void) in ((given, 0), (0, given)), "waiting or void, once"
        assert not waiting or self.out or self.noted, "no ghost"
        assert waiting or not self.settled, "what is in a hand and known to be is valid"
        assert _nothing_is_open(self.file)


@pytest.mark.parametrize("fault", [None, "paper_out"], ids=["on paper", "noted"])
def test_a_cut_between_any_two_steps_leaves_no_ghost_and_no_second_paper(
    tmp_path: Path, fault: str | None
) -> None:
    """Power fails before and after every note, word to the server and print; and again at every step of the start after it."""
    steps = cut_everywhere(Day, tmp_path, fault)
    assert steps > 10
