"""A random walk over everything that can be done about cases, while the hall lives and days pass."""

from random import Random

from hypothesis import settings

from common import commands_case as c
from server.rules.cases import facts as f
from server.rules.cases.setup import CaseFigures
from server.rules.cases.workdays import Deadlines
from tests.rules.acts_cases import ELSE, MATTERS, WORK, CaseMachine, with_cases
from tests.rules.setup_cases import case_morning
from tests.rules.street import MINUTE, clerk, moment, small_setup

BEFORE_THE_HOLIDAY = Deadlines(
    years=(2026, 2027), off_days=("2026-11-25", "2026-11-26"), work_days=("2026-11-28",)
)
"""Two days off in the week, and a Saturday that makes up for one."""


class CasesOverDays(CaseMachine):
    """The settings as they are."""


class CasesOverHolidays(CaseMachine):
    """Days off and a make-up day near; limits begin on the day of receipt; due at noon; names are kept for two days."""

    setups = [  # noqa: RUF012  # typed in the base
        with_cases(
            small_setup(
                deadlines=BEFORE_THE_HOLIDAY,
                cases=CaseFigures(
                    starts="same_day",
                    due_time="12:00",
                    keep_persons_days=2,
                    tell_within_days=1,
                    deliver_within_days=1,
                    board_rows=8,
                ),
            )
        ),
        with_cases(small_setup()),  # the calendar is corrected while cases are in hand
    ]
    start = moment("16:00")


TestCasesOverDays = CasesOverDays.TestCase
TestCasesOverDays.settings = settings(max_examples=30, stateful_step_count=40, deadline=None)
TestCasesOverHolidays = CasesOverHolidays.TestCase
TestCasesOverHolidays.settings = settings(max_examples=30, stateful_step_count=40, deadline=None)

ELSEWHERE = {"PaperAsked", "PaperTaken", "PaperEnded", "ReceiptRenewed"}
"""Prints are tried elsewhere."""


def a_fortnight(seed: int) -> CaseMachine:
    """Three times a day a clerk files, ten things are done to some cases and five besides, right or wrong; residents come and leave."""
    random, hall = Random(seed), CasesOverHolidays()
    who, files = ("A1", "A1", "A2", "A3", "A4"), ("A1", "A1", "A1", "A4", "A2")
    for turn in range(42):
        at_window = random.random() < 0.5
        if at_window:
            hall.all_come()
            hall.comes(random.randint(0, 7), None)
            hall.calls("A1")
        matter = MATTERS[1] if at_window and turn % 2 else random.choice(MATTERS)
        papers, another = random.choice((0, 0, 1, 2)), random.random() < 0.4
        hall.somebody_files(random.choice(files), matter, papers, at_window, None, another)
        for act in ("go on", "go on", "next"):
            hall.work("A1", act, 0)
        last = len(hall.hall.cases.open) - 1
        for _ in range(10):
            case = random.randint(max(0, last - 12), last)
            hall.works([(case, random.choice(who), random.choice(WORK), random.randint(1, 3))])
        for _ in range(5):
            case = random.randint(max(0, last - 20), last)
            hall.otherwise(case, random.choice(who), random.choice(ELSE), "A4", random.randint(1, 3))
        if turn % 14 == 13:
            hall.else_happens(turn // 14 + 1, "import")  # the calendar is corrected, and again
        hall.wait_until(hall.at + random.randint(1, 16 * 60) * MINUTE)
        hall.cases_hold()
        hall.holds()
    hall.teardown()
    return hall


def test_whatever_is_done_to_cases_for_a_fortnight_what_must_hold_holds() -> None:
    """Dues on working days, each overdue record once and at its minute, every index; and the walk does all there is to do."""
    walks = [a_fortnight(seed) for seed in (0, 1, 2, 4)]
    done = {type(entry.fact).__name__ for walk in walks for entry in walk.log}
    assert set(f.__all__) - done <= ELSEWHERE


def test_a_joint_case_that_stood_before_its_notice_is_due_with_its_part_when_it_goes_on() -> None:
    """Found by the walk: its own forty-five days would hide what the other department promised. Handed on once it goes on (docs/decisions/0239)."""  # C-10
    street = case_morning()
    case = street.register("joint")
    street.give(clerk("A1"), c.StopClock(case=case.id, reason="appraisal", days=2))
    notice = c.NotifyDepartment(case=case.id, department="f", days=3, last=True)
    assert street.refused(clerk("A1"), notice) == "start_before_notice"
    street.day("11-24")
    street.give(clerk("A1"), c.StartClock(case=case.id))
    street.give(clerk("A1"), notice)
    assert street.due(case) == "11-27 18:00"
