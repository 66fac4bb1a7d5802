"""No line takes letters that a kiosk or a printed sheet has, and no number is two people's though one did. (decision 0234)"""

from itertools import pairwise

import pytest
from msgspec.structs import replace

from common import commands as c
from common.commands_own import HandIn
from common.commands_sheet import EnterStub, PrintSheets, StubOutcome
from common.messages import HandedIn
from server.rules import facts as f
from server.rules.emergency.book import salted_check
from server.rules.letters import confusable
from server.rules.order import ImportHall
from tests.rules.own import KIOSK_2, TODAY, as_of_old, hand_in, own, series
from tests.rules.situations_own import with_prefix
from tests.rules.situations_sheets import printed, stub
from tests.rules.street import ADMIN, BOSS, KIOSK, Street, moment, morning, small_setup

NEXT = "2026-11-24"


def taken_and_left(street: Street, letters: str, count: int = 1) -> None:
    """In a record of before the rule: line r took these letters, gave so many numbers, and has its own again."""
    for setup, numbers in ((with_prefix(letters), count), (small_setup(), 0)):
        with as_of_old(street.hall):
            street.give(ADMIN, ImportHall(setup=setup))
        for _ in range(numbers):
            street.issue()


# -- an import ------------------------------------------------------------------------------------


def test_a_line_does_not_take_a_kiosks_letters() -> None:
    """The kiosk may be giving numbers with them right now; whose they are is said, and which are free."""
    street = morning()
    told = series(street)
    refused = street.refusal(ADMIN, ImportHall(setup=with_prefix(told.series)))
    free = refused.values["free"]
    assert (refused.code, refused.values) == (
        "letter_of_kiosk",
        {"line": "r", "letter": "Y", "kiosk": "kiosk:k1", "free": free},
    )
    street.give(ADMIN, ImportHall(setup=with_prefix(str(free))))
    assert street.issue().number == f"{free}001"
    assert series(street) == told


def test_a_line_does_not_take_the_letter_of_sheets_in_a_drawer() -> None:
    """Printed ones may come out of it on any day; a letter that is on no sheet yet is free, and the next sheets have another."""
    street = morning()
    street.give(ADMIN, ImportHall(setup=with_prefix("X")))
    street.give(ADMIN, ImportHall(setup=small_setup()))
    street.give(BOSS, PrintSheets())
    (run,) = street.hall.emergency.runs
    refused = street.refusal(ADMIN, ImportHall(setup=with_prefix(run.letter)))
    assert refused.code == "letter_of_sheets"
    assert not any(confusable(str(refused.values["free"]), other) for other in (*"RST", run.letter))


def test_nor_that_of_a_sheet_that_only_a_stub_tells_of() -> None:
    """After a restore: its neighbours are out, too."""
    street = morning()
    street.until("11:00")
    check = salted_check(street.hall.emergency.salt, "X", 7)
    street.give(BOSS, EnterStub(number="X007", check=check, matter="mr", given=moment("10:05")))
    assert street.refused(ADMIN, ImportHall(setup=with_prefix("X"))) == "letter_of_sheets"


def test_what_a_line_has_already_does_not_keep_out_another_change() -> None:
    """A record of before the rule goes on; only who takes letters is asked."""
    street = morning()
    series(street)
    with as_of_old(street.hall):
        street.give(ADMIN, ImportHall(setup=with_prefix("Y")))
    setup = with_prefix("Y")
    street.give(ADMIN, ImportHall(setup=replace(setup, settings=replace(setup.settings, grace_min=9))))
    assert street.hall.rules.settings.grace_min == 9


def test_letters_that_a_line_gave_up_are_printed_on_no_sheet() -> None:
    """Its numbers of today would be typed in as stubs, for as long as stubs may be."""
    street = morning()
    street.give(ADMIN, ImportHall(setup=with_prefix("X")))
    street.issue()
    street.serve("A1")
    street.give(ADMIN, ImportHall(setup=small_setup()))
    street.give(BOSS, PrintSheets())
    assert [run.letter for run in street.hall.emergency.runs] == ["W"]


# -- a number that a line gave --------------------------------------------------------------------


