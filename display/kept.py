"""`python -m display.kept`: what `--keep-running` starts. The same screen; it ends when its watcher does."""

from __future__ import annotations

import sys

from common.screen.stopping import stop_with
from display.__main__ import main

STDIN = 0

if __name__ == "__main__":
    stop_with(STDIN)
    sys.exit(main(sys.argv[1:]))
