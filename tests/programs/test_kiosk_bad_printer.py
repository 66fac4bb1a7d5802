"""The kiosk before a printer that hangs, or runs out: over real sockets, against a real hall."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

import pytest

from bench.paper.model import Model
from bench.paper.server import PrinterOnTcp
from common.link import Link
from common.screen.fonts import vendored
from common.screen.placements import texts
from common.screen.theme import KIOSK
from kiosk.connection import Connection
from kiosk.look import Look
from kiosk.paper import Paper, PaperFonts, ticket_image
from kiosk.paper_book import PaperBook
from kiosk.paper_side import PaperSide
from kiosk.ports import TcpPort
from kiosk.printers import AnsweringPrinter, NetworkPrinter
from kiosk.printing import PrintQueue, Watch
from kiosk.program import Fittings, Kiosk
from kiosk.scene import SLOW, Collect, Home, Note, Printing, Scene
from tests.live.live_hall import LiveHall, live_hall, prepare
from tests.programs.escpos_reader import number_on
from tests.programs.kiosk_stand import FONTS, GLASS, Paired

RESET = b"\x1b@"
Until = Callable[[Callable[[], bool]], None]


@dataclass
class Falters(Model):
    """Something happens to it when the first ticket comes: `falters` says what, `began` that it has."""

    falters: Callable[[Falters], None] = lambda _: None
    began: threading.Event = field(default_factory=threading.Event)

    def hear(self, data: bytes) -> bytes:
        if data.startswith(RESET) and not self.began.is_set():
            self.falters(self)
            self.began.set()
        return super().hear(data)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveHall]:
    """The small hall, served live on a Monday at nine."""
    folder = tmp_path_factory.mktemp("kiosk") / "data"
    prepare(folder)
    with live_hall(folder) as hall:
        yield hall


@contextmanager
def _kiosk(
    hall: LiveHall, printer: PrinterOnTcp, print_s: float = 12.0, *, patient: bool = False
) -> Iterator[tuple[Kiosk, Until]]:
    """`patient`: the printer's time is the hall's, and passes while something is waited for; otherwise it is this machine's."""
    paper_fonts = PaperFonts(vendored())
    on_tcp, clock = _patient(hall, printer) if patient else (_impatient(printer, print_s), time.monotonic)
    assert on_tcp.look is not None
    prints: PrintQueue[Paper] = PrintQueue(
        on_tcp, lambda paper: ticket_image(paper, paper_fonts), watch=Watch(on_tcp.look, 0.05), clock=clock
    )
    link = hall.link("kiosk", kind="kiosk")
    papers = PaperSide(PaperBook(), prints.seen)
    fittings = Fittings(papers=papers)
    kiosk = Kiosk(Connection(Paired(), lambda _: link), prints, Look(GLASS, FONTS), KIOSK, fittings=fittings)

    def until(happened: Callable[[], bool]) -> None:
        ends = time.monotonic() + 60
        while not happened():
            assert time.monotonic() < ends, texts(kiosk.placements)
            kiosk.tick(hall.clock.at)
            time.sleep(0.002)
            hall.clock.at += 5 * patient

    try:
        until(lambda: kiosk.is_ready)
        yield kiosk, until
    finally:
        kiosk.close()
        prints.close(20)


def _touch(kiosk: Kiosk, hall: LiveHall, *touches: str) -> None:
    for touch in touches:
        hall.clock.at += 1_000
        kiosk.touch(touch, hall.clock.at)
        kiosk.tick(hall.clock.at)


def _waiting(leader: Link) -> set[str]:
    """The numbers in the line, as the supervisor sees them."""
    leader.poll()
    return {str(row["number"]) for row in leader.view.get("waiting", {}).values()}


def _fault(leader: Link, kiosk: Kiosk) -> str | None:
    """What a supervisor is told of that kiosk."""
    leader.poll()
    row = leader.view.get("devices", {}).get(kiosk._connection.me)
    return str(row["fault"]) if row and row["fault"] else None


def _fault_shown(kiosk: Kiosk) -> str | None:
    return kiosk.scene.fault if isinstance(kiosk.scene, Note) else None


def _impatient(printer: PrinterOnTcp, print_s: float) -> AnsweringPrinter:
    return NetworkPrinter("127.0.0.1", printer.port, print_s=print_s)


def _scene(kiosk: Kiosk) -> Scene:
    return kiosk.scene


@pytest.fixture
def leader(served: LiveHall) -> Link:
    """A supervisor's page."""
    return served.joined("supervisor", staff="S1")


def _hang(model: Falters) -> None:
    model.ails = {"hang"}


def _run_out(model: Falters) -> None:
    model.left_mm = 5.0


class HallTimePort(TcpPort):
    """A real connection whose patience is the hall's time: within it nothing is over because this machine is slow."""

    def __init__(self, address: tuple[str, int], clock: Callable[[], float]) -> None:
        super().__init__(address)
        self._clock = clock

    def receive(self, within_s: float) -> bytes:
        until = self._clock() + within_s
        while self._clock() < until:
            if heard := super().receive(0.005):
                return heard
        return b""


