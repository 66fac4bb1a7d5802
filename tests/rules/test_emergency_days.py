"""Stubs of a day that is over: power that was away for a whole day is back in the evening, or next morning."""

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common import commands as c
from common import commands_sheet as e
from common.messages import StubTaken
from server.rules import facts as f
from server.rules.apply import apply
from server.rules.emergency.book import Stub, salted_check
from server.rules.emergency.days import DAYS_BACK, day_before
from server.rules.hall import Hall, Tally
from server.rules.hours import is_open_day
from tests.rules.situations_sheets import printed, stub
from tests.rules.street import BOSS, Street, moment, morning, small_setup
from tests.rules.watch import AUDIENCES, Views, copy, fresh_view, same

TODAY, FRIDAY, SUNDAY = "2026-11-23", "2026-11-20", "2026-11-22"
LATER = ("2026-11-24", "2026-11-25")


def served(clock: str = "10:05", day: str = FRIDAY, called: str = "10:25", window: int = 2) -> dict[str, Any]:
    """What a stub of that day says of somebody who was served."""
    times = {"given": moment(clock, day), "called": moment(called, day)}
    return {**times, "outcome": "served", "window": window}


def left(clock: str = "10:05", day: str = FRIDAY) -> dict[str, Any]:
    return {"given": moment(clock, day), "outcome": "left"}


def filed(street: Street, n: int = 1, **more: Any) -> StubTaken:
    """The n-th stub, typed in."""
    answer = street.give(BOSS, stub(street, n, **more))
    assert isinstance(answer, StubTaken)
    return answer


def of_today(hall: Hall) -> dict[str, Any]:
    """All that a hall is, apart from its drawer of stubs and how far its record goes."""
    told: dict[str, Any] = msgspec.to_builtins(hall)
    for name in ("version", "emergency", "last_at", "last_act_at", "due"):
        del told[name]
    del told["cases"]["revision"]
    return told


def busy() -> Street:
    """A hall in which some wait, one is in hand, and sheets lie in the drawer."""
    street = morning()
    for _ in range(3):
        street.issue()
    street.serve("A1")
    street.call("A1")
    return printed(street)


@settings(max_examples=30)
@given(
    back=st.integers(1, 9),
    minute=st.integers(0, 24 * 60 - 1),
    waited=st.integers(0, 90),
    gone=st.booleans(),
)
def test_a_stub_of_another_day_leaves_today_as_it_is(back: int, minute: int, waited: int, gone: bool) -> None:
    """No place in any line, no figure, no estimate, nothing on any screen; one that cannot be is refused and changes nothing."""
    street = busy()
    day = day_before(TODAY, back)
    at = moment("00:00", day) + minute * 60_000
    called = at + waited * 60_000
    ends = {"outcome": "left"} if gone else {"outcome": "served", "window": 1, "called": called}
    command = stub(street, 1, given=at, **ends)
    before, shown = of_today(street.hall), [fresh_view(street.hall, name) for name in AUDIENCES]
    views = Views(street.hall)
    open_then = back <= DAYS_BACK and is_open_day(small_setup().hours, day)
    drawn = moment("08:00", day) <= at < moment("18:00", day)
    if open_then and drawn and (gone or called <= moment("20:00", day)):
        assert filed(street, given=at, **ends).filed == day
        views.take(street.hall, street.last)
        assert [type(entry.fact) for entry in street.last] == [f.StubFiled]
    else:
        street.refused(BOSS, command)
    assert of_today(street.hall) == before
    assert [fresh_view(street.hall, name) for name in AUDIENCES] == shown


def test_the_same_stub_of_another_day_counts_once_and_other_words_are_refused() -> None:
    """By whomever, and on whichever day it is typed in again."""
    street = printed()
    first = filed(street, **served())
    version = street.hall.version
    assert (first.again, first.ahead, first.filed) == (False, 0, FRIDAY)
    assert msgspec.structs.replace(first, again=True) == filed(street, **served())
    assert street.hall.version == version
    refusal = street.refusal(BOSS, stub(street, **served(window=3)))
    assert (refusal.code, refusal.values) == ("stub_entered", {"number": "X001", "day": TODAY, "by": "S01"})
    street.until("09:00", LATER[0])
    assert filed(street, **served()).again
    assert street.refused(BOSS, stub(street, **served(day=TODAY))) == "stub_entered"


