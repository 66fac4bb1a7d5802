"""The paper of a kiosk: counted, kept through a power cut, told to the hall, seen on the supervisor's page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from common.commands import IssueTicket
from common.messages import SeriesKept
from common.rows_printed import DeviceRow
from kiosk.alone.alone import Alone, OwnFiles
from kiosk.alone.last_view import LastView
from kiosk.alone.series import OwnSeries
from kiosk.giving import Giving
from kiosk.open_numbers import OpenNumbers
from kiosk.paper import DOTS_PER_MM, Paper
from kiosk.paper_book import CUT_MM, PaperBook
from kiosk.paper_side import PaperSide, counted_in
from kiosk.program import Fittings
from server.rules import facts as f
from server.rules.view import table
from tests.live.one_process import OneProcess
from tests.programs.kiosk_stand import KIOSK_1, Stand

DAY, NEXT = "2026-11-23", "2026-11-24"
TICKET_DOTS = round(88 * DOTS_PER_MM)
PAPER = Paper(hall="厅", number="H036", matter="事", place="1号", ahead="0", time="9:41")


class Said:
    """What a printer says, as the test has it."""

    def __init__(self) -> None:
        self.waiting: list[str | None] = []

    def __call__(self) -> list[str | None]:
        said, self.waiting = self.waiting, []
        return said


def device(stand: Stand) -> DeviceRow:
    """As the supervisor sees this kiosk."""
    row = table(stand.hall.lane.hall, "supervisor", "devices")[KIOSK_1.id]
    assert isinstance(row, DeviceRow)
    return row


def faults(stand: Stand) -> list[str | None]:
    """All that this kiosk reported."""
    entries = stand.hall.lane._ledger.entries(0)
    return [entry.fact.fault for entry in entries if isinstance(entry.fact, f.DeviceReported)]


@pytest.fixture
def said() -> Said:
    """A printer that can be asked."""
    return Said()


@pytest.fixture
def book() -> PaperBook:
    """Of rolls of fifty metres."""
    return PaperBook(roll_m=50)


@pytest.fixture
def counting(hall: OneProcess, book: PaperBook, said: Said) -> Stand:
    """A kiosk that keeps a book and can ask its printer."""
    fittings = Fittings(OpenNumbers(), None, scanner=True, papers=PaperSide(book, said))
    return Stand(hall, fittings=fittings)


def test_each_paper_has_its_column() -> None:
    """Tickets, slips, reprints, what failed, what was voided; and the millimetres with what the knife leaves."""
    book = PaperBook(roll_m=50)
    book.turn_to(DAY)
    book.new_roll()
    count = counted_in(book)
    count(PAPER, None, TICKET_DOTS)
    count(replace(PAPER, again="补打"), None, TICKET_DOTS)
    count(PAPER, "paper_out", 0)
    count(PAPER, "no_printer", 0)
    book.voided()
    today = book.today
    assert today is not None
    assert (today.tickets, today.reprints, today.slips, today.failed, today.voided) == (1, 1, 0, 1, 1)
    assert today.used_mm == round(2 * (88 + CUT_MM))
    assert today.left_mm == 50_000 - today.used_mm


def test_without_a_word_on_the_roll_what_is_left_is_unknown() -> None:
    """Not a number that somebody would believe."""
    book = PaperBook()
    book.turn_to(DAY)
    book.new_roll()
    book.printed("tickets", TICKET_DOTS)
    assert book.today is not None
    assert book.today.left_mm is None


@pytest.mark.parametrize("steps", range(6))
def test_a_power_cut_between_any_two_steps_loses_no_paper_that_was_counted(
    tmp_path: Path, steps: int
) -> None:
    """The file is whole at every moment; a half-written one beside it is not looked at."""
    file = tmp_path / "kiosk-paper.json"
    book = PaperBook(file, roll_m=50)
    book.turn_to(DAY)
    book.new_roll()
    for _ in range(steps):
        book.printed("tickets", TICKET_DOTS)
    (tmp_path / "kiosk-paper.json.part").write_bytes(b'{"day":')
    again = PaperBook(file, roll_m=50)
    assert again.today == book.today
    assert again.today is not None
    assert again.today.tickets == steps


def test_a_file_that_cannot_be_read_or_written_is_reported_and_stops_nothing(tmp_path: Path) -> None:
    """Paper is printed though nobody counts it."""
    reported: list[str] = []
    (tmp_path / "paper.json").write_bytes(b"nonsense")
    book = PaperBook(tmp_path / "paper.json", report=reported.append)
    folder = tmp_path / "is-a-folder"
    (folder / "x").mkdir(parents=True)
    stuck = PaperBook(folder, report=reported.append)
    stuck.turn_to(DAY)
    book.turn_to(DAY)
    assert len(reported) == 3


def test_a_day_that_ended_without_the_server_is_told_when_it_is_back() -> None:
    """The new day begins with nothing, and the old one is not forgotten."""
    book = PaperBook()
    book.turn_to(DAY)
    book.printed("tickets", TICKET_DOTS)
    assert book.turn_to(NEXT)
    assert not book.turn_to(NEXT)
    over, today = book.to_tell
    assert (over.day, over.tickets, over.used_mm) == (DAY, 1, 100)
    assert (today.day, today.tickets, today.used_mm) == (NEXT, 0, 0)
    book.told(over)
    assert book.to_tell == [today]


def test_the_supervisor_sees_what_the_kiosk_printed(counting: Stand, book: PaperBook) -> None:
    """Within ten minutes, and nothing of anybody; unchanged it is no fact."""
    assert (device(counting).day, device(counting).tickets) == (DAY, 0)
    book.printed("tickets", TICKET_DOTS)
    counting.pass_s(600)
    assert (device(counting).tickets, device(counting).used_mm) == (1, 100)
    told = len([e for e in counting.hall.lane._ledger.entries(0) if isinstance(e.fact, f.PaperCounted)])
    counting.pass_s(1_300)
    assert told == len(
        [e for e in counting.hall.lane._ledger.entries(0) if isinstance(e.fact, f.PaperCounted)]
    )


def test_a_number_that_nobody_noted_is_counted_as_void(counting: Stand, book: PaperBook) -> None:
    """With the papers that did not come out, a supervisor sees what a bad printer costs."""
    counting.touch("line:r", "take")
    counting.prints.end("paper_out")
    counting.frame()
    counting.pass_s(61)
    assert book.today is not None
    assert book.today.voided == 1


def test_a_number_that_a_crash_left_half_given_is_counted_once_as_void(
    hall: OneProcess, said: Said, tmp_path: Path
) -> None:
    """By the next start, once the server has voided it; what the crash cut off in the middle of a void, too."""

    def started() -> tuple[Stand, PaperBook]:
        book = PaperBook(tmp_path / "kiosk-paper.json")
        numbers = OpenNumbers(tmp_path / "kiosk-open.json")
        stand = Stand(hall, fittings=Fittings(numbers, None, scanner=True, papers=PaperSide(book, said)))
        stand.pass_s(2)
        return stand, book

    first, _ = started()
    first.touch("line:r", "take")
    assert first.waiting() == 1
    first.kill()
    for _ in range(2):
        stand, book = started()
        assert (stand.waiting(), book.today and book.today.voided) == (0, 1)
        stand.kill()


def test_a_number_of_its_own_that_a_power_cut_left_is_counted_as_void(
    counting: Stand, tmp_path: Path
) -> None:
    """Given without the server, never printed."""
    own = OwnSeries(tmp_path / "kiosk-own.json")
    own.adopt(SeriesKept(series="Y", key="k", used=0), DAY, "ledger")
    assert own.draw(IssueTicket(matter="mr"), DAY, 1, 1) is not None
    book = PaperBook()
    book.turn_to(DAY)
    connection = counting.kiosk._connection
    for _ in range(2):
        files = OwnFiles(OwnSeries(tmp_path / "kiosk-own.json"), LastView())
        Giving(connection, OpenNumbers(), Alone(connection, files), book.voided)
    assert book.today is not None
    assert book.today.voided == 1


def test_a_roll_that_nears_its_end_is_told_until_a_new_one_is_in(counting: Stand, said: Said) -> None:
    """Printing goes on; a paper that comes out does not lengthen the roll."""
    said.waiting = [None]
    counting.frame()
    said.waiting = ["paper_low", "paper_low"]
    counting.frame()
    assert device(counting).fault == "paper_low"
    counting.touch("line:r", "take")
    counting.prints.end()
    counting.frame()
    assert device(counting).fault == "paper_low"
    said.waiting = [None]
    counting.frame()
    assert device(counting).fault is None
    assert faults(counting)[-2:] == ["paper_low", None]
    assert faults(counting).count("paper_low") == 1


def test_staff_hear_of_a_printer_before_the_next_resident_does(counting: Stand, said: Said) -> None:
    """Nobody has to lose a paper for that; and the end of the trouble needs no paper either."""
    said.waiting = ["cover_open"]
    counting.frame()
    assert device(counting).fault == "cover_open"
    said.waiting = [None]
    counting.frame()
    assert device(counting).fault is None


def test_a_roll_after_none_is_a_new_one(counting: Stand, said: Said, book: PaperBook) -> None:
    """Also through an open cover; a cover alone is no new roll."""
    said.waiting = ["cover_open", None]
    counting.frame()
    assert book.today is not None
    assert book.today.left_mm is None
    said.waiting = ["paper_out", "cover_open", None]
    counting.frame()
    assert book.today is not None
    assert book.today.left_mm == 50_000


def test_whoever_runs_the_kiosk_reads_in_its_log_what_the_printer_lacks() -> None:
    """In both languages, once."""
    log: list[str] = []
    said = Said()
    side = PaperSide(PaperBook(), said, log.append)
    for state in ("usb_missing", "usb_missing", "printer_forbidden", None):
        said.waiting = [state]
        side.said()
    assert [line.count("libusb") for line in log] == [2, 0, 0]
    assert "udev" in log[1]
    assert log[2] == "打印机恢复正常 / printer is well again"


def test_a_printer_that_hangs_on_a_ticket_is_in_the_log_once_and_nothing_of_the_ticket(
    hall: OneProcess, said: Said
) -> None:
    """Whoever looks for the fault the day after finds it, though nobody had asked the printer; the watch does not repeat it."""
    log: list[str] = []
    papers = PaperSide(PaperBook(), said, log.append)
    stand = Stand(hall, fittings=Fittings(OpenNumbers(), None, scanner=True, papers=papers))
    stand.touch("line:r", "take")
    stand.prints.end("printer_stuck")
    stand.frame()
    said.waiting = ["printer_stuck", "printer_stuck"]
    stand.frame()
    assert [line.count("打印没有完成") for line in log] == [1]
    assert "R001" not in log[0]
    said.waiting = [None]
    stand.frame()
    assert log[1:] == ["打印机恢复正常 / printer is well again"]


def test_a_hall_that_was_never_reached_is_told_nothing_and_loses_nothing() -> None:
    """The book waits."""
    side = PaperSide(PaperBook())
    side.tick(1_000)
    assert side.book.to_tell == []
