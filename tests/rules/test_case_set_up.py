"""A set-up that changes while cases are open, or ended today: what they stand on stays, and their post goes on (M-7, AB-16)."""

import msgspec
import pytest

from common import commands_case as c
from common.rows_cases import CaseBoardRow
from server.rules import facts as f
from server.rules.order import ImportHall
from server.rules.setup import Post, Setup
from server.rules.view import table
from tests.rules.setup_cases import CaseStreet, case_morning
from tests.rules.street import ADMIN, clerk

A1 = clerk("A1")


def changed(street: CaseStreet, matter: str, **values: object) -> None:
    """The set-up is imported with another word about a matter."""
    matters = tuple(
        msgspec.structs.replace(item, **values) if item.id == matter else item
        for item in street.hall.rules.matters
    )
    street.give(ADMIN, ImportHall(setup=msgspec.structs.replace(street.hall.rules, matters=matters)))


def without_matter(setup: Setup, matter: str) -> Setup:
    return msgspec.structs.replace(setup, matters=tuple(item for item in setup.matters if item.id != matter))


def with_post(setup: Setup, post: str, *instead: Post) -> Setup:
    """The set-up with `instead` in place of that post."""
    others = tuple(item for item in setup.posts if item.id != post)
    return msgspec.structs.replace(setup, posts=(*others, *instead))


def at_the_post(street: CaseStreet) -> int:
    """A case of A1's that stands at post pr; nobody is at the window any more."""
    street.issue("up")
    ticket = street.call("A1")
    case = street.register("up", ticket=ticket.id)
    street.start("A1", ticket)
    street.finish("A1", ticket)
    assert case.post == "pr"
    return case.id


@pytest.mark.parametrize("ended", ["delivered", "refused", "taken_back"])
def test_the_matter_of_a_case_that_ended_today_stays_until_boards_show_it_no_more(ended: str) -> None:
    """Handed over, it is still among the newly ended: a set-up without its matter is refused, and the next day it is not."""  # P-4, M-7
    street = case_morning()
    case = street.register("mr" if ended == "refused" else "permit")
    match ended:
        case "delivered":
            street.give(A1, c.DecideCase(case=case.id, end="closed"))
            street.give(A1, c.DeliverResult(case=case.id))
        case "refused":
            street.give(A1, c.RefuseCase(case=case.id, reason="withdrawn"))
        case _:
            street.give(A1, c.TakeBackCase(case=case.id, reason="twice"))
    shrunk = ImportHall(setup=without_matter(street.hall.rules, case.matter))
    refusal = street.refusal(ADMIN, shrunk)
    assert (refusal.code, refusal.values) == (
        "setup_case_needs",
        {"what": case.matter, "number": case.number},
    )
    assert (str(case.id) in table(street.hall, "board", "board")) == (ended != "taken_back")
    street.day("11-24")
    street.give(ADMIN, shrunk)
    assert not table(street.hall, "board", "board")


def test_a_case_whose_post_has_another_name_now_stands_where_its_handler_is() -> None:
    """On record, at once; and the record of its being late says whose post that is."""  # AB-16, C-7
    street = case_morning()
    case = street.hall.cases.open[at_the_post(street)]
    (post,) = (item for item in street.hall.rules.posts if item.id == "pr")
    renamed = msgspec.structs.replace(post, id="px")
    street.give(ADMIN, ImportHall(setup=with_post(street.hall.rules, "pr", renamed)))
    assert (case.post, case.clerk) == ("px", "A1")
    assert [(fact.case, fact.post) for fact in street.made(f.CaseHandedOn)] == [(case.id, "px")]
    street.day("11-30", "18:00")
    (late,) = street.made(f.CaseOverdue)
    assert (late.clerk, late.cover) == ("A1", "closed")  # the hall is, by six


def test_a_case_whose_handler_has_no_post_any_more_is_covered_by_whoever_takes_its_matter() -> None:
    """A2's post takes the line now; the case stays A1's."""  # AB-16
    street = case_morning()
    case = street.hall.cases.open[at_the_post(street)]
    setup = street.hall.rules
    (second,) = (item for item in setup.posts if item.id == "ps")
    taking = msgspec.structs.replace(second, lines=(*second.lines, "r"))
    changed = with_post(with_post(setup, "pr"), "ps", taking)
    street.leaves("A1")
    street.give(ADMIN, ImportHall(setup=changed))
    assert (case.post, case.clerk) == ("ps", "A1")
    street.give(clerk("A2"), c.MarkCase(case=case.id, mark="urgent"))


def test_a_case_that_came_as_a_joint_one_can_be_handed_on_whatever_its_matter_is_now() -> None:
    """Else a record would stand against somebody who could not have kept clear of it."""  # C-10
    street = case_morning()
    case, ordinary = street.register("joint"), street.register("permit")
    changed(street, "joint", kind="promised")
    changed(street, "permit", kind="joint")
    told = c.NotifyDepartment(case=case.id, department="e", days=5, last=True)
    assert street.refused(A1, msgspec.structs.replace(told, case=ordinary.id)) == "not_joint"
    street.give(A1, told)
    street.day("11-25")
    assert not street.made(f.HandingOnLate)


def test_a_case_that_came_as_a_sensitive_one_stays_so_on_the_board() -> None:
    """Its resident was told so; and one whose matter is sensitive since is so from then on."""  # P-6
    street = case_morning()
    changed(street, "permit", sensitive=True)
    was, since = street.register("permit"), street.register("up")
    changed(street, "permit", sensitive=False)
    changed(street, "up", sensitive=True)
    rows = table(street.hall, "board", "board")
    for case in (was, since):
        row = rows[str(case.id)]
        assert isinstance(row, CaseBoardRow)
        assert row == CaseBoardRow(id=case.id, number=case.number, state="accepted", place=row.place)


def test_a_case_that_began_with_acceptance_when_it_came_begins_so() -> None:
    """Its receipt says so; with another rule meanwhile it would be red as soon as it is accepted."""  # C-3, M-7
    street = case_morning()
    case = street.register("mr")
    street.give(A1, c.TellSupplement(case=case.id, missing=(0, 1)))
    changed(street, "mr", starts="registration")
    street.day("12-08")
    street.give(A1, c.ReceiveMaterials(case=case.id, materials=(0, 1)))
    assert (case.started, street.due(case), case.overdue) == ("2026-12-08", "12-15 18:00", None)
