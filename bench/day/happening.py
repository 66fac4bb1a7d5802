"""What a visitor of the hall should see of its day: the rush, lunch, closing with people waiting."""

from bench.day.script import NUMBERS_STOP
from bench.day.terminal import Terminal
from bench.day.world import World
from common.words import Instant

RUSH = "09:00"
"""In the script's clock: by then the morning's first hour is over."""


class Happening:
    """Notes the parts of the day as the supervisor's page shows them, with how many wait at that moment."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._phase = ""
        self._closing = False
        self._rush_at = world.day.at(RUSH)
        self._rush_is_due = world.day.start < self._rush_at

    def notice(self, terminal: Terminal, now: Instant) -> None:
        """Look at the page."""
        hall = terminal.row("hall")
        phase, self._phase = self._phase, str(hall.get("phase", ""))
        waiting = sum(row["waiting"] for row in terminal.rows("lines").values())
        if phase != self._phase and (text := _TURNS.get((phase, self._phase))):
            self._world.record.note(now, text.format(waiting=waiting))
        self._notice_rush(waiting, now)
        self._notice_closing(waiting, now, numbers=bool(hall.get("numbers")))

    def _notice_rush(self, waiting: int, now: Instant) -> None:
        if self._rush_is_due and now >= self._rush_at:
            self._rush_is_due = False
            given = len(self._world.record.issued)
            self._world.record.note(now, f"morning rush: {given} numbers given, {waiting} people waiting")

    def _notice_closing(self, waiting: int, now: Instant, *, numbers: bool) -> None:
        """The last number has been given, by the calendar or by hand (Q-6)."""
        if not self._closing and not numbers and now >= self._world.day.at(NUMBERS_STOP):
            self._closing = True
            text = f"closing with {waiting} people waiting: no more numbers, all of them are served"
            self._world.record.note(now, text)


_TURNS = {
    ("", "break"): "it is lunch: the windows are closed, numbers go on",
    ("early", "open"): "the windows open: {waiting} people waiting",
    ("open", "break"): "lunch: the windows close, numbers go on, {waiting} people waiting",
    ("break", "open"): "the windows open again after lunch: {waiting} people waiting",
    ("closing", "closed"): "the day is closed",
    ("open", "closed"): "the day is closed",
}
