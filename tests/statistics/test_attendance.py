"""D-1 over a month: who is counted on which day, and what is excused."""

from __future__ import annotations

from typing import Any

import msgspec

from server.rules.minutes import AwaySpan, Sitting
from server.rules.setup import Setup
from server.rules.setup_cover import Rota
from server.statistics.attendance import attendance
from server.storage.attendance_record import Attended
from tests.rules.street import moment, small_setup

DAY = "2026-11-23"


def record(*sittings: tuple[str, str, str], **more: Any) -> Attended:
    """One day; `sittings`: clerk, from, to."""
    sat = [Sitting(1, clerk, moment(since), moment(until)) for clerk, since, until in sittings]
    return msgspec.structs.replace(Attended((DAY,), sat, [], {}), **more)


def of(setup: Setup, found: Attended, clerk: str = "A1") -> list[str]:
    (month,) = (one for one in attendance(setup, found) if one.clerk == clerk)
    return [item.breach.kind for item in month.breaches]


def changed(setup: Setup, clerk: str, **values: Any) -> Setup:
    clerks = tuple(msgspec.structs.replace(one, **values) if one.id == clerk else one for one in setup.clerks)
    return msgspec.structs.replace(setup, clerks=clerks)


ALL_DAY = (("A1", "08:25", "12:05"), ("A1", "14:25", "18:05"))


def test_who_sat_through_both_parts_of_the_day_has_nothing_on_record() -> None:
    """D-1."""
    assert of(small_setup(), record(*ALL_DAY)) == []


def test_who_came_after_the_quarter_of_an_hour_is_late_and_who_left_before_the_end_early() -> None:
    """D-1: a quarter of an hour after opening nobody is late yet."""
    assert of(small_setup(), record(("A1", "08:45", "12:05"), ("A1", "14:50", "17:50"))) == ["late", "early"]


def test_a_leave_excuses_as_long_as_it_lasts() -> None:
    """AB-4: what lies beyond it counts."""
    leaves = {"A1": [(moment("08:00"), moment("10:00"))]}
    assert of(small_setup(), record(("A1", "10:00", "12:05"), ALL_DAY[1], leaves=leaves)) == []
    assert of(small_setup(), record(("A1", "10:40", "12:05"), ALL_DAY[1], leaves=leaves)) == ["off_post"]


def test_a_handover_excuses_and_a_step_away_does_not() -> None:
    """AB-6: leaving properly is no absence."""
    gone = AwaySpan("A1", "handed_over", "meeting", moment("09:00"), moment("09:40"))
    assert of(small_setup(), record(*ALL_DAY, aways=[gone])) == []
    stepped = msgspec.structs.replace(gone, kind="stepped_away")
    assert of(small_setup(), record(*ALL_DAY, aways=[stepped])) == ["off_post"]


def test_nobody_is_missed_on_a_day_off_or_outside_the_hall() -> None:
    """AB-4, AB-14: off by the rota, taken out of the hall, or at work elsewhere."""
    assert of(changed(small_setup(), "A1", weekdays=(2, 3)), record()) == []
    assert of(changed(small_setup(), "A1", off_days=(DAY,)), record()) == []
    assert of(small_setup(), record()) == ["not_come", "not_come"]


def test_who_works_elsewhere_is_missed_as_a_and_never_as_b() -> None:
    """AB-14: A9 comes from outside when called: on no list; A1 of outside is A, and is awaited at opening like any other."""
    setup = small_setup()
    nine = msgspec.structs.replace(setup.clerks[0], id="A9", outside=True)
    post = msgspec.structs.replace(setup.posts[0], b_roles=("A2", "A9"))
    both = msgspec.structs.replace(setup, posts=(post, *setup.posts[1:]), clerks=(*setup.clerks, nine))
    assert "A9" not in [one.clerk for one in attendance(both, record())]
    assert of(changed(small_setup(), "A1", outside=True), record()) == ["not_come", "not_come"]


def test_who_has_a_turn_and_is_b_today_is_not_missed() -> None:
    """D-6: A1 and A2 take turns at post r from Monday the 23rd; A2 is B of it, and A of no other post.

    Monday: A1's turn; A1 came for the morning alone, and is missed in the afternoon; A2 did not come: nothing.
    Tuesday: A2's turn; neither came: A2 is missed twice, A1 not at all. A2 was due on one day of the two.
    """
    setup = small_setup()
    rota = Rota(clerks=("A1", "A2"), since="2026-11-23")
    mine = msgspec.structs.replace(setup.posts[0], a_rota=rota, b_roles=("A2", "A1", "A3"))
    others = tuple(msgspec.structs.replace(one, a_role="A3", b_roles=("A2",)) for one in setup.posts[1:])
    setup = msgspec.structs.replace(setup, posts=(mine, *others))
    found = record(ALL_DAY[0], days=(DAY, "2026-11-24"))
    months = {one.clerk: one for one in attendance(setup, found)}
    cases = {name: [(item.day, item.breach.kind) for item in months[name].breaches] for name in ("A1", "A2")}
    assert cases["A1"] == [(DAY, "not_come")]
    assert cases["A2"] == [("2026-11-24", "not_come")] * 2
    assert (months["A1"].days, months["A2"].days) == (1, 1)


def test_lunch_by_turns_is_excused() -> None:
    """By plan, so that the hall stays open."""
    setup = changed(small_setup(), "A1", lunch=("11:00", "12:00"))
    assert of(setup, record(("A1", "08:25", "11:00"), ALL_DAY[1])) == []


def test_outside_the_own_hours_of_all_their_posts_nobody_is_missed() -> None:
    """Q-4: a post that works in the mornings alone."""
    setup = small_setup()
    posts = tuple(
        msgspec.structs.replace(post, sessions=(("08:30", "12:00"),)) if post.a_role == "A1" else post
        for post in setup.posts
    )
    assert of(msgspec.structs.replace(setup, posts=posts), record(ALL_DAY[0])) == []


def test_who_is_a_by_rota_alone_is_missed_only_in_turn() -> None:
    """D-6: another day's leader is not absent today."""
    setup = small_setup()
    post = msgspec.structs.replace(setup.posts[0], a_rota=Rota(clerks=("A1", "A9")), b_roles=("A2",))
    others = tuple(msgspec.structs.replace(one, b_roles=("A2",)) for one in setup.posts[1:])
    nine = msgspec.structs.replace(setup.clerks[0], id="A9")
    setup = msgspec.structs.replace(setup, posts=(post, *others), clerks=(*setup.clerks, nine))
    assert of(setup, record(), "A9") == []
    assert of(setup, record()) == ["not_come", "not_come"]


def test_each_day_is_judged_by_the_set_up_of_that_day() -> None:
    """Monday had a morning alone, and A4 in it, who is gone since; Tuesday is by the set-up in force."""
    now = small_setup()
    then = msgspec.structs.replace(
        now, hours=msgspec.structs.replace(now.hours, sessions=(("08:30", "12:00"),))
    )
    now = msgspec.structs.replace(now, clerks=now.clerks[:3])
    found = record(ALL_DAY[0], days=(DAY, "2026-11-24"), setups={DAY: then, "2026-11-24": now})
    months = {one.clerk: one for one in attendance(now, found)}
    cases = {name: [(item.day, item.breach.kind) for item in months[name].breaches] for name in ("A1", "A4")}
    assert cases == {"A1": [("2026-11-24", "not_come")] * 2, "A4": [(DAY, "not_come")]}
    assert list(months) == ["A1", "A2", "A3", "A4"]