def _patient(hall: LiveHall, printer: PrinterOnTcp) -> tuple[AnsweringPrinter, Callable[[], float]]:
    """That printer with the patience it has in a hall, and the hall's clock, by which that is measured."""

    def seconds() -> float:
        return hall.clock.at / 1_000

    return AnsweringPrinter(partial(HallTimePort, printer.address, seconds), clock=seconds), seconds


def _hung_for_half_a_minute(kiosk: Kiosk, hall: LiveHall, until: Until, model: Falters) -> set[str]:
    """Take a number; a touch a second while the printer hangs, all answered. The faults shown meanwhile."""
    _touch(kiosk, hall, "line:r", "take")
    until(model.began.is_set)
    shown = set[str]()
    for n in range(30):
        _touch(kiosk, hall, "language")
        assert kiosk.state.language == ("en", "zh")[n % 2]
        scene = _scene(kiosk)
        assert isinstance(scene, Printing | Note)
        assert scene.ticket.number in texts(kiosk.placements) or isinstance(scene, Printing)
        shown |= {scene.fault} if isinstance(scene, Note) else set()
    assert ("hang" in model.ails, model.roll.tickets) == (True, [])
    return shown


@pytest.mark.parametrize("noted", [True, False])
def test_a_printer_that_hangs_for_half_a_minute_delays_no_touch_and_prints_nothing_later(
    served: LiveHall, leader: Link, noted: bool
) -> None:
    """The number is shown long before it is over; noted it is valid, left alone it is void, and no paper of it comes out ever."""
    model = Falters(falters=_hang)
    with PrinterOnTcp(model) as printer, _kiosk(served, printer, patient=True) as (kiosk, until):
        shown = _hung_for_half_a_minute(kiosk, served, until, model)
        assert shown
        assert shown <= {SLOW, "printer_stuck"}
        until(lambda: _fault_shown(kiosk) == "printer_stuck")
        scene = _scene(kiosk)
        assert isinstance(scene, Note)
        if noted:
            _touch(kiosk, served, "noted")
        else:
            served.clock.at += 61_000
        until(lambda: kiosk.scene == Home())
        printer.ail()
        until(lambda: kiosk.state.fault is None)
        until(lambda: (scene.ticket.number in _waiting(leader)) == noted)
        assert (model.roll.tickets, model.roll.bands, model.reader.buffer) == ([], [], b"")


def test_a_printer_that_comes_to_itself_in_time_gives_the_paper_and_the_number_is_no_longer_to_be_noted(
    served: LiveHall,
) -> None:
    """Within the time that it has."""
    model = Falters(falters=_hang)
    with PrinterOnTcp(model) as printer, _kiosk(served, printer, patient=True) as (kiosk, until):
        _touch(kiosk, served, "line:r", "take")
        until(model.began.is_set)
        for _ in range(5):
            _touch(kiosk, served, "language")
        printer.ail()
        until(lambda: isinstance(kiosk.scene, Collect))
        assert [number_on(ticket) for ticket in model.roll.tickets] == [kiosk.scene.ticket.number]  # type: ignore[union-attr]


def test_a_roll_that_ends_in_a_ticket_leaves_the_number_valid_until_it_is_noted(
    served: LiveHall, leader: Link
) -> None:
    """Full screen, staff told at once; a new roll ends the fault without a paper, and nothing of the old ticket comes out."""
    model = Falters(falters=_run_out)
    with PrinterOnTcp(model) as printer, _kiosk(served, printer, 0.5) as (kiosk, until):
        _touch(kiosk, served, "line:r", "take")
        until(lambda: isinstance(kiosk.scene, Note))
        assert isinstance(kiosk.scene, Note)
        number = kiosk.scene.ticket.number
        assert (kiosk.scene.fault, number in texts(kiosk.placements)) == ("paper_out", True)
        until(lambda: _fault(leader, kiosk) == "paper_out")
        _touch(kiosk, served, "noted")
        assert _scene(kiosk) == Home()
        assert number in _waiting(leader)
        printer.new_roll(50_000)
        until(lambda: _fault(leader, kiosk) is None)
        assert model.roll.tickets == []


def test_a_number_that_nobody_notes_is_void_and_on_record(served: LiveHall, leader: Link) -> None:
    """No ghost in the line."""
    model = Falters(falters=_run_out)
    with PrinterOnTcp(model) as printer, _kiosk(served, printer, 0.5) as (kiosk, until):
        _touch(kiosk, served, "line:r", "take")
        until(lambda: isinstance(kiosk.scene, Note))
        assert isinstance(kiosk.scene, Note)
        number = kiosk.scene.ticket.number
        until(lambda: number in _waiting(leader))
        served.clock.at += 61_000
        until(lambda: isinstance(kiosk.scene, Home))
        until(lambda: number not in _waiting(leader))
