"""Real processes on one data folder: killed at work, and working against each other."""

import subprocess
import sys
from pathlib import Path

from server.storage.check import check
from server.storage.command_line import check_place
from server.storage.place import Place
from tests.databases import Where
from tests.lane.conftest import Opened
from tests.lane.desk import Desk

ROOT = Path(__file__).parents[2]
KIOSK_PROGRAM = """
import sys
from pathlib import Path
from common.commands import IssueTicket
from server.lane import Ask
from server.storage.place import database_url
from tests.lane.desk import Desk
from tests.rules.street import KIOSK

where = sys.argv[1]
desk = Desk(database_url(where) if "://" in where else Path(where))
print("ready", flush=True)
for n in range(int(sys.argv[3])):
    ask = Ask(KIOSK, IssueTicket(matter="mr"), f"{sys.argv[2]}-{n}")
    print(desk.lane.run([ask])[0].number, flush=True)
"""


def kiosk(where: Where, name: str, tickets: int) -> "subprocess.Popen[str]":
    """A process with a lane of its own that gives `tickets` numbers and prints each once it has the answer."""
    place = str(where) if isinstance(where, Path) else where.render_as_string(hide_password=False)
    program = [sys.executable, "-c", KIOSK_PROGRAM, place, name, str(tickets)]
    process = subprocess.Popen(program, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def test_what_was_acknowledged_before_kill_9_is_there_afterwards(desk: Desk, open_desk: Opened) -> None:
    """Acknowledged means durable; nothing is doubled, and the ledger is whole."""
    desk.close()
    with kiosk(desk.where, "k", 1_000_000) as process:
        assert process.stdout is not None
        acknowledged = [process.stdout.readline().strip() for _ in range(40)]
        process.kill()
        acknowledged += process.stdout.read().split()
    again = open_desk()
    given = [ticket.number for ticket in again.lane.hall.tickets.values()]
    assert given[: len(acknowledged)] == acknowledged
    assert len(given) - len(acknowledged) <= 1
    assert check_place(Place(desk.where)) == []


def test_two_processes_give_every_number_once(desk: Desk) -> None:
    """Scenario 8 across processes: each reads what it missed and decides again."""
    processes = [kiosk(desk.where, name, 20) for name in ("one", "two")]
    numbers = [line for process in processes for line in process.communicate()[0].split()]
    assert sorted(numbers) == [f"R{n:03}" for n in range(1, 41)]
    assert check(desk.store) == []
