"""Each act of a case at the clerk's terminal with the keyboard alone, and none that is not open to this clerk (C-5 to C-18)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from common import commands_case as k
from server.rules.cases.case import Case
from tests.programs.pages.conftest import Visitor
from tests.programs.pages.test_pages_counter_cases import act, complete, opened, own_matter, register

Visit = Callable[..., Visitor]
ACTS = "#case-acts"


def entitled(clerk: Visitor, *duties: str) -> None:
    """A03 decides this for the department, and nobody else does."""
    clerk.behind.change("clerks", "A04", duties=())
    clerk.behind.change("clerks", "A03", duties=duties)


def told(dialog: Locator, name: str) -> Locator:
    return dialog.locator(f'[data-part="{name}"]')


def last(clerk: Visitor) -> dict[str, object]:
    command: dict[str, object] = clerk.asked()[-1]["command"]
    return command


def joint(clerk: Visitor) -> Case:
    """A joint case of A03's."""
    matter = own_matter(clerk.behind)
    clerk.behind.change("matters", matter, kind="joint")
    return complete(clerk.behind, matter)


def test_an_application_stands_registered_within_nine_presses_besides_what_is_typed(clerk: Visitor) -> None:
    """From the ticket in hand: J, name, Tab, contact, Tab, Space for all papers, Enter."""  # C-1
    clerk.press("n", "s", "j")
    expect(clerk.page.locator("#register-kind")).to_contain_text("承诺")
    presses = 1
    for typed, *keys in (("欧阳小红", "Tab"), ("13800000000", "Tab"), ("", "Space", "Enter")):
        clerk.page.keyboard.type(typed)
        for key in keys:
            clerk.page.keyboard.press(key)
            presses += 1
    expect(clerk.page.locator("#register-number")).to_contain_text("2026")
    assert presses <= 9
    assert last(clerk)["ticket"] is not None


@pytest.mark.parametrize("way", ["post", "agency", "phone"])
def test_without_a_ticket_the_way_it_came_is_said(clerk: Visitor, way: str) -> None:
    """By post, by a village agent, by phone: the matter is found by typing."""  # C-1, C-11
    clerk.press("j")
    clerk.page.keyboard.type(own_matter(clerk.behind))
    clerk.page.keyboard.press("Enter")
    clerk.page.keyboard.type("古丽·买买提")
    clerk.page.locator(f'#register-form [name="way"][value="{way}"]').check(force=True)
    clerk.page.locator('#register-form [name="name"]').press("Enter")
    expect(clerk.page.locator("#register-number")).to_contain_text("2026")
    case = next(iter(clerk.behind.hall.cases.open.values()))
    assert (case.way, case.ticket) == (way, None)


def test_an_application_is_refused_with_the_reason_and_where_to_turn(clerk: Visitor) -> None:
    """Without the latter it is not."""  # C-9
    case = register(clerk.behind)
    dialog = opened(clerk)
    act(clerk, "不予受理")
    clerk.page.keyboard.press("1")
    clerk.page.keyboard.press("Enter")
    expect(dialog.locator('[data-part="refused"]')).to_contain_text("say_where_instead")
    clerk.page.keyboard.press("2")
    clerk.page.keyboard.press("Enter")
    expect(dialog.locator('[data-part="refused"]')).to_contain_text("say_where_instead")
    dialog.locator('form[data-act="refuse_case"] textarea').fill("县自然资源局")
    dialog.get_by_role("button", name="确认").locator("visible=true").click()
    expect(told(dialog, "done")).to_contain_text("不予受理")
    assert case.state == "refused"


def test_that_papers_were_not_brought_is_offered_once_a_notice_has_named_them(clerk: Visitor) -> None:
    """Not before, by digit neither; and not while the day that the notice named is to come."""  # C-8, C-9, decision 0237
    clerk.behind.figures(supplement_within_days=0)
    case = register(clerk.behind)
    dialog = opened(clerk)
    act(clerk, "不予受理")
    reason = dialog.locator('form[data-act="refuse_case"] label', has_text="材料未补齐")
    expect(reason).to_be_hidden()
    clerk.page.keyboard.press("3")
    expect(reason.locator("input")).not_to_be_checked()
    clerk.page.keyboard.press("Escape")
    clerk.behind.do("A03", k.TellSupplement(case=case.id, missing=(0,)))
    clerk.hear()
    act(clerk, "不予受理")
    expect(reason).to_be_visible()
    clerk.page.keyboard.press("Escape")
    clerk.behind.figures(supplement_within_days=1)
    clerk.behind.do("A03", k.TellSupplement(case=case.id, missing=(1,), notices=1))
    clerk.hear()
    act(clerk, "不予受理")
    expect(reason).to_be_hidden()


