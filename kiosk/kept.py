"""`python -m kiosk.kept`: what `--keep-running` starts. The same kiosk; it ends when its watcher does."""

from __future__ import annotations

import sys

from common.screen.stopping import WITHIN_S, stop_with
from kiosk.__main__ import LAST_TICKET_S, main

STDIN = 0

if __name__ == "__main__":
    stop_with(STDIN, LAST_TICKET_S + WITHIN_S)
    sys.exit(main(sys.argv[1:]))
