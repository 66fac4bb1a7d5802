"""The pages before the real server: its sign-in, its socket, its database, its stop and its start."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from common.commands import IssueTicket
from common.messages import Refused
from server.storage.people import People
from server.storage.store import Store
from server.web.passwords import Passwords
from tests.programs.hall_server import HallServer
from tests.programs.pages.conftest import ROOT, new_context

NUMBER, STATE, BANNER = "#hand-number", "#hand-state", '[data-live="banner"]'
REFUSED = '#notice [data-part="refused"]'
FIRST, OWN = "first-pass-word", "zhen-de-mi-ma"
Open = Callable[[str, str], Page]


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HallServer]:
    """The sample hall with everyone's session, and an administrator who has never signed in."""
    folder = tmp_path_factory.mktemp("pages")
    made = HallServer(folder)
    with closing(Store.open(folder)) as store:
        People(store).add("admin", ["administrator"], Passwords().hashed(FIRST), time.time_ns() // 1_000_000)
    with made as running:
        yield running


@pytest.fixture
def contexts(browser: Browser) -> Iterator[Callable[[], BrowserContext]]:
    made: list[BrowserContext] = []

    def make() -> BrowserContext:
        made.append(new_context(browser))
        return made[-1]

    yield make
    for context in made:
        context.close()


@pytest.fixture
def as_staff(hall: HallServer, contexts: Callable[[], BrowserContext]) -> Open:
    """A page of somebody who has signed in before: `as_staff("A03", "/counter/")`."""

    def visit(staff: str, path: str) -> Page:
        context = contexts()
        name, _, value = hall.cookie(staff).partition("=")
        context.add_cookies([{"name": name, "value": value, "url": hall.url}])
        page = context.new_page()
        page.goto(hall.url + path)
        return page

    return visit


def sign_in(page: Page, staff: str, password: str) -> None:
    page.get_by_label("工号").fill(staff)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.wait_for_selector('body[data-link="joined"]:not([data-busy])')
        page.keyboard.press(key)


def waiting(hall: HallServer, line: str, count: int) -> None:
    """People of `line` take numbers at the kiosk."""
    matter = next(matter.id for matter in hall.folder.setup.matters if matter.line == line)
    kiosk = hall.kiosk()
    for _ in range(count):
        assert not isinstance(kiosk.asks(IssueTicket(matter=matter)), Refused)


def empty_desk(page: Page, window: int) -> None:
    """Sit at `window` with nothing in hand, as left by no earlier test."""
    expect(page.locator('[data-live="link"]')).to_have_text("● 已连接")
    if page.locator("#seating").is_visible():
        page.locator(".seat", has_text=f"{window}号窗口").click()
    expect(page.locator("#desk")).to_be_visible()
    if page.locator("#hand").get_attribute("data-situation") == "called":
        press(page, "s")
        expect(page.locator("#hand")).to_have_attribute("data-situation", "serving")
    if page.locator("#hand").get_attribute("data-situation") == "serving":
        press(page, "f")
    expect(page.locator(STATE)).to_have_text("空闲")


def test_an_administrator_signs_in_changes_the_password_and_gives_a_clerk_one(
    hall: HallServer, contexts: Callable[[], BrowserContext]
) -> None:
    """The first day: a one-time password leads nowhere but to an own one; then accounts are made."""
    page = contexts().new_page()
    page.goto(hall.url + "/admin/")
    sign_in(page, "admin", "not-the-password")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("工号")).to_have_value("admin")
    sign_in(page, "admin", FIRST)
    expect(page.locator("h1")).to_have_text("修改密码")
    page.goto(hall.url + "/admin/staff")
    expect(page.locator("h1")).to_have_text("修改密码")
    page.get_by_label("一次性密码").fill(FIRST)
    page.get_by_label("新密码", exact=True).fill(OWN)
    page.get_by_label("再输一次新密码").fill(OWN)
    page.get_by_role("button", name="保存新密码").click()
    page.goto(hall.url + "/admin/staff")
    page.locator("tr", has_text="A08").get_by_role("button", name="重置密码").click()
    secret = page.locator(".secret").inner_text()
    page.goto(hall.url + "/admin/staff")
    expect(page.locator(".secret")).to_have_count(0)

    clerk = contexts().new_page()
    clerk.goto(hall.url)
    sign_in(clerk, "A08", secret)
    expect(clerk.get_by_text("请先设置自己的密码")).to_be_visible()

    page.goto(hall.url + "/admin/hall")
    page.get_by_label("配置文件").set_input_files(
        {"name": "hall.toml", "mimeType": "text/plain", "buffer": b'[hall]\nid = "x"\ncolour = "red"\n'}
    )
    page.get_by_role("button", name="只检查").click()
    expect(page.locator("tr", has_text="colour")).to_contain_text("3")
    page.get_by_label("配置文件").set_input_files(ROOT / "assets" / "halls" / "shigu.toml")
    page.get_by_role("button", name="只检查").click()
    expect(page.get_by_text("没有发现问题")).to_be_visible()
    page.get_by_role("link", name="备份").click()
    expect(page.get_by_text("没有设置备份文件夹")).to_be_visible()
    page.get_by_role("link", name="时钟").click()
    expect(page.get_by_text("时钟正常")).to_be_visible()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_text("The clock is in order")).to_be_visible()


