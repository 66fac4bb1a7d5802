"""The kiosk's screen with the service menu before it: a screen program around the kiosk's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple, Protocol

from common.screen.geometry import Screen
from common.screen.keeping import AGAIN
from common.screen.placements import Placement, touched
from common.screen.stage import Frame
from common.screen.theme import Theme
from common.screen.window import Event, Key, Resized, Tap
from common.words import Instant, Language
from kiosk.look import Look
from kiosk.paper import Paper
from kiosk.printing import Prints
from kiosk.scene import SLOW
from kiosk.service.flow import (
    Deed,
    End,
    NewRoll,
    StartIn,
    Tell,
    TestPrint,
    TestVoice,
    closed,
    corner_touched,
    passed,
)
from kiosk.service.flow import touched as followed
from kiosk.service.layout import Facts, service_layout
from kiosk.service.scene import Menu, Service
from kiosk.service.secret import ServiceFile
from kiosk.wording import Wording


class Served(Protocol):
    """What is needed of the kiosk."""

    @property
    def placements(self) -> list[Placement]:
        """What is on the glass."""
        ...

    def tick(self, now: Instant) -> Frame:
        """See `common.screen.stage.Program`."""
        ...

    def handle(self, event: Event, now: Instant) -> None:
        """See `common.screen.stage.Program`."""
        ...

    def make_way(self, now: Instant) -> bool:
        """End the session for the menu; not while a number is on its way to a hand."""
        ...

    def start_in(self, language: Language) -> None:
        """Sessions start in that language."""
        ...

    def notice(self, code: str) -> None:
        """Tell the hall."""
        ...


class Means(NamedTuple):
    """What the menu does things with. `facts`: in a language, with since when `online` is what it is. `say`: aloud; none: this kiosk has no voice."""

    file: ServiceFile
    prints: Prints
    facts: Callable[[Language, Instant], Facts]
    online: Callable[[], bool]
    new_roll: Callable[[], None]
    say: Callable[[str, Language], None] | None = None


class ServiceDesk:
    """A `common.screen.stage.Program`. Closed, it only watches for the gesture; without a code not even that."""

    def __init__(self, kiosk: Served, means: Means, look: Look, theme: Theme, language: Language) -> None:
        self._kiosk, self._means, self._look, self._theme = kiosk, means, look, theme
        self._home_language = language
        self._shown: object = None
        self._now: Instant = 0
        self._link: tuple[bool, Instant] | None = None
        self.state = Service(language=language)
        self.placements: list[Placement] = []

    @property
    def is_open(self) -> bool:
        """Is it what stands on the glass?"""
        return self.state.scene is not None

    def tick(self, now: Instant) -> Frame:
        """See `Program`: the kiosk goes on behind it."""
        self._now = now
        frame = self._kiosk.tick(now)
        online = self._means.online()
        if self._link is None or self._link[0] != online:
            self._link = (online, now)
        self.state = passed(self.state, now)
        if not self.is_open:
            self._shown, self.placements = None, []
            return frame
        self._lay_out(now)
        return Frame(self.placements, self._theme)

    def handle(self, event: Event, now: Instant) -> None:
        """See `Program`."""
        self._now = now
        if isinstance(event, Resized):
            screen = Screen(*event.size, self._look.screen.diagonal_in)
            self._look, self._shown = replace(self._look, screen=screen), None
        if isinstance(event, Tap):
            self._tapped(event, now)
        elif not (self.is_open and isinstance(event, Key)):  # what a scanner types is nobody's now
            self._kiosk.handle(event, now)

    def touch(self, touch: str, now: Instant) -> None:
        """A finger on what the menu's layout calls `touch`."""
        self.state, deeds = followed(self.state, touch, now, self._means.file.opens)
        for deed in deeds:
            self._do(deed)

    def _tapped(self, tap: Tap, now: Instant) -> None:
        if self.is_open:
            if touch := touched(self.placements, tap.x, tap.y):
                self.touch(touch, now)
            return
        seen = corner_touched(self.state, self._corner(tap), now) if self._means.file.has_code else self.state
        if seen.scene is None:
            self._kiosk.handle(tap, now)
        elif self._kiosk.make_way(now):
            seen = replace(seen, language=self._home_language)
        else:
            seen = closed(seen)
        self.state = seen

    def _corner(self, tap: Tap) -> str:
        """Which of the two upper ones; both are above everything that can be touched."""
        side = self._look.target
        if tap.y >= side or touched(self._kiosk.placements, tap.x, tap.y):
            return ""
        if tap.x < side:
            return "left"
        return "right" if tap.x >= self._look.screen.width - side else ""

    def _lay_out(self, now: Instant) -> None:
        facts = self._facts(now)
        pause_s = -(-max(0, self.state.until - now) // 1000)
        shown = (self.state, facts, pause_s)
        if shown != self._shown:
            wording = Wording(self.state.language)
            self._shown, self.placements = shown, service_layout(self.state, facts, now, self._look, wording)

    def _facts(self, now: Instant) -> Facts:
        return self._means.facts(self.state.language, self._link[1] if self._link else now)

    def _do(self, deed: Deed) -> None:
        match deed:
            case TestPrint():
                self._test_print()
            case TestVoice() if self._means.say is not None:
                wording = Wording(self.state.language)
                self._means.say(wording.say("service.test_voice"), self.state.language)
            case NewRoll():
                self._means.new_roll()
            case StartIn(language=language):
                self._home_language = language
                self._means.file.set_language(language)
                self._kiosk.start_in(language)
            case Tell():
                self._kiosk.notice("service_code")
            case End(act=act):
                raise SystemExit(AGAIN if act == "restart" else 0)

    def _test_print(self) -> None:
        wording = Wording(self.state.language)
        device = self._facts(self._now).device
        number, matter = wording.say("service.test_number"), wording.say("service.test_matter")
        paper = Paper(
            hall=device,
            number=number,
            matter=matter,
            place="",
            ahead="",
            time=wording.stamp(self._now),
            is_test=True,
        )

        def ended(fault: str | None) -> None:
            if fault != SLOW and isinstance(self.state.scene, Menu):  # after that its outcome comes
                said = "printed" if fault is None else "unprinted"
                self.state = replace(self.state, scene=Menu(said=said))

        self._means.prints.submit(paper, ended)
