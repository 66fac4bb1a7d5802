"""What passes from hand to hand with a post (AB-5 to AB-8)."""

import hashlib

from common import commands as c
from server.rules import facts as f
from server.rules.execute import execute
from server.rules.hall_handover import Handover
from server.rules.order import Order
from server.rules.view import table
from tests.rules.setup_shared import shared_setup
from tests.rules.street import BOSS, Street, clerk, moment, morning


def handovers(street: Street, post: str = "pr") -> list[Handover]:
    return [item for item in street.hall.handovers.values() if item.post == post]


def test_leaving_properly_gives_b_the_post_at_once_with_its_lists() -> None:
    """Who waits, what is put aside; no grace, no absence without cover."""  # AB-5, AB-6
    street = morning()
    ticket, *_ = (street.issue() for _ in range(3))
    street.call("A1")
    street.give(clerk("A1"), c.HoldTicket(ticket=ticket.id))
    street.give(clerk("A1"), c.HandOver(reason="meeting", until=moment("10:00")))
    assert street.cover("pr") == ("b_role", "A2", 2, "handed_over")
    (handover,) = handovers(street)
    assert (handover.kind, handover.giver, handover.taker) == ("left", "A1", "A2")
    assert (handover.waiting, handover.held, handover.served) == (2, (ticket.id,), 0)
    street.later(minutes=60)
    assert not street.facts(f.AbsenceRecorded)


def test_b_reads_what_was_handed_over_once() -> None:
    """Nobody else can say so."""  # AB-5
    street = morning()
    street.give(clerk("A1"), c.HandOver(reason="meeting"))
    (handover,) = handovers(street)
    read = c.AcknowledgeHandover(handover=handover.id)
    assert street.refused(clerk("A3"), read) == "unknown_handover"
    street.later(minutes=2)
    street.give(clerk("A2"), read)
    assert handover.acknowledged_at == street.at
    assert street.refused(clerk("A2"), read) == "unknown_handover"


def test_a_note_is_sealed_in_the_ledger_and_stored_apart() -> None:
    """What a person typed is no fact: only its name and a salted commitment."""
    street = morning()
    street.later(minutes=1)
    order = Order(
        c.HandOver(reason="meeting", note="王师傅的复印件在抽屉"), clerk("A1"), street.at, seed=b"x"
    )
    outcome = execute(street.hall, order)
    (private,) = outcome.private
    (opened,) = [entry.fact for entry in outcome.entries if isinstance(entry.fact, f.HandoverOpened)]
    assert opened.note == private.sealed
    assert private.text == "王师傅的复印件在抽屉"
    expected = hashlib.sha256(f"{private.salt}:{private.text}".encode()).hexdigest()
    assert private.sealed.commitment == expected
    assert "王" not in str(outcome.entries)


def test_one_note_for_each_post_that_is_handed_over() -> None:
    """Two posts, two takers, two handovers with their own numbers."""
    posts = shared_setup().posts
    street = Street(shared_setup())
    street.until("08:20")
    street.sit("A1", "A2", "A3", "A4")
    street.until("08:30")
    street.give(clerk("A1"), c.HandOver(reason="meeting", note="n"))
    taken = [item for item in street.made(f.HandoverOpened) if item.giver == "A1"]
    assert [item.post for item in taken] == [post.id for post in posts if post.a_role == "A1"]
    assert [item.handover for item in taken] == list(street.hall.handovers)
    versions = {entry.version for entry in street.facts(f.HandoverOpened)}
    assert versions == set(street.hall.handovers)


def test_no_handover_without_an_available_b() -> None:
    """Leave is granted only when B is settled."""  # AB-5
    street = morning()
    street.give(clerk("A3"), c.StandUp())
    assert street.refused(clerk("A2"), c.HandOver(reason="meeting")) == "no_b_available"
    assert street.hall.presence["A2"].away is None


def test_a_post_that_is_closed_today_needs_no_taker() -> None:
    """Nobody has to take what nobody asks for."""  # AB-5, Q-4
    street = Street(shared_setup(), at=moment("07:00", "2026-11-24"))  # pt does not work on Tuesdays
    street.until("08:20", "2026-11-24")
    street.sit("A1", "A2", "A3")
    street.give(clerk("A3"), c.HandOver(reason="meeting"))
    assert handovers(street, "pt") == []


