"""A wall on a stand: the real program, link, painter and fonts, over a wire and a clock moved by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pygame

from common.fold import View
from common.link import Link
from common.messages import Announcement, Joined
from common.rows import CallRow, Row
from common.screen.fonts import Fonts
from common.screen.geometry import Rect, Screen
from common.screen.placements import texts
from common.screen.stage import Stage
from common.screen.window import MemoryWindow
from common.words import Instant, Language
from display.presenting import PresentingWindow
from display.program import Glass, WallProgram
from display.trace import CasePresented, Presented, Trace
from tests.live.wires import HandClock, HandWire
from tests.screens.wall_hall import at, view

START = at("10:00")
SERVER = "http://hall.example:8000"


class HandAdmission:
    """A token, or a code until the test gives one."""

    def __init__(self, token: str | None = "token") -> None:
        self.token = token
        self.code = ""
        self.refused = False
        self.renewed = 0

    def poll(self) -> None:
        pass

    def renew(self) -> None:
        self.renewed += 1


class CountingWindow(MemoryWindow):
    """Remembers what was repainted in the last frame."""

    def __init__(self, size: tuple[int, int]) -> None:
        super().__init__(size)
        self.changed: list[Rect] = []

    def present(self, changed: Any) -> None:
        self.changed = list(changed)


class Stand:
    """One wall. `upto` is the version it has been told."""

    def __init__(
        self, fonts: Fonts, *, size: tuple[int, int] = (1280, 720), language: Language = "zh",
        admission: HandAdmission | None = None,
    ) -> None:  # fmt: skip
        self.clock = HandClock(0.0)
        self.wires: list[HandWire] = []
        self.admission = admission or HandAdmission()
        self.reports: list[str] = []
        self.seen: list[Presented] = []
        self.seen_cases: list[CasePresented] = []
        self.upto = 7
        glass = Glass(screen=Screen(*size, 55), view_distance_mm=6000, language=language, measure=fonts)
        self.program = WallProgram(
            glass,
            self.admission,
            self._connect,
            trace=Trace(self.see),
            report=self.reports.append,
            server=SERVER,
        )
        self.window = CountingWindow(size)
        window = PresentingWindow(self.window, lambda: self.program.presented(self.now))
        self.stage = Stage(self.program, window, fonts)

    def see(self, seen: Presented | CasePresented) -> None:
        """What a frame held: calls in `seen`, cases in `seen_cases`."""
        if isinstance(seen, CasePresented):
            self.seen_cases.append(seen)
        else:
            self.seen.append(seen)

    def _connect(self, token: str) -> Link:
        self.wires.append(HandWire())
        return Link(self.wires[-1], "wall", clock=self.clock)

    @property
    def wire(self) -> HandWire:
        return self.wires[-1]

    @property
    def now(self) -> Instant:
        return START + round(self.clock.at * 1000)

    @property
    def surface(self) -> pygame.Surface:
        return self.window.surface

    def frame(self, after_s: float = 0.0) -> list[str]:
        """Let time pass, show a frame; what is to be read on it."""
        self.clock.pass_s(after_s)
        self.stage.frame(self.now)
        return texts(self.program.tick(self.now).placements)

    def frames(self, seconds: float, each_s: float = 0.1, then: Callable[[], None] = lambda: None) -> None:
        """Frames for so long, with heartbeats."""
        for nth in range(round(seconds / each_s)):
            if nth % max(1, round(5 / each_s)) == 0:
                self.beat()
            self.frame(each_s)
            then()

    def join(self, given: View | None = None, ledger_id: str = "ledger") -> list[str]:
        """Come up and be given the whole view."""
        self.frame()
        self.wire.come_up()
        self.frame()
        return self.accept(given, ledger_id)

    def accept(self, given: View | None = None, ledger_id: str = "ledger") -> list[str]:
        joined = Joined(
            ledger_id=ledger_id,
            upto=self.upto,
            now=self.now,
            audience="wall",
            me="display:d1",
            view=given or view(),
        )
        self.wire.answer("join", {"ok": True, "joined": joined})
        return self.frame()

    def beat(self) -> None:
        self.wire.beat(self.upto, now=self.now)

    def change(self, rows: dict[str, Row], announce: list[Announcement] | None = None) -> None:
        """Rows by "table/id", as the next version."""
        put: dict[str, dict[str, Any]] = {}
        for name, row in rows.items():
            table, _, row_id = name.partition("/")
            put.setdefault(table, {})[row_id] = msgspec.to_builtins(row)
        self.wire.say_change(self.upto, self.upto + 1, put, announce=announce or [])
        self.upto += 1

    def call(self, row: CallRow, kind: Any = "called") -> None:
        """A call, as the server tells it: row and announcement in one change."""
        said = Announcement(
            kind=kind,
            version=self.upto + 1,
            at=row.called_at,
            number=row.number,
            ticket=row.ticket,
            window=row.window,
        )
        self.change({f"calls/{row.ticket}": row}, [said])
