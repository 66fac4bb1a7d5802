"""What a window's own screen shows at a moment. Pure."""

from __future__ import annotations

from typing import Literal, NamedTuple

from common.rows import CallRow, HallRow, PostRow, WindowRow
from common.words import Instant
from display.hero import PULSE_MS, PULSES
from display.paging import Pager
from display.plates import Plate
from display.reading import Tables
from display.wall_state import MINUTE_MS, Contact, Health

FRESH_MS = 60_000
TURN_MS = 5_000  # a line or two on a page
SERVED_BY_ROLES = ("a_role", "b_role", "stand_in")

Mode = Literal["calling", "serving", "waiting", "paused", "closed", "lost"]


class WindowView(NamedTuple):
    """What is known: the window, the posts of the hall, the call that is answered here."""

    hall: HallRow
    at: Instant
    contact: Contact
    last_heard: Instant
    window: WindowRow
    posts: tuple[PostRow, ...]
    call: CallRow | None

    @property
    def at_home(self) -> tuple[PostRow, ...]:
        """Posts whose A sits here."""
        return tuple(post for post in self.posts if post.home == self.window.number)

    @property
    def served_here(self) -> tuple[PostRow, ...]:
        """Posts that whoever sits here serves now, the window's own first."""
        clerk, here = self.window.clerk, self.window.number
        mine = [
            post
            for post in self.posts
            if clerk is not None and post.clerk == clerk and post.state in SERVED_BY_ROLES
        ]
        return tuple(sorted(mine, key=lambda post: (post.home != here, post.home)))

    @property
    def moved(self) -> tuple[PostRow, ...]:
        """Posts of A here whose line is answered at another window (AB-3)."""
        return tuple(
            post
            for post in self.at_home
            if post.window is not None and post.window != post.home and post.state != "closed"
        )

    @property
    def mode(self) -> Mode:
        """What it is about."""
        if self.contact == "lost":
            return "lost"
        if self.hall.paused is not None and self.hall.phase != "closed":
            return "paused"
        if self.window.state == "calling":
            return "calling"
        if self.window.state == "serving":
            return "serving"
        if self.hall.phase in ("closed", "early", "break"):
            return "closed"
        return "waiting" if self.window.state == "free" and self.is_served else "paused"

    @property
    def is_served(self) -> bool:
        """Does anybody have to come here? Whoever sits here serves something, or nothing belongs here at all."""
        return bool(self.served_here) or not self.at_home

    @property
    def number(self) -> str:
        """The ticket in hand, as it is printed."""
        return self.window.ticket or ""


class WindowPicture(NamedTuple):
    """What is seen: which `turn` of what does not fit at once; `flashing` in the bright half of a pulse; `plate` of who serves."""

    known: WindowView
    flashing: bool
    turn: int
    plate: Plate | None = None


class WindowState:
    """Remembers when the present call began to be seen, and which page is up."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._seen: tuple[int, int, Instant] | None = None
        self._since: Instant = 0
        self._pager = Pager(TURN_MS)

    def see(self, tables: Tables, hall: HallRow, health: Health, now: Instant) -> WindowView | None:
        """Let time pass; none if the hall has no such window, or no longer."""
        own = next((window for window in tables.windows if window.number == self._number), None)
        if own is None:
            return None
        contact = health.contact
        return WindowView(
            hall=hall,
            at=now - now % MINUTE_MS,
            contact=contact,
            last_heard=health.last_heard if contact != "fresh" else 0,
            window=own,
            posts=tables.posts,
            call=self._call(tables, own),
        )

    def flashes(self, known: WindowView, now: Instant) -> bool:
        """Three pulses at one a second when a call, or a recall, has just come (screens.md)."""
        call = known.call
        key = None if call is None else (call.ticket, call.times, call.called_at)
        if key != self._seen:
            self._seen = key
            self._since = now if call is not None and now - call.called_at <= FRESH_MS else 0
        pulse, within = divmod(now - self._since, PULSE_MS)
        return known.mode == "calling" and pulse < PULSES and within < PULSE_MS // 2

    def turn(self, pages: int, now: Instant) -> int:
        """Which page is up."""
        return self._pager.page([1] * pages, now)

    def _call(self, tables: Tables, own: WindowRow) -> CallRow | None:
        calls = [call for call in tables.calls if call.number == own.ticket and call.window == own.number]
        return max(calls, key=lambda call: call.called_at, default=None)
