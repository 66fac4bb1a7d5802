"""The kiosk's screens of cases, duty leaders and promises with the longest texts, on every screen, in every language and type."""

from __future__ import annotations

import dataclasses
import re
from itertools import pairwise
from typing import Any

import msgspec
import pytest

from common.messages import Refused
from common.rows_public import DutyRow
from common.screen.fonts import Fonts
from common.screen.geometry import Screen
from common.screen.placements import Placement, texts
from common.screen.text import ELLIPSIS
from common.screen.theme import KIOSK, KIOSK_HIGH_CONTRAST
from common.words import Language, Words
from kiosk.enquiry import board_entries
from kiosk.guide import Moment
from kiosk.hall import Hall
from kiosk.layout import layout
from kiosk.look import Look
from kiosk.my_case import Happened, NumberForm
from kiosk.samples import MY_CASE
from kiosk.scene import Scene, Told
from kiosk.scene_case import CasePad, Enquire, OnBoard, OnDuty, Progress, Promises
from kiosk.wording import Wording
from tests.screens.cases_hall import LONG_DEPARTMENT, departments, longest
from tests.screens.kiosk_glass import (
    FULL,
    every_language,
    every_screen,
    every_type,
    state_of,
    touches_of,
)
from tests.screens.kiosk_hall import NINE
from tests.screens.soundness import faults
from tests.screens.wall_hall import LONGEST

PROMISE = Words(
    "示例 凡材料齐全、符合法定形式的，当场受理、当场办结，确需现场踏勘的在承诺时限的一半之内办结" * 2,
    "Sample: whatever is complete and in due form is accepted and closed on the spot; where the place must be seen, within half of the promised time",
)
LEADER = Words(
    "示例 党委副书记、纪委书记兼政务服务中心主任 08:30-12:00、示例 人大主席团主席 14:30-18:00",
    "Sample: deputy secretary, secretary for discipline and director of the centre 08:30-12:00, Sample: chair of the congress 14:30-18:00",
)
LONG_FORM = NumberForm("师古镇国土资源与村镇建设管理所〔{year}〕便民服务第{n:06}号办理")
"""As long as a pattern may be."""
NOTE = "请补交由村民小组签章的现状平面图两份，图上标明四至、相邻户签字、层高与檐口高度；照片要近期的。" * 8


def long_hall() -> Hall:
    """Everything that is published, as long as it gets."""
    assert FULL.about is not None
    about = msgspec.structs.replace(
        FULL.about,
        duty_leader=LEADER,
        duty_next=tuple(DutyRow(day=f"2026-12-{day}", leader=LEADER) for day in range(23, 29)),
        commitments=(PROMISE,) * 3,
        notices=(PROMISE,),
        case_number=LONG_FORM.pattern,
    )
    board = {str(nth): longest(nth) for nth in range(14)}
    figures = {row.id: row for row in departments(3, LONG_DEPARTMENT)}
    return dataclasses.replace(FULL, about=about, board=board, departments=figures)


LONG = long_hall()
LONG_CASE = msgspec.structs.replace(
    MY_CASE,
    number=longest(1).number,
    matter=LONGEST,
    department=LONG_DEPARTMENT,
    handler=LEADER,
    phone="示例 0000-0000000、0000-0000001 转 8888",
    steps=(LONGEST,) * 6,
    step=3,
    missing=(PROMISE,) * 3,
    stopped=30,
    stands=True,
    due=NINE,
    provisional=True,
    history=tuple(Happened(NINE, LONGEST, NOTE if nth % 3 == 0 else "") for nth in range(6)),
)
PAGER = re.compile(r"\d+ / \d+|上一页|下一页|Previous|Next")
SCENES: dict[str, Scene] = {
    "enquire": Enquire(),
    "pad": CasePad(LONG_FORM, ""),
    "pad_half": CasePad(LONG_FORM, "20260001"),
    "pad_full": CasePad(LONG_FORM, "2026123456742190763"),
    "short": CasePad(NumberForm("{n}"), "742190763"),
    "refused": Told(Refused(code="too_many"), CasePad(LONG_FORM)),
    "progress": Progress(LONG_CASE),
    "board": OnBoard(),
    "duty": OnDuty(),
    "promises": Promises(),
}
every_long_scene = pytest.mark.parametrize("name", SCENES)


