"""The short papers of cases, as they reach the paper and as a person reads them there (C-1, C-8)."""

from __future__ import annotations

import msgspec
import pytest
import zxingcpp
from fontTools.ttLib import TTFont
from PIL import Image

from bench.paper.escpos import tickets_in
from common.papers import PaperTold
from common.screen.fonts import vendored
from common.screen.text import ELLIPSIS
from common.words import Language
from kiosk.paper import DOTS, PaperFonts
from kiosk.printers import escpos_bytes
from kiosk.qr_code import QR_DOTS_LEAST
from kiosk.slip import Slip, slip_image
from kiosk.slip_words import slip_for
from kiosk.wording import Wording
from tests.programs.slip_reader import bands, read
from tests.programs.slips import FORM, HALL, ID, ONE_TIME, PHOTO, RECEIPT, SLIPS, SUPPLEMENT, lines_of

FONTS = PaperFonts(vendored())
WIDTHS = (80, 58)
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def slip(told: PaperTold, language: Language = "zh") -> Slip:
    return slip_for(msgspec.structs.replace(told, language=language), HALL, Wording(language))


def printed(told: PaperTold, width_mm: int, language: Language = "zh") -> Image.Image:
    """What a printer makes of it, read by a reader of ESC/POS that shares no code with the kiosk."""
    (paper,) = tickets_in(escpos_bytes(slip_image(slip(told, language), FONTS, width_mm)))
    return paper


@pytest.mark.parametrize("width_mm", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", SLIPS)
def test_every_line_reads_on_the_paper_as_it_was_meant(kind: str, language: Language, width_mm: int) -> None:
    """Among all lines of all papers each looks most like itself."""
    every = [lines_of(slip(told, language), FONTS, width_mm) for told in SLIPS.values()]
    lines = lines_of(slip(SLIPS[kind], language), FONTS, width_mm)
    texts = list(dict.fromkeys(line for found in every for line in found))
    shown = bands(printed(SLIPS[kind], width_mm, language))
    assert [read(band, texts) for band in shown[: len(lines)]] == lines


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_what_reaches_the_printer_is_the_paper_dot_by_dot(width_mm: int) -> None:
    """And it keeps off the edges, where nothing is printed."""
    for told in SLIPS.values():
        image, paper = slip_image(slip(told), FONTS, width_mm), printed(told, width_mm)
        assert (paper.size, paper.tobytes(), paper.width) == (image.size, image.tobytes(), DOTS[width_mm])
        edges = [(0, 0, 4, paper.height), (paper.width - 4, 0, paper.width, paper.height)]
        assert all(paper.crop(edge).getextrema() == (255, 255) for edge in edges)


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_the_code_of_a_receipt_opens_the_residents_own_page(width_mm: int) -> None:
    """Decoded by zxing; it is the only code on it, and large enough for an old telephone."""  # P-5
    (found,) = zxingcpp.read_barcodes(printed(RECEIPT, width_mm).convert("L"))
    assert (found.text, found.format) == (RECEIPT.address, zxingcpp.BarcodeFormat.QRCode)
    wide = found.position.top_right.x - found.position.top_left.x
    assert wide / 33 >= QR_DOTS_LEAST
    for told in (SUPPLEMENT, ONE_TIME, msgspec.structs.replace(RECEIPT, address="")):
        assert zxingcpp.read_barcodes(printed(told, width_mm).convert("L")) == []


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_a_code_that_the_paper_is_too_narrow_for_is_left_out(width_mm: int) -> None:
    """Number and code stand on the paper anyway."""
    told = msgspec.structs.replace(RECEIPT, address="https://hall.example/" + "a" * 1500)
    assert zxingcpp.read_barcodes(printed(told, width_mm).convert("L")) == []


def text_of(told: PaperTold, language: Language = "zh", width_mm: int = 58) -> str:
    return "".join(lines_of(slip(told, language), FONTS, width_mm)).replace(" ", "")


def test_a_receipt_says_what_it_must() -> None:
    """Case number, handler and phone, date due (C-1); and the secret."""
    text = text_of(RECEIPT)
    for said in (
        "受理通知书",
        "2026-0042",
        "40731826",
        "2026-12-1418:00",
        "民政办事员A04",
        "0838-555-0100",
        "4号窗口",
    ):
        assert said in text


def test_a_supplement_notice_lists_everything_once_and_says_until_when() -> None:
    """And what follows (C-8)."""
    text = text_of(SUPPLEMENT)
    for words in (FORM, PHOTO):
        assert text.count(words.zh) == 1
    assert "请在2026-12-0418:00前补齐" in text
    assert "补齐后即予受理" in text
    assert SUPPLEMENT.note in text
    assert ID.zh not in text


def test_a_one_time_notice_lists_all_of_the_matter_and_marks_what_lacks() -> None:
    """In words: a mark alone is not understood."""  # C-8
    text = text_of(ONE_TIME)
    assert f"【缺】{FORM.zh}" in text
    assert f"□{ID.zh}" in text
    assert f"□{PHOTO.zh}" in text


@pytest.mark.parametrize("kind", SLIPS)
def test_another_language_has_the_chinese_title_and_matter_beside_it(kind: str) -> None:
    """The window reads Chinese."""
    paper = slip(SLIPS[kind], "en")
    assert paper.second_title
    assert paper.second_name == "城乡居民最低生活保障申请"


@pytest.mark.parametrize("width_mm", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off_on_the_longest_papers(language: Language, width_mm: int) -> None:
    """Twenty materials with long names, and a note of five hundred characters."""
    names = tuple(
        msgspec.structs.replace(FORM, zh=f"{n}、{FORM.zh * 3}", en=f"{n}. {FORM.en * 2}") for n in range(20)
    )
    for told in (SUPPLEMENT, ONE_TIME):
        long = msgspec.structs.replace(told, missing=names[:9], note="请带齐" * 166 if told.note else "")
        if told.materials:
            long = msgspec.structs.replace(long, materials=names)
        lines = lines_of(slip(long, language), FONTS, width_mm)
        assert not [line for line in lines if line.endswith(ELLIPSIS)]


def test_every_character_of_the_papers_is_in_both_fonts() -> None:
    """A missing one prints as a box."""
    text = "".join(text_of(told, language) for told in SLIPS.values() for language in LANGUAGES)
    for path in (vendored().regular, vendored().bold):
        with TTFont(str(path), lazy=True) as font:
            known = font.getBestCmap()
        assert {letter for letter in text if ord(letter) not in known} == set()
