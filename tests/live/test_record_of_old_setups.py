"""What was at a window is told by the set-up in force then, whatever the hall's file says today."""

import msgspec
import pytest

from common import commands as c
from server.rules.order import ImportHall
from server.rules.setup import Setup
from tests.live.web_house import Browser, WebHouse
from tests.rules.setup_cover_hall import post_with
from tests.rules.street import ADMIN, MINUTE, clerk


@pytest.fixture
def house(house: WebHouse) -> WebHouse:
    """The small hall at nine; A1 signs out at 09:10 and is back at 09:20, A2 covers at window 2; then it is 09:30."""
    for name in ("A1", "A2"):
        house.give(clerk(name), c.SitDown(window=int(name[1:])))
    house.clock.at += 10 * MINUTE
    house.give(clerk("A1"), c.StandUp())
    house.clock.at += 10 * MINUTE
    house.give(clerk("A1"), c.SitDown(window=1))
    house.clock.at += 10 * MINUTE
    return house


@pytest.fixture
def boss(house: WebHouse) -> Browser:
    return house.signed_in("S01", "supervisor")


def covering(boss: Browser, window: int, since: str, until: str) -> list[tuple[str, list[str]]]:
    """Who sat at the window, and who served which of its posts, stretch by stretch."""
    found = boss.get(f"/supervisor/who.json?window={window}&since={since}&until={until}").json["stretches"]
    return [(item["clerk"], [f"{post['post']} {post['clerk']}" for post in item["posts"]]) for item in found]


def setup_of(house: WebHouse) -> Setup:
    return house.desk.lane.hall.rules


def move(house: WebHouse) -> None:
    """Post pr goes to window 3; window 3's own post goes to window 1."""
    moved = post_with("pt", post_with("pr", setup_of(house), window=3), window=1)
    house.give(ADMIN, ImportHall(setup=moved))


def test_a_post_that_was_moved_since_is_told_where_it_was(house: WebHouse, boss: Browser) -> None:
    """The stretch that B covered names its post."""  # AB-12
    before = covering(boss, 1, "09:05", "09:25")
    assert before == [("A1", ["pr A1"]), (None, ["pr A2"]), ("A1", ["pr A1"])]
    move(house)
    house.clock.at += 10 * MINUTE
    assert covering(boss, 1, "09:05", "09:25") == before
    assert {posts[0][:2] for _, posts in covering(boss, 3, "09:05", "09:25")} == {"pt"}


def test_a_stretch_with_an_import_in_it_has_a_cut_there(house: WebHouse, boss: Browser) -> None:
    """Before it one post, after it the other."""
    move(house)
    house.clock.at += 10 * MINUTE
    posts = [[post.split()[0] for post in posts] for _, posts in covering(boss, 1, "09:25", "09:35")]
    assert posts == [["pr"], ["pt"]]


def test_a_window_that_is_no_more_still_answers_for_its_time(house: WebHouse, boss: Browser) -> None:
    """With the name of its post; a window that never was is refused, and so is one on a day on which it was not."""
    setup = setup_of(house)
    without = msgspec.structs.replace(
        setup,
        windows=setup.windows[1:],
        posts=setup.posts[1:],
        lines=setup.lines[1:],
        matters=setup.matters[1:],
    )
    house.give(clerk("A1"), c.StandUp())
    house.give(ADMIN, ImportHall(setup=without))
    house.clock.at += 10 * MINUTE
    assert covering(boss, 1, "09:05", "09:15") == [("A1", ["pr A1"]), (None, ["pr A2"])]
    text = boss.get("/supervisor/who?window=1&since=09:05&until=09:15").get_data(as_text=True)
    assert "A2" in text
    assert '<option value="1" selected>' in text
    assert boss.get("/supervisor/who.json?window=9&since=09:05").json["refused"]["code"] == "unknown_window"
    assert (
        boss.get("/supervisor/who.json?window=1&day=2031-01-01").json["refused"]["code"] == "unknown_window"
    )
    took = boss.get("/supervisor/time-to-cover.json?month=2026-11&post=pr").json["takeovers"]
    assert {one["post"] for one in took} == {"pr"}
