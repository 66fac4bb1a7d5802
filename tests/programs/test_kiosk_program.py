"""The kiosk against a real hall: touched on its glass, printed on paper, seen in the line."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

from common.link import Link
from common.link_wire import Down
from common.screen.fonts import vendored
from common.screen.placements import Touch, texts
from common.screen.theme import KIOSK
from kiosk.connection import Connection
from kiosk.look import Look
from kiosk.paper import Paper, PaperFonts, ticket_image
from kiosk.printers import NetworkPrinter
from kiosk.printing import PrintQueue
from kiosk.program import Kiosk
from kiosk.scene import Collect, Home, Note, Printing, Told, Unreached
from tests.live.live_hall import LiveHall, live_hall, prepare
from tests.live.one_process import OneProcess
from tests.programs.escpos_reader import number_on
from tests.programs.fake_printer import OUT_OF_PAPER, WELL, FakePrinter
from tests.programs.kiosk_stand import FONTS, GLASS, KIOSK_2, Paired, Stand


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[OneProcess]:
    """The small hall on a Monday at nine."""
    process = OneProcess(tmp_path)
    yield process
    process.close()


def test_three_touches_put_a_number_on_paper_and_a_resident_in_the_line(stand: Stand) -> None:
    """One matter in the line, so here they are two."""
    stand.touch("line:r", "take")
    assert isinstance(stand.scene(), Printing)
    assert stand.waiting() == 1
    (paper,) = stand.prints.papers
    assert (paper.number, paper.matter, paper.sample) == ("R001", "事项r", "示例大厅")
    assert paper.time == "2026-11-23 09:00"
    stand.prints.end()
    stand.frame()
    assert isinstance(stand.scene(), Collect)
    assert "R001" in texts(stand.kiosk.placements)


def test_the_paper_is_in_the_language_of_the_session(stand: Stand) -> None:
    """English by one touch, also on the ticket."""
    stand.touch("language", "line:s", "take")
    assert stand.prints.papers[0].ahead == "0 ahead of you (when issued)"


def test_a_declared_priority_stands_on_paper_without_its_class(stand: Stand) -> None:
    """What somebody is or has is nobody's business. (P-2)"""
    stand.touch("line:r", "priority:elder", "take")
    paper = stand.prints.papers[0]
    assert paper.priority == "优先（到窗口核对证件）"
    assert "老年人" not in str(paper)


def test_people_ahead_are_shown_as_they_come(hall: OneProcess, stand: Stand) -> None:
    """Another kiosk gives a number, this one shows it in its next frame."""
    other = Stand(hall, KIOSK_2)
    stand.touch("line:r")
    assert "前面等候 0 人" in texts(stand.kiosk.placements)
    other.touch("line:r", "take")
    stand.frame()
    assert "前面等候 1 人" in texts(stand.kiosk.placements)


def test_a_failed_print_is_told_to_resident_and_hall(stand: Stand) -> None:
    """Never a success that is none. (field 21)"""
    stand.touch("line:r", "take")
    stand.prints.end("paper_out")
    stand.frame()
    assert isinstance(stand.scene(), Note)
    assert "DeviceReported" in " ".join(stand.hall.facts())
    stand.touch("noted")
    assert (stand.scene(), stand.waiting()) == (Home(), 1)


def test_a_number_that_nobody_noted_leaves_the_line(stand: Stand) -> None:
    """Voided after a minute: nobody is called who is not there."""
    stand.touch("line:r", "take")
    stand.prints.end("paper_out")
    stand.pass_s(61)
    assert (stand.scene(), stand.waiting()) == (Home(), 0)
    assert "TicketVoided" in stand.hall.facts()


def test_a_hall_that_closes_under_the_finger_refuses_with_its_reason(stand: Stand) -> None:
    """A kiosk page left open past closing. (field 25)"""
    stand.touch("line:r")
    stand.hall.clock.at += 10 * 3_600_000
    stand.kiosk.touch("take", stand.hall.clock.at)
    stand.frame()
    scene = stand.scene()
    assert isinstance(scene, Told)
    assert scene.refused.text.zh in "".join(texts(stand.kiosk.placements))


def test_a_lost_server_is_said_and_the_kiosk_recovers_by_itself(stand: Stand) -> None:
    """And that numbers are still given, of the kiosk's own series; then nothing is said any more."""
    stand.touch("line:r")
    stand.hall.wire_of(stand.link).cut(Down())
    stand.frame()
    said = "".join(texts(stand.kiosk.placements))
    assert "大厅电脑暂时连不上，仍可取号：号码有效，按取号时间排队" in said
    assert "take" in {p.id for p in stand.kiosk.placements if isinstance(p, Touch)}
    stand.pass_s(5)
    assert "连不上" not in "".join(texts(stand.kiosk.placements))
    assert "take" in {p.id for p in stand.kiosk.placements if isinstance(p, Touch)}


