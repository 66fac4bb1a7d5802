"""The demo's live table in the terminal: plain ANSI, or lines now and then where there is no terminal."""

import unicodedata
from collections.abc import Sequence
from typing import Any, TextIO

from bench.day.record import Note, Record
from bench.day.terminal import Terminal
from bench.day.timetable import Timetable
from common.words import Instant

EVENTS_SHOWN = 10
LINE_EVERY_MIN = 15
STATES = {
    "a_role": "A",
    "b_role": "B",
    "stand_in": "stand-in",
    "unattended": "UNATTENDED",
    "on_the_way": "coming",
    "closed": "-",
}
WIDTHS = (8, 32, 16, 8, 9, 12)
HEAD = ("post", "", "served by", "window", "waiting", "now")


class Table:
    """Draws what the supervisor's terminal shows and what was noted. `where` says where to look."""

    def __init__(self, out: TextIO, day: Timetable, record: Record, where: Sequence[str]) -> None:
        self._out, self._day, self._record, self._where = out, day, record, where
        self._live = out.isatty()
        self._height = 0
        self._told = 0
        self._line_at: Instant = 0

    def begin(self) -> None:
        """Where to look comes first."""
        self._say("\n".join(self._where))

    def draw(self, terminal: Terminal, now: Instant) -> None:
        """Once more, as it is now."""
        if self._live:
            self._redraw([*self._head(terminal, now), *self._posts(terminal), "", *self._events()])
        else:
            self._tell(terminal, now)

    def _redraw(self, lines: Sequence[str]) -> None:
        up = f"\x1b[{self._height}A" if self._height else ""
        self._height = len(lines)
        self._say(up + "\n".join(f"{line}\x1b[K" for line in lines))

    def _tell(self, terminal: Terminal, now: Instant) -> None:
        for note in self._record.notes[self._told :]:
            self._say(self._event(note))
        self._told = len(self._record.notes)
        if now >= self._line_at:
            self._line_at = now - now % 60_000 + LINE_EVERY_MIN * 60_000
            self._say(" ".join(self._head(terminal, now)[:1]))

    def _say(self, text: str) -> None:
        """In one piece: `print` writes the line's end apart, and Ctrl-C may come between."""
        self._out.write(f"{text}\n")
        self._out.flush()

    def _head(self, terminal: Terminal, now: Instant) -> list[str]:
        record = self._record
        waiting = sum(row["waiting"] for row in terminal.rows("lines").values())
        figures = f"waiting {waiting}  called {len(record.calls)}  finished {len(record.finished)}"
        phase = terminal.row("hall").get("phase", "")
        return [f"{self._day.clock(now)}  {phase:<8}{figures}  printed {record.printed}", ""]

    def _posts(self, terminal: Terminal) -> list[str]:
        windows, lines = terminal.rows("windows"), terminal.rows("lines")
        rows = [_row(HEAD)]
        for post in terminal.rows("posts").values():
            window = windows.get(str(post["window"]), {})
            who = f"{post['clerk'] or ''} ({STATES[post['state']]})"
            waiting = sum(lines[line]["waiting"] for line in post["lines"])
            now = f"{window['ticket']} {window['state']}" if window.get("ticket") else window.get("state", "")
            rows.append(_row((post["id"], post["name"]["zh"], who, post["window"] or "", waiting, now)))
        return rows

    def _events(self) -> list[str]:
        last = [self._event(note) for note in self._record.notes[-EVENTS_SHOWN:]]
        return [*last, *[""] * (EVENTS_SHOWN - len(last))]

    def _event(self, note: Note) -> str:
        return f"{self._day.clock(note.at)}  {note.text}"


def _row(cells: Sequence[Any]) -> str:
    return " ".join(_padded(str(cell), width) for cell, width in zip(cells, WIDTHS, strict=True)).rstrip()


def _padded(text: str, width: int) -> str:
    """A Chinese character takes two places."""
    taken = sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
    return text + " " * max(0, width - taken)
