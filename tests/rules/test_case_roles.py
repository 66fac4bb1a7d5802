"""Who may: the chief representative decides and hurries, the head extends, the window's head names (C-18)."""

import pytest

from common import commands as q
from common import commands_case as c
from common.rows_cases import CaseRow
from server.rules import facts as f
from server.rules.cases.case import Case
from server.rules.cases.setup import CaseFigures
from server.rules.order import Actor
from server.rules.setup import Duty
from server.rules.view import table
from tests.rules.setup_cases import CHIEF, HEAD, CaseStreet, case_morning
from tests.rules.street import BOSS, clerk, moment

A1, A2, A3 = clerk("A1"), clerk("A2"), clerk("A3")
WITH_CHIEF: dict[str, tuple[Duty, ...]] = {"A4": ("chief_representative",)}


def row(street: CaseStreet, name: str, case: Case) -> CaseRow:
    found = table(street.hall, f"clerk:{name}", "cases")[str(case.id)]
    assert isinstance(found, CaseRow)
    return found


def rows(street: CaseStreet, name: str) -> set[str]:
    return set(table(street.hall, f"clerk:{name}", "cases"))


def test_the_chief_representative_decides_what_has_a_limit_and_the_window_what_is_closed_on_the_spot() -> (
    None
):
    """A4 of department d is at the hall for it: A1, who handles both, closes one of them."""  # C-18, C-2
    street = case_morning(WITH_CHIEF)
    permit, now = street.register("permit"), street.register("now")
    street.give(A1, c.DecideCase(case=now.id, end="closed"))
    assert street.refused(A1, c.DecideCase(case=permit.id, end="closed")) == "chief_only"
    street.give(clerk("A4"), c.DecideCase(case=permit.id, end="closed"))
    assert (now.state, permit.state) == ("closed", "closed")


def test_the_departments_head_may_decide_too() -> None:
    """Above the chief representative."""  # C-18
    street = case_morning({"A4": ("department_head",), "A1": ("chief_representative",)})
    case = street.register("permit")
    street.give(clerk("A4"), c.DecideCase(case=case.id, end="closed"))
    assert case.state == "closed"
    assert [entry.by for entry in street.facts(f.CaseDecided)] == ["A4"]


def test_whoever_covers_the_chiefs_post_decides_while_covering() -> None:
    """A2 has A1's rights, and no longer than A1 is away."""  # C-18, AB-16
    street = case_morning({"A1": ("chief_representative",)})
    street.issue("permit")
    ticket = street.call("A1")
    first, second = (
        street.register("permit", ticket=ticket.id),
        street.register("permit", ticket=ticket.id, another=True),
    )
    street.start("A1", ticket)
    street.finish("A1", ticket)
    assert street.refused(A2, c.DecideCase(case=first.id, end="closed")) == "not_your_case"
    street.give(A1, q.HandOver(reason="errand"))
    street.give(A2, c.DecideCase(case=first.id, end="closed"))
    street.give(A1, q.ComeBack())
    assert street.refused(A2, c.DecideCase(case=second.id, end="closed")) == "not_your_case"


def test_where_nobody_is_chief_whoever_works_on_it_decides() -> None:
    """A township's small department."""  # C-18
    street = case_morning({})
    case = street.register("permit")
    street.give(A1, c.DecideCase(case=case.id, end="closed"))
    assert case.state == "closed"
    assert [entry.by for entry in street.facts(f.CaseDecided)] == ["A1"]


@pytest.mark.parametrize("actor", [clerk("A4"), BOSS], ids=["chief", "centre"])
def test_a_case_is_hurried_on_record_and_its_handler_sees_when(actor: Actor) -> None:
    """By the chief representative or the centre; it stands on the supervisor's list from then on."""  # C-18
    street = case_morning(WITH_CHIEF)
    case = street.register("permit")
    assert table(street.hall, "supervisor", "case_watch") == {}
    assert street.refused(A1, c.HurryCase(case=case.id)) == "chief_only"
    street.give(actor, c.HurryCase(case=case.id))
    assert [entry.by for entry in street.facts(f.CaseHurried)] == [actor.id]
    assert row(street, "A1", case).hurried == moment("08:30")
    assert set(table(street.hall, "supervisor", "case_watch")) == {str(case.id)}


