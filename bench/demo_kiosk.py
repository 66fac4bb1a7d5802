"""`python -m bench.demo_kiosk PACE EVERY_MS …`: the real kiosk, touched by simulated residents.

All but the finger is the kiosk's own: its program, its link, its printer, its window (or a surface in
memory). Wishes come as lines of JSON on standard input; what came of each goes to standard output.
"""

import logging
import sys
import threading
import time
from collections.abc import Sequence
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

import msgspec

from bench.day.crowd import Wish
from bench.day.finger import Finger
from bench.day.floor import NoPaper, Paper
from bench.demo_told import Told
from common.screen.coverage import blocks_of
from common.screen.fonts import Fonts, vendored
from common.screen.geometry import Rect, Screen
from common.screen.stage import LivePicture, Stage
from common.screen.start import admission, connector
from common.screen.window import Event, Quit, Window, open_window
from common.words import Instant
from kiosk.connection import Connection
from kiosk.look import Look
from kiosk.options import OFFSCREEN, Options, options_from
from kiosk.paper import Paper as TicketPaper
from kiosk.paper import PaperFonts, ticket_image
from kiosk.printing import PrintQueue
from kiosk.program import Kiosk

if TYPE_CHECKING:
    import pygame  # the screen kit imports it first: it greets otherwise

PICTURE_EVERY_S = 1.0
LAST_TICKET_S = 15.0

log = logging.getLogger("demo_kiosk")


class KioskClock:
    """The kiosk's own time, quick enough that a screen is never too fresh for the next touch."""

    def __init__(self, pace: float) -> None:
        self._pace = pace

    def now(self) -> Instant:
        """Milliseconds; only differences mean something."""
        return int(time.monotonic() * 1000 * self._pace)


class Wishes:
    """Lines of standard input, read by a thread; `over` when whoever wrote them is gone."""

    def __init__(self) -> None:
        self.over = False
        self._waiting: SimpleQueue[Wish] = SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()

    def next(self) -> Wish | None:
        """The next resident, if somebody waits."""
        try:
            return self._waiting.get_nowait()
        except Empty:
            return None

    def _read(self) -> None:
        for line in sys.stdin:
            self._waiting.put(msgspec.json.decode(line, type=Wish))
        self.over = True


class TouchedWindow:
    """A window whose touches also come from the finger."""

    def __init__(self, window: Window, finger: Finger, wishes: Wishes, clock: KioskClock) -> None:
        self._window, self._finger, self._wishes, self._clock = window, finger, wishes, clock

    @property
    def surface(self) -> "pygame.Surface":
        """What to draw on."""
        return self._window.surface

    def present(self, changed: Sequence[Rect]) -> None:
        """Show it."""
        self._window.present(changed)

    def events(self) -> list[Event]:
        """What people in front of the screen did, and what the finger does."""
        events = self._window.events()
        if self._wishes.over:
            return [Quit()]
        now = self._clock.now()
        if self._finger.free and (wish := self._wishes.next()) is not None:
            self._finger.stand_before(wish, now)
        tap = self._finger.look(now)
        return events if tap is None else [*events, tap]

    def close(self) -> None:
        """Give the screen back."""
        self._window.close()


def main(arguments: Sequence[str]) -> int:
    """Until standard input ends or the window is closed."""
    logging.basicConfig(format="%(asctime)s %(name)s %(levelname)s %(message)s", level=logging.WARNING)
    clock, every_ms = KioskClock(float(arguments[0])), float(arguments[1])
    options = options_from(arguments[2:])
    window = open_window(options.size, "取号（示例）", offscreen_size=options.size or OFFSCREEN)
    paper_fonts = PaperFonts(vendored())
    prints: PrintQueue[TicketPaper] = PrintQueue(
        options.printer, lambda paper: ticket_image(paper, paper_fonts, options.paper_mm)
    )
    fonts = Fonts(
        vendored(), lambda missing: log.warning("no glyph for a character of %s", blocks_of(missing))
    )
    screen = Screen(*window.surface.get_size(), options.diagonal_in)
    kiosk = Kiosk(_connection(options), prints, Look(screen, fonts), options.theme, options.language)
    finger = Finger(kiosk, round(every_ms * float(arguments[0])))
    touched = TouchedWindow(window, finger, Wishes(), clock)
    picture = (
        LivePicture(options.picture, round(PICTURE_EVERY_S * 1000 * float(arguments[0])))
        if options.picture
        else None
    )
    try:
        _run(Stage(kiosk, touched, fonts, picture), kiosk, finger, clock, options.fps)
    finally:
        kiosk.close()
        prints.close(LAST_TICKET_S)
        window.close()
    return 0


def _run(stage: Stage, kiosk: Kiosk, finger: Finger, clock: KioskClock, fps: int) -> None:
    is_ready = False
    while True:
        began = time.monotonic()
        if not stage.frame(clock.now()):
            return
        if kiosk.is_ready and not is_ready:
            is_ready = True
            _tell(Told(ready=True))
        match finger.outcome():
            case Paper() as paper:
                _tell(Told(paper=paper))
            case NoPaper(code=code):
                _tell(Told(refused=code))
        time.sleep(max(0.0, 1 / fps - (time.monotonic() - began)))


def _tell(told: Told) -> None:
    print(msgspec.json.encode(told).decode(), flush=True)


def _connection(options: Options) -> Connection:
    let_in = admission(options, "kiosk", log.warning)
    return Connection(let_in, connector(options, "kiosk"), log.warning, options.server)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
