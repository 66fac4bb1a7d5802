"""The guide to a matter: what to bring, where, how many ahead, fee, limit; and 取号. Pure.

Reading is offered and never forced: 取号 is on every page of it (M-4).
"""

from __future__ import annotations

from typing import NamedTuple

from common.bounded import MATTERS_MOST
from common.rows import MatterRow, PriorityRow
from common.rows_help import HelpRow
from common.screen.geometry import Rect
from common.screen.placements import Placement, Touch
from common.words import Instant, Words
from kiosk.guide_facts import Queue, facts, facts_height, way_there, where, window_to_name
from kiosk.guide_text import Entry, entries, entries_of_several, papers_missing
from kiosk.hall import Hall
from kiosk.look import Look
from kiosk.pieces import INFO, STALE, Zones, banner, banner_height, button, loud_button
from kiosk.priority import priority_button, priority_buttons, priority_height
from kiosk.reading import sheet
from kiosk.scene import Guide
from kiosk.status import no_numbers, standing
from kiosk.stops import few_left, stop_text
from kiosk.waits import told_wait, too_late
from kiosk.wording import Wording

LEAST_READING_LINES = 9
MOST_TO_SAY_WHY = 0.3
"""Of the room; a longer reason is set smaller, so that what to bring can still be read."""


class Moment(NamedTuple):
    """What is so now, whatever the screen.

    `now` is the session's clock, `time` the hall's; `online` means the server can be asked, `scanner` that codes can
    be held before this kiosk, `me` which it is, `speaks` that it has a voice; `alone`: numbers
    are given here without the server.
    """

    hall: Hall
    now: Instant
    time: Instant
    online: bool
    scanner: bool = False
    me: str = ""
    speaks: bool = True
    alone: bool = False

    @property
    def help(self) -> HelpRow | None:
        """Of this kiosk, while somebody here has asked for a person."""
        return self.hall.help.get(self.me)


class _Form(NamedTuple):
    """How much room the parts take: in one line where and how many, in one button the priority."""

    brief_facts: bool
    brief_priority: bool


_FORMS = (_Form(False, False), _Form(False, True), _Form(True, True))
"""The priority gives way first: where, how many and how long stand on every guide."""


class _Plan(NamedTuple):
    """Where the guide's parts go."""

    form: _Form
    reading: Rect
    facts: Rect
    priority: Rect
    take: Rect


def guide(zones: Zones, scene: Guide, moment: Moment, look: Look, wording: Wording) -> list[Placement]:
    """Reading above (or left), controls below (or right), 取号 last of all, nearest to the hand."""
    plan = _plan(zones, scene, moment, look, wording)
    return [*_above_take(plan, scene, moment, look, wording), *_take(plan.take, scene, moment, look, wording)]


def asking(zones: Zones, scene: Guide, moment: Moment, look: Look, wording: Wording) -> list[Placement]:
    """The same while the server is asked: only the button changes, so that it is seen at once.

    A whole new screen would be painted first and hold the ticket up by its 40 ms.
    """
    plan = _plan(zones, scene, moment, look, wording)
    shown = [
        placed for placed in _above_take(plan, scene, moment, look, wording) if not isinstance(placed, Touch)
    ]
    return [*shown, *banner(plan.take, wording.say("asking"), look, INFO, loud=True)]


def _above_take(plan: _Plan, scene: Guide, moment: Moment, look: Look, wording: Wording) -> list[Placement]:
    offered = _offered(scene, moment, wording)
    queue = Queue(moment.hall.line_of(scene.matter), moment.online, _wait(scene, moment, wording))
    declare = priority_button if plan.form.brief_priority else priority_buttons
    return [
        *_reading(plan.reading, scene, moment, look, wording),
        *facts(plan.facts, queue, plan.form.brief_facts, look, wording),
        *declare(plan.priority, offered, scene.priority, look, wording),
    ]


def _plan(zones: Zones, scene: Guide, moment: Moment, look: Look, wording: Wording) -> _Plan:
    """The fullest form that fits and leaves enough to read."""
    plans = [_arranged(zones, scene, moment, form, look, wording) for form in _FORMS]
    least = min(LEAST_READING_LINES * look.pitch(look.body), plans[-1].reading.h)
    return next((plan for plan in plans if _is_roomy(plan, least)), plans[-1])


def _is_roomy(plan: _Plan, least: int) -> bool:
    return plan.facts.bottom <= plan.priority.y and plan.reading.h >= least


def _arranged(zones: Zones, scene: Guide, moment: Moment, form: _Form, look: Look, wording: Wording) -> _Plan:
    """From below: 取号, priority; above them (on a landscape screen: at the top) where and how many."""
    room = zones.controls
    if look.screen.portrait:
        room = zones.reading._replace(h=zones.controls.bottom - zones.reading.y)
    offered = _offered(scene, moment, wording)
    take, rest = room.take_bottom(_take_height(room, scene, moment, look, wording))
    declared = priority_height(room.w, offered, form.brief_priority, look, wording)
    priority, rest = _above(rest, declared, look)
    where_h = facts_height(form.brief_facts, look)
    if not look.screen.portrait:
        return _Plan(form, zones.reading, room.take_top(where_h)[0], priority, take)
    place, rest = _above(rest, where_h, look)
    return _Plan(form, rest.take_top(rest.h - look.gap)[0], place, priority, take)


