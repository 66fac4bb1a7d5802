"""How a case stands, in words: on the kiosk's board and on an own case alike. Pure."""

from __future__ import annotations

from common.i18n import TextMissing, say
from common.rows_cases import CaseBoardRow, CasePart
from common.words import Instant
from kiosk.my_case import MyCase
from kiosk.wording import Wording

MARKS = {"green": "●", "yellow": "◆", "red": "▲"}
DONE = ("closed", "delivered")
ENDED = (*DONE, "denied", "refused", "no_permit")


def word(kind: str, code: str, wording: Wording) -> str:
    """The word of the pages for a case's `state`, its `light`, or what it waits for (`stop`)."""
    try:
        return say(wording.language, f"page.case.{kind}.{code}")
    except TextMissing:  # a newer server may know more
        return "—"


def state_words(case: CaseBoardRow | MyCase, wording: Wording) -> str:
    """What was handed over is told with what it was, if that is no permit: 已送达 · 不予批准."""
    told = word("state", case.state, wording)
    refusal = case.state == "delivered" and case.end not in ("", "closed")
    return f"{told} · {word('state', case.end, wording)}" if refusal else told


def light_words(case: CaseBoardRow | MyCase, wording: Wording) -> str:
    """Mark and word; what has no limit is late from the next day on (C-2). Empty where no clock runs."""
    if case.light not in MARKS:
        return ""
    if case.state == "accepted" and not case.promised and case.light != "red":
        code = "left_open" if case.light == "yellow" else "instant"
        return f"{MARKS[case.light]} {_told(code, wording)}"
    return f"{MARKS[case.light]} {word('light', case.light, wording)}"


def clock_words(case: CaseBoardRow | MyCase, wording: Wording) -> list[str]:
    """The clock explained, in parts: 已用 3/5 个工作日 · 暂停 2 天：鉴定. Empty where none has begun."""
    if not case.promised or case.used is None:
        return []
    said = [_told("used", wording, used=case.used, promised=case.promised)]
    why = _why(case, wording)
    if why and (case.stopped or case.stands):
        how = "stopped" if not case.stands else "stopped_still" if case.stopped else "stands"
        said.append(_told(how, wording, n=case.stopped, why=why))
    return said + ([_told("extended", wording, n=case.extended)] if case.extended else [])


def due_words(case: CaseBoardRow | MyCase | CasePart, wording: Wording) -> list[str]:
    """By when, and whether that is provisional."""
    if case.due is None or case.state not in ("registered", "supplement", "accepted"):
        return []
    due = _told("due", wording, date=_day(case.due, wording))
    return [due, _told("provisional", wording)] if case.provisional else [due]


def bring_words(case: MyCase, wording: Wording) -> list[str]:
    """Until when what is missing is to be brought (C-8); a notice may name no date."""
    if case.bring_by is None:
        return []
    return [say(wording.language, "page.case.bring_by", {"date": _day(case.bring_by, wording)})]


def part_words(part: CasePart, wording: Wording) -> str:
    """A department of a joint case and how its own clock stands (C-10): 农业综合服务中心：办理中，11月27日 18:00 前办结."""
    colon, comma = (": ", ", ") if wording.language == "en" else ("：", "，")
    light = word("light", part.light, wording) if part.light in ("yellow", "red") else ""
    stands = say(wording.language, "page.case.part.stands") if part.stands else ""
    said = (word("state", part.state, wording), light, stands, *due_words(part, wording))
    return f"{wording.of(part.department)}{colon}{comma.join(filter(None, said))}"


def _day(at: Instant, wording: Wording) -> str:
    return f"{wording.day(at)} {wording.clock(at)}"


def _why(case: CaseBoardRow | MyCase, wording: Wording) -> str:
    if isinstance(case, MyCase):
        return wording.of(case.stopped_why) if case.stopped_why else ""
    each = [f"{word('stop', code, wording)} {days}" for code, days in case.stopped_by]
    said = (", " if wording.language == "en" else "、").join(each)
    return said or (word("stop", case.stopped_why, wording) if case.stopped_why else "")


def _told(code: str, wording: Wording, **values: str | int) -> str:
    return say(wording.language, f"page.board.{code}", values)
