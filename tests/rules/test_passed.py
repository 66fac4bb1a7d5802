"""Why was I passed? Answered from the record alone, for any ticket, in words (field.md, what nobody does yet 5)."""

import re

import msgspec
import pytest

from common import commands as c
from common.commands_place import AddMatter, BookAppointment, CheckIn, GrantSpecial, StepBack
from common.i18n import catalogue
from common.messages import Booked, Issued
from server.rules.hall import Ticket
from server.rules.passed import Passing, Rule, passed
from server.rules.setup import SlotPlan
from server.web.passing_words import passing_text
from tests.rules.setup_place import place_setup
from tests.rules.street import BOSS, KIOSK, Street, clerk, moment, morning, words
from tests.rules.test_place import NEXT_DAY, back, miss, overnight, queue

PLAN = SlotPlan(id="plan", name=words("预约"), lines=("r",))


def why(street: Street, ticket: Ticket) -> list[Passing]:
    return passed(street.log[ticket.id - 1 :], ticket.id)


def rules(street: Street, ticket: Ticket) -> list[tuple[str, Rule]]:
    return [(item.number, item.rule) for item in why(street, ticket)]


def test_nobody_is_passed_where_first_come_is_first_served() -> None:
    """Neither by who came before nor by who was called after."""
    street = morning()
    tickets = queue(street, 4)
    for _ in range(4):
        street.serve("A1")
    assert [rules(street, ticket) for ticket in tickets] == [[], [], [], []]


def test_passed_by_a_priority_class() -> None:
    """With the class and its minutes; when, and to which window."""
    street = morning()
    ticket = street.issue()
    street.later(minutes=5)
    elder = street.issue(priority="elder")
    street.serve("A1")
    (item,) = why(street, ticket)
    assert item == Passing(
        ticket=elder.id,
        number="R002",
        at=street.at,
        window=1,
        rule="priority",
        values={"priority": "elder", "minutes": 30},
    )


def test_passed_by_an_appointment() -> None:
    """With its slot."""
    street = morning(appointments=(PLAN,))
    booked = street.give(BOSS, BookAppointment(matter="mr", slot=moment("09:00")))
    assert isinstance(booked, Booked)
    ticket = street.issue()
    street.give(KIOSK, CheckIn(code=booked.code))
    street.serve("A1")
    assert [(item.rule, item.values) for item in why(street, ticket)] == [
        ("appointment", {"slot": moment("09:00")})
    ]


def test_passed_because_one_came_early_for_ones_own_slot() -> None:
    """Others are served until it is near."""
    street = morning(appointments=(PLAN,))
    booked = street.give(BOSS, BookAppointment(matter="mr", slot=moment("11:00")))
    assert isinstance(booked, Booked)
    answer = street.give(KIOSK, CheckIn(code=booked.code))
    assert isinstance(answer, Issued)
    street.issue()
    street.serve("A1")
    assert rules(street, street.hall.tickets[answer.ticket]) == [("R002", "own_slot")]


def test_passed_by_the_special_channel_with_its_reason() -> None:
    """Not by whom it was granted: that is for the staff's record."""
    street = morning()
    tickets = queue(street, 3)
    street.give(BOSS, GrantSpecial(ticket=tickets[2].id, reason="emergency"))
    street.serve("A1")
    for ticket in tickets[:2]:
        assert [(item.number, item.rule, item.values) for item in why(street, ticket)] == [
            ("R003", "special", {"special": "emergency"})
        ]


def test_passed_out_of_turn() -> None:
    """By a clerk who may pick."""
    street = morning()
    tickets = queue(street, 2)
    street.give(clerk("A1"), c.CallThis(ticket=tickets[1].id))
    assert rules(street, tickets[0]) == [("R002", "out_of_turn")]


def test_passed_by_ones_own_not_yet() -> None:
    """The three who were let go first."""
    street = morning()
    tickets = queue(street, 5)
    street.give(KIOSK, StepBack(ticket=tickets[0].id))
    for _ in range(5):
        street.serve("A1")
    assert rules(street, tickets[0]) == [("R002", "not_yet"), ("R003", "not_yet"), ("R004", "not_yet")]


def test_passed_while_out_after_a_missed_call_and_after_coming_back() -> None:
    """First because one was not in line, then because of the later place."""
    street = morning()
    queue(street, 6)
    ticket = miss(street)
    street.serve("A1")
    back(street, ticket)
    for _ in range(4):
        street.serve("A1")
    assert rules(street, ticket) == [
        *[("R002", "missed")],
        *[("R003", "re_entry"), ("R004", "re_entry"), ("R005", "re_entry")],
    ]


