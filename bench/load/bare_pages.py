"""The least that a page's question can cost: gevent's own HTTP server, which says "not modified" to whoever asks.

`python -m bench.load.bare_pages --data DIR --port N`: until it is told to end.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from server.live.listening import listen, serve_on


def main(arguments: Sequence[str]) -> int:
    """Serve."""
    parser = argparse.ArgumentParser(prog="python -m bench.load.bare_pages")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    options = parser.parse_args(arguments)
    serve_on(listen(options.host, options.port), _answer).serve_forever()
    return 0


def _answer(_environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    start("304 Not Modified", [("ETag", '"1"')])
    return []


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
