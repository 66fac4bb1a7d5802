"""The board's pages of cases: number, matter and state; below them applicant, clock and due date (P-1). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from common.rows_cases import CaseBoardRow
from common.screen.geometry import Rect
from common.screen.placements import Box, Placement
from common.screen.text import fit, wrap
from common.screen.theme import Role
from display.board_name import AS_IT_IS, PRESSED, NameRoom, RowName, RowNames, name_ems
from display.board_row import BAR, BREATH, PAD, SPACE
from display.case_blocks import Block, Blocks
from display.case_news import NO_NEWS, SeenNews, is_over
from display.case_words import StateWords, due_words, every_state, state_words, told_of, ways_to_tell
from display.pieces import PILL_PAD, label, labels, largest, panel, pill
from display.type_scale import TypeScale, line_px
from display.wording import Wording

USUAL_NUMBER = "2026-00000"
WIDEST_DAY = "12月28日"
NUMBER_SHARE, STATE_SHARE = 0.32, 0.28
MOST_BRIEF_LINES = 2


class _Row(NamedTuple):
    """Number, matter, state; below them the matter if it stands there, then applicant and clock, due date."""

    case: CaseBoardRow
    words: StateWords
    number: Block
    matter: RowName
    state: Block
    below: tuple[Block, Block]

    @property
    def upper(self) -> int:
        matter = line_px(self.matter.em) * len(self.matter.beside)
        return max(self.number.height, matter, self.state.height)

    @property
    def lower(self) -> int:
        return max(block.height for block in self.below)


class CasesBoard:
    """A `BoardTable` of cases."""

    def __init__(self, width: int, scale: TypeScale, wording: Wording, names: RowNames) -> None:
        self._width, self._scale, self._wording, self._names = width, scale, wording, names
        self._measure = measure = names.measure
        self._blocks = Blocks(scale, measure)
        self._heads = [wording.say(f"cases.{code}") for code in ("number", "matter", "state")]
        number = max(
            measure.width_of(USUAL_NUMBER, scale.board, bold=True),
            measure.width_of(self._heads[0], scale.small),
        )
        states = (measure.width_of(text, scale.small, bold=True) for text in every_state(wording))
        day = measure.width_of(f"{wording.of_case('state', 'accepted')} {WIDEST_DAY}", scale.small)
        state = max(*states, day, measure.width_of(self._heads[2], scale.least)) + 2 * scale.px(PILL_PAD)
        self._number = min(number, round(width * NUMBER_SHARE))
        self._state = min(state, round(width * STATE_SHARE))
        self.heads_px = width
        self._row = lru_cache(maxsize=256)(self._measured)
        self._terse = lru_cache(maxsize=256)(self._measured_tersely)

    def height(self, line: CaseBoardRow, *, pressed: bool) -> int:
        """Pixels of its row; `pressed`: the matter's name is, and what is told below, if that saves a line."""
        return self._height(self._row(line, PRESSED if pressed else AS_IT_IS))

    def strip_height(self, case: CaseBoardRow, room: int) -> int:
        """Pixels of the row at the foot of a page, as brief as it must be for `room` pixels."""
        return self._height(self._strip(case, room))

    def place_strip(self, rect: Rect, case: CaseBoardRow, news: SeenNews) -> Iterator[Placement]:
        """That row, at the foot of `rect`, which is the room for it."""
        row = self._strip(case, rect.h)
        yield from self._placed(rect.take_bottom(self._height(row))[0], row, news)

    def fitting(self, cases: Sequence[CaseBoardRow], room: int, gap: int) -> int:
        """How many of them, from the first, `room` pixels hold together, told as briefly as they must be."""
        return len(self._briefly(cases, room, gap))

    def place_brief(
        self, rect: Rect, cases: Sequence[CaseBoardRow], gap: int, news: SeenNews
    ) -> Iterator[Placement]:
        """Those that changed together, from the top of `rect`."""
        for row in self._briefly(cases, rect.h, gap):
            at, rest = rect.take_top(self._height(row))
            rect = rest.take_bottom(max(0, rest.h - gap))[0]
            yield from self._placed(at, row, news)

    def _strip(self, case: CaseBoardRow, room: int) -> _Row:
        fuller = self._terse(case, MOST_BRIEF_LINES)
        return fuller if self._height(fuller) <= room else self._terse(case, 1)

    def _briefly(self, cases: Sequence[CaseBoardRow], room: int, gap: int) -> list[_Row]:
        """With all that two lines below them tell, or one, or with none, or number and state alone in smaller type: as many as there is room for."""
        fuller, terse = ([self._terse(case, most) for case in cases] for most in (MOST_BRIEF_LINES, 1))
        bare = [row._replace(below=(Block((), 1),) * 2) for row in terse]
        ways = fuller, terse, bare, [self._barest(row) for row in bare]
        fitting = (rows for rows in ways if sum(self._height(row) + gap for row in rows) <= room + gap)
        rows = next(fitting, ways[-1])
        while sum(self._height(row) + gap for row in rows) > room + gap:
            rows.pop()
        return rows

    def heads(self, rect: Rect) -> Iterator[Placement]:
        """What the columns hold."""
        for cell, head in zip(self._cells(rect), self._heads, strict=True):
            text, em = self._head(head, cell.w)
            yield label(cell, text, em, Role.SECONDARY)

    def _head(self, head: str, width: int) -> tuple[str, int]:
        """As many of its parts as there is room for, the first at least."""
        scale, parts = self._scale, head.split(" · ")
        texts = [" · ".join(parts[:count]) for count in range(len(parts), 0, -1)]
        ways = [(text, em) for text in texts for em in (scale.small, scale.least)]
        fitting = (way for way in ways if self._measure.width_of(*way) <= width)
        return next(fitting, (fit(parts[0], width, scale.least, self._measure), scale.least))

    def place(
        self, rect: Rect, lines: Sequence[CaseBoardRow], gap: int, *, pressed: bool, news: SeenNews = NO_NEWS
    ) -> Iterator[Placement]:
        """From the top of `rect`; what is new or has changed stands out."""
        for row in (self._row(case, PRESSED if pressed else AS_IT_IS) for case in lines):
            at, rect = rect.take_top(self._height(row))
            rect = rect.take_bottom(rect.h - gap)[0]
            yield from self._placed(at, row, news)

    def _placed(self, rect: Rect, row: _Row, news: SeenNews) -> Iterator[Placement]:
        fresh, flashing = row.case.id in news.fresh, row.case.id in news.flashing
        ground = Role.TEXT if flashing else Role.CALLED_GROUND if fresh else Role.PANEL
        yield panel(rect, self._scale, ground)
        yield from self._bar(rect, row.words)
        above, rest = rect.inset(0, self._scale.px(BREATH) // 2).take_top(row.upper)
        under, below = rest.take_top(row.matter.below_px)
        ink = Role.CALLED_INK if fresh else Role.SECONDARY if is_over(row.case) else Role.TEXT
        number = Role.CALLED_INK if fresh else Role.SECONDARY if is_over(row.case) else Role.NUMBER
        at_number, at_matter, at_state = self._cells(above)
        if not row.matter.beside:
            at_number = at_number._replace(w=at_matter.right - at_number.x)
        yield from row.number.place(at_number, number, bold=True)
        matter = row.matter
        yield from labels(at_matter, matter.beside, matter.em, ink, narrow=matter.narrow)
        under = under.inset(self._scale.px(PAD), 0)
        yield from labels(under, matter.below, matter.em, ink, narrow=matter.narrow)
        yield from self._placed_state(at_state, row, fresh=fresh)
        for cell, block in zip(self._halves(below, row.below[1]), row.below, strict=True):
            yield from block.place(cell, Role.CALLED_INK if fresh else Role.SECONDARY)

    def _bar(self, rect: Rect, state: StateWords) -> Iterator[Placement]:
        """A stripe beside a case that is overdue, or nearly."""
        if state.ground is not None:
            yield Box(rect.take_left(self._scale.px(BAR))[0], fill=state.ground)

    def _placed_state(self, cell: Rect, row: _Row, *, fresh: bool) -> Iterator[Placement]:
        state, block = row.words, row.state
        if state.ground is not None and len(block.lines) == 1:
            inks = state.ink, state.ground
            yield from pill(cell, state.text, block.em, inks, self._scale, self._measure)
        else:
            ink = Role.CALLED_INK if fresh else Role.TEXT if state.ground is not None else state.ink
            yield from block.place(cell, ink, bold=True)

    def _measured(self, case: CaseBoardRow, presses: tuple[float, ...]) -> _Row:
        scale, whole = self._scale, Rect(0, 0, self._width, self._scale.board)
        number, matter, state = self._cells(whole)
        words = state_words(case, self._wording)
        room = state.w - (2 * scale.px(PILL_PAD) if words.ground is not None else 0)
        due = self._blocks.words(due_words(case, self._wording), state.w, presses, bold=False)
        told = self._blocks.told(told_of(case, self._wording), self._halves(whole, due)[0].w, presses)
        return _Row(
            case,
            words,
            self._blocks.number(case.number, number.w),
            self._matter_name(case, NameRoom(matter.w, whole.w - 2 * scale.px(PAD), presses)),
            self._blocks.words(words.text, room, presses if words.ground is None else AS_IT_IS),
            (told, due),
        )

    def _measured_tersely(self, case: CaseBoardRow, most: int) -> _Row:
        """Of the matter what one line holds, of applicant, department and clock what `most` hold: its row on the pages has them whole.

        Of the matter the beginning, pressed; of the others what matters most, pressed.
        """
        row, whole = self._measured(case, PRESSED), Rect(0, 0, self._width, self._scale.small)
        told = self._told_in(most, case, self._halves(whole, row.below[1])[0].w)
        matter = self._in_one_line(self._wording.of(case.matter), self._cells(whole)[1].w)
        return row._replace(matter=matter, below=(told, row.below[1]))

    def _told_in(self, most: int, case: CaseBoardRow, width: int) -> Block:
        ways = ways_to_tell(case, self._wording)
        blocks = (self._blocks.told(way, width, PRESSED, most) for way in ways)
        fitting = (block for block in blocks if len(block.lines) <= most)
        return next(fitting, None) or self._cut(" · ".join(ways[-1]), width)

    def _cut(self, text: str, width: int) -> Block:
        em = self._scale.least
        return self._blocks.pressed((fit(text, int(width / min(PRESSED)), em, self._measure),), em, width)

    def _barest(self, row: _Row) -> _Row:
        """Its number in smaller type, and its state."""
        em = self._scale.small
        number, matter, _ = self._cells(Rect(0, 0, self._width, em))
        lines = wrap(row.case.number, matter.right - number.x, em, self._measure, bold=True)
        return row._replace(number=Block(tuple(lines), em), matter=RowName(em))

    def _in_one_line(self, name: str, width: int) -> RowName:
        em = largest(name_ems(self._scale), [name], width, self._measure, bold=False)
        line = fit(name, int(width / min(PRESSED)), em, self._measure)
        narrow = min(1.0, width / max(1, self._measure.width_of(line, em)))
        return RowName(em, beside=(line,) if line else (), narrow=narrow)

    def _matter_name(self, case: CaseBoardRow, room: NameRoom) -> RowName:
        """Whole; nothing of a sensitive one."""
        name = self._wording.of(case.matter)
        return self._names.of(name, room) if name else RowName(self._scale.board)

    def _height(self, row: _Row) -> int:
        return row.upper + row.matter.below_px + row.lower + self._scale.px(BREATH)

    def _halves(self, rect: Rect, due: Block) -> tuple[Rect, Rect]:
        """Below: under number and matter, and under the state; where nothing is due the first has it all."""
        number, matter, state = self._cells(rect)
        last = matter if any(due.lines) else state
        return number._replace(w=last.right - number.x), state

    def _cells(self, rect: Rect) -> tuple[Rect, Rect, Rect]:
        space = self._scale.px(SPACE)
        number, rest = rect.inset(self._scale.px(PAD), 0).take_left(self._number)
        state, matter = rest.take_right(self._state)
        return number, matter.inset(space, 0), state
