"""What somebody wants to know: what there is to look up, an own case, the board, duty leaders, promises (P-5). Pure."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from common.rows import HallRow
from common.rows_cases import CaseBoardRow, DepartmentRow
from common.screen.geometry import Rect
from common.screen.placements import Placement
from common.screen.theme import Role
from common.words import Words
from kiosk.case_words import (
    DONE,
    ENDED,
    bring_words,
    clock_words,
    due_words,
    light_words,
    part_words,
    state_words,
)
from kiosk.choose import Choice
from kiosk.guide_text import Entry
from kiosk.hall import Hall
from kiosk.look import Look
from kiosk.my_case import MyCase
from kiosk.pieces import STALE, Zones, banner, banner_height, loud_button
from kiosk.reading import reading, sheet, whole
from kiosk.scene_case import OnBoard, OnDuty, Progress, Promises
from kiosk.wording import Wording

FIGURES = ("accepted", "closed", "on_time", "overdue")


def enquiry_choices(hall: Hall, wording: Wording) -> list[Choice]:
    """What can be looked up; what this hall does not publish is not offered."""
    about = hall.about
    offered = [
        Choice("case", "search", wording.say("case"), wording.say("case_note")),
        Choice("board", "board", wording.say("board"), wording.say("board_note")),
    ]
    if about and (about.duty_leader.zh or about.duty_next):
        offered.append(Choice("duty", "leader", wording.say("duty"), wording.say("duty_note")))
    if about and (about.commitments or about.complaints or about.notices):
        offered.append(Choice("promises", "check", wording.say("promises"), ""))
    return offered


def enquiry(
    zones: Zones,
    scene: Progress | OnBoard | OnDuty | Promises,
    hall: Hall,
    look: Look,
    wording: Wording,
    *,
    online: bool,
) -> list[Placement]:
    """One of the screens that are only read."""
    match scene:
        case Progress():
            return _progress(zones, scene, look, wording)
        case OnBoard():
            return _board(zones, scene, hall, look, wording, online=online)
        case OnDuty():
            entries = _duty(hall.about, wording) if hall.about else []
            return reading(zones, wording.say("duty"), entries, scene.page, look, wording)
        case Promises():
            entries = _promised(hall.about, wording) if hall.about else []
            return reading(zones, wording.say("promises"), entries, scene.page, look, wording)


# -- an own case ----------------------------------------------------------------------------------


def _progress(zones: Zones, scene: Progress, look: Look, wording: Wording) -> list[Placement]:
    """State, clock, what is missing, steps, handler, history; and one touch that clears it all."""
    above, foot = _beside_done(whole(zones, look), look)
    heading = "  ".join(filter(None, (state_words(scene.case, wording), light_words(scene.case, wording))))
    return [
        *sheet(above, heading, own_entries(scene.case, wording), scene.page, look, wording),
        *loud_button(foot, "done", wording.say("case_done"), look),
    ]


def _beside_done(room: Rect, look: Look) -> tuple[Rect, Rect]:
    """Room to read, and for the button below it, on a landscape screen at its right."""
    if look.screen.portrait:
        foot, above = room.take_bottom(look.main_h)
        return above.take_top(above.h - look.gap)[0], foot
    left, right = room.shares(5, 2, gap=look.gap)
    return left, right.take_bottom(look.mm(32, 38))[0]


def own_entries(case: MyCase, wording: Wording) -> list[Entry]:
    """What it says, line by line."""
    begun = [*clock_words(case, wording), *due_words(case, wording)]
    if not begun and case.state in ("registered", "supplement"):
        begun = [wording.say("case.not_begun")]
    return [
        Entry(f"{case.number}  {wording.of(case.department)}", leads=True),
        Entry(wording.of(case.matter), strong=True),
        *(Entry(text) for text in [*begun, *bring_words(case, wording)]),
        *_listed("case.note", [case.note] if case.note else [], wording, bullet=False),
        *_listed("case.missing", [wording.of(item) for item in case.missing], wording),
        *_listed("case.parts", [part_words(part, wording) for part in case.parts], wording, bullet=False),
        *_listed("case.steps", _steps(case, wording), wording, bullet=False),
        *_listed("case.handler", _handler(case, wording), wording, bullet=False),
        *_listed("case.history", _history(case, wording), wording, bullet=False),
    ]


def _listed(code: str, texts: list[str], wording: Wording, *, bullet: bool = True) -> list[Entry]:
    if not texts:
        return []
    return [Entry(wording.say(code), heading=True), *(Entry(text, bullet=bullet) for text in texts)]


def _steps(case: MyCase, wording: Wording) -> list[str]:
    """Those that are done, the one it is at, those to come; what was refused or denied did not go through the others."""
    at = -1 if case.step is None else case.step
    done = len(case.steps) if (case.end or case.state) in DONE else at
    here = "○" if case.state in ENDED else "▶"
    marks = ["✓" if n < done else here if n == at else "○" for n in range(len(case.steps))]
    return [f"{mark} {wording.of(step)}" for mark, step in zip(marks, case.steps, strict=True)]


def _handler(case: MyCase, wording: Wording) -> list[str]:
    """And who carries it to the higher level, and how far that is (C-11)."""
    who = _titled(case.handler, case.clerk, wording)
    agent = _titled(case.agent_title, case.agent, wording) if case.agent else ""
    leg = wording.of(case.leg) if case.leg else ""
    carried = " · ".join(filter(None, (agent and wording.say("case.agent", agent=agent), leg)))
    phone = wording.say("case.phone", phone=case.phone) if case.phone else ""
    return [text for text in (who, carried, phone) if text]


def _titled(title: Words, staff: str, wording: Wording) -> str:
    return " ".join(filter(None, (wording.of(title), staff)))


def _history(case: MyCase, wording: Wording) -> list[str]:
    told = [
        f"{wording.date(item.at)} {wording.clock(item.at)}  {wording.of(item.text)}" for item in case.history
    ]
    notes = [f"“{item.note}”" if item.note else "" for item in case.history]
    return [" ".join(filter(None, one)) for one in zip(told, notes, strict=True)]


# -- the board ------------------------------------------------------------------------------------


def _board(
    zones: Zones, scene: OnBoard, hall: Hall, look: Look, wording: Wording, *, online: bool
) -> list[Placement]:
    """Every row of the board, the newly closed ones, and today's figures (P-1, P-3, P-4); old ones are not shown as if they were new."""
    room = whole(zones, look)
    if not online:
        lost = wording.say("lost")
        return banner(room.take_top(banner_height(lost, look, room.w))[0], lost, look, STALE)
    return sheet(room, wording.say("board"), board_entries(hall, wording), scene.page, look, wording)


