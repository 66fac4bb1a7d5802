"""What stands on one page of the board."""

from typing import Literal, NamedTuple

from common.rows_cases import CaseBoardRow, DepartmentRow
from display.figures import FigureLine
from display.posts import PostLine

TableKind = Literal["figures", "departments", "cases"]
BoardLine = FigureLine | DepartmentRow | CaseBoardRow


class BoardContent(NamedTuple):
    """All that the board tells now."""

    posts: tuple[PostLine, ...] = ()
    figures: tuple[FigureLine, ...] = ()
    departments: tuple[DepartmentRow, ...] = ()
    cases: tuple[CaseBoardRow, ...] = ()


class BoardPage(NamedTuple):
    """Posts; or `lines` of one `table`, under the posts where residents are sent elsewhere.

    `strip`: so many pixels at the foot are kept for the case that changed last. `news`: the lines are those that changed just now, told briefly.
    """

    posts: tuple[PostLine, ...] = ()
    table: TableKind | None = None
    lines: tuple[BoardLine, ...] = ()
    strip: int = 0
    news: bool = False

    @property
    def rows(self) -> int:
        """How many there are to be read."""
        return len(self.posts) + len(self.lines)
