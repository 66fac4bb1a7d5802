"""What stands on the screens of a one-process day, laid out as it is drawn and read as it is read."""

from collections.abc import Callable

from common.fold import View
from common.screen.fonts import Fonts, vendored
from common.screen.geometry import Screen
from common.screen.placements import texts
from common.words import Instant, Language
from display.glass import Glass
from display.reading import Reading
from display.trace import Trace
from display.wall_face import WallFace
from display.wall_state import Health

EVERY_MS = 15 * 60_000
PAGES, STAYS_MS = 6, 30_000
SCREEN = Screen(1920, 1080, 55)
Read = Callable[[str], object]


class ReadScreens:
    """Now and then the pages of a wall and of a screen with the board alone, one after the other, in both languages."""

    def __init__(self, read: Read) -> None:
        fonts, self._read = Fonts(vendored()), read
        self._faces = [
            _face(fonts, language, alone=alone) for language in ("zh", "en") for alone in (False, True)
        ]
        self._reading = Reading(self._fail)
        self._at: Instant = 0

    def look(self, view: View, now: Instant) -> None:
        """At what the wall was sent."""
        if now < self._at or not view:
            return
        self._at = now + EVERY_MS
        tables = self._reading.read(view)
        for face in self._faces if tables.hall is not None else ():
            assert tables.hall is not None
            for page in range(PAGES):
                at = now + page * STAYS_MS
                self._read("\n".join(texts(face.place(face.see(tables, tables.hall, Health(at, 0), at)))))

    def _fail(self, fault: str) -> None:
        raise ValueError(fault)


def _face(fonts: Fonts, language: Language, *, alone: bool) -> WallFace:
    glass = Glass(screen=SCREEN, view_distance_mm=6000, language=language, measure=fonts)
    return WallFace(glass, Trace(lambda _: None), board_alone=alone)
