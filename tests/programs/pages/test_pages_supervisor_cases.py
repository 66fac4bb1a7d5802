"""Cases on the supervisor's tab: which stand out, and the record that is wrong (S-1, C-7)."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from common import commands_case as k
from common.commands import SitDown
from server.rules.cases.facts import CaseOverdue
from tests.programs.pages.conftest import Visitor
from tests.programs.pages.hall_behind_pages import HallBehindPages
from tests.programs.pages.test_pages_counter_cases import complete, register

Visit = Callable[..., Visitor]
DAY_MS = 86_400_000


def test_a_case_stands_on_the_watch_list_at_its_minute_and_its_department_turns_red(
    visit: Visit, behind: HallBehindPages
) -> None:
    """By colour, mark and word; nobody has to look for it."""  # C-7, S-1
    case, ordinary = complete(behind), complete(behind)
    behind.do("A03", k.MarkCase(case=ordinary.id, mark="major"))
    visitor = visit("S1", "/supervisor/cases")
    page = visitor.page
    expect(page.locator("#watch tr")).to_have_count(1)
    expect(page.locator("#watch")).to_contain_text("重大")
    assert case.due is not None
    behind.pass_time(case.due - behind.now)
    visitor.hear()
    row = page.locator("#watch tr", has_text=case.number)
    expect(row).to_contain_text("▲ 已超期")
    expect(page.locator("#departments tr").first.locator("td").nth(1)).to_have_text("2")


def test_a_case_that_nobody_has_accepted_says_until_when_that_is_to_be_told(
    visit: Visit, behind: HallBehindPages
) -> None:
    """Soon silence accepts it: nearly due, and the date beside."""  # C-20, S-1
    case = register(behind)
    assert case.accept_by is not None
    behind.pass_time(case.accept_by - behind.now - 3_600_000)
    row = visit("S1", "/supervisor/cases", "zh").page.locator("#watch tr", has_text=case.number)
    expect(row).to_contain_text("即将到期")
    expect(row).to_contain_text("11月30日 18:00 前")


def test_a_wrong_record_is_countered_with_a_reason_and_stays(visit: Visit, behind: HallBehindPages) -> None:
    """What stands beside it is shown; there is nothing to counter twice."""  # C-7
    case = complete(behind)
    assert case.due is not None
    behind.do("A03", k.MarkCase(case=case.id, mark="urgent"))
    behind.pass_time(case.due - behind.now)
    visitor = visit("S1", "/supervisor/cases", "zh")
    row = visitor.page.locator("#watch tr", has_text=case.number)
    row.get_by_role("button", name="更正超期记录").click()
    dialog = visitor.page.locator("#counter-dialog")
    dialog.get_by_label("原因").select_option("outage")
    dialog.get_by_role("button", name="更正超期记录").click()
    expect(dialog).to_be_hidden()
    expect(row).to_contain_text("超期记录已更正")
    expect(row.get_by_role("button", name="更正超期记录")).to_be_hidden()
    assert case.overdue is not None
    assert visitor.asked()[-1]["command"] == {"type": "counter_overdue", "case": case.id, "reason": "outage"}


def test_the_centre_hurries_a_case_and_names_its_handler(visit: Visit, behind: HallBehindPages) -> None:
    """On record; where departments do not agree, the centre says who it is."""  # C-10, C-18
    case = complete(behind)
    behind.do("A03", k.MarkCase(case=case.id, mark="urgent"))
    visitor = visit("S1", "/supervisor/cases", "zh")
    row = visitor.page.locator("#watch tr", has_text=case.number)
    row.get_by_role("button", name="催办").click()
    visitor.page.locator("#hurry-dialog").get_by_role("button", name="催办").click()
    expect(row).to_contain_text("催办")
    expect(row.locator("td").nth(2)).to_contain_text("催办")
    row.get_by_role("button", name="转交办理人").click()
    dialog = visitor.page.locator("#hand-on-dialog")
    dialog.get_by_role("combobox").select_option("A04")
    dialog.get_by_role("button", name="转交办理人").click()
    expect(row).to_contain_text("A04")
    assert [one["command"]["type"] for one in visitor.asked()] == ["hurry_case", "hand_on_case"]


def test_what_was_done_late_or_wrong_stands_on_the_watch_list_with_its_word(
    visit: Visit, behind: HallBehindPages
) -> None:
    """A breach, a late step, what was not closed on its day: each while the case itself is in time."""  # C-2, C-8, M-1
    breach, matter = register(behind), complete(behind).matter
    for missing in ((0,), (0, 1)):
        behind.do("A03", k.TellSupplement(case=breach.id, missing=missing))
    behind.change("matters", matter, step_limits=(1,))
    step = complete(behind, matter)
    behind.do("A03", k.EnterStep(case=step.id, step=0))
    complete(behind, next(one.id for one in behind.hall.rules.matters if one.kind == "instant"))
    assert step.step_due is not None
    behind.pass_time(step.step_due - behind.now)
    visitor = visit("S1", "/supervisor/cases", "zh")
    watch = visitor.page.locator("#watch")
    expect(watch.locator("tr", has_text=breach.number)).to_contain_text("多次要求补正 1 次")
    expect(watch.locator("tr", has_text=step.number)).to_contain_text("环节超时")
    expect(watch).to_contain_text("即办件未当场办结")


def test_a_year_that_is_not_published_is_an_alarm_on_the_supervisors_page(
    visit: Visit, behind: HallBehindPages
) -> None:
    """By itself, from November on."""  # C-3
    behind.publish(2026)
    visitor = visit("S1", "/supervisor", "zh")
    card = visitor.page.locator("#alarms li", has_text="工作日历未发布")
    expect(card).to_contain_text("2027 年")
    expect(card).to_contain_text("暂定")


def test_what_is_on_record_stays_findable_and_can_be_countered_after_decision_and_delivery(
    visit: Visit, behind: HallBehindPages
) -> None:
    """It leaves the watch list; by quarter it stands on the page, and the counter-entry with it."""  # C-7, C-8
    case, breach = complete(behind), register(behind)
    for missing in ((0,), (0, 1)):
        behind.do("A03", k.TellSupplement(case=breach.id, missing=missing))
    assert case.due is not None
    behind.pass_time(case.due - behind.now)
    chief = next(
        one.id
        for one in behind.hall.rules.clerks
        if one.department == case.department and "chief_representative" in one.duties
    )
    behind.do(chief, k.DecideCase(case=case.id, end="closed"))
    behind.do("A03", k.DeliverResult(case=case.id))
    visitor = visit("S1", "/supervisor/cases", "zh")
    page = visitor.page
    expect(page.locator("#watch tr", has_text=case.number)).to_have_count(0)
    row = page.locator("#records tr", has_text=case.number)
    expect(row.locator(".mark")).to_have_text("超过办理期限，已自动记录")
    expect(row.locator("td").nth(3)).to_contain_text("A03")
    assert row.get_by_role("button").all_inner_texts()[0] == "经过"
    page.set_viewport_size({"width": 1024, "height": 768})
    tables = page.locator(".panel.scroll").filter(visible=True)
    assert tables.evaluate_all("all => all.filter((one) => one.scrollWidth > one.clientWidth).length") == 0
    expect(row).to_contain_text("已送达")
    other = page.locator("#records tr", has_text=breach.number)
    expect(other).to_contain_text("再次要求补正")
    expect(other.get_by_role("button", name="更正超期记录")).to_be_hidden()
    row.get_by_role("button", name="更正超期记录").click()
    dialog = page.locator("#counter-dialog")
    dialog.get_by_label("原因").select_option("outage")
    dialog.get_by_role("button", name="更正超期记录").click()
    expect(row).to_contain_text("S1：超期记录有误，已更正")
    expect(row.get_by_role("button", name="更正超期记录")).to_be_hidden()
    page.locator("#quarter").select_option("2026-Q3")
    expect(page.locator("#records-none")).to_contain_text("没有")
    assert visitor.asked()[-1]["command"] == {"type": "counter_overdue", "case": case.id, "reason": "outage"}


def test_a_record_names_who_held_the_case_then_and_its_history_opens(
    visit: Visit, behind: HallBehindPages
) -> None:
    """Overdue while a colleague covered, handed to a third afterwards: the record stays with the first, and says who covered."""  # C-7
    case = complete(behind)
    assert case.due is not None
    behind.pass_time(case.due - behind.now - 3 * 3_600_000)
    for n in (1, 2, 4):
        behind.do(f"A0{n}", SitDown(window=n))
    behind.pass_time(case.due - behind.now)
    (fact,) = (entry.fact for entry in behind.log if isinstance(entry.fact, CaseOverdue))
    assert fact.clerk == "A03"
    assert fact.covered_by
    behind.do("S1", k.HandOnCase(case=case.id, clerk="A04"))
    page = visit("S1", "/supervisor/cases", "zh").page
    row = page.locator("#records tr", has_text=case.number)
    expect(row).to_contain_text(f"A03，当时由 {fact.covered_by} 顶岗")
    row.get_by_role("button", name="经过").click()
    expect(page.locator("#history li").first).to_contain_text("收到申请")
    expect(page.locator("#history")).to_contain_text("· 系统")
    expect(page.locator("#history")).not_to_contain_text("system")
    expect(page.locator("#history")).to_contain_text(f"承办 A03，当时由 {fact.covered_by} 顶岗")


def test_a_case_of_an_earlier_day_is_taken_back_by_who_supervises(
    visit: Visit, behind: HallBehindPages
) -> None:
    """With its reason; it leaves the list."""  # C-1, C-7
    case = complete(behind)
    behind.do("A03", k.MarkCase(case=case.id, mark="urgent"))
    visitor = visit("S1", "/supervisor/cases", "zh")
    row = visitor.page.locator("#watch tr", has_text=case.number)
    row.get_by_role("button", name="登记有误").click()
    dialog = visitor.page.locator("#take-back-dialog")
    dialog.get_by_role("combobox").select_option("wrong_person")
    dialog.get_by_role("button", name="登记有误").click()
    expect(row).to_have_count(0)
    assert visitor.asked()[-1]["command"] == {
        "type": "take_back_case",
        "case": case.id,
        "reason": "wrong_person",
    }


def test_a_supervisor_is_not_offered_to_take_back_what_was_an_own_case(
    visit: Visit, behind: HallBehindPages
) -> None:
    """Who is a clerk besides."""  # C-7
    own, other = complete(behind), complete(behind)
    for case in (own, other):
        behind.do("A03", k.MarkCase(case=case.id, mark="urgent"))
    own.hands = ("A03", "S1")
    watch = visit("S1", "/supervisor/cases", "zh").page.locator("#watch")
    take_back = [
        watch.locator("tr", has_text=case.number).get_by_role("button", name="登记有误")
        for case in (own, other)
    ]
    expect(take_back[1]).to_be_visible()
    expect(take_back[0]).to_be_hidden()
