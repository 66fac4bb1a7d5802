"""One row of the board: a post, who serves it, where to go, why and until when, how many wait. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from common.messages import CoverState
from common.screen.geometry import Rect
from common.screen.placements import Box, Placement
from common.screen.text import Measure, balanced
from common.screen.theme import Role
from common.words import Instant
from display.board_name import AS_IT_IS, PRESSED, NameRoom, RowName, RowNames, name_ems
from display.pieces import PILL_PAD, label, labels, largest, pill, pill_width
from display.posts import PostLine
from display.type_scale import TypeScale, line_px
from display.wording import Wording

PAD, SPACE, BREATH, BAR = 1.8, 1.6, 0.4, 0.7
State = CoverState | Literal["expected"]
MARKS: dict[State, str] = {
    "a_role": "●",
    "expected": "○",
    "b_role": "◐",
    "stand_in": "◆",
    "unattended": "▲",
    "on_the_way": "→",
    "closed": "－",
}
ALARM_INKS = (Role.EMERGENCY_INK, Role.EMERGENCY_GROUND)
MOST_DETAIL_LINES = 2
WIDEST_WINDOW, MOST_COUNTED = 88, 99


class BoardColumns(NamedTuple):
    """Widths in pixels, the same in every row of every page."""

    scale: TypeScale
    window: int
    post: int
    waiting: int

    def cells(self, rect: Rect) -> tuple[Rect, Rect, Rect, Rect]:
        """Window, name, post and waiting cells in a row at `rect`."""
        space = self.scale.px(SPACE)
        inside = rect.inset(self.scale.px(PAD), 0)
        window, rest = inside.take_left(self.window)
        waiting, rest = rest.take_right(self.waiting)
        post, name = rest.take_right(self.post + space)
        return window, name.inset(space, 0), post.take_left(self.post)[0], waiting

    def before_waiting(self, rect: Rect) -> Rect:
        """Everything left of the waiting cell."""
        first, *_, waiting = self.cells(rect)
        return Rect(first.x, rect.y, waiting.x - first.x - self.scale.px(SPACE), rect.h)


def board_columns(scale: TypeScale, wording: Wording, measure: Measure) -> BoardColumns:
    """As wide as the widest words in them; their heads may stand over the next column."""
    windows = wording.say("board.number", window=WIDEST_WINDOW)
    posts = [measure.width_of(_state_words(state, wording), scale.small, bold=True) for state in MARKS]
    alarm = pill_width(_state_words("unattended", wording), scale.small, scale, measure)
    most = measure.width_of(_count(MOST_COUNTED, wording), scale.board)
    more = measure.width_of(_count(MOST_COUNTED + 1, wording), scale.small)
    return BoardColumns(
        scale,
        measure.width_of(windows, scale.board, bold=True),
        max(alarm, scale.px(PILL_PAD) + max(posts)),
        max(most, more),
    )


class RowRoom(NamedTuple):
    """What a row is given: pixels of width; a `terse` one tells what a single line holds, if one can."""

    width: int
    pressed: bool
    terse: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """A row, measured. `head`: the name, of a moved post one sentence instead; `detail`: lines under it."""

    post: PostLine
    columns: BoardColumns
    wording: Wording
    measure: Measure
    head: RowName
    detail: tuple[str, ...]

    @property
    def height(self) -> int:
        """Pixels it needs."""
        scale = self.columns.scale
        return self.head.height(scale) + line_px(scale.small) * len(self.detail) + scale.px(BREATH)

    def place(self, rect: Rect) -> Iterator[Placement]:
        """At `rect`, which is `height` high."""
        scale = self.columns.scale
        inside = rect.inset(0, scale.px(BREATH) // 2)
        below, above = inside.take_bottom(self.head.below_px + line_px(scale.small) * len(self.detail))
        yield from self._bar(rect)
        yield from self._moved(above) if self.post.moved else self._at_home(above)
        yield self._waiting(above)
        name, detail = below.inset(scale.px(PAD), 0).take_top(self.head.below_px)
        yield from labels(name, self.head.below, self.head.em, self._ink, narrow=self.head.narrow)
        yield from labels(detail, self.detail, scale.small, Role.SECONDARY)

    @property
    def _ink(self) -> Role:
        return Role.SECONDARY if self.post.state == "closed" else Role.TEXT

    def _bar(self, rect: Rect) -> Iterator[Placement]:
        """A stripe beside a post that is not as usual."""
        if self.post.unusual:
            alarm = self.post.state == "unattended"
            fill = Role.EMERGENCY_GROUND if alarm else Role.NUMBER
            yield Box(rect.take_left(self.columns.scale.px(BAR))[0], fill=fill)

    def _moved(self, rect: Rect) -> Iterator[Placement]:
        (head,), em = self.head.beside, self.head.em
        going = _going(self.post, self.wording)
        here = self.columns.before_waiting(rect)
        width = self.measure.width_of(head, em, bold=True)
        at, rest = here.take_left(width)
        there = rest.take_right(rest.w - self.columns.scale.px(1))[0]
        yield label(at, head, em, bold=True)
        yield label(there, going, em, Role.NUMBER, bold=True)

    def _at_home(self, rect: Rect) -> Iterator[Placement]:
        scale = self.columns.scale
        window, name, post, _ = self.columns.cells(rect)
        number = self.wording.say("board.number", window=self.post.home)
        yield label(window, number, scale.board, self._ink, bold=True)
        yield from labels(name, self.head.beside, self.head.em, self._ink, narrow=self.head.narrow)
        words = _state_words(_state(self.post), self.wording)
        if self.post.state == "unattended":
            yield from pill(post, words, scale.small, ALARM_INKS, scale, self.measure)
        else:
            usual = _state(self.post) in ("a_role", "expected")
            inside = post.take_right(post.w - scale.px(PILL_PAD))[0]
            yield label(inside, words, scale.small, _state_ink(_state(self.post)), bold=not usual)

    def _waiting(self, rect: Rect) -> Placement:
        count, scale = self.post.waiting, self.columns.scale
        at = self.columns.cells(rect)[-1]
        if count is None or (self.post.state == "closed" and not count):
            return label(at, "—", scale.board, Role.SECONDARY, align="right")
        told = _count(count, self.wording)
        em = largest((scale.board, scale.small), [told], at.w, self.measure, bold=False)
        return label(at, told, em, Role.WAITING, align="right")


def board_row(
    post: PostLine, columns: BoardColumns, given: RowRoom, now: Instant, wording: Wording, names: RowNames
) -> BoardRow:
    """Measure one post's row."""
    scale, measure = columns.scale, names.measure
    whole = Rect(0, 0, given.width, scale.board)
    inside = whole.w - 2 * scale.px(PAD)
    detail = _wrapped(
        _details(post, now, wording), 1 if given.terse else MOST_DETAIL_LINES, inside, scale, measure
    )
    if post.moved:
        room = columns.before_waiting(whole).w - scale.px(1)
        ems = (*name_ems(scale), scale.least)
        em = largest(ems, [redirection(post, wording)], room, measure, bold=True)
        head = RowName(em, beside=(wording.say("post.home", window=post.home),))
    else:
        name_room = NameRoom(columns.cells(whole)[1].w, inside, PRESSED if given.pressed else AS_IT_IS)
        head = names.of(wording.of(post.name), name_room)
    return BoardRow(post=post, columns=columns, wording=wording, measure=measure, head=head, detail=detail)