def test_a_device_is_let_in_by_its_code_and_revoked(
    hall: HallServer, contexts: Callable[[], BrowserContext]
) -> None:
    """What the wall shows is typed here."""
    page = contexts().new_page()
    page.goto(hall.url + "/admin/devices")
    sign_in(page, "admin", OWN)
    wall = contexts().request
    asked = wall.post(hall.url + "/pairing", data={"kind": "display", "name": "大厅主屏"}).json()
    page.get_by_label("配对码").fill(asked["code"])
    page.get_by_role("button", name="批准").click()
    expect(page.locator(".notice.done")).to_be_visible()
    row = page.locator("tr", has_text="大厅主屏")
    row.get_by_role("button", name="撤销").click()
    expect(page.locator("tr", has_text="大厅主屏")).to_contain_text("已撤销")


def test_too_many_wrong_passwords_lock_out_and_a_supervisor_lifts_it(
    hall: HallServer, as_staff: Open, contexts: Callable[[], BrowserContext]
) -> None:
    """The words say for how long; nobody has to wait for it."""
    page = contexts().new_page()
    page.goto(hall.url)
    for _ in range(5):
        sign_in(page, "A07", "wrong-password")
    expect(page.get_by_role("alert")).to_contain_text("15")
    board = as_staff("S01", "/supervisor")
    expect(board.get_by_text("已锁定：A07")).to_be_visible()
    board.get_by_label("解除登录锁定").fill("A07")
    board.get_by_role("button", name="解锁").click()
    expect(board.locator('#notice [data-part="done"]')).to_be_visible()
    expect(board.get_by_text("已锁定")).to_have_count(0)


def test_a_clerk_calls_starts_and_finishes(hall: HallServer, as_staff: Open) -> None:
    """Scenario 1 through every layer, by the keyboard."""
    page = as_staff("A03", "/counter/")
    empty_desk(page, 3)
    waiting(hall, "family", 1)
    expect(page.locator("#waiting-none")).to_be_hidden()
    press(page, "n")
    expect(page.locator(NUMBER)).not_to_be_empty()
    press(page, "s")
    expect(page.locator(STATE)).to_contain_text("正在办理")
    press(page, "f")
    expect(page.locator(STATE)).to_have_text("空闲")


def test_two_clerks_and_a_double_press_are_three_different_tickets_at_most(
    hall: HallServer, as_staff: Open
) -> None:
    """Scenarios 4 and 6: both press twice; each has one ticket in hand, and not the same."""
    first, second = as_staff("A05", "/counter/"), as_staff("A06", "/counter/")
    empty_desk(first, 5)
    empty_desk(second, 6)
    waiting(hall, "farm", 3)
    waiting(hall, "land", 3)
    for _ in range(2):
        first.keyboard.press("n")
        second.keyboard.press("n")
    for page in (first, second):
        expect(page.locator(NUMBER)).not_to_be_empty()
    seen = hall.staff("S01").sees("supervisor")
    called = {row["number"]: row["ticket"] for row in seen["windows"].values() if row["number"] in (5, 6)}
    assert called == {5: first.locator(NUMBER).inner_text(), 6: second.locator(NUMBER).inner_text()}
    assert len(set(called.values())) == 2
    assert {seen["tallies"][f"window:{n}"]["called"] for n in (5, 6)} == {1}


