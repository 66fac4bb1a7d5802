"""Whom an overdue record names: who held the case, and under which cover, at the minute that it bears, whenever it is written (C-7)."""

import msgspec
import pytest

from common import commands as general
from common import commands_case as c
from server.rules import facts as f
from server.rules.apply import apply
from server.rules.cases.served import Served, forget_before, note_served, served_at
from server.rules.hall import Hall
from server.rules.order import ImportHall
from server.rules.setup import Matter
from tests.rules import watch
from tests.rules.setup_cases import CaseStreet, case_morning, case_setup
from tests.rules.street import ADMIN, BOSS, clerk, moment, small_setup, words

A1, A2 = clerk("A1"), clerk("A2")


def at_four() -> CaseStreet:
    """Days end at four, while the hall is open; a matter `x` of two days with a paper."""
    setup = case_setup()
    matter = Matter(
        id="x", name=words("两日"), department="d", line="r", kind="promised", promised_limit=2, materials=(words("表"),)
    )  # fmt: skip
    figures = msgspec.structs.replace(setup.cases, due_time="16:00")
    return case_morning(matters=(*setup.matters, matter), cases=figures)


def served_by_a2(street: CaseStreet, day: str) -> None:
    """A1 does not come on `day`, and A2 is there before four."""
    street.day(day, "15:00")
    street.sit("A2")
    assert street.cover("pr")[1] == "A2"


def with_days_off(street: CaseStreet, *days: str) -> None:
    setup = street.hall.rules
    off = (*setup.deadlines.off_days, *days)
    deadlines = msgspec.structs.replace(setup.deadlines, off_days=off)
    street.give(ADMIN, ImportHall(setup=msgspec.structs.replace(setup, deadlines=deadlines)))


def named(street: CaseStreet) -> list[tuple[str, str, str | None, str | None]]:
    """Of each record its day, and whom it names."""
    return [
        (watch_day(fact.was_due), fact.clerk, fact.covered_by, fact.cover)
        for fact in street.made(f.CaseOverdue)
    ]


def watch_day(at: int) -> str:
    return next(day for day in DAYS if moment("16:00", day) == at)


DAYS = tuple(f"2026-11-{n}" for n in range(23, 31)) + tuple(f"2026-12-0{n}" for n in range(1, 10))


def folded_anew(street: CaseStreet) -> Hall:
    """The hall that the ledger gives."""
    hall = Hall()
    for entry in street.log:
        apply(hall, entry)
    return hall


def test_silence_that_makes_a_case_late_in_the_past_names_who_held_it_then() -> None:
    """Due on Wednesday, when A2 covered A1; handed on to A4 on Friday; known on Monday."""  # C-7, C-20
    street = at_four()
    case = street.register("x")
    served_by_a2(street, "11-25")
    street.day("11-27")
    street.sit("A1")
    street.give(A1, c.HandOnCase(case=case.id, clerk="A4"))
    street.day("11-30", "16:00")
    assert named(street) == [("2026-11-25", "A1", "A2", "b_role")]
    assert case.clerk == "A4"
    assert watch.same(folded_anew(street), street.hall)


def test_a_record_that_is_made_anew_after_the_case_was_handed_on_names_who_held_it_at_its_date() -> None:
    """Late on Monday; by the corrected calendar on Wednesday the 2nd, when A2 covered; handed on on Thursday, countered on Friday."""  # C-7
    street = at_four()
    case = street.register("up")
    street.day("12-01")
    with_days_off(street, "2026-11-30", "2026-12-01")
    served_by_a2(street, "12-02")
    street.day("12-03")
    street.sit("A1")
    street.give(A1, c.HandOnCase(case=case.id, clerk="A4"))
    street.day("12-04")
    street.give(BOSS, c.CounterOverdue(case=case.id, reason="calendar_wrong"))
    assert [one[:2] for one in named(street)] == [("2026-11-30", "A1"), ("2026-12-02", "A1")]
    assert named(street)[1][2:] == ("A2", "b_role")
    assert watch.same(folded_anew(street), street.hall)


def test_a_case_that_went_through_several_hands_names_the_one_of_its_minute() -> None:
    """A1, from Tuesday A4, from Thursday A1 again: late on Wednesday."""  # C-7
    street = at_four()
    case = street.register("x")
    for day, name in (("11-24", "A4"), ("11-26", "A1")):
        street.day(day)
        street.give(A1 if name == "A4" else clerk("A4"), c.HandOnCase(case=case.id, clerk=name))
    street.day("11-30", "16:00")
    assert [one[:2] for one in named(street)] == [("2026-11-25", "A4")]