def test_after_a_step_away_the_handover_can_still_be_made() -> None:
    """It takes longer than a moment after all: B serves at once, and nothing is recorded against A."""  # AB-5
    street = morning()
    street.give(clerk("A1"), c.StepAway(reason="restroom"))
    street.later(minutes=2)
    street.give(clerk("A1"), c.HandOver(reason="unwell"))
    assert street.cover("pr")[:2] == ("b_role", "A2")
    street.later(minutes=30)
    assert not street.facts(f.AbsenceRecorded)
    assert street.refused(clerk("A1"), c.HandOver(reason="unwell")) == "already_away"


def test_handing_over_and_then_signing_out_stays_proper() -> None:
    """Also in the afternoon."""  # AB-6
    street = morning()
    street.give(clerk("A1"), c.HandOver(reason="meeting"))
    street.give(clerk("A1"), c.StandUp())
    street.until("15:00")
    assert street.cover("pr") == ("b_role", "A2", 2, "handed_over")
    assert not street.facts(f.AbsenceRecorded)


def test_an_absence_opens_a_handover_by_itself() -> None:
    """B sees what stands there although A said nothing."""  # AB-6
    street = morning()
    street.issue()
    street.give(clerk("A1"), c.StandUp())
    (handover,) = handovers(street)
    assert (handover.kind, handover.giver, handover.taker, handover.waiting) == ("absence", "A1", "A2", 1)


def test_when_a_returns_a_gets_a_handover_of_what_b_did() -> None:
    """How many were served, what is put aside."""  # AB-7, AB-8
    street = morning()
    first, second, third = (street.issue() for _ in range(3))
    street.give(clerk("A1"), c.HandOver(reason="meeting"))
    assert street.serve("A2") is first
    assert street.call("A2") is second
    street.give(clerk("A2"), c.HoldTicket(ticket=second.id))
    street.give(clerk("A1"), c.ComeBack())
    back = handovers(street)[-1]
    assert (back.kind, back.giver, back.taker) == ("return", "A2", "A1")
    assert (back.served, back.held, back.waiting) == (1, (second.id,), 1)
    assert street.call("A1") is third


def test_what_b_served_is_counted_anew_for_each_cover() -> None:
    """And a finish that was taken back is not counted."""  # AB-8
    street = morning()
    for _ in range(3):
        street.issue()
    street.give(clerk("A1"), c.HandOver(reason="meeting"))
    street.serve("A2")
    mistaken = street.serve("A2")
    street.give(clerk("A2"), c.Undo(ticket=mistaken.id))
    street.give(clerk("A1"), c.ComeBack())
    assert handovers(street)[-1].served == 1
    street.give(clerk("A2"), c.FinishService(ticket=mistaken.id))
    street.give(clerk("A1"), c.HandOver(reason="meeting"))
    street.serve("A2")
    street.give(clerk("A1"), c.ComeBack())
    assert handovers(street)[-1].served == 1


def test_a_covering_b_who_hands_over_passes_it_on_properly() -> None:
    """From B1 to B2, and nobody is recorded as absent for it."""  # AB-5, AB-6
    street = morning()
    street.give(clerk("A1"), c.HandOver(reason="meeting"))
    street.give(clerk("A2"), c.HandOver(reason="unwell"))
    passed = handovers(street)[-1]
    assert (passed.kind, passed.giver, passed.taker) == ("left", "A2", "A3")
    assert not street.facts(f.AbsenceRecorded)


def test_a_covering_b_who_just_goes_is_an_absence() -> None:
    """Of the post, and of B's own."""  # AB-6
    street = morning()
    street.give(clerk("A1"), c.HandOver(reason="meeting"))
    street.give(clerk("A2"), c.StandUp())
    passed = handovers(street)[-1]
    assert (passed.kind, passed.giver, passed.taker) == ("absence", "A2", "A3")
    street.later(minutes=5)
    assert [record.post for record in street.made(f.AbsenceRecorded)] == ["ps"]


def test_a_first_b_who_comes_gets_it_back_from_the_second() -> None:
    """B2 is not absent: B1 is back."""
    street = morning()
    street.give(clerk("A2"), c.StandUp())
    street.give(clerk("A1"), c.StandUp())
    street.issue("mr")
    street.serve("A3")
    street.give(clerk("A2"), c.SitDown(window=2))
    passed = handovers(street)[-1]
    assert (passed.kind, passed.giver, passed.taker, passed.served) == ("return", "A3", "A2", 1)