def test_a_stub_of_another_day_is_taken_back_and_typed_in_anew() -> None:
    """Also the next day; its number may have been another day's after all."""
    street = printed()
    first = filed(street, **served())
    street.until("09:00", LATER[0])
    before = of_today(street.hall)
    street.give(BOSS, e.TakeBackStub(ticket=first.ticket))
    assert (of_today(street.hall), street.hall.emergency.stubs) == (before, {})
    assert street.refused(BOSS, e.TakeBackStub(ticket=first.ticket)) == "unknown_ticket"
    assert filed(street, **left(day=TODAY)).filed == TODAY


SERVED: dict[str, Any] = {"outcome": "served", "window": 2, "called": moment("10:25")}


@pytest.mark.parametrize("said", [SERVED, {"outcome": "left"}])
@pytest.mark.parametrize(("clock", "day"), [("21:00", TODAY), ("09:00", LATER[0]), ("09:00", LATER[1])])
def test_a_slip_of_the_open_day_is_taken_back_when_that_is_over(
    said: dict[str, Any], clock: str, day: str
) -> None:
    """That evening its day's figures lose it; another day's are as they were. Typed in anew it is filed under its day."""
    street = printed()
    slip = filed(street, 1, **said)
    street.until(clock, day)
    assert slip.ticket not in street.hall.tickets
    before, figures = of_today(street.hall), copy(street.hall)
    views = Views(street.hall)
    street.give(BOSS, e.TakeBackStub(ticket=slip.ticket))
    views.take(street.hall, street.last)
    assert street.hall.emergency.stubs == {}
    if day == TODAY:
        assert {key: tally for key, tally in street.hall.tallies.items() if tally != Tally()} == {}
        assert street.hall.given["mr"] == 0
        street.hall.tallies, street.hall.given = figures.tallies, figures.given
    assert of_today(street.hall) == before
    assert street.refused(BOSS, e.TakeBackStub(ticket=slip.ticket)) == "unknown_ticket"
    assert filed(street, 1, **left(day=TODAY)).filed == TODAY


def test_who_was_typed_in_as_waiting_and_lapsed_is_taken_back_too() -> None:
    """Nobody ever called that number."""
    street = printed()
    slip = filed(street)
    street.until("09:00", LATER[1])
    street.until("09:00", "2026-11-26")
    (stub_,) = street.hall.emergency.stubs.values()
    assert stub_.over is not None
    assert (stub_.over.state, stub_.over.moved) == ("lapsed", False)
    street.give(BOSS, e.TakeBackStub(ticket=slip.ticket))
    assert street.hall.emergency.stubs == {}


def test_whoever_is_said_to_wait_still_on_a_day_that_is_over_is_told_what_to_do() -> None:
    """They take a number of today; no line of yesterday goes on."""
    street = printed()
    refusal = street.refusal(BOSS, stub(street, given=moment("10:05", FRIDAY)))
    assert (refusal.code, refusal.values) == ("stub_waits_no_more", {"day": FRIDAY})


def test_a_stub_of_today_that_waits_and_was_typed_in_is_known_tomorrow() -> None:
    """Typed in again it is the same entry, not a second one."""
    street = printed()
    first = filed(street)
    street.until("09:00", LATER[0])
    again = filed(street)
    assert (again.ticket, again.again, again.filed) == (first.ticket, True, "")


@pytest.mark.parametrize(("clock", "day"), [("19:30", TODAY), ("07:10", LATER[0])])
def test_the_hall_need_not_be_open_for_what_is_over(clock: str, day: str) -> None:
    """In the evening, or before the opening; who is said to wait today needs a line, and a line an open hall."""
    street = printed()
    street.until(clock, day)
    assert street.phase == "closed"
    before = of_today(street.hall)
    assert filed(street, 1, **served()).filed == FRIDAY
    assert filed(street, 2, **served(day=TODAY)).filed == TODAY
    assert of_today(street.hall) == before
    waits = street.refused(BOSS, stub(street, 3))
    assert waits == ("stub_hall_closed" if day == TODAY else "stub_waits_no_more")


