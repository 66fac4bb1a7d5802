"""The ticket's picture, as it reaches the paper and as a person reads it there."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
import zxingcpp
from PIL import Image, ImageOps

from bench.paper.escpos import tickets_in
from common.screen.fonts import vendored
from common.screen.text import ELLIPSIS
from common.words import Language
from kiosk.paper import DOTS, NUMBER_CAP_MM, Paper, PaperFonts, dots, lines_of, ticket_image
from kiosk.paper_words import paper_for
from kiosk.printers import FilePrinter, FolderPrinter, escpos_bytes
from kiosk.qr_code import qr_image
from kiosk.wording import Wording
from tests.programs.escpos_reader import inked_runs, number_band, number_on
from tests.screens.kiosk_hall import NINE, hall, issued

ROOT = Path(__file__).parents[2]
FONTS = PaperFonts(vendored())
ZH = Paper(
    sample="示例大厅",
    hall="师古镇便民服务中心",
    number="H036",
    priority="优先",
    matter="办理城镇居民最低生活保障金",
    place="办理窗口：4号",
    ahead="前面还有 5 人（取号时）",
    time="2026-11-21 09:41",
    bring="请带：居民身份证、户口簿、结婚证",
    missed="过号后请告诉窗口工作人员。",
)
TICKET = msgspec.structs.replace(
    issued(matter="mediation"), check="423", then=("leader-reception", "petition-enquiry"), slot=NINE
)
FULL = paper_for(TICKET, hall(), Wording("zh"), coded=True)
EN = Paper(
    sample="SAMPLE HALL",
    hall="Shigu Town Citizens' Service Centre",
    number="H036",
    matter="Urban minimum living allowance",
    second_name="办理城镇居民最低生活保障金",
    place="Window 4",
    ahead="5 people ahead of you (when issued)",
    time="2026-11-21 09:41",
)


def _lines(ticket: Image.Image) -> list[tuple[int, int]]:
    rows = [ticket.crop((0, y, ticket.width, y + 1)).getextrema()[0] == 0 for y in range(ticket.height)]
    return list(inked_runs(rows))


@pytest.mark.parametrize("paper", [ZH, EN, FULL])
@pytest.mark.parametrize("width_mm", [80, 58])
def test_what_reaches_the_printer_is_the_ticket_dot_by_dot(paper: Paper, width_mm: int) -> None:
    """Drawn, put into ESC/POS, read back by an independent reader."""
    image = ticket_image(paper, FONTS, width_mm)
    (printed,) = tickets_in(escpos_bytes(image))
    assert printed.size == image.size
    assert printed.tobytes() == image.tobytes()


@pytest.mark.parametrize("width_mm", [80, 58])
@pytest.mark.parametrize("number", ["H036", "A001", "W999", "Y470", "K258"])
def test_the_number_on_the_paper_is_the_one_given(number: str, width_mm: int) -> None:
    """Read back by its shape."""
    paper = Paper(hall="厅", number=number, matter="事", place="1号", ahead="0", time="09:41")
    (printed,) = tickets_in(escpos_bytes(ticket_image(paper, FONTS, width_mm)))
    assert number_on(printed) == number


@pytest.mark.parametrize("width_mm", [80, 58])
def test_the_number_has_the_height_of_the_specification(width_mm: int) -> None:
    """20 mm on wide paper, 14 mm on narrow, measured in dots of ink."""
    top, bottom = number_band(ticket_image(ZH, FONTS, width_mm))
    assert bottom - top >= dots(NUMBER_CAP_MM[width_mm])


def test_a_long_number_is_made_to_fit_and_never_cut() -> None:
    """Two letters of prefix and four digits still read right."""
    paper = Paper(hall="厅", number="HW1036", matter="事", place="1号", ahead="0", time="09:41")
    assert number_on(ticket_image(paper, FONTS, 58)) == "HW1036"


@pytest.mark.parametrize("paper", [ZH, EN, FULL])
@pytest.mark.parametrize("width_mm", [80, 58])
def test_nothing_touches_the_edge_of_the_paper(paper: Paper, width_mm: int) -> None:
    """What is outside the printable dots would be lost."""
    ticket = ticket_image(paper, FONTS, width_mm)
    edges = [(0, 0, 4, ticket.height), (ticket.width - 4, 0, ticket.width, ticket.height)]
    assert ticket.width == DOTS[width_mm]
    assert all(ticket.crop(edge).getextrema() == (255, 255) for edge in edges)


def test_what_is_not_given_takes_no_room() -> None:
    """A ticket without priority or list is shorter, with no gap."""
    short = Paper(hall="厅", number="H036", matter="事", place="1号", ahead="0", time="09:41")
    assert len(_lines(ticket_image(short, FONTS))) == 6
    assert ticket_image(short, FONTS).height < ticket_image(ZH, FONTS).height


@pytest.mark.parametrize("width_mm", [80, 58])
@pytest.mark.parametrize("code", ["H036423", "H1036423", "HW036007", "A001999"])
def test_the_bar_code_on_the_paper_is_read_by_a_scanner_that_did_not_make_it(
    code: str, width_mm: int
) -> None:
    """Printed, read back from ESC/POS, decoded by zxing: number and check digits, odd or even."""
    paper = replace(ZH, code=code)
    (printed,) = tickets_in(escpos_bytes(ticket_image(paper, FONTS, width_mm)))
    (found,) = zxingcpp.read_barcodes(printed.convert("L"))
    assert (found.text, found.format) == (code, zxingcpp.BarcodeFormat.Code128)


@pytest.mark.parametrize("width_mm", [80, 58])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_paper_that_says_everything_cuts_nothing_off(language: Language, width_mm: int) -> None:
    """Three matters, an appointment, a priority, the rules: every line is whole."""
    paper = paper_for(TICKET, hall(), Wording(language), priority=True, coded=True)
    assert len(paper.then) == 2
    assert not [line for line in lines_of(paper, FONTS, width_mm) if line.endswith(ELLIPSIS)]


def test_paper_names_each_thing_to_bring_once() -> None:
    """An identity card is brought for three matters, and printed once."""
    assert FULL.bring.count("居民身份证") == 1
    assert all(word in FULL.bring for word in ("调解申请书", "反映情况的材料", "信访材料"))


def test_without_a_scanner_there_is_no_bar_code() -> None:
    """Nobody shall wonder what it is for."""
    plain = paper_for(TICKET, hall(), Wording("zh"))
    assert (plain.code, plain.check) == ("", "查询码 423")
    assert zxingcpp.read_barcodes(ticket_image(plain, FONTS).convert("L")) == []


def test_a_file_holds_every_ticket_one_after_the_other(tmp_path: Path) -> None:
    """The file can be sent to a printer as it is."""
    printer = FilePrinter(tmp_path / "tickets.bin")
    for number in ("H001", "H002"):
        paper = Paper(hall="厅", number=number, matter="事", place="1号", ahead="0", time="09:41")
        printer.print(ticket_image(paper, FONTS))
    printed = tickets_in((tmp_path / "tickets.bin").read_bytes())
    assert [number_on(ticket) for ticket in printed] == ["H001", "H002"]


def test_a_folder_holds_each_ticket_as_picture_and_as_bytes(tmp_path: Path) -> None:
    """A demo's tickets can be looked at."""
    printer = FolderPrinter(tmp_path / "out")
    image = ticket_image(ZH, FONTS)
    printer.print(image)
    printer.print(image)
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["00001.bin", "00001.png", "00002.bin", "00002.png"]
    with Image.open(tmp_path / "out" / "00001.png") as picture:
        assert picture.tobytes() == image.tobytes()


