"""A voice, the hall it speaks in, and its staff."""

from __future__ import annotations

from pathlib import Path

import msgspec

from common.rows import CallRow, HallRow, WindowRow
from common.rows_public import VoiceManner
from common.words import Instant, Words
from display.aloud import Aloud
from display.faults import Fault
from display.reading import Tables
from display.voice.acts import Dropped
from display.voice.begun import Begun
from display.voice.settings import WHOLE_HALL
from display.voice.voice import SpokenVoice
from tests.screens.wall_hall import hall
from tests.voice.stand import NOW, Instantly, PaperLoudspeaker


class Hall:
    """A voice, its hall and its staff."""

    def __init__(self, file: Path | None = None, zone: str = WHOLE_HALL, **manner: object) -> None:
        self.now: Instant = NOW
        self.file, self.zone = file, zone
        self.hall: HallRow = msgspec.structs.replace(hall(), voice=VoiceManner(**manner))  # type: ignore[arg-type]
        self.windows: tuple[WindowRow, ...] = ()
        self.calls: tuple[CallRow, ...] = ()
        self.unspoken: list[Dropped] = []
        self.wrong: set[Fault] = set()
        self.reports: list[str] = []
        self.start()

    def start(self) -> None:
        """The program is started (again)."""
        self.maker = Instantly()
        self.speaker = PaperLoudspeaker(lambda: self.now)
        self.voice = SpokenVoice(self.maker, self.speaker, Begun(self.file, self.reports.append), self.zone)
        self.voice.staff = self
        self.frame()

    def tell_fault(self, fault: Fault, *, wrong: bool) -> None:
        (self.wrong.add if wrong else self.wrong.discard)(fault)

    def tell_unspoken(self, dropped: Dropped) -> None:
        self.unspoken.append(dropped)

    def frame(self) -> Aloud:
        tables = Tables(hall=self.hall, windows=self.windows, calls=self.calls)
        return self.voice.tick(tables, [], self.now, hero_held=False)

    def live(self, seconds: float) -> None:
        for _ in range(round(seconds * 10)):
            self.frame()
            self.now += 100

    def call(self, *rows: CallRow) -> None:
        self.calls = (*self.calls, *rows)

    @property
    def said(self) -> list[str]:
        """What was heard, sentence by sentence; the maker gives each sentence samples of a value of its own."""
        return [self.maker.sentences[max(heard.samples) - 1000] for heard in self.speaker.heard]


def window(number: int, zone: str) -> WindowRow:
    return WindowRow(
        number=number, name=Words("窗口"), clerk=None, away=None, away_until=None, state="free", ticket=None,
        since=None, zone=zone,
    )  # fmt: skip
