"""The bar at the bottom: 返回｜大字｜高对比｜朗读｜English｜帮助, one tap each, gone with the session."""

from __future__ import annotations

import pytest

from common.screen.fonts import Fonts
from common.screen.geometry import Screen
from common.screen.placements import Picture, Text, texts
from common.screen.theme import KIOSK, KIOSK_HIGH_CONTRAST
from common.words import Language
from kiosk.bar import Pressed, bar
from kiosk.look import Look
from kiosk.pieces import zones
from kiosk.scene import State
from kiosk.showing import COLOURS
from kiosk.wording import Wording
from tests.screens.kiosk_glass import (
    PORTRAIT,
    SMALL,
    drawn_scene,
    every_full_scene,
    every_glass,
    every_language,
    every_screen,
    every_type,
    touches_of,
)
from tests.screens.kiosk_hall import NINE
from tests.screens.kiosk_session import Session
from tests.screens.soundness import faults

ALL = ["back", "large", "contrast", "aloud", "language", "help"]
PRESSED = [Pressed(contrast, aloud) for contrast in (False, True) for aloud in (False, True)]


@every_screen
@every_language
@every_type
@every_full_scene
def test_type_colours_voice_and_language_are_one_tap_away_on_every_screen(
    fonts: Fonts, screen: Screen, language: Language, large: bool, name: str
) -> None:
    """大字, high contrast, read aloud, English: one tap each."""
    shown = touches_of(drawn_scene(name, fonts, screen, language, large=large))
    assert {"large", "contrast", "aloud", "language"} <= shown.keys()


@every_screen
@every_language
@every_type
def test_a_button_stays_where_it_is_whatever_is_on(
    fonts: Fonts, screen: Screen, language: Language, large: bool
) -> None:
    """Who pressed it presses there again."""
    look, wording = Look(screen, fonts, large), Wording(language)
    room = zones(look).bar
    shown = [bar(room, look, wording, back=True, helps=True, pressed=pressed) for pressed in PRESSED]
    assert all(faults(each, screen, fonts, KIOSK) == [] for each in shown)
    assert [list(touches_of(each)) for each in shown] == [ALL] * len(shown)
    assert all(touches_of(each) == touches_of(shown[0]) for each in shown)
    bare = touches_of(bar(room, look, wording, back=False))
    assert bare == {touch: rect for touch, rect in touches_of(shown[0]).items() if touch in ALL[1:5]}


@pytest.mark.parametrize(
    ("screen", "language", "large", "worded"),
    [(PORTRAIT, "zh", False, True), (PORTRAIT, "en", True, True), (SMALL, "en", False, True), (SMALL, "en", True, False), (SMALL, "zh", True, False)],
)  # fmt: skip
def test_words_give_way_to_pictures_only_where_none_would_fit(
    fonts: Fonts, screen: Screen, language: Language, large: bool, worded: bool
) -> None:
    """Six buttons of 25 mm take all of a 15.6 inch screen's width: the way back and help stay in words there too."""
    look, wording = Look(screen, fonts, large), Wording(language)
    placed = bar(zones(look).bar, look, wording, back=True, helps=True)
    assert {wording.say("bar.back"), wording.say("bar.help")} <= set(texts(placed))
    assert (wording.say("bar.large") in texts(placed) or wording.say("bar.small") in texts(placed)) is worded
    assert wording.say("bar.language_short") in texts(placed) or worded
    assert worded or len([p for p in placed if isinstance(p, Picture)]) == len(ALL) - 3
    assert faults(placed, screen, fonts, KIOSK) == []


@every_glass
@every_language
@every_type
def test_the_way_back_and_help_are_in_words_on_every_screen(
    fonts: Fonts, screen: Screen, language: Language, large: bool
) -> None:
    """Whoever is lost looks for these; no smaller than running text."""
    look, wording = Look(screen, fonts, large), Wording(language)
    placed = bar(zones(look).bar, look, wording, back=True, helps=True)
    assert faults(placed, screen, fonts, KIOSK) == []
    words = {one.text: one.style.em for one in placed if isinstance(one, Text)}
    assert all(words[wording.say(code)] >= look.body.em for code in ("bar.back", "bar.help"))


def test_high_contrast_is_yellow_on_black_until_the_session_ends() -> None:
    """One tap, taken back by another, and never the next resident's."""
    session = Session()
    session.touch("contrast")
    assert COLOURS[session.state.contrast] == KIOSK_HIGH_CONTRAST
    session.touch("contrast")
    assert COLOURS[session.state.contrast] == KIOSK
    session.touch("contrast")
    session.wait(60_000)
    assert not session.state.contrast


def test_a_kiosk_that_starts_in_high_contrast_returns_to_it() -> None:
    """`--contrast high` is what every session begins with."""
    session = Session(State(since=NINE, touched_at=NINE, contrast=True, home_contrast=True))
    session.touch("contrast")
    assert not session.state.contrast
    session.wait(60_000)
    assert session.state.contrast


def test_read_aloud_is_on_until_touched_again_or_the_session_ends() -> None:
    """It changes nothing of the screen; every following screen is read, too."""
    session, heard = Session(), list[bool]()
    before = session.scene()
    for touch in ("aloud", "line:welfare", "aloud", "aloud", "back"):
        session.touch(touch)
        heard.append(session.state.aloud)
    session.wait(60_000)
    assert [*heard, session.state.aloud] == [True, True, False, True, True, False]
    assert session.scene() == before


@every_screen
@every_language
@every_type
def test_a_kiosk_without_a_voice_offers_no_reading_aloud(
    fonts: Fonts, screen: Screen, language: Language, large: bool
) -> None:
    """A button that does nothing is worse than none; the others keep their places."""
    look, wording = Look(screen, fonts, large), Wording(language)
    room = zones(look).bar
    voiced, mute = (
        touches_of(bar(room, look, wording, back=True, helps=True, pressed=Pressed(speaks=speaks)))
        for speaks in (True, False)
    )
    assert mute == {name: rect for name, rect in voiced.items() if name != "aloud"}
