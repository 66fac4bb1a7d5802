"""The last calls in rows: number, window, state. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from common.messages import TicketState
from common.screen.geometry import Rect
from common.screen.placements import Placement
from common.screen.text import Measure
from common.screen.theme import Role
from display.calls import SeenRow
from display.hero_panel import SMALLER
from display.pieces import label, panel
from display.type_scale import TypeScale
from display.wall_state import Contact
from display.wording import Wording

PAD, SPACE = 1.6, 1.8
MARKS: dict[TicketState, str] = {"called": "▶", "serving": "●", "held": "‖", "missed": "×", "finished": "✓"}
OVER: frozenset[TicketState] = frozenset(("held", "missed", "finished"))
USUAL_NUMBER = "A000"
ARROW = "→"
TAILED, TAIL = "Q", 1.1


class _Row(NamedTuple):
    """One row's words and colours; `window` empty: nobody serves the held one's post now."""

    number: str
    window: str
    state: str
    number_ink: Role
    ink: Role
    ground: Role


class _Columns(NamedTuple):
    """Ems and widths, the same in every row."""

    number_em: int
    number: int
    window_em: int
    arrow: int
    window: int
    state_em: int
    state: int

    @property
    def width(self) -> int:
        """Pixels without the spaces between."""
        return self.number + self.arrow + self.window + self.state


class CallRows:
    """Places the call rows of one screen."""

    def __init__(self, rects: Sequence[Rect], scale: TypeScale, measure: Measure) -> None:
        self._rects = rects
        self._scale, self._measure = scale, measure
        self._state_ems = (scale.windows[-1],) if scale.far else (scale.small, scale.least)

    def none(self, wording: Wording, *, called_today: bool) -> Placement:
        """Instead of rows, before the first call; after a day that was closed and opened again it is not the first."""
        text = wording.say("no_calls_now" if called_today else "no_calls")
        return label(self._rects[0], text, self._scale.board, Role.SECONDARY, align="centre")

    def place(self, rows: Sequence[SeenRow], contact: Contact, wording: Wording) -> Iterator[Placement]:
        """The rows as they are now, at least one."""
        worded = [_worded(seen, contact, wording) for seen in rows]
        columns = self._columns(worded, wording)
        for rect, row in zip(self._rects, worded, strict=False):
            yield from self._row(rect, row, columns)

    def _row(self, rect: Rect, row: _Row, columns: _Columns) -> Iterator[Placement]:
        yield panel(rect, self._scale, row.ground)
        space = self._scale.px(SPACE)
        number, rest = rect.inset(self._scale.px(PAD), 0).take_left(columns.number)
        arrow, rest = rest.take_right(rest.w - space)[0].take_left(columns.arrow)
        window, rest = rest.take_left(columns.window)
        state = rest.take_right(columns.state)[0]
        number = _raised(number, self._scale) if TAILED in row.number else number
        yield label(number, row.number, columns.number_em, row.number_ink, bold=True)
        if row.window:
            yield label(arrow, ARROW, columns.window_em, row.ink)
            yield label(window, row.window, columns.window_em, row.ink, bold=True)
        yield label(state, row.state, columns.state_em, row.ink, align="right")

    def _columns(self, rows: Sequence[_Row], wording: Wording) -> _Columns:
        """The largest type at which everything fits; ticket numbers give way last."""
        room = self._rects[0].w - 2 * self._scale.px(PAD) - 2 * self._scale.px(SPACE)
        choices = [
            self._columns_at(rows, wording, round(self._scale.row * share), window_em, state_em)
            for share in SMALLER
            for state_em in self._state_ems
            for window_em in self._scale.windows
        ]
        return next((columns for columns in choices if columns.width <= room), choices[-1])

    def _columns_at(
        self, rows: Sequence[_Row], wording: Wording, number_em: int, window_em: int, state_em: int
    ) -> _Columns:
        numbers = [USUAL_NUMBER, *(row.number for row in rows)]
        windows = [row.window for row in rows]
        return _Columns(
            number_em,
            self._widest(numbers, number_em, bold=True),
            window_em,
            self._measure.width_of(ARROW, window_em) + self._scale.px(0.6),
            self._widest(windows, window_em, bold=True),
            state_em,
            self._widest(_states(wording), state_em, bold=False),
        )

    def _widest(self, texts: Sequence[str], em: int, *, bold: bool) -> int:
        return max(self._measure.width_of(text, em, bold=bold) for text in texts)


def _worded(seen: SeenRow, contact: Contact, wording: Wording) -> _Row:
    call = seen.call
    window = wording.say("window", window=call.window) if call.window is not None else ""
    if seen.inverted:
        ground = Role.TEXT if seen.flashing else Role.CALLED_GROUND
        inks = Role.CALLED_INK, Role.CALLED_INK, ground
    elif call.state in OVER:
        inks = Role.DONE, Role.DONE, Role.PANEL
    else:
        inks = Role.NUMBER, Role.TEXT, Role.PANEL
    return _Row(call.number, window, _state(seen, contact, wording), *inks)


def _state(seen: SeenRow, contact: Contact, wording: Wording) -> str:
    """What has become of the call; when that is no longer known, when it was made."""
    if contact == "lost":
        return wording.clock(seen.call.called_at)
    again = seen.call.state == "called" and seen.call.times > 1
    return _state_words(seen.call.state, wording, again=again)


def _states(wording: Wording) -> list[str]:
    """All that may stand there, so that the type does not change with what happens."""
    return [_state_words("called", wording, again=True), *(_state_words(state, wording) for state in MARKS)]


def _state_words(state: TicketState, wording: Wording, *, again: bool = False) -> str:
    return f"{MARKS[state]} {wording.say('call.again' if again else f'call.{state}')}"


def _raised(rect: Rect, scale: TypeScale) -> Rect:
    """A little higher, so that the tail of a Q stays inside its row."""
    return rect._replace(y=rect.y - scale.px(TAIL), h=rect.h + scale.px(TAIL))
