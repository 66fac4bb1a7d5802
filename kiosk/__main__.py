"""`python -m kiosk`: the composition of one kiosk."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence

from common.screen.fonts import Fonts, vendored
from common.screen.geometry import Screen
from common.screen.stage import Clock, LivePicture, Stage, SystemClock
from common.screen.start import admission, connector, log_to_stderr, show
from common.screen.window import Window, open_window
from kiosk.connection import Connection
from kiosk.inquiry import HttpInquiries
from kiosk.look import Look
from kiosk.open_numbers import OpenNumbers
from kiosk.options import OFFSCREEN, Options, options_from
from kiosk.paper import PaperFonts, ticket_image
from kiosk.printing import PrintQueue
from kiosk.program import Fittings, Kiosk
from kiosk.samples import scene_named

LAST_TICKET_S = 15.0

log = logging.getLogger("kiosk")


def main(arguments: Sequence[str]) -> int:
    """Run until the window is closed; 0, or 1 if a shot was wanted and could not be had."""
    options = options_from(arguments)
    log_to_stderr()
    window = open_window(options.size, "取号", offscreen_size=options.size or OFFSCREEN)
    prints = _prints(options)
    try:
        return _run(options, window, prints, SystemClock())
    except KeyboardInterrupt:
        return 0
    finally:
        prints.close(LAST_TICKET_S)
        prints.poll()  # what came out last is in a hand: the next start must not void it
        window.close()


def _run(options: Options, window: Window, prints: PrintQueue, clock: Clock) -> int:
    fonts = Fonts(vendored(), lambda missing: log.warning("no glyph for %s", missing))
    kiosk = _kiosk(options, window, prints, fonts)
    picture = LivePicture(options.picture, report=log.warning) if options.picture else None
    stage = Stage(kiosk, window, fonts, picture)

    def dress() -> None:
        scene = scene_named(options.scene, kiosk.hall, clock.now())
        kiosk.show(scene, language=options.language, large=options.large)

    try:
        return show(stage, options, window.surface, clock, lambda: kiosk.is_ready, dress)
    finally:
        kiosk.close()


def _kiosk(options: Options, window: Window, prints: PrintQueue, fonts: Fonts) -> Kiosk:
    look = Look(Screen(*window.surface.get_size(), options.diagonal_in), fonts)
    let_in = admission(options, "kiosk", log.warning)
    connection = Connection(let_in, connector(options, "kiosk"), log.warning, options.server)
    inquiries = HttpInquiries(options.server, lambda: connection.token)
    fittings = Fittings(_numbers(options), inquiries, options.scanner)
    return Kiosk(connection, prints, look, options.theme, options.language, fittings)


def _prints(options: Options) -> PrintQueue:
    fonts = PaperFonts(vendored())
    return PrintQueue(options.printer, lambda paper: ticket_image(paper, fonts, options.paper_mm))


def _numbers(options: Options) -> OpenNumbers:
    """Beside the token; a shot leaves alone what the running kiosk has open."""
    file = options.device.with_name(f"{options.device.stem}-open.json")
    return OpenNumbers(None if options.shot else file, log.warning)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
