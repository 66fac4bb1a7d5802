"""全程代办: a named agent carries a case to the higher level, each leg on record (C-11, C-13, C-18)."""

from common import commands_case as c
from common.rows_cases import CaseRow
from server.rules import facts as f
from server.rules.view import table
from tests.rules.setup_cases import HEAD, case_morning
from tests.rules.street import clerk

A1, A2 = clerk("A1"), clerk("A2")


def test_a_village_agent_hands_in_a_case_without_a_ticket() -> None:
    """Accepted like any other, from its own way in."""  # C-11
    street = case_morning()
    case = street.register("permit", way="agency")
    assert (case.way, case.ticket, case.state) == ("agency", None, "accepted")
    assert street.made(f.CaseRegistered)[0].way == "agency"


def test_an_agent_is_named_by_the_windows_head_and_carries_the_case_with_every_leg_on_record() -> None:
    """A2 of another department works on it from then on; the last leg stands in the row."""  # C-11, C-18
    street = case_morning()
    case = street.register("up")
    named = c.NameAgent(case=case.id, agent="A2")
    assert street.refused(A1, named) == "window_head_only"
    assert street.refused(A2, c.RecordLeg(case=case.id, leg="set_out")) == "not_your_case"
    street.give(HEAD, named)
    street.give(A2, c.RecordLeg(case=case.id, leg="set_out", level="town"))
    rows = table(street.hall, "clerk:A2", "cases")
    row = rows[str(case.id)]
    assert isinstance(row, CaseRow)
    assert (row.agent, row.leg, row.level, row.covered) == ("A2", "set_out", "town", False)
    assert case.clerk == "A1"  # the handler stays


def test_handed_in_the_case_is_at_the_higher_level_and_brought_back_it_is_ours_again() -> None:
    """The clock follows the agent's way; the legs between change nothing of it."""  # C-11, C-13
    street = case_morning()
    case = street.register("up")
    street.give(HEAD, c.NameAgent(case=case.id, agent="A2"))
    street.day("11-24")
    street.give(A2, c.RecordLeg(case=case.id, leg="handed_in"))
    assert (case.up, street.due(case)) == (True, "12-02 18:00")  # two days are theirs
    street.give(A2, c.RecordLeg(case=case.id, leg="added"))
    street.give(A2, c.RecordLeg(case=case.id, leg="collected"))
    assert case.up
    street.day("11-25")
    street.give(A2, c.RecordLeg(case=case.id, leg="brought_back"))
    assert (case.up, street.due(case)) == (False, "12-01 18:00")
    legs = [(fact.leg, fact.level) for fact in street.made(f.LegRecorded)]
    assert legs == [(leg, "county") for leg in ("handed_in", "added", "collected", "brought_back")]
    assert [fact.back for fact in street.made(f.CaseSentUp)] == [False, True]


def test_whose_agent_is_taken_back_works_on_the_case_no_more() -> None:
    """And there is no leg without an agent."""  # C-11
    street = case_morning()
    case = street.register("up")
    street.give(HEAD, c.NameAgent(case=case.id, agent="A2"))
    street.give(HEAD, c.NameAgent(case=case.id))
    assert street.refused(A2, c.RecordLeg(case=case.id, leg="set_out")) == "not_your_case"
    assert street.refused(A1, c.RecordLeg(case=case.id, leg="set_out")) == "no_agent"
    assert table(street.hall, "clerk:A2", "cases") == {}


def test_an_agent_brings_the_result_after_the_decision_too() -> None:
    """Then no clock runs any more, and only the leg is recorded."""  # C-11, C-16
    street = case_morning()
    case = street.register("up")
    street.give(HEAD, c.NameAgent(case=case.id, agent="A2"))
    street.give(A1, c.DecideCase(case=case.id, end="closed"))
    street.give(A2, c.RecordLeg(case=case.id, leg="collected"))
    street.give(A2, c.RecordLeg(case=case.id, leg="brought_back", level="village"))
    assert not street.made(f.CaseSentUp)
    street.give(A2, c.DeliverResult(case=case.id))


def test_what_is_handed_in_while_the_clock_stands_is_at_the_higher_level_all_the_same() -> None:
    """The two stops overlap, and end apart: ours on Thursday, theirs by its limit of two days; and nobody decides it while it is there."""  # C-11, C-13
    street = case_morning()
    case = street.register("up")
    street.give(HEAD, c.NameAgent(case=case.id, agent="A2"))
    street.give(A1, c.StopClock(case=case.id, reason="appraisal", days=3))
    street.day("11-24")
    street.give(A2, c.RecordLeg(case=case.id, leg="handed_in"))
    assert case.up
    assert [fact.back for fact in street.made(f.CaseSentUp)] == [False]
    street.day("11-25")
    street.give(A1, c.StartClock(case=case.id))
    assert street.due(case) == "12-02 18:00"  # Monday never counts; Tuesday and Wednesday did not
    street.day("11-26")
    assert street.refused(A1, c.DecideCase(case=case.id, end="closed")) == "still_up"
    street.give(A2, c.RecordLeg(case=case.id, leg="brought_back"))
    street.give(A1, c.DecideCase(case=case.id, end="closed"))


def test_what_has_no_clock_is_at_the_higher_level_too_once_it_is_handed_in() -> None:
    """It is not closed while it is there."""  # C-2, C-13
    street = case_morning()
    case = street.register("now")
    street.give(HEAD, c.NameAgent(case=case.id, agent="A2"))
    street.give(A2, c.RecordLeg(case=case.id, leg="handed_in"))
    assert street.refused(A1, c.DecideCase(case=case.id, end="closed")) == "still_up"


def test_of_a_joint_case_the_part_goes_up_and_not_the_whole() -> None:
    """Its clock is that of its parts."""  # C-10, C-13
    street = case_morning()
    case = street.register("joint")
    street.give(HEAD, c.NameAgent(case=case.id, agent="A1"))
    street.give(A1, c.NotifyDepartment(case=case.id, department="e", days=5))
    street.give(A1, c.RecordLeg(case=case.id, leg="set_out"))
    assert street.refused(A1, c.RecordLeg(case=case.id, leg="handed_in")) == "send_up_the_part"


def test_nothing_is_handed_in_at_the_higher_level_that_was_not_accepted_here() -> None:
    """Else its clock would begin and run while the case is there; accepted, it is sent up with that leg."""  # C-11, C-13
    street = case_morning()
    case = street.register("mr", materials=(0,))
    street.give(HEAD, c.NameAgent(case=case.id, agent="A2"))
    street.give(A2, c.RecordLeg(case=case.id, leg="set_out"))
    refusal = street.refusal(A2, c.RecordLeg(case=case.id, leg="handed_in"))
    assert (refusal.code, refusal.values) == ("case_state", {"number": case.number, "state": "registered"})
    street.give(A1, c.ReceiveMaterials(case=case.id, materials=(1,)))
    street.give(A2, c.RecordLeg(case=case.id, leg="handed_in"))
    assert (case.up, case.due) == (True, None)
