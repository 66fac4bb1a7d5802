"""Cases at the clerk's terminal: registered in seconds, the next thing to do first, each with its acts (C-1 to C-20)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from common import commands as c
from common import commands_case as k
from common.words import Language
from server.rules.cases.case import Case
from tests.programs.pages.conftest import Visitor, another_key
from tests.programs.pages.hall_behind_pages import HallBehindPages

Visit = Callable[..., Visitor]
REFUSED = '#case-dialog [data-part="refused"]'


def own_matter(behind: HallBehindPages, kind: str = "promised") -> str:
    post = next(post for post in behind.hall.rules.posts if post.a_role == "A03")
    own = [matter for matter in behind.hall.rules.matters if matter.line in post.lines]
    return next(matter.id for matter in own if matter.kind == kind and matter.materials)


def register(behind: HallBehindPages, *materials: int, matter: str | None = None, clerk: str = "A03") -> Case:
    """Accepted at once if all of the matter's materials are there."""
    command = k.RegisterCase(
        matter=matter or own_matter(behind), name="欧阳小红", way="post", materials=materials
    )
    return behind.hall.cases.open[behind.do(clerk, command).case]


def complete(behind: HallBehindPages, matter: str | None = None) -> Case:
    wanted = matter or own_matter(behind)
    found = next(one for one in behind.hall.rules.matters if one.id == wanted)
    return register(behind, *range(len(found.materials)), matter=wanted)


def opened(clerk: Visitor) -> Locator:
    """The most urgent case, opened by the keyboard."""
    clerk.hear()
    clerk.press("F4", "Enter")
    dialog = clerk.page.locator("#case-dialog")
    expect(dialog).to_be_visible()
    return dialog


def act(clerk: Visitor, name: str) -> None:
    """Choose an act by its digit."""
    button = clerk.page.locator("#case-acts button").filter(has=clerk.page.get_by_text(name, exact=True))
    clerk.page.keyboard.press(button.locator("kbd").inner_text())


def decides(clerk: Visitor) -> None:
    """A03 is the chief representative, too (C-18)."""
    clerk.behind.change("clerks", "A03", duties=("chief_representative",))


def test_a_case_is_registered_from_the_ticket_in_hand_with_the_keyboard_alone(clerk: Visitor) -> None:
    """The matter is known: name, contact, papers, Enter; then number, code and due date stand large."""  # C-1
    clerk.press("n", "s", "j")
    dialog = clerk.page.locator("#register-dialog")
    expect(dialog.locator("#register-title")).to_contain_text("F001")
    expect(dialog.locator('[data-part="picker"]')).to_be_hidden()
    clerk.page.keyboard.type("欧阳小红")
    clerk.page.keyboard.press("Tab")
    clerk.page.keyboard.type("13800000000")
    clerk.page.keyboard.press("Tab")
    clerk.page.keyboard.press("Space")
    clerk.page.keyboard.press("Enter")
    expect(dialog.locator("#register-number")).to_contain_text("2026")
    case = next(iter(clerk.behind.hall.cases.open.values()))
    number = dialog.locator("#register-number").inner_text()
    assert (case.number, case.ticket, case.way) == (number, "F001", "window")
    expect(dialog.locator("#register-where")).to_contain_text("查询码")
    assert case.state == "accepted"
    assert "小红" not in clerk.page.content()


def test_what_was_typed_of_a_person_is_nowhere_once_the_dialog_is_closed(clerk: Visitor) -> None:
    """Nor the secret."""  # P-2, S-5
    clerk.press("n", "s", "j")
    clerk.page.keyboard.type("欧阳小红")
    clerk.press("Escape")
    another_key(clerk)
    clerk.press("j")
    expect(clerk.page.locator('#register-form [name="name"]')).to_have_value("")
    clerk.page.keyboard.type("欧阳小红")
    clerk.page.keyboard.press("Enter")
    receipt = clerk.page.locator('#register-receipt [name="secret"]')
    expect(receipt).not_to_have_value("")
    another = clerk.page.locator("#register-where").inner_text()
    clerk.page.locator("#register-close").click()
    expect(receipt).to_have_value("")
    assert another not in clerk.page.content()


