"""Every screen of the kiosk in every language, size of type and size of screen."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import msgspec
import pytest

from common.rows import HallRow, LineRow, MatterRow
from common.screen.fonts import Fonts
from common.screen.geometry import Screen
from common.screen.placements import Placement, Text, Touch, texts
from common.screen.theme import KIOSK, KIOSK_HIGH_CONTRAST
from common.words import Language, Words
from kiosk.flow import step
from kiosk.guide import Moment
from kiosk.hall import Hall
from kiosk.idle import IDLE_MS, SETTLE_MS
from kiosk.layout import layout, pairing_layout
from kiosk.look import LOWER_SHARE, Look
from kiosk.samples import SCENES, scene_named
from kiosk.scene import Choose, Guide, Home, Scene, State, Touched
from kiosk.wording import Wording
from tests.screens.kiosk_hall import NINE, about, hall
from tests.screens.soundness import faults, gap_between

PORTRAIT, LANDSCAPE, SMALL = Screen(1080, 1920, 21.5), Screen(1920, 1080, 21.5), Screen(768, 1366, 15.6)
SCREENS = [PORTRAIT, LANDSCAPE, SMALL]
LANGUAGES: list[Language] = ["zh", "en"]
HALL = hall()

every_screen = pytest.mark.parametrize("screen", SCREENS, ids=["portrait", "landscape", "small"])
every_language = pytest.mark.parametrize("language", LANGUAGES)
every_type = pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
every_scene = pytest.mark.parametrize("name", SCENES)


def _state(scene: Scene, language: Language = "zh", *, large: bool = False) -> State:
    return State(scene=scene, language=language, large=large, since=NINE, touched_at=NINE)


def _moment(of: Hall = HALL, *, online: bool = True) -> Moment:
    return Moment(of, NINE, NINE, online)


def _drawn(
    scene: Scene, fonts: Fonts, screen: Screen, language: Language = "zh", *, large: bool = False
) -> list[Placement]:
    return layout(_state(scene, language, large=large), _moment(), Look(screen, fonts, large))


def _touches(placements: list[Placement]) -> dict[str, Touch]:
    return {placement.id: placement for placement in placements if isinstance(placement, Touch)}


def _with(line: LineRow, **changes: object) -> Hall:
    row = msgspec.structs.replace(line, **changes)
    return replace(HALL, lines={**HALL.lines, row.id: row})


@every_screen
@every_language
@every_type
@every_scene
def test_every_screen_can_be_read(
    fonts: Fonts, screen: Screen, language: Language, large: bool, name: str
) -> None:
    """Nothing overlaps, is cut, lacks a glyph or has too little contrast."""
    placements = _drawn(scene_named(name, HALL, NINE), fonts, screen, language, large=large)
    assert faults(placements, screen, fonts, KIOSK) == []
    assert faults(placements, screen, fonts, KIOSK_HIGH_CONTRAST) == []


@every_screen
@every_language
@every_type
@every_scene
def test_every_target_is_large_enough_and_apart(
    fonts: Fonts, screen: Screen, language: Language, large: bool, name: str
) -> None:
    """20 mm and 4 mm apart; in large type 25 mm and 6 mm."""
    placements = _drawn(scene_named(name, HALL, NINE), fonts, screen, language, large=large)
    least, apart = (screen.mm(25), screen.mm(6)) if large else (screen.mm(20), screen.mm(4))
    touches = list(_touches(placements).values())
    assert touches
    assert all(min(touch.rect.w, touch.rect.h) >= least for touch in touches)
    assert all(gap_between(one.rect, other.rect) >= apart for one, other in combinations(touches, 2))


@every_screen
@every_language
@every_type
@every_scene
def test_main_buttons_are_25_mm_high_and_32_in_large_type(
    fonts: Fonts, screen: Screen, language: Language, large: bool, name: str
) -> None:
    """What a resident came to touch."""
    placements = _drawn(scene_named(name, HALL, NINE), fonts, screen, language, large=large)
    main = ("line:", "matter:", "take", "again:", "done", "noted")
    heights = [t.rect.h for t in _touches(placements).values() if t.id.startswith(main)]
    assert all(height >= screen.mm(32 if large else 25) for height in heights)


@pytest.mark.parametrize("screen", [PORTRAIT, SMALL], ids=["portrait", "small"])
@every_language
@every_type
@every_scene
def test_controls_of_a_portrait_screen_are_within_reach(
    fonts: Fonts, screen: Screen, language: Language, large: bool, name: str
) -> None:
    """In the lower 55 %; only the pager of a long text may stand at the text."""
    placements = _drawn(scene_named(name, HALL, NINE), fonts, screen, language, large=large)
    reach = screen.height * (1 - LOWER_SHARE)
    controls = [t for t in _touches(placements).values() if not t.id.startswith("page:")]
    assert all(touch.rect.y >= reach - 1 for touch in controls)


@every_screen
@every_language
@every_type
def test_no_screen_offers_more_choices_than_can_be_overlooked(
    fonts: Fonts, screen: Screen, language: Language, large: bool
) -> None:
    """Six, in large type four; every choice is on some page."""
    for scene, offered, verb in (
        (Home(), len(HALL.groups()), "line:"),
        (Choose("welfare"), len(HALL.matters_of("welfare")), "matter:"),
    ):
        seen: set[str] = set()
        first: int | None = 0
        while first is not None:
            shown = _touches(_drawn(replace(scene, first=first), fonts, screen, language, large=large))
            choices = {touch for touch in shown if touch.startswith(verb)}
            assert 0 < len(choices) <= (4 if large else 6)
            seen |= choices
            later = [int(t.partition(":")[2]) for t in shown if t.startswith("page:")]
            first = next((page for page in later if page > first), None)
        assert len(seen) == offered


@every_screen
@every_language
@every_type
def test_every_page_of_every_guide_can_be_read(
    fonts: Fonts, screen: Screen, language: Language, large: bool
) -> None:
    """All matters of the sample hall, priority declared or not."""
    look = Look(screen, fonts, large)
    for matter in HALL.matters:
        for page, priority in ((0, None), (1, "elder"), (2, "service")):
            state = _state(Guide(matter, page, priority), language, large=large)
            placements = layout(state, _moment(), look)
            assert faults(placements, screen, fonts, KIOSK) == []
            assert "take" in _touches(placements)


@every_screen
@every_type
def test_a_guide_longer_than_a_screen_is_paged_and_nothing_is_lost(
    fonts: Fonts, screen: Screen, large: bool
) -> None:
    """Twenty papers to bring: pages, not scrolling."""
    matter = next(iter(HALL.matters.values()))
    papers = tuple(Words(f"第{number}份材料的原件及复印件") for number in range(1, 21))
    long = msgspec.structs.replace(matter, materials=papers)
    of = replace(HALL, matters={**HALL.matters, long.id: long})
    seen: list[str] = []
    for page in range(30):
        state = _state(Guide(long.id, page), large=large)
        placements = layout(state, _moment(of), Look(screen, fonts, large))
        assert faults(placements, screen, fonts, KIOSK) == []
        seen += texts(placements)
    joined = "".join(seen)
    assert all(paper.zh in joined for paper in papers)


@every_screen
@every_language
@every_type
@every_scene
def test_no_button_does_nothing(
    fonts: Fonts, screen: Screen, language: Language, large: bool, name: str
) -> None:
    """Whatever can be touched changes something or asks for something."""
    state = _state(scene_named(name, HALL, NINE), language, large=large)
    later = NINE + SETTLE_MS
    for touch in _touches(layout(state, _moment(), Look(screen, fonts, large))):
        followed = step(state, Touched(touch), later, HALL)
        untouched = replace(state, touched_at=later)
        assert followed.intents or followed.state != untouched, touch


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
        placements = layout(_state(scene, language, large=large), _moment(of), look)
        assert faults(placements, screen, fonts, KIOSK) == []
        usual = texts(layout(_state(scene, language, large=large), _moment(), look))
        assert [text for text in texts(placements) if text not in usual]
    assert ("take" in _touches(placements)) is row.numbers


@every_screen
@every_language
@every_type
def test_a_lost_connection_is_said_and_no_number_is_promised(
    fonts: Fonts, screen: Screen, language: Language, large: bool
) -> None:
    """连接中断，请稍候或到窗口取号; and how many wait is not known."""
    look, wording = Look(screen, fonts, large), Wording(language)
    for scene in (Home(), Guide(next(iter(HALL.matters)))):
        placements = layout(_state(scene, language, large=large), _moment(online=False), look)
        assert faults(placements, screen, fonts, KIOSK) == []
        said = "".join(texts(placements)).replace(" ", "")
        assert wording.say("lost").replace(" ", "") in said
    assert "take" not in _touches(placements)
    assert wording.say("unknown") in texts(placements)


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
        placements = layout(_state(scene, language, large=large), _moment(of), Look(screen, fonts, large))
        assert faults(placements, screen, fonts, KIOSK) == []


def test_cover_by_the_b_role_is_said_with_its_window(fonts: Fonts) -> None:
    """Where to go now, and why it is another window. (AB-3)"""
    of = _with(HALL.lines["welfare"], state="b_role", window=2)
    guide = Guide(of.matters_of("welfare")[0].id)
    said = texts(layout(_state(guide), _moment(of), Look(PORTRAIT, fonts)))
    assert {"办理窗口（B岗代办）", "2号窗口"} <= set(said)


@every_screen
@every_language
@every_type
def test_the_question_whether_someone_is_there_can_be_read(
    fonts: Fonts, screen: Screen, language: Language, large: bool
) -> None:
    """还在办理吗？ with the seconds left and both answers."""
    state = replace(_state(Choose("welfare"), language, large=large), warned=True)
    moment = Moment(HALL, NINE + IDLE_MS[large], NINE, True)
    placements = layout(state, moment, Look(screen, fonts, large))
    assert faults(placements, screen, fonts, KIOSK) == []
    assert {"continue", "end"} <= set(_touches(placements))
    assert any(str(30 if large else 20) in text for text in texts(placements))


@every_screen
@every_language
@every_type
@pytest.mark.parametrize("name", ["printing", "collect", "note"])
def test_a_number_is_at_least_25_mm_high(
    fonts: Fonts, screen: Screen, language: Language, large: bool, name: str
) -> None:
    """Capitals, measured as drawn."""
    placements = _drawn(scene_named(name, HALL, NINE), fonts, screen, language, large=large)
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
        placements = _drawn(scene_named(name, HALL, NINE), fonts, screen, large=large)
        assert all(p.style.em >= look.body.em for p in placements if isinstance(p, Text))


@every_screen
@every_language
def test_the_sample_hall_says_so_on_every_screen(fonts: Fonts, screen: Screen, language: Language) -> None:
    """示例大厅: nobody shall take its hours and limits for real ones."""
    for name in SCENES:
        placements = _drawn(scene_named(name, HALL, NINE), fonts, screen, language)
        assert Wording(language).say("sample") in texts(placements)


@every_screen
@every_language
@every_type
def test_before_the_first_word_of_the_server_it_says_so(
    fonts: Fonts, screen: Screen, language: Language, large: bool
) -> None:
    """No empty screen."""
    look = Look(screen, fonts, large)
    moment = Moment(Hall(), NINE, NINE, False)
    placements = layout(_state(Home(), language, large=large), moment, look)
    assert faults(placements, screen, fonts, KIOSK) == []
    assert texts(placements)


@every_screen
@every_language
@pytest.mark.parametrize("code", ["", "482913"])
def test_a_pairing_code_can_be_read_off(fonts: Fonts, screen: Screen, language: Language, code: str) -> None:
    """Before this kiosk belongs to a hall."""
    placements = pairing_layout(code, Look(screen, fonts), Wording(language))
    assert faults(placements, screen, fonts, KIOSK) == []
    assert not code or "482 913" in texts(placements)


def test_a_hall_of_one_matter_has_one_large_choice(fonts: Fonts) -> None:
    """A small hall is no special case."""
    matter: MatterRow = next(iter(HALL.matters.values()))
    of = replace(HALL, matters={matter.id: matter})
    placements = layout(_state(Home()), _moment(of), Look(PORTRAIT, fonts))
    assert [touch for touch in _touches(placements) if touch.startswith("line:")] == [f"line:{matter.line}"]
    assert faults(placements, PORTRAIT, fonts, KIOSK) == []
