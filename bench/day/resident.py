"""A resident: touches the kiosk, waits for the number on the wall, walks, is served, goes home."""

from random import Random
from typing import Literal

from bench.day.crowd import Wish
from bench.day.floor import Floor, NoPaper, Paper, Shown
from bench.day.persons import Person
from common.words import Instant

Where = Literal[
    "outside", "at_kiosk", "waiting", "walking", "at_window", "elsewhere", "at_desk", "served", "gone"
]
Ask = Literal["re_enter", "withdraw", "step_back", "special", "why", ""]
"""What for at the desk."""
PATIENCE_MIN = (2, 5)
SPEAKS_UP_S = (30, 75)
ELSEWHERE_MIN = (5, 9)
ASKS_AGAIN_MIN = 4
NOT_WELCOME_AFTER_MIN = 6
"""Having stood unserved at a window for so long, I ask at the desk."""


class Resident:
    """`number` and `ticket` are on the paper. `where` ends as served or gone."""

    def __init__(self, wish: Wish, floor: Floor, random: Random) -> None:
        self.wish = wish
        self.where: Where = "outside"
        self.number = ""
        self.ticket = 0
        self.ask: Ask = ""
        self.habit = wish.habit
        self.service_s = wish.service_s
        self.person: Person | None = None  # whoever files something
        self.lacks = 0  # so many of the papers
        self.has_filed = False
        self._floor, self._random = floor, random
        self._next: Instant = wish.at
        self._heeded: Shown | None = None
        self._window = 0
        self._patient_until: Instant | None = None
        self._ask_again_at: Instant | None = None
        self._expected = False  # at the window: begun, or told to come back to it

    @property
    def over(self) -> bool:
        """Nothing more will come of this visit."""
        return self.where in ("served", "gone")

    def act(self, now: Instant) -> None:
        """Do what is due."""
        match self.where:
            case "outside" if now >= self._next and self.ticket:
                self._go_to_desk("re_enter")  # with yesterday's number
            case "outside" if now >= self._next:
                self.where = "at_kiosk"
                self._floor.before_kiosk.append(self)
            case "waiting":
                self._wait(now)
            case "walking" if now >= self._next:
                self._step_up(now)
            case "at_window":
                self._stand(now)
            case "elsewhere" if now >= self._next:
                self._look_again(now)

    # -- what others do to me ---------------------------------------------------------------------

    def take(self, outcome: Paper | NoPaper, now: Instant) -> None:
        """The kiosk's paper, or its refusal: in a pause one stays and tries again."""
        if isinstance(outcome, NoPaper):
            if self._floor.paused or outcome.code == "hall_paused":
                self._floor.before_kiosk.appendleft(self)
            else:
                self.where = "gone"
            return
        self.number, self.ticket = outcome.number, outcome.ticket
        self._floor.holders[self.number] = self
        self.where = "waiting"  # a quick clerk's call may be on the wall before the paper is out
        if self.habit in ("gives_up", "says_goodbye"):
            self._patient_until = now + self._random.randint(*PATIENCE_MIN) * 60_000
        elif self.habit in ("not_yet", "frail"):
            self._patient_until = now + self._random.randint(*SPEAKS_UP_S) * 1000

    def has_kept(self, paper: Paper) -> None:
        """From the evening before."""
        self.number, self.ticket = paper.number, paper.ticket
        self._floor.holders[self.number] = self

    def is_told_why(self) -> None:
        """At the desk; the wall is looked at again, at what it showed meanwhile too."""
        if self.where == "at_desk":
            self.where, self.ask = "waiting", ""

    def is_told_to_wait(self, now: Instant) -> None:
        """At the desk; somebody may have called me away from it meanwhile."""
        if self.where == "at_desk":
            self.wait_on(now)
            self._ask_again_at = now + ASKS_AGAIN_MIN * 60_000

    def wait_on(self, now: Instant) -> None:
        """Sit down and look at the wall: what it showed so far is heeded."""
        self.where, self.ask, self._ask_again_at = "waiting", "", None
        self._heeded = self._floor.shown.get(self.number)
        self._floor.leave_window(self)

    def come_to(self, window: int, now: Instant) -> None:
        """A clerk asks me over; whoever is on the way, or not in the hall, comes or does not come anyway."""
        if self.where in ("waiting", "at_desk") or (self.where == "at_window" and self._window != window):
            self._floor.leave_window(self)
            self._walk(window, now)

    def is_welcomed(self) -> None:
        """The clerk has begun."""
        self._expected = True

    def is_done(self) -> None:
        """Served."""
        self._floor.leave_window(self)
        self.where = "served"

    def fetch_copy(self, now: Instant) -> None:
        """Go for what is missing and come back to the same window."""
        self.habit, self._expected = "plain", True
        self._floor.leave_window(self)
        self._walk(self._window, now)
        self._next = now + self._random.randint(*ELSEWHERE_MIN) * 60_000

    def is_sent_on(self, now: Instant) -> None:
        """To another line, with the same number."""
        self.habit = "plain"
        self.wait_on(now)

    def is_gone(self) -> None:
        """Out of the hall."""
        self._floor.leave_window(self)
        self.where = "gone"

    # -- what I do --------------------------------------------------------------------------------

    def _wait(self, now: Instant) -> None:
        call = self._floor.shown.get(self.number)
        if call is not None and call != self._heeded:
            self._heed(call, now)
        elif self._patient_until is not None and now >= self._patient_until:
            self._lose_patience()
        elif self._ask_again_at is not None and now >= self._ask_again_at:
            self._go_to_desk("re_enter")
        elif self._heeded is None and self.habit == "plain" and self._floor.wonders(self.number):
            self._go_to_desk("why")

    def _heed(self, call: Shown, now: Instant) -> None:
        self._heeded, self._expected = call, False
        if self.habit == "misses_call":
            self.where = "elsewhere"
            self._next = now + self._random.randint(*ELSEWHERE_MIN) * 60_000
        else:
            self._walk(call.window, now)

    def _lose_patience(self) -> None:
        self._patient_until = None
        match self.habit:
            case "says_goodbye":
                self._go_to_desk("withdraw")
            case "not_yet":
                self._go_to_desk("step_back")
            case "frail":
                self._go_to_desk("special")
            case _:
                self.is_gone()

    def _walk(self, window: int, now: Instant) -> None:
        self.where, self._window = "walking", window
        self._next = now + self.wish.walk_s * 1000

    def _step_up(self, now: Instant) -> None:
        self.where = "at_window"
        self._next = now + NOT_WELCOME_AFTER_MIN * 60_000
        self._floor.stand_before(self._window, self)

    def _stand(self, now: Instant) -> None:
        """Follow a newer call; ask at the desk if nobody begins."""
        call = self._floor.shown.get(self.number)
        if call is not None and call != self._heeded:
            self._heeded = call
            self._step_up(now) if call.window == self._window else self._walk(call.window, now)
        elif not self._expected and now >= self._next:
            self._floor.leave_window(self)
            self._go_to_desk("re_enter")

    def _look_again(self, now: Instant) -> None:
        """Back in the hall: the number has gone by."""
        self.habit = "plain"
        self._go_to_desk("re_enter")

    def _go_to_desk(self, ask: Ask) -> None:
        self.where, self.ask = "at_desk", ask
        self._floor.at_desk.append(self)