@pytest.fixture
def street() -> Street:
    """The kiosk has Y, the line gave Y001 and Y002, and has R again."""
    street = morning()
    series(street)
    taken_and_left(street, "Y", 2)
    return street


def handing(street: Street, *numbers: int, day: str = TODAY) -> HandIn:
    return HandIn(series="Y", day=day, numbers=tuple(own(n, street.at) for n in numbers))


def test_a_number_that_a_line_gave_is_refused_though_its_letter_is_another_by_now(street: Street) -> None:
    """In words, and with nothing half done; the next one is taken in."""
    refused = street.refusal(KIOSK, handing(street, 1, 3))
    assert (refused.code, refused.values) == ("number_taken", {"number": "Y001"})
    assert street.refused(KIOSK, handing(street, 2)) == "number_taken"
    assert isinstance(street.give(KIOSK, handing(street, 3)), HandedIn)


@pytest.mark.parametrize("opened_again", [False, True])
def test_also_once_its_ticket_is_over_and_the_day_closed(street: Street, opened_again: bool) -> None:
    """The hall has no ticket of that number any more; the record has."""
    street.serve("A1")
    street.serve("A1")
    street.give(BOSS, c.CloseDay())
    if opened_again:
        street.give(BOSS, c.OpenHall())
    assert street.refused(KIOSK, handing(street, 1)) == "number_taken"
    assert isinstance(street.give(KIOSK, handing(street, 3)), HandedIn)


def test_a_day_later_it_is_still_that_days_number_and_no_other_days(street: Street) -> None:
    """What the kiosk gave on a day on which no line had the letters is its own."""
    street.serve("A1")
    street.serve("A1")
    street.until("09:00", NEXT)
    assert street.refused(KIOSK, handing(street, 2)) == "number_taken"
    assert isinstance(street.give(KIOSK, handing(street, 1, 2, day=NEXT)), HandedIn)


def test_numbers_that_a_line_gave_are_known_between_a_kiosks(street: Street) -> None:
    """The counter goes on above what was handed in: the line's are not one after the other."""
    street.give(KIOSK, handing(street, 5))
    taken_and_left(street, "Y", 2)
    given = [street.hall.offline.was_given("Y", TODAY, n) for n in range(1, 9)]
    assert given == [True, True, False, False, False, True, True, False]
    assert isinstance(street.give(KIOSK, handing(street, 3, 4, 8)), HandedIn)


def test_no_number_is_two_tickets_of_a_day(street: Street) -> None:
    """Whatever was tried before."""
    for n in (1, 2):
        street.refused(KIOSK, handing(street, n))
    street.give(KIOSK, handing(street, 3))
    hand_in(street, own(1, street.at), kiosk=KIOSK_2)
    numbers = sorted(ticket.number for ticket in street.hall.tickets.values())
    assert all(one < other for one, other in pairwise(numbers))
    assert len(street.facts(f.TicketHandedIn)) == 2


# -- a stub ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", ["waiting", "left"])
def test_a_stub_whose_number_a_line_gave_is_refused(outcome: StubOutcome) -> None:
    """Whoever of the two was there first: a matter for staff. The sheet's other numbers are typed in."""
    street = printed()
    taken_and_left(street, "X", 2)
    assert street.refused(BOSS, stub(street, 2, outcome=outcome)) == "number_taken"
    street.give(BOSS, stub(street, 3, outcome=outcome))


def test_of_a_day_that_is_over_too() -> None:
    """It would be two people's in that day's figures."""
    street = printed()
    taken_and_left(street, "X", 2)
    street.serve("A1")
    street.serve("A1")
    street.until("09:00", NEXT)
    assert street.refused(BOSS, stub(street, 1, outcome="left")) == "number_taken"
    street.give(BOSS, stub(street, 3, outcome="left"))


def test_who_was_carried_over_with_that_number_keeps_it() -> None:
    """A number of yesterday that still waits is called by its number today."""
    street = printed()
    taken_and_left(street, "X")
    street.until("09:00", NEXT)
    assert street.hall.kept_numbers == {"X001"}
    assert street.refused(BOSS, stub(street, 1, given=moment("08:45", NEXT))) == "number_taken"
