"""朗读: what is said of every screen, in both languages, and what never is."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from common.screen.fonts import Fonts
from common.screen.geometry import Screen
from common.voice.pieces import spelt, words_of
from common.words import Language, Words
from kiosk.aloud import KEYS, aloud, screen_of
from kiosk.guide import Moment
from kiosk.hall import Hall
from kiosk.layout import layout
from kiosk.look import Look
from kiosk.samples import MY_SUPPLEMENT, scene_named
from kiosk.scene import Again, Collect, Guide, Home, Note, Scene, State
from kiosk.scene_case import CasePad, OnBoard, Progress
from kiosk.scene_ticket import CodePad, TicketPad
from kiosk.spoken import LONGEST, sentences
from kiosk.wording import Wording
from tests.screens.kiosk_glass import (
    FULL,
    HALL,
    LANDSCAPE,
    PORTRAIT,
    every_full_scene,
    every_language,
    every_screen,
    every_type,
    moment_of,
    state_of,
    touches_of,
)
from tests.screens.kiosk_hall import NINE, issued


def said(
    scene: Scene,
    fonts: Fonts,
    language: Language = "zh",
    hall: Hall = FULL,
    screen: Screen = PORTRAIT,
    *,
    large: bool = False,
) -> list[str]:
    """The sentences of one screen."""
    state, moment = state_of(scene, language, large=large), moment_of(hall)
    return of(state, moment, Look(screen, fonts, large))


def of(state: State, moment: Moment, look: Look) -> list[str]:
    return aloud(state, moment, layout(state, moment, look), look, Wording(state.language))


@every_screen
@every_language
@every_type
@every_full_scene
def test_every_screen_has_something_to_say_in_the_language_of_the_session(
    fonts: Fonts, screen: Screen, language: Language, large: bool, name: str
) -> None:
    """No Chinese sentence in English but names that have no other; no screen is dumb."""
    scene = scene_named(name, FULL, NINE)
    told = said(scene, fonts, language, screen=screen, large=large)
    spoken = sentences(told, language)
    assert spoken, name
    assert all(words_of(one).strip() for one in spoken)
    told = [
        text.replace("示例 0000", "0000") for text in told
    ]  # of the phone, which the hall's file has in one form
    own = sum(letter > "㐀" for text in told for letter in text)
    letters = sum(letter.isalpha() for text in told for letter in text)
    assert own > letters / 2 if language == "zh" else own == 0, told


@every_language
@every_full_scene
def test_whatever_can_be_touched_is_named(fonts: Fonts, language: Language, name: str) -> None:
    """Who cannot read it still learns what there is; a pad is known by the finger."""
    scene = scene_named(name, FULL, NINE)
    if isinstance(scene, CodePad | TicketPad | CasePad | Progress | OnBoard | Collect):
        return
    state, moment, look = state_of(scene, language), moment_of(FULL), Look(PORTRAIT, fonts)
    placed = layout(state, moment, look)
    bar = {"back", "large", "contrast", "aloud", "language", "help"}
    labels = [label for touch in touches_of(placed) if touch not in bar and not touch.startswith(KEYS) for label in [touch]]  # fmt: skip
    told = " ".join(aloud(state, moment, placed, look, Wording(language)))
    assert told.count("、") + len(told) >= len(labels)
    for touch in labels:
        if touch == "take":
            assert Wording(language).say("take") in told


def test_choices_are_counted_as_a_person_would(fonts: Fonts) -> None:
    """第一，办社保…；in the order in which they stand."""
    told = said(Home(), fonts, hall=HALL)
    first = told.index("请选择") + 1
    assert told[first].startswith("第一，找领导反映问题")
    assert told[first + 3].startswith("第四，办社保、低保、优待证")
    assert said(Home(), fonts, "en", hall=HALL)[first].startswith("First: Speak to a leader")


def test_only_what_this_page_shows_is_read(fonts: Fonts) -> None:
    """And that there is another page."""
    pages = [said(Home(first=first), fonts, hall=HALL, large=True) for first in (0, 4)]
    assert "找领导反映问题" in "".join(pages[0])
    assert "找领导反映问题" not in "".join(pages[1])
    assert all("这里不止一页" in "".join(page) for page in pages)


@every_language
def test_a_guide_says_what_to_bring_and_how_to_take_a_number(fonts: Fonts, language: Language) -> None:
    """In the order of the screen: heading, papers, window, 取号."""
    row = next(row for row in HALL.matters.values() if row.materials and not row.sensitive)
    told = said(Guide(row.id), fonts, language, hall=HALL)
    wording = Wording(language)
    texts = [wording.of(row.name), *(wording.of(words) for words in row.materials)]
    assert [text for text in told if text in texts] == texts
    assert wording.say("take") in told[-1]


def test_a_number_is_said_digit_by_digit_as_on_the_wall(fonts: Fonts) -> None:
    """您的号码是 H 零三六，前面还有…，请取走号票。"""
    told = said(Collect(issued(number="H016")), fonts)
    number, *_, collect = sentences(told, "zh")
    assert words_of(number).replace(" ", "") == "您的号码是H零幺六"
    assert words_of(collect) == "请取走号票"
    assert words_of(sentences(told, "zh", "yi")[0]).replace(" ", "") == "您的号码是H零一六"
    english = sentences(said(Collect(issued(number="H016")), fonts, "en"), "en")
    assert words_of(english[0]).split() == ["Your", "number", "is", "H", "zero", "one", "six"]


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("请到 12号窗口", "请到 十二号窗口"),
        ("预计等候 20-35 分钟", "预计等候 20到35 分钟"),
        ("14:30 开始取号", "十四点三十分 开始取号"),
        ("08:05 开始", "八点零五分 开始"),
        ("电话：0838-1234567", "电话：零八三八幺二三四五六七"),
        ("▶ 审核", "审核"),
    ],
)
def test_figures_are_told_as_they_are_said(text: str, heard: str) -> None:
    """Windows as ordinals, ranges and times in words, phones digit by digit; no marks."""
    (sentence,) = sentences([text], "zh")
    assert words_of(sentence).strip().replace(" ", "") == heard.replace(" ", "")


def test_a_first_window_keeps_its_tone() -> None:
    """一 before 号 would be bent."""
    (sentence,) = sentences(["请到 1号窗口"], "zh")
    assert "yi1" in spelt(sentence)


def test_long_texts_are_read_in_short_sentences() -> None:
    """So that reading begins at once, and a new screen is not waited for."""
    long = "，".join(["这里有很多字要念"] * 40) + "。" + "second part. " * 9
    assert all(len(words_of(one)) <= LONGEST + 20 for one in sentences([long], "zh"))


# -- what is never said ---------------------------------------------------------------------------


@every_language
@pytest.mark.parametrize("screen", [PORTRAIT, LANDSCAPE])
def test_of_an_own_case_only_its_state_is_said(fonts: Fonts, language: Language, screen: Screen) -> None:
    """Who stands behind hears neither name, number, paper, note nor matter."""
    case = MY_SUPPLEMENT
    told = "".join(said(Progress(case), fonts, language, screen=screen))
    secret = [
        case.number,
        case.clerk,
        case.phone,
        case.note,
        *(Wording(language).of(item) for item in case.missing),
    ]
    secret += [Wording(language).of(words) for words in (case.matter, case.department, case.handler)]
    assert [text for text in secret if text and text in told] == []
    assert str(len(case.missing)) in told


@every_language
def test_the_boards_rows_are_not_said(fonts: Fonts, language: Language) -> None:
    """A number with a matter is a neighbour; how many there are is nobody."""
    told = "".join(said(OnBoard(), fonts, language))
    rows = FULL.board.values()
    assert not any(row.number in told or (row.applicant and row.applicant in told) for row in rows)


@pytest.mark.parametrize(
    "pad", [CodePad("421907"), TicketPad("H", "036423"), CasePad(typed="20261234542190763")]
)
def test_what_was_typed_is_not_said(fonts: Fonts, pad: Scene) -> None:
    """Codes are secrets; and a finger is faster than a voice."""
    assert not any(letter.isdigit() for text in said(pad, fonts) for letter in text)
    assert not any("H" in text for text in said(pad, fonts))


def test_check_digits_are_not_said(fonts: Fonts) -> None:
    """They open the ticket."""
    ticket = msgspec.structs.replace(issued(), check="423")
    assert "423" not in "".join(said(Note(ticket, "paper_out"), fonts))


@every_language
def test_a_sensitive_matter_is_not_named(fonts: Fonts, language: Language) -> None:
    """P-6: 低保 is nobody's business; what to bring is said."""
    row = next(row for row in HALL.matters.values() if row.materials)
    matters = {
        **HALL.matters,
        row.id: msgspec.structs.replace(row, sensitive=True, name=Words("特别的事", "Something special")),
    }
    hall = replace(HALL, matters=matters)
    told = "".join(said(Guide(row.id), fonts, language, hall=hall))
    wording = Wording(language)
    assert wording.of(matters[row.id].name) not in told
    assert wording.of(row.materials[0]) in told


