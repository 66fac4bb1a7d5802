"""The receipt (受理通知书) on the real server: from the terminal to A4, with no secret in any address."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, Request, expect

from common.commands_case import RegisterCase, TellSupplement
from common.messages import Registered
from server.web.receipt_page import QUIET, qr_code
from tests.programs.hall_server import HallServer
from tests.programs.pages.served import Open, empty_desk, press, waiting


def test_the_receipt_opens_from_the_terminal_and_prints_on_one_sheet(
    hall: HallServer, as_staff: Open, tmp_path: Path
) -> None:
    """Number, code, due date and the code to scan; neither name nor contact, and nothing in an address."""  # C-1, P-2
    page = as_staff("A03", "/counter/")
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.context.on("request", note)
    empty_desk(page, 3)
    waiting(hall, "family", 1)
    press(page, "n")
    expect(page.locator("#hand-state")).to_contain_text("已叫号")
    press(page, "s", "j")
    page.keyboard.type("欧阳小红")
    page.get_by_label("材料齐全").check()
    page.keyboard.press("Enter")
    expect(page.locator("#register-number")).not_to_have_text("")
    number = page.locator("#register-number").inner_text()
    secret = page.locator('#register-receipt [name="secret"]').input_value()
    with page.expect_popup() as popup:
        page.get_by_role("button", name="打开回执").click()
    paper = popup.value
    expect(paper.locator("h1")).to_have_text("受理通知书")
    expect(paper.locator(".paper")).to_contain_text(number)
    expect(paper.locator(".paper")).to_contain_text(secret)
    expect(paper.locator(".paper")).to_contain_text("前办结")
    expect(paper.locator("figure svg path")).to_be_attached()
    assert paper.url == f"{hall.url}/case/receipt"
    assert not any(secret in url or number in url for url in asked)
    assert "小红" not in paper.content()
    sheet = paper.pdf(prefer_css_page_size=True)
    assert sheet.count(b"/Type /Page\n") == 1
    page.locator("#register-close").click()
    expect(page.locator("#next-case")).to_be_visible()  # whichever is the most urgent of this hall
    page.keyboard.press("F4")
    expect(page.locator("#cases li", has_text=number)).to_contain_text("欧阳＊")


def test_a_qr_code_has_its_finders_and_white_around() -> None:
    """The three squares by which a telephone finds it."""
    code = qr_code("https://hall.example/case#2026-0001.123456")
    finder = "".join(f"M{QUIET + n} {QUIET}h1v1h-1z" for n in range(7))
    assert code.path.startswith(finder)
    assert (code.size - 2 * QUIET - 17) % 4 == 0


def posted(page: Page, form: str, **fields: str) -> Page:
    """A form of the terminal, sent as its button does: the page that opens."""
    with page.expect_popup() as popup:
        page.evaluate(
            """([id, fields]) => { const form = document.getElementById(id);
            form.elements.case && (form.elements.case.value = fields.case ?? "");
            form.elements.matter && (form.elements.matter.value = fields.matter ?? "");
            for (const value of (fields.missing ?? "").split(" ").filter(Boolean)) {
              const input = document.createElement("input");
              Object.assign(input, { type: "hidden", name: "missing", value }); form.append(input); }
            HTMLFormElement.prototype.submit.call(form); }""",
            [form, fields],
        )
    opened = popup.value
    opened.wait_for_load_state()
    return opened


def test_the_notices_open_from_the_terminal_and_print_on_one_sheet_each(
    hall: HallServer, as_staff: Open
) -> None:
    """What is missing, what it means, whom to ask, and room for the seal; no name, and no number in an address."""  # C-8, P-2
    page = as_staff("A03", "/counter/")
    post = next(post for post in hall.folder.setup.posts if post.a_role == "A03")
    matter = next(
        one for one in hall.folder.setup.matters if one.line in post.lines and len(one.materials) > 1
    )
    clerk = hall.staff("A03")
    case = clerk.asks(RegisterCase(matter=matter.id, name="欧阳小红", way="post", materials=(0,)))
    assert isinstance(case, Registered), case
    clerk.asks(TellSupplement(case=case.case, missing=(1,), note="照片要近期的"))
    notices = {
        "补正告知书": posted(page, "case-supplement", case=str(case.case)),
        "一次性告知书": posted(page, "register-one-time", matter=matter.id, missing="1"),
    }
    for title, paper in notices.items():
        expect(paper.locator("h1")).to_have_text(title)
        expect(paper.locator(".paper")).to_contain_text(matter.materials[1].zh)
        expect(paper.locator("footer")).to_contain_text("（盖章）")
        assert "小红" not in paper.content()
        assert case.secret not in paper.content()
        assert case.number not in paper.url
        assert paper.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
    supplement = notices["补正告知书"].locator(".paper")
    for said in (case.number, "照片要近期的", "补齐后即予受理"):
        expect(supplement).to_contain_text(said)
    expect(notices["一次性告知书"].locator("b")).to_contain_text("【缺】")
