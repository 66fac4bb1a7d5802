"""`python -m display`: the composition of one screen."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from contextlib import ExitStack

from common.screen.fonts import Fonts, vendored
from common.screen.geometry import Screen
from common.screen.stage import Clock, LivePicture, Stage, SystemClock
from common.screen.start import admission, connector, log_to_stderr, show, tell
from common.screen.window import Window, open_window
from display.glass import Glass
from display.options import OFFSCREEN, Options, options_from
from display.presenting import PresentingWindow
from display.program import WallProgram
from display.trace import Sink, Trace, written_to
from display.type_scale import reads_to_mm

log = logging.getLogger("display")


def main(arguments: Sequence[str]) -> int:
    """Run until the window is closed; 0, or 1 if a shot or a trace was wanted and could not be had."""
    options = options_from(arguments)
    log_to_stderr()
    with ExitStack() as files:
        try:
            sink = _sink(options, files)
        except OSError as fault:
            tell("file_unwritten", file=str(options.trace), why=str(fault))
            return 1
        window = open_window(options.size, "叫号", offscreen_size=options.size or OFFSCREEN)
        return _run(options, window, SystemClock(), sink)


def _run(options: Options, window: Window, clock: Clock, sink: Sink) -> int:
    fonts = Fonts(vendored(), lambda missing: log.warning("no glyph for %s", missing))
    program = _program(options, _screen(options, window), fonts, sink)
    shown = PresentingWindow(window, lambda: program.presented(clock.now()))
    picture = LivePicture(options.picture, report=log.warning) if options.picture else None
    stage = Stage(program, shown, fonts, picture)
    try:
        return show(stage, options, window.surface, clock, lambda: program.joined)
    except KeyboardInterrupt:
        return 0
    finally:
        program.close()
        window.close()


def _program(options: Options, screen: Screen, fonts: Fonts, sink: Sink) -> WallProgram:
    glass = Glass(
        screen=screen,
        view_distance_mm=options.view_distance_m * 1000,
        language=options.language,
        measure=fonts,
    )
    let_in, connect = admission(options, "display", log.warning), connector(options, "wall")
    return WallProgram(glass, let_in, connect, trace=Trace(sink), report=log.warning, server=options.server)


def _screen(options: Options, window: Window) -> Screen:
    screen = Screen(*window.surface.get_size(), options.diagonal_in)
    if (reach := reads_to_mm(screen) / 1000) < options.view_distance_m:
        log.warning("the smallest text of this screen is read from %.1f m at most", reach)
    return screen


def _sink(options: Options, files: ExitStack) -> Sink:
    if options.trace is None:
        return lambda _: None
    return written_to(files.enter_context(options.trace.open("a", encoding="utf-8")))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
