"""The kiosk behind its service menu, with staff before it."""

from __future__ import annotations

from common.screen.placements import texts
from common.screen.stage import Stage
from common.screen.theme import KIOSK
from common.screen.window import Tap
from common.words import Instant, Language
from kiosk.look import Look
from kiosk.paper_book import PaperBook
from kiosk.service.desk import Means, ServiceDesk
from kiosk.service.knowing import Known, Setting, facts_of
from kiosk.service.layout import Facts
from kiosk.service.secret import ServiceFile
from tests.programs.kiosk_stand import FONTS, GLASS, Stand
from tests.screens.kiosk_glass import touches_of

CODE = "408162"
LEFT, RIGHT = Tap(3, 3), Tap(GLASS.width - 3, 3)
GESTURE = (LEFT, RIGHT, LEFT, RIGHT, LEFT)


class Counter:
    """A kiosk behind its menu, with staff before it."""

    def __init__(self, stand: Stand, file: ServiceFile, *, speaks: bool = True) -> None:
        self.stand, self.file, self.book = stand, file, PaperBook(roll_m=80)
        self.book.turn_to("2026-11-23")
        self.said: list[tuple[str, Language]] = []
        setting = Setting("http://hall.example:8000", "tcp://192.0.2.7:9100", kept=True)

        def facts(language: Language, since: Instant) -> Facts:
            fault, start = stand.kiosk.state.fault, stand.kiosk.state.home_language
            known = Known("gate 1", stand.link.status == "joined", fault, 2, 0, start, speaks)
            wording = stand.kiosk.wording(language)
            return facts_of(known, setting, self.book.today, GLASS, since, wording)

        means = Means(
            file,
            stand.prints,
            facts,
            lambda: stand.link.status == "joined",
            self.book.new_roll,
            lambda text, language: self.said.append((text, language)),
        )
        self.desk = ServiceDesk(stand.kiosk, means, Look(GLASS, FONTS), KIOSK, "zh")
        self._stage = Stage(self.desk, stand.window, FONTS)
        self.frame()

    def frame(self) -> None:
        self.stand.hall.step()
        self._stage.frame(self.stand.hall.clock.at)

    def tap(self, *taps: Tap) -> None:
        for tap in taps:
            self.stand.hall.clock.at += 500
            self.stand.window.put(tap)
            self.frame()

    def touch(self, *touches: str) -> None:
        for touch in touches:
            areas = touches_of(self.desk.placements)
            self.tap(Tap(*areas[touch].rect.centre))

    def type(self, code: str) -> None:
        self.touch(*(f"digit:{digit}" for digit in code), "enter")

    def wait(self, ms: int) -> None:
        self.stand.hall.clock.at += ms
        self.frame()

    def scene(self) -> object:
        return self.desk.state.scene

    def shown(self) -> str:
        return "".join(texts(self.desk.placements)).replace(" ", "")
