"""Acts of a case follow one another: what was asked of an older state of it, or a second time, does no harm (C-2, C-6, C-8, C-10, C-13, C-20)."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from common import commands_case as c
from common.commands_paper import AskPaper, RenewReceipt
from common.rows_cases import CaseRow
from server.rules import facts as f
from server.rules.cases.case import Case
from server.rules.order import Actor
from server.rules.view import table
from tests.rules.setup_cases import HEAD, CaseStreet, case_morning
from tests.rules.street import BOSS, clerk

A1, A2 = clerk("A1"), clerk("A2")
OUT_OF_ORDER = "leg_out_of_order"


def carried() -> tuple[CaseStreet, Case]:
    """A case that A2 carries to the higher level."""
    street = case_morning()
    case = street.register("up")
    street.give(HEAD, c.NameAgent(case=case.id, agent="A2"))
    return street, case


def leg(case: Case, name: c.CaseLeg, level: c.CaseLevel = "county") -> c.RecordLeg:
    return c.RecordLeg(case=case.id, leg=name, level=level)


def row_of(street: CaseStreet, audience: str, name: str, case: Case) -> CaseRow | None:
    row = table(street.hall, audience, name).get(str(case.id))
    assert row is None or isinstance(row, CaseRow)
    return row


def test_a_case_is_not_decided_while_it_is_at_the_higher_level() -> None:
    """Brought back it is, and nothing of the higher level is left."""  # C-13, C-14
    street, case = carried()
    street.give(A2, leg(case, "handed_in"))
    close = c.DecideCase(case=case.id, end="closed")
    assert street.refused(A1, close) == "still_up"
    street.give(A2, leg(case, "brought_back"))
    street.give(A1, close)
    assert (case.state, case.up) == ("closed", False)
    again = street.register("up")
    street.give(A1, c.SendUp(case=again.id))
    assert street.refused(A1, c.DecideCase(case=again.id, end="closed")) == "still_up"
    street.give(A1, c.ComeDown(case=again.id))
    street.give(A1, c.DecideCase(case=again.id, end="closed"))


def test_legs_follow_one_another_there_and_back_as_often_as_it_takes() -> None:
    """Nothing is brought back by who never set out, and nothing is handed in twice."""  # C-11, C-13
    street, case = carried()
    for name in ("brought_back", "added", "collected"):
        assert street.refused(A2, leg(case, name)) == OUT_OF_ORDER
    for _ in range(2):
        street.give(A2, leg(case, "set_out"))
        assert street.refused(A2, leg(case, "set_out")) == OUT_OF_ORDER
        street.give(A2, leg(case, "handed_in"))
        assert street.refused(A2, leg(case, "handed_in", "city")) == OUT_OF_ORDER
        assert street.refused(A2, leg(case, "set_out")) == OUT_OF_ORDER
        street.give(A2, leg(case, "collected"))
        assert case.up
        street.give(A2, leg(case, "brought_back"))
        assert not case.up
    assert street.refused(A2, leg(case, "brought_back")) == OUT_OF_ORDER
    assert [fact.back for fact in street.made(f.CaseSentUp)] == [False, True] * 2


def test_what_the_window_handed_in_the_agent_may_bring_back() -> None:
    """Though no leg said that it went there."""  # C-11, C-13
    street, case = carried()
    street.give(A1, c.SendUp(case=case.id))
    street.give(A2, leg(case, "brought_back"))
    assert not case.up


def test_an_extension_has_its_bound_whatever_the_matter() -> None:
    """So many days in all, however they are granted; what is no permit has no more than one."""  # C-6, C-19
    street = case_morning()
    case = street.register("up")
    assert (
        street.refused(HEAD, c.ExtendCase(case=case.id, days=366, reason="complex")) == "extension_too_long"
    )
    for days in (6, 4):
        street.give(HEAD, c.ExtendCase(case=case.id, days=days, reason="complex"))
    assert street.refused(HEAD, c.ExtendCase(case=case.id, days=1, reason="complex")) == "extension_too_long"
    assert case.extended == 10
    joint = street.register("joint")
    assert (
        street.refused(HEAD, c.ExtendCase(case=joint.id, days=16, reason="complex")) == "extension_too_long"
    )
    street.give(HEAD, c.ExtendCase(case=joint.id, days=15, reason="complex"))


def test_an_extension_of_a_date_that_has_moved_is_refused() -> None:
    """Two pages of one head do not add up."""  # C-6
    street = case_morning()
    case = street.register("permit")
    asked = c.ExtendCase(case=case.id, days=2, reason="complex", due=case.due)
    street.give(HEAD, asked)
    assert street.refused(HEAD, asked) == "due_moved"
    assert case.extended == 2


def test_a_notice_that_was_told_meanwhile_is_not_told_again_unseen() -> None:
    """A second page of the same clerk makes no breach."""  # C-8
    street = case_morning()
    case = street.register("mr", materials=(0,))
    asked = c.TellSupplement(case=case.id, missing=(1,), notices=0)
    street.give(A1, asked)
    assert street.refused(A1, asked) == "told_meanwhile"
    assert (case.notices, case.breaches) == (1, 0)


def test_nothing_has_arisen_where_the_same_is_told_again() -> None:
    """Whatever is ticked: it is a second notice for the same fault."""  # C-8
    street = case_morning()
    case = street.register("mr", materials=(0,))
    for breaches in (0, 1):
        street.give(A1, c.TellSupplement(case=case.id, missing=(1,), arisen_since=True))
        assert case.breaches == breaches


@pytest.mark.parametrize(
    ("missing", "note", "arisen", "breaches"),
    [
        ((1,), "另需照片", True, 1),
        ((0, 1), "", True, 1),
        ((0, 1), "另需照片", True, 1),
        ((0,), "", True, 0),
        ((0,), "另需照片", True, 0),
        ((), "邻居提出异议，请提交说明", True, 0),
        ((), "邻居提出异议，请提交说明", False, 1),
        ((0,), "", False, 1),
    ],
)
def test_a_paper_that_is_told_again_is_a_breach_whatever_else_the_notice_holds(
    missing: tuple[int, ...], note: str, arisen: bool, breaches: int
) -> None:
    """The form was told; neither a word nor another paper beside it lets it pass, and what is really new does."""  # C-8
    street = case_morning()
    case = street.register("soon")  # it is worked on meanwhile (C-12): no notice has to name all that lacks
    street.give(A1, c.TellSupplement(case=case.id, missing=(1,)))
    street.give(A1, c.TellSupplement(case=case.id, missing=missing, note=note, arisen_since=arisen))
    assert case.breaches == breaches


@pytest.mark.parametrize("missing", [(0,), (1,), (), (0, 1)])
def test_before_acceptance_the_first_notice_tells_all_that_lacks(missing: tuple[int, ...]) -> None:
    """Whatever the clerk named: without it nothing is accepted. Telling any of it again is a breach."""  # C-8, decision 0241
    street = case_morning()
    case = street.register("mr")
    street.give(A1, c.TellSupplement(case=case.id, missing=missing, note="照片要近期的"))
    assert (case.told, case.note_told) == ((0, 1), False)
    street.give(A1, c.ReceiveMaterials(case=case.id, materials=(0,)))
    street.give(A1, c.TellSupplement(case=case.id, missing=(1,), arisen_since=True))
    assert case.breaches == 1


def test_one_ticket_gets_a_second_case_of_its_matter_only_if_that_is_said() -> None:
    """Two asks at once make one case; there may really be two."""  # C-1
    street = case_morning()
    street.issue("permit")
    ticket = street.call("A1")
    asked = c.RegisterCase(matter="permit", name="张三", ticket=ticket.id)
    street.give(A1, asked)
    assert street.refused(A1, asked) == "registered_already"
    street.give(A1, replace(asked, another=True))
    street.give(A1, replace(asked, matter="up"))
    assert len(street.made(f.CaseRegistered)) == 3


def test_what_was_registered_by_mistake_is_taken_back_and_stands_on_no_board() -> None:
    """With its reason on record, while nothing has happened to it; no figure counts it, and its number is not given again."""  # C-1
    street = case_morning()
    case, real = street.register("permit"), street.register("mr")
    shown = table(street.hall, "board", "board")
    assert {str(case.id), str(real.id)} <= shown.keys()
    assert case.due is not None
    street.give(A1, c.TakeBackCase(case=case.id, reason="twice"))
    assert (case.limit, street.due(case)) == (0, None)
    assert [fact.reason for fact in street.made(f.CaseTakenBack)] == ["twice"]
    assert str(case.id) not in table(street.hall, "board", "board")
    assert street.hall.cases.today["d"].accepted == 0
    assert row_of(street, "clerk:A1", "cases", case) is None
    street.give(A1, c.TellSupplement(case=real.id, missing=(0,)))
    assert street.refused(A1, c.TakeBackCase(case=real.id, reason="twice")) == "case_went_on"
    assert street.register("permit").number == "2026-0003"
    street.day("12-30")
    assert case.id not in street.hall.cases.open


def test_what_papers_came_for_is_no_mistake() -> None:
    """A resident brought them; and of what was taken back nobody gets another receipt."""  # C-1
    street = case_morning()
    case, wrong = street.register("mr"), street.register("permit")
    street.give(A1, c.ReceiveMaterials(case=case.id, materials=(0,)))
    assert street.refused(A1, c.TakeBackCase(case=case.id, reason="twice")) == "case_went_on"
    street.give(A1, c.TakeBackCase(case=wrong.id, reason="wrong_matter"))
    assert street.refused(A1, RenewReceipt(case=wrong.id, why="lost")) == "case_state"
    assert street.refused(A1, AskPaper(paper="receipt", case=wrong.id)) == "case_state"


def test_after_a_mistake_the_ticket_has_its_case_anew_without_a_word() -> None:
    """There was none; its number stays used, and the name goes after its time."""  # C-1, S-5
    street = case_morning()
    street.issue("permit")
    asked = c.RegisterCase(matter="permit", name="张三", ticket=street.call("A1").id)
    street.give(A1, asked)
    (case,) = street.hall.cases.open
    street.give(A1, c.TakeBackCase(case=case, reason="wrong_person"))
    street.give(A1, asked)
    assert [fact.number for fact in street.made(f.CaseRegistered)] == ["2026-0001", "2026-0002"]
    assert list(street.hall.cases.over) == [case]


TWICE: dict[str, tuple[str, Actor, Callable[[int], c.CaseCommand], str]] = {
    "stop": ("permit", A1, lambda case: c.StopClock(case=case, reason="hearing", days=2), "clock_stands"),
    "send up": ("up", A1, lambda case: c.SendUp(case=case), "clock_stands"),
    "step": ("up", A1, lambda case: c.EnterStep(case=case, step=0), "same_step"),
    "decide": ("permit", A1, lambda case: c.DecideCase(case=case, end="closed"), "case_state"),
    "mark": ("permit", A1, lambda case: c.MarkCase(case=case, mark="major"), "marked_so_already"),
    "hand on": ("permit", HEAD, lambda case: c.HandOnCase(case=case, clerk="A4"), "same_handler"),
    "agent": ("up", HEAD, lambda case: c.NameAgent(case=case, agent="A2"), "same_agent"),
    "notify": ("joint", A1, lambda case: c.NotifyDepartment(case=case, department="e", days=3), "department_notified"),
    "papers": ("mr", A1, lambda case: c.ReceiveMaterials(case=case, materials=(0,)), "material_there"),
    "take back": ("mr", A1, lambda case: c.TakeBackCase(case=case, reason="twice"), "case_state"),
    "refuse": ("mr", A1, lambda case: c.RefuseCase(case=case, reason="withdrawn"), "case_state"),
}  # fmt: skip


@pytest.mark.parametrize("act", TWICE)
def test_the_same_act_from_a_second_page_is_refused(act: str) -> None:
    """The first is on record, the second changes nothing."""
    matter, actor, command, code = TWICE[act]
    street = case_morning()
    case = street.register(matter).id
    street.give(actor, command(case))
    assert street.refused(actor, command(case)) == code


def test_a_copy_notice_goes_to_others_than_the_lead_department() -> None:
    """It has the case already."""  # C-10
    street = case_morning()
    case = street.register("joint")
    assert street.refused(A1, c.NotifyDepartment(case=case.id, department="d", days=3)) == "own_department"
    assert not case.parts


def test_what_is_decided_is_handed_on_to_nobody() -> None:
    """Whoever of the department is there hands its result over."""  # C-10, C-16
    street = case_morning()
    case = street.register("permit")
    street.give(A1, c.DecideCase(case=case.id, end="closed"))
    for actor in (A1, HEAD, BOSS):
        assert street.refused(actor, c.HandOnCase(case=case.id, clerk="A3")) == "case_state"
    street.give(HEAD, c.DeliverResult(case=case.id))


def test_an_instant_case_that_was_never_accepted_is_flagged_at_the_days_end_too() -> None:
    """Open is open."""  # C-2
    matters = case_morning().hall.rules.matters
    papers = next(item.materials for item in matters if item.id == "mr")
    changed = tuple(replace(item, materials=papers) if item.id == "now" else item for item in matters)
    street = case_morning(matters=changed)
    untold, told = street.register("now"), street.register("now")
    street.give(A1, c.TellSupplement(case=told.id, missing=(0, 1)))
    street.day("11-25")
    assert [fact.left_open for fact in street.made(f.DayClosed)] == [(untold.id, told.id), ()]
    assert untold.left_open


def test_a_case_that_silence_will_accept_tomorrow_shows_today() -> None:
    """Yellow to its clerk, and on the supervisor's list; once told what is missing it is no more."""  # C-20
    street = case_morning()
    case = street.register("mr", materials=(0,))
    street.day("11-26")
    early = row_of(street, "clerk:A1", "cases", case)
    assert early is not None
    assert early.light == "none"
    assert row_of(street, "supervisor", "case_watch", case) is None
    street.day("11-27")  # Friday; told by Monday
    for audience, name in (("clerk:A1", "cases"), ("supervisor", "case_watch")):
        row = row_of(street, audience, name, case)
        assert row is not None
        assert row.light == "yellow"
    street.give(A1, c.TellSupplement(case=case.id, missing=(1,)))
    assert row_of(street, "supervisor", "case_watch", case) is None
