"""Real server, real link, kill -9: no number is on two papers, whatever an administrator imports meanwhile. (decision 0234)"""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.load.folder import SUPERVISOR
from common.commands import IssueTicket
from common.commands_sheet import PrintSheets
from common.link import Link
from common.link_socket import SocketTransport
from common.messages import Issued, SheetsReady
from kiosk.alone.alone import Alone, OwnFiles
from kiosk.alone.last_view import LastView
from kiosk.alone.series import OwnSeries
from kiosk.connection import Connection
from server.import_hall import main_import_hall
from server.storage.command_line import check_folder
from tests.live.one_process import OneProcess
from tests.programs.hall_server import WITHIN_S, HallServer
from tests.programs.kiosk_stand import Paired

pytestmark = pytest.mark.timeout(300)
SAMPLE = Path(__file__).parents[2] / "assets" / "halls" / "shigu.toml"
FEES = "water-fee"


class Kiosk:
    """What of a kiosk goes on without the server, by the machine's clock."""

    def __init__(self, server: HallServer, folder: Path) -> None:
        self.own, self.told = OwnSeries(folder / "kiosk-own.json"), list[str]()
        link = Link(SocketTransport(server.url, device_token=server.kiosk_token), "kiosk")
        self.connection = Connection(Paired(server.kiosk_token), lambda _: link)
        files = OwnFiles(self.own, LastView(folder / "kiosk-view.json"))
        self.alone = Alone(self.connection, files, self.told.append)

    def until(self, so: Callable[[], bool]) -> None:
        deadline = time.monotonic() + WITHIN_S
        while not so():
            assert time.monotonic() < deadline
            self.connection.poll()
            self.alone.tick(time.time_ns() // 1_000_000)
            time.sleep(0.01)

    def gives(self) -> str:
        """A number without the server, in a hand."""
        self.until(lambda: self.alone.gives)
        given = self.alone.issue(IssueTicket(matter=FEES))
        assert isinstance(given, Issued), given
        self.alone.held(given.ticket)
        return given.number

    @property
    def owes(self) -> list[str]:
        return [own.number for own in self.own.numbers if not own.handed]


def import_hall(server: HallServer, folder: Path, letter: str) -> tuple[int, str]:
    """The sample's file, in which a line takes this letter, while no server runs."""
    file, out = folder / "changed.toml", io.StringIO()
    text = SAMPLE.read_text("utf-8").replace('prefix = "H"', f'prefix = "{letter}"', 1)
    file.write_text(text, "utf-8")
    folder_of = str(server.folder.path)
    return main_import_hall([str(file), "--data", folder_of, "--lang", "en"], out), out.getvalue()


def test_no_import_brings_two_papers_with_one_number(server: HallServer, tmp_path: Path) -> None:
    """Neither the kiosk's letter nor the sheets' goes to a line; what each gives is taken in."""
    kiosk = Kiosk(server, tmp_path)
    kiosk.until(lambda: kiosk.own.series != "")
    series = kiosk.own.series
    ready = server.staff(SUPERVISOR).asks(PrintSheets(sheets=1))
    assert isinstance(ready, SheetsReady)
    server.send_home()
    server.kill()
    given = [kiosk.gives() for _ in range(2)]

    for letter, words in ((series, "gives numbers with it"), ("X", "printed on emergency sheets")):
        code, said = import_hall(server, tmp_path, letter)
        assert (code, words in said) == (1, True), said

    server.start()
    kiosk.until(lambda: not kiosk.owes)
    server.send_home()
    server.kill()
    given.append(kiosk.gives())
    server.start()
    kiosk.until(lambda: not kiosk.owes)
    kiosk.connection.close()
    server.send_home()
    server.kill()
    record = OneProcess(server.folder.path, imported=False)
    numbers = [ticket.number for ticket in record.lane.hall.tickets.values()]
    record.close()
    assert given == [f"{series}001", f"{series}002", f"{series}003"]
    assert sorted(number for number in numbers if number.startswith(series)) == given
    assert kiosk.told == []
    assert check_folder(server.folder.path) == []