def test_passed_because_a_matter_was_added_at_the_window() -> None:
    """Its wait counts from then."""
    street = morning()
    ticket = street.issue("mr")
    street.later(minutes=1)
    street.issue("ms")
    street.start("A1", street.call("A1"))
    street.later(minutes=1)
    street.give(clerk("A1"), AddMatter(ticket=ticket.id, matter="ms"))
    street.finish("A1", ticket)
    street.serve("A2")
    assert rules(street, ticket) == [("S001", "added")]


def test_a_transfer_is_passed_by_nobody_without_a_rule_and_passes_nobody_without_one() -> None:
    """The claim is kept (F-2)."""
    street = morning()
    first = street.issue("mr")
    street.later(minutes=1)
    waiting = street.issue("ms")
    street.start("A1", street.call("A1"))
    street.give(clerk("A1"), c.TransferTicket(ticket=first.id, matter="ms"))
    assert street.serve("A2") is first
    assert (rules(street, first), rules(street, waiting)) == ([], [])


def test_passed_before_checking_in_and_after_checking_in_late() -> None:
    """A ticket that was carried over night."""
    street, (ticket, other) = overnight(None, None)
    street.until("08:20", NEXT_DAY)
    street.sit("A1")
    back(street, other)
    street.until("08:50", NEXT_DAY)
    street.serve("A1")
    street.issue()
    street.until("09:10", NEXT_DAY)
    back(street, ticket)
    street.serve("A1")
    assert rules(street, ticket) == [("R002", "not_checked_in"), ("R003", "checked_in_late")]


def test_passed_because_ones_window_is_another() -> None:
    """A strict line (field.md 23)."""
    street = Street(place_setup(strict=True))
    street.until("08:20")
    street.sit("A1", "A4")
    street.until("08:30")
    first = street.issue("mr")
    street.issue("mr")
    street.call("A4")
    assert rules(street, first) == [("R002", "kept_to_post")]


def test_who_is_called_at_the_same_counter_from_another_line_counts_too() -> None:
    """Merged lines: A2 covers r besides s."""  # AB-3
    street = morning()
    street.leaves("A1")
    ticket = street.issue("mr")
    street.later(minutes=1)
    answer = street.give(KIOSK, c.IssueTicket(matter="ms", priority="elder"))
    assert isinstance(answer, Issued)
    street.serve("A2")
    assert rules(street, ticket) == [("S001", "priority")]


def test_a_call_that_was_taken_back_passed_nobody() -> None:
    """Called, undone and called again is one call."""
    street = morning()
    ticket = street.issue()
    street.later(minutes=5)
    elder = street.issue(priority="elder")
    street.call("A1")
    street.give(clerk("A1"), c.Undo(ticket=elder.id))
    assert rules(street, ticket) == []
    street.serve("A1")
    assert rules(street, ticket) == [("R002", "priority")]


def test_one_that_was_called_and_put_back_is_explained_like_any() -> None:
    """An undo changes nothing of its place."""
    street = morning()
    first, _ = queue(street, 2)
    street.call("A1")
    street.give(clerk("A1"), c.Undo(ticket=first.id))
    street.issue(priority="elder")
    street.serve("A1")
    assert rules(street, first) == [("R003", "priority")]


PASSINGS: dict[Rule, dict[str, str | int]] = {
    "special": {"special": "frail"},
    "out_of_turn": {},
    "kept_to_post": {"post": "pr"},
    "priority": {"priority": "elder", "minutes": 30},
    "appointment": {"slot": moment("10:00")},
    "carried": {},
    "handed_in": {"given": moment("08:40")},
    "same_moment": {},
    "missed": {},
    "re_entry": {},
    "not_yet": {},
    "added": {},
    "not_checked_in": {},
    "checked_in_late": {},
    "own_slot": {"slot": moment("10:00")},
    "other_line": {},
}


@pytest.mark.parametrize("rule", PASSINGS)
def test_every_rule_has_its_words_in_both_languages(rule: Rule) -> None:
    """With number, window and time; no word is left open, no moment left in milliseconds."""
    item = Passing(ticket=7, number="R007", at=moment("09:05"), window=3, rule=rule, values=PASSINGS[rule])
    text = passing_text(morning().hall.rules, item)
    for words_of in (text.zh, text.en):
        assert "R007" in words_of
        assert "9:05" in words_of
        assert "{" not in words_of
        assert not re.search("[0-9]{10}", words_of)


def test_no_words_are_left_over() -> None:
    """Every text is of a rule."""
    texts = {key.removeprefix("passed.") for key in catalogue("zh") if key.startswith("passed.")}
    assert texts == set(PASSINGS)


def test_the_answer_holds_no_person() -> None:
    """Neither who granted nor who called (P-2)."""
    street = morning()
    tickets = queue(street, 2)
    street.give(BOSS, GrantSpecial(ticket=tickets[1].id, reason="frail"))
    street.serve("A1")
    told = msgspec.json.encode(why(street, tickets[0])).decode()
    assert BOSS.id not in told
    assert "A1" not in told
