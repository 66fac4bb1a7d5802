"""Two halls of one server in one browser at once: a sign-in each, a counter each, side by side."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bench.load.folder import Folder, furnish
from bench.load.process import ServerProcess
from bench.load.sample import SAMPLE, desks, open_hall
from common.commands import IssueTicket
from common.messages import Issued
from server.storage.people import People
from server.web.mounting import root_of
from server.web.passwords import Passwords
from tests.programs.pages.served import Contexts, sign_in

KEYS = ("shigu", "leiping")
PASSWORDS = {"shigu": "shigu-pass-word", "leiping": "leiping-pass-word"}


class TwoHalls:
    """A clerk of each hall has the number that the other's has, and another password."""

    def __init__(self, path: Path) -> None:
        now = time.time_ns() // 1_000_000
        setups = {key: open_hall(now, SAMPLE.with_name(f"{key}.toml")) for key in KEYS}
        self.folders: dict[str, Folder] = {key: furnish(path / key, setups[key]) for key in KEYS}
        posts = {key: desks(setup)[0] for key, setup in setups.items()}
        self.clerks = {key: post.a_role for key, (post, _) in posts.items()}
        self.matters = {key: matter.id for key, (_, matter) in posts.items()}
        self.windows = {key: post.window for key, (post, _) in posts.items()}
        for key, folder in self.folders.items():
            with closing(folder.place.open()) as store:
                hashed = Passwords().hashed(PASSWORDS[key])
                People(store).set_password(self.clerks[key], hashed, one_time=False)
        self.process = ServerProcess(path)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.process.port}"

    def issue(self, key: str) -> Issued:
        kiosk = self.process.first_client(device=self.folders[key].kiosks[0], root=root_of(key))
        reply = kiosk.ask(f"of-{key}-{time.time_ns()}", IssueTicket(matter=self.matters[key]))
        kiosk.close()
        assert isinstance(reply, Issued)
        return reply


@pytest.fixture(scope="module")
def halls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoHalls]:
    made = TwoHalls(tmp_path_factory.mktemp("two"))
    with made.process:
        made.issue("shigu")
        yield made


def counter_of(halls: TwoHalls, key: str, page: Page) -> None:
    """From the list of halls to the counter, as a clerk goes."""
    page.goto(halls.url)
    page.get_by_role("link", name=halls.folders[key].setup.hall.name.zh).click()
    expect(page).to_have_url(f"{halls.url}/h/{key}/sign-in")
    expect(page.locator(".bar-hall")).to_have_text(halls.folders[key].setup.hall.name.zh)
    sign_in(page, halls.clerks[key], PASSWORDS[key])
    expect(page).to_have_url(f"{halls.url}/h/{key}/counter/")
    expect(page.locator('[data-live="link"]')).to_have_text("● 已连接")
    expect(page.locator('[data-live="hall"]')).to_have_text(halls.folders[key].setup.hall.name.zh)


def test_both_halls_are_signed_in_to_in_one_browser(halls: TwoHalls, contexts: Contexts) -> None:
    """The counters stand side by side; calls, changes and the end of a session are each hall's own."""
    context = contexts()
    pages = {key: context.new_page() for key in KEYS}
    faults: list[str] = []
    for key, page in pages.items():
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("requestfailed", lambda asked: faults.append(asked.url))
        counter_of(halls, key, page)
        page.locator(".seat", has_text=f"{halls.windows[key]}号窗口").click()
        expect(page.locator("#desk")).to_be_visible()
    numbers = {key: halls.issue(key).number for key in KEYS}
    for page in pages.values():
        page.wait_for_selector('body[data-link="joined"]:not([data-busy])')
        page.keyboard.press("n")
        expect(page.locator("#hand")).to_have_attribute("data-situation", "called")
        expect(page.locator("#hand")).to_contain_text(re.compile("[A-Z]+[0-9]+"))
    assert set(numbers) == set(KEYS)
    cookies = [(str(cookie.get("name")), str(cookie.get("path"))) for cookie in context.cookies()]
    assert sorted(path for name, path in cookies if name == "jiaohao") == ["/h/leiping", "/h/shigu"]
    assert {path for _, path in cookies} == {"/h/leiping", "/h/shigu"}
    assert faults == []

    pages["shigu"].locator(".bar-me summary").click()
    pages["shigu"].get_by_role("button", name="退出").click()
    expect(pages["shigu"]).to_have_url(f"{halls.url}/h/shigu/sign-in")
    pages["leiping"].reload()
    expect(pages["leiping"].locator('[data-live="link"]')).to_have_text("● 已连接")
    pages["shigu"].goto(f"{halls.url}/h/shigu/counter/")
    expect(pages["shigu"]).to_have_url(re.compile("/h/shigu/sign-in"))


def test_a_password_of_one_hall_is_none_of_the_other(halls: TwoHalls, contexts: Contexts) -> None:
    """Though the number is there, too."""
    page = contexts().new_page()
    page.goto(f"{halls.url}/h/shigu/sign-in")
    sign_in(page, halls.clerks["shigu"], PASSWORDS["leiping"])
    expect(page.locator(".notice.refused")).to_be_visible()


def test_pages_lead_within_their_hall(halls: TwoHalls, contexts: Contexts) -> None:
    """Every link and form of every page of a supervisor, and whatever their scripts ask for."""
    context = contexts()
    folder = halls.folders["leiping"]
    name, _, value = folder.cookies["S01"].partition("=")
    context.add_cookies([{"name": name, "value": value, "domain": "127.0.0.1", "path": "/h/leiping"}])
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url.removeprefix(halls.url)))
    to_see, seen = ["/h/leiping/supervisor"], set()
    while to_see:
        path = to_see.pop()
        seen.add(path)
        page.goto(halls.url + path)
        page.wait_for_load_state()
        links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
        forms = page.eval_on_selector_all("form", "all => all.map(f => f.action)")
        leading = {link.removeprefix(halls.url).partition("?")[0].partition("#")[0] for link in links + forms}
        assert {path for path in leading if not path.startswith("/h/leiping/")} == set()
        pages = {path for path in leading if re.fullmatch(r"/h/leiping/supervisor(/[a-z-]+)?", path)}
        to_see += [
            path for path in pages - seen if path not in to_see and not re.search("close|open|unlock", path)
        ]
    assert len(seen) > 2
    assert [url for url in asked if not re.match(r"/(h/leiping|web|vendor)/", url)] == []
