"""A kiosk in a hall of one process, before whose glass a test stands."""

from __future__ import annotations

from pathlib import Path

from common.screen.fonts import Fonts, vendored
from common.screen.geometry import Screen
from common.screen.placements import Touch, texts
from common.screen.stage import Stage
from common.screen.theme import KIOSK
from common.screen.window import MemoryWindow, Tap
from kiosk.connection import Connection
from kiosk.look import Look
from kiosk.open_numbers import OpenNumbers
from kiosk.paper import Paper
from kiosk.printing import OnOutcome
from kiosk.program import Kiosk
from server.rules.order import Actor
from tests.live.one_process import OneProcess

FONTS = Fonts(vendored())
GLASS = Screen(540, 960, 21.5)
KIOSK_1, KIOSK_2 = Actor("kiosk:k1", frozenset({"kiosk"})), Actor("kiosk:k2", frozenset({"kiosk"}))


class Paired:
    """An admission that is there already."""

    def __init__(self, token: str = "t0ken") -> None:
        self.token = token
        self.code = ""
        self.refused = False

    def poll(self) -> None:
        pass

    def renew(self) -> None:
        pass


class HandPrinter:
    """Prints whose outcome the test gives."""

    def __init__(self) -> None:
        self.papers: list[Paper] = []
        self._waiting: list[OnOutcome] = []

    def submit(self, paper: Paper, on_outcome: OnOutcome) -> int:
        self.papers.append(paper)
        self._waiting.append(on_outcome)
        return len(self.papers)

    def poll(self) -> None:
        pass

    def end(self, fault: str | None = None) -> None:
        self._waiting.pop(0)(fault)


class Stand:
    """A kiosk in a hall of one process, before whose glass a test stands."""

    def __init__(self, hall: OneProcess, actor: Actor = KIOSK_1, file: Path | None = None) -> None:
        self.hall, self.prints = hall, HandPrinter()
        self.link = hall.link(actor, "kiosk")
        self.window = MemoryWindow((GLASS.width, GLASS.height))
        connection = Connection(Paired(), lambda _: self.link)
        look, numbers = Look(GLASS, FONTS), OpenNumbers(file)
        self.kiosk = Kiosk(connection, self.prints, look, KIOSK, numbers=numbers)
        self._stage = Stage(self.kiosk, self.window, FONTS)
        self.frame()

    def frame(self) -> None:
        self.hall.step()
        self._stage.frame(self.hall.clock.at)
        self.hall.step()
        self._stage.frame(self.hall.clock.at)

    def touch(self, *touches: str) -> None:
        """A finger in the middle of what is shown under that name."""
        for touch in touches:
            self.hall.clock.at += 1_000
            areas = [p for p in self.kiosk.placements if isinstance(p, Touch) and p.id == touch]
            assert areas, f"no {touch} on {texts(self.kiosk.placements)}"
            self.window.put(Tap(*areas[0].rect.centre))
            self.frame()

    def kill(self) -> None:
        """No power: nothing is closed, nothing is heard any more."""
        self.hall.links.remove(self.link)

    def pass_s(self, seconds: int) -> None:
        """Second by second, so that the link's heartbeats come."""
        for _ in range(seconds):
            self.hall.pass_s(1)
            self.frame()

    def scene(self) -> object:
        return self.kiosk.scene

    def waiting(self) -> int:
        return sum(len(line) for line in self.hall.lane.hall.lines.values())
