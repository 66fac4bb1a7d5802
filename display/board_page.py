"""What stands on one page of the board."""

from typing import NamedTuple

from display.figures import FigureLine
from display.posts import PostLine


class BoardContent(NamedTuple):
    """All that the board tells now."""

    posts: tuple[PostLine, ...] = ()
    figures: tuple[FigureLine, ...] = ()


class BoardPage(NamedTuple):
    """Posts; or today's figures, under the posts where residents are sent elsewhere."""

    posts: tuple[PostLine, ...] = ()
    figures: tuple[FigureLine, ...] = ()

    @property
    def rows(self) -> int:
        """How many there are to be read."""
        return len(self.posts) + len(self.figures)
