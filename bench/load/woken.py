"""How late this machine wakes a process that does nothing but sleep from frame to frame: no screen can be faster.

`python -m bench.load.woken` measures until its input ends, then says the lateness that 99 of 100 wakings did not exceed.
"""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bench.measures.figure import share

FRAME_S = 1 / 60


class Woken:
    """`p99_ms` once the block is left."""

    p99_ms = 0.0


@contextmanager
def woken() -> Iterator[Woken]:
    """Measure beside what the block does."""
    found = Woken()
    command = [sys.executable, "-m", "bench.load.woken"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            yield found
        finally:
            told, _ = process.communicate()
        found.p99_ms = float(told)


def lateness(over: threading.Event) -> list[float]:
    """Milliseconds, waking by waking."""
    late = []
    while not over.is_set():
        due = time.perf_counter() + FRAME_S
        time.sleep(FRAME_S)
        late.append(1000 * (time.perf_counter() - due))
    return late


def _main() -> None:
    over = threading.Event()

    def wait() -> None:
        sys.stdin.buffer.read()
        over.set()

    threading.Thread(target=wait).start()
    sys.stdout.write(f"{share(lateness(over), 0.99):.1f}")


if __name__ == "__main__":
    _main()
