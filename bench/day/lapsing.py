"""Who is in no line, as the supervisor's page shows it: calls that were missed, numbers kept over night, what lapses."""

from bench.day.terminal import Terminal
from bench.day.world import World
from common.words import Instant


class Outside:
    """Notes who comes into these tables, and who goes out of them as the day is closed (Q-6, Q-7)."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._tickets: set[str] = set()
        self._slots: set[str] = set()
        self._phase = ""

    def notice(self, terminal: Terminal, now: Instant) -> None:
        """Look at the page."""
        tickets = terminal.rows("missed")
        appointments = terminal.rows("appointments").items()
        slots = {slot for slot, row in appointments if row["ticket"] is None}
        phase, self._phase = self._phase, str(terminal.row("hall").get("phase", ""))
        if self._phase == "closed" and phase not in ("", "closed"):
            self._lapse(len(self._tickets - set(tickets)), len(self._slots - slots), now)
        self._notice_new([row for ticket, row in tickets.items() if ticket not in self._tickets], now)
        self._tickets, self._slots = set(tickets), slots

    def _notice_new(self, rows: list[dict[str, object]], now: Instant) -> None:
        record = self._world.record
        kept = [str(row["number"]) for row in rows if row["carried"]]
        if kept:
            record.moves["kept_over_night"] += len(kept)
            record.note(now, f"{', '.join(kept)} were kept over night: who checks in now has the old place")
        for row in rows:
            if not row["carried"]:
                record.missed += 1
                record.note(now, f"{row['number']} does not come when called: missed")

    def _lapse(self, tickets: int, slots: int, now: Instant) -> None:
        self._world.record.moves["lapsed"] += tickets
        self._world.record.moves["slots_lapsed"] += slots
        if tickets or slots:
            self._world.record.note(now, f"{tickets} numbers and {slots} slots lapse: nobody came for them")
