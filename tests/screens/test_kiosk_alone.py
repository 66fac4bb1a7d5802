"""The kiosk's screens while the server is away: what can be read and touched, and what is said of a number of its own."""

from __future__ import annotations

import dataclasses
from itertools import combinations

import msgspec
import pytest

from common.messages import Issued
from common.screen.fonts import Fonts, vendored
from common.screen.geometry import Screen
from common.screen.placements import Placement, texts
from common.screen.theme import KIOSK, KIOSK_HIGH_CONTRAST
from common.words import Language
from kiosk.choose import where_and_waiting
from kiosk.flow import step
from kiosk.guide import Moment
from kiosk.happening import Issue, LookUp, Scanned, Touched
from kiosk.layout import layout
from kiosk.look import Look
from kiosk.my_ticket import MyTicket
from kiosk.paper import PaperFonts, lines_of
from kiosk.paper_words import paper_for
from kiosk.scene import SLOW, Collect, Guide, Home, Note, Printing, Scene, State
from kiosk.scene_ticket import Looking, Mine, TicketPad
from kiosk.wording import Wording
from tests.screens.kiosk_glass import (
    FULL,
    LANGUAGES,
    every_language,
    every_screen,
    every_type,
    state_of,
    touches_of,
)
from tests.screens.kiosk_hall import NINE
from tests.screens.soundness import faults, gap_between

MATTER = next(iter(FULL.matters))
OWN = Issued(
    ticket=-3,
    number="Y1003",
    matter=MATTER,
    line=FULL.matters[MATTER].line,
    ahead=0,
    window=None,
    issued_at=NINE,
    check="417",
)
MINE = MyTicket(ticket=-3, number="Y1003", state="own", given=NINE, matter=MATTER)
SCENES: dict[str, Scene] = {
    "home": Home(),
    "guide": Guide(MATTER),
    "printing": Printing(OWN),
    "collect": Collect(OWN),
    "note": Note(OWN, "paper_out"),
    "slow": Note(OWN, SLOW),
    "printing at a window": Printing(msgspec.structs.replace(OWN, window=12)),
    "note at a window": Note(msgspec.structs.replace(OWN, window=12), "paper_out"),
    "collect at a window": Collect(msgspec.structs.replace(OWN, window=12)),
    "mine": Mine(MINE, "417"),
    "mine at a window": Mine(msgspec.structs.replace(MINE, window=12), "417"),
    "pad": TicketPad("Y", "003417"),
}
every_scene = pytest.mark.parametrize("name", SCENES)


def drawn(name: str, fonts: Fonts, screen: Screen, language: Language, *, large: bool) -> list[Placement]:
    moment = Moment(FULL, NINE, NINE, online=False, alone=True)
    return layout(state_of(SCENES[name], language, large=large), moment, Look(screen, fonts, large))


@every_screen
@every_language
@every_type
@every_scene
def test_every_screen_can_be_read_and_touched(
    fonts: Fonts, screen: Screen, language: Language, large: bool, name: str
) -> None:
    """As with the server: nothing overlaps, is cut or too small."""
    placements = drawn(name, fonts, screen, language, large=large)
    for theme in (KIOSK, KIOSK_HIGH_CONTRAST):
        assert faults(placements, screen, fonts, theme) == []
    least, apart = (screen.mm(25), screen.mm(6)) if large else (screen.mm(20), screen.mm(4))
    touches = list(touches_of(placements).values())
    assert all(min(touch.rect.w, touch.rect.h) >= least for touch in touches)
    assert all(gap_between(one.rect, other.rect) >= apart for one, other in combinations(touches, 2))


@every_screen
@every_language
@every_type
@pytest.mark.parametrize("name", ["printing", "collect", "note", "mine"])
def test_the_time_that_counts_is_on_the_screen_and_no_wait_is_promised(
    fonts: Fonts, screen: Screen, language: Language, large: bool, name: str
) -> None:
    """Nobody can say how long it will take."""
    said = "".join(texts(drawn(name, fonts, screen, language, large=large)))
    clock = Wording(language, FULL.about.timezone if FULL.about else "UTC").clock(NINE)
    assert said.count(clock) >= 2, "in the header, and of the number"
    assert "前面" not in said
    assert "ahead" not in said


@every_screen
@every_language
@every_type
@pytest.mark.parametrize("name", ["printing", "collect", "note", "mine"])
def test_the_last_known_window_is_on_the_screen(
    fonts: Fonts, screen: Screen, language: Language, large: bool, name: str
) -> None:
    """And that the call in the hall counts."""
    said = "".join(texts(drawn(f"{name} at a window", fonts, screen, language, large=large)))
    known = Wording(language, "UTC").say("at_window_last", window=12)
    assert known.replace(" ", "") in said.replace(" ", "")