def test_a_record_of_a_night_is_of_that_night_though_the_case_is_handed_on_next_morning() -> None:
    """The machine was off from ten to four on; A1 hands the case on before anything else is done."""  # C-7
    street = at_four()
    case = street.register("up")
    served_by_a2(street, "11-30")
    street.at = moment("09:00", "2026-12-01")
    street.give(A1, c.HandOnCase(case=case.id, clerk="A4"))
    assert named(street) == [("2026-11-30", "A1", "A2", "b_role")]


def test_a_machine_that_was_off_names_who_covered_when_it_went_off() -> None:
    """Since Friday; another file is the first thing that it is told on Monday, and by that the case was late on Saturday."""  # C-3, C-7
    street = at_four()
    street.register("mr", materials=(0, 1))
    served_by_a2(street, "11-27")
    street.day("11-27", "17:00")
    street.at = moment("09:00", "2026-11-30")
    setup = street.hall.rules
    deadlines = msgspec.structs.replace(setup.deadlines, work_days=("2026-11-28", "2026-11-29"))
    street.give(ADMIN, ImportHall(setup=msgspec.structs.replace(setup, deadlines=deadlines)))
    assert named(street) == [("2026-11-28", "A1", "A2", "b_role")]


def test_what_served_between_two_ends_of_days_is_not_kept() -> None:
    """Weeks of coming and going leave one word for each end of a day that differs from the one before."""  # C-7
    street = at_four()
    street.register("permit")
    for day in range(24, 28):
        street.day(f"11-{day}", "08:30")
        street.sit("A1")
        for hour in range(9, 15):
            street.day(f"11-{day}", f"{hour:02}:15")
            street.give(A1, general.StepAway(reason="other"))
            street.day(f"11-{day}", f"{hour:02}:45")
            street.give(A1, general.ComeBack())
    past = street.hall.cases.served["pr"]
    assert len(past) <= 3
    assert served_at(past, moment("16:00", "2026-11-26")).clerk == "A1"


def test_nothing_is_kept_of_days_before_the_oldest_case() -> None:
    """A new day looks how far back anybody may have to ask."""  # C-7
    street = at_four()
    old = street.register("permit")
    served_by_a2(street, "11-24")
    street.day("11-26")
    street.sit("A1")
    street.give(A1, c.DecideCase(case=old.id, end="closed"))
    street.give(A1, c.DeliverResult(case=old.id))
    assert served_at(street.hall.cases.served["pr"], moment("16:00", "2026-11-24")).clerk == "A2"
    street.day("11-27", "10:00")
    assert served_at(street.hall.cases.served["pr"], moment("16:00", "2026-11-24")).clerk is None


def test_where_days_end_at_another_minute_from_now_on_nobody_is_named_for_that_of_before() -> None:
    """Whoever served at half past three nobody noted; whose the case was is known all the same."""  # C-7
    street = at_four()
    case = street.register("x")
    served_by_a2(street, "11-25")
    street.day("11-27")
    street.give(A1, c.HandOnCase(case=case.id, clerk="A4"))
    setup = street.hall.rules
    figures = msgspec.structs.replace(setup.cases, due_time="15:30")
    street.give(ADMIN, ImportHall(setup=msgspec.structs.replace(setup, cases=figures)))
    street.day("11-30", "15:30")
    (fact,) = street.made(f.CaseOverdue)
    assert fact.was_due == moment("15:30", "2026-11-25")
    assert (fact.clerk, fact.covered_by, fact.cover) == ("A1", None, None)


@pytest.mark.parametrize(
    ("at", "who"), [("15:59", None), ("16:00", "A1"), ("16:29", "A1"), ("16:30", "A2"), ("18:00", "A2")]
)
def test_who_served_is_the_last_who_had_begun(at: str, who: str | None) -> None:
    """From the very minute on."""  # C-7
    past = [Served(moment("16:00"), "A1", "a_role"), Served(moment("16:30"), "A2", "b_role")]
    assert served_at(past, moment(at)).clerk == who


def test_the_same_cover_on_many_days_is_one_word() -> None:
    """And what was over before anybody asks is dropped, but for what held then."""  # C-7
    setup = small_setup()
    past: list[Served] = []
    for day in range(23, 28):
        note_served(past, setup, Served(moment("08:30", f"2026-11-{day}"), "A1", "a_role"))
        note_served(past, setup, Served(moment("17:30", f"2026-11-{day}")))
    assert past == [Served(moment("17:30", "2026-11-23"))]
    note_served(past, setup, Served(moment("08:30", "2026-11-28"), "A1", "a_role"))
    forget_before(past, moment("07:00", "2026-11-28"))
    assert len(past) == 2
    forget_before(past, moment("08:30", "2026-11-28"))
    assert past == [Served(moment("08:30", "2026-11-28"), "A1", "a_role")]
