"""What the supervisor's page shows of cases: which became overdue today, of which a step alone is late, and what is on record as a breach."""

from typing import Any

from bench.day.terminal import Terminal
from bench.day.world import World
from common.words import Instant


class CaseWatching:
    """Notes each once."""

    def __init__(self, world: World) -> None:
        self._world = world

    def notice(self, terminal: Terminal, now: Instant) -> None:
        """Look at the page."""
        for row in terminal.rows("case_watch").values():
            self._notice_overdue(row, now)
            self._notice_step(row, now)
            self._notice_breach(row, now)

    def _notice_overdue(self, row: dict[str, Any], now: Instant) -> None:
        record, at = self._world.record, row["overdue"]
        if at is None or at < self._world.day.start or row["id"] in record.cases.overdue:
            return
        record.cases.overdue.add(row["id"])
        clock = self._world.day.clock(at)
        record.note(
            now, f"{row['number']} is overdue since {clock}: on record by itself, held by {row['clerk']}"
        )

    def _notice_step(self, row: dict[str, Any], now: Instant) -> None:
        """Late by its own limit, while the case is in time (M-1)."""
        record = self._world.record
        if row["step_overdue"] and row["overdue"] is None and row["id"] not in record.cases.late_steps:
            record.cases.late_steps.add(row["id"])
            record.note(now, f"a step of {row['number']} is late: on record by itself, while the case is not")

    def _notice_breach(self, row: dict[str, Any], now: Instant) -> None:
        record = self._world.record
        if row["breaches"] > record.cases.breaches[row["id"]]:
            record.cases.breaches[row["id"]] = row["breaches"]
            record.note(
                now, f"{row['number']} has a second notice of what the first could have named: on record"
            )
