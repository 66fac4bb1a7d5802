"""A clerk: comes, serves, goes away and comes back as the script says, goes home when nobody waits."""

from collections import deque
from collections.abc import Iterable
from random import Random
from typing import Literal

from bench.day.appointed import Appointed
from bench.day.noticing import Noticing, budget_left_ms, gives_numbers
from bench.day.script import Cue
from bench.day.serving import Serving
from bench.day.terminal import Terminal
from bench.day.world import World
from common import commands as c
from common.messages import AnyAnswer
from common.words import Instant
from server.rules.hours import MINUTE_MS

State = Literal["out", "arriving", "seated", "away", "at_lunch", "dark", "home"]
SLIPS_WITHIN_MIN = 6
"""Who slips away does so from the middle of a service, if one comes up so soon after the cue."""
LUNCH_WITHIN_MIN = 15
"""At noon whoever waits is served first, for so long."""
RETRY_S = 15


class Clerk:
    """`window` is the clerk's own. Everything the clerk knows stands on the terminal, or before the window."""

    def __init__(self, staff: str, window: int, cues: Iterable[Cue], world: World, random: Random) -> None:
        self.staff, self.window = staff, window
        self.state: State = "out"
        self._world = world
        self._cues = deque(
            Appointed(cue, world.day.at(cue.at), world.day.at(cue.until) if cue.until else None)
            for cue in cues
            if cue.who == staff
        )
        self._serving = Serving(staff, world, random)
        self._terminal: Terminal | None = None
        self._back_at: Instant = 0
        self._retry_at: Instant = 0
        self._noticing = Noticing(staff, world)
        self._now: Instant = 0

    @property
    def over(self) -> bool:
        """Gone home."""
        return self.state == "home"

    def in_place(self, now: Instant) -> bool:
        """Seated, or not due yet."""
        return self.state == "seated" or (self.state == "out" and self._cues[0].at > now)

    def act(self, now: Instant) -> None:
        """Do what is due."""
        self._now = now
        if self._terminal is None:
            self._sign_in()
            return
        may_press = self._terminal.look(now)
        if self._terminal.has_news():
            self._noticing.notice(self._terminal, now)
        if may_press and self._noticing.answer(self._terminal, now):
            return
        if may_press and self.state == "seated":
            self._work(self._terminal)
        elif may_press and self._terminal is not None:
            self._serving.notice(self._terminal, now)
            self._return(self._terminal)

    # -- at the window ----------------------------------------------------------------------------

    def _work(self, terminal: Terminal) -> None:
        hand = self._serving.notice(terminal, self._now)
        due = self._due()
        if due is None:
            if not self._change_seat(terminal, hand):
                settled = terminal.row("me").get("window") == self._seat(terminal)
                self._serving.act(terminal, hand, calling=settled or self._now < self._retry_at)
        elif self._now >= self._retry_at and self._may_go(terminal, due, hand):
            self._go(terminal, due)
        else:
            self._serving.act(terminal, hand, calling=self._serves_on(due))

    def _due(self) -> Appointed | None:
        while self._cues and self._cues[0].lapsed(self._now):
            self._cues.popleft()
        return self._cues[0] if self._cues and self._now >= self._cues[0].at else None

    def _may_go(self, terminal: Terminal, due: Appointed, hand: dict[str, object]) -> bool:
        """Nobody is left standing, except by who slips away or goes dark."""
        late_ms = self._now - due.at
        match due.cue.doing:
            case "slip_away":
                return hand.get("state") == "serving" or late_ms >= SLIPS_WITHIN_MIN * MINUTE_MS
            case "go_dark":
                return True
            case "lunch":
                late = late_ms >= LUNCH_WITHIN_MIN * MINUTE_MS
                return not hand and (late or self._serving.nothing_left(terminal))
            case "go_home":
                return not hand and not gives_numbers(terminal) and self._serving.nothing_left(terminal)
            case _:
                return not hand

    def _serves_on(self, due: Appointed) -> bool:
        """Whether the next one is still called while the cue waits to be followed."""
        if due.cue.doing == "lunch":
            return self._now < due.at + LUNCH_WITHIN_MIN * MINUTE_MS
        return due.cue.doing in ("go_home", "slip_away")

    # -- where to sit -----------------------------------------------------------------------------

    def _change_seat(self, terminal: Terminal, hand: dict[str, object]) -> bool:
        """B goes to A's window where the post is covered there, and back when A wants it (AB-13)."""
        here, there = terminal.row("me").get("window"), self._seat(terminal)
        if hand or here == there or self._now < self._retry_at:
            return False
        seated = lambda: terminal.row("me").get("window") == there  # noqa: E731
        done = lambda _: self._note(f"moves to window {there}")  # noqa: E731
        terminal.ask(c.SitDown(window=there), done, seated, self._refused)
        return True

    def _seat(self, terminal: Terminal) -> int:
        for row in terminal.rows("posts").values():
            covers = row["clerk"] == self.staff and row["state"] == "b_role"
            if covers and row["cover_at"] == "a_window" and row["home"] not in self._world.floor.wants_seat:
                return int(row["home"])
        return self.window

    # -- going ------------------------------------------------------------------------------------

    def _go(self, terminal: Terminal, due: Appointed) -> None:
        cue = due.cue
        match cue.doing:
            case "step_away" if self._budget_ms(terminal) < self._world.grace_ms // 2:
                self._cues.remove(due)  # no moment left to go in
            case "step_away":
                until = due.back_at(self._now, self._world.grace_ms)
                self._leave(terminal, due, c.StepAway(reason=cue.reason, until=until))
            case "slip_away" | "overstay":
                self._leave(terminal, due, c.StepAway(reason=cue.reason))
            case "official":
                until = due.until or self._now + MINUTE_MS
                self._leave(terminal, due, c.AskOfficial(reason=cue.reason, until=until))
            case "hand_over":
                command = c.HandOver(reason=cue.reason, until=due.until, note=cue.note)
                self._leave(terminal, due, command)
            case "lunch" | "lunch_turn" | "go_home":
                self._stand_up(terminal, due)
            case "go_dark":
                self._go_dark(terminal, due)

    def _leave(self, terminal: Terminal, due: Appointed, command: c.ClientCommand) -> None:
        doing = due.cue.doing
        grace_ms = 0 if doing in _PROPER else min(self._world.grace_ms, self._budget_ms(terminal))
        pressed = self._world.absent_from[self.staff] = self._now + grace_ms
        if doing in _PROPER:
            self._world.proper[self.staff] = _PROPER[doing]
        back = self._world.day.clock(due.until) if due.until else ""

        def done(_: AnyAnswer) -> None:
            effective = self._world.absent_from[self.staff] = self._now + grace_ms
            self._world.record.took_effect(self.staff, pressed, effective)
            self._note(_LEFT[doing].format(until=back, reason=due.cue.reason))
            self._world.record.moves["over_budget"] += doing == "overstay" and grace_ms < self._world.grace_ms
            self._is_away(due, "away")

        def seen() -> bool:
            me = terminal.row("me")
            return me.get("away") is not None or me.get("window") is None or doing == "official"

        terminal.ask(command, done, seen, self._refused)

    def _budget_ms(self, terminal: Terminal) -> int:
        return budget_left_ms(terminal.row("me"), terminal.row("hall"), self._now)

    def _stand_up(self, terminal: Terminal, due: Appointed) -> None:
        pressed = self._world.absent_from[self.staff] = self._now
        if due.cue.doing == "lunch_turn":
            self._world.proper[self.staff] = "at lunch by turns"

        def done(_: AnyAnswer) -> None:
            self._world.absent_from[self.staff] = self._now
            self._world.record.took_effect(self.staff, pressed, self._now)
            self._note(_STANDS_UP[due.cue.doing])
            self._world.record.moves["lunch_turns"] += due.cue.doing == "lunch_turn"
            self._is_away(due, "at_lunch")
            if due.until is None:
                terminal.close()
                self.state = "home"

        command = c.StandUp(reason=due.cue.reason, until=due.until)
        terminal.ask(command, done, lambda: terminal.row("me").get("window") is None, self._refused)

    def _go_dark(self, terminal: Terminal, due: Appointed) -> None:
        self._world.absent_from[self.staff] = self._now + self._world.grace_ms
        self._is_away(due, "dark")
        self._note("closes the page and is gone, without a word")
        terminal.close()
        self._terminal = None

    def _is_away(self, due: Appointed, state: State) -> None:
        self.state, self._back_at = state, due.back_at(self._now, self._world.grace_ms) or 0
        self._cues.remove(due)

    def _refused(self, _: object) -> None:
        self._world.absent_from.pop(self.staff, None)
        self._world.proper.pop(self.staff, None)
        self._retry_at = self._now + RETRY_S * 1000

    # -- coming -----------------------------------------------------------------------------------

    def _sign_in(self) -> None:
        """In the morning, or after having gone dark."""
        arrives = self._due() if self.state == "out" else None
        comes_back = self.state == "dark" and self._now >= self._back_at
        if arrives is None and not comes_back:
            return
        if arrives is not None:
            self._cues.remove(arrives)
            self.state = "arriving"
        link = self._world.open_link(self.staff, f"clerk:{self.staff}")
        self._terminal = Terminal(link, self._world.record)

    def _return(self, terminal: Terminal) -> None:
        if self._now < max(self._back_at, self._retry_at):
            return
        if terminal.row("me").get("window") is None:
            seated = lambda: terminal.row("me").get("window") == self.window  # noqa: E731
            terminal.ask(c.SitDown(window=self.window), self._is_back, seated, self._wants_seat)
        elif self._counts_as_away(terminal):
            here = lambda: not self._counts_as_away(terminal)  # noqa: E731
            terminal.ask(c.ComeBack(), self._is_back, here, self._refused)
        else:
            self._is_back(None)

    def _wants_seat(self, refused: object) -> None:
        """B still sits there: I stand behind the chair until it is free."""
        self._world.floor.wants_seat[self.window] = self.staff
        self._refused(refused)

    def _is_back(self, _: object) -> None:
        self._note(self._arrival())
        self.state = "seated"
        self._world.proper.pop(self.staff, None)
        self._world.absent_from.pop(self.staff, None)
        self._world.floor.wants_seat.pop(self.window, None)

    def _arrival(self) -> str:
        if self.state == "arriving":
            is_first = self._now <= self._world.day.start + MINUTE_MS
            return f"is at window {self.window}" if is_first else f"sits down at window {self.window}"
        within_grace = self.state == "away" and self._world.absent_from.get(self.staff, 0) > self._now
        return "is back within the grace: no absence" if within_grace else "is back"

    def _counts_as_away(self, terminal: Terminal) -> bool:
        me = terminal.row("me")
        return me.get("away") is not None or me.get("silent_since") is not None

    def _note(self, text: str) -> None:
        self._world.record.note(self._now, f"{self.staff} {text}")


_PROPER = {"hand_over": "handed over", "official": "agreed to"}
"""No grace has to pass."""
_LEFT = {
    "step_away": "steps away for a moment ({reason})",
    "overstay": "steps away once more ({reason}): the budget of moments is nearly used up",
    "official": "asks for a short official absence ({reason}, back {until})",
    "hand_over": "hands over and leaves ({reason}, back {until})",
    "slip_away": "leaves without a handover, without a word",
}
_STANDS_UP = {
    "lunch": "goes to lunch",
    "lunch_turn": "goes to lunch by turns: the window is covered",
    "go_home": "goes home",
}
