"""The least that a call can cost: a byte comes in, one row is committed, every listener gets some bytes.

`python -m bench.load.bare_fan_out --data DIR --port N`: the first connection presses, all others listen.
"""

import argparse
import socket
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from bench.load.raw import RawCommits

SAID = b"x" * 700
"""About as much as a wall hears of one call."""


def main(arguments: Sequence[str]) -> int:
    """Serve until the presser is gone."""
    parser = argparse.ArgumentParser(prog="python -m bench.load.bare_fan_out")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--listeners", type=int, required=True)
    options = parser.parse_args(arguments)
    with closing(RawCommits(options.data)) as raw, socket.create_server((options.host, options.port)) as door:
        presser = door.accept()[0]
        listeners = [door.accept()[0] for _ in range(options.listeners)]
        while presser.recv(1):
            raw.one_ms()
            for listener in listeners:
                listener.sendall(SAID)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
