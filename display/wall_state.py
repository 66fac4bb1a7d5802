"""What the wall shows at a moment: the folded view, the calls' turns and the clock. Pure."""

from __future__ import annotations

from typing import Literal, NamedTuple, Protocol

from common.rows import CallRow, HallRow
from common.rows_cases import CaseBoardRow
from common.words import Instant
from display.aloud import SILENT, Aloud
from display.board_page import BoardContent, BoardPage
from display.calls import FRESH_MS, Calls, SeenRow
from display.case_news import NO_NEWS, CaseNews, SeenNews
from display.figures import department_lines, figure_lines
from display.media import Medium
from display.paging import Pager
from display.phase import is_paused
from display.posts import PostLine, post_lines
from display.reading import Tables

STALE_MS = 15_000
LOST_MS = 60_000
MINUTE_MS = 60_000
FADE_STEPS = 6

Contact = Literal["fresh", "stale", "lost"]


class Health(NamedTuple):
    """How sure the wall is: when it last heard the server, and how long ago that is."""

    last_heard: Instant
    silent_ms: int

    @property
    def contact(self) -> Contact:
        """Fresh · stale: 15 s without a word · lost: 60 s."""
        if self.silent_ms < STALE_MS:
            return "fresh"
        return "stale" if self.silent_ms < LOST_MS else "lost"


class SeenHero(NamedTuple):
    """The call shown large; `alpha` 0 to 255 while it fades in. `old`: called a minute ago or more, and still awaited."""

    call: CallRow
    called: bool
    alpha: int
    old: bool = False


class Wall(NamedTuple):
    """Everything that is seen. `at` is the minute on the clock; equal walls look the same."""

    hall: HallRow
    at: Instant
    contact: Contact
    last_heard: Instant
    hero: SeenHero | None
    rows: tuple[SeenRow, ...]
    board: BoardPage
    page: int
    pages: int
    notice: str
    exceptions: tuple[PostLine, ...] = ()
    medium: Medium | None = None
    called_today: bool = False
    news: SeenNews = NO_NEWS


class Face(Protocol):
    """What the state must know of the layout: how much fits on a page, and what the footer says."""

    def pages(self, content: BoardContent, now: Instant) -> tuple[BoardPage, ...]:
        """The board cut into pages, at least one."""
        ...

    def news_page(
        self, content: BoardContent, changed: tuple[CaseBoardRow, ...], page: BoardPage, now: Instant
    ) -> BoardPage | None:
        """A page of those that changed just now, if `page` does not tell of them."""
        ...

    def notices(self, hall: HallRow, posts: tuple[PostLine, ...], pages: int) -> tuple[str, ...]:
        """The footer's texts, one at a time."""
        ...


class WallState:
    """Remembers whose turn it is: as hero, in the rows (`places` of them; 0: a screen without calls), on the board's
    pages and in the footer.
    """

    def __init__(self, places: int) -> None:
        self._calls, self._places = Calls(places), places
        self._board, self._footer = Pager(), Pager()
        self._learnt: Tables | None = None
        self._known, self._news = BoardContent(), CaseNews()
        self._called_today = False

    @property
    def remembered(self) -> int:
        """How many things are kept about calls and cases: bounded by the view, whatever the day brings."""
        return self._calls.remembered + len(self._news)

    def hero_held(self, now: Instant) -> bool:
        """Must the next chime wait?"""
        return self._calls.hero_held(now)

    def see(
        self, tables: Tables, hall: HallRow, health: Health, now: Instant, face: Face, aloud: Aloud = SILENT
    ) -> Wall:
        """Let time pass until `now` (the server's time) and say what is seen; `aloud`: what the voice still owes."""
        self._learn(tables, now)
        self._calls.advance(now, aloud)
        contact = health.contact
        content = self._content(contact)
        pages = face.pages(content, now)
        page = self._board.page([page.rows for page in pages], now)
        news = self._news.see(now) if contact != "lost" else NO_NEWS
        changed = face.news_page(content, news.listed, pages[page], now) if news.listed else None
        return Wall(
            hall=hall,
            at=now - now % MINUTE_MS,
            contact=contact,
            last_heard=health.last_heard if contact != "fresh" else 0,
            hero=self._hero(hall, now),
            rows=self._calls.rows(now),
            board=changed or pages[page],
            page=page,
            pages=len(pages),
            notice=self._notice(face.notices(hall, content.posts, len(pages)), now),
            exceptions=tuple(post for post in content.posts if post.exception),
            called_today=self._called_today,
            news=news,
        )

    def _learn(self, tables: Tables, now: Instant) -> None:
        if tables is not self._learnt:
            self._learnt = tables
            self._calls.take(tables.calls if self._places else (), now)
            self._known = board_content(tables)
            self._called_today = any(row.called for row in tables.today)
            self._news.take(self._known.cases, now)

    def _content(self, contact: Contact) -> BoardContent:
        """Nothing where it is no longer known who serves what: nobody is sent by what was true a minute ago."""
        return BoardContent() if contact == "lost" else self._known

    def _hero(self, hall: HallRow, now: Instant) -> SeenHero | None:
        """The call; the part of the day stands in its place while nobody is called, and while nobody may be."""
        hero = self._calls.hero(now)
        is_served = hero is not None and not hero.called
        if hero is None or is_paused(hall) or (is_served and hall.phase not in ("open", "closing")):
            return None
        step = int(hero.faded_in(now) * FADE_STEPS)
        old = hero.called and now - max(hero.since or 0, hero.call.called_at) >= FRESH_MS
        return SeenHero(hero.call, hero.called, 255 * max(1, step) // FADE_STEPS, old)

    def _notice(self, notices: tuple[str, ...], now: Instant) -> str:
        return notices[self._footer.page([1] * len(notices), now)] if notices else ""


def board_content(tables: Tables) -> BoardContent:
    """All that the board tells; windows' figures until there are cases."""
    cases = tuple(sorted(tables.board, key=lambda row: row.place))
    departments = department_lines(tables.departments, cases)
    figures = () if departments else figure_lines(tables.today, tables.windows)
    posts = post_lines(tables.posts, tables.lines, tables.windows)
    return BoardContent(posts, figures, departments, cases)
