"""`python -m display`: the composition of one screen."""

from __future__ import annotations

import logging
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pygame

from common.admission import StoredAdmission
from common.link import Link
from common.link_socket import SocketTransport
from common.pairing import Pairing
from common.screen.fonts import Fonts, vendored
from common.screen.geometry import Screen
from common.screen.stage import Clock, LivePicture, Stage, SystemClock, save_png
from common.screen.window import ScreenWindow, Window, open_window
from display.options import OFFSCREEN, Options, options_from
from display.presenting import PresentingWindow
from display.program import Glass, WallProgram
from display.trace import Sink, Trace, written_to
from display.type_scale import reads_to_mm

SHOT_SETTLES_MS = 600
SHOT_FRAME_MS = 20

log = logging.getLogger("display")


def main(arguments: Sequence[str]) -> int:
    """Run until the window is closed; 0, or 1 if a shot was wanted and the hall was not reached."""
    logging.basicConfig(format="%(asctime)s %(name)s %(levelname)s %(message)s", level=logging.INFO)
    options = options_from(arguments)
    window = open_window(options.size, "叫号", offscreen_size=options.size or OFFSCREEN)
    if options.size is None and isinstance(window, ScreenWindow):
        pygame.mouse.set_visible(False)
    with _sink(options) as sink:
        return _run(options, window, SystemClock(), sink)


def _run(options: Options, window: Window, clock: Clock, sink: Sink) -> int:
    fonts = Fonts(vendored(), lambda missing: log.warning("no glyph for %s", missing))
    program = _program(options, _screen(options, window), fonts, sink)
    shown = PresentingWindow(window, lambda: program.presented(clock.now()))
    picture = LivePicture(options.picture) if options.picture else None
    stage = Stage(program, shown, fonts, picture)
    try:
        if options.shot is None:
            stage.run(clock, options.fps)
            return 0
        reached = shoot(stage, lambda: program.joined, clock, options.wait_s)
        save_png(window.surface, options.shot)
        return 0 if reached else 1
    except KeyboardInterrupt:
        return 0
    finally:
        program.close()
        window.close()


def shoot(stage: Stage, joined: Callable[[], bool], clock: Clock, wait_s: float) -> bool:
    """Draw until the hall is seen and its fade is over; False if it is not reached in time."""
    end = clock.now() + round(wait_s * 1000)
    while not joined() and clock.now() < end:
        stage.frame(clock.now())
        clock.sleep(SHOT_FRAME_MS)
    settled = clock.now() + SHOT_SETTLES_MS
    while clock.now() < settled:
        stage.frame(clock.now())
        clock.sleep(SHOT_FRAME_MS)
    return joined()


def _program(options: Options, screen: Screen, fonts: Fonts, sink: Sink) -> WallProgram:
    def connect(token: str) -> Link:
        return Link(SocketTransport(options.server, device_token=token), "wall", options.language)

    def pair() -> Pairing:
        return Pairing(options.server, kind="display", name=socket.gethostname())

    admission = StoredAdmission(options.device, options.server, pair, log.warning)
    glass = Glass(
        screen=screen,
        view_distance_mm=options.view_distance_m * 1000,
        language=options.language,
        measure=fonts,
    )
    return WallProgram(glass, admission, connect, trace=Trace(sink), report=log.warning)


def _screen(options: Options, window: Window) -> Screen:
    screen = Screen(*window.surface.get_size(), options.diagonal_in)
    if (reach := reads_to_mm(screen) / 1000) < options.view_distance_m:
        log.warning("the smallest text of this screen is read from %.1f m at most", reach)
    return screen


@contextmanager
def _sink(options: Options) -> Iterator[Sink]:
    if options.trace is None:
        yield lambda _: None
        return
    with options.trace.open("a", encoding="utf-8") as file:
        yield written_to(file)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
