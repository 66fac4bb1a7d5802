"""A hall's file is imported while somebody stands at the kiosk: any line, matter or class may be gone any moment."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.messages import Refused
from common.screen.fonts import Fonts
from common.screen.placements import texts
from common.words import Language
from kiosk.flow import step
from kiosk.guide import Moment
from kiosk.hall import Hall
from kiosk.happening import Answered, Scanned, Ticked, Touched
from kiosk.layout import layout
from kiosk.look import Look
from kiosk.samples import scene_named
from kiosk.scene import (
    Again,
    Asking,
    Choose,
    Declare,
    Directions,
    Guide,
    Help,
    Home,
    NotHere,
    Order,
    Printing,
    Scene,
    State,
    Told,
    Unreached,
)
from kiosk.still import CHANGED
from kiosk.wording import Wording
from tests.screens.kiosk_glass import EVERY, LANDSCAPE, moment_of, state_of, touches_of
from tests.screens.kiosk_hall import LEIPING, NINE, full_hall, hall, issued

FULL = full_hall()
LINE = "welfare"
FIRST, SECOND, THIRD = (row.id for row in FULL.matters_of(LINE)[:3])
GUIDE = Guide(FIRST, then=(SECOND,), priority="elder")
REFUSED = Refused(code="numbers_stopped")
SCENES: list[Scene] = [
    *(scene_named(name, FULL, NINE) for name in EVERY),
    Choose(LINE, adding=GUIDE),
    Choose(LINE, first=6),
    Home(adding=GUIDE),
    GUIDE,
    Declare(GUIDE),
    Again(GUIDE),
    Asking(1, GUIDE),
    Unreached(1, GUIDE),
    Told(REFUSED, GUIDE),
    Help(GUIDE),
    Help(Choose(LINE, adding=GUIDE)),
    Order(Help(Declare(GUIDE)), page=3),
    Help(Directions("passport")),
]
TOUCHES = ("", "back", "retry", "done", "help", "order", "add", "take", "declare", "again:yes", "page:0", "page:6", "continue", "language", "large", f"line:{LINE}", f"matter:{FIRST}", "unsure:unsure", "elsewhere:passport", "priority:elder", "nothere")  # fmt: skip


def _without(of: Hall, gone: frozenset[str]) -> Hall:
    """The hall as another file has it: without some of its rows of any kind."""
    return replace(
        of,
        lines={key: row for key, row in of.lines.items() if key not in gone},
        matters={key: row for key, row in of.matters.items() if key not in gone},
        priorities={key: row for key, row in of.priorities.items() if key not in gone},
        elsewhere={key: row for key, row in of.elsewhere.items() if key not in gone},
    )


IDS = sorted({*FULL.lines, *FULL.matters, *FULL.priorities, *FULL.elsewhere})
NEW_HALLS = st.one_of(
    st.sampled_from([FULL, hall(path=LEIPING), _without(FULL, frozenset(IDS))]),
    st.frozensets(st.sampled_from(IDS)).map(lambda gone: _without(FULL, gone)),
    st.frozensets(st.sampled_from([FIRST, SECOND, LINE, "elder", "passport"])).map(
        lambda gone: _without(FULL, gone)
    ),
)


def test_every_kind_of_scene_is_tried() -> None:
    """A new scene must be added to the samples here."""
    kinds = {type(scene) for scene in SCENES}
    kinds |= {type(scene.origin) for scene in SCENES if isinstance(scene, Help)}
    assert {kind for kind in get_args(Scene) if isinstance(kind, type)} <= kinds


@settings(max_examples=400, deadline=None)
@given(
    scene=st.sampled_from(SCENES),
    new=NEW_HALLS,
    touches=st.lists(st.sampled_from(TOUCHES), max_size=4),
    warned=st.booleans(),
)
def test_any_screen_is_drawn_and_left_whatever_the_new_hall_lacks(
    fonts: Fonts, scene: Scene, new: Hall, touches: list[str], warned: bool
) -> None:
    """No crash, and after one tick nothing on the screen that the new hall does not have."""
    now, look = NINE, Look(LANDSCAPE, fonts)
    state = step(replace(state_of(scene), warned=warned), Ticked(), now, new).state
    for touch in touches:
        assert layout(state, Moment(new, now, now, True), look)
        now += 1_000
        state = step(state, Touched(touch), now, new).state
    placed = layout(state, Moment(new, now, now, True), look)
    named = {touch.partition(":")[2] for touch in touches_of(placed) if ":" in touch and touch[:4] != "page"}
    assert not named & (set(IDS) - {*new.lines, *new.matters, *new.priorities, *new.elsewhere})


@settings(max_examples=60, deadline=None)
@given(scene=st.sampled_from(SCENES), new=NEW_HALLS, event=st.sampled_from([*TOUCHES, "421907", "H036423"]))
def test_a_touch_in_the_very_moment_of_the_change_does_no_harm(
    fonts: Fonts, scene: Scene, new: Hall, event: str
) -> None:
    """The finger was on its way when the rows changed."""
    happened = Scanned(event) if event[-1:].isdigit() and ":" not in event else Touched(event)
    state = step(state_of(scene), happened, NINE + 1_000, new).state
    assert layout(state, Moment(new, NINE, NINE, True), Look(LANDSCAPE, fonts))


def _after(scene: Scene, *gone: str) -> State:
    return step(state_of(scene), Ticked(), NINE + 1, _without(FULL, frozenset(gone))).state


@pytest.mark.parametrize(
    ("scene", "gone", "left"),
    [
        (GUIDE, (SECOND,), CHANGED),
        (GUIDE, ("elder",), replace(GUIDE, priority=None)),
        (Declare(GUIDE), (FIRST,), CHANGED),
        (Declare(GUIDE), ("elder", "disabled", "pregnant", "service"), None),
        (Again(GUIDE), (FIRST,), CHANGED),
        (Home(adding=GUIDE), (FIRST,), CHANGED),
        (Choose(LINE, adding=GUIDE), (SECOND,), CHANGED),
        (Choose(LINE), (LINE,), Home()),
        (Choose("leader", adding=GUIDE), ("leader",), Home(adding=GUIDE)),
        (Help(GUIDE), (FIRST,), Help(CHANGED)),
        (NotHere(), ("passport", "vehicle"), Home()),
        (Directions("passport"), ("passport",), NotHere()),
        (Directions("passport"), ("passport", "vehicle"), Home()),
        (Asking(1, GUIDE), (FIRST,), Asking(1, GUIDE)),
    ],
)
def test_what_is_left_is_shown_and_what_is_gone_is_said(
    scene: Scene, gone: tuple[str, ...], left: Scene | None
) -> None:
    """Somebody who chose something is told that it changed; a list only becomes shorter."""
    assert left is None or _after(scene, *gone).scene == left


def test_whoever_must_choose_anew_keeps_language_and_type(fonts: Fonts) -> None:
    """It is the hall that changed, not the resident."""
    state = replace(state_of(GUIDE, "en", large=True))
    new = _without(FULL, frozenset([FIRST]))
    state = step(state, Ticked(), NINE + 1, new).state
    assert (state.scene, state.language, state.large) == (CHANGED, "en", True)
    back = step(state, Touched("back"), NINE + 1_000, new).state
    assert (back.scene, back.language) == (Home(), "en")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_screen_says_that_it_changed(fonts: Fonts, language: Language) -> None:
    """And asks to choose again."""
    placed = layout(state_of(CHANGED, language), moment_of(FULL), Look(LANDSCAPE, fonts))
    said = "".join(texts(placed)).replace(" ", "")
    assert Wording(language).say("told.changed").replace(" ", "") in said


@pytest.mark.parametrize("gone", [FIRST, SECOND])
def test_whoever_waits_for_the_answer_goes_on_waiting(fonts: Fonts, gone: str) -> None:
    """The server decides: a number that it gives is printed, though its matter has gone meanwhile."""
    new = _without(FULL, frozenset([gone]))
    state = step(state_of(Asking(1, GUIDE)), Ticked(), NINE + 1, new).state
    assert texts(layout(state, moment_of(new), Look(LANDSCAPE, fonts)))
    state = step(state, Answered(1, issued(matter=FIRST)), NINE + 2, new).state
    assert isinstance(state.scene, Printing)
