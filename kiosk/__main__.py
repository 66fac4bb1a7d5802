"""`python -m kiosk`: the composition of one kiosk."""

from __future__ import annotations

import logging
import socket
import sys
from collections.abc import Sequence
from typing import NamedTuple

from PIL import Image

from common.screen.coverage import blocks_of
from common.screen.fonts import Fonts, vendored
from common.screen.geometry import Screen
from common.screen.stage import Clock, LivePicture, Stage, SystemClock
from common.screen.start import admission, connector, log_to_stderr, show
from common.screen.stopping import WITHIN_S, stop_when_told
from common.screen.window import Window, open_window
from common.words import Instant, Language
from kiosk.alone.alone import OwnFiles
from kiosk.alone.last_view import LastView
from kiosk.alone.series import OwnSeries
from kiosk.connection import Connection
from kiosk.inquiry import HttpInquiries
from kiosk.lock import Lock
from kiosk.look import Look
from kiosk.mishap import Mishaps, told
from kiosk.open_numbers import OpenNumbers
from kiosk.options import LEAST_MM, OFFSCREEN, Options, is_small, options_from
from kiosk.paper import Paper, PaperFonts, ticket_image
from kiosk.paper_book import PaperBook
from kiosk.paper_side import PaperSide, counted_in
from kiosk.printers import AnsweringPrinter, NoPrinter
from kiosk.printing import PrintQueue, Watch
from kiosk.program import Fittings, Kiosk
from kiosk.restarting import is_kept, kept_running, times_ended
from kiosk.samples import scene_named
from kiosk.service.desk import Means, ServiceDesk
from kiosk.service.knowing import Known, Setting, facts_of
from kiosk.service.layout import Facts
from kiosk.service.secret import ServiceFile
from kiosk.slip import Slip, slip_image
from kiosk.slips import HttpPapers, SlipSide
from kiosk.sole import with_device
from kiosk.spoken import sentences
from kiosk.voice import Voice, open_voice

Prints = PrintQueue[Paper | Slip]
LAST_TICKET_S = 15.0
TEST_PACE = 3.5
"""Of the service menu's sentence, in syllables a second."""

log = logging.getLogger("kiosk")


class Printing(NamedTuple):
    """What prints, and the book of its paper."""

    prints: Prints
    book: PaperBook


class Kit(NamedTuple):
    """What the kiosk and its service menu both need."""

    connection: Connection
    own: OwnFiles
    mishaps: Mishaps
    service: ServiceFile
    voice: Voice | None


def main(arguments: Sequence[str]) -> int:
    """Run until the window is closed; 0, 1 if a shot was wanted and could not be had, or 2 if another kiosk has the device file."""
    options = options_from(arguments)
    log_to_stderr()
    stop_when_told(LAST_TICKET_S + WITHIN_S)
    if options.keep_running and options.shot is None:
        return kept_running(arguments, LAST_TICKET_S + WITHIN_S, log.warning)
    try:
        if options.shot is not None:
            return _one_kiosk(options)
        return with_device(options.device, lambda: _one_kiosk(options), log.warning)
    except KeyboardInterrupt:
        return 0
    except Exception as failure:  # its message may hold what is a resident's
        log.critical("ended by %s", told(failure))
        return 1


def _one_kiosk(options: Options) -> int:
    guard = Lock() if options.size is None and options.shot is None else None
    window = open_window(options.size, "取号", offscreen_size=options.size or OFFSCREEN, guard=guard)
    printing = _printing(options)
    prints = printing.prints
    try:
        return _run(options, window, printing, SystemClock())
    finally:
        prints.close(LAST_TICKET_S)
        prints.poll()  # what came out last is in a hand: the next start must not void it
        window.close()


def _run(options: Options, window: Window, printing: Printing, clock: Clock) -> int:
    fonts = Fonts(
        vendored(), lambda missing: log.warning("no glyph for a character of %s", blocks_of(missing))
    )
    kit = _kit(options)
    screen = Screen(*window.surface.get_size(), options.diagonal_in)
    if is_small(screen):
        log.warning(
            "a kiosk's screen needs %s by %s mm of glass; this one is smaller, and some texts are shortened",
            *LEAST_MM,
        )
    look = Look(screen, fonts)
    kiosk = _kiosk(options, kit, printing, look)
    picture = LivePicture(options.picture, report=log.warning) if options.picture else None
    stage = Stage(_desk(options, kit, printing, look, kiosk), window, fonts, picture)

    def dress() -> None:
        scene = scene_named(options.scene, kiosk.hall, clock.now())
        kiosk.show(scene, language=options.language, large=options.large)

    try:
        return show(stage, options, window.surface, clock, lambda: kiosk.is_ready, dress)
    finally:
        kiosk.close()


