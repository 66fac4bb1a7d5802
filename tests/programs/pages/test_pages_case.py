"""The public board and a resident's own case in a real browser, before the real server: nobody has signed in."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import to_builtins
from playwright.sync_api import Page, Request, expect

from common.commands import PauseHall, ResumeHall
from common.commands_case import DecideCase, RefuseCase, RegisterCase, TellSupplement
from common.messages import Registered
from common.words import Words
from server.web.progress_answers import in_order
from server.web.shapes_cases import ProgressEvent
from tests.programs.hall_server import HallServer
from tests.programs.pages.served import Contexts
from tests.screens.cases_hall import case, departments

CLERK, CHIEF = "A03", "A04"  # of one department; the chief representative decides (C-18)


def registered(hall: HallServer, name: str = "欧阳小红", papers: int = 99) -> Registered:
    """By post, at the clerk's post, with so many of its papers."""
    setup = hall.folder.setup
    post = next(post for post in setup.posts if post.a_role == CLERK)
    matter = next(matter for matter in setup.matters if matter.line in post.lines)
    command = RegisterCase(
        matter=matter.id, name=name, way="post", materials=tuple(range(len(matter.materials)))[:papers]
    )
    answer = hall.staff(CLERK).asks(command)
    assert isinstance(answer, Registered), answer
    return answer


@pytest.fixture
def page(contexts: Contexts) -> Page:
    """A browser in which nobody has signed in."""
    return contexts().new_page()


def test_the_board_shows_a_case_as_it_comes_and_as_it_ends(hall: HallServer, page: Page) -> None:
    """The page is never loaded again; the applicant is masked."""  # P-1, P-2, P-4
    page.goto(f"{hall.url}/board")
    expect(page.locator("#updated")).to_contain_text("更新")
    case = registered(hall)
    row = page.locator(".board-row", has_text=case.number)
    expect(row).to_contain_text("欧阳＊")
    expect(row).to_contain_text("办理中")
    hall.staff(CHIEF).asks(DecideCase(case=case.case, end="closed"))
    expect(row).to_contain_text("已办结")
    expect(page.locator("#ended")).to_contain_text(case.number)
    expect(page.locator("#ended-title")).to_contain_text("最近办结")
    expect(page.locator("#rows")).not_to_contain_text(case.number)
    assert "小红" not in page.content()


def test_the_board_tells_what_the_hall_promises_and_where_to_complain(hall: HallServer, page: Page) -> None:
    """As published in the hall's file."""  # P-3
    about = hall.folder.setup.hall
    page.goto(f"{hall.url}/board")
    for promise in about.commitments:
        expect(page.locator("#commitments")).to_contain_text(promise.zh)
    expect(page.locator("#complaints")).to_have_text(about.complaints)


def test_the_resident_reads_what_the_window_wrote(hall: HallServer, page: Page) -> None:
    """Where it is looked for: beside what is missing; and it is gone when the page is left."""  # C-8, P-5
    case = registered(hall, papers=0)
    hall.staff(CLERK).asks(TellSupplement(case=case.case, missing=(0,), note="照片要近期的"))
    page.goto(f"{hall.url}/case#{case.number}.{case.secret}")
    expect(page.locator("[data-part=note]")).to_have_text("照片要近期的")
    page.locator("#leave").click()
    expect(page.locator("[data-part=note]")).to_have_text("")


def test_steps_are_ticked_as_far_as_the_case_went(hall: HallServer, page: Page) -> None:
    """All of what was closed, none of what was refused, as at the kiosk."""  # C-9
    closed, refused = registered(hall), registered(hall, papers=0)
    hall.staff(CHIEF).asks(DecideCase(case=closed.case, end="closed"))
    hall.staff(CLERK).asks(RefuseCase(case=refused.case, reason="not_competent", note="请到县里办理"))
    for mine, ends, ticked in ((closed, "已办结", True), (refused, "不予受理", False)):
        page.goto(f"{hall.url}/board")
        page.goto(f"{hall.url}/case#{mine.number}.{mine.secret}")
        expect(page.locator("[data-part=state]")).to_contain_text(ends)
        steps = page.locator("[data-part=steps] li")
        expect(steps.first).to_be_visible()
        expect(page.locator("[data-part=steps] li[data-done]")).to_have_count(steps.count() if ticked else 0)


