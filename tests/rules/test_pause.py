"""A pause: nothing is called, and on resume every claim has kept its place."""

from collections.abc import Set as AbstractSet
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common import commands as c
from common.commands import PauseReason
from common.commands_place import BookAppointment, CheckIn, GrantSpecial
from common.messages import Booked, Issued
from server.rules import facts as f
from server.rules.hall import Key, Ticket
from server.rules.refusal import Refusal
from server.rules.setup import SlotPlan
from server.rules.view import table
from tests.rules.street import BOSS, KIOSK, MINUTE, Street, clerk, moment, morning, words

ACTS = st.sampled_from(
    ["call", "call", "issue", "leave", "up", "back", "minutes", "recall", "miss", "check in"]
)
NEXT = "2026-11-24"


def attempt(street: Street, act: str, name: str) -> None:
    commands = {
        "call": (clerk(name), c.CallNext()),
        "issue": (KIOSK, c.IssueTicket(matter="mr")),
        "leave": (clerk(name), c.StepAway(reason="restroom")),
        "up": (clerk(name), c.StandUp()),
        "back": (clerk(name), c.ComeBack()),
        "recall": (clerk(name), c.Recall(ticket=in_hand(street, name))),
        "miss": (clerk(name), c.MarkNoShow(ticket=in_hand(street, name))),
        "check in": (KIOSK, c.ReEnter(ticket=next(iter(street.hall.outside), 1))),
    }
    if act == "minutes":
        street.later(minutes=13)
        return
    actor, command = commands[act]
    with suppress(Refusal):
        street.give(actor, command)  # type: ignore[arg-type]  # the union of their commands


def in_hand(street: Street, name: str) -> int:
    return street.hall.hands.get(int(name[1:]), 1)


def claims(street: Street) -> dict[int, tuple[object, ...]]:
    """All that a living ticket, or a slot that is booked, has a right to."""
    rights = {
        ticket.id: (
            ticket.key,
            ticket.queue,
            ticket.matter,
            ticket.then,
            ticket.special,
            ticket.slot,
            ticket.priority,
            ticket.re_entries,
            ticket.carried,
            ticket.carried_on,
            ticket.number,
        )
        for ticket in street.hall.tickets.values()
        if ticket.state not in ("finished", "withdrawn", "voided", "lapsed")
    }
    return rights | {
        item.id: (item.code, item.slot, item.ticket) for item in street.hall.appointments.values()
    }


def waiting(street: Street, but: AbstractSet[int] = frozenset()) -> dict[str, list[Key]]:
    """Every line as it stands, without whom the absence of their clerk put back into it."""
    found = {line: [key for key in keys if key[2] not in but] for line, keys in street.hall.lines.items()}
    return {line: keys for line, keys in found.items() if keys}


def all_kinds(matters: list[str]) -> tuple[Street, str]:
    """Tuesday, five past half past eight: two are carried over, one is missed, called, held, granted, and one slot is booked: its code."""
    plan = SlotPlan(id="plan", name=words("预约"), lines=("t",))
    street = morning(appointments=(plan,))
    street.issue(), street.issue()
    street.give(BOSS, c.CloseDay())
    street.until("08:20", NEXT)
    street.sit("A1", "A2", "A3")
    booked = street.give(BOSS, BookAppointment(matter="mt", slot=moment("09:00", NEXT)))
    assert isinstance(booked, Booked)
    street.until("08:35", NEXT)
    for number, matter in enumerate(["mr", "mr", "ms", "ms", "mr", *matters]):
        last = street.issue(matter, priority="elder" if number % 3 == 2 else None)
    street.give(BOSS, GrantSpecial(ticket=last.id, reason="frail"))
    street.give(clerk("A1"), c.MarkNoShow(ticket=street.call("A1").id))
    street.give(clerk("A2"), c.HoldTicket(ticket=street.call("A2").id))
    street.call("A1")
    street.start("A2", street.call("A2"))
    return street, booked.code


@settings(max_examples=60, deadline=None)
@given(
    before=st.lists(st.sampled_from(["mr", "ms", "mt"]), max_size=5),
    reason=st.sampled_from(["evacuation", "power"]),
    acts=st.lists(st.tuples(ACTS, st.sampled_from(["A1", "A2", "A3"])), max_size=12),
)
def test_in_a_pause_nothing_is_called_and_every_claim_keeps_its_place(
    before: list[str], reason: PauseReason, acts: list[tuple[str, str]]
) -> None:
    """Whatever people press, and however long it lasts: who waits, is called, held, missed, carried over or booked."""
    street, code = all_kinds(before)
    street.give(BOSS, c.PauseHall(reason=reason))
    rights, began = claims(street), len(street.log)
    lines, in_hand = waiting(street), set(street.hall.hands.values())
    for act, name in acts:
        attempt(street, act, name)
    kinds = {type(entry.fact) for entry in street.log[began:]}
    assert kinds.isdisjoint(
        {f.TicketCalled, f.TicketIssued, f.TicketRecalled, f.TicketMissed, f.TicketReEntered}
    )
    street.give(BOSS, c.ResumeHall(reason=reason))
    assert claims(street) == rights
    put_back = {key[2] for keys in waiting(street).values() for key in keys} & in_hand
    assert waiting(street, but=put_back) == lines
    old = [ticket for ticket in street.hall.tickets.values() if ticket.carried]
    for ticket in reversed(old):
        street.give(KIOSK, c.ReEnter(ticket=ticket.id))
        assert (ticket.claim, ticket.placed) == (street.hall.began_at, ticket.id)
    street.give(KIOSK, CheckIn(code=code))
    slot = max(street.hall.tickets.values(), key=lambda ticket: ticket.id)
    assert slot.claim == moment("08:00", NEXT)


