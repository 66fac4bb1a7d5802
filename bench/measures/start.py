"""From starting the program to the first number in a kiosk's hand, with a year of records.

The kiosk tries the door all the time. Beside it, in turn, the same with no records.
"""

import time
from collections.abc import Iterator
from statistics import median

from bench.load.folder import Folder, furnish
from bench.load.process import ServerProcess
from bench.load.sample import desks
from bench.measures.figure import Figure, Goal
from bench.measures.run import Run
from common.commands import IssueTicket
from common.messages import Issued

STARTS = 5


def measure(run: Run) -> Iterator[Figure]:
    """`start.s`."""
    old, new = furnish(run.with_past, run.setup), furnish(run.fresh("start"), run.setup)
    pairs = [(_first_ticket_s(old, nth), _first_ticket_s(new, nth)) for nth in range(run.times(STARTS))]
    with_past = [old_s for old_s, _ in pairs]
    beside = (
        f"worst of {len(pairs)} {max(with_past):.2f}; {median(new_s for _, new_s in pairs):.2f} with no records,"
        f" {run.past_tickets:,} past tickets here"
    )
    yield Figure("start.s", median(with_past), "s", Goal("≤", 2), beside)


def _first_ticket_s(folder: Folder, nth: int) -> float:
    server = ServerProcess(folder.path)
    start = time.perf_counter()
    with server:
        client = server.first_client(device=folder.kiosks[0])
        reply = client.ask(f"start-{nth}", IssueTicket(matter=desks(folder.setup)[0][1].id))
        taken = time.perf_counter() - start
        client.close()
    assert isinstance(reply, Issued), reply
    return taken
