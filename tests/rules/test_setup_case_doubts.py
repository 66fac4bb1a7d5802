"""What is hardly meant in a set-up of cases is named when the hall's file is checked."""

from typing import Any

import msgspec
import pytest

from common.words import Words
from server.rules.cases.setup import CaseFigures
from server.rules.cases.workdays import Deadlines
from server.rules.setup_case_check import year_findings_on
from tests.rules.setup_small import NAME, SMALL, found, with_hall, with_part


def test_a_promise_of_the_hall_without_chinese_is_an_error() -> None:
    """It would be an empty line on the board."""  # P-3
    wrong = found(with_hall(commitments=(NAME, Words("", "Open at noon"))))
    assert wrong == [("error", "commitment_empty", ("hall", "commitments", 1))]


@pytest.mark.parametrize("number", ["a ?#%&.{n}<b>{year}", "{year} {n:04}", "{year}\u3000{n}"])
def test_a_number_with_odd_characters_is_named(number: str) -> None:
    """People type it and say it aloud."""  # C-1
    wrong = found(msgspec.structs.replace(SMALL, cases=CaseFigures(number=number)))
    assert wrong == [("warning", "case_number_odd", ("cases", "number"))]


@pytest.mark.parametrize(
    ("about", "code", "key"),
    [
        ({"kind": "instant", "promised_limit": 5}, "promise_of_instant", "promised_limit"),
        ({"kind": "promised", "promised_limit": 5, "level_limit": 9}, "level_limit_unused", "level_limit"),
        (
            {"kind": "promised", "promised_limit": 5, "steps": (NAME, NAME), "step_limits": (4, 30)},
            "step_limits_over",
            "step_limits",
        ),
        ({"name": Words("农村集体经营性建设用地" * 16)}, "name_long", "name"),
    ],
)
def test_a_matter_that_contradicts_itself_is_named(about: dict[str, Any], code: str, key: str) -> None:
    """It passes, with a warning."""  # C-2, C-13, M-3
    assert found(with_part("matters", 0, **about)) == [("warning", code, ("matters", 0, key))]


def test_a_department_whose_name_is_too_long_for_the_wall_is_named() -> None:
    """Its cases would not stand at the foot of the board."""  # P-1
    wrong = found(with_part("departments", 0, name=Words("自然资源和规划建设" * 8)))
    assert wrong == [("warning", "name_long", ("departments", 0, "name"))]


def test_a_year_that_is_not_published_is_named_from_two_months_before_it() -> None:
    """Until then nobody knows its holidays; and the present one at any time."""  # C-3
    for day, years in (
        ("2026-11-01", []),
        ("2026-11-02", [2027]),
        ("2027-03-01", [2027]),
        ("2025-06-01", [2025]),
    ):
        published = msgspec.structs.replace(SMALL, deadlines=Deadlines(years=(2026,)))
        assert [one.values["year"] for one in year_findings_on(published, day)] == years, day
