"""Which limit a case has, and from when it runs: every setting of the table (C-3, C-4, C-10, C-19)."""

import msgspec
import pytest

from common import commands_case as c
from server.rules.cases.setup import CaseFigures
from server.rules.setup import Matter
from tests.rules.setup_cases import HEAD, CaseStreet, case_morning, case_setup, with_matter
from tests.rules.street import clerk, words

A1, A2 = clerk("A1"), clerk("A2")


@pytest.mark.parametrize(
    ("about", "limit", "due"),
    [
        ({"kind": "promised"}, 15, "12-14 18:00"),
        ({"kind": "promised", "field_check": True}, 10, "12-07 18:00"),
        ({"kind": "reply"}, 15, "12-14 18:00"),
        ({"kind": "promised", "permit": True}, 20, "12-21 18:00"),
        (
            {"kind": "joint"},
            45,
            "01-25 18:00",
        ),  # 28 working days to the end of December, and 17 of January, whose days off are not set here
        ({"kind": "promised", "statutory_limit": 8}, 8, "12-03 18:00"),
        ({"kind": "promised", "statutory_limit": 8, "promised_limit": 3}, 3, "11-26 18:00"),
        ({"kind": "promised", "promised_limit": 3, "starts": "same_day"}, 3, "11-25 18:00"),
        ({"kind": "instant"}, 0, None),
        (
            {"kind": "instant", "statutory_limit": 20},
            0,
            None,
        ),  # published (M-1), and closed on the spot (C-2)
        ({"kind": "instant", "statutory_limit": 20, "promised_limit": 5}, 0, None),
    ],
)
def test_a_limit_is_promised_or_the_laws_or_that_of_its_kind(
    about: dict[str, object], limit: int, due: str | None
) -> None:
    """Taken in on Monday 23 November, by hand; weekends alone are off then."""  # C-3, C-4, C-19, settings
    street = with_matter(**about)
    case = street.register("x")
    assert (case.limit, street.due(case), case.on_the_spot) == (limit, due, limit == 0)


def test_a_letters_limit_runs_from_its_registration_also_when_papers_come_later() -> None:
    """Another's runs from its acceptance; the hall may say so of all."""  # C-4, settings: clock starts
    papers = {"materials": (words("表"),), "promised_limit": 5}
    dues = []
    figures = msgspec.structs.replace(case_setup().cases, starts="registration")
    for street in (
        with_matter(kind="reply", **papers),
        with_matter(kind="promised", **papers),
        with_figures(figures, **papers),
    ):
        case = street.register("x")
        street.day("11-25")
        street.give(A1, c.ReceiveMaterials(case=case.id, materials=(0,)))
        dues.append(street.due(case))
    assert dues == ["11-30 18:00", "12-02 18:00", "11-30 18:00"]


def with_figures(figures: CaseFigures, **about: object) -> CaseStreet:
    setup = case_setup()
    matter = Matter(id="x", name=words("其他"), department="d", line="r", kind="promised", **about)  # type: ignore[arg-type]
    return case_morning(matters=(*setup.matters, matter), cases=figures)


def test_a_parts_clock_begins_as_its_matter_says() -> None:
    """Day of receipt, where the centre counts so."""  # C-10, settings: clock starts
    for starts, due in ((None, "11-30 18:00"), ("same_day", "11-27 18:00")):
        street = with_matter(kind="joint", starts=starts)
        case = street.register("x")
        street.give(A1, c.NotifyDepartment(case=case.id, department="e", days=5, last=True))
        assert street.due(case) == due


def test_all_extensions_of_a_joint_case_together_stay_within_its_bound() -> None:
    """Of the whole before it was handed on, and of a part: sixty days at most, not seventy-five."""  # C-19
    street = case_morning(duties={"A4": ("department_head",), "A2": ("department_head",)})
    whole, other = street.register("joint"), street.register("joint")
    street.give(HEAD, c.ExtendCase(case=whole.id, days=15, reason="complex"))
    street.give(A1, c.NotifyDepartment(case=whole.id, department="e", days=60, last=True))
    refusal = street.refusal(A2, c.ExtendCase(case=whole.parts[0], days=1, reason="complex"))
    assert (refusal.code, refusal.values) == ("extension_too_long", {"left": 0})
    street.give(HEAD, c.ExtendCase(case=other.id, days=5, reason="complex"))
    street.give(A1, c.NotifyDepartment(case=other.id, department="e", days=50, last=True))
    street.give(A2, c.ExtendCase(case=other.parts[0], days=4, reason="complex"))
    refusal = street.refusal(A2, c.ExtendCase(case=other.parts[0], days=7, reason="complex"))
    assert refusal.values == {"left": 6}
