"""kill -9 under load, again and again on the same folder: what was acknowledged is there, once."""

import itertools
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from random import Random
from statistics import median
from typing import NamedTuple

from sqlalchemy import select

from bench.load.askers import Asker, ClerkAsker, KioskAsker
from bench.load.clerk import Clerk
from bench.load.folder import Folder, furnish
from bench.load.outliving import Outliving
from bench.load.process import ServerProcess
from bench.load.sample import desks
from bench.measures.figure import Figure, Goal
from bench.measures.run import Run
from common.link import RequestIds
from common.messages import Called, Issued
from server.storage import tables
from server.storage.command_line import check_place
from server.storage.place import Place
from server.storage.store import Store

KIOSKS, LIVES = 32, 10
LIFE_S = (0.4, 1.6)


class Verdict(NamedTuple):
    """Acknowledged numbers and calls against what is on the disk."""

    acknowledged: int
    lost: int
    doubled: int


def measure(run: Run) -> Iterator[Figure]:
    """`crash.acknowledged`, `crash.lost`, `crash.doubled`, `crash.broken_facts`, `crash.back_s`; then on PostgreSQL."""
    yield from _killed(furnish(run.fresh("crash"), run.setup), run, "crash.")
    with run.postgresql() as url:
        folder = furnish(run.fresh("crash_postgresql"), run.setup, database=url)
        yield from _killed(folder, run, "crash.postgresql_")


def _killed(folder: Folder, run: Run, name: str) -> Iterator[Figure]:
    random = Random(1)
    server = ServerProcess(folder.path, database=folder.database)
    outliving = Outliving(server, askers(folder, KIOSKS), random)
    lives = run.times(LIVES)
    with outliving:
        for _ in range(lives):
            outliving.live(random.uniform(*LIFE_S))
        outliving.settle()
    found = verdict(outliving.askers, folder.place, len(outliving.changed))
    yield Figure(
        f"{name}acknowledged", found.acknowledged, "", None, f"in {lives} lives, each ended by kill -9"
    )
    yield Figure(f"{name}lost", found.lost, "", Goal("=", 0))
    yield Figure(f"{name}doubled", found.doubled, "", Goal("=", 0))
    yield Figure(f"{name}broken_facts", len(check_place(folder.place)), "", Goal("=", 0))
    back = outliving.back_s
    yield Figure(
        f"{name}back_s", max(back), "s", Goal("≤", 2), f"median {median(back):.2f}; kill to first answer"
    )


def askers(folder: Folder, kiosks: int) -> list[Asker]:
    """So many kiosks, and every clerk of the hall."""
    ids = RequestIds(Random(2), lambda: time.time_ns() // 1_000_000)
    matters = itertools.cycle([matter.id for _, matter in desks(folder.setup)])
    kiosk = {"device": folder.kiosks[0]}
    found: list[Asker] = [KioskAsker(kiosk, ids, matters) for _ in range(kiosks)]
    for post, _ in desks(folder.setup):
        identity = {"cookie": folder.cookies[post.a_role]}
        found.append(ClerkAsker(identity, ids, Clerk(post.a_role, post.window)))
    return found


def verdict(told: list[Asker], place: Place, changed: int = 0) -> Verdict:
    """Nothing is pending any more, so each ticket and each call on the disk was acknowledged once.

    `changed`: so many requests were answered otherwise when they were asked again.
    """
    replies = [reply for asker in told for _, reply in asker.answers.values()]
    issued = Counter((r.ticket, r.number, r.line) for r in replies if isinstance(r, Issued))
    called = Counter((r.ticket, r.number, r.window) for r in replies if isinstance(r, Called))
    with closing(Store.look(place.where)) as store, store.reading() as connection:
        tickets = Counter(map(tuple, connection.execute(_TICKETS)))
        calls = Counter(map(tuple, connection.execute(_CALLS)))
    lost = (issued - tickets) + (called - calls)
    more = (tickets - issued) + (calls - called)
    numbers = Counter(number for _, number, _ in issued.elements())
    twice = sum(count - 1 for count in numbers.values())
    return Verdict(issued.total() + called.total(), lost.total(), more.total() + twice + changed)


_TICKETS = select(tables.tickets.c.id, tables.tickets.c.number, tables.tickets.c.line)
_CALLS = select(tables.calls.c.ticket, tables.calls.c.number, tables.calls.c.window).where(
    tables.calls.c.times == 0
)
