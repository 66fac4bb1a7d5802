"""Times that can never meet: a session of slots, or hours of a post, at which the hall is closed; told with their line."""

import io
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.check_hall import check_hall
from server.rules.setup import Setup, SlotPlan
from server.rules.slots import slots_of
from tests.rules.setup_small import NAME, SMALL, found

SAMPLE = Path(__file__).parents[2] / "assets" / "halls" / "shigu.toml"
TUESDAY = "2026-11-24"


def with_plan(*sessions: tuple[str, str], **more: Any) -> Setup:
    """The hall is open 08:30-12:00 and 14:30-18:00."""
    plan = SlotPlan(id="plan", name=NAME, lines=("red",), sessions=sessions, **more)
    return msgspec.structs.replace(SMALL, appointments=(plan,))


@pytest.mark.parametrize(
    ("session", "told"),
    [
        (("09:00", "11:30"), []),
        (("12:00", "14:30"), [("error", "plan_outside_hours")]),
        (("06:00", "07:00"), [("error", "plan_outside_hours")]),
        (("11:00", "13:00"), [("warning", "plan_partly_outside_hours")]),
        (("09:00", "09:20"), [("error", "slot_too_long")]),
        (("19:00", "19:10"), [("error", "slot_too_long"), ("error", "plan_outside_hours")]),
        (("12:00", "11:00"), [("error", "session_backwards")]),
    ],
)
def test_a_session_of_slots_holds_one_and_lies_within_the_hours(
    session: tuple[str, str], told: list[tuple[str, str]]
) -> None:
    """Else nobody could ever book what the file seems to offer."""
    setup = with_plan(("10:00", "11:00"), session) if session[0] > "11:00" else with_plan(session)
    n = len(setup.appointments[0].sessions) - 1
    assert found(setup) == [(level, code, ("appointments", 0, "sessions", n)) for level, code in told]


def test_a_plan_that_goes_beyond_the_hours_may_lie_outside_them() -> None:
    """It says so; and the hours of market days are hours of the hall."""
    assert found(with_plan(("12:00", "14:30"), days_off=True)) == []
    setup = with_plan(("12:00", "14:00"))
    hours = msgspec.structs.replace(setup.hours, market_endings=(1,), market_sessions=(("08:00", "16:00"),))
    assert found(msgspec.structs.replace(setup, hours=hours)) == []


CLOCKS = st.integers(0, 23 * 4).map(lambda n: f"{n // 4:02d}:{n % 4 * 15:02d}")


@given(st.tuples(CLOCKS, CLOCKS), st.sampled_from([15, 30, 60]))
def test_what_passes_offers_a_slot_unless_it_lies_partly_outside(
    session: tuple[str, str], length_min: int
) -> None:
    """And what has an error offers none."""
    setup = with_plan(session, length_min=length_min)
    told = found(setup)
    if any(code == "session_backwards" for _, code, _ in told):
        return
    slots = slots_of(setup, setup.appointments[0], TUESDAY, "red")
    if not told:
        assert slots
    if any(level == "error" for level, _, _ in told):
        assert not slots


def test_check_hall_names_the_line_of_each(tmp_path: Path) -> None:
    """As somebody who edits the sample hall's file meets it."""
    text = SAMPLE.read_text("utf-8")
    text += '\n[[appointments]]\nid = "late"\nname = "晚间预约"\nmatters = ["petition"]\nlength_min = 90\n'
    text += 'sessions = [["19:00", "20:00"]]\n'
    line = len(text.splitlines())
    file = tmp_path / "hall.toml"
    file.write_text(text, "utf-8")
    out = io.StringIO()
    assert check_hall(file, "zh", out) == 1
    told = [row for row in out.getvalue().splitlines() if f":{line}:" in row]
    assert len(told) == 2
    assert re.search(r"90 分钟，放不进 19:00 至 20:00", told[0])
    assert re.search(r"大厅这时从不开门", told[1])