def test_work_begins_though_papers_follow_where_the_matter_says_so(clerk: Visitor) -> None:
    """Accepted at once, with what is still to come; another's clock begins with the last paper."""  # C-12
    matter = own_matter(clerk.behind)
    clerk.behind.change("matters", matter, start_incomplete=True)
    register(clerk.behind, matter=matter)
    dialog = opened(clerk)
    expect(told(dialog, "state")).to_contain_text("办理中")
    expect(told(dialog, "lacking")).to_contain_text("还缺")
    expect(dialog.locator(ACTS)).to_contain_text("收到材料")


def test_a_case_goes_up_and_comes_back(clerk: Visitor) -> None:
    """Its clock stands meanwhile; what comes next says so."""  # C-13
    case = complete(clerk.behind)
    dialog = opened(clerk)
    act(clerk, "上报")
    clerk.page.keyboard.press("Enter")
    expect(told(dialog, "next")).to_have_text("等上级批复")
    assert case.up
    act(clerk, "上级已批回")
    clerk.page.keyboard.press("Enter")
    expect(told(dialog, "next")).to_contain_text("前办结")
    assert not case.up


def test_an_extension_is_offered_to_the_head_alone(clerk: Visitor) -> None:
    """With days and reason; the new date stands in the case at once."""  # C-6, C-18
    case = complete(clerk.behind)
    dialog = opened(clerk)
    expect(dialog.locator(ACTS)).not_to_contain_text("延期")
    entitled(clerk, "department_head")
    clerk.hear()
    act(clerk, "延期")
    clerk.page.keyboard.press("1")
    dialog.locator('form[data-act="extend_case"] [name="days"]').fill("3")
    before = case.due
    clerk.page.keyboard.press("Enter")
    expect(told(dialog, "clock")).to_contain_text("延长 3")
    assert case.extended == 3
    assert (case.due or 0) > (before or 0)


def test_a_decision_is_offered_to_whom_it_is_open(clerk: Visitor) -> None:
    """The department's chief representative is A04; then it is A03."""  # C-18
    complete(clerk.behind)
    dialog = opened(clerk)
    expect(dialog.locator(ACTS)).not_to_contain_text("办结")
    entitled(clerk, "chief_representative")
    clerk.hear()
    act(clerk, "办结")
    clerk.page.keyboard.press("2")  # a denial says why in writing
    clerk.page.keyboard.press("Enter")
    expect(dialog.locator('[data-part="refused"]')).to_contain_text("reason_needed")
    dialog.locator('form[data-act="decide_case"] textarea').fill("不符合条件")
    dialog.get_by_role("button", name="确认").locator("visible=true").click()
    expect(told(dialog, "state")).to_contain_text("不予批准")


def test_a_step_is_entered_and_stands_late_while_the_case_is_not(clerk: Visitor) -> None:
    """The next one is chosen already."""  # M-1
    matter = own_matter(clerk.behind)
    steps = next(one for one in clerk.behind.hall.rules.matters if one.id == matter).steps
    clerk.behind.change("matters", matter, step_limits=(1,))
    case = complete(clerk.behind, matter)
    dialog = opened(clerk)
    act(clerk, "进入环节")
    clerk.page.keyboard.press("Enter")
    expect(told(dialog, "more")).to_contain_text(steps[0].zh)
    assert case.step_due is not None
    clerk.behind.pass_time(case.step_due - clerk.behind.now)
    clerk.hear()
    expect(told(dialog, "next")).to_contain_text("已超时")
    expect(told(dialog, "light")).to_contain_text("正常")


