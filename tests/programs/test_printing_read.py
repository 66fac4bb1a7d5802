"""What comes out of the printer, read by three who did not make it: a reader of ESC/POS, zxing-cpp and tesseract."""

from __future__ import annotations

from dataclasses import asdict, replace

import msgspec
import pytest
import zxingcpp
from PIL import Image

from bench.paper.escpos import tickets_in
from common.screen.fonts import vendored
from common.words import Language
from kiosk.paper import Paper, PaperFonts, ticket_image
from kiosk.paper_words import paper_for
from kiosk.printers import escpos_bytes
from kiosk.slip import slip_image
from kiosk.slip_words import slip_for
from kiosk.wording import Wording
from tests.programs.escpos_reader import number_on
from tests.programs.ocr import ocr, stands
from tests.programs.slips import HALL, SLIPS, lines_of
from tests.screens.kiosk_hall import NINE, hall, issued

FONTS = PaperFonts(vendored())
PLAIN = msgspec.structs.replace(issued(matter="mediation"), check="423")
EVERYTHING = msgspec.structs.replace(
    PLAIN,
    then=("leader-reception", "petition-enquiry"),
    slot=NINE,
    phone="https://hall.example/t#1042.abcdefghijklmnopqrstuv",
    priority=True,
    reprinted=NINE + 600_000,
)
"""Three matters, an appointment, a priority, both codes, printed again."""
NOT_WORDS = ("number", "code", "page", "scan")
"""Read by their shape, and by zxing; the words at the QR code stand only where it does."""


def printed(image: Image.Image) -> Image.Image:
    """What a printer makes of it."""
    (paper,) = tickets_in(escpos_bytes(image))
    return paper


def sentences(paper: Paper, language: Language) -> list[str]:
    """All that has to be legible; the matter's Chinese name on a foreign ticket is tried on the Chinese one."""
    left_out = (*NOT_WORDS[: 4 if not paper.page else 3], *(["second_name"] if language == "en" else []))
    said = [value for name, value in asdict(paper).items() if name not in left_out and value]
    return [line for value in said for line in (value if isinstance(value, tuple) else [value])]


def unread(paper: Paper, language: Language, width_mm: int) -> list[str]:
    """The sentences that tesseract does not find on the printed ticket."""
    text = ocr(printed(ticket_image(paper, FONTS, width_mm)), language)
    return [sentence for sentence in sentences(paper, language) if not stands(sentence, text)]


@pytest.mark.parametrize("width_mm", [80, 58])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_ticket_that_says_everything_can_be_read_to_its_last_figure(
    language: Language, width_mm: int
) -> None:
    """Matters and windows, slot, priority, people ahead, check digits, 补打 and its time."""
    paper = paper_for(EVERYTHING, hall(), Wording(language), coded=True)
    assert len(sentences(paper, language)) >= 14
    assert unread(paper, language, width_mm) == []


@pytest.mark.parametrize(("language", "width_mm"), [("zh", 80), ("en", 58)])
def test_an_ordinary_ticket_without_a_code_can_be_read_too(language: Language, width_mm: int) -> None:
    """No QR code, no bar code, nothing declared; and no word of what it is not."""
    paper = paper_for(PLAIN, hall(), Wording(language))
    image = printed(ticket_image(paper, FONTS, width_mm))
    assert unread(paper, language, width_mm) == []
    assert zxingcpp.read_barcodes(image.convert("L")) == []
    assert (paper.again, paper.priority, paper.slot, paper.then) == ("", "", "", ())


@pytest.mark.parametrize("width_mm", [80, 58])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_reprint_has_the_number_and_the_codes_of_the_first_paper(language: Language, width_mm: int) -> None:
    """Number by its shape, both codes by zxing: a scanner and a phone know no difference."""
    first = msgspec.structs.replace(EVERYTHING, reprinted=None)
    papers = [
        printed(ticket_image(paper_for(each, hall(), Wording(language), coded=True), FONTS, width_mm))
        for each in (first, EVERYTHING)
    ]
    codes = [sorted(found.text for found in zxingcpp.read_barcodes(paper.convert("L"))) for paper in papers]
    assert codes[0] == codes[1] == sorted([f"{first.number}{first.check}", first.phone])
    by_shape = [paper_for(each, hall(), Wording(language)) for each in (first, EVERYTHING)]
    bare = [printed(ticket_image(replace(paper, page=""), FONTS, width_mm)) for paper in by_shape]
    assert [number_on(paper) for paper in bare] == [first.number] * 2


@pytest.mark.parametrize(("language", "width_mm"), [("zh", 58), ("en", 80)])
@pytest.mark.parametrize("kind", SLIPS)
def test_a_slip_can_be_read_to_its_last_figure(kind: str, language: Language, width_mm: int) -> None:
    """Receipt, supplement and one-time notice; its large figures are read by their shape in test_printing_slips."""
    told = msgspec.structs.replace(SLIPS[kind], language=language)
    slip = slip_for(told, HALL, Wording(language))
    text = ocr(printed(slip_image(slip, FONTS, width_mm)), language)
    lines = lines_of(slip, FONTS, width_mm)
    large = (SLIPS[kind].number, SLIPS[kind].secret)
    legible = [line for line in lines if line not in large and (language == "zh" or line.isascii())]
    assert len(legible) >= 8
    assert [line for line in legible if not stands(line, text)] == []


def test_a_wrong_figure_is_not_taken_for_the_right_one() -> None:
    """Letters may be misread here and there, figures never."""
    text = "前面还有5人补打时办理窗口4号"
    assert stands("前面还有 5 人（补打时）", text)
    assert not stands("前面还有 6 人（补打时）", text)
    assert not stands("预约 9:21，按预约时间排队", text)
