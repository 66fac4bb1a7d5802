"""Whatever the clocks say: a number given alone counts from a moment that can be, and none is lost or doubled."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common import commands as c
from common.commands_own import HandIn
from common.messages import HandedIn
from common.own_numbers import number_of
from server.rules.hall import Hall
from server.rules.offline.taking import clamped
from tests.rules import watch
from tests.rules.own import hand_in, own, series
from tests.rules.setup_place import place_setup
from tests.rules.street import BOSS, KIOSK, MINUTE, Street, clerk, moment, morning, small_setup

NEXT = "2026-11-24"

INSTANTS = st.integers(min_value=0, max_value=moment("23:59") * 2)


@given(given_at=INSTANTS, after=INSTANTS, at=INSTANTS)
def test_the_moment_lies_between_what_is_sure_and_now(given_at: int, after: int, at: int) -> None:
    """Whatever a kiosk's clock says; where both agree it is what was said."""
    found = clamped(given_at, after, at)
    assert found <= at
    assert found >= min(after, at)
    assert found == given_at or found in (after, at)
    assert not after <= given_at <= at or found == given_at


@given(
    numbers=st.lists(
        st.tuples(
            st.integers(1, 30), st.integers(-90, 90), st.integers(-90, 90), st.sampled_from(["mr", "ms", "x"])
        ),
        min_size=1,
        max_size=20,
        unique_by=lambda item: item[0],
    ),
    cut=st.integers(0, 20),
)
@settings(max_examples=60, deadline=None)
def test_none_is_lost_none_doubled_and_the_line_is_by_claim(
    numbers: list[tuple[int, int, int, str]], cut: int
) -> None:
    """However wild the clocks are, and wherever the first try broke off."""
    street = morning()
    called = street.issue(), street.call("A1")
    street.issue()
    sent = [
        own(n, street.at + given_min * MINUTE, matter, after=street.at + after_min * MINUTE)
        for n, given_min, after_min, matter in numbers
    ]
    if sent[:cut]:
        hand_in(street, *sent[:cut])
    tickets = hand_in(street, *sent)
    assert sorted(ticket.number for ticket in tickets) == sorted(number_of("Y", item.n) for item in sent)
    assert called[1].state == "called"
    line = [street.hall.tickets[key[2]] for key in street.hall.lines["r"]]
    assert [ticket.claim for ticket in line] == sorted(ticket.claim for ticket in line)
    assert all(ticket.issued_at <= street.at for ticket in line)
    folded = Hall()
    watch.replayed(folded, street.log)
    assert watch.same(folded, street.hall)


@pytest.mark.parametrize("setup", [small_setup(), place_setup(), place_setup(strict=True)])
def test_views_and_record_follow(setup: object) -> None:
    """Merged changes are a fresh view, and the hall holds what its facts say."""
    street = Street(setup)  # type: ignore[arg-type]
    street.until("08:30")
    views, periods, mark = watch.Views(street.hall), watch.Periods(), len(street.log)
    street.issue()
    hand_in(street, own(1, street.at), own(2, street.at, "ms", fate="void"), own(3, street.at, "old"))
    street.give(BOSS, c.CloseDay())
    hand_in(street, own(4, street.at))
    street.until("09:00", NEXT)
    hand_in(street, own(5, street.at), day="2026-11-20")
    for entry in street.log:
        periods.take(entry)
    periods.check(street.hall)
    views.take(street.hall, street.log[mark:])
    watch.check_hall(street.hall)
    watch.check_types(street.hall)
    assert msgspec.json.decode(msgspec.json.encode(street.hall), type=Hall) == street.hall


def test_a_called_one_is_never_moved() -> None:
    """Handed in again while it is in hand."""
    street = morning()
    (ticket,) = hand_in(street, own(1, street.at))
    street.call("A1")
    street.give(clerk("A1"), c.StartService(ticket=ticket.id))
    hand_in(street, own(1, street.at - 60 * MINUTE))
    assert (ticket.state, street.waiting()) == ("serving", [])


def test_the_answer_says_from_when_each_counts_and_says_it_again() -> None:
    """The kiosk keeps that: after a restore it brings the same moment. (decision 0236)"""
    street = morning()
    letters, at = series(street).series, street.at
    sent = (own(1, at + 180 * MINUTE), own(2, at - MINUTE), own(3, at - 5 * MINUTE, after=at - 2 * MINUTE))
    command = HandIn(series=letters, day=street.hall.day, numbers=sent)
    first = street.give(KIOSK, command)
    assert isinstance(first, HandedIn)
    assert first.given == ((1, at), (2, at - MINUTE), (3, at - 2 * MINUTE))
    street.later(minutes=9)
    assert street.give(KIOSK, command) == first
