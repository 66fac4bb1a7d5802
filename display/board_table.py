"""What the board needs of a table that takes pages of it: cases, windows' figures, departments' figures."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from common.screen.geometry import Rect
from common.screen.placements import Placement
from display.case_news import NO_NEWS, SeenNews


class BoardTable(Protocol):
    """Rows below each other under their heads, as wide as the board."""

    @property
    def heads_px(self) -> int:
        """Pixels of width that the heads take, from the right end."""
        ...

    def height(self, line: Any, *, pressed: bool) -> int:
        """Pixels of its row; `pressed`: its name is, if that saves a line."""
        ...

    def heads(self, rect: Rect) -> Iterator[Placement]:
        """What the columns hold."""
        ...

    def place(
        self, rect: Rect, lines: Sequence[Any], gap: int, *, pressed: bool, news: SeenNews = NO_NEWS
    ) -> Iterator[Placement]:
        """From the top of `rect`."""
        ...
