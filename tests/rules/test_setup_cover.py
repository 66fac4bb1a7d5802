"""What is wrong with what a set-up says of cover is named with its place."""

from typing import Any

import msgspec
import pytest

from server.rules.setup_cover import CoverFigures, Rota, Sharing
from tests.rules.setup_small import SMALL, found, with_hours, with_part

SOUND = [
    {"sessions": (("09:00", "11:00"),), "between": (("11-01", "02-28"), ("2026-11-01", "2026-11-01"))},
    {"a_rota": Rota(clerks=("A01", "", "A03"))},
    {"a_rota": Rota(turn="day", since="2026-11-23", clerks=("A01", "A03"))},
    {"sharing": Sharing(waiting=5, longest_min=20)},
]


@pytest.mark.parametrize("changes", SOUND)
def test_what_a_post_may_say(changes: dict[str, Any]) -> None:
    """Nothing is wrong with it."""  # Q-4, D-6, AB-9
    assert found(with_part("posts", 0, **changes)) == []


@pytest.mark.parametrize(
    ("changes", "code", "path"),
    [
        ({"sessions": (("11:00", "09:00"),)}, "session_backwards", ("sessions", 0)),
        ({"between": (("11-01", "2026-12-01"),)}, "stretch_shape", ("between", 0)),
        ({"between": (("13-01", "13-02"),)}, "stretch_shape", ("between", 0)),
        ({"between": (("02-01", "02-30"),)}, "stretch_shape", ("between", 0)),
        ({"between": (("04-31", "05-31"),)}, "stretch_shape", ("between", 0)),
        ({"sessions": (("05:00", "06:00"),)}, "post_outside_hours", ("sessions", 0)),
        ({"market": "only"}, "market_never", ("market",)),
        ({"between": (("2026-12-01", "2026-11-01"),)}, "stretch_backwards", ("between", 0)),
        ({"a_rota": Rota(clerks=("A09",))}, "post_clerk_unknown", ("a_rota", "clerks", 0)),
        ({"a_rota": Rota(clerks=("A01",) * 8)}, "rota_too_long", ("a_rota", "clerks", 7)),
        ({"a_rota": Rota(turn="day", clerks=("A01",))}, "date_shape", ("a_rota", "since")),
        (
            {"a_rota": Rota(turn="day", since="2026-11-23", clerks=("",))},
            "post_clerk_unknown",
            ("a_rota", "clerks", 0),
        ),
        ({"sharing": Sharing(waiting=-1)}, "figure_out_of_range", ("sharing", "waiting")),
    ],
)
def test_what_a_post_may_not_say(changes: dict[str, Any], code: str, path: tuple[str | int, ...]) -> None:
    """An error with its place."""
    assert found(with_part("posts", 0, **changes)) == [("error", code, ("posts", 0, *path))]


def test_a_rota_leaves_every_a_a_b() -> None:
    """Post p2 has A01 alone as B: A01 cannot be its A."""  # AB-1
    wrong = found(with_part("posts", 1, a_rota=Rota(clerks=("A03", "A01"))))
    assert wrong == [("error", "post_without_b", ("posts", 1, "a_rota", "clerks", 1))]


@pytest.mark.parametrize(
    ("changes", "code", "path"),
    [
        ({"off_days": ("2026-11-31",)}, "date_shape", ("off_days", 0)),
        ({"lunch": ("13:00", "12:00")}, "session_backwards", ("lunch", 0)),
        ({"lines": ("red", "x")}, "clerk_line_unknown", ("lines", 1)),
    ],
)
def test_what_a_clerk_may_not_say(changes: dict[str, Any], code: str, path: tuple[str | int, ...]) -> None:
    """An error with its place."""
    assert found(with_part("clerks", 1, **changes)) == [("error", code, ("clerks", 1, *path))]


@pytest.mark.parametrize(
    ("changes", "code", "path"),
    [
        ({"market_endings": (10,)}, "ending_unknown", ("market_endings", 0)),
        ({"market_endings": (2, 2)}, "ending_twice", ("market_endings", 1)),
        ({"market_days": ("2026-1-1",)}, "date_shape", ("market_days", 0)),
        ({"market_sessions": (("8:00", "16:00"),)}, "time_shape", ("market_sessions", 0)),
    ],
)
def test_what_market_days_may_not_say(
    changes: dict[str, Any], code: str, path: tuple[str | int, ...]
) -> None:
    """An error with its place."""
    assert found(with_hours(**changes)) == [("error", code, ("hours", *path))]


def test_figures_of_cover_have_their_ranges() -> None:
    """A slip of the hand does not come into force."""
    setup = msgspec.structs.replace(SMALL, cover=CoverFigures(on_the_way_min=0))
    assert found(setup) == [("error", "figure_out_of_range", ("cover", "on_the_way_min"))]


@pytest.mark.parametrize("market", ["only", "also"])
def test_the_market_days_of_a_hall_are_days_enough_for_a_post(market: str) -> None:
    """Without a weekday it takes place all the same, and nothing is told that is not so."""
    on_market_days = with_part("posts", 0, market=market, weekdays=())
    hours = msgspec.structs.replace(SMALL.hours, market_endings=(2, 5, 8))
    assert found(msgspec.structs.replace(on_market_days, hours=hours)) == []
    wrong = msgspec.structs.replace(with_part("posts", 0, market=market, weekdays=(9,)), hours=hours)
    assert found(wrong) == [("error", "weekday_unknown", ("posts", 0, "weekdays", 0))]
    assert found(on_market_days) == [("error", "market_never", ("posts", 0, "market"))]
    also = with_part("posts", 0, market="also")
    assert found(also) == [("warning", "market_never", ("posts", 0, "market"))]


def test_an_a_who_works_outside_the_hall_is_told() -> None:
    """It is a B who may be called from there; an A by a rota may have other days elsewhere."""  # AB-14, D-6
    setup = with_part("clerks", 0, outside=True)
    assert found(setup)[0] == ("warning", "a_role_outside", ("posts", 0, "a_role"))
    posts = tuple(msgspec.structs.replace(post, a_rota=Rota(clerks=("A01",))) for post in setup.posts[:1])
    assert found(msgspec.structs.replace(setup, posts=(*posts, *setup.posts[1:]))) == []


def test_the_29th_of_february_is_a_day_of_some_years() -> None:
    """A stretch may end with it."""
    assert found(with_part("posts", 0, between=(("11-01", "02-29"),))) == []