@every_language
def test_the_paper_says_so_too_on_either_width(language: Language) -> None:
    """Whole, with its check digits and without a code for phones."""
    assert FULL.about is not None
    wording = Wording(language, FULL.about.timezone)
    paper = paper_for(OWN, FULL, wording, coded=True)
    fonts = PaperFonts(vendored())
    for width_mm in (80, 58):
        lines = lines_of(paper, fonts, width_mm)
        said = "".join(lines).replace(" ", "")
        assert paper.ahead.replace(" ", "") in said, lines
        assert "…" not in said
    assert (paper.page, paper.wait, paper.code) == ("", "", "Y1003417")


@every_language
def test_the_paper_names_the_last_known_window_and_that_the_call_counts(language: Language) -> None:
    """Nobody has to stand before the wall for a window that was known; whole on either width."""
    assert FULL.about is not None
    wording = Wording(language, FULL.about.timezone)
    fonts = PaperFonts(vendored())
    for window in sorted(row.number for row in FULL.windows.values()) or [12]:
        paper = paper_for(msgspec.structs.replace(OWN, window=window), FULL, wording)
        assert wording.of(FULL.way_to(window)) in paper.place
        assert {"zh": "以现场叫号为准", "en": "the call in the hall counts"}[language] in paper.place
        for width_mm in (80, 58):
            said = "".join(lines_of(paper, fonts, width_mm)).replace(" ", "")
            assert paper.place.replace(" ", "") in said
    assert paper_for(OWN, FULL, wording).place == wording.say("paper.place_none")


def test_a_number_can_be_taken_and_looked_up_alone_and_nothing_else_asked() -> None:
    """What only the server knows stays shut."""
    state = State(scene=Guide(MATTER), since=0, touched_at=0)
    (wanted,) = step(state, Touched("take"), NINE, FULL, online=False, alone=True).intents
    assert isinstance(wanted, Issue)
    assert step(state, Touched("take"), NINE, FULL, online=False).intents == ()
    found = step(State(), Scanned("Y1003417"), NINE, FULL, online=False, alone=True)
    assert isinstance(found.intents[0], LookUp)
    assert isinstance(found.state.scene, Looking)
    assert step(State(), Scanned("421907"), NINE, FULL, online=False, alone=True).intents == ()


def test_the_letters_of_such_numbers_can_be_typed() -> None:
    """This kiosk's own, and those that the hall has taken in."""
    assert FULL.about is not None
    assert "ZZ" not in FULL.prefixes()
    known = type(FULL)(FULL.about, FULL.lines, FULL.matters, letters=("ZZ",))
    assert "ZZ" in known.prefixes()


@every_screen
@every_language
@every_type
@pytest.mark.parametrize("usual", [4, None])
@pytest.mark.parametrize("alone", [True, False])
def test_the_first_screen_tells_no_state_that_the_server_told_before_it_went(
    fonts: Fonts, screen: Screen, language: Language, large: bool, usual: int | None, alone: bool
) -> None:
    """暂时无人值守 was so then; the window is the hall's. As known from the disk, or kept since the server went."""
    wording, kept = Wording(language), dict(FULL.lines)
    for line, state in zip(FULL.lines, ("unattended", "on_the_way", "closed"), strict=False):
        kept[line] = msgspec.structs.replace(FULL.lines[line], state=state, window=None, usual=usual)
    hall = dataclasses.replace(FULL, lines=kept)
    moment = Moment(hall, NINE, NINE, online=False, alone=alone)
    placed = layout(state_of(Home(), language, large=large), moment, Look(screen, fonts, large))
    assert faults(placed, screen, fonts, KIOSK) == []
    said = "".join(texts(placed)).replace(" ", "")
    for code in ("unattended_short", "on_the_way_short", "closed_short"):
        assert wording.say(code).replace(" ", "") not in said
    known = where_and_waiting(next(iter(kept.values())), wording, online=False)
    assert known == ("" if usual is None else wording.say("window_n", window=usual))


@every_screen
@every_language
@every_type
def test_once_handed_in_it_is_said_from_when_it_counts(
    fonts: Fonts, screen: Screen, language: Language, large: bool
) -> None:
    """The paper may say another time: the kiosk's clock was wrong."""
    mine = MyTicket(
        ticket=9, number="Y1003", state="waiting", carried=False, ahead=3, wait=(35, 140), usual=4, given=NINE
    )
    state, moment = state_of(Mine(mine, "417"), language, large=large), Moment(FULL, NINE, NINE, online=True)
    placed = layout(state, moment, Look(screen, fonts, large))
    assert faults(placed, screen, fonts, KIOSK) == []
    wording = Wording(language, FULL.about.timezone if FULL.about else "UTC")
    since = wording.say("mine.since", time=wording.clock(NINE))
    assert since.replace(" ", "") in "".join(texts(placed)).replace(" ", "")


def test_every_language_has_its_words() -> None:
    """No code is shown."""
    for language in LANGUAGES:
        said = Wording(language, "Asia/Shanghai").say("alone")
        assert said
        assert "alone" not in said
