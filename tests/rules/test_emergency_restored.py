"""A hall restored from a copy: no number is printed twice, and the sheets in the drawer are as good as before."""

import msgspec
import pytest

from common import commands_sheet as e
from common.commands_own import ReportNumbers
from common.messages import StubTaken
from server.rules.emergency.book import LAST, PER_SHEET, RUN_MOST, UNSEEN, Emergency, Run, numbers_of
from server.rules.hall import Hall
from server.rules.offline.checks import check_on
from tests.rules.own import TODAY
from tests.rules.street import BOSS, KIOSK, Street, moment, morning
from tests.rules.watch import copy

MINUTE = 60_000
RESTORED = moment("12:00", "2026-11-22")


def slips(street: Street, sheets: int = 1) -> list[tuple[str, str]]:
    """Printed now: each number with its check digits."""
    street.give(BOSS, e.PrintSheets(sheets=sheets))
    return [slip for _, sheet in numbers_of(street.hall.emergency.runs[-1]) for slip in sheet]


def restored(from_copy: Hall, at: int = RESTORED) -> Street:
    """A hall that goes on from `from_copy`."""
    street = Street()
    street.hall, street.restored = copy(from_copy), at
    street.until("11:00")
    return street


def typed(street: Street, slip: tuple[str, str]) -> StubTaken:
    number, check = slip
    answer = street.give(BOSS, e.EnterStub(number=number, check=check, matter="mr", given=moment("10:05")))
    assert isinstance(answer, StubTaken)
    return answer


@pytest.mark.parametrize("known", [0, 2])
def test_after_a_restore_no_number_is_printed_a_second_time(known: int) -> None:
    """Also where the copy is older than the first sheet of all; and from then on they count on as ever."""
    street = morning()
    before = [slip for _ in range(known) for slip in slips(street)]
    taken = copy(street.hall)
    lost = slips(street, 40)
    back = restored(taken)
    new = [*slips(back, 40), *slips(back)]
    numbers = [number for number, _ in (*before, *lost, *new)]
    assert len(set(numbers)) == len(numbers)
    first, second = back.hall.emergency.runs[-2:]
    assert first.first > UNSEEN
    assert second.first == first.last + 1


def test_a_sheet_that_was_printed_after_the_copy_is_typed_in_by_its_digits() -> None:
    """It says so; wrong digits are refused as ever, and a kiosk opens it by the right ones."""
    street = morning()
    kept = slips(street)
    taken = copy(street.hall)
    lost = slips(street)
    back = restored(taken)
    assert not typed(back, kept[0]).unlisted
    answer = typed(back, lost[0])
    assert (answer.number, answer.unlisted) == ("X006", True)
    assert typed(back, lost[0]) == msgspec.structs.replace(answer, again=True)
    assert check_on(back.hall, back.hall.tickets[answer.ticket]) == lost[0][1]
    assert back.hall.emergency.check_of("R006") is None
    number, check = lost[1]
    wrong = f"{(int(check) + 1) % 1000:03d}"
    asked = e.EnterStub(number=number, check=wrong, matter="mr", given=moment("10:05"))
    assert back.refused(BOSS, asked) == "stub_unknown"


def test_digits_are_the_same_in_every_copy_and_others_in_another_hall() -> None:
    """From the hall's first fact, which no copy is without; a kiosk's letters are no sheet's."""
    street = morning()
    empty = copy(street.hall)
    lost = slips(street)
    assert typed(restored(empty), lost[3]).unlisted
    other = Street(at=moment("07:59"))
    assert {check for _, check in slips(other)} != {check for _, check in lost}
    back = restored(empty)
    back.give(KIOSK, ReportNumbers(day=TODAY))
    (letters,) = back.hall.offline.series
    asked = e.EnterStub(number=f"{letters}001", check="000", matter="mr", given=moment("10:05"))
    assert back.refused(BOSS, asked) == "stub_unknown"


def test_two_restores_of_one_copy_begin_apart() -> None:
    """The wrong copy first, then again within the hour: sheets were printed in between."""
    book = Emergency(runs=[Run(1, "X", 1, 10, 0, "S01")])
    starts = {book.next_first(10, RESTORED + n * MINUTE) for n in range(60)}
    assert len(starts) == 60
    assert min(abs(a - b) for a in starts for b in starts if a != b) >= 100


@pytest.mark.parametrize("minutes", [0, 1, 17, 10_007])
def test_wherever_the_series_stands_there_is_room_after_a_restore(minutes: int) -> None:
    """Never over its end, on the first number of a sheet, and not among what may have been printed since."""
    for last in range(0, LAST + 1, PER_SHEET):
        runs = [Run(1, "X", last - PER_SHEET + 1, 1, 0, "S01")] if last else []
        first = Emergency(runs=runs).next_first(40, RESTORED + minutes * MINUTE)
        assert (first - 1) % PER_SHEET == 0
        assert UNSEEN < first <= first + RUN_MOST - 1 <= LAST
        assert first > last + UNSEEN or first + RUN_MOST - 1 <= last


def test_sheets_of_before_keep_the_digits_that_stand_on_them() -> None:
    """Printed by a program that made them of the run."""
    run = Run(7, "X", 1, 1, moment("09:00"), "S01")
    ((_, sheet),) = numbers_of(run)
    assert [number for number, _ in sheet] == ["X001", "X002", "X003", "X004", "X005"]
    assert Emergency(salt="salt", runs=[run]).check_of("X001") == sheet[0][1]
    salted = msgspec.structs.replace(run, salt="salt")
    assert Emergency(salt="salt", runs=[salted]).check_of("X001") != sheet[0][1]
