"""When a post works (Q-4), lunch by turns, and whose turn it is to be A (D-6)."""

import pytest

from common import commands as c
from server.rules import facts as f
from server.rules.hours import part_of_day
from server.rules.post_day import a_on, works_on
from server.rules.setup import Hours, Post
from server.rules.setup_cover import Rota
from tests.rules.setup_cover_hall import all_seated, clerk_with, post_with
from tests.rules.street import BOSS, KIOSK, Street, clerk, moment, small_setup

LATE = post_with("pr", sessions=(("10:00", "11:00"),))
ALL_DAY = Hours(sessions=(("08:30", "18:00"),))


# -- hours of its own -----------------------------------------------------------------------------


def test_a_post_outside_its_own_hours_is_closed_never_unattended() -> None:
    """Though nobody sits there and the hall is open."""
    street = Street(LATE)
    street.until("09:30")
    assert street.hall.covers["ps"].state == "unattended"
    assert "pr" not in street.hall.covers
    street.until("11:30")
    assert street.cover("pr")[0] == "closed"


def test_at_a_posts_own_opening_absence_counts_after_the_grace() -> None:
    """A has until five past ten."""  # AB-4
    street = Street(LATE)
    street.until("08:40")
    street.sit("A2")
    street.until("10:00")
    assert street.cover("pr") == ("a_role", "A1", None, None)
    street.until("10:05")
    assert street.cover("pr") == ("b_role", "A2", 2, "not_arrived")
    assert street.hall.absent["A1"] == "not_arrived"


def test_a_clerk_is_not_missed_before_the_hours_of_their_post() -> None:
    """Nobody is recorded absent who has nowhere to be."""  # AB-6
    street = Street(LATE)
    street.until("09:59")
    assert "A1" not in street.hall.absent
    assert [fact for fact in street.made(f.AbsenceRecorded) if fact.clerk == "A1"] == []


def test_who_waited_when_the_posts_hours_ended_is_served_and_then_it_is_closed() -> None:
    """Closing drops nobody."""
    street = all_seated(LATE)
    street.until("10:59")
    street.issue("mr")
    street.until("11:01")
    assert street.cover("pr")[:2] == ("a_role", "A1")
    street.serve("A1")
    assert street.cover("pr")[0] == "closed"


def test_no_number_is_given_when_a_posts_hours_are_over_for_today() -> None:
    """Nobody would come to serve it."""
    street = all_seated(LATE)
    street.issue("mr")
    street.until("11:00")
    assert street.refused(KIOSK, c.IssueTicket(matter="mr")) == "line_over_today"


def test_a_number_is_given_before_a_post_opens() -> None:
    """Residents come early."""
    street = all_seated(LATE)
    assert street.issue("mr").number == "R001"
    assert "pr" not in street.hall.covers


# -- days -----------------------------------------------------------------------------------------

POST = small_setup().posts[0]


def days_of(post: Post, *days: str, hours: Hours | None = None) -> list[bool]:
    setup = small_setup(hours=hours or Hours())
    return [works_on(setup, post, day) for day in days]


def changed(**changes: object) -> Post:
    return next(post for post in post_with("pr", **changes).posts if post.id == "pr")


def test_a_seasonal_window_works_between_its_days_every_year() -> None:
    """Over the turn of the year, too."""
    winter = changed(between=(("11-15", "02-28"),))
    assert days_of(winter, "2026-11-14", "2026-11-15", "2027-01-04", "2027-03-01") == [
        False,
        True,
        True,
        False,
    ]


def test_a_temporary_window_works_between_two_dates_once() -> None:
    """Both days included."""
    once = changed(between=(("2026-11-23", "2026-11-25"),))
    assert days_of(once, "2026-11-22", "2026-11-23", "2026-11-25", "2026-11-26", "2027-11-24") == [
        False, True, True, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("market", "expected"),
    [("as_ever", [True, False, True]), ("also", [True, True, True]), ("only", [False, True, True])],
)
def test_a_post_may_work_on_market_days_also_or_only(market: str, expected: list[bool]) -> None:
    """逢场天: Monday the 23rd is none, Saturday the 28th and Wednesday the 25th are."""
    post = changed(market=market, weekdays=(1, 2, 3, 4, 5))
    hours = Hours(market_endings=(5, 8))
    assert days_of(post, "2026-11-23", "2026-11-28", "2026-11-25", hours=hours) == expected


