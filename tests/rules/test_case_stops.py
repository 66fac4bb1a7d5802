"""Stops of the clock: longer than told, beside the higher level's limit, and a setting that changes meanwhile (C-3, C-5, C-13)."""

import msgspec

from common import commands_case as c
from common.rows_cases import CaseBoardRow, CaseRow
from server.rules import facts as f
from server.rules.cases.case import Case
from server.rules.order import ImportHall
from server.rules.setup import Setup
from server.rules.view import table
from tests.rules.setup_cases import HEAD, CaseStreet, case_morning, case_setup
from tests.rules.street import ADMIN, BOSS, clerk, moment

A1, A2 = clerk("A1"), clerk("A2")


def rows(street: CaseStreet, audience: str, name: str) -> list[CaseRow]:
    return [row for row in table(street.hall, audience, name).values() if isinstance(row, CaseRow)]


def own(street: CaseStreet, case: Case) -> CaseRow:
    return next(row for row in rows(street, "clerk:A1", "cases") if row.id == case.id)


def test_a_stop_that_lasts_longer_than_was_told_is_on_record_and_on_the_lists() -> None:
    """Two days, told on Tuesday: over on Thursday at six; the supervisor sees it, and for the clerk it is urgent from then."""  # C-5, S-1, decision 0220
    street = case_morning()
    stopped, later = street.register("permit"), street.register("permit")
    street.day("11-24")
    street.give(A1, c.StopClock(case=stopped.id, reason="appraisal", days=2))
    assert own(street, stopped).stop_until == moment("18:00", "2026-11-26")
    street.day("11-26", "17:59")
    assert rows(street, "supervisor", "case_watch") == []
    street.day("11-26", "18:00")
    assert [(fact.case, fact.days) for fact in street.made(f.StopOverrun)] == [(stopped.id, 2)]
    assert [entry.due for entry in street.facts(f.StopOverrun)] == [moment("18:00", "2026-11-26")]
    assert [(row.id, row.stop_over) for row in rows(street, "supervisor", "case_watch")] == [
        (stopped.id, True)
    ]
    assert [row.id for row in rows(street, "clerk:A1", "cases")] == [stopped.id, later.id]
    street.day("12-01")
    assert len(street.made(f.StopOverrun)) == 1
    street.give(A1, c.StartClock(case=stopped.id))
    assert rows(street, "supervisor", "case_watch") == []
    assert own(street, stopped).stop_until is None


def test_a_stop_after_the_days_due_time_counts_from_the_next_day() -> None:
    """At six on Tuesday the day is used, and the stop's one day is Wednesday: not longer than told before that is over."""  # C-5
    street = case_morning()
    case = street.register("mr", materials=(0, 1))
    street.day("11-24", "18:00")
    street.give(A1, c.StopClock(case=case.id, reason="appraisal", days=1))
    row = own(street, case)
    assert (row.used, row.stopped, row.stands, row.stop_until) == (1, 0, True, moment("18:00", "2026-11-25"))
    assert street.refused(A1, c.StopClock(case=case.id, reason="hearing", days=1)) == "clock_stands"
    street.day("11-25", "17:59")
    assert (own(street, case).used, own(street, case).stopped) == (1, 1)
    assert not street.made(f.StopOverrun)
    street.day("11-25", "18:00")
    assert [entry.due for entry in street.facts(f.StopOverrun)] == [moment("18:00", "2026-11-25")]


def test_a_clock_that_is_started_in_the_evening_counts_from_the_next_day() -> None:
    """Nobody can use a day that is over: a stop over Tuesday and Wednesday moves the due date by two, and it runs from then on."""  # C-5
    street = case_morning()
    case = street.register("mr", materials=(0, 1))
    assert street.due(case) == "11-30 18:00"
    street.day("11-24", "09:00")
    street.give(A1, c.StopClock(case=case.id, reason="appraisal", days=2))
    street.day("11-25", "18:00")
    street.give(A1, c.StartClock(case=case.id))
    row = own(street, case)
    assert (street.due(case), row.used, row.stopped, row.stands) == ("12-02 18:00", 0, 2, False)
    assert street.refused(A1, c.StartClock(case=case.id)) == "clock_runs"
    street.give(A1, c.StopClock(case=case.id, reason="hearing", days=1))
    assert own(street, case).stands
    street.day("11-26", "17:59")
    street.give(A1, c.StartClock(case=case.id))
    assert (street.due(case), own(street, case).used) == ("12-02 18:00", 1)


