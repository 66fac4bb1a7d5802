"""What is wrong with what a set-up says of cases is named with its place."""

from typing import Any

import msgspec
import pytest

from common.rows import MatterRow
from common.words import Words
from server.rules.cases.setup import CaseFigures
from server.rules.cases.workdays import Deadlines
from server.rules.setup import KindName, Matter, MatterKind
from server.rules.view import table
from tests.rules.setup_cases import case_setup
from tests.rules.setup_small import SMALL, found, with_part
from tests.rules.street import Street, words


@pytest.mark.parametrize("number", ["{year}-{n:04}", "{n}.{year}", "办{year}第{n:06}号"])
def test_a_number_may_look_as_a_hall_likes(number: str) -> None:
    """The counter is in it."""  # C-1
    assert found(msgspec.structs.replace(SMALL, cases=CaseFigures(number=number))) == []
    assert number.format(year="2026", n=7)


@pytest.mark.parametrize(
    "number",
    [
        "",
        "{year}",
        "{n}",
        "办{n:06}",
        "{year}{n",
        "{year}{n.real}",
        "{year}{n:99999999}",
        "{x}{year}{n}",
        "{year}{n}" * 5,
    ],
)
def test_a_number_without_its_counter_or_its_year_or_with_anything_else_is_an_error(number: str) -> None:
    """Nothing but the year and the counter is filled in; the counter begins anew each year, and no number may come twice."""  # C-1
    wrong = found(msgspec.structs.replace(SMALL, cases=CaseFigures(number=number)))
    assert wrong == [("error", "case_number_shape", ("cases", "number"))]


@pytest.mark.parametrize(
    ("figures", "code", "key"),
    [
        ({"limit_days": 0}, "figure_out_of_range", "limit_days"),
        ({"yellow_days": 31}, "figure_out_of_range", "yellow_days"),
        ({"due_time": "25:00"}, "time_shape", "due_time"),
    ],
)
def test_figures_have_their_ranges(figures: dict[str, Any], code: str, key: str) -> None:
    """With the place."""
    wrong = found(msgspec.structs.replace(SMALL, cases=CaseFigures(**figures)))
    assert wrong == [("error", code, ("cases", key))]


@pytest.mark.parametrize(
    ("calendar", "code", "path"),
    [
        ({"off_days": ("2026-02-30",)}, "date_shape", ("off_days", 0)),
        ({"off_days": ("2026-01-01", "2026-01-01")}, "date_twice", ("off_days", 1)),
        ({"off_days": ("2027-01-01",)}, "date_of_other_year", ("off_days", 0)),
        (
            {"off_days": ("2026-01-04",), "work_days": ("2026-01-04",)},
            "date_off_and_worked",
            ("work_days", 0),
        ),
        ({"years": (2026, 2026)}, "year_twice", ("years", 1)),
        ({"years": (2026, 20260)}, "figure_out_of_range", ("years", 1)),
    ],
)
def test_a_calendar_of_deadlines_is_checked(
    calendar: dict[str, Any], code: str, path: tuple[str | int, ...]
) -> None:
    """Its days are days, each once and of a year that it names."""  # C-3
    wrong = found(msgspec.structs.replace(SMALL, deadlines=Deadlines(**calendar)))
    assert wrong == [("error", code, ("deadlines", *path))]


@pytest.mark.parametrize(
    ("changes", "code", "path"),
    [
        ({"step_limits": (1,)}, "step_limits_many", ("step_limits",)),
        ({"level_limit": 0}, "figure_out_of_range", ("level_limit",)),
    ],
)
def test_limits_of_steps_and_levels_are_checked(
    changes: dict[str, Any], code: str, path: tuple[str, ...]
) -> None:
    """A step has a limit only if there is one."""  # M-1, C-13
    assert found(with_part("matters", 0, **changes)) == [("error", code, ("matters", 0, *path))]


def test_a_centre_may_call_a_kind_of_case_what_it_likes_and_each_once() -> None:
    """Its matters' guide says so; one that it does not have no matter names."""  # M-2
    kinds = (KindName(id="reply", name=words("答否件")),)
    first, *rest = SMALL.matters
    reply = msgspec.structs.replace(first, kind="reply")
    setup = msgspec.structs.replace(SMALL, kinds=kinds, matters=(reply, *rest))
    street = Street(setup)
    named = {
        row.kind: row.kind_name
        for row in table(street.hall, "kiosk", "matters").values()
        if isinstance(row, MatterRow)
    }
    assert (named["reply"], named.get("instant", Words(""))) == (words("答否件"), Words(""))
    assert found(msgspec.structs.replace(SMALL, kinds=kinds * 2)) == [
        ("error", "kind_twice", ("kinds", 1, "id"))
    ]


@pytest.mark.parametrize(
    ("kind", "departments", "codes"),
    [
        ("joint", ("e",), []),
        ("joint", ("x",), ["joint_with_wrong"]),  # nobody of it is in the hall
        ("joint", ("d",), ["joint_with_wrong"]),  # the lead itself
        ("promised", ("e",), ["joint_with_wrong"]),
        ("joint", ("e", "e"), ["joint_with_twice"]),
    ],
)
def test_the_departments_of_a_joint_matter_are_others_with_somebody_in_the_hall(
    kind: MatterKind, departments: tuple[str, ...], codes: list[str]
) -> None:
    """Else nobody could be told."""  # C-10
    setup = case_setup()
    joint = Matter(
        id="x",
        name=words("联办"),
        department="d",
        line="r",
        kind=kind,
        promised_limit=5,
        joint_with=departments,
    )
    wrong = found(msgspec.structs.replace(setup, matters=(*setup.matters, joint)))
    assert [code for level, code, _ in wrong if level == "error"] == codes