def _wrapped(
    told: Sequence[str], most: int, width: int, scale: TypeScale, measure: Measure
) -> tuple[str, ...]:
    """The fullest text that `most` lines hold, else two lines, else the shortest: all of it, whatever it takes."""
    cuts = [tuple(balanced(text, width, scale.small, measure)) if text else () for text in told]
    fitting = (cut for room in (most, MOST_DETAIL_LINES) for cut in cuts[:-1] or cuts if len(cut) <= room)
    return next(fitting, cuts[-1])


def redirection(post: PostLine, wording: Wording) -> str:
    """Where the residents of a moved post go, in one sentence."""
    return f"{wording.say('post.home', window=post.home)} {_going(post, wording)}"


def _going(post: PostLine, wording: Wording) -> str:
    assert post.window is not None
    return wording.say("post.going", window=post.window, role=wording.say(f"going.{post.state}"))


def _details(post: PostLine, now: Instant, wording: Wording) -> tuple[str, ...]:
    """Why and until when, the fullest first; shorter ones leave out what stands elsewhere, the last one the time."""
    if not post.unusual:
        return ("",)
    if post.state == "a_role":  # A is there, at another window
        return (wording.of(post.name),)
    reason, told = post.why.words(wording), post.why.told(now, wording)
    if post.state == "on_the_way" and post.why.until is not None:
        time = wording.moment(post.why.until, now)
        coming = (wording.say(code, reason=reason, time=time) for code in ("on_the_way", "on_the_way.short"))
        return (*coming, reason)
    if post.state == "unattended":
        return (wording.say("unattended", reason=told), told, reason)
    if post.moved:
        return (wording.say("named", name=wording.of(post.name), reason=told), told, reason)
    return (told, reason)


def _state(post: PostLine) -> State:
    return "expected" if post.expected else post.state


def _state_words(state: State, wording: Wording) -> str:
    return f"{MARKS[state]} {wording.say(f'post.{state}')}"


def _state_ink(state: State) -> Role:
    inks: dict[State, Role] = {
        "a_role": Role.TEXT,
        "expected": Role.SECONDARY,
        "closed": Role.SECONDARY,
    }
    return inks.get(state, Role.NUMBER)


def _count(count: int, wording: Wording) -> str:
    return wording.say("waiting", count=count) if count <= MOST_COUNTED else f"{MOST_COUNTED}+"