def board_entries(hall: Hall, wording: Wording) -> list[Entry]:
    """In the board's own order."""
    rows = sorted(hall.board.values(), key=lambda row: row.place)
    open_ = [row for row in rows if row.state not in ENDED]
    ended = [row for row in rows if row.state in ENDED]
    told = [entry for row in open_ for entry in _row(row, wording)]
    if not told:
        told = [Entry(wording.say("board_empty"))]
    if ended:
        told.append(Entry(wording.say("board_ended"), heading=True))
        told += [entry for row in ended for entry in _row(row, wording)]
    if hall.departments:
        told.append(Entry(wording.say("board_today"), heading=True))
        told += [_figures(row, wording) for row in hall.departments.values()]
    return told


def _row(row: CaseBoardRow, wording: Wording) -> list[Entry]:
    """Number and matter; below them light and state, applicant, department and the clock explained. Of a sensitive matter number and state (P-6)."""
    light, state = light_words(row, wording), state_words(row, wording)
    marks = [wording.say(f"board_{row.mark}")] if row.mark else []
    marks += [wording.say("board_late_part", department=wording.of(name)) for name in row.late_parts]
    inks = OVERDUE_INKS if row.light == "red" else None
    about = ["" if inks else light, state, *marks, row.applicant, wording.of(row.department)]
    text = " · ".join(filter(None, (*about, *clock_words(row, wording), *due_words(row, wording))))
    name = f"{row.number}  {wording.of(row.matter)}".strip()
    set_off = [Entry(light, heading=True, inks=inks)] if inks else []
    return [Entry(name, heading=True, strong=True), *set_off, Entry(text, leads=True)]


OVERDUE_INKS = Role.EMERGENCY_INK, Role.EMERGENCY_GROUND


def _figures(row: DepartmentRow, wording: Wording) -> Entry:
    counts = [wording.say(f"figures.{name}", n=getattr(row, name)) for name in FIGURES]
    return Entry(f"{wording.of(row.name)}  {' · '.join(counts)}", bullet=True)


# -- who is on duty, what is promised -------------------------------------------------------------


def _duty(about: HallRow, wording: Wording) -> list[Entry]:
    today = wording.of(about.duty_leader) or wording.say("duty_nobody")
    coming = [f"{_date(row.day, wording)}  {wording.of(row.leader)}" for row in about.duty_next]
    return [
        Entry(wording.say("duty_today"), heading=True, strong=True),
        Entry(today),
        *_listed("duty_next", coming, wording),
        *_listed("duty_for", [wording.say("duty_for_text")], wording, bullet=False),
    ]


def _date(day: str, wording: Wording) -> str:
    """A date of the hall's calendar."""
    pattern = "M月d日 EEEE" if wording.language == "zh" else "EEE d MMM"
    return format_date(date.fromisoformat(day), pattern, locale=wording.language)


def _promised(about: HallRow, wording: Wording) -> list[Entry]:
    phones = [wording.say("complaints_phone", phone=about.complaints)] if about.complaints else []
    phones += [wording.say("enquiries_phone", phone=about.phone)] if about.phone else []
    return [
        *_listed("promised", [wording.of(item) for item in about.commitments], wording),
        *_listed("complaints", phones, wording, bullet=False),
        *_listed("notices", [wording.of(item) for item in about.notices], wording),
    ]