def test_a_row_says_what_whoever_sees_it_may_do() -> None:
    """So that a page offers an extension to the head alone."""  # C-18
    street = case_morning({**WITH_CHIEF, "A1": ("window_head",)})
    case = street.register("permit")
    assert row(street, "A1", case).may == ("work", "name", "take_back")
    assert row(street, "A4", case).may == ("work", "decide", "hurry")
    street = case_morning()
    case = street.register("permit")
    assert row(street, "A1", case).may == ("work", "decide", "take_back")
    assert row(street, "A4", case).may == ("work", "decide", "extend", "name", "take_back")
    street.give(A1, c.MarkCase(case=case.id, mark="urgent"))
    watched = table(street.hall, "supervisor", "case_watch")[str(case.id)]
    assert isinstance(watched, CaseRow)
    assert (watched.may, watched.to_notify) == ((), {})


def test_whoever_decides_or_extends_for_a_department_sees_all_of_its_cases() -> None:
    """A4 is its head; A2 is of another one."""  # C-18
    street = case_morning()
    cases = {str(street.register(matter).id) for matter in ("permit", "now", "up")}
    assert rows(street, "A4") == cases
    assert rows(street, "A2") == rows(street, "A3") == set()
    mine = table(street.hall, "clerk:A4", "cases").values()
    assert not any(item.covered for item in mine if isinstance(item, CaseRow))


def test_the_head_extends_with_a_new_date_and_the_extension_is_filed_with_the_centre() -> None:
    """It stands on the supervisor's list until the case is decided."""  # C-6, C-18
    street = case_morning()
    case = street.register("permit")
    street.give(HEAD, c.ExtendCase(case=case.id, days=3, reason="evidence"))
    (fact,) = street.made(f.CaseExtended)
    assert (fact.days, fact.reason, fact.due) == (3, "evidence", case.due)
    assert set(table(street.hall, "supervisor", "case_watch")) == {str(case.id)}
    street.give(A1, c.DecideCase(case=case.id, end="closed"))
    assert table(street.hall, "supervisor", "case_watch") == {}


def test_where_departments_do_not_agree_the_centre_names_the_handler() -> None:
    """On record like any other handing on."""  # C-10
    street = case_morning()
    case = street.register("joint")
    street.give(A1, c.NotifyDepartment(case=case.id, department="f", days=5))
    (part,) = case.parts
    assert street.refused(A2, c.HandOnCase(case=part, clerk="A2")) == "not_your_case"
    street.give(BOSS, c.HandOnCase(case=part, clerk="A2"))
    assert street.hall.cases.open[part].clerk == "A2"
    assert [entry.by for entry in street.facts(f.CaseHandedOn)] == [BOSS.id]


def test_the_chief_representative_of_a_part_is_whoever_the_notice_goes_to() -> None:
    """And decides it."""  # C-10, C-18
    street = case_morning()
    case = street.register("joint")
    street.give(A1, c.NotifyDepartment(case=case.id, department="f", days=5))
    part = street.hall.cases.open[case.parts[0]]
    assert part.clerk == CHIEF.id
    street.give(CHIEF, c.DecideCase(case=part.id, end="closed"))
    assert part.state == "closed"
    assert case.state == "accepted"


def test_figures_of_cases_have_the_defaults_of_the_rules() -> None:
    """Each is configuration, with the default that rules.md gives."""  # settings
    figures = CaseFigures()
    assert (figures.starts, figures.instant, figures.limit_days) == ("next_day", "on_the_spot", 15)
    assert (figures.field_limit_days, figures.letter_limit_days, figures.permit_limit_days) == (10, 15, 20)
    assert (figures.joint_limit_days, figures.joint_extension_days) == (45, 15)
    assert (figures.permit_extension_days, figures.deliver_within_days, figures.tell_within_days) == (
        10,
        10,
        5,
    )
    assert figures.yellow_days == 1


