"""`python -m kiosk.cover`: what stands on the glass while a kiosk that crashed is started again. It ends with its watcher."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from common.screen.fonts import Fonts, vendored
from common.screen.geometry import Screen
from common.screen.stage import Frame, Stage, SystemClock
from common.screen.stopping import stop_with
from common.screen.window import Event, open_window
from kiosk.lock import Lock
from kiosk.look import Look
from kiosk.notices import cover_notice
from kiosk.options import OFFSCREEN, Options, options_from

STDIN = 0
FPS = 4


class Cover:
    """A `common.screen.stage.Program` that hears nothing."""

    def __init__(self, look: Look, options: Options) -> None:
        self._frame = Frame(cover_notice(look, options.language), options.theme)

    def tick(self, now: int) -> Frame:
        """See `Program`."""
        return self._frame

    def handle(self, event: Event, now: int) -> None:
        """See `Program`."""


def main(arguments: Sequence[str]) -> int:
    """Until it is told to stop. The kiosk's own window comes before this one."""
    options = options_from(arguments)
    fonts = Fonts(vendored())
    guard = Lock(in_front=False)
    window = open_window(options.size, "取号", offscreen_size=options.size or OFFSCREEN, guard=guard)
    look = Look(Screen(*window.surface.get_size(), options.diagonal_in), fonts)
    try:
        Stage(Cover(look, options), window, fonts).run(SystemClock(), FPS)
    except KeyboardInterrupt:
        pass
    finally:
        window.close()
    return 0


if __name__ == "__main__":
    stop_with(STDIN)
    sys.exit(main(sys.argv[1:]))
