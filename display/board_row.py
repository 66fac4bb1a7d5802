"""One row of the board: a post, who serves it, where to go, why and until when, how many wait. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from common.messages import CoverState
from common.screen.geometry import Rect
from common.screen.placements import Box, Placement
from common.screen.text import Measure, balanced, fit
from common.screen.theme import Role
from common.words import Instant
from display.pieces import label, largest, pill
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
MOST_NAME_LINES, TERSE_NAME_LINES, MOST_DETAIL_LINES = 9, 3, 2
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
    """As wide as their widest words in this language."""
    posts = [_state_words(state, wording) for state in MARKS]
    heads = [wording.say(f"board.{code}") for code in ("window", "post", "waiting")]
    window, post, waiting = (measure.width_of(text, scale.small) for text in heads)
    windows = wording.say("board.number", window=WIDEST_WINDOW)
    return BoardColumns(
        scale,
        max(window, measure.width_of(windows, scale.board, bold=True)),
        max(post, *(measure.width_of(text, scale.small, bold=True) + 2 * scale.px(1) for text in posts)),
        max(waiting, measure.width_of(_count(MOST_COUNTED, wording), scale.board, bold=True)),
    )


class RowRoom(NamedTuple):
    """What a row is given: pixels of width.

    A `terse` one tells what a single line holds, if one can. In a `brief` one the name has a single line, too.
    """

    width: int
    terse: bool
    brief: bool = False

    @property
    def name_lines(self) -> int:
        """So many at most: a name gives way before why, until when and where to go."""
        return 1 if self.brief else TERSE_NAME_LINES if self.terse else MOST_NAME_LINES


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """A row, measured. `head` and `detail` are lines of text; a moved post's head is one sentence."""

    post: PostLine
    columns: BoardColumns
    wording: Wording
    measure: Measure
    head: tuple[str, ...]
    head_em: int
    detail: tuple[str, ...]

    @property
    def height(self) -> int:
        """Pixels it needs."""
        scale = self.columns.scale
        head = max(line_px(scale.board), line_px(self.head_em) * len(self.head))
        return head + line_px(scale.small) * len(self.detail) + scale.px(BREATH)

    def place(self, rect: Rect) -> Iterator[Placement]:
        """At `rect`, which is `height` high."""
        scale = self.columns.scale
        inside = rect.inset(0, scale.px(BREATH) // 2)
        below, above = inside.take_bottom(line_px(scale.small) * len(self.detail))
        yield from self._bar(rect)
        yield from self._moved(above) if self.post.moved else self._at_home(above)
        yield self._waiting(above)
        for at, text in zip(
            below.inset(scale.px(PAD), 0).rows(max(1, len(self.detail))), self.detail, strict=False
        ):
            yield label(at, text, scale.small, Role.SECONDARY)

    def _bar(self, rect: Rect) -> Iterator[Placement]:
        """A stripe beside a post that is not as usual."""
        if self.post.unusual:
            alarm = self.post.state == "unattended"
            fill = Role.EMERGENCY_GROUND if alarm else Role.NUMBER
            yield Box(rect.take_left(self.columns.scale.px(BAR))[0], fill=fill)

    def _moved(self, rect: Rect) -> Iterator[Placement]:
        (head,) = self.head
        going = _going(self.post, self.wording)
        here = self.columns.before_waiting(rect)
        width = self.measure.width_of(head, self.head_em, bold=True)
        at, rest = here.take_left(width)
        there = rest.take_right(rest.w - self.columns.scale.px(1))[0]
        yield label(at, head, self.head_em, bold=True)
        yield label(there, going, self.head_em, Role.NUMBER, bold=True)

    def _at_home(self, rect: Rect) -> Iterator[Placement]:
        scale = self.columns.scale
        window, name, post, _ = self.columns.cells(rect)
        ink = Role.SECONDARY if self.post.state == "closed" else Role.TEXT
        yield label(
            window, self.wording.say("board.number", window=self.post.home), scale.board, ink, bold=True
        )
        for at, text in zip(name.rows(len(self.head)), self.head, strict=True):
            yield label(at, text, self.head_em, ink)
        words = _state_words(_state(self.post), self.wording)
        if self.post.state == "unattended":
            yield from pill(post, words, scale.small, ALARM_INKS, scale, self.measure)
        else:
            usual = _state(self.post) in ("a_role", "expected")
            yield label(
                post.inset(scale.px(1), 0), words, scale.small, _state_ink(_state(self.post)), bold=not usual
            )

    def _waiting(self, rect: Rect) -> Placement:
        count = self.post.waiting
        at = self.columns.cells(rect)[-1]
        if count is None or (self.post.state == "closed" and not count):
            return label(at, "—", self.columns.scale.board, Role.SECONDARY, align="right")
        return label(at, _count(count, self.wording), self.columns.scale.board, Role.WAITING, align="right")


def board_row(
    post: PostLine, columns: BoardColumns, given: RowRoom, now: Instant, wording: Wording, measure: Measure
) -> BoardRow:
    """Measure one post's row."""
    scale = columns.scale
    whole = Rect(0, 0, given.width, scale.board)
    inside = whole.w - 2 * scale.px(PAD)
    detail = _wrapped(
        _details(post, now, wording), 1 if given.terse else MOST_DETAIL_LINES, inside, scale, measure
    )
    if post.moved:
        head = wording.say("post.home", window=post.home)
        room = columns.before_waiting(whole).w - scale.px(1)
        em = largest((*_ems(scale), scale.least), [redirection(post, wording)], room, measure, bold=True)
        lines: tuple[str, ...] = (head,)
    else:
        name = wording.of(post.name)
        room = columns.cells(whole)[1].w
        em = largest(_ems(scale), [name], room, measure, bold=False)
        em = em if breaks_no_word(name, room, em, measure) else scale.least
        lines = tuple(wrapped_name(name, room, em, given.name_lines, measure))
    return BoardRow(
        post=post, columns=columns, wording=wording, measure=measure, head=lines, head_em=em, detail=detail
    )


def breaks_no_word(name: str, width: int, em: int, measure: Measure) -> bool:
    """Has each word of a language with spaces room in one line?"""
    return all(measure.width_of(word, em) <= width for word in name.split() if word.isascii())


def wrapped_name(name: str, width: int, em: int, lines: int, measure: Measure) -> list[str]:
    """In so many lines at most; a longer one is cut at its end."""
    if lines == 1:
        return [fit(name, width, em, measure)]
    return balanced(name, width, em, measure, max_lines=lines)


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


def _ems(scale: TypeScale) -> tuple[int, ...]:
    return scale.board, (scale.board + scale.small) // 2, scale.small


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
