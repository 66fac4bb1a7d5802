"""Which page is up: pages turn by themselves and never faster than they can be read. Pure."""

from collections.abc import Sequence

from common.words import Instant

PAGE_MS = 10_000
ROW_MS = 1_500


def stay_ms(rows: int, least_ms: int = PAGE_MS) -> int:
    """How long a page of so many rows stays: max(10 s, 1.5 s × rows)."""
    return max(least_ms, ROW_MS * rows)


class Pager:
    """Turns pages; a page stays max(`least_ms`, 1.5 s for each of its rows)."""

    def __init__(self, least_ms: int = PAGE_MS) -> None:
        self._least_ms = least_ms
        self._page = 0
        self._since: Instant | None = None

    def page(self, rows: Sequence[int], now: Instant) -> int:
        """The page that is up, for pages of so many `rows`."""
        self._page = min(self._page, max(0, len(rows) - 1))
        if self._since is None or len(rows) < 2:
            self._since = now
        elif now - self._since >= stay_ms(rows[self._page], self._least_ms):
            self._page, self._since = (self._page + 1) % len(rows), now
        return self._page
