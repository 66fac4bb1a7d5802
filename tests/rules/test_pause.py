"""A pause: nothing is called, and on resume every claim has kept its place."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common import commands as c
from common.commands import PauseReason
from server.rules import facts as f
from server.rules.refusal import Refusal
from server.rules.view import table
from tests.rules.street import BOSS, KIOSK, MINUTE, Street, clerk, morning

ACTS = st.sampled_from(["call", "call", "issue", "leave", "back", "minutes", "miss"])


def attempt(street: Street, act: str, name: str) -> None:
    commands = {
        "call": (clerk(name), c.CallNext()),
        "issue": (KIOSK, c.IssueTicket(matter="mr")),
        "leave": (clerk(name), c.StepAway(reason="restroom")),
        "back": (clerk(name), c.ComeBack()),
        "miss": (clerk(name), c.Recall(ticket=1)),
    }
    if act == "minutes":
        street.later(minutes=3)
        return
    actor, command = commands[act]
    with suppress(Refusal):
        street.give(actor, command)  # type: ignore[arg-type]  # the union of their commands


@settings(max_examples=60, deadline=None)
@given(
    before=st.lists(st.sampled_from(["mr", "ms", "mt"]), min_size=1, max_size=8),
    reason=st.sampled_from(["evacuation", "power"]),
    acts=st.lists(st.tuples(ACTS, st.sampled_from(["A1", "A2", "A3"])), max_size=12),
)
def test_in_a_pause_nothing_is_called_and_every_claim_keeps_its_place(
    before: list[str], reason: str, acts: list[tuple[str, str]]
) -> None:
    """Whatever people press, and however long it lasts."""
    street = morning()
    for number, matter in enumerate(before):
        street.issue(matter, priority="elder" if number % 3 == 2 else None)
    street.give(BOSS, c.PauseHall(reason=reason))  # type: ignore[arg-type]  # one of its reasons
    lines = {line: list(keys) for line, keys in street.hall.lines.items()}
    began = len(street.log)
    for act, name in acts:
        attempt(street, act, name)
    kinds = {type(entry.fact) for entry in street.log[began:]}
    assert kinds.isdisjoint({f.TicketCalled, f.TicketIssued, f.TicketRecalled, f.TicketMissed})
    street.give(BOSS, c.ResumeHall())
    assert street.hall.lines == lines


def test_walls_and_kiosks_say_that_the_hall_is_evacuated() -> None:
    """In their first row, until it is over."""
    street = morning()
    street.give(BOSS, c.PauseHall(reason="evacuation"))
    for audience in ("wall", "kiosk", "window:1", "clerk:A1"):
        assert table(street.hall, audience, "hall")["hall"].paused == "evacuation"  # type: ignore[attr-defined]
    street.give(BOSS, c.ResumeHall())
    assert table(street.hall, "wall", "hall")["hall"].paused is None  # type: ignore[attr-defined]


def test_a_pause_says_until_when_where_that_is_known_and_ends_by_hand() -> None:
    """An expectation: nothing goes on by itself."""
    street = morning()
    assert street.refused(BOSS, c.PauseHall(reason="power", until=street.at)) == "until_past"
    street.give(BOSS, c.PauseHall(reason="power", until=street.at + 10 * MINUTE))
    assert table(street.hall, "wall", "hall")["hall"].paused_until == street.at + 10 * MINUTE  # type: ignore[attr-defined]
    street.later(minutes=11)
    assert street.refused(clerk("A1"), c.CallNext()) == "hall_paused"
    street.give(BOSS, c.ResumeHall())
    assert table(street.hall, "wall", "hall")["hall"].paused_until is None  # type: ignore[attr-defined]


@pytest.mark.parametrize("reason", ["power", "system", "meeting", "other"])
def test_a_hall_that_is_paused_for_another_reason_is_evacuated_all_the_same(reason: PauseReason) -> None:
    """A fire breaks out in a pause too: everybody is told so, one resume ends both, every claim has kept its place."""
    street = morning()
    for matter in ("mr", "mr", "ms"):
        street.issue(matter)
    lines = {line: list(keys) for line, keys in street.hall.lines.items()}
    street.give(BOSS, c.PauseHall(reason=reason))
    street.later(minutes=3)
    street.give(BOSS, c.PauseHall(reason="evacuation"))
    assert table(street.hall, "wall", "hall")["hall"].paused == "evacuation"  # type: ignore[attr-defined]
    assert street.refused(BOSS, c.PauseHall(reason="evacuation")) == "evacuated_already"
    assert street.refused(BOSS, c.PauseHall(reason=reason)) == "evacuated_already"
    assert street.refused(clerk("A1"), c.CallNext()) == "hall_paused"
    street.later(minutes=20)
    street.give(BOSS, c.ResumeHall())
    assert street.hall.lines == lines
    assert street.refused(BOSS, c.ResumeHall()) == "not_paused"
