"""A stand-in is competent, agrees, and is on record (AB-18)."""

from common import commands as c
from server.rules import facts as f
from server.rules.view import table
from tests.rules.setup_cover_hall import all_seated, clerk_with
from tests.rules.street import BOSS, Street, clerk, morning


def asked(street: Street) -> Street:
    """A3 and A1 are gone from post t; A2 is asked."""
    street.leaves("A3", "A1")
    street.give(BOSS, c.NameStandIn(post="pt", clerk="A2", reason="nobody_present"))
    return street


def test_naming_asks_and_changes_nothing_before_the_answer() -> None:
    """It shows at the clerk's terminal and at the supervisor's."""  # AB-18
    street = asked(morning())
    assert street.cover("pt")[0] == "unattended"
    assert [row.kind for row in table(street.hall, "clerk:A2", "asked").values()] == ["stand_in"]  # type: ignore[attr-defined]
    assert table(street.hall, "supervisor", "covering")["pt"].asked == "A2"  # type: ignore[attr-defined]


def test_one_who_accepts_stands_in_at_once() -> None:
    """And the record says that the clerk was asked."""  # AB-18
    street = asked(morning())
    street.give(clerk("A2"), c.AnswerStandIn(post="pt", accept=True))
    assert street.cover("pt")[:2] == ("stand_in", "A2")
    (named,) = street.made(f.StandInNamed)
    assert (named.consent, named.declared) == ("asked", False)
    assert table(street.hall, "clerk:A2", "asked") == {}


def test_one_who_declines_does_not() -> None:
    """On record, and somebody else can be asked."""  # AB-18
    street = asked(morning())
    street.give(clerk("A2"), c.AnswerStandIn(post="pt", accept=False))
    assert street.cover("pt")[0] == "unattended"
    assert [fact.accepted for fact in street.made(f.StandInAnswered)] == [False]
    assert street.refused(clerk("A2"), c.AnswerStandIn(post="pt", accept=True)) == "not_asked"


def test_the_supervisor_confirms_on_the_spot() -> None:
    """The clerk stands beside and has said yes."""  # AB-10, AB-18
    street = morning()
    street.leaves("A3", "A1")
    street.give(BOSS, c.NameStandIn(post="pt", clerk="A2", reason="nobody_present", on_the_spot=True))
    assert street.cover("pt")[:2] == ("stand_in", "A2")
    assert [fact.consent for fact in street.made(f.StandInNamed)] == ["on_the_spot"]


def test_an_asking_can_be_taken_back() -> None:
    """As a stand-in can be ended."""
    street = asked(morning())
    street.give(BOSS, c.TakeBackStandIn(post="pt", clerk="A2"))
    assert street.refused(clerk("A2"), c.AnswerStandIn(post="pt", accept=True)) == "not_asked"


def test_taking_an_asking_back_ends_nobody_who_has_just_agreed() -> None:
    """Nor is the asking of the next one taken back with the stand-in who is there."""  # AB-18
    street = asked(morning())
    street.give(clerk("A2"), c.AnswerStandIn(post="pt", accept=True))
    assert street.refused(BOSS, c.TakeBackStandIn(post="pt", clerk="A2")) == "asking_over"
    assert street.hall.stand_ins == {"pt": "A2"}
    street.give(clerk("A1"), c.SitDown(window=1))
    street.give(BOSS, c.NameStandIn(post="pt", clerk="A1", reason="nobody_present"))
    assert street.refused(BOSS, c.EndStandIn(post="pt", clerk="A1")) == "no_stand_in"
    assert street.refused(BOSS, c.TakeBackStandIn(post="pt", clerk="A2")) == "asking_over"
    street.give(BOSS, c.EndStandIn(post="pt", clerk="A2"))
    assert (street.hall.stand_ins, street.hall.stand_ins_asked["pt"].clerk) == ({}, "A1")


def test_one_who_left_meanwhile_cannot_accept() -> None:
    """Who is not there cannot stand in."""  # AB-18
    street = asked(morning())
    street.leaves("A2")
    assert street.refused(clerk("A2"), c.AnswerStandIn(post="pt", accept=True)) == "stand_in_not_here"


def test_a_stand_in_is_competent_where_the_set_up_says_for_what() -> None:
    """A2 may stand in for line s only; as B of pr A2 is competent by being one."""  # AB-18
    street = all_seated(clerk_with("A2", lines=("s",)))
    name = {"clerk": "A2", "reason": "other"}
    assert street.refused(BOSS, c.NameStandIn(post="pt", **name)) == "stand_in_not_competent"  # type: ignore[arg-type]
    street.give(BOSS, c.NameStandIn(post="pr", **name))  # type: ignore[arg-type]
    assert [fact.declared for fact in street.made(f.StandInAsked)] == [True]


def states(street: Street, audience: str = "supervisor") -> list[tuple[str, str]]:
    return [(row.clerk, row.state) for row in table(street.hall, audience, "asked").values()]  # type: ignore[attr-defined]


def test_one_who_does_not_answer_in_time_is_asked_no_longer() -> None:
    """After five minutes, as a fact; the supervisor sees it and asks somebody else."""  # AB-18
    street = asked(morning())
    street.later(minutes=4, seconds=59)
    assert states(street) == [("A2", "asked")]
    street.later(seconds=1)
    (lapsed,) = street.facts(f.StandInLapsed)
    assert (lapsed.due, lapsed.fact) == (street.at, f.StandInLapsed(post="pt", clerk="A2"))
    assert states(street) == [("A2", "lapsed")]
    assert street.refused(clerk("A2"), c.AnswerStandIn(post="pt", accept=True)) == "not_asked"
    street.give(BOSS, c.NameStandIn(post="pt", clerk="A2", reason="nobody_present"))
    assert states(street) == [("A2", "asked"), ("A2", "lapsed")]


def test_the_supervisor_sees_what_became_of_each_asking_until_the_day_is_over() -> None:
    """Declined, taken back, agreed to; the clerk's own list has only what waits."""  # AB-18
    street = asked(morning())
    street.give(clerk("A2"), c.AnswerStandIn(post="pt", accept=False))
    street.later(seconds=1)
    street.give(BOSS, c.NameStandIn(post="pt", clerk="A2", reason="nobody_present"))
    street.give(BOSS, c.TakeBackStandIn(post="pt", clerk="A2"))
    street.later(seconds=1)
    street.give(BOSS, c.NameStandIn(post="pt", clerk="A2", reason="nobody_present"))
    street.give(clerk("A2"), c.AnswerStandIn(post="pt", accept=True))
    assert [state for _, state in states(street)] == ["declined", "taken_back", "accepted"]
    assert states(street, "clerk:A2") == []
    street.until("08:31", "2026-11-24")
    assert states(street) == []
