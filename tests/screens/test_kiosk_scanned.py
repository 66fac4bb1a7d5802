"""What the kiosk answers to a code before its scanner that leads no further: which code to hold there, or whom to go to."""

from __future__ import annotations

import pytest

from common.messages import Refused
from common.screen.fonts import Fonts
from common.screen.placements import texts
from common.words import Language
from kiosk.happening import Found, Scanned
from kiosk.samples import PAGE
from kiosk.scene import Told
from kiosk.scene_ticket import TicketPad
from tests.screens.kiosk_glass import PORTRAIT, drawn, every_language, touches_of
from tests.screens.kiosk_session import Session

NONE_SUCH = Refused(code="unknown_number")


@every_language
@pytest.mark.parametrize(
    "page", [PAGE, PAGE.upper(), "http://192.0.2.7:8000/h/town/t#41.abc-_DEFGHIJKLMNOPQRSTU"]
)
def test_the_code_for_phones_is_told_from_the_bar_code(fonts: Fonts, page: str, language: Language) -> None:
    """The larger of the two on the paper: the other one is named, nothing is asked, and what opens the page stays nowhere."""
    session = Session()
    assert session.happen(Scanned(page)) == []
    scene = session.scene()
    assert scene == Told(Refused(code="phone_code"), TicketPad())
    said = "".join(texts(drawn(scene, fonts, PORTRAIT, language)))
    assert {"zh": "最下面的条形码", "en": "bar code"}[language] in said
    assert not any(wrong in said for wrong in ("没有查到", "Not found", "再输一次", "Type it again"))
    token = page.rpartition(".")[2]
    assert token not in f"{session.state} {session.intents} {said}"


@pytest.mark.parametrize("code", ["http://h/t#", "http://h/t#41", "http://h/track#41.abc", "t#41.abc"])
def test_another_address_is_no_code_for_phones(code: str) -> None:
    """Nobody is sent to a bar code that is not there."""
    session = Session()
    session.happen(Scanned(code))
    assert session.scene() == Told(Refused(code="unreadable"), TicketPad())


@every_language
def test_a_scanned_paper_that_the_hall_does_not_know_is_sent_to_the_desk(
    fonts: Fonts, language: Language
) -> None:
    """A scanner reads right: to type the same once more helps nobody."""
    session = Session()
    session.happen(Scanned("H036423"))
    session.happen(Found(1, NONE_SUCH))
    scene = session.scene()
    assert isinstance(scene, Told)
    placed = drawn(scene, fonts, PORTRAIT, language)
    said = " ".join(texts(placed))
    assert {"zh": "到咨询台", "en": "enquiry desk"}[language] in said
    assert not any(wrong in said for wrong in ("输", "type"))
    assert "retry" not in touches_of(placed)


@every_language
def test_a_typed_number_that_is_not_found_names_the_desk_too(fonts: Fonts, language: Language) -> None:
    """Whoever typed it rightly would go on typing for ever."""
    placed = drawn(Told(NONE_SUCH, TicketPad()), fonts, PORTRAIT, language)
    said = " ".join(texts(placed))
    assert {"zh": "请到咨询台", "en": "enquiry desk"}[language] in said.replace("\n", " ")
    assert "retry" in touches_of(placed)


def test_another_refusal_of_a_scanned_paper_stays_as_it_is() -> None:
    """It says itself what to do."""
    session, refused = Session(), Refused(code="too_many")
    session.happen(Scanned("H036423"))
    session.happen(Found(1, refused))
    assert session.scene() == Told(refused, TicketPad())
