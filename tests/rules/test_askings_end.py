"""Every asking ends with a fact, also when the day closes over it or another set-up comes (AB-14, AB-18, D-5)."""

import msgspec

from common import commands as c
from server.rules import facts as f
from server.rules.order import ImportHall
from server.rules.setup import Setup
from server.rules.view import table
from tests.rules.setup_cover_hall import clerk_with, post_with
from tests.rules.street import ADMIN, BOSS, Street, clerk
from tests.rules.test_import import changed

ENDS = (f.StandInLapsed, f.CoverCallEnded, f.OfficialLapsed)


def three_open() -> Street:
    """A4 is called from outside to pr; A2 is asked to stand in at pt; A3 waits for a word on an official absence."""
    setup = post_with("pr", clerk_with("A4", outside=True), b_roles=("A4",))
    street = Street(setup)
    street.until("08:20")
    street.sit("A2", "A3")
    street.until("09:00")
    assert list(street.hall.called_out) == ["pr"]
    street.give(BOSS, c.NameStandIn(post="pt", clerk="A2", reason="overload"))
    street.give(clerk("A3"), c.AskOfficial(reason="meeting", until=street.at + 3_600_000))
    return street


def open_ones(street: Street) -> int:
    hall = street.hall
    return len(hall.called_out) + len(hall.stand_ins_asked) + len(hall.officials)


def states(street: Street) -> dict[str, str]:
    """By clerk, of all that the supervisor sees."""
    return {row.clerk: row.state for row in table(street.hall, "supervisor", "asked").values()}  # type: ignore[attr-defined]


def test_what_is_open_when_the_day_is_closed_ends_on_record() -> None:
    """Just before the day's own end; the supervisor sees what became of each until the next day opens."""
    street = three_open()
    street.give(BOSS, c.CloseDay())
    kinds = [type(entry.fact) for entry in street.last]
    assert set(ENDS) <= set(kinds[: kinds.index(f.DayClosed)])
    assert open_ones(street) == 0
    assert states(street) == {"A2": "lapsed", "A4": "taken_back", "A3": "lapsed"}


def test_what_is_open_when_the_hall_closes_by_itself_ends_on_record() -> None:
    """A call from outside lives until the evening; whoever then has not come need not."""
    street = three_open()
    street.until("18:30")
    assert street.phase == "closed"
    assert {type(entry.fact) for entry in street.log if isinstance(entry.fact, ENDS)} == set(ENDS)
    assert open_ones(street) == 0


def test_an_official_absence_that_nobody_answered_is_over_with_its_span() -> None:
    """To agree to it then would say nothing."""  # D-5
    street = three_open()
    asking = next(iter(street.hall.officials))
    street.until("10:00")
    (lapsed,) = street.facts(f.OfficialLapsed)
    assert (lapsed.due, lapsed.fact) == (street.at, f.OfficialLapsed(asking=asking, clerk="A3"))
    assert states(street)["A3"] == "lapsed"
    assert street.refused(BOSS, c.AnswerOfficial(asking=asking, agree=True)) == "not_asked"
    street.give(clerk("A3"), c.AskOfficial(reason="meeting", until=street.at + 3_600_000))


def test_a_set_up_in_which_they_still_make_sense_lets_them_be() -> None:
    """Other opening hours are no answer to anybody."""  # M-7
    street = three_open()
    before = table(street.hall, "supervisor", "asked")
    street.give(ADMIN, ImportHall(setup=changed(street.hall.rules, "windows", 0, zone="east")))
    assert table(street.hall, "supervisor", "asked") == before
    street.give(clerk("A2"), c.AnswerStandIn(post="pt", accept=True))
    assert street.cover("pt")[0] == "a_role"


def other_setup(setup: Setup) -> Setup:
    """A4 works in the hall, A2 is A of pt, A3 is nobody any more."""
    posts = {post.id: post for post in setup.posts}
    posts["pt"] = msgspec.structs.replace(posts["pt"], a_role="A2", b_roles=("A1",))
    posts["ps"] = msgspec.structs.replace(posts["ps"], b_roles=("A1",))
    clerks = tuple(msgspec.structs.replace(item, outside=False) for item in setup.clerks if item.id != "A3")
    return msgspec.structs.replace(setup, posts=tuple(posts.values()), clerks=clerks)


def test_those_that_make_no_sense_by_another_set_up_end_on_record() -> None:
    """Before it comes into force."""  # M-7
    street = three_open()
    street.leaves("A3")
    street.give(ADMIN, ImportHall(setup=other_setup(street.hall.rules)))
    kinds = [type(entry.fact) for entry in street.last]
    assert set(kinds[: kinds.index(f.HallImported)]) == set(ENDS)
    assert open_ones(street) == 0
    assert states(street) == {"A2": "lapsed", "A4": "taken_back", "A3": "lapsed"}
