"""The board's page of today's figures: window, name, how many finished, how long they waited (P-3). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from common.screen.geometry import Rect
from common.screen.placements import Placement
from common.screen.text import Measure
from common.screen.theme import Role
from display.board_row import BREATH, PAD, SPACE, WIDEST_WINDOW, breaks_no_word, wrapped_name
from display.figures import FigureLine
from display.pieces import label, largest, panel
from display.type_scale import TypeScale, line_px
from display.wording import Wording

MOST_FINISHED, MOST_MINUTES = 999, 199
MOST_NAME_LINES = 4  # the page of the posts has it whole


class _Row(NamedTuple):
    figure: FigureLine
    name: tuple[str, ...]
    em: int
    height: int


class FiguresBoard:
    """Places rows of figures below each other, `width` pixels wide."""

    def __init__(self, width: int, scale: TypeScale, wording: Wording, measure: Measure) -> None:
        self._width, self._scale, self._wording, self._measure = width, scale, wording, measure
        heads = [measure.width_of(self._head(code), scale.small) for code in ("window", "finished", "wait")]
        bold = [
            measure.width_of(text, scale.board, bold=True)
            for text in (
                wording.say("board.number", window=WIDEST_WINDOW),
                wording.say("figures.count", count=MOST_FINISHED),
                wording.say("figures.minutes", minutes=MOST_MINUTES),
            )
        ]
        self._window, self._finished, self._wait = (max(pair) for pair in zip(heads, bold, strict=True))

    def height(self, figure: FigureLine, *, brief: bool) -> int:
        """Pixels of the row; a `brief` one has one line."""
        return self._row(figure, brief=brief).height

    def heads(self, rect: Rect) -> Iterator[Placement]:
        """What the columns hold."""
        window, name, finished, wait = self._cells(rect)
        em = self._scale.small
        yield label(window, self._head("window"), em, Role.SECONDARY)
        yield label(name, self._head("name"), em, Role.SECONDARY)
        yield label(finished, self._head("finished"), em, Role.DONE, align="right")
        yield label(wait, self._head("wait"), em, Role.WAITING, align="right")

    def place(
        self, rect: Rect, figures: Sequence[FigureLine], gap: int, *, brief: bool
    ) -> Iterator[Placement]:
        """From the top of `rect`."""
        for row in (self._row(figure, brief=brief) for figure in figures):
            at, rect = rect.take_top(row.height)
            rect = rect.take_bottom(rect.h - gap)[0]
            yield panel(at, self._scale)
            yield from self._placed(at, row)

    def _placed(self, rect: Rect, row: _Row) -> Iterator[Placement]:
        scale, figure, say = self._scale, row.figure, self._wording.say
        window, name, finished, wait = self._cells(rect)
        minutes = say("figures.minutes", minutes=min(figure.wait_min or 0, MOST_MINUTES))
        count = say("figures.count", count=min(figure.finished, MOST_FINISHED))
        yield label(window, say("board.number", window=figure.window), scale.board, bold=True)
        inside = name.middle(name.w, line_px(row.em) * len(row.name))
        for at, text in zip(inside.rows(len(row.name)), row.name, strict=True):
            yield label(at, text, row.em)
        yield label(finished, count, scale.board, Role.DONE, bold=True, align="right")
        told = minutes if figure.wait_min is not None else "—"
        ink = Role.WAITING if figure.wait_min is not None else Role.SECONDARY
        yield label(wait, told, scale.board, ink, align="right")

    def _row(self, figure: FigureLine, *, brief: bool) -> _Row:
        scale, name = self._scale, self._wording.of(figure.name)
        room = self._cells(Rect(0, 0, self._width, scale.board))[1].w
        em = largest((scale.board, scale.small), [name], room, self._measure, bold=False)
        em = em if breaks_no_word(name, room, em, self._measure) else scale.least
        lines = tuple(wrapped_name(name, room, em, 1 if brief else MOST_NAME_LINES, self._measure))
        height = max(line_px(scale.board), line_px(em) * len(lines)) + scale.px(BREATH)
        return _Row(figure, lines, em, height)

    def _cells(self, rect: Rect) -> tuple[Rect, Rect, Rect, Rect]:
        space = self._scale.px(SPACE)
        window, rest = rect.inset(self._scale.px(PAD), 0).take_left(self._window)
        wait, rest = rest.take_right(self._wait)
        finished, name = rest.take_left(rest.w - space)[0].take_right(self._finished)
        return window, name.inset(space, 0), finished, wait

    def _head(self, code: str) -> str:
        if code == "wait":
            return f"○ {self._wording.say('figures.wait')}"
        return (
            f"✓ {self._wording.say('figures.finished')}"
            if code == "finished"
            else self._wording.say(f"board.{code}")
        )
