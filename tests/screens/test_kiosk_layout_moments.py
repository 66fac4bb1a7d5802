"""The kiosk's screens at other moments: closed, lost, covered, idle, not paired; and their sizes."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from common.rows import HallRow, LineRow, MatterRow
from common.screen.fonts import Fonts
from common.screen.geometry import Screen
from common.screen.placements import Box, Placement, Text, texts
from common.screen.theme import KIOSK, Role
from common.words import Language, Words
from kiosk.flow import step
from kiosk.guide import Moment
from kiosk.hall import Hall
from kiosk.happening import Event, Scanned, Touched
from kiosk.idle import IDLE_MS
from kiosk.layout import layout
from kiosk.look import Look
from kiosk.samples import SCENES, scene_named
from kiosk.scene import Choose, Guide, Home
from kiosk.status import standing
from kiosk.wording import Wording
from tests.screens.kiosk_glass import (
    EVERY,
    FULL,
    HALL,
    PORTRAIT,
    drawn,
    every_language,
    every_screen,
    every_type,
    moment_of,
    state_of,
    touches_of,
)
from tests.screens.kiosk_hall import NINE, about, hall
from tests.screens.soundness import faults


def _with(line: LineRow, **changes: object) -> Hall:
    row = msgspec.structs.replace(line, **changes)
    return replace(HALL, lines={**HALL.lines, row.id: row})


@every_screen
@every_language
@every_type
@pytest.mark.parametrize(
    "row",
    [
        about(phase="closed", numbers=False, until=NINE + 48 * 3_600_000),
        about(phase="closed", numbers=False),
        about(phase="early", until=NINE + 600_000),
        about(phase="break", until=NINE + 600_000),
        about(phase="closing", numbers=False, until=NINE + 600_000),
        about(numbers=False),
        about(paused="power", numbers=False),
        about(paused="power", numbers=False, paused_until=NINE + 1_800_000),
        about(paused="a reason of a newer server", numbers=False),
    ],
)
def test_an_extraordinary_day_is_said_on_home_and_where_the_button_was(
    fonts: Fonts, screen: Screen, language: Language, large: bool, row: HallRow
) -> None:
    """Nothing is refused silently."""
    look, of = Look(screen, fonts, large), hall(row)
    matter = next(iter(of.matters))
    for scene in (Home(), Guide(matter)):
        placements = layout(state_of(scene, language, large=large), moment_of(of), look)
        assert faults(placements, screen, fonts, KIOSK) == []
        usual = texts(layout(state_of(scene, language, large=large), moment_of(), look))
        assert [text for text in texts(placements) if text not in usual]
    assert ("take" in touches_of(placements)) is row.numbers


@every_screen
@every_language
@every_type
def test_a_lost_connection_is_said_and_no_number_is_promised(
    fonts: Fonts, screen: Screen, language: Language, large: bool
) -> None:
    """连接中断，请稍候，或询问工作人员; and how many wait is not known."""
    look, wording = Look(screen, fonts, large), Wording(language)
    for scene in (Home(), Guide(next(iter(HALL.matters)))):
        placements = layout(state_of(scene, language, large=large), moment_of(online=False), look)
        assert faults(placements, screen, fonts, KIOSK) == []
        said = "".join(texts(placements)).replace(" ", "")
        assert wording.say("lost").replace(" ", "") in said
    assert "take" not in touches_of(placements)
    assert wording.say("unknown") in texts(placements)


@every_language
@every_type
def test_home_says_no_count_that_may_be_old(fonts: Fonts, language: Language, large: bool) -> None:
    """The window stays, as far as it is known."""
    look, wording = Look(PORTRAIT, fonts, large), Wording(language)
    line = HALL.groups()[0]
    known = wording.say("window_waiting", window=line.window or 0, n=line.waiting).replace(" ", "")
    state = state_of(Home(), language, large=large)
    assert known in _said(layout(state, moment_of(), look))
    lost = _said(layout(state, moment_of(online=False), look))
    assert known not in lost
    assert wording.say("window_n", window=line.window or 0).replace(" ", "") in lost


@every_screen
@every_language
@every_type
@pytest.mark.parametrize("name", SCENES)
def test_an_evacuation_takes_the_whole_screen(
    fonts: Fonts, screen: Screen, language: Language, large: bool, name: str
) -> None:
    """Red, in both languages, nothing to choose, as on the wall; safety goes before numbers."""
    state = state_of(scene_named(name, HALL, NINE), language, large=large)
    moment = moment_of(hall(about(paused="evacuation", numbers=False)))
    placements = layout(state, moment, Look(screen, fonts, large))
    assert faults(placements, screen, fonts, KIOSK) == []
    assert placements[0] == Box(screen.bounds, Role.EMERGENCY_GROUND)
    assert touches_of(placements) == {}
    said = _said(placements)
    for each in ("zh", "en"):
        assert Wording(each).say("evacuation_title").replace(" ", "") in said


@every_screen
@every_language
@every_type
def test_a_pause_is_said_on_every_screen(
    fonts: Fonts, screen: Screen, language: Language, large: bool
) -> None:
    """That a number is kept: also while one is printed, looked up or left to be noted; and whose question is asked."""
    of = replace(FULL, about=about(paused="meeting", numbers=False))
    for name in EVERY:
        for warned in (False, True):
            state = state_of(scene_named(name, FULL, NINE), language, large=large)
            placements = layout(replace(state, warned=warned), moment_of(of), Look(screen, fonts, large))
            assert Wording(language).say("paused_short") in texts(placements)
        if name in ("home", "guide", "printing", "waiting"):
            assert faults(placements, screen, fonts, KIOSK) == []


@pytest.mark.parametrize(
    "event", [Scanned("421907"), Scanned("H036423"), Touched("take"), Touched("line:welfare")]
)
def test_nobody_is_kept_at_the_kiosk_by_an_evacuation(event: Event) -> None:
    """Neither a code before the scanner nor a finger that was on its way begins anything."""
    of = hall(about(paused="evacuation", numbers=False))
    for scene in (Home(), Guide(next(iter(of.matters)))):
        followed = step(state_of(scene), event, NINE + 1_000, of)
        assert (followed.state, followed.intents) == (state_of(scene), ())


def _said(placements: list[Placement]) -> str:
    return "".join(texts(placements)).replace(" ", "")


@every_screen
@every_language
@every_type
@pytest.mark.parametrize(
    "changes",
    [
        {"state": "b_role", "window": 2, "waiting": 128},
        {"state": "unattended", "window": None},
        {"state": "closed", "window": None},
        {"icon": "unknown to this kiosk", "everyday": Words("")},
    ],
)
def test_a_line_in_another_state_can_be_read(
    fonts: Fonts, screen: Screen, language: Language, large: bool, changes: dict[str, object]
) -> None:
    """Covered, unattended, closed, without everyday words or picture."""
    of = _with(HALL.lines["welfare"], **changes)
    matter = of.matters_of("welfare")[0].id
    for scene in (Home(), Choose("welfare"), Guide(matter)):
        placements = layout(state_of(scene, language, large=large), moment_of(of), Look(screen, fonts, large))
        assert faults(placements, screen, fonts, KIOSK) == []


def test_cover_by_the_b_role_is_said_with_its_window(fonts: Fonts) -> None:
    """Where to go now, and why it is another window. (AB-3)"""
    of = _with(HALL.lines["welfare"], state="b_role", window=2)
    guide = Guide(of.matters_of("welfare")[0].id)
    said = texts(layout(state_of(guide), moment_of(of), Look(PORTRAIT, fonts)))
    assert {"办理窗口（B岗代办）", "2号窗口"} <= set(said)


@every_screen
@every_language
@every_type
def test_the_question_whether_someone_is_there_can_be_read(
    fonts: Fonts, screen: Screen, language: Language, large: bool
) -> None:
    """还在办理吗？ with the seconds left and both answers."""
    state = replace(state_of(Choose("welfare"), language, large=large), warned=True)
    moment = Moment(HALL, NINE + IDLE_MS[large], NINE, True)
    placements = layout(state, moment, Look(screen, fonts, large))
    assert faults(placements, screen, fonts, KIOSK) == []
    assert {"continue", "end"} <= set(touches_of(placements))
    assert any(str(30 if large else 20) in text for text in texts(placements))


@every_screen
@every_language
@every_type
@pytest.mark.parametrize("name", ["printing", "collect", "note"])
def test_a_number_is_at_least_25_mm_high(
    fonts: Fonts, screen: Screen, language: Language, large: bool, name: str
) -> None:
    """Capitals, measured as drawn."""
    placements = drawn(scene_named(name, HALL, NINE), fonts, screen, language, large=large)
    number = next(p for p in placements if isinstance(p, Text) and p.text == "H036")
    ink = fonts.rendered("H036", number.style.em, (0, 0, 0), bold=True).get_bounding_rect()
    assert ink.height >= screen.mm(25)


@every_screen
@every_type
def test_type_is_as_large_as_the_specification_says(fonts: Fonts, screen: Screen, large: bool) -> None:
    """Labels 7 mm and body 6 mm; 10 and 8 in large type. Nothing anywhere is smaller than body."""
    look = Look(screen, fonts, large)
    for style, least in ((look.label, 10 if large else 7), (look.body, 8 if large else 6)):
        ink = fonts.rendered("国", style.em, (0, 0, 0)).get_bounding_rect()
        assert ink.height >= screen.mm(least) - 1
    for name in SCENES:
        placements = drawn(scene_named(name, HALL, NINE), fonts, screen, large=large)
        assert all(p.style.em >= look.body.em for p in placements if isinstance(p, Text))


@every_screen
@every_language
def test_the_sample_hall_says_so_on_every_screen(fonts: Fonts, screen: Screen, language: Language) -> None:
    """示例大厅: nobody shall take its hours and limits for real ones."""
    for name in SCENES:
        placements = drawn(scene_named(name, HALL, NINE), fonts, screen, language)
        assert Wording(language).say("sample") in texts(placements)


@every_language
@every_type
def test_a_number_without_paper_says_what_makes_it_valid_in_large_type(
    fonts: Fonts, language: Language, large: bool
) -> None:
    """记下号码后，请按下面的按钮，号码才有效: whoever writes it down and goes is not called."""
    look, rule = Look(PORTRAIT, fonts, large), Wording(language).say("note_it")
    placements = drawn(scene_named("note", HALL, NINE), fonts, PORTRAIT, language, large=large)
    loud = [p for p in placements if isinstance(p, Text) and p.style.em >= look.title.em]
    assert rule.replace(" ", "") in "".join(texts(loud)).replace(" ", "")


def test_a_hall_of_one_matter_has_one_large_choice(fonts: Fonts) -> None:
    """A small hall is no special case."""
    matter: MatterRow = next(iter(HALL.matters.values()))
    of = replace(HALL, matters={matter.id: matter})
    placements = layout(state_of(Home()), moment_of(of), Look(PORTRAIT, fonts))
    assert [touch for touch in touches_of(placements) if touch.startswith("line:")] == [f"line:{matter.line}"]
    assert faults(placements, PORTRAIT, fonts, KIOSK) == []


@pytest.mark.parametrize(
    ("row", "zh", "en"),
    [
        (about(phase="closed", numbers=False, until=NINE + 48 * 3_600_000), "今天的办公已结束，不能取号；星期一 9:21 开始取号", "Closed for today. Numbers from Mon 9:21"),
        (msgspec.structs.replace(about(phase="closed", numbers=False, until=NINE + 48 * 3_600_000), day="2026-11-20"), "今天不办公，不能取号；星期一 9:21 开始取号", "Closed today. Numbers from Mon 9:21"),
        (msgspec.structs.replace(about(phase="closed", numbers=False, until=NINE + 24 * 3_600_000), day=""), "今天不办公，不能取号；明天（星期日）9:21 开始取号", "Closed today. Numbers from tomorrow (Sun) 9:21"),
        (msgspec.structs.replace(about(phase="closed", numbers=False, until=NINE + 3_600_000), day="2026-11-20"), "还没有开始，10:21 开始取号", "Not open yet. Numbers from 10:21"),
        (about(phase="closed", numbers=False), "今天的办公已结束，不能取号", "Closed for today: no numbers now"),
    ],
    ids=["over", "day off", "never open", "before opening", "nothing known"],
)  # fmt: skip
def test_a_day_off_is_told_from_a_day_that_is_over(row: HallRow, zh: str, en: str) -> None:
    """今天不办公 on a Sunday, with the weekday on which it opens next."""
    assert standing(row, NINE, Wording("zh")) == zh
    assert standing(row, NINE, Wording("en")) == en


@every_screen
@every_language
@every_type
@pytest.mark.parametrize("name", ["home", "guide"])
def test_who_is_expected_is_not_said_to_be_there(
    fonts: Fonts, screen: Screen, language: Language, large: bool, name: str
) -> None:
    """The first minutes after opening: no window is named without saying that its clerk is still to come."""  # AB-2, AB-4
    lines = {key: msgspec.structs.replace(line, expected=True) for key, line in HALL.lines.items()}
    of = replace(HALL, lines=lines)
    state = state_of(scene_named(name, of, NINE), language, large=large)
    placements = layout(state, moment_of(of), Look(screen, fonts, large))
    assert faults(placements, screen, fonts, KIOSK) == []
    told = "".join(texts(placements))
    assert {"zh": "待到岗", "en": "xpected"}[language] in told or "Window 1" not in told  # no room for notes
