"""Whose letters a kiosk's own numbers begin with, and where the hall goes on counting after a restore. (field.md 7)"""

from itertools import combinations

from common import commands as c
from common.commands_own import HandIn
from common.commands_printed import ReprintTicket
from common.commands_sheet import PrintSheets
from common.messages import Issued
from common.own_numbers import check_digits
from server.rules import facts as f
from server.rules.letters import confusable
from server.rules.offline.book import Series
from server.rules.offline.lent import candidates
from server.rules.order import Actor, ImportHall
from tests.rules.own import KIOSK_2, TODAY, as_of_old, hand_in, own, seen, series
from tests.rules.situations_own import with_prefix
from tests.rules.street import ADMIN, BOSS, KIOSK, morning

NEXT = "2026-11-24"

# -- whose letters --------------------------------------------------------------------------------


def test_each_kiosk_has_letters_of_its_own_that_no_line_uses() -> None:
    """And keeps them; asked again nothing is written."""
    street = morning()
    one, two = series(street), series(street, KIOSK_2)
    lines = {line.prefix for line in street.hall.rules.lines}
    assert len({one.series, two.series} - lines) == 2
    assert series(street) == one
    assert len(street.facts(f.SeriesAssigned)) == 2


def test_no_kiosks_letters_sound_or_look_like_others_as_long_as_there_are_any() -> None:
    """U and V are one letter on a worn printer; two letters are clearer than that."""
    street = morning()
    lines = [line.prefix for line in street.hall.rules.lines]
    given = [series(street, Actor(f"kiosk:n{n}", KIOSK.roles)).series for n in range(30)]
    assert given[:2] == ["Y", "W"]
    assert len(set(given)) == 30
    taken = [*lines, "X", *given]
    assert [(a, b) for a, b in combinations(taken, 2) if confusable(a, b)] == []
    assert not {"U", "V"} <= set(given)


def test_letters_that_are_taken_for_one_another() -> None:
    """By ear, or on paper; also the second of two."""
    for one, other in ("UV", "BD", "EF", "MN", "GC", ("YU", "YV"), ("BU", "DV"), "YY"):
        assert confusable(one, other)
    for one, other in ("YW", "WV", ("Y", "YU"), ("YU", "WV"), "HK"):
        assert not confusable(one, other)


def test_when_every_clear_letter_is_used_a_kiosk_still_gets_one() -> None:
    """A hall with more kiosks than there are clear letters gives numbers all the same."""
    street = morning()
    held = {letters: Series(letters, f"kiosk:{letters}", letters) for letters in candidates()[:-1]}
    free = candidates()[-1]
    street.hall.offline.series.update(held)
    assert series(street).series == free


def test_a_line_that_takes_the_letters_gets_them_and_the_kiosk_others() -> None:
    """In a record of before decision 0234. The paper that is out stays valid: the next is given with other letters."""
    street = morning()
    before = series(street)
    with as_of_old(street.hall):
        street.give(ADMIN, ImportHall(setup=with_prefix(before.series)))
    after = series(street)
    assert after.series != before.series
    street.give(KIOSK, HandIn(series=before.series, day=TODAY, numbers=(own(7, street.at),)))
    assert street.waiting() == [f"{before.series}007"]
    assert street.issue().number == f"{before.series}008", "nor is it given again by the line"


def test_a_line_that_takes_the_sheets_letter_takes_none_from_a_kiosk() -> None:
    """The next sheets bear another letter than any kiosk's: one answer for who prints them and who gives letters."""
    street = morning()
    kept = series(street, series="W", key="ab" * 16)
    street.give(ADMIN, ImportHall(setup=with_prefix("X")))
    assert series(street) == kept
    street.give(BOSS, PrintSheets())
    assert [run.letter for run in street.hall.emergency.runs] == ["Y"]
    assert series(street) == kept


def test_a_series_that_a_restored_hall_forgot_is_its_kiosks_again() -> None:
    """With the key of the check digits that are on paper."""
    street = morning()
    told = series(street, KIOSK_2, series="K", key="ab" * 16)
    assert (told.series, told.key) == ("K", "ab" * 16)
    assert series(street).series != "K"


def test_the_check_digits_follow_from_key_day_and_number() -> None:
    """So the hall can verify what a kiosk printed by itself."""
    assert len({check_digits("00" * 16, day, n) for day in (TODAY, NEXT) for n in range(1, 20)}) > 30
    assert check_digits("00" * 16, TODAY, 1) == check_digits("00" * 16, TODAY, 1)


# -- after a restore ------------------------------------------------------------------------------


def test_counters_go_on_above_the_highest_number_that_any_kiosk_has_seen() -> None:
    """field.md 7: after a restore no number is given twice."""
    street = morning()
    series(street, seen=seen(R=12, S=3, Q=99))
    series(street, KIOSK_2, seen=seen(R=9))
    assert (street.issue().number, street.issue("ms").number, street.issue("mt").number) == (
        "R013",
        "S004",
        "T001",
    )
    assert [fact.highest for fact in street.made(f.CountersRaised)] == [{"R": 12, "S": 3}]


def test_what_was_seen_on_another_day_raises_nothing() -> None:
    """Counters begin anew each day."""
    street = morning()
    series(street, day="2026-11-20", seen=seen(R=12))
    assert street.issue().number == "R001"


def test_a_kiosk_that_lost_its_counter_is_told_where_to_go_on() -> None:
    """Today's, and carried-over ones."""
    street = morning()
    hand_in(street, own(5, street.at))
    assert series(street).used == 5
    street.give(BOSS, c.CloseDay())
    assert series(street).used == 5
    street.until("08:31", NEXT)
    assert series(street, day=NEXT).used == 5, "it may still live"
    street.until("08:31", "2026-11-25")
    assert series(street, day="2026-11-25").used == 0


def test_a_second_paper_bears_the_digits_of_the_first() -> None:
    """Printed again by the server (field.md 21)."""
    street = morning()
    told = series(street)
    (ticket,) = hand_in(street, own(3, street.at))
    street.later(minutes=3)
    again = street.give(KIOSK, ReprintTicket(ticket=ticket.id))
    assert isinstance(again, Issued)
    assert (again.number, again.check) == ("Y003", check_digits(told.key, TODAY, 3))