def test_an_application_by_post_is_registered_without_a_ticket(clerk: Visitor) -> None:
    """The matter is found by typing; no name, no case."""  # C-1, C-11
    clerk.press("j")
    first = clerk.page.locator("#register-matters li").first
    expect(first).to_contain_text("3号窗口")  # the clerk's own stand first
    clerk.page.keyboard.type(own_matter(clerk.behind))
    clerk.page.keyboard.press("Enter")
    name = clerk.page.locator('#register-form [name="name"]')
    expect(name).to_be_focused()
    expect(clerk.page.locator('#register-dialog [data-part="refused"]')).to_be_visible()
    clerk.page.get_by_label("村").or_(clerk.page.get_by_label("代办员代交")).first.check(force=True)
    name.fill("古丽·买买提")
    name.press("Enter")
    expect(clerk.page.locator("#register-write")).to_contain_text("补正")
    case = next(iter(clerk.behind.hall.cases.open.values()))
    assert (case.way, case.ticket, case.matter) == ("agency", None, own_matter(clerk.behind))


def test_the_next_thing_to_do_stands_on_the_desk_and_first_in_the_list(clerk: Visitor) -> None:
    """Marked ones, then by what is due next; light in colour, mark and word."""  # C-7, C-17
    later, marked = complete(clerk.behind), register(clerk.behind)
    clerk.behind.do("A03", k.MarkCase(case=marked.id, mark="urgent"))
    clerk.hear()
    expect(clerk.page.locator("#cases-count")).to_have_text("2")
    expect(clerk.page.locator("#next-case")).to_contain_text(marked.number)
    clerk.press("F4")
    rows = clerk.page.locator("#cases li")
    expect(rows.nth(0)).to_contain_text(marked.number)
    expect(rows.nth(0)).to_contain_text("○")
    expect(rows.nth(0)).to_contain_text("还缺")
    expect(rows.nth(1)).to_contain_text(later.number)
    expect(rows.nth(1)).to_contain_text("● 正常")
    expect(rows.nth(1)).to_contain_text("工作日")
    clerk.page.keyboard.press("ArrowDown")
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator("#case-title")).to_contain_text(later.number)


def test_what_is_missing_is_told_once_and_all_at_once_by_the_keyboard(clerk: Visitor) -> None:
    """All that is lacking is ticked already."""  # C-8
    case = register(clerk.behind)
    opened(clerk)
    act(clerk, "一次性告知补正")
    clerk.page.keyboard.press("Space")  # no tick is taken away: without all of it nothing is accepted
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator('#case-dialog [data-part="done"]')).to_contain_text("一次性告知补正")
    expect(clerk.page.locator('#case-dialog [data-part="state"]')).to_contain_text("待补正")
    told = clerk.asked()[-1]["command"]
    matter = next(one for one in clerk.behind.hall.rules.matters if one.id == case.matter)
    assert (told["case"], told["missing"]) == (case.id, list(range(len(matter.materials))))


def test_papers_that_come_make_it_accepted(clerk: Visitor) -> None:
    """Nothing is taken for there that was not ticked."""  # C-8, C-12
    case = register(clerk.behind)
    dialog = opened(clerk)
    act(clerk, "收到材料")
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator(REFUSED)).to_contain_text("勾选")
    boxes = dialog.locator('form[data-act="receive_materials"] input')
    for n in range(boxes.count()):
        boxes.nth(n).check()
    clerk.page.keyboard.press("Enter")
    expect(dialog.locator('[data-part="state"]')).to_contain_text("办理中")
    assert case.state == "accepted"


def test_the_clock_is_stopped_with_its_reason_and_started_again(clerk: Visitor) -> None:
    """Only what the state allows is offered."""  # C-5
    case = complete(clerk.behind)
    dialog = opened(clerk)
    act(clerk, "暂停计时")
    clerk.page.keyboard.press("1")
    dialog.locator('form[data-act="stop_clock"] [name="days"]').fill("5")
    clerk.page.keyboard.press("Enter")
    expect(dialog.locator('[data-part="next"]')).to_contain_text("暂停")
    assert case.stopped is not None
    expect(clerk.page.locator("#case-acts")).not_to_contain_text("暂停计时")
    act(clerk, "恢复计时")
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator("#case-acts")).to_contain_text("暂停计时")