def test_a_day_on_which_no_server_ever_ran_takes_its_stubs() -> None:
    """By the calendar it was open: nothing else is known of it."""
    street = printed()
    record = copy(street.hall)
    dark = Street()
    dark.hall, dark.at = record, moment("07:30", LATER[1])
    assert filed(dark, 1, **served(day=LATER[0])).filed == LATER[0]
    assert LATER[0] not in dark.hall.emergency.opened


def test_a_day_off_takes_stubs_only_where_the_hall_was_opened_by_hand() -> None:
    """From its opening on, for as long as any day."""
    street = Street(at=moment("10:00", SUNDAY))
    street.give(BOSS, e.PrintSheets())
    street.give(BOSS, c.OpenHall())
    street.until("11:00", LATER[0])
    assert filed(street, 1, **served(day=SUNDAY)).filed == SUNDAY
    never = street.refusal(BOSS, stub(street, 2, **served(day="2026-11-21")))
    assert (never.code, never.values) == ("stub_day_off", {"day": "2026-11-21"})
    street.until("11:00", "2026-11-30")
    assert street.refused(BOSS, stub(street, 2, **served(day=SUNDAY))) == "stub_too_old"
    assert min(street.hall.emergency.opened) == TODAY


def test_a_day_that_was_opened_before_its_hours_takes_slips_from_then_on() -> None:
    """And none of before; the refusal tells the hour of that day."""
    street = Street(at=moment("07:00"))
    street.give(BOSS, c.OpenHall())
    street.give(BOSS, e.PrintSheets())
    street.until("11:00", LATER[0])
    assert filed(street, 1, **left("07:05", TODAY)).filed == TODAY
    early = street.refusal(BOSS, stub(street, 2, **left("06:59", TODAY)))
    assert (early.code, early.values) == ("stub_early", {"opens": "07:00"})


def test_a_time_after_closing_is_a_slip_of_the_pen() -> None:
    """`2010` for `1010`; whoever has a number at closing is served for two hours more. A day opened by hand has no end."""
    street = printed()
    assert filed(street, 1, **left("17:59")).filed == FRIDAY
    late = street.refusal(BOSS, stub(street, 2, **left("18:00")))
    assert (late.code, late.values) == ("stub_late", {"closes": "18:00"})
    assert filed(street, 3, **served("17:30", called="20:00")).filed == FRIDAY
    called = street.refusal(BOSS, stub(street, 4, **served("17:30", called="20:01")))
    assert (called.code, called.values) == ("stub_called_late", {"until": "20:00"})
    street.until("20:30", TODAY)
    street.give(BOSS, c.OpenHall())
    assert filed(street, 5, given=moment("20:20", TODAY)).filed == ""


def test_a_sheet_of_which_a_restored_hall_knows_nothing_is_filed_and_marked() -> None:
    """By its digits, as on its own day; wrong ones are refused."""
    street = printed()
    check = salted_check(street.hall.emergency.salt, "X", 900)
    known: dict[str, Any] = {"number": "X900", "check": check}
    assert filed(street, **known, **served()).unlisted
    assert filed(street, **known, **served()).unlisted
    assert street.hall.emergency.stubs[900].unlisted == "X"
    assert street.refused(BOSS, stub(street, number="X901", check=check, **served())) == "stub_unknown"


def test_the_record_alone_makes_the_same_drawer() -> None:
    """Folded again, and from a checkpoint; who typed it in and when is known."""
    street = busy()
    filed(street, 1, **served())
    second = filed(street, 2, **left())
    street.give(BOSS, e.TakeBackStub(ticket=second.ticket))
    folded = Hall()
    for entry in street.log:
        apply(folded, entry)
    assert same(folded, street.hall)
    assert same(copy(street.hall), street.hall)
    (kept,) = street.hall.emergency.stubs.values()
    assert isinstance(kept, Stub)
    assert (kept.typed_on, kept.filed, kept.number, kept.by) == (TODAY, FRIDAY, "X001", "S01")