def test_the_board_says_so_when_it_hears_nothing(hall: HallServer, page: Page) -> None:
    """Old rows are not shown as if they were new."""  # P-1
    page.goto(f"{hall.url}/board")
    expect(page.locator("#updated")).to_contain_text("更新")
    page.context.set_offline(True)
    expect(page.locator("#late")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator("#late")).to_be_hidden()


def test_the_receipts_code_opens_the_case_and_no_address_ever_holds_it(hall: HallServer, page: Page) -> None:
    """What stands behind the # goes to no server, and not into the address bar."""  # C-1, P-2
    case, asked = registered(hall), list[str]()

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.goto(f"{hall.url}/case#{case.number}.{case.secret}")
    told = page.locator("#told")
    expect(told).to_contain_text(case.number)
    expect(told).to_contain_text("收到申请（邮寄）")
    assert page.url == f"{hall.url}/case"
    sent = [url.partition("#")[0] for url in asked]
    assert not any(case.secret in url or case.number in url for url in sent)
    assert "小红" not in page.content()


def test_whoever_types_number_and_secret_sees_the_case_and_leaves_nothing_behind(
    hall: HallServer, page: Page
) -> None:
    """A wrong code is refused in words; the other language opens the same case."""  # P-2, P-5
    case = registered(hall)
    page.goto(f"{hall.url}/case")
    page.get_by_label("办件编号").fill(case.number)
    page.get_by_label("查询码").fill(f"{(int(case.secret) + 1) % 10**8:08d}")
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_role("alert")).to_contain_text("查不到")
    page.get_by_label("查询码").fill(case.secret)
    page.get_by_role("button", name="查询").click()
    expect(page.locator("#told")).to_contain_text("办理中")
    page.get_by_role("link", name="English").click()
    expect(page.locator("#told")).to_contain_text("In hand")
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_label("Case number")).to_have_value("")
    left: Any = page.locator("#told").text_content()
    assert case.number not in left


@pytest.mark.parametrize(
    ("next_code", "said"), [("{number}.00000000", "查不到"), ("garbage", "看不懂"), ("%E0%A4%A", "看不懂")]
)
def test_a_code_that_opens_nothing_leaves_nobody_elses_case_on_the_screen(
    hall: HallServer, page: Page, next_code: str, said: str
) -> None:
    """A phone that two people hold one after the other: the second would take the first one's case for theirs."""  # P-2
    case = registered(hall)
    page.goto(f"{hall.url}/case#{case.number}.{case.secret}")
    expect(page.locator("#told")).to_contain_text(case.number)
    page.evaluate("hash => { location.hash = hash; }", next_code.format(number=case.number))
    expect(page.get_by_role("alert")).to_contain_text(said)
    expect(page.locator("#told")).to_be_hidden()
    assert case.number not in (page.locator("#told").text_content() or "")
    assert page.url == f"{hall.url}/case"


def test_whoever_tried_too_often_reads_what_to_do(hall: HallServer, page: Page) -> None:
    """How long to wait, and where else to ask."""  # P-5
    slowed = {"ok": False, "refused": {"code": "too_many", "text": {"zh": "操作太频繁", "en": "Too many"}}}
    page.route("**/api/case-progress", lambda route: route.fulfill(json=slowed, status=429))
    page.goto(f"{hall.url}/case")
    page.get_by_label("办件编号").fill("2026-0001")
    page.get_by_label("查询码").fill("00000000")
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_role("alert")).to_contain_text("或到窗口问")


def test_number_and_code_are_found_however_they_are_typed(hall: HallServer, page: Page) -> None:
    """Full-width digits, a space for the stroke, a code pasted with a space in it."""  # C-1, P-2
    case = registered(hall)
    wide = str.maketrans("0123456789-", "０１２３４５６７８９ ")
    page.goto(f"{hall.url}/case")
    page.get_by_label("办件编号").fill(case.number.translate(wide))
    page.get_by_label("查询码").fill(f"{case.secret[:4]} {case.secret[4:]}".translate(wide))
    page.get_by_role("button", name="查询").click()
    expect(page.locator("#told")).to_contain_text(case.number)


def test_a_history_is_told_in_the_order_in_which_it_happened() -> None:
    """Though what counts from an earlier day was put on record later."""  # P-2
    told = [ProgressEvent(at=at, text=Words(str(at))) for at in (23, 30, 26)]
    assert [one.at for one in in_order(told)] == [23, 26, 30]