# -- another screen -------------------------------------------------------------------------------


def test_what_was_typed_or_declared_begins_no_new_reading() -> None:
    """The same screen for the ear; a new one begins anew."""
    moment = moment_of()

    def key(scene: Scene, **changes: object) -> object:
        return screen_of(replace(state_of(scene), **changes), moment)  # type: ignore[arg-type]

    matter = next(iter(HALL.matters))
    assert key(CodePad("12")) == key(CodePad("1234"))
    assert key(TicketPad("H", "0")) == key(TicketPad("A", "036"))
    assert key(TicketPad()) != key(TicketPad("A"))
    assert key(Guide(matter)) == key(Guide(matter, priority="elder"))
    assert key(Guide(matter)) != key(Guide(matter, page=1))
    assert key(Home()) == key(Home(), large=True)
    assert key(Home()) != key(Home(), language="en")
    assert key(Home()) != key(Home(), warned=True)


def test_a_question_is_read_with_its_answers(fonts: Fonts) -> None:
    """再取一张？ names the number that was taken."""
    told = said(Again(Guide(next(iter(HALL.matters))), "A012"), fonts, hall=HALL)
    assert told[0] == "再取一张？"
    assert "A012" in told[1]
    assert told[-1] == "可以点：再取一张，或者：不用了"
