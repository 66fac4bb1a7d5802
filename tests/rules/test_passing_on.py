"""Who hands over hands over everything, and what was noted reaches whoever comes after (AB-5, AB-6)."""

from common import commands as c
from server.rules import facts as f
from server.rules.hall_handover import Handover
from server.rules.view import table
from tests.rules.setup_cover_hall import clerk_with, post_with
from tests.rules.setup_shared import shared_setup
from tests.rules.street import BOSS, Street, clerk, morning


def of(street: Street, post: str) -> list[Handover]:
    return [item for item in street.hall.handovers.values() if item.post == post]


def note_of_a() -> Street:
    """A1 has handed over to A2, with a note."""
    street = morning()
    street.give(clerk("A1"), c.HandOver(reason="meeting", note="in the drawer"))
    return street


def test_a_clerk_who_covers_hands_over_both_posts_with_the_note() -> None:
    """The own one and the covered one, each to its next."""  # AB-5, AB-16
    street = morning()
    street.give(clerk("A1"), c.HandOver(reason="meeting"))
    street.later(minutes=1)
    street.give(clerk("A2"), c.HandOver(reason="unwell", note="call Ms. Li back"))
    for post in ("pr", "ps"):
        passed = of(street, post)[-1]
        assert (passed.kind, passed.giver, passed.taker) == ("left", "A2", "A3")
        assert passed.note is not None
    assert len(of(street, "pr")) == 2
    assert (street.cover("pr")[1], street.cover("ps")[1]) == ("A3", "A3")


def covers_pt() -> Street:
    """A1 covers pt, which has A1 as its only B."""
    street = Street(shared_setup())
    street.until("08:20")
    street.sit("A1", "A2", "A3", "A4")
    street.until("08:30")
    street.give(clerk("A3"), c.StandUp())
    return street


def test_who_covers_a_post_that_nobody_else_can_take_does_not_hand_over() -> None:
    """Leave is granted only when B is settled, also for what one covers; the post is told by its name."""  # AB-5
    street = covers_pt()
    refusal = street.refusal(clerk("A1"), c.HandOver(reason="meeting"))
    name = next(post.name for post in shared_setup().posts if post.id == "pt")
    assert refusal.code == "no_b_available"
    assert refusal.values == {"post": "pt", "post_zh": name.zh, "post_en": name.text("en")}


def test_a_stand_in_settles_what_nobody_else_can_take() -> None:
    """The supervisor names one for the covered post; then both are handed over, and nothing is unattended."""  # AB-5, AB-18
    street = covers_pt()
    street.issue("mt")
    street.give(BOSS, c.NameStandIn(on_the_spot=True, post="pt", clerk="A2", reason="nobody_present"))
    street.give(clerk("A1"), c.HandOver(reason="unwell"))
    given = {item.post: item.taker for item in street.hall.handovers.values() if item.giver == "A1"}
    assert given == {"pr": "A2", "pt": "A2"}
    assert (street.cover("pr")[:2], street.cover("pt")[:2]) == (("b_role", "A2"), ("stand_in", "A2"))
    assert "unattended:pt" not in table(street.hall, "supervisor", "alarms")
    street.later(minutes=30)
    assert not [fact for fact in street.made(f.AbsenceRecorded) if fact.clerk == "A1"]
    street.give(clerk("A1"), c.ComeBack())
    assert street.cover("pt")[:2] == ("b_role", "A1")


def test_an_own_post_that_nobody_can_take_is_not_left_behind() -> None:
    """Leave is granted only when B is settled, whatever becomes of what one covers; it is told by its name."""  # AB-5
    street = covers_pt()
    street.leaves("A2", "A4")
    refusal = street.refusal(clerk("A1"), c.HandOver(reason="meeting"))
    name = next(post.name for post in shared_setup().posts if post.id == "pr")
    assert refusal.code == "no_b_available"
    assert refusal.values == {"post": "pr", "post_zh": name.zh, "post_en": name.text("en")}


def test_who_only_covers_leaves_no_post_alone() -> None:
    """Nothing could be handed over."""  # AB-5
    setup = post_with("pr", clerk_with("A4"), b_roles=("A4",))
    street = Street(setup)
    street.until("08:20")
    street.sit("A1", "A2", "A3")
    street.until("08:30")
    street.leaves("A1")
    street.give(clerk("A4"), c.SitDown(window=1))
    assert street.cover("pr")[1] == "A4"
    assert street.refused(clerk("A4"), c.HandOver(reason="meeting")) == "no_b_available"


def test_a_later_taker_can_read_the_first_ones_note() -> None:
    """A's word does not end with the first B."""  # AB-5
    for leaves in (c.StandUp(), c.HandOver(reason="unwell")):
        street = note_of_a()
        (first,) = of(street, "pr")
        street.give(clerk("A2"), leaves)
        assert first.note is not None
        assert (of(street, "pr")[-1].taker, of(street, "pr")[-1].note) == ("A3", first.note)


def test_nobody_gets_a_note_of_their_own_back() -> None:
    """A knows what A wrote; and the next time it is old."""
    street = note_of_a()
    street.give(clerk("A1"), c.ComeBack())
    street.give(clerk("A1"), c.StandUp())
    assert [item.note is not None for item in of(street, "pr")] == [True, False, False]


def test_what_a_covering_b_noted_reaches_a() -> None:
    """Also over a second B."""  # AB-7, AB-8
    street = morning()
    street.give(clerk("A1"), c.HandOver(reason="meeting"))
    street.give(clerk("A2"), c.HandOver(reason="unwell", note="call Ms. Li back"))
    street.give(clerk("A1"), c.ComeBack())
    *_, passed, back = of(street, "pr")
    assert (back.kind, back.taker, back.note) == ("return", "A1", passed.note)
