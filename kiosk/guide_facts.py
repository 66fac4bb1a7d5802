"""Where a matter is served now and how many wait: two panels, or one line where room is scarce. Pure."""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

from common.rows import LineRow
from common.screen.geometry import Rect
from common.screen.placements import Placement, Style, line
from common.screen.theme import Role
from kiosk.look import Look
from kiosk.pieces import INFO, frame
from kiosk.wording import Wording


def facts_height(brief: bool, look: Look) -> int:
    """Pixels of either form."""
    value = look.pitch(_value(look)) + 2 * look.screen.mm(2)
    return value if brief else value + look.pitch(look.quiet)


class Queue(NamedTuple):
    """A matter's line as it is now, and how long a number taken now will wait (empty: nobody can say)."""

    row: LineRow | None
    online: bool
    wait: str = ""


def facts(rect: Rect, queue: Queue, brief: bool, look: Look, wording: Wording) -> list[Placement]:
    """The window that serves it now, how many wait, and how long that will take."""
    if brief:
        return _in_one_line(rect, queue, look, wording)
    left, right = rect.columns(2, look.gap)
    captions = _where_caption(queue, left.w - 2 * look.pad, look, wording), _ahead(queue, wording)
    value = _value(look)
    return [
        *_panel(left, captions[0], _window(queue, wording), value, look),
        *_panel(right, captions[1], _waiting(queue, wording), value, look),
    ]


def _in_one_line(rect: Rect, queue: Queue, look: Look, wording: Wording) -> list[Placement]:
    """Each panel as wide as what it says: as large as both fit, whole before shortened."""
    styles = _value(look), look.body._replace(bold=True, align="centre", ink=Role.NUMBER)
    for said in product(_where_brief(queue, wording), _waiting_brief(queue, wording)):
        for style in styles:
            widths = [look.measure.width_of(text, style.em, bold=style.bold) + 2 * look.pad for text in said]
            spare = (rect.w - look.gap - sum(widths)) / len(widths)
            if spare >= 0:
                break
        if spare >= 0:
            break
    cells = rect.shares(*(width + spare for width in widths), gap=look.gap)
    return [
        placed
        for cell, text in zip(cells, said, strict=True)
        for placed in _panel(cell, "", text, style, look)
    ]


def _ahead(queue: Queue, wording: Wording) -> str:
    """Above the wait: for how many."""
    if queue.row is not None and queue.online and queue.wait:
        return wording.say("ahead_n", n=queue.row.waiting)
    return wording.say("ahead_now")


def _waiting(queue: Queue, wording: Wording) -> str:
    if queue.row is None or not queue.online:
        return wording.say("unknown")
    return queue.wait or wording.say("people", n=queue.row.waiting)


def _where_brief(queue: Queue, wording: Wording) -> tuple[str, ...]:
    """In one line, longest first."""
    row, said = queue.row, _window(queue, wording)
    if row is None or not queue.online:
        return (said,)
    if row.expected and row.window is not None:
        return wording.say("expected_n", window=row.window), wording.say("expected_short")
    if row.window is None and row.usual is not None:
        return wording.say("usual_state", window=row.usual, state=_nobody(row, wording)), said
    return (said,)


def _waiting_brief(queue: Queue, wording: Wording) -> tuple[str, ...]:
    """How many and how long, in one line; how long says more, where both do not fit."""
    if queue.row is None or not queue.online:
        return (wording.say("unknown"),)
    if not queue.wait:
        return (wording.say("waiting", n=queue.row.waiting),)
    return wording.say("wait_brief", n=queue.row.waiting, wait=queue.wait), queue.wait


def _where_caption(queue: Queue, width: int, look: Look, wording: Wording) -> str:
    """Above the window; in fewer words where these do not fit."""
    code = _where_code(queue)
    whole = wording.say(code)
    if code == "window" or look.measure.width_of(whole, look.quiet.em) <= width:
        return whole
    return wording.say(f"{code}_short")


def _where_code(queue: Queue) -> str:
    """What the server last said of who is there is old without it."""
    row = queue.row
    if row is None or not queue.online:
        return "window"
    if row.expected:
        return "window_expected"
    if row.window is None and row.usual is not None:
        return f"window_{_absence(row)}"
    return "window_covered" if row.state in ("b_role", "stand_in") else "window"


def _window(queue: Queue, wording: Wording) -> str:
    """The window that serves a line now, else its usual one, else why there is none."""
    row = queue.row
    window = window_to_name(row)
    if window is not None:
        return wording.say("window_n", window=window)
    return _nobody(row, wording) if row is not None and queue.online else wording.say("unknown")


def where(row: LineRow | None, wording: Wording, *, online: bool) -> str:
    """In a list of several: the window that serves a line now, else its usual one and that the call counts, or why there is none."""
    if row is not None and row.window is None and row.usual is not None:
        return wording.say("usual_n", window=row.usual)
    return _window(Queue(row, online), wording)


def way_there(row: LineRow | None, way: str, wording: Wording, *, online: bool) -> list[str]:
    """How one gets to the window that is named; and that the call counts where nobody is there now, or nobody can say."""
    if window_to_name(row) is None:
        return []
    served = online and row is not None and row.window is not None
    but = "" if served else wording.say("nobody_there" if online else "call_counts")
    return [text for text in (way, but) if text]


def window_to_name(row: LineRow | None) -> int | None:
    """The window that serves a line now, else its usual one."""
    return None if row is None else row.window or row.usual


def _nobody(row: LineRow, wording: Wording) -> str:
    """Why nobody serves a line now, in a word or two."""
    return wording.say(f"{_absence(row)}_short")


def _absence(row: LineRow) -> str:
    return row.state if row.state in ("unattended", "on_the_way") else "closed"


def _value(look: Look) -> Style:
    return look.label._replace(ink=Role.NUMBER)


def _panel(rect: Rect, caption: str, value: str, style: Style, look: Look) -> list[Placement]:
    inside = rect.inset(look.pad, look.screen.mm(2))
    below, above = inside.take_bottom(look.pitch(_value(look)))
    placed: list[Placement] = [*frame(rect, look, INFO), line(below, value, style, look.measure)]
    if caption:
        placed.append(line(above, caption, look.quiet._replace(align="centre"), look.measure))
    return placed
