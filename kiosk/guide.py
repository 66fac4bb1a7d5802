"""The guide to a matter: what to bring, where, how many ahead, fee, limit; and 取号. Pure.

Reading is offered and never forced: 取号 is on every page of it (M-4).
"""

from __future__ import annotations

from typing import NamedTuple

from common.rows import PriorityRow
from common.screen.geometry import Rect
from common.screen.placements import Placement, Style, Touch, paragraph
from common.words import Instant
from kiosk.guide_facts import facts, facts_height
from kiosk.guide_text import entries, page_placements, pages_of
from kiosk.hall import Hall
from kiosk.look import Look
from kiosk.pieces import INFO, STALE, Zones, banner, banner_height, loud_button, pager
from kiosk.priority import priority_button, priority_buttons, priority_height
from kiosk.scene import Guide
from kiosk.status import no_numbers, standing
from kiosk.wording import Wording

LEAST_READING_LINES = 9


class Moment(NamedTuple):
    """What is so now, whatever the screen.

    `now` is the session's clock, `time` the hall's; `online` means the server can be asked.
    """

    hall: Hall
    now: Instant
    time: Instant
    online: bool


class _Form(NamedTuple):
    """How much room the parts take: in one line where and how many, in one button the priority."""

    brief_facts: bool
    brief_priority: bool


_FORMS = (_Form(False, False), _Form(True, False), _Form(True, True))


class _Plan(NamedTuple):
    """Where the guide's parts go."""

    form: _Form
    reading: Rect
    facts: Rect
    priority: Rect
    take: Rect


def guide(zones: Zones, scene: Guide, moment: Moment, look: Look, wording: Wording) -> list[Placement]:
    """Reading above (or left), controls below (or right), 取号 last of all, nearest to the hand."""
    plan = _plan(zones, moment, look, wording)
    return [*_above_take(plan, scene, moment, look, wording), *_take(plan.take, moment, look, wording)]


def asking(zones: Zones, scene: Guide, moment: Moment, look: Look, wording: Wording) -> list[Placement]:
    """The same while the server is asked: only the button changes, so that it is seen at once.

    A whole new screen would be painted first and hold the ticket up by its 40 ms.
    """
    plan = _plan(zones, moment, look, wording)
    shown = [
        placed for placed in _above_take(plan, scene, moment, look, wording) if not isinstance(placed, Touch)
    ]
    return [*shown, *banner(plan.take, wording.say("asking"), look, INFO, loud=True)]


def _above_take(plan: _Plan, scene: Guide, moment: Moment, look: Look, wording: Wording) -> list[Placement]:
    offered = _offered(moment, wording)
    line = moment.hall.line_of(scene.matter)
    declare = priority_button if plan.form.brief_priority else priority_buttons
    return [
        *_reading(plan.reading, scene, moment, look, wording),
        *facts(plan.facts, line, moment.online, plan.form.brief_facts, look, wording),
        *declare(plan.priority, offered, scene.priority, look, wording),
    ]


def _plan(zones: Zones, moment: Moment, look: Look, wording: Wording) -> _Plan:
    """The fullest form that fits and leaves enough to read."""
    plans = [_arranged(zones, moment, form, look, wording) for form in _FORMS]
    return next((plan for plan in plans if _is_roomy(plan, look)), plans[-1])


def _is_roomy(plan: _Plan, look: Look) -> bool:
    if plan.facts.bottom > plan.priority.y:
        return False
    return plan.reading.h >= LEAST_READING_LINES * look.pitch(look.body)


def _arranged(zones: Zones, moment: Moment, form: _Form, look: Look, wording: Wording) -> _Plan:
    """From below: 取号, priority; above them (on a landscape screen: at the top) where and how many."""
    room = zones.controls
    if look.screen.portrait:
        room = zones.reading._replace(h=zones.controls.bottom - zones.reading.y)
    offered = _offered(moment, wording)
    take, rest = room.take_bottom(_take_height(room.w, moment, look, wording))
    declared = priority_height(room.w, offered, form.brief_priority, look, wording)
    priority, rest = _above(rest, declared, look)
    where_h = facts_height(form.brief_facts, look)
    if not look.screen.portrait:
        return _Plan(form, zones.reading, room.take_top(where_h)[0], priority, take)
    where, rest = _above(rest, where_h, look)
    return _Plan(form, rest.take_top(rest.h - look.gap)[0], where, priority, take)


def _above(rest: Rect, height: int, look: Look) -> tuple[Rect, Rect]:
    """The lowest `height` pixels above a gap (none, if there is nothing to place), and the rest."""
    return rest.take_top(rest.h - look.gap)[0].take_bottom(height) if height else rest.take_bottom(0)


def _offered(moment: Moment, wording: Wording) -> list[PriorityRow]:
    """Where no number can be had, no priority is asked about."""
    return [] if _reason(moment, wording) else list(moment.hall.priorities.values())


def _reading(room: Rect, scene: Guide, moment: Moment, look: Look, wording: Wording) -> list[Placement]:
    matter = moment.hall.matters[scene.matter]
    name = wording.of(matter.name)
    written = entries(matter, _today(moment, wording), wording)
    style = _title_style(name, room, look)
    title, rest = room.take_top(look.height(name, style, room.w))
    pages, turning = pages_of(written, rest, look), []
    if len(pages) > 1:
        foot, rest = rest.take_bottom(look.target)
        rest = rest.take_top(rest.h - look.gap)[0]
        pages = pages_of(written, rest, look)
        turning = pager(foot, min(scene.page, len(pages) - 1), list(range(len(pages))), look, wording)
    page = pages[min(scene.page, len(pages) - 1)]
    return [
        *paragraph(title, name, style, look.measure),
        *page_placements(rest, page, look),
        *turning,
    ]


def _title_style(name: str, room: Rect, look: Look) -> Style:
    """A long name is set smaller rather than leave no room to read: a heading, two lines and the pager."""
    rest = 3 * look.pitch(look.body) + 2 * look.gap + look.target
    smaller = (look.title, look.label._replace(align="left"))
    above = room._replace(h=room.h - rest)
    return next((style for style in smaller if look.holds(above, name, style)), look.body._replace(bold=True))


def _today(moment: Moment, wording: Wording) -> str:
    """Lunch, early morning: a number can be had, but not service. Why there is no number stands below."""
    about = moment.hall.about
    if about is None or not about.numbers or not moment.online:
        return ""
    return standing(about, moment.time, wording)


# -- 取号 -------------------------------------------------------------------------------------------


def _take_height(width: int, moment: Moment, look: Look, wording: Wording) -> int:
    reason = _reason(moment, wording)
    return max(look.mm(32, 38), banner_height(reason, look, width, loud=True) if reason else 0)


def _take(rect: Rect, moment: Moment, look: Look, wording: Wording) -> list[Placement]:
    """The button, or in its place why there is none."""
    if reason := _reason(moment, wording):
        return banner(rect, reason, look, STALE, loud=True)
    return loud_button(rect, "take", wording.say("take"), look)


def _reason(moment: Moment, wording: Wording) -> str:
    about = moment.hall.about
    return no_numbers(about, moment.time, wording, online=moment.online) if about else wording.say("lost")
