"""The server as it is, on a disk that is slower than this machine's or in a day that is shorter.

`python -m bench.load.odd_server --data DIR --port N [--commit-ms 8] [--pace 600 --from INSTANT]`
"""

import argparse
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from gevent.event import Event
from sqlalchemy import RootTransaction

from server.app import HallServer
from server.clock import PacedClock
from server.settings import Settings
from server.storage.guard import hold
from server.storage.store import Commit, Store


def slow_commit(delay_s: float) -> Commit:
    """A COMMIT on a disk that takes so much longer. (It waits in the writer's own native thread.)"""

    def commit(transaction: RootTransaction) -> None:
        transaction.commit()
        time.sleep(delay_s)

    return commit


def main(arguments: Sequence[str]) -> int:
    """Serve until told to stop."""
    options = _options(arguments)
    commit = slow_commit(options.commit_ms / 1000) if options.commit_ms else RootTransaction.commit
    clock = PacedClock(options.start, options.pace) if options.pace != 1.0 else None
    settings = Settings(data=options.data, host=options.host, port=options.port)
    with hold(options.data):
        server = HallServer(Store.open(options.data, commit), settings, clock, options.pace)
        server.start()
        over = Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda _number, _frame: over.set())
        over.wait()
        server.stop()
        server.close()
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.load.odd_server")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--commit-ms", type=float, default=0.0)
    parser.add_argument("--pace", type=float, default=1.0)
    parser.add_argument("--from", dest="start", type=int, default=0, help="the hall's first moment")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
