"""Emergency sheets as they come out of the printer, read back by programs that did not draw them; and their stubs, typed in."""

from __future__ import annotations

import re
import subprocess
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image, ImageOps
from playwright.sync_api import Page, Route, expect

from tests.programs.pages.phone_gallery import barriers
from tests.programs.pages.served import Open

SUPERVISOR = "S01"
DOTS = 3
"""Of a picture for each CSS pixel: about as fine as an office printer."""
PER_MM = DOTS * 96 / 25.4
HEAD_MM, ROW_MM, NAME_MM = 8, 54.6, 5.9
"""Of a sheet: its head, a row, and the hall's name above the number (emergency.css)."""


@pytest.fixture
def desk(as_staff: Open) -> Page:
    page = as_staff(SUPERVISOR, "/supervisor/emergency")
    page.wait_for_selector('body[data-link="joined"]')
    return page


def sheets(desk: Page, count: int) -> Page:
    """The page that is printed."""
    desk.locator("#sheets input[name=sheets]").fill(str(count))
    with desk.expect_popup() as popup:
        desk.get_by_role("button", name="打印应急号单").click()
    popup.value.wait_for_load_state()
    return popup.value


def pictures(page: Page, selector: str) -> list[Image.Image]:
    """What `selector` finds, as it is printed, dot by dot."""
    browser = page.context.browser
    assert browser is not None
    fine = browser.new_context(device_scale_factor=DOTS, viewport={"width": 794, "height": 1123}).new_page()
    fine.emulate_media(media="print")
    fine.goto(page.url.split("/supervisor")[0] + "/sign-in")  # where its styles are found
    fine.set_content(page.content(), wait_until="load")
    found = [Image.open(BytesIO(one.screenshot())).convert("L") for one in fine.locator(selector).all()]
    fine.context.close()
    return found


def printed_numbers(page: Page) -> list[tuple[str, str]]:
    numbers = page.locator(".stub-number").all_inner_texts()
    return list(zip(numbers, page.locator(".stub .check b").all_inner_texts(), strict=True))


def read_text(image: Image.Image, language: str, folder: Path, letters: str = "") -> str:
    """A line of text, by tesseract; of these `letters` alone, where they are known."""
    image.save(file := folder / "line.png", dpi=(96 * DOTS, 96 * DOTS))
    only = ("-c", f"tessedit_char_whitelist={letters}") if letters else ()
    command = ["tesseract", str(file), "-", "-l", language, "--psm", "6", *only]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return "".join(done.stdout.split())