def drawn(
    scene: Scene,
    fonts: Fonts,
    screen: Screen,
    language: Language,
    *,
    large: bool,
    online: bool = True,
    scanner: bool = False,
) -> list[Placement]:
    moment = Moment(LONG, NINE, NINE, online, scanner)
    return layout(state_of(scene, language, large=large), moment, Look(screen, fonts, large))


def pages(
    scene: Any, fonts: Fonts, screen: Screen, language: Language, *, large: bool
) -> list[list[Placement]]:
    """Every page, by its own pager."""
    found = [drawn(scene, fonts, screen, language, large=large)]
    while f"page:{len(found)}" in touches_of(found[-1]):
        turned = dataclasses.replace(scene, page=len(found))
        found.append(drawn(turned, fonts, screen, language, large=large))
    return found


def written(found: list[list[Placement]]) -> str:
    """What the pages say one after the other, without what stands on each of them."""
    told = [texts(page) for page in found]
    frame = set(told[0]).intersection(*told[1:]) if len(told) > 1 else set()
    own = (text for page in told for text in page if text not in frame and not PAGER.fullmatch(text))
    return "".join(own).replace(" ", "")


@every_screen
@every_language
@every_type
@every_long_scene
def test_every_page_can_be_read_with_the_longest_texts(
    fonts: Fonts, screen: Screen, language: Language, large: bool, name: str
) -> None:
    """Nothing overlaps, is cut, lacks a glyph or has too little contrast, on both grounds."""  # P-1, P-5
    for placements in pages(SCENES[name], fonts, screen, language, large=large):
        assert faults(placements, screen, fonts, KIOSK) == []
        assert faults(placements, screen, fonts, KIOSK_HIGH_CONTRAST) == []
        assert not [text for text in texts(placements) if text.endswith(ELLIPSIS)]


@every_screen
@every_language
@every_type
@pytest.mark.parametrize("name", ["pad", "pad_full", "board", "progress", "duty"])
def test_without_the_server_it_is_said_and_what_may_be_old_is_not_shown(
    fonts: Fonts, screen: Screen, language: Language, large: bool, name: str
) -> None:
    """The board's rows go; what a resident has asked for stays."""  # P-1
    placements = drawn(SCENES[name], fonts, screen, language, large=large, online=False)
    assert faults(placements, screen, fonts, KIOSK) == []
    shown = "".join(texts(placements)).replace(" ", "")
    if name in ("pad", "pad_full", "board"):
        assert Wording(language).say("lost").replace(" ", "") in shown
    assert (LONG.board["0"].number in shown) is False


@every_screen
@every_language
@every_type
def test_a_kiosk_with_a_scanner_says_so_where_the_number_is_typed(
    fonts: Fonts, screen: Screen, language: Language, large: bool
) -> None:
    """The receipt's QR code is quicker than seventeen digits."""
    placements = drawn(SCENES["pad"], fonts, screen, language, large=large, scanner=True)
    assert faults(placements, screen, fonts, KIOSK) == []
    said = Wording(language).say("case_hint_scan").replace(" ", "")
    assert said in "".join(texts(placements)).replace(" ", "")


@every_screen
@every_language
@every_type
def test_every_case_of_the_board_is_on_some_page(
    fonts: Fonts, screen: Screen, language: Language, large: bool
) -> None:
    """In the board's own order, the newly closed ones after those in hand, then the departments."""  # P-1, P-3, P-4
    found = pages(OnBoard(), fonts, screen, language, large=large)
    told = ["".join(texts(page)).replace(" ", "") for page in found]
    told.append(written(found))  # what goes on on the next page
    wanted = [entry.text.replace(" ", "") for entry in board_entries(LONG, Wording(language, year=2026))]
    missing = [text for text in wanted if not any(text in page for page in told)]
    assert missing == []


