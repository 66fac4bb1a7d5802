"""Cases in what passes from hand to hand with a post: open ones, what was done meanwhile, what A has to see to (AB-5 to AB-8, AB-16)."""

from common import commands as c
from common import commands_case as k
from common.rows import ContactRow
from common.rows_staff import HandoverRow
from server.rules import facts as f
from server.rules.cases.case import Case
from server.rules.hall_handover import Handover
from server.rules.view import table
from tests.rules.setup_cases import CHIEF, CaseStreet, case_morning
from tests.rules.street import BOSS, clerk

A1, A2 = clerk("A1"), clerk("A2")


def left() -> tuple[CaseStreet, Case, Case]:
    """A1 has two cases, the second due first, and hands over to A2."""
    street = case_morning()
    later, sooner = street.register("permit"), street.register("up")
    street.give(A1, c.HandOver(reason="meeting"))
    return street, later, sooner


def of_pr(street: CaseStreet) -> list[Handover]:
    return [item for item in street.hall.handovers.values() if item.post == "pr"]


def row(street: CaseStreet, clerk_id: str) -> HandoverRow:
    """The last handover, as that clerk sees it."""
    *_, last = table(street.hall, f"clerk:{clerk_id}", "handovers").values()
    assert isinstance(last, HandoverRow)
    return last


def test_whoever_leaves_hands_over_the_open_cases_beside_the_waiting_line() -> None:
    """What is due first stands first; both sides see the numbers."""  # AB-5
    street, later, sooner = left()
    (handover,) = of_pr(street)
    assert (handover.kind, handover.taker, handover.cases) == ("left", "A2", (sooner.id, later.id))
    assert row(street, "A1").cases == row(street, "A2").cases == (sooner.number, later.number)


def test_an_absence_hands_them_over_as_well() -> None:
    """B sees them though A said nothing."""  # AB-6
    street = case_morning()
    case = street.register()
    street.give(A1, c.StandUp())
    assert [(item.kind, item.cases) for item in of_pr(street)] == [("absence", (case.id,))]


def test_what_is_over_and_what_is_the_takers_own_is_not_handed_over() -> None:
    """Only what wants to be looked after."""
    street = case_morning()
    over = street.register("mr", materials=(0,))
    street.give(A1, k.RefuseCase(case=over.id, reason="withdrawn"))
    street.give(A1, c.HandOver(reason="meeting"))
    street.give(A2, k.RegisterCase(matter="permit", name="李四", way="post"))
    street.give(A2, c.StandUp())  # A3 takes both posts
    first, second = of_pr(street)
    (own,) = street.hall.cases.by_clerk["A1"]  # registered for A (AB-16)
    assert (first.taker, first.cases) == ("A2", ())
    assert (second.taker, second.cases) == ("A3", (own,))


def test_b_works_on_as_cases_while_covering_and_they_stay_as() -> None:
    """With A's rights, which end with the cover."""  # AB-16
    street, later, _ = left()
    street.give(A2, k.MarkCase(case=later.id, mark="urgent"))
    assert later.clerk == "A1"
    street.give(A1, c.ComeBack())
    assert street.refused(A2, k.MarkCase(case=later.id, mark="major")) == "not_your_case"


def test_a_is_told_which_cases_were_worked_on_meanwhile() -> None:
    """And which were registered at the post; not what nobody touched."""  # AB-8
    street, later, _ = left()
    street.give(A2, k.MarkCase(case=later.id, mark="urgent"))
    street.give(A2, k.MarkCase(case=later.id, mark="major"))
    street.give(A2, k.RegisterCase(matter="permit", name="李四", way="post"))
    new = max(street.hall.cases.open)
    street.give(A1, c.ComeBack())
    back = of_pr(street)[-1]
    assert (back.kind, back.taker, back.cases) == ("return", "A1", (later.id, new))
    assert row(street, "A1").cases == (later.number, street.hall.cases.open[new].number)


def test_cases_alone_are_worth_a_handover() -> None:
    """Nobody was served, and yet A has to know."""  # AB-8
    street, later, _ = left()
    street.give(A2, k.MarkCase(case=later.id, mark="urgent"))
    street.give(A1, c.ComeBack())
    assert [item.kind for item in of_pr(street)] == ["left", "return"]


def test_what_b_cannot_finish_of_a_case_stands_on_its_handlers_list() -> None:
    """With the reason; whoever handles the case contacts the resident, and says so."""  # AB-7
    street, later, _ = left()
    street.give(A2, c.RecordUnfinished(case=later.id, reason="papers", note="要查旧档案"))
    (item,) = street.hall.unfinished.values()
    assert (item.case, item.ticket, item.number, item.a_role, item.clerk) == (
        later.id,
        None,
        later.number,
        "A1",
        "A2",
    )
    again = c.RecordUnfinished(case=later.id, reason="papers")
    assert street.refused(A2, again) == "contact_listed"
    street.give(A1, c.ComeBack())
    assert of_pr(street)[-1].unfinished == (item.id,)
    (shown,) = table(street.hall, "clerk:A1", "contacts").values()
    assert isinstance(shown, ContactRow)
    assert (shown.case, shown.number, shown.note) == (later.id, later.number, item.note)
    street.give(A1, c.MarkContacted(item=item.id))
    assert "要查" not in str(street.made(f.UnfinishedRecorded))


def test_a_case_that_is_handed_on_goes_with_its_new_handlers_post() -> None:
    """Whoever covers that post covers it."""  # AB-16
    street = case_morning()
    case = street.register()
    street.give(BOSS, k.HandOnCase(case=case.id, clerk="A2"))
    assert (case.clerk, case.post) == ("A2", "ps")
    assert street.refused(CHIEF, k.MarkCase(case=case.id, mark="urgent")) == "not_your_case"
    street.give(A2, c.HandOver(reason="meeting"))
    (handover,) = [item for item in street.hall.handovers.values() if item.post == "ps"]
    assert (handover.taker, handover.cases) == (CHIEF.id, (case.id,))
    street.give(CHIEF, k.MarkCase(case=case.id, mark="urgent"))


def test_a_part_of_a_joint_case_is_covered_at_its_handlers_post() -> None:
    """The department's own."""  # C-10, AB-16
    street = case_morning()
    joint = street.register("joint")
    street.give(A1, k.NotifyDepartment(case=joint.id, department="e", days=3))
    part = street.hall.cases.open[max(street.hall.cases.open)]
    assert (part.clerk, part.post) == ("A2", "ps")


def test_a_list_of_days_ago_names_no_case_that_is_history() -> None:
    """A comes back the next day."""  # AB-8
    street, later, _ = left()
    street.give(A2, k.DecideCase(case=later.id, end="closed"))
    street.give(A2, k.DeliverResult(case=later.id))
    street.day("11-24", "08:40")
    street.give(A1, c.SitDown(window=1))
    assert all(later.id not in item.cases for item in of_pr(street) if item.kind == "return")


def test_only_who_covers_records_what_is_left_of_a_case() -> None:
    """Not its handler, not a colleague beside; and of one thing at a time."""  # AB-7
    street, later, _ = left()
    of_case = c.RecordUnfinished(case=later.id, reason="other")
    assert street.refused(CHIEF, of_case) == "not_your_case"
    assert street.refused(A1, of_case) == "your_own_case"
    assert street.refused(A2, c.RecordUnfinished(case=99, reason="other")) == "unknown_case"
    assert street.refused(A2, c.RecordUnfinished(reason="other")) == "ticket_or_case"
    both = c.RecordUnfinished(case=later.id, ticket=1, reason="other")
    assert street.refused(A2, both) == "ticket_or_case"
