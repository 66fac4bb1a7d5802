"""Where a matter is served now and how many wait: two panels, or one line where room is scarce. Pure."""

from __future__ import annotations

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


def facts(
    rect: Rect, row: LineRow | None, online: bool, brief: bool, look: Look, wording: Wording
) -> list[Placement]:
    """The window that serves it now, and how many wait."""
    place, waiting = where(row, wording), _waiting(row, online, wording)
    left, right = rect.columns(2, look.gap)
    captions = ("", "") if brief else (wording.say(_where_code(row)), wording.say("ahead_now"))
    if brief and row is not None and online:
        waiting = wording.say("waiting", n=row.waiting)
    if brief and row is not None and row.expected and row.window is not None:
        place = _first_that_fits(
            left.w - 2 * look.pad, ("expected_n", "expected_short"), row.window, look, wording
        )
    return [*_panel(left, captions[0], place, look), *_panel(right, captions[1], waiting, look)]


def _first_that_fits(width: int, codes: tuple[str, ...], window: int, look: Look, wording: Wording) -> str:
    style = _value(look)
    said = [wording.say(code, window=window) for code in codes]
    fitting = (text for text in said if look.measure.width_of(text, style.em, bold=style.bold) <= width)
    return next(fitting, said[-1])


def _waiting(row: LineRow | None, online: bool, wording: Wording) -> str:
    return wording.say("people", n=row.waiting) if row and online else wording.say("unknown")


def _where_code(row: LineRow | None) -> str:
    if row is not None and row.expected:
        return "window_expected"
    covered = row is not None and row.state in ("b_role", "stand_in")
    return "window_covered" if covered else "window"


def where(row: LineRow | None, wording: Wording) -> str:
    """The window that serves a line now, or why there is none, in a word or two."""
    if row is None:
        return wording.say("unknown")
    if row.window is not None:
        return wording.say("window_n", window=row.window)
    short = {"unattended": "unattended_short", "on_the_way": "on_the_way_short"}
    return wording.say(short.get(row.state, "closed_short"))


def _value(look: Look) -> Style:
    return look.label._replace(ink=Role.NUMBER)


def _panel(rect: Rect, caption: str, value: str, look: Look) -> list[Placement]:
    inside = rect.inset(look.pad, look.screen.mm(2))
    below, above = inside.take_bottom(look.pitch(_value(look)))
    placed: list[Placement] = [*frame(rect, look, INFO), line(below, value, _value(look), look.measure)]
    if caption:
        placed.append(line(above, caption, look.quiet._replace(align="centre"), look.measure))
    return placed