def test_a_case_is_decided_and_delivered_and_leaves_the_list(clerk: Visitor) -> None:
    """What follows is the first act: two presses each."""  # C-14, C-16
    decides(clerk)
    complete(clerk.behind)
    dialog = opened(clerk)
    act(clerk, "办结")
    clerk.page.keyboard.press("1")
    clerk.page.keyboard.press("Enter")
    expect(dialog.locator('[data-part="state"]')).to_contain_text("已办结")
    clerk.page.keyboard.press("1")
    clerk.page.keyboard.press("Enter")
    expect(dialog.locator('[data-part="done"]')).to_contain_text("送达")
    clerk.page.keyboard.press("Escape")
    expect(clerk.page.locator("#cases li")).to_have_count(0)


def test_an_act_that_comes_too_late_is_refused_in_words_where_it_was_asked(clerk: Visitor) -> None:
    """Somebody else decided the case meanwhile; the command names the case by its id."""  # C-14
    decides(clerk)
    case = complete(clerk.behind)
    opened(clerk)
    act(clerk, "办结")
    clerk.behind.do("A03", k.DecideCase(case=case.id, end="closed"))
    clerk.page.keyboard.press("1")
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator(REFUSED)).to_have_text("拒绝：case_state")
    assert clerk.asked()[-1]["command"]["case"] == case.id
    clerk.hear()
    clerk.page.keyboard.press("Escape")
    expect(clerk.page.locator("#case-acts")).to_contain_text("送达")


def test_the_person_is_seen_after_the_reason_and_only_until_the_next_press(clerk: Visitor) -> None:
    """On record first; nothing of it in an address."""  # S-5
    register(clerk.behind)
    dialog = opened(clerk)
    asked: list[str] = []
    clerk.page.on("request", lambda request: asked.append(request.url))
    act(clerk, "查看申请人")
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator(REFUSED)).to_be_visible()
    clerk.page.keyboard.press("2")
    clerk.page.keyboard.press("Enter")
    expect(dialog.locator('[data-part="person"]')).to_contain_text("欧阳小红")
    assert not any("小红" in url or "%E5%B0%8F" in url for url in asked)
    clerk.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert "小红" not in clerk.page.content()


def test_any_other_case_opens_by_its_number(clerk: Visitor) -> None:
    """A department's head finds a colleague's; one that there is not is said to be none."""  # C-18
    case = register(clerk.behind, clerk="A04")
    clerk.hear()
    clerk.press("F4")
    clerk.page.keyboard.type("0000")
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator('#cases-dialog [data-part="refused"]')).to_contain_text("0000")
    clerk.errors.clear()  # the browser's own word on the 404
    clerk.page.locator('#cases-dialog [name="number"]').fill(case.number)
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator("#case-title")).to_contain_text(case.number)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_of_cases_fits_the_screen(
    visit: Visit, behind: HallBehindPages, language: Language
) -> None:
    """At 1366 × 768 neither page nor dialog scrolls, whatever is asked; every field has a name."""
    behind.do("A03", c.SitDown(window=3))
    complete(behind)
    for _ in range(5):
        register(behind)
    clerk = visit("A03", "/counter/", language)
    expect(clerk.page.locator("#desk")).to_be_visible()
    clerk.press("j")
    fits(clerk, "#register-dialog")
    longest = max(behind.hall.rules.matters, key=lambda matter: len(matter.materials))
    clerk.page.keyboard.type(longest.id)
    expect(clerk.page.locator('#register-form [name="material"]')).to_have_count(len(longest.materials))
    fits(clerk, "#register-dialog")
    clerk.press("Escape", "F4")
    fits(clerk, "#cases-dialog")
    for number in [case.number for case in behind.hall.cases.open.values()][:2]:
        clerk.page.locator("#cases button", has_text=number).click()
        fits(clerk, "#case-dialog")
        for n in range(clerk.page.locator("#case-acts button").count()):
            clerk.page.locator("#case-acts button").nth(n).click()
            fits(clerk, "#case-dialog")
            clerk.page.keyboard.press("Escape")
        clerk.page.keyboard.press("Escape")


def fits(clerk: Visitor, dialog: str) -> None:
    place = clerk.page.locator(dialog)
    expect(place).to_be_visible()
    over = place.evaluate("e => [e.scrollHeight - e.clientHeight, e.scrollWidth - e.clientWidth]")
    assert max(over) <= 0, over
    assert clerk.page.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0