def test_a_refusal_is_in_the_readers_language(hall: HallServer, as_staff: Open) -> None:
    """The server words it; the page shows it."""
    page = as_staff("A03", "/counter/?language=en")
    expect(page.locator('[data-live="link"]')).to_have_text("● Connected")
    if page.locator("#seating").is_visible():
        page.locator(".seat", has_text="Window 3").click()
    waiting(hall, "family", 1)
    press(page, "n")
    expect(page.locator(NUMBER)).not_to_be_empty()
    press(page, "r")
    expect(page.locator(REFUSED)).to_contain_text("Recall again in")


def test_a_seat_that_is_taken_is_refused_with_who_sits_there(hall: HallServer, as_staff: Open) -> None:
    """Scenario 17."""
    page = as_staff("A01", "/counter/")
    empty_desk(page, 1)
    other = as_staff("A02", "/counter/")
    expect(other.locator("#seating")).to_be_visible()
    other.locator(".seat", has_text="1号窗口").click()
    expect(other.locator("#seating-notice")).to_contain_text("A01")


def test_a_handover_reaches_b_with_its_note_and_the_supervisor_by_itself(
    hall: HallServer, as_staff: Open
) -> None:
    """AB-5, S-1: three pages, no reload."""
    a, b, board = as_staff("A04", "/counter/"), as_staff("A03", "/counter/"), as_staff("S01", "/supervisor")
    empty_desk(a, 4)
    empty_desk(b, 3)
    press(a, "o")
    a.locator("#leave-dialog textarea").fill("H002 等传真件")
    a.locator("#leave-confirm").click()
    expect(a.locator("#away")).to_contain_text("由 A03 顶岗")
    expect(b.locator("#handovers")).to_contain_text("A04 把“民政、劳动保障岗”交接给您")
    b.get_by_role("button", name="看留言").click()
    expect(b.locator("#handovers")).to_contain_text("H002 等传真件")
    expect(board.locator("#posts tr", has_text="民政、劳动保障岗")).to_contain_text("B岗 A03 · 3号窗口")
    press(a, "b")
    expect(board.locator("#posts tr", has_text="民政、劳动保障岗")).to_contain_text("A岗 A04 · 4号窗口")


def test_the_server_stops_and_starts_and_the_desk_goes_on(hall: HallServer, as_staff: Open) -> None:
    """Scenario 18: the banner while it is away; then seat and ticket are there, with no reload."""
    page = as_staff("A03", "/counter/")
    empty_desk(page, 3)
    waiting(hall, "family", 2)
    press(page, "n")
    expect(page.locator(NUMBER)).not_to_be_empty()
    number = page.locator(NUMBER).inner_text()
    hall.send_home()
    hall.kill()
    expect(page.locator(BANNER)).to_contain_text("连接中断")
    page.keyboard.press("s")
    hall.start()
    expect(page.locator(BANNER)).to_be_hidden()
    expect(page.locator(NUMBER)).to_have_text(number)
    expect(page.locator(STATE)).to_contain_text("已叫号")
    press(page, "s")
    expect(page.locator(STATE)).to_contain_text("正在办理")


def test_who_signs_out_is_told_on_every_open_page_and_keeps_the_seat(
    hall: HallServer, as_staff: Open
) -> None:
    """Signing out of the browser is not standing up."""
    page = as_staff("A02", "/counter/")
    empty_desk(page, 2)
    second = page.context.new_page()
    second.goto(hall.url + "/counter/")
    second.locator(".bar-me summary").click()
    second.get_by_role("button", name="退出登录").click()
    expect(second.locator("h1")).to_have_text("工作人员登录")
    expect(page.locator(BANNER)).to_contain_text("登录")
    expect(page.locator(BANNER).get_by_role("link")).to_be_visible()
    assert hall.staff("S01").sees("supervisor")["windows"]["2"]["clerk"] == "A02"


def test_a_clerk_has_no_business_on_the_administrators_pages(as_staff: Open) -> None:
    """Refused in words, with a way back."""
    page = as_staff("A03", "/admin/staff")
    expect(page.locator("main")).to_contain_text("没有权限")
    page.goto(page.url.replace("/admin/staff", "/supervisor"))
    expect(page.locator("main")).to_contain_text("没有权限")
