"""What B could not finish while A was out, and A's calls to those residents afterwards (AB-7)."""

from typing import Any

from bench.day.terminal import Terminal
from bench.day.world import World
from common import commands as c
from common.messages import AnyAnswer
from common.words import Instant

NOTE = "有一项须A岗决定，回来后联系本人（示例）"


class LeftToA:
    """One clerk's. At each post the first resident whom a B serves needs something that is A's to decide."""

    def __init__(self, staff: str, world: World) -> None:
        self.staff, self._world = staff, world

    def record(self, terminal: Terminal, hand: dict[str, Any], now: Instant) -> bool:
        """Whether a key was pressed: the ticket itself is finished as ever afterwards."""
        post = terminal.rows("posts").get(hand["post"], {})
        if (
            post.get("state") != "b_role"
            or post["clerk"] != self.staff
            or post["id"] in self._world.left_to_a
        ):
            return False
        self._world.left_to_a.add(post["id"])

        def done(_: AnyAnswer) -> None:
            self._count(
                "unfinished", f"cannot finish {hand['number']} for {post['a_role']}: on A's list", now
            )

        command = c.RecordUnfinished(ticket=hand["ticket"], reason="decision", note=NOTE)
        terminal.ask(command, done)
        return True

    def contact(self, terminal: Terminal, now: Instant) -> bool:
        """Whether a key was pressed: A rings whoever stands on the list."""
        rows = terminal.rows("contacts").values()
        mine = [row for row in rows if row["a_role"] == self.staff and row["contacted_at"] is None]
        if not mine:
            return False
        row = mine[0]

        def done(_: AnyAnswer) -> None:
            text = f"is back and rings {row['number']}, with whom {row['clerk']} could not finish"
            self._count("contacted", text, now)

        def seen() -> bool:
            shown = terminal.rows("contacts").get(str(row["id"]))
            return shown is None or shown["contacted_at"] is not None

        terminal.ask(c.MarkContacted(item=row["id"]), done, seen)
        return True

    def _count(self, move: str, text: str, now: Instant) -> None:
        self._world.record.moves[move] += 1
        self._world.record.note(now, f"{self.staff} {text}")