def test_a_stop_seconds_after_the_due_minute_makes_nothing_good() -> None:
    """Late is late, also where its record was countered."""  # C-5, C-7
    street = case_morning()
    case = street.register("mr", materials=(0, 1))
    street.day("11-30", "18:00")
    assert case.is_past_due
    before = own(street, case)
    street.give(BOSS, c.CounterOverdue(case=case.id, reason="outage"))
    street.give(A1, c.StopClock(case=case.id, reason="appraisal", days=3))
    assert (own(street, case).used, case.due) == (before.used, before.due)
    assert own(street, case).light == "red"


def test_a_stop_that_is_ended_on_the_same_evening_takes_no_day() -> None:
    """Before the first one that it would take."""  # C-5
    street = case_morning()
    case = street.register("mr", materials=(0, 1))
    due = case.due
    street.day("11-24", "19:00")
    street.give(A1, c.StopClock(case=case.id, reason="appraisal", days=2))
    street.give(A1, c.StartClock(case=case.id))
    assert (case.due, own(street, case).stands) == (due, False)


def test_a_stop_that_ends_in_time_is_on_no_list() -> None:
    """Nor one that a decision ended."""  # C-5
    street = case_morning()
    started, decided = street.register("permit"), street.register("permit")
    for case in (started, decided):
        street.give(A1, c.StopClock(case=case.id, reason="appraisal", days=2))
    street.day("11-24")
    street.give(A1, c.StartClock(case=started.id))
    street.give(A1, c.DecideCase(case=decided.id, end="closed"))
    street.day("12-01")
    assert not street.made(f.StopOverrun)


def test_the_days_told_of_a_stop_are_working_days_by_the_calendar_as_it_is_corrected() -> None:
    """Told on Friday for two days: until Tuesday, and with Monday off until Wednesday."""  # C-3, C-5, decision 0220
    street = case_morning()
    case = street.register("permit")
    street.day("11-27")
    street.give(A1, c.StopClock(case=case.id, reason="appraisal", days=2))
    assert case.stop_until == moment("18:00", "2026-12-01")
    setup = street.hall.rules
    off = (*setup.deadlines.off_days, "2026-11-30")
    deadlines = msgspec.structs.replace(setup.deadlines, off_days=off)
    street.give(ADMIN, ImportHall(setup=msgspec.structs.replace(setup, deadlines=deadlines)))
    assert case.stop_until == moment("18:00", "2026-12-02")


def test_beyond_the_higher_levels_limit_the_clock_runs_and_may_be_stopped() -> None:
    """Sent up for two days on Monday, which counts for nobody; from Thursday on it runs, and stands for a hearing from Friday. Back, and started: it runs on."""  # C-5, C-13, decision 0220
    street = case_morning()
    case = street.register("up")
    street.give(A1, c.SendUp(case=case.id))
    assert street.refused(A1, c.StopClock(case=case.id, reason="hearing", days=1)) == "clock_stands"
    street.day("11-25")
    assert own(street, case).stands
    street.day("11-26")
    assert (own(street, case).stands, own(street, case).up) == (False, True)
    assert street.refused(A1, c.SendUp(case=case.id)) == "sent_up_already"
    street.day("11-27")
    street.give(A1, c.StopClock(case=case.id, reason="hearing", days=2))
    assert (case.due, own(street, case).stopped_here) == (None, True)
    street.day("11-30")
    street.give(A1, c.ComeDown(case=case.id))
    assert (case.up, case.due, own(street, case).stands) == (False, None, True)
    street.day("12-01")
    street.give(A1, c.StartClock(case=case.id))
    assert street.due(case) == "12-04 18:00"  # the 26th; then 1 December, and three more


def test_what_a_window_stopped_is_started_while_the_case_is_at_the_higher_level() -> None:
    """That time goes on by itself."""  # C-5, C-13, decision 0220
    street = case_morning()
    case = street.register("up")
    street.give(A1, c.SendUp(case=case.id))
    street.day("11-26")
    street.give(A1, c.StopClock(case=case.id, reason="hearing", days=1))
    street.day("11-27")
    street.give(A1, c.StartClock(case=case.id))
    assert (case.up, street.due(case)) == (True, "12-03 18:00")
    street.give(A1, c.ComeDown(case=case.id))
    assert (case.up, street.due(case)) == (False, "12-03 18:00")