def test_printing_leaves_no_temporary_folder(tmp_path: Path) -> None:
    """A kiosk that starts every morning for years would fill the disk: python-escpos leaves one at each start."""
    program = (
        "import sys, tempfile; from PIL import Image; from kiosk.printers import escpos_bytes;"
        "sys.addaudithook(lambda event, _: event == 'tempfile.mkdtemp' and print(tempfile.gettempdir()));"
        "assert escpos_bytes(Image.new('1', (576, 80), 1)); print(tempfile.gettempdir())"
    )
    places = {name: str(tmp_path) for name in ("TMPDIR", "TEMP", "TMP")}
    ended = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT, env={**os.environ, **places}, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    # While it makes its folder other threads still get theirs where they always did.
    assert ended.stdout.splitlines() == [str(tmp_path)] * 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("width_mm", [80, 58])
@pytest.mark.parametrize(
    "page",
    [
        "https://hall.example/t#1.abcdefghijklmnopqrstuv",
        "https://zwfw.shigu.example.gov.cn/h/shigu-bianmin/t#123456789.abc-efghijklm_opqrstuv",
    ],
)
def test_the_qr_code_on_the_paper_opens_the_tickets_page(page: str, width_mm: int) -> None:
    """Decoded by zxing from what reached the printer: the whole address, with what stands behind the #."""
    paper = replace(ZH, page=page, scan="扫码看排队进度", code="H036423")
    (printed,) = tickets_in(escpos_bytes(ticket_image(paper, FONTS, width_mm)))
    found = {one.format: one.text for one in zxingcpp.read_barcodes(printed.convert("L"))}
    assert found == {zxingcpp.BarcodeFormat.QRCode: page, zxingcpp.BarcodeFormat.Code128: "H036423"}


@pytest.mark.parametrize("width_mm", [80, 58])
def test_a_module_of_the_qr_code_is_six_dots_and_its_quiet_zone_four_modules(width_mm: int) -> None:
    """As the specification has it (DENSO: at least four dots)."""
    code = qr_image("https://hall.example/t#1042.abcdefghijklmnopqrstuv", DOTS[width_mm])
    assert code is not None
    left, top, right, bottom = ImageOps.invert(code).getbbox() or (0, 0, 0, 0)
    assert (top, code.height - bottom) == (4 * 6, 4 * 6)
    assert (right - left) % 6 == 0
    assert (right - left) // 6 in range(21, 58, 4)


def test_without_an_address_there_is_no_code_and_no_word_of_one() -> None:
    """Where phones cannot reach the server: a code that leads nowhere is worse than none."""
    assert FULL.page == ""
    assert FULL.scan not in "".join(lines_of(FULL, FONTS))
    paper = paper_for(msgspec.structs.replace(TICKET, phone="https://h.example/t#1.x"), hall(), Wording("zh"))
    assert "扫码看排队进度" in lines_of(paper, FONTS)


def test_an_address_that_no_code_can_hold_spoils_no_ticket() -> None:
    """The paper comes out without it."""
    paper = replace(ZH, page="https://hall.example/" + "x" * 4_000, scan="扫码")
    assert ticket_image(paper, FONTS).height < ticket_image(ZH, FONTS).height + 100