def test_a_joint_case_is_handed_on_to_a_department_of_the_list(clerk: Visitor) -> None:
    """Those that are not told yet; the part's number stands with the whole."""  # C-10
    case = joint(clerk)
    dialog = opened(clerk)
    expect(told(dialog, "next")).to_contain_text("抄告联办部门")
    act(clerk, "抄告部门")
    form = dialog.locator('form[data-act="notify_department"]')
    choices = form.locator("option").all_inner_texts()
    assert "农业服务中心" in choices or len(choices) > 3
    chosen = form.locator("select").input_value()
    form.locator('[name="days"]').fill("5")
    expect(form.locator('[name="last"]')).not_to_be_checked()  # others are to be told yet, or nobody knows
    clerk.page.keyboard.press("Enter")
    expect(told(dialog, "more")).to_contain_text("分办件")
    assert clerk.behind.hall.cases.open[case.parts[0]].department == chosen
    act(clerk, "抄告部门")
    assert chosen not in form.locator("option").evaluate_all("all => all.map((one) => one.value)")


def test_a_case_is_marked_and_handed_on(clerk: Visitor) -> None:
    """To a colleague; it leaves this clerk's list."""  # C-17, C-18
    case = complete(clerk.behind)
    dialog = opened(clerk)
    act(clerk, "标记急件、重大件")
    clerk.page.keyboard.press("2")
    clerk.page.keyboard.press("Enter")
    expect(told(dialog, "more")).to_contain_text("重大")
    act(clerk, "转交办理人")
    clerk.page.keyboard.type("A04")
    clerk.page.keyboard.press("Enter")
    expect(told(dialog, "done")).to_contain_text("转交办理人")
    assert (case.mark, case.clerk) == ("major", "A04")


def test_an_agent_is_named_by_the_windows_head_and_tells_each_leg(clerk: Visitor) -> None:
    """Both by the keyboard; nobody else is offered it."""  # C-11, C-18
    case = complete(clerk.behind)
    dialog = opened(clerk)
    expect(dialog.locator(ACTS)).not_to_contain_text("指定代办员")
    entitled(clerk, "window_head")
    clerk.hear()
    act(clerk, "指定代办员")
    clerk.page.keyboard.type("A03")
    clerk.page.keyboard.press("Enter")
    expect(told(dialog, "more")).to_contain_text("代办员 A03")
    act(clerk, "代办进展")
    clerk.page.keyboard.press("2")
    clerk.page.keyboard.press("Enter")
    expect(told(dialog, "more")).to_contain_text("代办员 A03：已送交上级窗口（县级）")
    assert case.up
    assert last(clerk) == {"type": "record_leg", "case": case.id, "leg": "handed_in", "level": "county"}


def test_the_eleventh_act_has_a_letter(clerk: Visitor) -> None:
    """A head has more acts than there are digits; each has a key of its own."""
    complete(clerk.behind)
    entitled(clerk, "chief_representative", "department_head", "window_head")
    opened(clerk)
    keys = clerk.page.locator(f"{ACTS} kbd").all_inner_texts()
    assert len(keys) > 10
    assert "".join(keys) == "1234567890QWER"[: len(keys)]
    act(clerk, "查看申请人")
    expect(clerk.page.locator('form[data-act="see_person"]')).to_be_visible()


def test_the_chief_representative_hurries_and_the_handler_sees_when(clerk: Visitor) -> None:
    """A04 is the chief representative, and has not been asked to do anything else."""  # C-18
    case = complete(clerk.behind)
    opened(clerk)
    clerk.behind.do("A04", k.HurryCase(case=case.id))
    clerk.hear()
    expect(clerk.page.locator('#case-dialog [data-part="more"]')).to_contain_text("催办")
    expect(clerk.page.locator(ACTS)).not_to_contain_text("催办")
    entitled(clerk, "chief_representative")
    clerk.hear()
    act(clerk, "催办")
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator('#case-dialog [data-part="done"]')).to_contain_text("催办")


def test_a_date_in_a_year_that_is_not_published_says_that_it_is_provisional(clerk: Visitor) -> None:
    """In the list and in the case."""  # C-3
    matter = own_matter(clerk.behind)
    clerk.behind.publish(2026)
    clerk.behind.change("matters", matter, promised_limit=40, statutory_limit=80)
    complete(clerk.behind, matter)
    dialog = opened(clerk)
    expect(told(dialog, "clock")).to_contain_text("暂定")