def test_what_a_window_sent_up_an_agent_does_not_send_up_again() -> None:
    """Also when the higher level's own limit is over, and the clock runs."""  # C-11, C-13
    street = case_morning()
    case = street.register("up")
    street.give(HEAD, c.NameAgent(case=case.id, agent="A2"))
    street.give(A1, c.SendUp(case=case.id))
    street.day("11-27")
    for leg in ("set_out", "handed_in"):
        street.give(A2, c.RecordLeg(case=case.id, leg=leg))
    assert len(street.made(f.CaseSentUp)) == 1


def with_starts(setup: Setup, matter: str) -> Setup:
    """The same hall, in which the first day of `matter` counts from now on."""
    matters = tuple(
        msgspec.structs.replace(item, starts="same_day") if item.id == matter else item
        for item in setup.matters
    )
    return msgspec.structs.replace(setup, matters=matters)


def test_a_first_day_that_is_set_otherwise_later_moves_no_case_in_hand() -> None:
    """Neither by itself nor with a stop over no day; what is accepted from then on begins so."""  # C-3, C-5
    street = case_morning()
    case = street.register("up")
    assert street.due(case) == "11-30 18:00"
    street.give(ADMIN, ImportHall(setup=with_starts(street.hall.rules, "up")))
    street.give(A1, c.StopClock(case=case.id, reason="hearing", days=1))
    street.give(A1, c.StartClock(case=case.id))
    assert street.due(case) == "11-30 18:00"
    assert not street.made(f.DuesMoved)
    assert street.due(street.register("up")) == "11-27 18:00"


def test_a_clock_that_stood_for_several_reasons_is_explained_by_each() -> None:
    """Three days for a hearing and one for an appraisal are not four for the appraisal; of one reason no more is said."""  # C-5, P-1
    street = case_morning()
    case = street.register("permit")
    street.day("11-24")
    street.give(A1, c.StopClock(case=case.id, reason="hearing", days=3))
    street.day("11-27")
    assert explained(street) == (4, "hearing", (), True)  # today is one of them until it runs again
    street.give(A1, c.StartClock(case=case.id))
    street.day("11-30")
    street.give(A1, c.StopClock(case=case.id, reason="appraisal", days=1))
    assert explained(street) == (4, "appraisal", (("hearing", 3), ("appraisal", 1)), True)
    street.day("12-01")
    street.give(A1, c.StartClock(case=case.id))
    assert explained(street) == (4, "appraisal", (("hearing", 3), ("appraisal", 1)), False)


def test_what_it_stands_for_now_is_named_also_before_a_day_of_it_counts() -> None:
    """Stopped on a Saturday."""  # C-5
    street = case_morning()
    case = street.register("permit")
    street.day("11-24")
    street.give(A1, c.StopClock(case=case.id, reason="hearing", days=1))
    street.day("11-25")
    street.give(A1, c.StartClock(case=case.id))
    street.day("11-28")
    street.give(A1, c.StopClock(case=case.id, reason="appraisal", days=1))
    assert explained(street) == (1, "appraisal", (("hearing", 1), ("appraisal", 0)), True)


def explained(street: CaseStreet) -> tuple[int, str | None, tuple[tuple[str, int], ...], bool]:
    """Of the only row of the board: days stopped, why, by what, and whether the clock stands."""
    (row,) = table(street.hall, "wall", "board").values()
    assert isinstance(row, CaseBoardRow)
    return row.stopped, row.stopped_why, row.stopped_by, row.stands


def test_the_days_told_of_a_stop_end_on_a_working_day() -> None:
    """Told on Wednesday, with Friday and Monday off: one day is Thursday, two are over on Tuesday; told on Saturday, one is."""  # C-3, C-5, decision 0220
    setup = case_setup()
    deadlines = msgspec.structs.replace(setup.deadlines, off_days=("2026-11-27", "2026-11-30"))
    street = case_morning(deadlines=deadlines)
    case = street.register("permit")
    street.day("11-25")
    for days, until in ((1, "2026-11-26"), (2, "2026-12-01")):
        street.give(A1, c.StopClock(case=case.id, reason="hearing", days=days))
        assert case.stop_until == moment("18:00", until)
        street.give(A1, c.StartClock(case=case.id))
    street.day("11-28")
    street.give(A1, c.StopClock(case=case.id, reason="hearing", days=1))
    assert case.stop_until == moment("18:00", "2026-12-01")
