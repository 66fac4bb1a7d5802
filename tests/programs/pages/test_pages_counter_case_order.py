"""At the terminal, what was asked of an older state of a case or a second time does no harm, and a mistake is taken back."""

from playwright.sync_api import expect

from common import commands_case as k
from server.rules.cases.asked import handlers_for
from tests.programs.pages.conftest import Visitor
from tests.programs.pages.test_pages_counter_case_acts import entitled, joint, last, told
from tests.programs.pages.test_pages_counter_cases import act, complete, opened, register
from tests.programs.pages.test_pages_outcome import FIND, LOSE


def test_an_extension_that_another_page_granted_meanwhile_is_not_added_to(clerk: Visitor) -> None:
    """It names the date that stood there when it was begun."""  # C-6
    case = complete(clerk.behind)
    entitled(clerk, "department_head")
    dialog = opened(clerk)
    act(clerk, "延期")
    clerk.page.keyboard.press("1")
    dialog.locator('form[data-act="extend_case"] [name="days"]').fill("2")
    clerk.behind.do("A03", k.ExtendCase(case=case.id, days=2, reason="complex"))
    clerk.hear()
    clerk.page.keyboard.press("Enter")
    expect(told(dialog, "refused")).to_contain_text("due_moved")
    assert case.extended == 2


def begin_a_second_case(clerk: Visitor) -> None:
    """One is registered of the ticket in hand already; another is typed, and not sent yet."""
    clerk.press("n", "s")
    hall = clerk.behind.hall
    ticket = next(one for one in hall.tickets.values() if one.number == "F001")
    clerk.behind.do("A03", k.RegisterCase(matter=ticket.matter, name="张三", ticket=ticket.id))
    clerk.hear()
    clerk.press("j")
    clerk.page.keyboard.type("张三")


def test_a_second_case_of_one_ticket_is_asked_about_once(clerk: Visitor) -> None:
    """The next press says that it is meant; what nobody meant is taken back with its reason."""  # C-1
    begin_a_second_case(clerk)
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator("#register-dialog [data-part=refused]")).to_contain_text("registered_already")
    assert len(clerk.behind.hall.cases.open) == 1
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator("#register-number")).to_contain_text("2026-0002")
    assert len(clerk.behind.hall.cases.open) == 2


def test_a_confirmation_that_was_lost_asks_for_no_second_case(clerk: Visitor) -> None:
    """Another of the matter is registered of this ticket; the link fails: the next press still means the one that was typed."""  # C-1
    begin_a_second_case(clerk)
    clerk.page.evaluate(LOSE)
    clerk.page.keyboard.press("Enter")
    refused = clerk.page.locator("#register-dialog [data-part=refused]")
    expect(refused).to_contain_text("没有执行")
    clerk.page.evaluate(FIND)
    clerk.page.wait_for_selector('body[data-link="joined"]')
    clerk.page.keyboard.press("Enter")
    expect(refused).to_contain_text("registered_already")
    assert len(clerk.behind.hall.cases.open) == 1


def test_a_mistake_is_taken_back_with_its_reason_and_leaves_the_list(clerk: Visitor) -> None:
    """Offered while nothing has happened to the case."""  # C-1
    case = register(clerk.behind)
    dialog = opened(clerk)
    clerk.page.locator("#case-acts button").filter(has_text="登记有误").click()
    clerk.page.keyboard.press("1")
    clerk.page.keyboard.press("Enter")
    expect(dialog).to_contain_text("登记有误，已撤销")
    assert last(clerk) == {"type": "take_back_case", "case": case.id, "reason": "twice"}
    assert case.state == "taken_back"


def test_what_has_gone_on_is_no_mistake(clerk: Visitor) -> None:
    """Nor is a case at the higher level decided."""  # C-13
    clerk.behind.do("A03", k.SendUp(case=complete(clerk.behind).id))
    acts = opened(clerk).locator("#case-acts")
    expect(acts).to_contain_text("上级已批回")
    for name in ("登记有误", "办结"):
        expect(acts).not_to_contain_text(name)


def test_a_joint_case_lists_its_parts_each_with_its_department_and_date(clerk: Visitor) -> None:
    """Its own clock is theirs."""  # C-10
    case = joint(clerk)
    department = next(item for item in clerk.behind.hall.rules.departments if item.id != case.department)
    clerk.behind.do("A03", k.NotifyDepartment(case=case.id, department=department.id, days=5))
    dialog = opened(clerk)
    expect(told(dialog, "parts")).to_contain_text(f"{department.name.zh}：办理中")
    expect(told(dialog, "parts")).to_contain_text("18:00")


def test_the_hand_on_list_offers_those_alone_who_may_have_the_case(clerk: Visitor) -> None:
    """Nobody of another department, whose name would be refused; and an agent is named from all who are there."""  # C-10, C-11, C-18
    case = complete(clerk.behind)
    rules = clerk.behind.hall.rules
    other = next(item.id for item in rules.departments if item.id != case.department)
    clerk.behind.change("clerks", "A04", department=case.department)
    clerk.behind.change("clerks", "A05", department=other)
    entitled(clerk, "window_head")
    dialog = opened(clerk)
    act(clerk, "转交办理人")
    offered = dialog.locator("#case-clerks option")
    expect(offered.and_(clerk.page.locator('[value="A04"]'))).to_have_count(1)
    names = {option.get_attribute("value") for option in offered.all()}
    assert names == {*handlers_for(clerk.behind.hall, case)}
    assert not {"A03", "A05"} & names
    clerk.page.keyboard.press("Escape")
    act(clerk, "指定代办员")
    expect(dialog.locator('#case-agents option[value="A05"]')).to_have_count(1)


def test_a_mistake_of_an_earlier_day_is_offered_to_nobody_whose_case_it_was(clerk: Visitor) -> None:
    """Also where whoever handles it is the window's head."""  # C-7
    entitled(clerk, "window_head")
    case = register(clerk.behind)
    dialog = opened(clerk)
    button = clerk.page.locator("#case-acts button").filter(has_text="登记有误")
    expect(button).to_be_visible()
    clerk.behind.pass_time(86_400_000)
    clerk.hear()
    expect(dialog).to_contain_text(case.number)
    expect(button).to_have_count(0)


def test_a_second_notice_says_which_papers_were_told_before_and_ticks_none(clerk: Visitor) -> None:
    """Demanded again they are a breach, whatever stands beside them; what is new may be told without them."""  # C-8, C-12
    case = register(clerk.behind)
    clerk.behind.change("matters", case.matter, start_incomplete=True)
    clerk.behind.do("A03", k.AcceptCase(case=case.id))  # it is worked on meanwhile: no notice has to name all
    clerk.behind.do("A03", k.TellSupplement(case=case.id, missing=(0,)))
    dialog = opened(clerk)
    act(clerk, "一次性告知补正")
    papers = dialog.locator('form[data-act="tell_supplement"] [data-part="materials"] label')
    expect(papers.nth(0)).to_contain_text("已告知过")
    expect(papers.nth(1)).not_to_contain_text("已告知过")
    for n in range(papers.count()):
        expect(papers.nth(n).locator("input")).not_to_be_checked()
