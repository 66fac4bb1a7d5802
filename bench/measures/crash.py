"""kill -9 under load, again and again on the same folder: what was acknowledged is there, once."""

import itertools
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from statistics import median
from typing import NamedTuple

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
from server.storage.command_line import check_folder
from server.storage.store import database_file

KIOSKS, LIVES = 32, 10
LIFE_S = (0.4, 1.6)


class Verdict(NamedTuple):
    """Acknowledged numbers and calls against what is on the disk."""

    acknowledged: int
    lost: int
    doubled: int


def measure(run: Run) -> Iterator[Figure]:
    """`crash.acknowledged`, `crash.lost`, `crash.doubled`, `crash.broken_facts` and `crash.back_s`."""
    folder = furnish(run.fresh("crash"), run.setup)
    random = Random(1)
    outliving = Outliving(ServerProcess(folder.path), askers(folder, KIOSKS), random)
    lives = run.times(LIVES)
    with outliving:
        for _ in range(lives):
            outliving.live(random.uniform(*LIFE_S))
        outliving.settle()
    found = verdict(outliving, folder.path)
    yield Figure(
        "crash.acknowledged", found.acknowledged, "", None, f"in {lives} lives, each ended by kill -9"
    )
    yield Figure("crash.lost", found.lost, "", Goal("=", 0))
    yield Figure("crash.doubled", found.doubled, "", Goal("=", 0))
    yield Figure("crash.broken_facts", len(check_folder(folder.path)), "", Goal("=", 0))
    back = outliving.back_s
    yield Figure(
        "crash.back_s", max(back), "s", Goal("≤", 2), f"median {median(back):.2f}; kill to first answer"
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


def verdict(outliving: Outliving, path: Path) -> Verdict:
    """Nothing is pending any more, so each ticket and each call on the disk was acknowledged once."""
    replies = [reply for asker in outliving.askers for _, reply in asker.answers.values()]
    issued = Counter((r.ticket, r.number, r.line) for r in replies if isinstance(r, Issued))
    called = Counter((r.ticket, r.number, r.window) for r in replies if isinstance(r, Called))
    with closing(sqlite3.connect(database_file(path))) as connection:
        tickets = Counter(connection.execute("SELECT id, number, line FROM tickets").fetchall())
        calls = Counter(
            connection.execute('SELECT ticket, number, "window" FROM calls WHERE times = 0').fetchall()
        )
    lost = (issued - tickets) + (called - calls)
    more = (tickets - issued) + (calls - called)
    numbers = Counter(number for _, number, _ in issued.elements())
    twice = sum(count - 1 for count in numbers.values())
    return Verdict(
        issued.total() + called.total(), lost.total(), more.total() + twice + len(outliving.changed)
    )
