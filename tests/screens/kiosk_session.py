"""A kiosk's session in a test's hand."""

from __future__ import annotations

from dataclasses import replace

from common.messages import Issued, Refused
from common.words import Words
from kiosk.flow import step
from kiosk.happening import Answered, Event, Intent, Ticked, Touched
from kiosk.scene import Scene, State
from tests.screens.kiosk_hall import NINE, hall, issued

HALL = hall()
WELFARE = HALL.matters_of("welfare")[0].id
REFUSED = Refused(code="numbers_stopped", text=Words("今天已停止取号。"))


class Session:
    """One kiosk: `touch` and the like take what a resident takes between two touches."""

    def __init__(self, state: State | None = None) -> None:
        self.now = NINE
        self.hall = HALL
        self.online = True
        self.state = state or State(since=self.now, touched_at=self.now, fault=None)
        self.intents: list[Intent] = []

    def scene(self) -> object:
        return self.state.scene

    def warned(self) -> bool:
        return self.state.warned

    def happen(self, event: Event) -> list[Intent]:
        followed = step(self.state, event, self.now, self.hall, online=self.online)
        self.state = followed.state
        self.intents += followed.intents
        return list(followed.intents)

    def touch(self, *touches: str) -> list[Intent]:
        intents: list[Intent] = []
        for touch in touches:
            self.now += 1_000
            intents += self.happen(Touched(touch))
        return intents

    def touch_now(self, touch: str) -> list[Intent]:
        """At this very moment."""
        return self.happen(Touched(touch))

    def show(self, scene: Scene) -> None:
        """Some screen, a moment ago."""
        self.state = replace(self.state, scene=scene, since=self.now, touched_at=self.now)
        self.now += 1_000

    def wait(self, ms: int) -> list[Intent]:
        self.now += ms
        return self.happen(Ticked())

    def at_ticket(self) -> Issued:
        """A number has just been given."""
        self.touch("line:welfare", f"matter:{WELFARE}", "take")
        ticket = issued(matter=WELFARE)
        self.happen(Answered(self.state.asks, ticket))
        return ticket
