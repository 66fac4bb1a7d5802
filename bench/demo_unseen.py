"""More kiosks for a fast day: the kiosk program by its wire and with its papers, but no window to paint.

Painting is what a kiosk of a day in a minute spends its time on; with two of them a row builds up in the rush.
"""

import time
from pathlib import Path

from bench.day.crowd import Wish
from bench.day.floor import NoPaper, Paper
from bench.day.simulated_devices import SimulatedKiosk
from bench.demo_devices import SETTLES_MS, touch_every_ms
from bench.demo_staff import paired_token
from common.link import Link
from common.link_socket import SocketTransport
from common.screen.fonts import vendored
from common.words import Instant
from kiosk.paper import Paper as TicketPaper
from kiosk.paper import PaperFonts, ticket_image
from kiosk.printers import printer_from
from kiosk.printing import PrintQueue

ABOVE_PACE = 120.0
"""Two painted kiosks keep up with two hours a minute on any machine."""
HOW_MANY = 4
FRAME_S = 0.015
LAST_TICKET_S = 15.0


def unseen_kiosks(pace: float) -> int:
    """How many a day of that pace needs beside the two that are seen."""
    return HOW_MANY if pace > ABOVE_PACE else 0


class UnseenKiosk:
    """See `KioskPlace`; in the demo's own process. Its papers lie in `folder` as those of the others do."""

    def __init__(self, name: str, folder: Path, url: str, pace: float) -> None:
        self.name = name
        self.token_file = folder / f"{name}.json"
        self.papers = folder / f"{name}-papers"
        self._url = url
        self._every_ms = touch_every_ms(pace)
        self._quicker = max(1.0, SETTLES_MS / self._every_ms)
        self._frame_at = 0.0
        self._kiosk: SimulatedKiosk | None = None
        self._prints: PrintQueue[TicketPaper] | None = None

    @property
    def free(self) -> bool:
        """See `KioskPlace`."""
        return self._kiosk is not None and self._kiosk.free

    def start(self) -> None:
        """Join the hall; paired it is already."""
        self.papers.mkdir(exist_ok=True)
        fonts = PaperFonts(vendored())
        printer = printer_from(f"file:{self.papers}")
        self._prints = PrintQueue(printer, lambda paper: ticket_image(paper, fonts))
        transport = SocketTransport(self._url, device_token=paired_token(self.token_file, self._url))
        every_ms = round(self._every_ms * self._quicker)
        self._kiosk = SimulatedKiosk(Link(transport, "kiosk"), self._clock(), self._prints, every_ms)

    def is_ready(self) -> bool:
        """It has joined the hall."""
        if self._kiosk is None:
            return False
        self._kiosk.frame(self._clock())
        return self._kiosk.is_ready

    def take(self, wish: Wish, now: Instant) -> None:
        """See `KioskPlace`."""
        if self._kiosk is not None:
            self._kiosk.take(wish, self._clock())

    def outcome(self, now: Instant) -> Paper | NoPaper | None:
        """See `KioskPlace`."""
        if self._kiosk is None or time.monotonic() < self._frame_at:
            return None
        self._frame_at = time.monotonic() + FRAME_S
        return self._kiosk.outcome(self._clock())

    def printed(self) -> int:
        """How many papers came out."""
        return sum(1 for _ in self.papers.glob("*.png"))

    def insist(self) -> None:
        """It has no process that could end."""

    def end(self) -> None:
        """Leave, with the last paper out."""
        if self._kiosk is not None and self._prints is not None:
            self._kiosk.close()
            self._prints.close(LAST_TICKET_S)
            self._kiosk = None

    def _clock(self) -> Instant:
        """As of the other kiosks: so quick that a screen is never too fresh for the next touch."""
        return int(time.monotonic() * 1000 * self._quicker)