def test_the_hall_opens_on_a_market_day_all_day() -> None:
    """On a Sunday, without a lunch."""
    setup = small_setup(hours=Hours(market_days=("2026-11-22",), market_sessions=(("08:00", "16:00"),)))
    assert part_of_day(setup, moment("12:30", "2026-11-22")).phase == "open"
    assert part_of_day(setup, moment("12:30")).phase == "break"
    assert part_of_day(setup, moment("12:30", "2026-11-29")).phase == "closed"


def test_a_village_service_day_takes_a_clerk_out_of_the_hall() -> None:
    """Off by plan: B covers from the opening."""
    street = Street(clerk_with("A1", off_days=("2026-11-23",)))
    street.until("08:20")
    street.sit("A2")
    street.until("08:30")
    assert street.cover("pr") == ("b_role", "A2", 2, "off_rota")


# -- lunch by turns -------------------------------------------------------------------------------


def at_noon() -> Street:
    street = all_seated(clerk_with("A1", small_setup(hours=ALL_DAY), lunch=("12:00", "13:00")))
    street.until("12:10")
    return street


def test_whoever_still_sits_over_their_lunch_is_on_duty() -> None:
    """Lunch takes no resident out of a hand."""  # AB-2
    street = at_noon()
    assert street.cover("pr")[:2] == ("a_role", "A1")


def test_a_clerk_who_leaves_over_lunch_is_absent_properly_and_at_once() -> None:
    """The hall stays open: B covers."""  # AB-3
    street = at_noon()
    street.give(clerk("A1"), c.StepAway(reason="meal"))
    assert street.cover("pr") == ("b_role", "A2", 2, "at_lunch")
    assert street.hall.covers["pr"].until == moment("13:00")
    street.until("12:59")
    assert street.made(f.AbsenceRecorded) == []


def test_after_lunch_a_clerk_is_expected_and_the_grace_begins() -> None:
    """Until five past one A is awaited; then B covers without a handover."""  # AB-4, AB-6
    street = at_noon()
    street.give(clerk("A1"), c.StepAway(reason="meal"))
    street.until("13:04")
    assert street.cover("pr")[:2] == ("a_role", "A1")
    street.until("13:05")
    assert street.cover("pr") == ("b_role", "A2", 2, "stepped_away")
    (record,) = street.made(f.AbsenceRecorded)
    assert (record.clerk, record.left) == ("A1", moment("13:00"))


def test_lunch_draws_on_no_budget() -> None:
    """It is planned."""
    street = at_noon()
    street.give(clerk("A1"), c.StepAway(reason="meal"))
    street.until("13:00")
    street.give(clerk("A1"), c.ComeBack())
    assert street.hall.presence["A1"].moments == ()


# -- a daily A ------------------------------------------------------------------------------------


def test_a_leader_for_each_weekday_is_that_days_a() -> None:
    """An empty place is the post's own A."""  # D-6
    setup = post_with("pr", a_rota=Rota(clerks=("A4", "", "A3")))
    post = setup.posts[0]
    assert [a_on(setup, post, f"2026-11-{n}") for n in (23, 24, 25, 26)] == ["A4", "A1", "A3", "A1"]


def test_leaders_take_turns_and_days_off_are_not_counted() -> None:
    """Friday's follower comes on Monday."""  # D-6
    setup = post_with("pr", a_rota=Rota(turn="day", since="2026-11-19", clerks=("A1", "A4", "A3")))
    post = setup.posts[0]
    assert [a_on(setup, post, day) for day in ("2026-11-19", "2026-11-20", "2026-11-23", "2026-11-24")] == [
        "A1", "A4", "A3", "A1",
    ]  # fmt: skip
    assert a_on(setup, post, "2026-11-18") == "A3"


