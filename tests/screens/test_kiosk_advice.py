"""Advice before the number, never a refusal: papers missing, too late today; and where the window is."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from common.messages import Issued, Refused
from common.rows import WaitRow, WindowRow
from common.screen.fonts import Fonts
from common.screen.geometry import Screen
from common.screen.placements import texts
from common.screen.theme import KIOSK
from common.words import Language, Words
from kiosk.guide import Moment
from kiosk.hall import Hall
from kiosk.layout import layout
from kiosk.look import Look
from kiosk.paper_words import paper_for
from kiosk.scene import Again, Guide, Scene, Told
from kiosk.wording import Wording
from tests.screens.kiosk_glass import (
    PORTRAIT,
    every_language,
    every_screen,
    every_type,
    moment_of,
    state_of,
    touches_of,
)
from tests.screens.kiosk_hall import NINE, hall, issued
from tests.screens.soundness import faults

MATTER = next(row for row in hall().matters.values() if row.materials and row.line == "welfare")
HERE = Words("咨询台可以复印、打印", "Copies are made at the enquiry desk")
WAY = Words("进门左手边", "On the left as you come in")
FAST = Refused(code="kiosk_too_fast", values={"limit": 12, "seconds": 60})


def window(number: int) -> WindowRow:
    return WindowRow(
        number=number, name=Words("窗口"), clerk=None, away=None, away_until=None, state="free",
        ticket=None, since=None, where=WAY,
    )  # fmt: skip


def known(*, follow: bool = False, late: bool = False) -> Hall:
    """The sample hall that says where windows are and what can be done without all papers."""
    base = hall()
    about = base.about
    assert about is not None
    row = msgspec.structs.replace(MATTER, start_incomplete=follow)
    waits = {"welfare": WaitRow(id="welfare", low_min=90, high_min=120, late=late)}
    return replace(
        base,
        about=msgspec.structs.replace(about, papers_missing=HERE),
        matters={**base.matters, row.id: row},
        windows={str(n): window(n) for n in range(1, 9)},
        waits=waits,
    )


def read(scene: Scene, moment: Moment, fonts: Fonts, language: Language = "zh") -> tuple[str, set[str]]:
    """All pages of a guide, without line breaks, and what can be touched on the first."""
    look, pages = Look(PORTRAIT, fonts), []
    for page in range(6 if isinstance(scene, Guide) else 1):
        shown = replace(scene, page=page) if isinstance(scene, Guide) else scene
        pages.append(layout(state_of(shown, language), moment, look))
    return "".join("".join(texts(page)) for page in pages).replace(" ", ""), set(touches_of(pages[0]))


@every_language
@pytest.mark.parametrize("follow", [False, True])
def test_papers_missing_is_advice_and_refuses_nothing(fonts: Fonts, language: Language, follow: bool) -> None:
    """What the window does, what may follow (C-12), who brings them, what this hall offers; 取号 is there as ever."""
    shown, touches = read(Guide(MATTER.id), moment_of(known(follow=follow)), fonts, language)
    wording = Wording(language)
    for code in ("papers_missing", "papers_missing.told", "papers_missing.later"):
        assert wording.say(code).replace(" ", "") in shown
    assert (wording.say("papers_missing.follow").replace(" ", "") in shown) is follow
    assert wording.of(HERE).replace(" ", "") in shown
    assert "take" in touches


def test_where_nothing_is_to_be_brought_nothing_can_be_missing(fonts: Fonts) -> None:
    """No advice about nothing."""
    bare = next(row for row in hall().matters.values() if not row.materials)
    assert Wording("zh").say("papers_missing") not in read(Guide(bare.id), moment_of(known()), fonts)[0]


@every_language
def test_too_late_today_is_advice_and_refuses_nothing(fonts: Fonts, language: Language) -> None:
    """With what to do instead; the number is one touch away."""
    shown, touches = read(Guide(MATTER.id), moment_of(known(late=True)), fonts, language)
    assert Wording(language).say("late_today").replace(" ", "") in shown
    assert "take" in touches


@every_language
def test_where_a_window_is_stands_on_guide_and_paper(fonts: Fonts, language: Language) -> None:
    """In the words of the hall's file."""
    wording = Wording(language)
    shown, _ = read(Guide(MATTER.id), moment_of(known()), fonts, language)
    assert wording.of(WAY).replace(" ", "") in shown
    ticket: Issued = issued(matter=MATTER.id, window=4)
    paper = paper_for(ticket, known(), Wording(language, "Asia/Shanghai"))
    assert paper.place == wording.say("paper.place_way", window=4, way=wording.of(WAY))
    assert paper_for(ticket, hall(), Wording(language, "Asia/Shanghai")).place == wording.say("paper.place", window=4)  # fmt: skip


@every_screen
@every_language
@every_type
@pytest.mark.parametrize(
    "scene", [Guide(MATTER.id), Again(Guide(MATTER.id), "AB1012"), Told(FAST, Guide(MATTER.id))],
    ids=["guide", "again", "too_fast"],
)  # fmt: skip
def test_these_screens_are_sound_and_nothing_is_cut(
    fonts: Fonts, screen: Screen, language: Language, large: bool, scene: Scene
) -> None:
    """Targets, glyphs, gaps; and no word is lost behind an ellipsis."""
    state, look = state_of(scene, language, large=large), Look(screen, fonts, large)
    placed = layout(state, Moment(known(late=True), NINE, NINE, True), look)
    assert faults(placed, screen, fonts, KIOSK) == []
    assert not any("…" in text for text in texts(placed))


@every_language
def test_who_was_too_fast_is_told_when_and_the_way_for_several_matters(
    fonts: Fonts, language: Language
) -> None:
    """The server decides; the screen says it in its language."""
    shown, touches = read(Told(FAST, Guide(MATTER.id)), moment_of(known()), fonts, language)
    assert "60" in shown
    assert Wording(language).say("add").replace(" ", "") in shown
    assert "done" in touches
