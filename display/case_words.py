"""What a case's row says: its light as mark, word and colour, and its clock explained. Pure."""

from __future__ import annotations

from typing import NamedTuple

from common.rows_cases import CaseBoardRow
from common.screen.theme import Role
from display.wording import Wording

MARKS = {"registered": "○", "supplement": "！", "closed": "✓", "delivered": "✓", "no_permit": "－"}
LIGHT_MARKS = {"green": "●", "yellow": "◆", "red": "▲"}
LIGHT_GROUNDS = {
    "yellow": (Role.STALE_INK, Role.STALE_GROUND),
    "red": (Role.EMERGENCY_INK, Role.EMERGENCY_GROUND),
}
STATES = ("registered", "supplement", "accepted", "closed", "delivered", "refused", "denied", "no_permit")


class StateWords(NamedTuple):
    """`text` with its mark; `ground` none: no pill."""

    text: str
    ink: Role
    ground: Role | None = None


def state_words(row: CaseBoardRow, wording: Wording) -> StateWords:
    """Its light while its clock counts, else its state; what was to be done on the spot is not nearly due, it is late (C-2)."""
    if row.light in LIGHT_MARKS:
        ink, ground = LIGHT_GROUNDS.get(row.light, (Role.ON_TIME, None))
        code = "left_open" if _left_open(row) else row.light
        return StateWords(f"{LIGHT_MARKS[row.light]} {wording.say(f'light.{code}')}", ink, ground)
    waits = row.state in ("registered", "supplement")
    ink = Role.WAITING if waits else Role.TEXT if row.state == "accepted" else Role.DONE
    return StateWords(_state(row.state, wording), ink)


def every_state(wording: Wording) -> list[str]:
    """All that may stand there, so that columns do not change with what happens."""
    lights = [f"{mark} {wording.say(f'light.{light}')}" for light, mark in LIGHT_MARKS.items()]
    lights.append(f"{LIGHT_MARKS['yellow']} {wording.say('light.left_open')}")
    return [*lights, *(_state(state, wording) for state in STATES)]


def _left_open(row: CaseBoardRow) -> bool:
    return row.state == "accepted" and not row.promised and row.light == "yellow"


def _state(state: str, wording: Wording) -> str:
    default = "●" if state == "accepted" else "×"
    return f"{MARKS.get(state, default)} {wording.of_case('state', state)}"


def due_words(row: CaseBoardRow, wording: Wording) -> str:
    """The day on which it is due; before it its state, where the light stands in the state's place: 办理中 11月20日."""
    state = wording.of_case("state", row.state) if row.light in LIGHT_MARKS else ""
    day = wording.day(row.due) if row.due is not None else ""
    return f"{state} {day}".strip()


def told_of(row: CaseBoardRow, wording: Wording) -> tuple[str, ...]:
    """Applicant, department and clock, in parts: 张＊ · 民政所 · 已用 3/5 个工作日 · 暂停 2 天：鉴定."""
    who = row.applicant, wording.of(row.department)
    return tuple(filter(None, (*who, *_marks(row, wording), *_clock(row, wording))))


def _marks(row: CaseBoardRow, wording: Wording) -> list[str]:
    end = (
        [wording.of_case("state", row.end)]
        if row.end not in ("", "closed") and row.state == "delivered"
        else []
    )
    marks = [wording.say(f"case.{row.mark}")] if row.mark else []
    late = [wording.say("case.late_part", department=wording.of(name)) for name in row.late_parts]
    return [*end, *marks, *late]


def ways_to_tell(row: CaseBoardRow, wording: Wording) -> list[tuple[str, ...]]:
    """From all of it to what matters most: first goes why its clock stood, then the department, the applicant, and that it stood."""
    clock, brief = _clock(row, wording), _clock(row, wording, brief=True)
    if not clock:
        return [told_of(row, wording), (row.applicant,)]
    marks, department = _marks(row, wording), wording.of(row.department)
    added = [wording.say("case.extended", n=row.extended)] if row.extended else []
    ways = (
        (row.applicant, department, *marks, *brief),
        (row.applicant, *marks, *clock),
        (row.applicant, *marks, *brief),
        (*marks, *brief),
        (*marks, clock[0], *added),
        (clock[0],),
    )
    return [told_of(row, wording), *(tuple(filter(None, way)) for way in ways)]


def _clock(row: CaseBoardRow, wording: Wording, *, brief: bool = False) -> list[str]:
    """`brief`: neither why it stood nor whether the date is provisional."""
    if row.state == "accepted" and not row.promised and row.light != "red":
        code = {"green": "instant", "yellow": "left_open"}.get(row.light)
        return [wording.say(f"case.{code}")] if code else []
    if row.promised is None or row.used is None:
        return []
    said = [wording.say("case.used", used=row.used, promised=row.promised)]
    if row.stopped_why is not None and (row.stopped or row.stands):
        how = "stopped" if not row.stands else "stopped_still" if row.stopped else "stands"
        why = "" if brief else _why(row, row.stopped_why, wording)
        said.append(wording.say(f"case.{how}{'_short' if brief else ''}", n=row.stopped, why=why))
    said += [wording.say("case.extended", n=row.extended)] if row.extended else []
    said += [wording.say("case.provisional")] if row.provisional and not brief else []
    return said


def _why(row: CaseBoardRow, reason: str, wording: Wording) -> str:
    """Of several reasons each with its days: 听证 3、鉴定 1."""
    each = [f"{wording.of_case('stop', code)} {days}" for code, days in row.stopped_by]
    return (", " if wording.language == "en" else "、").join(each) or wording.of_case("stop", reason)