@every_language
def test_a_row_of_the_board_tells_what_the_wall_does(language: Language) -> None:
    """Number, matter, masked applicant, department, light, state, clock with the reason, due; of a sensitive matter number and state (P-6)."""
    entries = [entry.text for entry in board_entries(FULL, Wording(language))]
    by_number = dict(pairwise(entries))
    stopped = next(told for name, told in by_number.items() if name.startswith("2026-0002"))
    wanted = {
        "zh": (
            "◆ 即将到期",
            "办理中",
            "张＊",
            "民政所",
            "已用 5/5 个工作日",
            "暂停 2 天：鉴定",
            "11月23日 18:00 前办结",
        ),
        "en": (
            "◆ due soon",
            "In hand",
            "张＊",
            "Civil affairs",
            "5 of 5 working days used",
            "days not counted: 2 (appraisal)",
            "due 23 Nov 18:00",
        ),
    }
    assert stopped == " · ".join(wanted[language])
    assert by_number["2026-0004"] == {"zh": "办理中", "en": "In hand"}[language]


def test_the_newly_closed_come_after_those_in_hand() -> None:
    """Under a heading of their own; then today's figures of the departments."""  # P-3, P-4
    entries = [entry.text for entry in board_entries(FULL, Wording("zh"))]
    order = ["2026-0001", "2026-0009", "最近办结", "2026-0010", "2026-0014", "各部门今日情况", "民政所"]
    places = [next(n for n, text in enumerate(entries) if text.startswith(start)) for start in order]
    assert places == sorted(places)
    assert "受理 12 · 办结 9 · 按时 8 · 超期 0" in entries[places[-1]]


def test_a_board_without_a_case_says_so() -> None:
    """It is not broken."""
    empty = dataclasses.replace(FULL, board={}, departments={})
    assert [entry.text for entry in board_entries(empty, Wording("zh"))] == ["现在没有在办的办件"]


@every_language
def test_what_a_hall_does_not_publish_is_not_offered(fonts: Fonts, language: Language) -> None:
    """No duty rota, no promises: nothing to touch."""
    assert FULL.about is not None
    bare = msgspec.structs.replace(
        FULL.about, duty_leader=Words(""), duty_next=(), commitments=(), complaints="", notices=()
    )
    moment = Moment(dataclasses.replace(FULL, about=bare), NINE, NINE, True)
    screen = Screen(1080, 1920, 21.5)
    touches = touches_of(layout(state_of(Enquire(), language), moment, Look(screen, fonts)))
    assert {"case", "board"} <= touches.keys()
    assert not {"duty", "promises"} & touches.keys()


@every_screen
@every_language
@every_type
def test_the_own_case_tells_all_that_the_page_does(
    fonts: Fonts, screen: Screen, language: Language, large: bool
) -> None:
    """State, clock explained, what is missing, what the window wrote, steps, handler, history."""  # P-5, C-8
    shown = written(pages(Progress(LONG_CASE), fonts, screen, language, large=large))
    wording = Wording(language)
    for words in (
        LONG_CASE.matter,
        LONG_CASE.department,
        LONG_CASE.missing[0],
        LONG_CASE.steps[0],
        LONG_CASE.handler,
    ):
        assert wording.of(words).replace(" ", "") in shown
    assert NOTE.replace(" ", "") in shown
    clock = {"zh": "已暂停30天，现在仍暂停：鉴定", "en": "daysnotcounted:30,andnonenow(appraisal)"}[language]
    assert clock in shown
    assert shown.count("▶") == 1
    assert shown.count("✓") == 3
