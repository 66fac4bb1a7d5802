"""Whose an application is: who may take it in, for whom, and to whom it may go (C-1, C-18, AB-16)."""

import msgspec

from common import commands as q
from common import commands_case as k
from common.messages import Registered
from server.rules import facts as f
from server.rules.cases.asked import rights_in
from server.rules.cases.case import Case
from tests.rules.setup_cases import CaseStreet, case_morning
from tests.rules.street import BOSS, Street, clerk

A1, A2, A3, A4 = clerk("A1"), clerk("A2"), clerk("A3"), clerk("A4")


def registered(street: CaseStreet, by: str, matter: str = "permit", ticket: int | None = None) -> Case:
    command = k.RegisterCase(matter=matter, name="张三", ticket=ticket)
    answer = street.give(clerk(by), command)
    assert isinstance(answer, Registered)
    return street.hall.cases.open[answer.case]


def in_hand(street: Street, by: str, matter: str) -> int:
    """A ticket of the matter that the clerk called."""
    street.issue(matter)
    return street.call(by).id


def test_a_clerk_takes_in_no_matter_of_another_department_at_another_post() -> None:
    """A2 of e, whose post has another line: neither without a ticket nor on one for something else."""  # C-1
    street = case_morning()
    permit = k.RegisterCase(matter="permit", name="张三")
    assert street.refused(A2, permit) == "not_your_matter"
    assert street.refused(A2, msgspec.structs.replace(permit, way="agency")) == "not_your_matter"
    ticket = in_hand(street, "A2", "ms")
    assert street.refused(A2, msgspec.structs.replace(permit, ticket=ticket)) == "not_your_matter"
    assert registered(street, "A2", "ms", ticket).clerk == "A2"


def test_the_departments_own_people_take_it_in_wherever_they_sit() -> None:
    """A4 is of d and serves no post: by post, by phone, from the village."""  # C-1, C-11
    street = case_morning()
    assert registered(street, "A4").clerk == "A4"


def test_the_matters_of_the_ticket_in_hand_may_be_registered_also_one_that_follows() -> None:
    """Passed on for a while, and to come back: the second window may take in what the first began."""  # C-1, Q-12
    street = case_morning()
    ticket = in_hand(street, "A1", "permit")
    street.give(A1, q.TransferTicket(ticket=ticket, matter="ms", back=True))
    assert street.call("A2").id == ticket
    assert registered(street, "A2", ticket=ticket).clerk == "A2"


def test_a_general_window_takes_what_waits_in_its_line() -> None:
    """Its line is the matter's, whatever the department."""
    setup = case_morning().hall.rules
    lines = tuple(msgspec.structs.replace(line, general=line.id == "s") for line in setup.lines)
    matters = tuple(
        msgspec.structs.replace(item, line="") if item.id == "permit" else item for item in setup.matters
    )
    street = case_morning(lines=lines, matters=matters)
    assert registered(street, "A2").clerk == "A2"
    assert street.refused(A3, k.RegisterCase(matter="permit", name="张三")) == "not_your_matter"


def test_what_a_b_registers_while_covering_is_as_and_b_reads_no_person_once_a_is_back() -> None:
    """On record by B; B's rights end with the cover."""  # AB-16, S-5
    street = case_morning()
    street.give(A1, q.HandOver(reason="meeting"))
    by_post = registered(street, "A2")
    at_window = registered(street, "A2", ticket=in_hand(street, "A2", "permit"))
    assert [(case.clerk, case.post) for case in (by_post, at_window)] == [("A1", "pr")] * 2
    assert {entry.by for entry in street.facts(f.CaseRegistered)} == {"A2"}
    street.give(A2, k.SeePerson(case=by_post.id, why="contact"))
    street.give(A1, q.ComeBack())
    for case in (by_post, at_window):
        assert street.refused(A2, k.SeePerson(case=case.id, why="contact")) == "not_your_case"
        assert street.refused(A2, k.DecideCase(case=case.id, end="closed")) == "not_your_case"
        street.give(A1, k.SeePerson(case=case.id, why="contact"))


def test_what_a_b_registers_of_the_own_post_stays_bs_while_covering_another() -> None:
    """The line says for whom."""  # AB-16
    street = case_morning()
    street.give(A1, q.HandOver(reason="meeting"))
    case = registered(street, "A2", "ms")
    assert (case.clerk, case.post) == ("A2", "ps")


def test_a_case_goes_to_nobody_of_another_department_but_by_the_centres_word() -> None:
    """Neither its handler nor the window's head may; within the department both do."""  # C-10, C-18
    street = case_morning()
    case = registered(street, "A1")
    for who in (A1, A4):
        assert street.refused(who, k.HandOnCase(case=case.id, clerk="A3")) == "handler_elsewhere"
    street.give(A1, k.HandOnCase(case=case.id, clerk="A4"))
    street.give(A4, k.HandOnCase(case=case.id, clerk="A1"))
    street.give(BOSS, k.HandOnCase(case=case.id, clerk="A3"))
    assert case.clerk == "A3"


def test_a_case_goes_to_whoever_serves_the_post_that_takes_its_matter() -> None:
    """Also as its B; a part of a joint case, which is another department's, does not."""  # AB-16, C-10
    street = case_morning()
    case = registered(street, "A1")
    street.give(A1, q.HandOver(reason="meeting"))
    street.give(A1, k.HandOnCase(case=case.id, clerk="A2"))
    assert case.clerk == "A2"
    joint = registered(street, "A4", "joint")
    street.give(A4, k.NotifyDepartment(case=joint.id, department="f", days=5))
    (part,) = joint.parts
    assert street.refused(A3, k.HandOnCase(case=part, clerk="A2")) == "handler_elsewhere"


def test_whoever_registered_it_takes_it_back_that_day_also_when_the_cover_is_over() -> None:
    """A2 of another department did so as B of A1's post; a stranger is told that it is not theirs."""  # AB-16, C-1
    street = case_morning()
    street.give(A1, q.HandOver(reason="meeting"))
    mine, other = registered(street, "A2"), registered(street, "A2")
    street.give(A1, q.ComeBack())
    street.later(minutes=1)
    assert mine.clerk == "A1"
    assert mine.registered_by == "A2"
    assert "take_back" in rights_in(street.hall, mine, "A2")
    assert "work" not in rights_in(street.hall, mine, "A2")
    street.give(A2, k.TakeBackCase(case=mine.id, reason="twice"))
    assert mine.state == "taken_back"
    assert street.refused(A3, k.TakeBackCase(case=other.id, reason="twice")) == "not_your_case"
    street.until("09:00", "2026-11-24")
    assert street.refused(A2, k.TakeBackCase(case=other.id, reason="twice")) == "not_your_case"
