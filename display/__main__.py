"""`python -m display`: the composition of one screen."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import Any

from common.screen.coverage import blocks_of
from common.screen.fonts import Fonts, vendored
from common.screen.geometry import Screen
from common.screen.keeping import keep_running, same_program
from common.screen.stage import Clock, LivePicture, Stage, SystemClock
from common.screen.start import admission, connector, log_to_stderr, show, tell
from common.screen.stopping import stop_when_told
from common.screen.window import SoundDevices, Window, open_window
from display.folders import tell_absent
from display.glass import Glass
from display.media_folder import MediaFolder, in_thread
from display.options import OFFSCREEN, Options, options_from
from display.plate_folder import PLATES, PlateFolder
from display.plates import Plates
from display.presenting import PresentingWindow
from display.program import Face, ScreenProgram
from display.trace import Sink, Trace, written_to
from display.type_scale import reads_to_mm
from display.voice.command import main as voice_command
from display.voice.opening import open_voice
from display.voice.voice import SpokenVoice
from display.wall_face import WallFace
from display.window_face import WindowFace

log = logging.getLogger("display")


def main(arguments: Sequence[str]) -> int:
    """Run until the window is closed; 0, or 1 if a shot or a trace was wanted and could not be had."""
    if list(arguments[:1]) == ["voice"]:
        return voice_command(arguments[1:])
    options = options_from(arguments)
    log_to_stderr()
    stop_when_told()
    if options.keep_running and options.shot is None:
        return keep_running(same_program("display.kept", arguments), SystemClock(), log.warning)
    try:
        return _one_screen(options)
    except KeyboardInterrupt:
        return 0


def _one_screen(options: Options) -> int:
    with ExitStack() as files:
        try:
            sink = _sink(options, files)
        except OSError as fault:
            tell("file_unwritten", file=str(options.trace), why=str(fault))
            return 1
        in_thread(lambda: tell_absent(options.folders))
        window = open_window(options.size, "叫号", offscreen_size=options.size or OFFSCREEN)
        return _run(options, window, SystemClock(), sink)


def _run(options: Options, window: Window, clock: Clock, sink: Sink) -> int:
    def lacking(characters: str) -> None:
        log.warning("no glyph for a character of %s", blocks_of(characters))
        program.tell_fault("no_glyph", wrong=True)

    fonts, voice = Fonts(vendored(), lacking), _voice(options)
    glass = Glass(
        screen=_screen(options, window),
        view_distance_mm=options.view_distance_m * 1000,
        language=options.language,
        measure=fonts,
    )
    folder = _folder(options)
    program = _program(options, glass, Trace(sink), voice, folder)
    shown = PresentingWindow(window, lambda: program.presented(clock.now()), _follow(voice))
    picture = LivePicture(options.picture, report=log.warning) if options.picture else None
    stage = Stage(program, shown, fonts, picture)
    try:
        return show(
            stage,
            options,
            window.surface,
            clock,
            lambda: program.joined and not (folder is not None and folder.is_reading),
        )
    finally:
        if voice is not None:
            voice.close()
        program.close()
        window.close()


def _program(
    options: Options, glass: Glass, trace: Trace, voice: SpokenVoice | None, folder: MediaFolder | None
) -> ScreenProgram[Any]:
    audience = f"window:{options.window}" if options.screen == "window" else options.screen
    let_in, connect = admission(options, "display", log.warning), connector(options, audience)
    face = _face(options, glass, trace, voice, folder)
    program = ScreenProgram(glass, face, let_in, connect, report=log.warning, server=options.server)
    if voice is not None:
        voice.staff = program
    if folder is not None:
        folder.tell = lambda wrong: program.tell_fault("media_faulty", wrong=wrong)
    return program


def _folder(options: Options) -> MediaFolder | None:
    """Of names and photos for a window's own screen, of what plays between calls for any other."""
    if options.screen != "window":
        return MediaFolder(options.media, log.warning) if options.media is not None else None
    wanted = options.plates if options.plate == "name" else None
    return MediaFolder(wanted, log.warning, wanted=PLATES) if wanted is not None else None


def _face(
    options: Options, glass: Glass, trace: Trace, voice: SpokenVoice | None, folder: MediaFolder | None
) -> Face[Any]:
    if options.screen == "window":
        kind = options.plate
        known = PlateFolder(folder).plates if folder is not None else lambda _, __: Plates(kind)
        return WindowFace(glass, options.window, known)
    return WallFace(glass, trace, voice, media=folder, board_alone=options.screen == "board")


def _voice(options: Options) -> SpokenVoice | None:
    """A picture of the screen is taken in silence; windows and boards do not speak."""
    if options.shot is not None or options.screen != "wall":
        return None
    return open_voice(options.zone, options.voice, options.device, log.warning)


def _follow(voice: SpokenVoice | None) -> Callable[[SoundDevices], None]:
    """A loudspeaker that is plugged in later is found, one that is pulled out is missed."""
    return lambda event: voice.devices_changed(gone=event.gone) if voice is not None else None


def _screen(options: Options, window: Window) -> Screen:
    screen = Screen(*window.surface.get_size(), options.diagonal_in)
    reach = reads_to_mm(screen, alone=options.screen == "board") / 1000
    if options.screen != "window" and reach < options.view_distance_m:
        log.warning("the smallest text of this screen is read from %.1f m at most", reach)
    return screen


def _sink(options: Options, files: ExitStack) -> Sink:
    if options.trace is None:
        return lambda _: None
    return written_to(files.enter_context(options.trace.open("a", encoding="utf-8")))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
