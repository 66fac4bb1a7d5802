"""kill -9, numbers by hand, and two people who type in the stubs at once, on the real server."""

import time
from contextlib import closing
from pathlib import Path

from common import commands as c
from common.commands_sheet import EnterStub, PrintSheets
from common.messages import Called, Done, Issued, SheetsReady, StubTaken
from server.rules.emergency.book import Run, number_at, sheet_check
from server.storage.command_line import check_folder
from server.storage.ledger import Ledger
from server.storage.store import Store
from tests.programs.hall_server import HallServer

FEES = "water-fee"
SUPERVISOR = "S01"


def printed(folder: Path) -> Run:
    """The sheets in the drawer, read from the record while nothing runs."""
    with closing(Store.open(folder)) as store:
        (run,) = Ledger(store).fold().emergency.runs
        return run


def now() -> int:
    return time.time_ns() // 1_000_000


def test_stubs_come_into_the_line_between_those_of_before_and_after_the_power_cut(tmp_path: Path) -> None:
    """Each once, however often it is typed in; who is called already stays in hand; the ledger is whole."""  # field.md 7, 18
    with HallServer(tmp_path / "hall") as hall:
        assert isinstance(hall.staff(SUPERVISOR).asks(PrintSheets(sheets=1)), SheetsReady)
        kiosk, clerk = hall.kiosk(), hall.clerk("A07")
        before = [kiosk.asks(c.IssueTicket(matter=FEES)) for _ in range(3)]
        in_hand = clerk.asks(c.CallNext())
        assert isinstance(in_hand, Called)
        failed = now()
        hall.kill()
        run = printed(tmp_path / "hall")
        hall.start()

        stubs = [
            EnterStub(
                number=number_at(run.letter, n), check=sheet_check(run, n), matter=FEES, given=failed + n
            )
            for n in range(1, 6)
        ]
        two = [hall.staff(SUPERVISOR), hall.staff(SUPERVISOR)]
        waits = [who.presses(stub) for stub in stubs[::-1] for who in two]
        answers = [wait() for wait in waits]
        assert all(isinstance(answer, StubTaken) for answer in answers)
        assert sum(answer.again for answer in answers if isinstance(answer, StubTaken)) == 5
        after = hall.kiosk().asks(c.IssueTicket(matter=FEES))

        numbers = [ticket.number for ticket in (*before, after) if isinstance(ticket, Issued)]
        expected = [*numbers[1:3], *(stub.number for stub in stubs), numbers[3]]
        clerk, called = hall.clerk("A07"), []
        ticket = in_hand.ticket
        for _ in expected:
            assert isinstance(clerk.asks(c.StartService(ticket=ticket)), Done)
            assert isinstance(clerk.asks(c.FinishService(ticket=ticket)), Done)
            answer = clerk.asks(c.CallNext())
            assert isinstance(answer, Called)
            ticket = answer.ticket
            called.append(answer.number)
        assert called == expected
    assert check_folder(tmp_path / "hall") == []