def test_a_handover_is_seen_by_giver_taker_and_supervisor_only() -> None:
    """With the numbers that were put aside, not their ids."""
    street = morning()
    ticket = street.issue()
    street.call("A1")
    street.give(clerk("A1"), c.HoldTicket(ticket=ticket.id))
    street.give(clerk("A1"), c.HandOver(reason="meeting"))
    (handover,) = handovers(street)
    for audience, seen in (("clerk:A1", 1), ("clerk:A2", 1), ("clerk:A3", 0), ("supervisor", 1)):
        rows = table(street.hall, audience, "handovers")
        assert len(rows) == seen, audience
    row = table(street.hall, "supervisor", "handovers")[str(handover.id)]
    assert row.held == (ticket.number,)  # type: ignore[attr-defined]


def test_a_new_day_begins_without_yesterdays_handovers() -> None:
    """They stay in the record; the desk starts clean."""
    street = morning()
    street.give(clerk("A1"), c.HandOver(reason="meeting"))
    street.until("08:00", "2026-11-24")
    assert street.hall.handovers == {}


def test_no_handover_at_lunch() -> None:
    """Nothing passes when the hall goes to eat."""
    street = morning()
    street.until("12:05")
    for name in ("A1", "A2", "A3"):
        street.give(clerk(name), c.StandUp(reason="meal"))
    street.until("14:20")
    for name in ("A1", "A2", "A3"):
        street.give(clerk(name), c.SitDown(window=int(name[1:])))
    street.until("14:40")
    assert street.hall.handovers == {}


def test_who_comes_to_an_empty_post_sees_what_the_last_one_left() -> None:
    """Also when nobody served it for an hour: who waits, and what A had put aside."""  # AB-6, AB-10
    street = morning()
    ticket = street.issue("mt")
    street.start("A3", street.call("A3"))
    street.give(clerk("A3"), c.HoldTicket(ticket=ticket.id))
    street.leaves("A1", "A3")
    assert (street.cover("pt")[0], handovers(street, "pt")) == ("unattended", [])
    street.later(minutes=60)
    street.give(BOSS, c.NameStandIn(on_the_spot=True, post="pt", clerk="A2", reason="nobody_present"))
    (passed,) = handovers(street, "pt")
    assert (passed.kind, passed.giver, passed.taker, passed.held) == ("absence", "A3", "A2", (ticket.id,))


def test_what_b_did_is_handed_to_a_though_b_has_gone_too() -> None:
    """The record waits at the empty post."""  # AB-7, AB-8
    street = morning()
    street.issue("mt")
    street.leaves("A3")
    street.serve("A1")
    street.leaves("A1")
    assert street.cover("pt")[0] == "unattended"
    street.give(clerk("A3"), c.SitDown(window=3))
    passed = handovers(street, "pt")[-1]
    assert (passed.kind, passed.giver, passed.taker, passed.served) == ("return", "A1", "A3", 1)


def test_a_who_comes_back_to_the_post_nobody_took_is_handed_nothing() -> None:
    """Nobody did anything there."""
    street = morning()
    street.leaves("A1", "A3")
    opened = len(handovers(street, "pt"))
    street.give(clerk("A3"), c.SitDown(window=3))
    assert len(handovers(street, "pt")) == opened


def test_a_first_b_hears_of_no_service_that_was_taken_back() -> None:
    """What counts is what was done."""
    street = morning()
    street.leaves("A2", "A1")
    for _ in range(2):
        street.issue("mr")
    street.serve("A3")
    mistaken = street.serve("A3")
    street.give(clerk("A3"), c.Undo(ticket=mistaken.id))
    street.give(clerk("A2"), c.SitDown(window=2))
    assert handovers(street)[-1].served == 1


def test_a_hears_of_what_was_put_aside_at_lunch() -> None:
    """B was still there, A back early."""  # AB-7, AB-8
    street = morning()
    ticket = street.issue("mr")
    street.until("12:05")
    street.leaves("A1")
    assert street.call("A2") is ticket
    street.give(clerk("A2"), c.HoldTicket(ticket=ticket.id))
    street.give(clerk("A1"), c.SitDown(window=1))
    passed = handovers(street)[-1]
    assert (passed.kind, passed.giver, passed.taker, passed.held) == ("return", "A2", "A1", (ticket.id,))
