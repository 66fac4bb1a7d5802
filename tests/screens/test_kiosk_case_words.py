"""How a case is worded on the kiosk: what is overdue, what was handed over, and by when (P-1, C-14)."""

from __future__ import annotations

from itertools import pairwise

import pytest
from msgspec.structs import replace

from common.screen.coverage import blocks_of
from common.screen.fonts import Fonts
from common.screen.text import wrap
from common.screen.theme import Role
from common.words import Language, Words
from kiosk.case_words import bring_words, due_words, light_words, part_words, state_words
from kiosk.enquiry import board_entries, own_entries
from kiosk.samples import MY_JOINT, MY_SUPPLEMENT
from kiosk.wording import Wording
from tests.rules.street import moment
from tests.screens.kiosk_glass import FULL, every_language


@every_language
def test_overdue_is_set_off_in_the_colour_of_alarm(language: Language) -> None:
    """By colour, mark and word, on a line of its own; the clock follows."""  # P-1
    entries = board_entries(FULL, Wording(language))
    at = next(n for n, entry in enumerate(entries) if entry.text.startswith("▲"))
    assert entries[at].text == {"zh": "▲ 已超期", "en": "▲ overdue"}[language]
    assert entries[at].inks == (Role.EMERGENCY_INK, Role.EMERGENCY_GROUND)
    assert entries[at - 1].strong
    assert not entries[at + 1].text.startswith("▲")


@every_language
def test_a_case_on_the_board_tells_its_state_beside_its_light_and_its_date(language: Language) -> None:
    """Overdue, soon due or in time: that it is in hand is another thing, and so is by when (P-1)."""
    wording = Wording(language)
    lit = [row for row in FULL.board.values() if row.light != "none"]
    entries = [entry.text for entry in board_entries(FULL, wording)]
    starts = [n for n, text in enumerate(entries) if text.startswith("2026-")] + [len(entries)]
    told = {entries[at].split()[0]: entries[at + 1 : end] for at, end in pairwise(starts)}
    assert {row.light for row in lit} == {"red", "yellow", "green"}
    for row in lit:
        said = " · ".join(told[row.number]).split(" · ")
        assert said[:2] == [light_words(row, wording), state_words(row, wording)]
        assert set(due_words(row, wording)) <= set(said)


@every_language
def test_what_was_denied_says_so_once_it_is_handed_over(language: Language) -> None:
    """已送达 alone would be an answer to everything."""  # C-14
    row = replace(FULL.board[min(FULL.board)], state="delivered", light="none", due=None)
    wording = Wording(language)
    said = {"zh": "已送达 · 不予批准", "en": "Delivered · Denied"}[language]
    assert state_words(replace(row, end="denied"), wording) == said
    assert state_words(replace(row, end="closed"), wording) == said.partition(" · ")[0]


@pytest.mark.parametrize(
    ("language", "this", "next_"),
    [("zh", "11月30日 18:00", "2027年1月4日 18:00"), ("en", "30 Nov 18:00", "4 Jan 2027 18:00")],
)
def test_a_date_of_another_year_says_so(language: Language, this: str, next_: str) -> None:
    """1月4日 would be past."""
    row = replace(FULL.board[min(FULL.board)], state="accepted", provisional=False)
    wording = Wording(language, year=2026)
    for at, said in ((moment("18:00", "2026-11-30"), this), (moment("18:00", "2027-01-04"), next_)):
        (told,) = due_words(replace(row, due=at), wording)
        assert said in told


def test_a_joint_case_names_each_department_and_how_its_clock_stands() -> None:
    """As the page on a phone does: whoever has none learns no less."""  # C-10, P-5
    assert [part_words(part, Wording("zh")) for part in MY_JOINT.parts] == [
        "农业综合服务中心：办理中，12月2日 18:00 前办结",
        "国土资源与村镇建设管理所：办理中，已超期，12月2日 18:00 前办结",
        "社会事务办公室：办理中，计时暂停，12月2日 18:00 前办结",
    ]
    assert part_words(MY_JOINT.parts[1], Wording("en")) == (
        "Land and village construction office: In hand, overdue, due 2 Dec 18:00"
    )


@every_language
def test_until_when_papers_are_to_be_brought_stands_on_an_own_case(language: Language) -> None:
    """Where the notice named a date."""  # C-8, P-5
    wording, case = (
        Wording(language, year=2026),
        replace(MY_SUPPLEMENT, bring_by=moment("18:00", "2026-11-30")),
    )
    (said,) = bring_words(case, wording)
    day = {"zh": "请在 11月30日 18:00 前补齐材料", "en": "Bring what is missing by 30 Nov 18:00"}[language]
    assert said == day
    assert bring_words(MY_SUPPLEMENT, wording) == []
    assert said in [entry.text for entry in own_entries(case, wording)]


@pytest.mark.parametrize(
    ("state", "end", "marks"),
    [
        ("accepted", "", "✓▶○"),
        ("closed", "", "✓✓✓"),
        ("delivered", "closed", "✓✓✓"),
        ("delivered", "denied", "✓○○"),
        ("denied", "", "✓○○"),
        ("refused", "", "✓○○"),
    ],
)
def test_steps_are_ticked_as_far_as_the_case_went(state: str, end: str, marks: str) -> None:
    """What was refused was never examined, and nothing of it was delivered (C-9)."""
    steps = tuple(Words(zh, zh) for zh in ("窗口受理", "审核", "办结送达"))
    case = replace(MY_SUPPLEMENT, state=state, end=end, steps=steps, step=1)
    told = [entry.text for entry in own_entries(case, Wording("zh"))]
    assert [text[0] for text in told if text[2:] in ("窗口受理", "审核", "办结送达")] == list(marks)


@pytest.mark.parametrize("em", [18, 30, 44])
def test_a_date_is_never_broken(fonts: Fonts, em: int) -> None:
    """11月30日 stands on one line, however narrow."""
    text = "张＊ · 民政所 · 已用 5/5 个工作日 · 2027年11月30日 18:00 前办结"
    whole = fonts.width_of("2027年11月30日", em)
    for width in range(whole, 6 * whole, 7):
        assert any("2027年11月30日" in line for line in wrap(text, width, em, fonts))


def test_what_a_font_lacks_is_logged_by_its_place_in_unicode_alone() -> None:
    """A rare character may be a surname."""  # P-2
    told = blocks_of("𠀀𠀁龥")
    assert told == "U+20xxx, U+9xxx"
    assert not set(told) & set("𠀀𠀁龥")
