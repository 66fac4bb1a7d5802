"""The real kiosk program on a stand: its own link, fonts and printer; a finger touches what is written."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from common.link import Link
from common.link_socket import SocketTransport
from common.screen.fonts import Fonts, vendored
from common.screen.geometry import Rect, Screen
from common.screen.placements import Text, Touch, texts
from common.screen.stage import Stage, SystemClock, save_png
from common.screen.theme import KIOSK
from common.screen.window import MemoryWindow, Tap
from kiosk.alone.alone import OwnFiles
from kiosk.alone.last_view import LastView
from kiosk.alone.series import OwnSeries
from kiosk.connection import Connection
from kiosk.idle import SETTLE_MS
from kiosk.look import Look
from kiosk.paper import Paper, PaperFonts, ticket_image
from kiosk.printers import printer_from
from kiosk.printing import PrintQueue
from kiosk.program import Fittings, Kiosk
from kiosk.slip import Slip, slip_image
from kiosk.slips import HttpPapers, SlipSide

SIZE = (1080, 1920)
WITHIN_S = 90.0
FRAME_S = 0.02


class Paired:
    """A device that was paired before."""

    code = ""
    refused = False

    def __init__(self, token: str) -> None:
        self.token = token

    def poll(self) -> None:
        pass

    def renew(self) -> None:
        raise AssertionError("the server does not know this kiosk")


class KioskStand:
    """One kiosk with a network printer at `printer` (host:port). `folder`: what it keeps for when the server is away."""

    def __init__(self, url: str, token: str, printer: str, folder: Path | None = None) -> None:
        fonts, paper = Fonts(vendored()), PaperFonts(vendored())

        def draw(sheet: Paper | Slip) -> Image.Image:
            return slip_image(sheet, paper) if isinstance(sheet, Slip) else ticket_image(sheet, paper)

        self._prints: PrintQueue[Paper | Slip] = PrintQueue(printer_from(f"tcp://{printer}"), draw)
        connection = Connection(
            Paired(token), lambda token: Link(SocketTransport(url, device_token=token), "kiosk"), print
        )
        own = OwnFiles(OwnSeries(folder / "own.json"), LastView(folder / "view.json")) if folder else None
        fittings = Fittings(slips=SlipSide(HttpPapers(url, lambda: token), self._prints), own=own)
        look = Look(Screen(*SIZE, 21.5), fonts)
        self.program = Kiosk(connection, self._prints, look, KIOSK, fittings=fittings)
        self._window, self._clock = MemoryWindow(SIZE), SystemClock()
        self._stage = Stage(self.program, self._window, fonts)

    def touch(self, words: str) -> None:
        """Wait until `words` are on the screen, long enough to be seen, and touch them."""
        self.shows(words)
        seen_at = self._clock.now()
        self.until(lambda: self._clock.now() > seen_at + SETTLE_MS)
        button = next(button for button in self._buttons() if words in self._written_on(button))
        self._window.put(Tap(*button.centre))
        self._stage.frame(self._clock.now())

    def shows(self, words: str) -> None:
        """Wait until `words` are on the screen, over however many lines."""
        self.until(lambda: words in "".join(texts(self.program.placements)))

    def until(self, so: Callable[[], bool]) -> None:
        """Frames until `so`."""
        deadline = time.monotonic() + WITHIN_S
        while not so():
            assert time.monotonic() < deadline, texts(self.program.placements)
            self._stage.frame(self._clock.now())
            time.sleep(FRAME_S)

    def _buttons(self) -> list[Rect]:
        return [piece.rect for piece in self.program.placements if isinstance(piece, Touch)]

    def _written_on(self, button: Rect) -> str:
        written = (piece for piece in self.program.placements if isinstance(piece, Text))
        return "".join(piece.text for piece in written if button.contains(piece.rect))

    def picture(self, path: Path) -> None:
        """What it looks like now."""
        save_png(self._window.surface, path)

    def close(self) -> None:
        """Switch it off."""
        self.program.close()
        self._prints.close(5)
