"""Signing in, and the administrator's pages, before the real server."""

from __future__ import annotations

from datetime import UTC, datetime

from playwright.sync_api import expect

from bench.load.sample import SAMPLE
from tests.programs.hall_server import HallServer
from tests.programs.pages.served import FIRST, Contexts, Open, empty_desk, sign_in

OWN = "zhen-de-mi-ma"
BANNER = '[data-live="banner"]'


def published() -> str:
    """The sample hall's file with the calendars of this year and the next: without the next one each check warns from 22 November on."""
    year = datetime.now(UTC).year
    return SAMPLE.read_text() + f"\n[deadlines]\nyears = {sorted({2026, year, year + 1})}\n"


def test_an_administrator_signs_in_changes_the_password_and_gives_a_clerk_one(
    hall: HallServer, contexts: Contexts
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
    page.get_by_label("配置文件").set_input_files(
        {"name": "hall.toml", "mimeType": "text/plain", "buffer": published().encode()}
    )
    page.get_by_role("button", name="只检查").click()
    expect(page.get_by_text("没有发现问题")).to_be_visible()
    page.get_by_role("link", name="备份").click()
    expect(page.get_by_text("没有设置备份文件夹")).to_be_visible()
    page.get_by_role("link", name="时钟").click()
    expect(page.get_by_text("时钟正常")).to_be_visible()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_text("The clock is in order")).to_be_visible()


def test_a_device_is_let_in_by_its_code_and_revoked(hall: HallServer, contexts: Contexts) -> None:
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
    hall: HallServer, as_staff: Open, contexts: Contexts
) -> None:
    """The words say for how long; nobody has to wait for it."""
    page = contexts().new_page()
    page.goto(hall.url)
    for _ in range(5):
        sign_in(page, "A07", "wrong-password")
    expect(page.get_by_role("alert")).to_contain_text("15")
    board = as_staff("S01", "/supervisor")
    expect(board.get_by_text("已锁定：A07")).to_be_visible()
    board.get_by_label("工作人员账号").fill("A07")
    board.get_by_role("button", name="解锁").click()
    expect(board.locator('#notice [data-part="done"]')).to_be_visible()
    expect(board.get_by_text("已锁定")).to_have_count(0)


def test_an_administrator_closes_an_account_only_after_a_question(
    hall: HallServer, contexts: Contexts
) -> None:
    """The same question as on the supervisor's page; enabling again asks nothing. It ends the sessions of A08, whom no other test needs."""
    page = contexts().new_page()
    page.goto(hall.url + "/admin/staff")
    sign_in(page, "admin", OWN)
    row = page.locator("tr", has_text="A08")
    row.get_by_role("button", name="停用").click()
    expect(page.locator("dialog[open]")).to_contain_text("停用账号 A08？")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    expect(row).not_to_contain_text("已停用")
    row.get_by_role("button", name="停用").click()
    page.locator("dialog[open]").get_by_role("button", name="停用").click()
    expect(row).to_contain_text("已停用")
    row.get_by_role("button", name="恢复").click()
    expect(row).not_to_contain_text("已停用")


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
