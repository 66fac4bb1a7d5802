"""`python -m kiosk`: the composition of one kiosk."""

from __future__ import annotations

import logging
import socket
import sys
from collections.abc import Sequence

from common.admission import StoredAdmission
from common.link import Link
from common.link_socket import SocketTransport
from common.pairing import Pairing
from common.screen.fonts import Fonts, vendored
from common.screen.geometry import Screen
from common.screen.stage import Clock, LivePicture, Stage, SystemClock, save_png
from common.screen.window import Window, open_window
from kiosk.connection import Connection
from kiosk.look import Look
from kiosk.open_numbers import OpenNumbers
from kiosk.options import OFFSCREEN, Options, options_from
from kiosk.paper import PaperFonts, ticket_image
from kiosk.printing import PrintQueue
from kiosk.program import Kiosk
from kiosk.samples import scene_named

SHOT_WITHIN_MS = 10_000
SHOT_FRAME_MS = 20
LAST_TICKET_S = 15.0

log = logging.getLogger("kiosk")


def main(arguments: Sequence[str]) -> int:
    """Run until the window is closed; 0, or 1 if a shot was wanted and the hall was not reached."""
    logging.basicConfig(format="%(asctime)s %(name)s %(levelname)s %(message)s", level=logging.INFO)
    options = options_from(arguments)
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
    screen = Screen(*window.surface.get_size(), options.diagonal_in)
    look, numbers = Look(screen, fonts), _numbers(options)
    kiosk = Kiosk(_connection(options), prints, look, options.theme, options.language, numbers=numbers)
    picture = LivePicture(options.picture) if options.picture else None
    stage = Stage(kiosk, window, fonts, picture)
    try:
        if options.shot is None:
            stage.run(clock, options.fps)
            return 0
        reached = _shoot(options, kiosk, stage, clock)
        save_png(window.surface, options.shot)
        return 0 if reached else 1
    finally:
        kiosk.close()


def _prints(options: Options) -> PrintQueue:
    fonts = PaperFonts(vendored())
    return PrintQueue(options.printer, lambda paper: ticket_image(paper, fonts, options.paper_mm))


def _numbers(options: Options) -> OpenNumbers:
    """Beside the token; a shot leaves alone what the running kiosk has open."""
    file = options.device.with_name(f"{options.device.stem}-open.json")
    return OpenNumbers(None if options.shot else file, log.warning)


def _connection(options: Options) -> Connection:
    def pair() -> Pairing:
        return Pairing(options.server, kind="kiosk", name=socket.gethostname())

    def connect(token: str) -> Link:
        return Link(SocketTransport(options.server, device_token=token), "kiosk", options.language)

    admission = StoredAdmission(options.device, options.server, pair, log.warning)
    return Connection(admission, connect, log.warning)


def _shoot(options: Options, kiosk: Kiosk, stage: Stage, clock: Clock) -> bool:
    """Join, then one frame of the wanted screen; false if the hall was not reached in time."""
    until = clock.now() + SHOT_WITHIN_MS
    while not kiosk.is_ready and clock.now() < until:
        stage.frame(clock.now())
        clock.sleep(SHOT_FRAME_MS)
    if kiosk.is_ready:
        scene = scene_named(options.scene, kiosk.hall, clock.now())
        kiosk.show(scene, language=options.language, large=options.large)
    stage.frame(clock.now())
    return kiosk.is_ready


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