def test_a_mistake_is_taken_back_by_who_made_it_on_the_day_and_later_by_who_leads() -> None:
    """No colleague makes a forgotten case none just before it is late."""  # C-1, C-7
    street = case_morning(duties={"A4": ("window_head", "department_head")})
    mine, old, other = street.register(), street.register(), street.register()
    street.give(A1, c.HandOnCase(case=other.id, clerk="A4"))
    assert "take_back" in row(street, "A1", mine).may
    street.give(A1, c.TakeBackCase(case=other.id, reason="other"))
    street.day("11-24")
    assert "take_back" not in row(street, "A1", old).may
    assert street.refused(A1, c.TakeBackCase(case=old.id, reason="other")) == "take_back_by_head"
    assert "take_back" in row(street, "A4", old).may
    street.give(HEAD, c.TakeBackCase(case=old.id, reason="other"))
    street.give(BOSS, c.TakeBackCase(case=mine.id, reason="other"))
    assert [entry.by for entry in street.facts(f.CaseTakenBack)] == ["A1", "A4", BOSS.id]


def left_open(street: CaseStreet) -> Case:
    """A1's, to be closed on the spot: the resident has left, which is on record."""
    street.issue("now")
    ticket = street.call("A1")
    street.start("A1", ticket)
    case = street.register("now", ticket=ticket.id)
    street.finish("A1", ticket)
    street.issue("now")
    street.serve("A1")
    assert case.left_open
    return case


@pytest.mark.parametrize("duties", [(), ("window_head",)], ids=["handler", "own head"])
def test_what_is_on_record_is_no_mistake_of_whoever_the_record_is_about(duties: tuple[Duty, ...]) -> None:
    """Not on the same day either: another head takes it back, or the centre."""  # C-2, C-7
    street = case_morning({"A1": duties, "A4": ("window_head", "department_head")})
    case, other = left_open(street), left_open(street)
    assert "take_back" not in row(street, "A1", case).may
    code = "take_back_by_another" if duties else "take_back_by_head"
    assert street.refused(A1, c.TakeBackCase(case=case.id, reason="twice")) == code
    assert "take_back" in row(street, "A4", case).may
    street.give(clerk("A4"), c.TakeBackCase(case=case.id, reason="twice"))
    street.give(BOSS, c.TakeBackCase(case=other.id, reason="twice"))
    assert [entry.by for entry in street.facts(f.CaseTakenBack)] == ["A4", BOSS.id]


def test_a_window_head_does_not_take_back_an_own_case_of_an_earlier_day() -> None:
    """What was forgotten would be no case at all just before it is late, by the very clerk who forgot it."""  # C-7
    street = case_morning({"A1": ("window_head",)})
    case, fresh = street.register(), street.register()
    street.give(A1, c.TakeBackCase(case=fresh.id, reason="twice"))
    street.day("11-24")
    assert "take_back" not in row(street, "A1", case).may
    assert street.refused(A1, c.TakeBackCase(case=case.id, reason="twice")) == "take_back_by_another"
    assert case.state == "accepted"


def test_handing_a_case_on_first_does_not_open_it_to_the_head_who_had_it() -> None:
    """Whoever handled it once is not asked about it."""  # C-7
    street = case_morning({"A4": ("window_head",)})
    case = left_open(street)
    street.give(A1, c.HandOnCase(case=case.id, clerk="A4"))
    street.give(clerk("A4"), c.HandOnCase(case=case.id, clerk="A1"))
    assert case.hands == ("A1", "A4")
    assert street.refused(clerk("A4"), c.TakeBackCase(case=case.id, reason="twice")) == "take_back_by_another"


def test_a_supervisor_who_handles_a_case_is_bound_as_its_head_is() -> None:
    """In a small hall one person may be both; on the day, with nothing on record, the clerk's own slip is put right."""  # C-7
    both = Actor("A1", frozenset({"clerk", "supervisor"}))
    street = case_morning()
    slip, case = street.register(), left_open(street)
    street.give(both, c.TakeBackCase(case=slip.id, reason="twice"))
    assert street.refused(both, c.TakeBackCase(case=case.id, reason="twice")) == "take_back_by_another"


def test_an_extension_is_offered_to_the_head_until_the_day_before() -> None:
    """Not on the due day itself, on which it would be refused."""  # C-6
    street = case_morning()
    case = street.register("up")
    street.day("11-27")
    assert "extend" in row(street, "A4", case).may
    street.day("11-30")
    assert "extend" not in row(street, "A4", case).may
