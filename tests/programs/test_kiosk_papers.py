"""A receipt on the real road: asked for at the window, over the real server, out of the kiosk's printer (C-1)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from common import commands_paper as q
from common.commands_case import RegisterCase
from common.messages import PaperWaits, Registered
from common.screen.placements import texts
from tests.programs.escpos_reader import number_on
from tests.programs.fake_printer import OUT_OF_PAPER, WELL, FakePrinter
from tests.programs.hall_server import HallServer
from tests.programs.road.kiosk_stand import KioskStand
from tests.programs.slip_reader import bands

pytestmark = pytest.mark.timeout(300)
CLERK = "A03"


@pytest.fixture
def kiosk(server: HallServer, printer: FakePrinter) -> Iterator[KioskStand]:
    stand = KioskStand(server.url, server.kiosk_token, f"127.0.0.1:{printer.port}")
    stand.until(lambda: stand.program.is_ready)
    yield stand
    stand.close()


def asked(server: HallServer) -> tuple[Registered, int]:
    """A case that came by post, and the receipt for it."""
    setup = server.folder.setup
    post = next(post for post in setup.posts if post.a_role == CLERK)
    matter = next(matter for matter in setup.matters if matter.line in post.lines)
    everything = tuple(range(len(matter.materials)))
    clerk = server.staff(CLERK)
    case = clerk.asks(RegisterCase(matter=matter.id, name="欧阳小红", way="post", materials=everything))
    assert isinstance(case, Registered), case
    paper = clerk.asks(q.AskPaper(paper="receipt", case=case.case))
    assert isinstance(paper, PaperWaits), paper
    return case, paper.paper


def ended(server: HallServer, paper: int, kiosk: KioskStand) -> dict[str, object]:
    """The paper's row as the window sees it, once it has ended."""
    window = server.staff(CLERK)
    kiosk.until(lambda: window.sees()["papers"][str(paper)]["ended"] is not None)
    found: dict[str, object] = window.sees()["papers"][str(paper)]
    return found


def test_number_and_code_on_the_paper_are_those_of_the_case(
    server: HallServer, printer: FakePrinter, kiosk: KioskStand
) -> None:
    """Read off the paper by a reader that shares nothing with the kiosk; they open the case, and the screen shows neither."""  # C-1, P-2
    case, paper = asked(server)
    kiosk.until(lambda: len(printer.roll.tickets) == 1)
    assert ended(server, paper, kiosk)["fault"] is None
    read = {number_on(band) for band in bands(printer.roll.tickets[0])}
    assert case.secret in read
    year, n = case.number.split("-")
    assert any(len(line) == len(case.number) and line.startswith(year) and line.endswith(n) for line in read)
    shown = "".join(texts(kiosk.program.placements))
    assert case.secret not in shown
    assert case.number not in shown


def test_a_printer_without_paper_is_told_at_the_window(
    server: HallServer, printer: FakePrinter, kiosk: KioskStand
) -> None:
    """And once there is paper again it can be asked for again."""
    printer.state = dict(OUT_OF_PAPER)
    case, paper = asked(server)
    assert ended(server, paper, kiosk)["fault"] == "paper_out"
    assert printer.roll.tickets == []
    printer.state = dict(WELL)
    again = server.staff(CLERK).asks(q.AskPaper(paper="receipt", case=case.case))
    assert isinstance(again, PaperWaits), again
    kiosk.until(lambda: len(printer.roll.tickets) == 1)
