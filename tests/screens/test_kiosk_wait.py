"""How long a number will wait, at the kiosk: on the guide, with the number and on paper, in one wording."""

import dataclasses

import msgspec
import pytest

from common.rows import WaitRow
from common.screen.fonts import Fonts
from common.screen.placements import Text, Touch
from common.words import Language
from kiosk.guide import Moment
from kiosk.guide_text import entries
from kiosk.hall import Hall
from kiosk.layout import layout
from kiosk.look import Look
from kiosk.paper import _body
from kiosk.paper_words import paper_for
from kiosk.samples import scene_named
from kiosk.scene import Collect, Guide
from kiosk.ticket import ahead_fact
from kiosk.wording import Wording
from tests.screens.kiosk_glass import FULL, LANDSCAPE, PORTRAIT, moment_of, state_of
from tests.screens.kiosk_hall import NINE, issued


def with_waits(low: int = 20, high: int = 35, *, late: bool = False, right: int | None = 83) -> Hall:
    waits = {line: WaitRow(id=line, low_min=low, high_min=high, late=late) for line in FULL.lines}
    assert FULL.about is not None
    about = msgspec.structs.replace(FULL.about, ranges_right=right)
    return dataclasses.replace(FULL, waits=waits, about=about)


def seen(hall: Hall, fonts: Fonts, language: Language = "zh", *, online: bool = True, page: int = 0) -> str:
    """All that the guide says, without spaces."""
    scene = scene_named("guide", hall, NINE)
    assert isinstance(scene, Guide)
    scene = dataclasses.replace(scene, page=page)
    placements = layout(
        state_of(scene, language), moment_of(hall, online=online), Look(PORTRAIT, fonts, False)
    )
    return "".join(placed.text for placed in placements if isinstance(placed, Text)).replace(" ", "")


def test_the_guide_says_for_how_many_and_how_long(fonts: Fonts) -> None:
    """screens.md: window, people ahead, wait as a range."""
    assert "前面等候4人" in seen(with_waits(), fonts)
    assert "20-35分钟" in seen(with_waits(), fonts)
    assert "20-35min" in seen(with_waits(), fonts, "en")


def test_a_wait_from_nothing_is_said_as_within(fonts: Fonts) -> None:
    """Nobody is told of 0 minutes."""
    said = seen(with_waits(0, 3), fonts)
    assert "3分钟内" in said
    assert "0-3" not in said


@pytest.mark.parametrize(
    ("wait", "chinese", "english"),
    [
        ((20, 35), "前面 2 人，约 20-35 分钟", "2 ahead, about 20-35 min"),
        ((0, 4), "前面 2 人，4 分钟内", "2 ahead, within about 4 min"),
    ],
)
def test_a_range_is_about_and_a_limit_is_not_twice(wait: tuple[int, int], chinese: str, english: str) -> None:
    """It was 约 4 分钟内, and about within 4 min."""
    assert ahead_fact(2, wait, Wording("zh")) == chinese
    assert ahead_fact(2, wait, Wording("en")) == english


@pytest.mark.parametrize("days", [1, 10])
def test_the_promised_limit_is_a_number_under_what_it_counts(days: int) -> None:
    """It was: Promised within, working days: 10."""
    matter = next(row for row in FULL.matters.values() if row.kind != "instant")
    promised = msgspec.structs.replace(matter, promised_limit=days)
    told: dict[Language, list[str]] = {
        "zh": ["承诺时限", f"{days} 个工作日"],
        "en": ["Promised limit in working days", f"{days}"],
    }
    for language, said in told.items():
        written = [entry.text for entry in entries(promised, "", Wording(language))]
        assert [text for text in written if text in said] == said


def test_last_weeks_score_stands_with_it(fonts: Fonts) -> None:
    """field.md, first 3: the public score. Not where it would say nothing."""
    assert "上周的预计83%准" in seen(with_waits(), fonts)
    assert "上周" not in seen(with_waits(right=None), fonts)


def test_where_nobody_can_say_only_the_people_are_counted(fonts: Fonts) -> None:
    """A range that is not known is not made up."""
    said = seen(dataclasses.replace(FULL, waits={}), fonts)
    assert "前面等候" in said
    assert "4人" in said
    assert "分钟" not in said
    assert "上周" not in said


def test_without_the_server_nothing_is_said_of_a_wait(fonts: Fonts) -> None:
    """等候人数暂不可查."""
    assert "20-35" not in seen(with_waits(), fonts, online=False)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_too_late_today_is_advice_and_refuses_nothing(fonts: Fonts, language: Language) -> None:
    """With what to do instead; 取号 stays (field.md, first 4)."""
    hall = with_waits(late=True)
    assert Wording(language).say("late_today").replace(" ", "") in seen(hall, fonts, language)
    assert Wording(language).say("late_today").replace(" ", "") not in seen(with_waits(), fonts, language)
    state = state_of(scene_named("guide", hall, NINE), language)
    placements = layout(state, moment_of(hall), Look(LANDSCAPE, fonts, False))
    assert "take" in [placed.id for placed in placements if isinstance(placed, Touch)]


def test_who_can_book_is_told_so(fonts: Fonts) -> None:
    """An appointment is what to do instead."""
    hall = with_waits(late=True)
    booked = next(row for row in hall.matters.values() if row.appointments)
    state = state_of(Guide(booked.id))
    placements = layout(state, Moment(hall, NINE, NINE, True), Look(PORTRAIT, fonts, False))
    said = "".join(placed.text for placed in placements if isinstance(placed, Text))
    assert "预约别的时间" in said


def test_the_ticket_on_the_screen_says_it(fonts: Fonts) -> None:
    """Beside how many are ahead."""
    told = msgspec.structs.replace(issued(matter=next(iter(FULL.matters))), wait=(20, 35))
    placements = layout(state_of(Collect(told)), moment_of(FULL), Look(PORTRAIT, fonts, False))
    said = "".join(placed.text for placed in placements if isinstance(placed, Text))
    assert "前面 5 人，约 20-35 分钟" in said


def test_a_scanned_ticket_says_it_anew(fonts: Fonts) -> None:
    """From now on, not as it was given."""
    placements = layout(
        state_of(scene_named("waiting", FULL, NINE)), moment_of(FULL), Look(PORTRAIT, fonts, False)
    )
    said = "".join(placed.text for placed in placements if isinstance(placed, Text))
    assert "前面 5 人，约 20-35 分钟" in said


def test_the_paper_says_it_in_characters_of_5_mm() -> None:
    """As the number was given; nothing where nobody could say."""
    told = issued(matter=next(iter(FULL.matters)))
    assert paper_for(told, FULL, Wording("zh")).wait == ""
    paper = paper_for(msgspec.structs.replace(told, wait=(20, 35)), FULL, Wording("zh"))
    assert [entry.height_mm for entry in _body(paper) if entry.text == "预计等候 20-35 分钟"] == [5.0]