def test_an_answer_that_comes_when_nobody_waits_any_more_leaves_no_ghost(stand: Stand) -> None:
    """Asked, answered into a cut cable, gone home; when the link is back the number is voided."""
    stand.touch("line:r")
    stand.kiosk.touch("take", stand.hall.clock.at + 1_000)
    stand.hall.premises.work()
    assert stand.waiting() == 1
    stand.hall.wire_of(stand.link).cut(Down())
    stand.kiosk.tick(stand.hall.clock.at + 12_000)
    assert isinstance(stand.scene(), Unreached)
    stand.kiosk.touch("done", stand.hall.clock.at + 13_000)
    stand.hall.clock.at += 14_000
    stand.pass_s(10)
    assert (stand.scene(), stand.waiting(), stand.prints.papers) == (Home(), 0, [])


def test_an_answer_that_comes_while_the_resident_still_waits_is_printed(stand: Stand) -> None:
    """The same number, not a second one: it is asked for again with the same id."""
    stand.touch("line:r")
    stand.kiosk.touch("take", stand.hall.clock.at + 1_000)
    stand.hall.premises.work()
    stand.hall.wire_of(stand.link).cut(Down())
    stand.hall.clock.at += 2_000
    stand.pass_s(5)
    assert [paper.number for paper in stand.prints.papers] == ["R001"]
    assert stand.waiting() == 1


def test_a_still_kiosk_lays_out_nothing(stand: Stand) -> None:
    """Thirty frames a second cost nothing while nothing changes."""
    before = stand.kiosk.placements
    for _ in range(30):
        stand.hall.clock.at += 33
        stand.frame()
    assert stand.kiosk.placements is before


# -- over real sockets, on real paper -------------------------------------------------------------


@contextmanager
def _printer(state: dict[bytes, int]) -> Iterator[FakePrinter]:
    printer = FakePrinter(state)
    try:
        yield printer
    finally:
        printer.close()


@contextmanager
def _kiosk(
    hall: LiveHall, printer: FakePrinter
) -> Iterator[tuple[Kiosk, Callable[[Callable[[], bool]], None]]]:
    """A kiosk over a socket with a printer over another; and a way to let frames pass until something is so."""
    paper_fonts = PaperFonts(vendored())

    def draw(paper: Paper) -> Image.Image:
        return ticket_image(paper, paper_fonts)

    prints = PrintQueue(NetworkPrinter("127.0.0.1", printer.port, status_s=0.5), draw)
    link: Link = hall.link("kiosk", kind="kiosk")
    kiosk = Kiosk(Connection(Paired(), lambda _: link), prints, Look(GLASS, FONTS), KIOSK)

    def until(happened: Callable[[], bool]) -> None:
        while not happened():
            kiosk.tick(hall.clock.at)
            time.sleep(0.002)

    try:
        yield kiosk, until
    finally:
        kiosk.close()
        prints.close(10)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveHall]:
    """The small hall, served live on a Monday at nine."""
    folder = tmp_path_factory.mktemp("kiosk") / "data"
    prepare(folder)
    with live_hall(folder) as hall:
        yield hall


def _take(kiosk: Kiosk, hall: LiveHall, until: Callable[[Callable[[], bool]], None]) -> None:
    until(lambda: kiosk.is_ready)
    for touch in ("line:r", "take"):
        hall.clock.at += 1_000
        kiosk.touch(touch, hall.clock.at)
        kiosk.tick(hall.clock.at)


def test_a_touch_becomes_paper_over_real_sockets(served: LiveHall) -> None:
    """Kiosk, server, printer: the number on the paper is the one in the line."""
    with _printer(dict(WELL)) as printer, _kiosk(served, printer) as (kiosk, until):
        _take(kiosk, served, until)
        until(lambda: isinstance(kiosk.scene, Collect))
        (number,) = [number_on(ticket) for ticket in printer.roll.tickets]
        assert number in texts(kiosk.placements)


def test_a_roll_that_is_empty_becomes_a_number_to_note_over_real_sockets(served: LiveHall) -> None:
    """And nothing comes out of the printer afterwards."""
    with _printer(dict(OUT_OF_PAPER)) as printer, _kiosk(served, printer) as (kiosk, until):
        _take(kiosk, served, until)
        until(lambda: isinstance(kiosk.scene, Note))
        assert printer.roll.tickets == []
