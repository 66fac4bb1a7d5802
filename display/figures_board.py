"""The board's page of today's figures: window, name, how many finished, how long they waited (P-3). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from common.screen.geometry import Rect
from common.screen.placements import Placement
from common.screen.theme import Role
from display.board_name import AS_IT_IS, PRESSED, NameRoom, RowName, RowNames
from display.board_row import BREATH, PAD, SPACE, WIDEST_WINDOW
from display.figures import FigureLine
from display.pieces import label, labels, panel
from display.type_scale import TypeScale
from display.wording import Wording

MOST_FINISHED, MOST_MINUTES = 999, 199


class _Row(NamedTuple):
    figure: FigureLine
    name: RowName
    height: int


class FiguresBoard:
    """Places rows of figures below each other, `width` pixels wide."""

    def __init__(self, width: int, scale: TypeScale, wording: Wording, names: RowNames) -> None:
        self._width, self._scale, self._wording, self._names = width, scale, wording, names
        measure = names.measure
        self._heads = f"✓ {wording.say('figures.finished')}", f"○ {wording.say('figures.wait')}"
        finished, wait = (measure.width_of(head, scale.small) for head in self._heads)
        window, count, minutes = (
            measure.width_of(text, scale.board, bold=True)
            for text in (
                wording.say("board.number", window=WIDEST_WINDOW),
                wording.say("figures.count", count=MOST_FINISHED),
                wording.say("figures.minutes", minutes=MOST_MINUTES),
            )
        )
        self._window, self._finished, self._wait = window, count, max(minutes, wait)
        self._heads_px = max(count, finished) + self._wait + 3 * scale.px(SPACE)

    def height(self, figure: FigureLine, *, pressed: bool) -> int:
        """Pixels of the row; `pressed`: the name is, if it saves a line."""
        return self._row(figure, pressed=pressed).height

    def heads(self, rect: Rect) -> Iterator[Placement]:
        """What the columns of numbers hold."""
        *_, finished, wait = self._cells(rect)
        finished = finished._replace(x=rect.x, w=finished.right - rect.x)
        em, (done, waited) = self._scale.small, self._heads
        yield label(finished, done, em, Role.DONE, align="right")
        yield label(wait, waited, em, Role.WAITING, align="right")

    def beside_heads(self, rect: Rect) -> Rect:
        """What is left of a row with the heads."""
        return rect.take_left(rect.w - self._heads_px)[0]

    def place(
        self, rect: Rect, figures: Sequence[FigureLine], gap: int, *, pressed: bool
    ) -> Iterator[Placement]:
        """From the top of `rect`."""
        for row in (self._row(figure, pressed=pressed) for figure in figures):
            at, rect = rect.take_top(row.height)
            rect = rect.take_bottom(rect.h - gap)[0]
            yield panel(at, self._scale)
            yield from self._placed(at, row)

    def _placed(self, rect: Rect, row: _Row) -> Iterator[Placement]:
        scale, figure, say = self._scale, row.figure, self._wording.say
        inside = rect.inset(0, scale.px(BREATH) // 2)
        below, above = inside.take_bottom(row.name.below_px)
        window, name, finished, wait = self._cells(above)
        minutes = say("figures.minutes", minutes=min(figure.wait_min or 0, MOST_MINUTES))
        count = say("figures.count", count=min(figure.finished, MOST_FINISHED))
        yield label(window, say("board.number", window=figure.window), scale.board, bold=True)
        yield from labels(name, row.name.beside, row.name.em, narrow=row.name.narrow)
        yield from labels(below.inset(scale.px(PAD), 0), row.name.below, row.name.em, narrow=row.name.narrow)
        yield label(finished, count, scale.board, Role.DONE, bold=True, align="right")
        told = minutes if figure.wait_min is not None else "—"
        ink = Role.WAITING if figure.wait_min is not None else Role.SECONDARY
        yield label(wait, told, scale.board, ink, align="right")

    def _row(self, figure: FigureLine, *, pressed: bool) -> _Row:
        scale, whole = self._scale, Rect(0, 0, self._width, self._scale.board)
        room = NameRoom(
            self._cells(whole)[1].w, whole.w - 2 * scale.px(PAD), PRESSED if pressed else AS_IT_IS
        )
        name = self._names.of(self._wording.of(figure.name), room)
        return _Row(figure, name, name.height(scale) + scale.px(BREATH))

    def _cells(self, rect: Rect) -> tuple[Rect, Rect, Rect, Rect]:
        space = self._scale.px(SPACE)
        window, rest = rect.inset(self._scale.px(PAD), 0).take_left(self._window)
        wait, rest = rest.take_right(self._wait)
        finished, name = rest.take_left(rest.w - space)[0].take_right(self._finished)
        return window, name.inset(space, 0), finished, wait
