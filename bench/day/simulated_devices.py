"""Kiosk and wall of the one-process day: their own state, without glass and paper."""

from collections.abc import Callable

from bench.day.case_record import CaseShown, Stands
from bench.day.crowd import Wish
from bench.day.finger import Finger
from bench.day.floor import NoPaper, Paper, Shown
from common.link import Link
from common.rows import HallRow
from common.screen.fonts import Fonts, vendored
from common.screen.geometry import Screen
from common.screen.placements import texts
from common.screen.theme import KIOSK
from common.words import Instant
from display.board_page import BoardContent, BoardPage
from display.posts import PostLine
from display.reading import Reading
from display.trace import CasePresented, Presented, Trace
from display.wall_state import Health, WallState
from kiosk.connection import Connection
from kiosk.look import Look
from kiosk.paper import Paper as TicketPaper
from kiosk.printing import OnOutcome, Prints
from kiosk.program import Kiosk

PLACES = 6
FRAME_MS = 10_000
IDLE_FRAME_MS = 60_000
TOUCH_EVERY_MS = 1_500
SCREEN = Screen(1080, 1920, 21.5)


class SimulatedWall:
    """A wall that shows a frame whenever its view changed, and every ten seconds."""

    def __init__(self, link: Link) -> None:
        self.link = link
        self._state = WallState(PLACES)
        self._reading = Reading(_fail)
        self._trace = Trace(self._sink)
        self._news: list[Shown] = []
        self._cases: list[CaseShown] = []
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

    def cases_seen(self) -> list[CaseShown]:
        """See `WallSeen`."""
        cases, self._cases = self._cases, []
        return cases

    def _sink(self, seen: Presented | CasePresented) -> None:
        if isinstance(seen, CasePresented):
            self._cases.append(case_shown(seen))
        elif seen.what == "row" and seen.window is not None:
            self._news.append(Shown(seen.ticket, seen.number, seen.window, seen.times, seen.version))


def case_shown(seen: CasePresented) -> CaseShown:
    """A line of the wall's trace, as whoever looks up sees it."""
    shows = Stands(seen.state, seen.stands, seen.extended)
    return CaseShown(seen.case, shows, seen.light == "red", seen.presented_at)


class _OnePage:
    """A face on which every post and every case has room."""

    def pages(self, content: BoardContent, now: Instant) -> tuple[BoardPage, ...]:
        return (BoardPage(content.posts, "cases", content.cases),)

    def news_page(self, content: BoardContent, changed: object, page: BoardPage, now: Instant) -> None:
        """Every page tells of every case."""

    def notices(self, hall: HallRow, posts: tuple[PostLine, ...], pages: int) -> tuple[str, ...]:
        return ()


def _fail(fault: str) -> None:
    raise ValueError(fault)


class SimulatedKiosk:
    """The kiosk program, touched; its frames are laid out and not painted."""

    def __init__(
        self,
        link: Link,
        now: Instant,
        prints: Prints | None = None,
        every_ms: int = TOUCH_EVERY_MS,
        read: Callable[[str], object] = lambda _: None,
    ) -> None:
        self._read = read
        fonts = Fonts(vendored())
        connection = Connection(_LetIn(), lambda _: link, _fail)
        self._kiosk = Kiosk(connection, prints or _Paper(), Look(SCREEN, fonts), KIOSK)
        self._finger = Finger(self._kiosk, every_ms)
        self._look_at: Instant = now

    @property
    def free(self) -> bool:
        """See `KioskPlace`."""
        return self._finger.free

    @property
    def is_ready(self) -> bool:
        """It has joined the hall."""
        return self._kiosk.is_ready

    def take(self, wish: Wish, now: Instant) -> None:
        """See `KioskPlace`."""
        self._finger.stand_before(wish, now)

    def outcome(self, now: Instant) -> Paper | NoPaper | None:
        """See `KioskPlace`; with nobody there a frame is enough now and then."""
        if not self.free or now >= self._look_at:
            self._look_at = now + IDLE_FRAME_MS
            self.frame(now)
        return self._finger.outcome()

    def frame(self, now: Instant) -> None:
        """Take in what came, lay out, and touch."""
        self._kiosk.tick(now)
        self._read("\n".join(texts(self._kiosk.placements)))
        if (tap := self._finger.look(now)) is not None:
            self._kiosk.handle(tap, now)

    def close(self) -> None:
        """Leave the hall."""
        self._kiosk.close()


class _LetIn:
    """A device that was paired long ago."""

    token = "paired"  # noqa: S105 - the wire of one process asks for none
    code = ""
    refused = False

    def poll(self) -> None:
        """Nothing to wait for."""

    def renew(self) -> None:
        """Never refused."""


class _Paper:
    """A printer whose paper is out at once."""

    def __init__(self) -> None:
        self._waiting: list[OnOutcome] = []

    def submit(self, paper: TicketPaper, on_outcome: OnOutcome) -> int:
        """See `Prints`."""
        self._waiting.append(on_outcome)
        return len(self._waiting)

    def poll(self) -> None:
        """See `Prints`."""
        waiting, self._waiting = self._waiting, []
        for on_outcome in waiting:
            on_outcome(None)
