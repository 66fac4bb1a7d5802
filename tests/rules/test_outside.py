"""A B outside the hall (AB-14): called, on the way, a limit, then unattended."""

import pytest

from common import commands as c
from server.rules import facts as f
from server.rules.setup_cover import Rota
from server.rules.view import table
from tests.rules.setup_cover_hall import clerk_with, post_with
from tests.rules.street import BOSS, MINUTE, Street, clerk, moment


def alone(*b_roles: str) -> Street:
    """Only A1 is in the hall, and leaves at nine; A3 and A4 work outside."""
    setup = post_with("pr", clerk_with("A4", clerk_with("A3", outside=True), outside=True), b_roles=b_roles)
    street = Street(setup)
    street.until("08:20")
    street.sit("A1")
    street.until("09:00")
    street.leaves("A1")
    return street


def test_when_nobody_is_seated_the_b_outside_is_called() -> None:
    """And the supervisor sees both: nobody is there, and who was called."""  # AB-14, AB-10
    street = alone("A2", "A4")
    assert street.cover("pr")[0] == "unattended"
    called = [fact for fact in street.made(f.CoverCalled) if fact.post == "pr"]
    assert [(fact.clerk, fact.tried) for fact in called] == [("A4", ())]
    assert "call:pr" in table(street.hall, "clerk:A4", "asked")
    assert "call:pr" in table(street.hall, "supervisor", "asked")
    assert "call:pr" not in table(street.hall, "clerk:A2", "asked")


@pytest.mark.parametrize("who", [clerk("A4"), BOSS])
def test_on_the_way_holds_until_the_limit_and_then_nobody_is_there(who: object) -> None:
    """The clerk says so, or the supervisor for them."""  # AB-14, AB-10
    street = alone("A4")
    street.give(who, c.AnswerCall(post="pr", clerk="A4"))  # type: ignore[arg-type]
    assert street.cover("pr")[0] == "on_the_way"
    row = table(street.hall, "wall", "posts")["pr"]
    assert (row.coming, row.until) == ("A4", moment("09:10"))  # type: ignore[attr-defined]
    assert "unattended:pr" not in table(street.hall, "supervisor", "alarms")
    street.later(minutes=10)
    assert street.cover("pr")[0] == "unattended"


def test_one_who_comes_in_time_serves_the_post() -> None:
    """On record that it was the one who was called."""  # AB-14
    street = alone("A4")
    street.give(clerk("A4"), c.AnswerCall(post="pr"))
    street.later(minutes=3)
    street.give(clerk("A4"), c.SitDown(window=1))
    assert street.cover("pr")[:2] == ("b_role", "A4")
    ended = [fact for fact in street.made(f.CoverCallEnded) if fact.post == "pr"]
    assert [(fact.clerk, fact.came) for fact in ended] == [("A4", True)]
    assert "pr" not in street.hall.called_out


def test_the_next_is_called_when_one_declines_or_does_not_come() -> None:
    """In the order of the Bs, each once."""  # AB-14
    street = alone("A4", "A3")
    street.give(clerk("A4"), c.AnswerCall(post="pr", coming=False))
    assert street.hall.called_out["pr"].clerk == "A3"
    assert street.hall.called_out["pr"].tried == ("A4",)
    street.give(clerk("A3"), c.AnswerCall(post="pr"))
    street.later(minutes=11)
    assert street.cover("pr")[0] == "unattended"
    assert len([fact for fact in street.made(f.CoverCalled) if fact.post == "pr"]) == 2


def test_somebody_seated_comes_before_anybody_outside() -> None:
    """Nobody is called who is not needed."""  # AB-3
    street = alone("A4", "A2")
    street.give(clerk("A4"), c.AnswerCall(post="pr"))
    street.sit("A2")
    assert street.cover("pr")[:2] == ("b_role", "A2")
    assert [fact.came for fact in street.made(f.CoverCallEnded) if fact.post == "pr"] == [False]


def test_whoever_is_on_leave_is_not_called() -> None:
    """Nor one who is off by the rota."""  # AB-14
    setup = post_with("pr", clerk_with("A4", outside=True), b_roles=("A4", "A2"))
    street = Street(setup)
    street.until("08:20")
    street.sit("A1")
    street.give(BOSS, c.RecordLeave(clerk="A4", since=street.at, until=street.at + 600 * MINUTE))
    street.until("09:00")
    street.leaves("A1")
    assert [fact for fact in street.made(f.CoverCalled) if fact.post == "pr"] == []


def test_only_whoever_was_called_answers() -> None:
    """Not another clerk, and not where nobody was called."""
    street = alone("A4")
    assert street.refused(clerk("A2"), c.AnswerCall(post="pr")) == "not_called"
    assert street.refused(clerk("A4"), c.AnswerCall(post="x")) == "unknown_post"
    street.sit("A1")
    assert street.refused(clerk("A4"), c.AnswerCall(post="pr")) == "not_called"


def test_one_who_works_outside_and_is_nobodys_a_is_never_recorded_absent() -> None:
    """Nobody expects a B from outside at opening; nor a leader on another's day."""  # AB-4, AB-14, D-6
    setup = clerk_with("A4", outside=True)
    street = Street(setup)
    street.until("10:00")
    assert {fact.clerk for fact in street.made(f.AbsenceBegan)} == {"A1", "A2", "A3"}
    rota = post_with("pr", a_rota=Rota(turn="day", since="2026-11-23", clerks=("A1", "A4")))
    street = Street(rota)
    street.until("10:00")
    assert {fact.clerk for fact in street.made(f.AbsenceBegan)} == {"A1", "A2", "A3"}
    street.until("10:00", "2026-11-24")
    assert "A4" in street.hall.absent
    assert "A1" not in street.hall.absent


def test_what_the_supervisor_says_of_one_who_was_called_is_not_said_of_the_next() -> None:
    """A page that still shows A4 as the limit passes: nobody heard anything of A3, who is called by then."""  # AB-14
    street = alone("A4", "A3")
    street.give(BOSS, c.AnswerCall(post="pr", clerk="A4"))
    street.later(minutes=11)
    for coming in (False, True):
        assert street.refused(BOSS, c.AnswerCall(post="pr", clerk="A4", coming=coming)) == "not_called"
    assert (street.hall.called_out["pr"].clerk, street.hall.called_out["pr"].until) == ("A3", None)
    assert street.refused(clerk("A4"), c.AnswerCall(post="pr", clerk="A3")) == "not_allowed"