def carried_over() -> tuple[Street, Ticket]:
    """Half past eight on Tuesday: one is carried over, and one came since."""
    street = morning()
    old = street.issue()
    street.give(BOSS, c.CloseDay())
    street.until("08:20", NEXT)
    street.sit("A1", "A2", "A3")
    street.until("08:31", NEXT)
    street.issue()
    return street, street.hall.tickets[old.id]


def test_the_half_hour_for_checking_in_stands_still_in_a_pause() -> None:
    """Whoever was carried over could not come in: twenty-nine minutes are left when it goes on."""
    for waits, first in ((29, True), (29.1, False)):
        street, old = carried_over()
        street.give(BOSS, c.PauseHall(reason="evacuation"))
        assert street.refused(KIOSK, c.ReEnter(ticket=old.id)) == "hall_paused"
        street.later(minutes=40)
        street.give(BOSS, c.ResumeHall(reason="evacuation"))
        street.later(minutes=waits)
        street.give(KIOSK, c.ReEnter(ticket=old.id))
        assert street.waiting() == (["R001", "R002"] if first else ["R002", "R001"])


def test_nobody_is_late_for_a_slot_by_a_pause() -> None:
    """Ten minutes before it, twenty after it: a quarter of an hour is left from there."""
    for waits, late in ((15, False), (15.1, True)):
        plan = SlotPlan(id="plan", name=words("预约"), lines=("r",))
        street = morning(appointments=(plan,))
        booked = street.give(BOSS, BookAppointment(matter="mr", slot=moment("09:30")))
        assert isinstance(booked, Booked)
        street.until("09:20")
        street.give(BOSS, c.PauseHall(reason="power"))
        street.until("09:50")
        street.give(BOSS, c.ResumeHall(reason="power"))
        street.later(minutes=waits)
        found = street.give(KIOSK, CheckIn(code=booked.code))
        assert isinstance(found, Issued)
        assert (found.late, street.hall.tickets[found.ticket].claim == street.at) == (late, late)


def test_nobody_is_a_no_show_in_a_pause() -> None:
    """Whoever was called is led out of the building."""
    street = morning()
    ticket = street.issue()
    street.call("A1")
    street.give(BOSS, c.PauseHall(reason="evacuation"))
    assert street.refused(clerk("A1"), c.MarkNoShow(ticket=ticket.id)) == "hall_paused"


def test_walls_and_kiosks_say_that_the_hall_is_evacuated() -> None:
    """In their first row, until it is over."""
    street = morning()
    street.give(BOSS, c.PauseHall(reason="evacuation"))
    for audience in ("wall", "kiosk", "window:1", "clerk:A1"):
        assert table(street.hall, audience, "hall")["hall"].paused == "evacuation"  # type: ignore[attr-defined]
    street.give(BOSS, c.ResumeHall(reason="evacuation"))
    assert table(street.hall, "wall", "hall")["hall"].paused is None  # type: ignore[attr-defined]


def test_a_pause_says_until_when_where_that_is_known_and_ends_by_hand() -> None:
    """An expectation: nothing goes on by itself."""
    street = morning()
    assert street.refused(BOSS, c.PauseHall(reason="power", until=street.at)) == "until_past"
    street.give(BOSS, c.PauseHall(reason="power", until=street.at + 10 * MINUTE))
    assert table(street.hall, "wall", "hall")["hall"].paused_until == street.at + 10 * MINUTE  # type: ignore[attr-defined]
    street.later(minutes=11)
    assert street.refused(clerk("A1"), c.CallNext()) == "hall_paused"
    street.give(BOSS, c.ResumeHall(reason="power"))
    assert table(street.hall, "wall", "hall")["hall"].paused_until is None  # type: ignore[attr-defined]


@pytest.mark.parametrize("reason", ["power", "system", "meeting", "other"])
def test_a_hall_that_is_paused_for_another_reason_is_evacuated_all_the_same(reason: PauseReason) -> None:
    """A fire breaks out in a pause too: everybody is told so, one resume ends both, every claim has kept its place."""
    street = morning()
    for matter in ("mr", "mr", "ms"):
        street.issue(matter)
    lines = {line: list(keys) for line, keys in street.hall.lines.items()}
    street.give(BOSS, c.PauseHall(reason=reason))
    street.later(minutes=3)
    street.give(BOSS, c.PauseHall(reason="evacuation"))
    assert table(street.hall, "wall", "hall")["hall"].paused == "evacuation"  # type: ignore[attr-defined]
    assert street.refused(BOSS, c.PauseHall(reason="evacuation")) == "evacuated_already"
    assert street.refused(BOSS, c.PauseHall(reason=reason)) == "evacuated_already"
    assert street.refused(clerk("A1"), c.CallNext()) == "hall_paused"
    street.later(minutes=20)
    street.give(BOSS, c.ResumeHall(reason="evacuation"))
    assert street.hall.lines == lines
    assert street.refused(BOSS, c.ResumeHall(reason="evacuation")) == "not_paused"


def test_a_hall_that_is_not_open_yet_is_evacuated_too() -> None:
    """People may stand in it; when it opens it is still evacuated."""
    street = Street()
    street.give(BOSS, c.PauseHall(reason="evacuation"))
    street.until("08:40")
    assert street.refused(KIOSK, c.IssueTicket(matter="mr")) == "hall_paused"
    street.give(BOSS, c.ResumeHall(reason="evacuation"))
    street.issue()