def test_the_days_a_serves_and_is_shown_and_missed() -> None:
    """One function, asked by cover, record and view."""  # D-6, AB-2
    street = Street(post_with("pr", a_rota=Rota(clerks=("A4",))))
    street.until("08:20")
    street.sit("A1", "A2")
    street.until("08:30")
    assert street.cover("pr")[:3] == ("a_role", "A4", None)
    street.until("08:35")
    assert street.cover("pr") == ("b_role", "A2", 2, "not_arrived")
    assert [fact.clerk for fact in street.made(f.AbsenceRecorded) if fact.post == "pr"] == ["A4"]
    street.give(clerk("A4"), c.SitDown(window=3))
    assert street.cover("pr")[:3] == ("a_role", "A4", 3)


def test_whoever_is_a_on_another_day_is_no_b_today() -> None:
    """Unless named among the Bs."""  # D-6
    setup = post_with("pr", a_rota=Rota(clerks=("A4",)), b_roles=("A2",))
    street = Street(setup)
    street.until("08:20")
    street.sit("A1", "A3")
    street.until("08:40")
    assert street.cover("pr")[0] == "unattended"


def test_a_leave_is_granted_by_who_is_a_on_that_day() -> None:
    """A1 has the post on Mondays only if no leader has."""  # AB-5
    setup = post_with("pr", a_rota=Rota(clerks=("A4",)), b_roles=("A2",))
    street = all_seated(setup)
    away = {"since": moment("14:00"), "until": moment("18:00")}
    street.give(BOSS, c.RecordLeave(clerk="A4", **away))
    assert street.refused(BOSS, c.RecordLeave(clerk="A2", **away)) == "leave_uncovered"


# -- a break in a post's own hours --------------------------------------------------------------------

BROKEN = post_with("pr", sessions=(("08:30", "09:10"), ("09:30", "11:00")))


def test_an_a_who_was_absent_before_a_break_in_the_posts_hours_is_absent_after_it() -> None:
    """No second grace: B answers the line from the first second, and it is one absence with one record."""  # AB-4, AB-6
    street = all_seated(BROKEN)
    street.until("09:00")
    street.leaves("A1")
    street.until("09:20")
    assert street.cover("pr")[0] == "closed"
    street.until("09:30")
    assert street.cover("pr") == ("b_role", "A2", 2, "signed_out")
    street.until("10:30")
    assert [(fact.post, fact.left) for fact in street.made(f.AbsenceRecorded)] == [("pr", moment("09:00"))]


def test_an_a_who_never_came_gets_no_second_grace_after_the_break() -> None:
    """Not arrived by half past eight and five minutes; nor by half past nine."""  # AB-4
    street = Street(BROKEN)
    street.until("08:20")
    street.sit("A2", "A3")
    street.until("09:30")
    assert street.cover("pr") == ("b_role", "A2", 2, "not_arrived")
    assert [fact.left for fact in street.made(f.AbsenceRecorded)] == [moment("08:30")]


def test_an_a_who_left_shortly_before_the_break_is_expected_anew() -> None:
    """Three minutes before it: within the grace, so it begins again, as after the hall's own lunch."""  # AB-4
    street = all_seated(BROKEN)
    street.until("09:07")
    street.give(clerk("A1"), c.StepAway(reason="restroom"))
    street.until("09:34:59")
    assert street.cover("pr")[:2] == ("a_role", "A1")
    street.until("09:35")
    assert street.cover("pr") == ("b_role", "A2", 2, "stepped_away")


def test_an_a_who_came_in_the_break_is_there_after_it() -> None:
    """The absence of before is over by the clerk's own act."""  # AB-4
    street = all_seated(BROKEN)
    street.until("08:40")
    street.leaves("A1")
    street.until("09:20")
    street.sit("A1")
    street.until("09:30")
    assert street.cover("pr")[:2] == ("a_role", "A1")


def test_an_a_who_was_absent_before_the_own_lunch_is_absent_after_it() -> None:
    """Lunch by turns excuses nobody's morning."""  # AB-4
    street = all_seated(clerk_with("A1", lunch=("09:00", "09:30")))
    street.until("08:40")
    street.leaves("A1")
    street.until("09:10")
    assert street.cover("pr")[3] == "at_lunch"
    street.until("09:30")
    assert street.cover("pr") == ("b_role", "A2", 2, "signed_out")
