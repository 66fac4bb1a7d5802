"""Hoarding: one kiosk gives so many numbers a minute, and then says when it will again."""

import pytest

from common import commands as c
from common.messages import Issued
from server.rules.order import Actor
from server.rules.setup_check import findings
from server.rules.setup_kiosks import Kiosks
from tests.rules.street import BOSS, KIOSK, Street, morning, small_setup

OTHER = Actor("kiosk:k2", KIOSK.roles)
TAKE = c.IssueTicket(matter="mr")


def capped(most: int = 3) -> Street:
    """A morning on which each kiosk gives so many a minute."""
    return morning(kiosks=Kiosks(numbers_per_min=most))


def test_the_cap_is_twelve_a_minute_where_the_file_says_nothing() -> None:
    """Three touches and a paper: nobody is faster."""
    assert Kiosks().numbers_per_min == 12


def test_the_number_too_many_is_refused_with_when_there_will_be_one() -> None:
    """And then there is."""
    street = capped()
    for _ in range(3):
        street.give(KIOSK, TAKE)
        street.later(seconds=10)
    refusal = street.refusal(KIOSK, TAKE)
    assert (refusal.code, refusal.values) == ("kiosk_too_fast", {"limit": 3, "seconds": 30})
    street.later(seconds=29)
    assert street.refused(KIOSK, TAKE) == "kiosk_too_fast"
    street.later(seconds=1)
    assert isinstance(street.give(KIOSK, TAKE), Issued)


def test_one_kiosk_that_is_too_fast_takes_nothing_from_another() -> None:
    """Two kiosks: each has its own minute. Nor from the desk."""
    street = capped()
    for _ in range(3):
        street.give(KIOSK, TAKE)
    assert street.refused(KIOSK, TAKE) == "kiosk_too_fast"
    for _ in range(3):
        street.give(OTHER, TAKE)
    assert street.refused(OTHER, TAKE) == "kiosk_too_fast"
    for _ in range(5):
        street.give(BOSS, TAKE)


def test_a_number_that_was_voided_counts() -> None:
    """Whoever draws and voids would run the numbers up."""
    street = capped()
    for _ in range(3):
        issued = street.give(KIOSK, TAKE)
        assert isinstance(issued, Issued)
        street.give(KIOSK, c.VoidTicket(ticket=issued.ticket))
    assert street.refused(KIOSK, TAKE) == "kiosk_too_fast"


def test_a_family_with_several_matters_takes_one_number() -> None:
    """All of them count as one (field.md 24)."""
    street = capped()
    for _ in range(3):
        street.give(KIOSK, c.IssueTicket(matter="mr", then=("ms", "mt")))
    assert street.refused(KIOSK, TAKE) == "kiosk_too_fast"


def test_nought_is_no_cap() -> None:
    """A hall may want none."""
    street = capped(0)
    for _ in range(40):
        street.give(KIOSK, TAKE)
    assert street.hall.drawn == {}


def test_what_is_kept_of_it_is_bounded() -> None:
    """However long the day."""
    street = capped()
    for _ in range(30):
        street.give(KIOSK, TAKE)
        street.later(seconds=25)
    assert all(len(moments) <= 3 for moments in street.hall.drawn.values())


@pytest.mark.parametrize("most", [-1, 601])
def test_a_cap_out_of_range_is_an_error(most: int) -> None:
    """A slip of the hand must not close the kiosks."""
    (found,) = findings(small_setup(kiosks=Kiosks(numbers_per_min=most)))
    assert (found.level, found.code, found.path) == (
        "error",
        "figure_out_of_range",
        ("kiosks", "numbers_per_min"),
    )