def test_a_board_that_heard_nothing_for_a_minute_shows_no_cases(hall: HallServer, page: Page) -> None:
    """As the wall: nothing that may no longer be true; the notice stays in view, and all comes back with the server."""  # P-1
    case = registered(hall)
    page.clock.install()
    page.goto(f"{hall.url}/board")
    expect(page.locator("#rows")).to_contain_text(case.number)
    page.context.set_offline(True)
    page.clock.run_for(8_000)
    expect(page.locator("#late")).to_be_visible()
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    expect(page.locator("#late")).to_be_in_viewport()
    page.clock.run_for(60_000)
    expect(page.locator("#lost")).to_contain_text("办件情况暂不可查")
    expect(page.locator("#rows")).to_be_hidden()
    expect(page.locator("#departments")).to_be_hidden()
    expect(page.locator("#complaints")).to_be_visible()
    page.context.set_offline(False)
    page.clock.run_for(3_000)
    expect(page.locator("#rows")).to_contain_text(case.number)
    expect(page.locator("#lost")).to_be_hidden()


def test_the_board_says_that_the_hall_is_paused_or_evacuated(hall: HallServer, page: Page) -> None:
    """As the wall; an evacuation fills the page, in both languages."""  # P-1, S-9
    supervisor = hall.staff("S01")
    page.goto(f"{hall.url}/board")
    supervisor.asks(PauseHall(reason="power"))
    expect(page.locator("#paused")).to_contain_text("暂停办理：停电")
    supervisor.asks(ResumeHall(reason="power"))
    expect(page.locator("#paused")).to_be_hidden()
    supervisor.asks(PauseHall(reason="evacuation"))
    told = page.locator("#evacuation")
    expect(told).to_be_visible()
    expect(told).to_contain_text("请立即有序离开大厅")
    expect(told).to_contain_text("Please leave the hall now")
    box: Any = told.bounding_box()
    assert (box["x"], box["y"], box["width"]) == (0, 0, page.viewport_size and page.viewport_size["width"])
    supervisor.asks(ResumeHall(reason="evacuation"))
    expect(told).to_be_hidden()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_beside_the_cases_is_reached_by_scrolling_the_page(
    language: str, hall: HallServer, page: Page
) -> None:
    """No inner scroller hides who is on duty, where to complain, or what is promised; applicants stand in one line."""  # P-3
    case = registered(hall)
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"{hall.url}/board?language={language}")
    expect(page.locator("#complaints")).to_be_in_viewport()
    assert page.evaluate("document.querySelector('.board-side').scrollHeight") == page.evaluate(
        "document.querySelector('.board-side').clientHeight"
    )
    page.locator("#commitments").scroll_into_view_if_needed()
    expect(page.locator("#commitments")).to_be_in_viewport()
    who = page.locator(".board-row", has_text=case.number).locator("[data-part=who]")
    expect(who).to_have_text("欧阳＊")
    assert who.evaluate("one => one.getClientRects().length") == 1


@pytest.mark.parametrize(
    ("language", "lights"),
    [
        ("zh", ["▲ 已超期", "◆ 即将到期", "● 正常", "● 即办件"]),
        ("en", ["▲ overdue", "◆ due soon", "● on time", "● to be closed on the spot"]),
    ],
)
def test_a_light_has_its_mark_beside_colour_and_word(
    language: str, lights: list[str], hall: HallServer, page: Page
) -> None:
    """As on the wall and the kiosk; to what is done on the spot no days are counted, and no figure of a department is broken."""  # P-1
    rows = [case(1, light="red"), case(2, light="yellow"), case(3), case(4, promised=0, used=0, due=None)]
    shown = {"version": "x", "board": to_builtins(rows), "departments": to_builtins(departments(2))}
    page.route("**/api/board*", lambda route: route.fulfill(json=route.fetch().json() | shown))
    page.goto(f"{hall.url}/board?language={language}")
    expect(page.locator("#rows [data-part=light]")).to_have_text(lights)
    expect(page.locator("#rows [data-part=clock]").last).to_have_text("")
    figures = page.locator("#departments [data-part=figures] span")
    assert {one.evaluate("one => one.getClientRects().length") for one in figures.all()} == {1}