def _above(rest: Rect, height: int, look: Look) -> tuple[Rect, Rect]:
    """The lowest `height` pixels above a gap (none, if there is nothing to place), and the rest."""
    return rest.take_top(rest.h - look.gap)[0].take_bottom(height) if height else rest.take_bottom(0)


def _offered(scene: Guide, moment: Moment, wording: Wording) -> list[PriorityRow]:
    """Where no number can be had, no priority is asked about."""
    return [] if _reason(scene, moment, wording) else list(moment.hall.priorities.values())


def _reading(room: Rect, scene: Guide, moment: Moment, look: Look, wording: Wording) -> list[Placement]:
    name, written = _written(scene, moment, wording)
    return sheet(room, name, written, scene.page, look, wording)


def _written(scene: Guide, moment: Moment, wording: Wording) -> tuple[str, list[Entry]]:
    """Heading and entries: of one matter all that is published, of several what to bring for each."""
    rows = [moment.hall.matters[matter] for matter in scene.matters]
    today = _today(moment, wording)
    if not _reason(scene, moment, wording):
        few = few_left(rows[0], wording) if len(rows) == 1 else ""
        today = "\n".join(text for text in (few, today, too_late(rows, moment.hall, wording)) if text)
    missing = _missing(scene, rows, moment, wording)
    if len(rows) == 1:
        line = moment.hall.line_of(scene.matter)
        waits = told_wait(_wait(scene, moment, wording), line, moment.hall, wording)
        way = wording.of(moment.hall.way_to(window_to_name(line)))
        ways = way_there(line, way, wording, online=moment.online)
        return wording.of(rows[0].name), [*entries(rows[0], today, wording, waits=waits, ways=ways), *missing]
    offered = [(row, where(moment.hall.line_of(row.id), wording, online=moment.online)) for row in rows]
    return wording.say("several", n=len(rows)), [*entries_of_several(offered, today, wording), *missing]


def _missing(scene: Guide, rows: list[MatterRow], moment: Moment, wording: Wording) -> list[Entry]:
    """Advice for whoever has not all papers here; none where there is no number anyway."""
    if _reason(scene, moment, wording):
        return []
    about = moment.hall.about
    return papers_missing(rows, about.papers_missing if about else Words(""), wording)


def _wait(scene: Guide, moment: Moment, wording: Wording) -> str:
    """How long a number taken now will wait; empty where none is given, or nobody can say."""
    row = moment.hall.wait_of(scene.matter)
    if row is None or not moment.online or _reason(scene, moment, wording):
        return ""
    return wording.wait(row.low_min, row.high_min)


def _today(moment: Moment, wording: Wording) -> str:
    """Lunch, early morning: a number can be had, but not service. Why there is no number stands below."""
    about = moment.hall.about
    if moment.alone:
        return wording.say("alone")
    if about is None or not about.numbers or not moment.online:
        return ""
    return standing(about, moment.time, wording)


# -- 取号 -------------------------------------------------------------------------------------------


def _take_height(room: Rect, scene: Guide, moment: Moment, look: Look, wording: Wording) -> int:
    reason = _reason(scene, moment, wording)
    if reason:
        loud = banner_height(reason, look, room.w, loud=True)
        least = loud if loud <= room.h * MOST_TO_SAY_WHY else banner_height(reason, look, room.w)
        return max(look.mm(32, 38), least)
    add = _take_columns(Rect(0, 0, room.w, 0), look)[0]
    return max(look.mm(32, 38), look.height(wording.say("add"), look.label, add.w - 2 * look.pad) + look.pad)


def _take_columns(rect: Rect, look: Look) -> list[Rect]:
    return rect.shares(2, 3, gap=look.gap)


def _take(rect: Rect, scene: Guide, moment: Moment, look: Look, wording: Wording) -> list[Placement]:
    """The button, beside it one for a further matter; or in their place why there is none."""
    if reason := _reason(scene, moment, wording):
        loud = banner_height(reason, look, rect.w, loud=True) <= rect.h
        return banner(rect, reason, look, STALE, loud=loud)
    if not _can_add(scene, moment.hall):
        return loud_button(rect, "take", wording.say("take"), look)
    add, take = _take_columns(rect, look)
    return [
        *button(add, "add", wording.say("add"), look),
        *loud_button(take, "take", wording.say("take"), look),
    ]


def _can_add(scene: Guide, hall: Hall) -> bool:
    return len(scene.matters) < MATTERS_MOST and bool(hall.groups(scene.matters))


def _reason(scene: Guide, moment: Moment, wording: Wording) -> str:
    """Why there is no number: of the hall, or of one of the matters, which is named where there are several."""
    about, hall = moment.hall.about, moment.hall
    if about is None:
        return wording.say("lost")
    general = no_numbers(about, moment.time, wording, online=moment.online, alone=moment.alone)
    if general:
        return general
    for matter in scene.matters:
        row = hall.matters[matter]
        if stopped := stop_text(row, hall.line_of(matter), moment.time, wording):
            return f"{wording.of(row.name)}\n{stopped}" if scene.then else stopped
    return ""
