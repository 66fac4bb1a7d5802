"""A line with nobody at its post: its usual window and the way there are told, and that the call in the hall counts."""

from __future__ import annotations

import dataclasses
from typing import NamedTuple

import msgspec
import pytest

from common.rows import WindowRow
from common.screen.fonts import Fonts, vendored
from common.screen.geometry import Screen
from common.screen.placements import texts
from common.screen.text import ELLIPSIS
from common.screen.theme import KIOSK
from common.words import Language, Words
from kiosk.aloud import aloud
from kiosk.hall import Hall
from kiosk.layout import layout
from kiosk.look import Look
from kiosk.my_ticket import MyTicket
from kiosk.paper import PaperFonts, lines_of
from kiosk.paper_words import paper_for
from kiosk.scene import Collect, Guide, Note, Printing, Scene
from kiosk.scene_ticket import Mine
from kiosk.wording import Wording
from tests.screens.kiosk_glass import (
    FULL,
    PORTRAIT,
    every_glass,
    every_language,
    every_type,
    moment_of,
    state_of,
)
from tests.screens.kiosk_hall import issued
from tests.screens.soundness import faults

MATTER = FULL.matters_of("welfare")[0].id
OTHER = next(row.id for row in FULL.matters.values() if row.line not in ("welfare", ""))
WAY = Words("进门左手边，楼梯后面", "Left of the entrance, behind the stairs")
GIVEN = msgspec.structs.replace(issued(matter=MATTER, window=None), usual=4, check="423", wait=(35, 140))
MINE = MyTicket(ticket=7, number="H036", state="waiting", carried=False, ahead=4, usual=4)
NOBODY = ["unattended", "on_the_way", "closed"]


def empty(state: str = "unattended", usual: int | None = 4) -> Hall:
    """Nobody is at any post; windows have their way."""
    window = WindowRow(
        number=4, name=Words("4号"), clerk=None, away=None, away_until=None, state="closed", ticket=None, since=None, where=WAY,
    )  # fmt: skip
    lines = {
        key: msgspec.structs.replace(row, window=None, state=state, usual=usual)
        for key, row in FULL.lines.items()
    }
    return dataclasses.replace(FULL, lines=lines, windows={"4": window})


class Glass(NamedTuple):
    """One screen with its letters, in either size of type."""

    fonts: Fonts
    screen: Screen = PORTRAIT
    large: bool = False

    def read(self, scene: Scene, hall: Hall, language: Language, *, online: bool = True) -> str:
        """All that stands on a sound screen, without spaces; nothing is cut."""
        state, moment = state_of(scene, language, large=self.large), moment_of(hall, online=online)
        placed = layout(state, moment, Look(self.screen, self.fonts, self.large))
        assert faults(placed, self.screen, self.fonts, KIOSK) == []
        return "".join(texts(placed)).replace(" ", "")


def words(language: Language, code: str, **values: object) -> str:
    return Wording(language).say(code, **values).replace(" ", "")  # type: ignore[arg-type]  # as `say` takes them


@every_glass
@every_language
@every_type
@pytest.mark.parametrize("state", NOBODY)
def test_the_guide_names_the_window_and_why_it_is_no_promise(
    fonts: Fonts, screen: Screen, language: Language, large: bool, state: str
) -> None:
    """4号窗口, and on some page how one gets there; nobody is there, so the call counts."""
    glass, hall = Glass(fonts, screen, large), empty(state)
    pages = [glass.read(Guide(MATTER, page), hall, language) for page in range(8)]
    assert all(words(language, "window_n", window=4) in page for page in pages)
    for text in (Wording(language).of(WAY).replace(" ", ""), words(language, "nobody_there")):
        assert any(text in page for page in pages)


@every_language
def test_the_guide_says_so_also_where_the_file_knows_no_way(fonts: Fonts, language: Language) -> None:
    """A hall's file need not say how one gets to a window."""
    hall = dataclasses.replace(empty(), windows={})
    pages = [Glass(fonts).read(Guide(MATTER, page), hall, language) for page in range(3)]
    assert any(words(language, "nobody_there") in page for page in pages)