def test_every_number_of_a_sheet_is_read_by_others(desk: Page, tmp_path: Path) -> None:
    """Both bar codes of each by zxing, the large digits by tesseract; at least 25 mm high, one A4 page a sheet."""
    paper = sheets(desk, 2)
    assert paper.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 2
    expected = printed_numbers(paper)[:5]
    sheet = pictures(paper, ".sheet")[0]
    codes = [
        found.text
        for found in zxingcpp.read_barcodes(
            sheet, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.Code128)
        )
    ]
    assert sorted(codes) == sorted(2 * [number + check for number, check in expected])
    left, right = round(80 * PER_MM), round(188 * PER_MM)
    for row, (number, _) in enumerate(expected):
        top = round((HEAD_MM + row * ROW_MM + NAME_MM) * PER_MM)
        digits = sheet.crop((left, top, right, top + round(27.5 * PER_MM)))
        ink = digits.point(lambda grey: 255 if grey < 128 else 0).getbbox()
        assert ink is not None
        assert (ink[3] - ink[1]) / PER_MM >= 25
        small = ImageOps.expand(digits.resize((digits.width // 6, digits.height // 6)), 20, 255)
        assert read_text(small, "eng", tmp_path, "X0123456789") == number


def test_the_notice_for_the_wall_is_read_by_others(as_staff: Open, tmp_path: Path) -> None:
    """By tesseract: what it is, and line by line how the order works (Q-13); on one page."""
    notice = as_staff(SUPERVISOR, "/supervisor/emergency/notice")
    assert notice.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
    shown = notice.locator(".poster-zh").all_inner_texts()
    lines = [read_text(line, "chi_sim", tmp_path) for line in pictures(notice, ".poster-zh")]
    assert lines[0] == shown[0] == "今日手工取号"
    for text, read in zip(shown, lines, strict=True):
        assert SequenceMatcher(None, text, read).ratio() > 0.85, read
    assert "Numbersbyhandtoday" in read_text(pictures(notice, ".poster-en")[0], "eng", tmp_path)


def test_nothing_of_a_sheet_is_cut_however_large_its_number(desk: Page) -> None:
    """Each row holds what stands in it, with four digits too."""
    paper = sheets(desk, 1)
    paper.emulate_media(media="print")
    paper.set_viewport_size({"width": 794, "height": 1123})
    paper.evaluate(
        "document.querySelectorAll('.slip-number text, .stub-number').forEach((e) => (e.textContent = 'X9990'))"
    )
    cut = paper.evaluate("""() => [...document.querySelectorAll('.row, .slip, .stub, .slip-write, .slip-end, .stub-head')]
        .filter((e) => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1).map((e) => e.className)""")
    assert cut == []
    box: Any = paper.locator(".slip-number text").first.bounding_box()
    slip: Any = paper.locator(".slip").first.bounding_box()
    assert box["x"] + box["width"] <= slip["x"] + slip["width"]


def test_a_halls_whole_name_stands_on_the_slip_and_there_is_room_to_write(desk: Page) -> None:
    """Also a long one in English; a time and a matter are written by hand in a hurry: 25 mm at least."""
    paper = sheets(desk, 1)
    paper.set_viewport_size({"width": 794, "height": 1123})
    paper.evaluate("""() => document.querySelectorAll('.slip-hall').forEach((hall) => {
      hall.querySelectorAll('b ~ b').forEach((sample) => sample.remove());
      hall.querySelector('b').textContent = '某某自治县某某镇人民政府政务服务中心';
      (hall.querySelector('span') ?? hall.appendChild(document.createElement('span'))).textContent =
        'Government Services Centre of the Town of Somewhere, Somewhere Autonomous County';
    })""")
    paper.emulate_media(media="print")
    cut = paper.evaluate("""() => [...document.querySelectorAll('.row, .slip, .slip-hall, .slip-hall *, .slip-write')]
      .filter((e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth || e.scrollHeight > e.clientHeight + 1 && e.clientHeight)
      .map((e) => e.outerHTML.slice(0, 200))""")
    assert cut == []
    ellipsis = "[...document.querySelectorAll('.slip *')].filter((e) => getComputedStyle(e).textOverflow === 'ellipsis')"
    assert paper.evaluate(f"{ellipsis}.length") == 0
    lines = "[...document.querySelectorAll('.slip-write .write, .stub dd')].map((e) => e.getBoundingClientRect().width)"
    assert min(paper.evaluate(lines)) >= 25 * PER_MM / DOTS


def held(_: Route) -> None:
    """A question whose answer is long on its way: as long as its route is held."""


def test_stubs_are_typed_in_from_the_keyboard_alone(desk: Page) -> None:
    """A scanner's code, a time without a colon, a matter by its number; the next stub at once, however slow the list."""
    numbers = printed_numbers(sheets(desk, 1))
    desk.route("**/supervisor/emergency.json", held)
    now = desk.locator('[data-live="clock"]').inner_text()[:5].replace(":", "")
    form = desk.locator("#stub")
    form.locator("[name=number]").focus()
    for number, check in numbers[:2]:
        desk.keyboard.type(f"{number}{check}")
        desk.keyboard.press("Enter")
        desk.keyboard.type(now)
        desk.keyboard.press("Tab")
        desk.keyboard.type("3")
        form.locator("button").press("Enter")
        expect(desk.locator("#stub-entered")).to_contain_text(f"{number} 已排入队列")
        expect(form.locator("[name=number]")).to_be_focused()
    desk.unroute("**/supervisor/emergency.json")
    rows = desk.locator("#stubs tr")
    expect(rows.filter(has_text=numbers[1][0])).to_contain_text("等候中")
    rows.filter(has_text=numbers[1][0]).get_by_role("button", name="撤销录入").click()
    expect(rows.filter(has_text=numbers[1][0])).to_have_count(0)


def test_stubs_of_yesterday_are_typed_in_from_the_keyboard_one_after_the_other(desk: Page) -> None:
    """The day is chosen once and kept; whoever is said to wait is refused in words; the list tells the day."""
    numbers = printed_numbers(sheets(desk, 1))
    form, entered = desk.locator("#stub"), desk.locator("#stub-entered")
    day = form.locator("[name=day]")
    expect(day).to_have_value("")
    day.focus()
    desk.keyboard.press("ArrowDown")
    expect(day.locator("option:checked")).to_contain_text("昨天")
    yesterday = day.input_value()
    for number, check in numbers[:2]:
        form.locator("[name=number]").focus()
        desk.keyboard.type(f"{number}{check}")
        desk.keyboard.press("Enter")
        desk.keyboard.type("1005")
        desk.keyboard.press("Tab")
        desk.keyboard.type("3")
        expect(form.locator("[value=served]")).to_be_checked()
        form.locator("[name=window]").focus()
        desk.keyboard.type("4")
        desk.keyboard.press("Tab")
        desk.keyboard.type("1020")
        desk.keyboard.press("Enter")
        expect(entered).to_contain_text(f"{number} 已记为手工办结。 （计入 {yesterday} 的统计。）")
        expect(form.locator("[name=number]")).to_be_focused()
        expect(day).to_have_value(yesterday)
    row = desk.locator("#stubs tr").filter(has_text=numbers[0][0])
    expect(row).to_contain_text(re.compile(f"{int(yesterday[5:7])}月{int(yesterday[8:])}日 10:05"))
    row.get_by_role("button", name="撤销录入").click()
    expect(row).to_have_count(0)

    form.locator("[name=number]").fill(numbers[0][0])
    form.locator("[name=check]").fill(numbers[0][1])
    form.locator("[name=given]").fill("1005")
    form.locator("[name=matter]").select_option(index=1)
    form.locator("[value=waiting]").check()
    form.locator("button").click()
    expect(desk.locator("#notice")).to_contain_text("请给他取今天的号")
    day.select_option("")
    expect(form.locator("[value=waiting]")).to_be_checked()
    expect(form.locator("[name=number]")).to_have_value(numbers[0][0])


def test_a_wrong_stub_is_refused_in_words_and_stays_to_be_mended(desk: Page) -> None:
    """Wrong digits; no time; nothing typed is lost."""
    number, check = printed_numbers(sheets(desk, 1))[0]
    form = desk.locator("#stub")
    form.locator("[name=number]").fill(number.lower())
    form.locator("[name=check]").fill(f"{(int(check) + 1) % 1000:03d}")
    form.locator("[name=given]").fill("0:00")
    form.locator("[name=matter]").select_option(index=1)
    form.locator("button").click()
    expect(desk.locator("#notice")).to_contain_text(f"{number} 的校验码不对")
    form.locator("[name=check]").fill(check)
    form.locator("[name=given]").fill("25:00")
    form.locator("button").click()
    expect(desk.locator("#notice")).to_contain_text("取号时间：请写成 1005 或 10:05")
    assert form.locator("[name=number]").input_value() == number.lower()
    form.locator("[name=given]").fill("0:00")
    form.locator("[value=served]").check()
    form.locator("[name=window]").fill("4")
    form.locator("[name=called]").fill("0:00")
    form.locator("button").click()
    expect(desk.locator("#stub-entered")).to_contain_text(f"{number} 已记为手工办结")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_can_be_used_by_everybody(as_staff: Open, language: str) -> None:
    """axe-core finds nothing against WCAG 2.2 A and AA, with a stub that is being typed in."""
    page = as_staff(SUPERVISOR, f"/supervisor/emergency?language={language}")
    page.wait_for_selector('body[data-link="joined"]')
    page.locator("[value=served]").check()
    expect(page.locator("#stub [name=window]")).to_be_visible()
    assert barriers(page) == []
