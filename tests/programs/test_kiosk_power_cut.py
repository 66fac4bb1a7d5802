"""A kiosk that loses power with a number half given: the next start leaves no ghost in the line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from common.commands import IssueTicket
from kiosk.open_numbers import OpenNumbers
from kiosk.scene import Home
from tests.live.one_process import OneProcess
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
    numbers.ask("a" * 24, IssueTicket(matter="m"))
    numbers.answer("a" * 24, 7)
    numbers.ask("b" * 24, IssueTicket(matter="m", priority="elder"))
    again = OpenNumbers(file)
    again.belong_to("one")
    assert (again.given, list(again.asked)) == ([7], ["b" * 24])
    again.belong_to("another")
    assert _nothing_is_open(file)


def test_a_broken_note_is_reported_and_stops_nothing(file: Path) -> None:
    """Half a disk after a power cut."""
    file.parent.mkdir()
    file.write_text('{"ledger": "o', "utf-8")
    reports: list[str] = []
    numbers = OpenNumbers(file, reports.append)
    assert (numbers.given, len(reports)) == ([], 1)
