"""The code on the screen of a number without paper: it opens the ticket's page, whatever the theme."""

from __future__ import annotations

import msgspec
import pygame
import pytest
import zxingcpp
from PIL import Image

from common.messages import Issued
from common.screen.fonts import Fonts
from common.screen.geometry import Screen
from common.screen.paint import Painter
from common.screen.placements import Raster, Text, Touch, texts
from common.screen.theme import KIOSK, KIOSK_HIGH_CONTRAST, Theme
from common.words import Language
from kiosk.samples import PAGE
from kiosk.scene import SLOW, Note
from kiosk.ticket import LEAST_NUMBER_MM
from kiosk.wording import Wording
from tests.screens.kiosk_glass import (
    GLASSES,
    LANGUAGES,
    OTHERS,
    drawn,
    drawn_scene,
    every_glass,
    every_language,
    every_type,
)
from tests.screens.kiosk_hall import NINE, issued
from tests.screens.soundness import faults

HD = Screen(1080, 1920, 21.5)
GIVEN = msgspec.structs.replace(issued(number="H1036"), check="423")
WITHOUT_PAPER = {
    "without a code": GIVEN,
    "with a code": msgspec.structs.replace(GIVEN, phone=PAGE),
    "once more": msgspec.structs.replace(GIVEN, phone=PAGE, reprinted=NINE),
    "once more, without a code": msgspec.structs.replace(GIVEN, reprinted=NINE),
    "without the server": msgspec.structs.replace(GIVEN, ticket=-7),
    "without server and window": msgspec.structs.replace(GIVEN, ticket=-7, window=None),
}


def seen(
    fonts: Fonts,
    name: str,
    theme: Theme,
    *,
    language: Language = "zh",
    large: bool = False,
    screen: Screen = HD,
) -> list[str]:
    """What a phone reads off the glass."""
    surface = pygame.Surface((screen.width, screen.height))
    Painter(surface, fonts, theme).paint(drawn_scene(name, fonts, screen, language, large=large))
    picture = Image.frombytes("RGB", surface.get_size(), pygame.image.tobytes(surface, "RGB"))
    return [one.text for one in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize("theme", [KIOSK, KIOSK_HIGH_CONTRAST])
@pytest.mark.parametrize("large", [False, True])
def test_where_no_paper_comes_the_screen_shows_the_code_of_the_tickets_page(
    fonts: Fonts, theme: Theme, large: bool
) -> None:
    """Decoded by zxing off the picture; dark on light also in high contrast."""
    assert seen(fonts, "note", theme, large=large) == [PAGE]


@pytest.mark.parametrize("name", ["printing", "collect"])
def test_a_number_that_comes_on_paper_has_its_code_there(fonts: Fonts, name: str) -> None:
    """The screen says one thing: take the ticket."""
    assert not any(isinstance(one, Raster) for one in drawn_scene(name, fonts, HD, "zh", large=False))


def test_the_code_says_what_it_is_for(fonts: Fonts) -> None:
    """In the language of the session."""
    said = {
        language: " ".join(texts(drawn_scene("note", fonts, HD, language, large=False)))
        for language in LANGUAGES
    }
    assert "扫码看排队进度" in said["zh"]
    assert "scan to see your place" in said["en"]


@every_glass
@every_language
@every_type
@pytest.mark.parametrize("fault", ["paper_out", SLOW])
@pytest.mark.parametrize("number", ["H036", "H1036"])
def test_no_screen_and_no_size_of_type_drops_the_code(
    fonts: Fonts, screen: Screen, language: Language, large: bool, fault: str, number: str
) -> None:
    """Four pixels a module and 24 mm at least, beside a number of 25 mm; nothing overlaps or is cut."""
    ticket = msgspec.structs.replace(issued(number=number), phone=PAGE, check="423")
    placements = drawn(Note(ticket, fault), fonts, screen, language, large=large)
    assert faults(placements, screen, fonts, KIOSK) == []
    assert faults(placements, screen, fonts, KIOSK_HIGH_CONTRAST) == []
    (code,) = [one for one in placements if isinstance(one, Raster)]
    assert min(code.rect.w, code.rect.h) >= max(4 * len(code.rows), screen.mm(24))
    (written,) = [one for one in placements if isinstance(one, Text) and one.text == number]
    assert written.style.em >= fonts.em_for_cap(screen.mm(LEAST_NUMBER_MM)) - 2
    (noted,) = [one for one in placements if isinstance(one, Touch) and one.id == "noted"]
    assert noted.rect.h >= screen.mm(32 if large else 25)


@every_glass
def test_a_phone_reads_it_off_every_screen_in_large_type(fonts: Fonts, screen: Screen) -> None:
    """Decoded by zxing off the picture."""
    assert seen(fonts, "note", KIOSK, language="en", large=True, screen=screen) == [PAGE]


@pytest.mark.parametrize("screen", [*GLASSES, *OTHERS], ids=str)
@every_language
@every_type
@pytest.mark.parametrize("ticket", WITHOUT_PAPER.values(), ids=WITHOUT_PAPER)
def test_what_decides_whether_the_number_lives_is_no_smaller_than_its_check_digits(
    fonts: Fonts, screen: Screen, language: Language, large: bool, ticket: Issued
) -> None:
    """Whoever notes number and digits and goes has no number: the sentence that says so is read first."""
    placements = drawn(Note(ticket, "paper_out"), fonts, screen, language, large=large)
    assert faults(placements, screen, fonts, KIOSK) == []
    wording = Wording(language)
    rule = wording.say("note_it" if ticket.reprinted is None else "stays_valid")
    said = [one for one in placements if isinstance(one, Text) and one.text.strip()]
    written = [one for one in said if one.style.bold or one.text != wording.say("your_number")]
    digits = max(one.style.em for one in written if one.text.strip().endswith("423"))
    lines = [one for one in written if one.text.strip() in rule]
    assert "".join(one.text for one in lines).replace(" ", "") == rule.replace(" ", "")
    assert min(one.style.em for one in lines) >= digits
