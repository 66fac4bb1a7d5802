"""Kiosk and wall of the one-process day: their own state, without glass and paper."""

from bench.day.crowd import Wish
from bench.day.floor import NoPaper, Paper, Shown
from bench.day.record import Record
from common.commands import IssueTicket
from common.link import Link
from common.messages import Issued
from common.rows import HallRow
from common.words import Instant
from display.posts import PostLine
from display.reading import Reading
from display.trace import Presented, Trace
from display.wall_state import Health, WallState

PLACES = 6
FRAME_MS = 2_000


class SimulatedWall:
    """A wall that shows a frame whenever its view changed, and every two seconds."""

    def __init__(self, link: Link) -> None:
        self.link = link
        self._state = WallState(PLACES)
        self._reading = Reading(_fail)
        self._trace = Trace(self._sink)
        self._news: list[Shown] = []
        self._seen: tuple[str, int] = ("", -1)
        self._frame_at: Instant = 0

    def news(self, now: Instant) -> list[Shown]:
        """See `WallSeen`."""
        self.link.poll()
        state = (self.link.ledger_id, self.link.upto)
        if self.link.view and (state != self._seen or now >= self._frame_at):
            self._seen, self._frame_at = state, now + FRAME_MS
            self._present(now)
        news, self._news = self._news, []
        return news

    def _present(self, now: Instant) -> None:
        heard, self.link.announcements = self.link.announcements, []
        self._trace.hear(heard)
        tables = self._reading.read(self.link.view)
        if tables.hall is not None:
            health = Health(self.link.last_heard or now, round(self.link.silent_s() * 1000))
            wall = self._state.see(tables, tables.hall, health, now, _OnePage())
            self._trace.presented(wall, now)

    def _sink(self, seen: Presented) -> None:
        if seen.what == "row":
            self._news.append(Shown(seen.ticket, seen.number, seen.window, seen.times, seen.version))


class _OnePage:
    """A face on which every post has room."""

    def pages(self, posts: tuple[PostLine, ...], now: Instant) -> tuple[tuple[PostLine, ...], ...]:
        return (posts,)

    def notices(self, hall: HallRow, posts: tuple[PostLine, ...], pages: int) -> tuple[str, ...]:
        return ()


def _fail(fault: str) -> None:
    raise ValueError(fault)


class SimulatedKiosk:
    """A kiosk whose paper always comes out."""

    def __init__(self, link: Link, record: Record) -> None:
        self.link = link
        self.free = True
        self._record = record
        self._outcome: Paper | NoPaper | None = None

    def take(self, wish: Wish, now: Instant) -> None:
        """See `KioskPlace`."""
        self.free = False
        command = IssueTicket(matter=wish.matter, priority=wish.priority, language=wish.language)
        self.link.send(command, self._answered)

    def outcome(self, now: Instant) -> Paper | NoPaper | None:
        """See `KioskPlace`."""
        self.link.poll()
        outcome, self._outcome = self._outcome, None
        self.free = self.free or outcome is not None
        return outcome

    def _answered(self, answer: object) -> None:
        if isinstance(answer, Issued):
            self._record.issued[answer.ticket] = answer.number
            self._record.printed += 1
            self._outcome = Paper(answer.ticket, answer.number, answer.ahead, answer.window)
        else:
            self._outcome = NoPaper(getattr(answer, "code", "unanswered"))
