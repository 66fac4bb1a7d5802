"""What a clerk's own terminal says of cover, and what it asks: posts that come, loads that are shared, standing in."""

from typing import Any

from bench.day.record import Takeover
from bench.day.terminal import Terminal
from bench.day.world import World
from common import commands as c
from common.messages import AnyAnswer
from common.words import Instant
from server.rules.hours import MINUTE_MS


class Noticing:
    """One clerk's."""

    def __init__(self, staff: str, world: World) -> None:
        self.staff = staff
        self._world = world
        self._served: frozenset[str] = frozenset()
        self._shared: frozenset[str] = frozenset()
        self._now: Instant = 0

    def notice(self, terminal: Terminal, now: Instant) -> None:
        """A post appears on my terminal that is not mine: from now on I can call its residents (AB-3, AB-9)."""
        self._now = now
        serves = frozenset(terminal.row("me").get("serves", ()))
        came, self._served = serves - self._served, serves
        self._notice_sharing(frozenset(terminal.row("me").get("shares", ())))
        if terminal.row("hall").get("phase") != "open" or not gives_numbers(terminal):
            return  # who leaves now has gone home
        for post in sorted(came):
            row = terminal.rows("posts")[post]
            if row["a_role"] != self.staff:
                self._took_over(post, row["a_role"], row["state"])

    def answer(self, terminal: Terminal, now: Instant) -> bool:
        """Whoever is asked to stand in answers; the first of the day cannot leave the own line (AB-18)."""
        self._now = now
        asked = [row["post"] for row in terminal.asked("stand_in")]
        if not asked:
            return False
        accept = self._world.record.moves["stand_ins_declined"] > 0

        def done(_: AnyAnswer) -> None:
            self._world.record.moves["stand_ins_accepted" if accept else "stand_ins_declined"] += 1
            said = "agrees" if accept else "is needed in the own line and declines"
            self._note(f"{said} to stand in at {asked[0]}")

        def seen() -> bool:
            return all(row["post"] != asked[0] for row in terminal.asked("stand_in"))

        terminal.ask(c.AnswerStandIn(post=asked[0], accept=accept), done, seen)
        return True

    def _notice_sharing(self, shares: frozenset[str]) -> None:
        began, over = shares - self._shared, self._shared - shares
        self._shared = shares
        for post in sorted(began):
            self._world.record.moves["sharings_begun"] += 1
            self._note(f"shares the load of {post}: its claims count later here than the own line's")
        for post in sorted(over):
            self._world.record.moves["sharings_ended"] += 1
            self._note(f"shares the load of {post} no longer")

    def _took_over(self, post: str, a_role: str, state: str) -> None:
        since = self._world.absent_from.get(a_role) if state == "b_role" else None
        self._world.record.takeovers.append(Takeover(post, self.staff, a_role, since, self._now))
        role = "stands in" if state == "stand_in" else "covers as B"
        self._note(f"{role} at {post} for {a_role}{self._promptness(a_role) if since else ''}")

    def _promptness(self, a_role: str) -> str:
        how = self._world.proper.get(a_role)
        return f", {how}: within the grace" if how else ", whose grace is over"

    def _note(self, text: str) -> None:
        self._world.record.note(self._now, f"{self.staff} {text}")


def gives_numbers(terminal: Terminal) -> bool:
    """Whether the hall still gives numbers."""
    return bool(terminal.row("hall").get("numbers"))


def budget_left_ms(me: dict[str, Any], hall: dict[str, Any], now: Instant) -> int:
    """What is left of the budget of moments, as the clerk's own page shows it."""
    since = now - hall.get("away_budget_over_min", 60) * MINUTE_MS
    spent: int = sum(max(0, until - max(start, since)) for start, until in me.get("moments", ()))
    return max(0, int(hall.get("away_budget_min", 10)) * MINUTE_MS - spent)