def _kit(options: Options) -> Kit:
    let_in = admission(options, "kiosk", log.warning)
    speaks = options.shot is None
    connect = connector(options, "kiosk")
    connection = Connection(let_in, connect, log.warning, options.server, speaks=speaks)
    file = options.device.with_name(f"{options.device.stem}-service.json")
    service = ServiceFile(None if options.shot else file, log.warning)
    if options.service_code is not None:
        service.set_code(options.service_code)
    voice = open_voice(0 if options.shot else options.volume, log.warning)
    return Kit(connection, _own(options), Mishaps(log.error), service, voice)


def _desk(options: Options, kit: Kit, printing: Printing, look: Look, kiosk: Kiosk) -> ServiceDesk:
    """The kiosk behind its service menu."""
    setting = Setting(options.server, options.printer_at, times_ended(), kept=is_kept())
    start, voice = kit.service.language or options.language, kit.voice
    kiosk.start_in(start)

    def facts(language: Language, since: Instant) -> Facts:
        unhanded = len([number for number in kit.own.own.numbers if not number.handed])
        name = f"{socket.gethostname()} {kit.connection.me}"
        fault, online = kiosk.state.fault, kit.connection.online
        begins, speaks = kiosk.state.home_language, voice is not None and voice.is_there
        known = Known(name, online, fault, unhanded, kit.mishaps.count, begins, speaks)
        return facts_of(known, setting, printing.book.today, look.screen, since, kiosk.wording(language))

    def say(text: str, language: Language) -> None:
        if voice is not None:
            voice.say(sentences([text], language, "yao"), language, TEST_PACE)

    online, new_roll = lambda: kit.connection.online, printing.book.new_roll
    means = Means(kit.service, printing.prints, facts, online, new_roll, say)
    return ServiceDesk(kiosk, means, look, options.theme, start)


def _kiosk(options: Options, kit: Kit, printing: Printing, look: Look) -> Kiosk:
    connection = kit.connection
    asked = (options.server, lambda: connection.token)
    # A picture takes no window's paper, and asks about no ticket: a sample's is nobody's.
    takes = options.shot is None and not isinstance(options.printer, NoPrinter)
    fittings = Fittings(
        _numbers(options),
        HttpInquiries(*asked) if options.shot is None else None,
        options.scanner,
        SlipSide(HttpPapers(*asked), printing.prints) if takes else None,
        mishaps=kit.mishaps,
        ended=times_ended(),
        papers=PaperSide(printing.book, printing.prints.seen, log.warning),
        own=kit.own,
        voice=kit.voice,
    )
    return Kiosk(connection, printing.prints, look, options.theme, options.language, fittings)


def _printing(options: Options) -> Printing:
    fonts = PaperFonts(vendored())

    def draw(paper: Paper | Slip) -> Image.Image:
        if isinstance(paper, Slip):
            return slip_image(paper, fonts, options.paper_mm)
        return ticket_image(paper, fonts, options.paper_mm)

    file = options.device.with_name(f"{options.device.stem}-paper.json")
    book = PaperBook(None if options.shot else file, roll_m=options.roll_m, report=log.warning)
    look = options.printer.look if isinstance(options.printer, AnsweringPrinter) else None
    watch = Watch(look) if look and options.shot is None else None
    return Printing(PrintQueue(options.printer, draw, watch=watch, on_end=counted_in(book)), book)


def _own(options: Options) -> OwnFiles:
    """Beside the token, for when the server is away; a shot gives no numbers."""
    files = [options.device.with_name(f"{options.device.stem}-{name}.json") for name in ("own", "view")]
    own, view = (None, None) if options.shot else files
    return OwnFiles(OwnSeries(own, log.warning), LastView(view, log.warning))


def _numbers(options: Options) -> OpenNumbers:
    """Beside the token; a shot leaves alone what the running kiosk has open."""
    file = options.device.with_name(f"{options.device.stem}-open.json")
    return OpenNumbers(None if options.shot else file, log.warning)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