@every_glass
@every_language
@every_type
@pytest.mark.parametrize(
    "scene", [Printing(GIVEN), Collect(GIVEN), Note(GIVEN, "paper_out"), Mine(MINE, "423")],
    ids=["printing", "collect", "note", "mine"],
)  # fmt: skip
def test_every_screen_of_a_number_names_it(
    fonts: Fonts, screen: Screen, language: Language, large: bool, scene: Scene
) -> None:
    """With the word that the call in the hall counts, instead of: see the wall."""
    said = Glass(fonts, screen, large).read(scene, empty(), language)
    assert words(language, "at_window_last", window=4) in said
    assert words(language, "watch_screen") not in said


@every_language
def test_the_paper_names_it_with_the_way_for_each_matter(language: Language) -> None:
    """That nobody is there is no part of the place: it is old a minute later."""
    wording = Wording(language)
    paper = paper_for(msgspec.structs.replace(GIVEN, then=(OTHER,)), empty(), wording)
    assert paper.place == wording.say("paper.place_way_last", window=4, way=wording.of(WAY))
    assert wording.say("usual_n", window=4) in paper.then[0]
    fonts = PaperFonts(vendored())
    for width_mm in (80, 58):
        assert not [text for text in lines_of(paper, fonts, width_mm) if ELLIPSIS in text]
    bare = dataclasses.replace(empty(), windows={})
    assert paper_for(GIVEN, bare, wording).place == wording.say("paper.place_last", window=4)


@every_language
def test_several_matters_have_theirs_on_the_guide(fonts: Fonts, language: Language) -> None:
    """The list of what to bring says where."""
    said = Glass(fonts).read(Guide(MATTER, then=(OTHER,)), empty(), language)
    assert words(language, "usual_n", window=4) in said


@every_language
def test_the_number_read_aloud_names_it_too(fonts: Fonts, language: Language) -> None:
    """For whoever hears and does not read."""
    state, look = state_of(Collect(GIVEN), language), Look(PORTRAIT, fonts, False)
    moment, wording = moment_of(empty()), Wording(language)
    said = "".join(aloud(state, moment, layout(state, moment, look), look, wording))
    assert wording.say("window_n", window=4) in said


@every_language
def test_without_a_usual_window_it_stays_with_the_wall(fonts: Fonts, language: Language) -> None:
    """Several windows, or a server that does not tell it yet."""
    glass, hall = Glass(fonts), empty(usual=None)
    assert words(language, "unattended_short") in glass.read(Guide(MATTER), hall, language)
    bare = msgspec.structs.replace(GIVEN, usual=None)
    assert words(language, "watch_screen") in glass.read(Collect(bare), hall, language)
    assert paper_for(bare, hall, Wording(language)).place == Wording(language).say("paper.place_none")


@every_language
def test_without_the_server_nothing_is_said_of_who_was_there(fonts: Fonts, language: Language) -> None:
    """The window is the hall's, the absence was a moment's."""
    pages = [Glass(fonts).read(Guide(MATTER, page), empty(), language, online=False) for page in range(3)]
    said = "".join(pages)
    assert words(language, "window_n", window=4) in said
    assert words(language, "call_counts") in said
    assert words(language, "window_unattended") not in said
    assert words(language, "nobody_there") not in said


@every_glass
@every_language
@every_type
def test_the_guide_says_why_with_the_range(
    fonts: Fonts, screen: Screen, language: Language, large: bool
) -> None:
    """On the page of the wait; not while somebody serves the line, nor without the server, where no range is told."""
    glass, why = Glass(fonts, screen, large), words(language, "wait_unsure")
    assert any(why in glass.read(Guide(MATTER, page), empty(), language) for page in range(9))
    assert not any(why in glass.read(Guide(MATTER, page), FULL, language) for page in range(9))
    assert not any(
        why in glass.read(Guide(MATTER, page), empty(), language, online=False) for page in range(9)
    )


@every_language
def test_the_paper_says_why_under_the_range(language: Language) -> None:
    """Where a range is told at all."""
    wording = Wording(language)
    assert paper_for(GIVEN, empty(), wording).unsure == wording.say("paper.unsure")
    for other in ({"wait": None}, {"window": 4}):
        assert paper_for(msgspec.structs.replace(GIVEN, **other), empty(), wording).unsure == ""
