"""What the server holds of the machine's memory over a busy day, lived faster.

The hall's clock goes `PACE` times as fast; eight clerks, a kiosk and ten walls work as quickly as they
are answered, which makes some thousands of tickets between eight and six.
"""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import cycle
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bench.load.clerk import Clerk
from bench.load.client import Client
from bench.load.folder import SUPERVISOR
from bench.load.opened import Opened
from bench.load.sample import desks
from bench.measures.figure import Figure, Goal
from bench.measures.run import Run
from common.commands import CloseDay, FinishService, IssueTicket
from common.messages import Done

HOURS, PACE = 10, 900
STEADY_FROM = 0.2
"""Of the day: after two hours everything that is kept for good has been used once."""
FLAT_MB = 15


class Sample(NamedTuple):
    """The server's size at an hour of the simulated day."""

    hour: float
    mb: float


def measure(run: Run) -> Iterator[Figure]:
    """`memory.mb`, the most of the day, and `memory.growth_mb` from its third hour on."""
    program = ("bench.load.odd_server", "--pace", str(PACE), "--from", str(_eight_tomorrow(run)))
    with Opened(run.fresh("memory"), run.setup, *program, walls=10, clerks=8) as opened:
        hours = run.times(HOURS)
        samples, tickets = _day(opened, hours)
        _close(opened)
        samples.append(Sample(hours, opened.server.memory_mb()))
        opened.check_walls()
    beside = f"{samples[0].mb:.0f} at the start; {tickets:,} tickets in {hours} simulated hours"
    yield Figure("memory.mb", max(sample.mb for sample in samples), "MB", Goal("≤", 150), beside)
    steady = [sample.mb for sample in samples if sample.hour >= STEADY_FROM * hours]
    beside = f"from {steady[0]:.0f} MB after {STEADY_FROM * hours:.1f} hours, day closed"
    yield Figure("memory.growth_mb", steady[-1] - steady[0], "MB", Goal("≤", FLAT_MB), beside)


def _eight_tomorrow(run: Run) -> int:
    """After the moment at which the hall was imported."""
    tomorrow = datetime.now(ZoneInfo(run.setup.hall.timezone)) + timedelta(days=1)
    return int(tomorrow.replace(hour=8, minute=0, second=0).timestamp() * 1000)


def _day(opened: Opened, hours: int) -> tuple[list[Sample], int]:
    """Number by number: issued, called at its window, started; the next call there finishes it."""
    start = time.perf_counter()
    samples = [Sample(0, opened.server.memory_mb())]
    places = zip(opened.clerks.items(), desks(opened.folder.setup), strict=True)
    for nth, ((client, clerk), (_, matter)) in enumerate(cycle(list(places))):
        hour = PACE * (time.perf_counter() - start) / 3600
        if hour >= samples[-1].hour + 0.25:
            samples.append(Sample(hour, opened.server.memory_mb()))
        if hour >= hours:
            return samples, nth
        opened.do(opened.kiosks[0], IssueTicket(matter=matter.id))
        _work(opened, client, clerk)
        _work(opened, client, clerk)
    raise AssertionError("a cycle does not end")


def _work(opened: Opened, client: Client, clerk: Clerk) -> None:
    clerk.take(opened.do(client, clerk.next_command))


def _close(opened: Opened) -> None:
    """The last residents leave, and the day is closed: checkpoint and all."""
    for client, clerk in opened.clerks.items():
        if clerk.in_hand is not None:
            opened.do(client, FinishService(ticket=clerk.in_hand))
    (supervisor,) = opened.server.clients([{"cookie": opened.folder.cookies[SUPERVISOR]}])
    closed = supervisor.ask(opened.ids.fresh(), CloseDay())
    supervisor.close()
    assert isinstance(closed, Done), closed
