"""A B who works elsewhere in the town hall: is called, says to be coming, comes, serves, and goes again (AB-14)."""

from random import Random

from bench.day.serving import Serving
from bench.day.terminal import Terminal
from bench.day.world import World
from common import commands as c
from common.messages import AnyAnswer
from common.words import Instant
from server.rules.hours import MINUTE_MS

ANSWERS_S = 30
WAY_MIN = 3
RETRY_S = 15


class Outside:
    """Knows what the terminal says, and sits down at the window of the post that called."""

    def __init__(self, staff: str, world: World, random: Random) -> None:
        self.staff = staff
        self._world = world
        self._terminal = Terminal(world.open_link(staff, f"clerk:{staff}"), world.record)
        self._serving = Serving(staff, world, random)
        self._arrives_at: Instant | None = None
        self._window = 0
        self._next: Instant = 0
        self._now: Instant = 0

    @property
    def over(self) -> bool:
        """Not in the hall."""
        return self._terminal.row("me").get("window") is None

    def act(self, now: Instant) -> None:
        """Do what is due."""
        self._now = now
        if not self._terminal.look(now) or now < self._next:
            return
        hand = self._serving.notice(self._terminal, now)
        if not self.over:
            self._work(hand)
        elif self._arrives_at is not None and now >= self._arrives_at:
            self._sit_down()
        elif self._arrives_at is None:
            self._answer()

    def _answer(self) -> None:
        called = self._terminal.asked("call")
        if not called or self._now < called[0]["at"] + ANSWERS_S * 1000:
            return
        post = called[0]["post"]
        self._window = self._terminal.rows("posts")[post]["home"]

        def done(_: AnyAnswer) -> None:
            self._arrives_at = self._now + WAY_MIN * MINUTE_MS
            self._world.record.moves["called_from_outside"] += 1
            self._note(f"is called to {post} from outside the hall and is on the way")

        self._next = self._now + RETRY_S * 1000
        self._terminal.ask(c.AnswerCall(post=post, coming=True), done)

    def _sit_down(self) -> None:
        """Unless A was quicker."""
        posts = self._terminal.rows("posts").values()
        if all(row["coming"] != self.staff for row in posts):
            self._arrives_at = None
            return

        def done(_: AnyAnswer) -> None:
            self._arrives_at = None
            self._world.record.moves["came_from_outside"] += 1
            self._note(f"has come from outside the hall and serves at window {self._window}")

        self._next = self._now + RETRY_S * 1000
        self._terminal.ask(c.SitDown(window=self._window), done, lambda: not self.over)

    def _work(self, hand: dict[str, object]) -> None:
        """As long as the post needs it; A has the chair as soon as nobody is in hand."""
        serves = bool(self._terminal.row("me").get("serves"))
        wanted = self._window in self._world.floor.wants_seat
        if hand or (serves and not wanted):
            self._serving.act(self._terminal, hand, calling=serves and not wanted)
        else:
            self._terminal.ask(c.StandUp(reason="other"), self._left, lambda: self.over)

    def _left(self, _: AnyAnswer) -> None:
        self._note("goes back to the own office")

    def _note(self, text: str) -> None:
        self._world.record.note(self._now, f"{self.staff} {text}")
