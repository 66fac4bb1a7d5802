"""The table of claims in docs/place.md, row by row: each has an example and a property, and here is where.

The properties below draw a line of their own; those named besides hold after every step of the random walks (`watch_place`).
"""

import re
from importlib import import_module
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from common import commands as c
from common.commands_place import AddMatter, BookAppointment, CheckIn, GrantSpecial, StepBack
from common.messages import Booked, Issued
from server.rules.setup import Settings, SlotPlan
from tests.rules.own import hand_in, own
from tests.rules.places import GAPS, behind, claim_behind, come, keys, place
from tests.rules.setup_shared import shared_setup
from tests.rules.situations_sheets import printed, stub
from tests.rules.street import BOSS, KIOSK, MINUTE, Street, clerk, moment, morning, small_setup, words

NEXT = "2026-11-24"
PLACE = Path(__file__).parents[2] / "docs" / "place.md"

ROWS: dict[str, tuple[str, str]] = {
    "walk-in": ("test_place.test_a_walk_in_counts_from_its_issue", "test_issue"),
    "priority class": ("test_place.test_a_priority_class_counts_from_its_head_start", "test_issue"),
    "appointment": (
        "test_appointments.test_later_than_a_quarter_of_an_hour_it_counts_from_check_in",
        "test_slot",
    ),
    "transfer": ("test_place.test_a_transfer_keeps_number_claim_and_arrival", "test_sent_on"),
    "next matter, chosen": (
        "test_stops.test_several_matters_of_one_number_go_through_their_lines_in_turn",
        "test_sent_on",
    ),
    "next matter, added": ("test_stops.test_a_matter_added_at_the_window_counts_from_then", "test_sent_on"),
    "missed, first": ("test_place.test_a_first_missed_call_comes_back_behind_the_third", "test_behind"),
    "missed, later": ("test_place.test_missed_a_second_time_the_wait_begins_now", "test_missed_twice"),
    "missed on a day": (
        "test_carried.test_the_next_morning_a_missed_one_left_over_comes_back_behind_the_next_few",
        "test_overnight",
    ),
    '"not yet"': ("test_not_yet.test_who_says_not_yet_lets_three_go_first", "test_behind"),
    "put back": ("test_place.test_a_call_put_back_keeps_its_place_to_the_letter", "test_put_back"),
    "carried over night, checked in by": (
        "test_place.test_checked_in_by_opening_and_half_an_hour_they_come_first_in_their_old_order",
        "test_overnight",
    ),
    "carried over night, checked in later": (
        "test_place.test_checked_in_later_the_wait_begins_now",
        "test_overnight",
    ),
    "on an [emergency sheet]": (
        "test_emergency.test_who_still_waits_stands_where_the_time_on_the_slip_says",
        "test_by_the_slip",
    ),
    "given without the server": (
        "test_hand_in.test_they_stand_in_line_by_when_they_were_given",
        "test_handed_in",
    ),
    "special channel": (
        "test_special.test_a_granted_ticket_goes_before_the_lines_smallest",
        "test_first",
    ),
}
"""By how a row begins: its example, and the property here."""


def test_every_row_of_the_table_has_an_example_and_a_property() -> None:
    """A row more in the document, or a test less, and this fails."""
    table = [line for line in PLACE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    rows = [re.split(r" *\| *", line)[1] for line in table]
    told = [row for row in rows if row not in ("case", "---") and not row.startswith("-")]
    assert {row: [key for key in ROWS if row.startswith(key)] for row in told} == {
        row: [key] for row, key in zip(told, ROWS, strict=True)
    }
    for example, check in ROWS.values():
        module, name = example.split(".")
        assert callable(getattr(import_module(f"tests.rules.{module}"), name))
        assert any(own.startswith(check) for own in globals())


@settings(max_examples=40)
@given(gaps=GAPS, olds=st.lists(st.booleans(), min_size=9, max_size=9))
def test_issue_less_the_head_start_is_the_claim_and_its_version_the_place(
    gaps: list[int], olds: list[bool]
) -> None:
    """Walk-ins and a class of thirty minutes; the line stands by exactly these."""
    street = morning()
    expected = []
    for gap, old in zip(gaps, olds, strict=False):
        street.later(seconds=gap)
        ticket = street.issue(priority="elder" if old else None)
        expected.append((street.at - (30 * MINUTE if old else 0), ticket.id, ticket.id))
    assert keys(street) == sorted(expected)


@settings(max_examples=40)
@given(
    gaps=GAPS,
    given_min=st.lists(st.integers(-60, 60), min_size=1, max_size=8),
    sure_min=st.integers(-60, 60),
    old=st.booleans(),
)
def test_handed_in_by_when_it_was_given_within_what_can_be(
    gaps: list[int], given_min: list[int], sure_min: int, old: bool
) -> None:
    """Whatever a kiosk's clock said, among those who came meanwhile."""
    street = morning()
    come(street, gaps)
    after = street.at + sure_min * MINUTE
    sent = [
        own(n, street.at + item * MINUTE, after=after, priority="elder" if old else None)
        for n, item in enumerate(given_min, 1)
    ]
    tickets = hand_in(street, *sent)
    head = 30 * MINUTE if old else 0
    moments = [min(max(item.given, after), street.at) for item in sent]
    assert [ticket.key for ticket in tickets] == [
        (at - head, ticket.id, ticket.id) for at, ticket in zip(moments, tickets, strict=True)
    ]
    assert keys(street) == sorted(keys(street))


@settings(max_examples=40)
@given(early_s=st.integers(-40 * 60, 80 * 60))
def test_slot_less_the_lead_unless_it_is_a_quarter_of_an_hour_past(early_s: int) -> None:
    """Slot at ten: checked in at any second from 8:40 to 10:40."""
    plan = SlotPlan(id="plan", name=words("预约"), lines=("r",))
    street = Street(small_setup(appointments=(plan,)), at=moment("08:00"))
    booked = street.give(BOSS, BookAppointment(matter="mr", slot=moment("10:00")))
    assert isinstance(booked, Booked)
    street.go(moment("10:00") - early_s * 1000)
    given_number = street.give(KIOSK, CheckIn(code=booked.code))
    assert isinstance(given_number, Issued)
    late = early_s < -15 * 60
    assert keys(street)[0][0] == (street.at if late else moment("09:00"))


@settings(max_examples=30)
@given(gaps=GAPS, added=st.booleans(), back=st.booleans())
def test_sent_on_the_claim_is_kept_but_of_a_matter_that_was_added(
    gaps: list[int], added: bool, back: bool
) -> None:
    """Sent to another line and back, or on to the next of its matters: among those who wait there by its own claim."""
    street = Street(shared_setup(call_next_finishes=True))
    street.until("08:20")
    street.sit("A1", "A2", "A3")
    street.until("08:30")
    street.give(KIOSK, c.IssueTicket(matter="mr", then=() if added or back else ("ms",)))
    ticket = street.hall.tickets[max(street.hall.tickets)]
    claim = ticket.claim
    street.later(seconds=1)
    come(street, gaps, "ms")
    assert street.call("A1") is ticket
    street.start("A1", ticket)
    if back:
        street.give(clerk("A1"), c.TransferTicket(ticket=ticket.id, matter="ms", back=True))
        assert keys(street, "s")[0][2] == ticket.id
        assert street.call("A2") is ticket
        street.start("A2", ticket)
        street.finish("A2", ticket)
        assert keys(street) == [(claim, street.hall.tickets[ticket.id].placed, ticket.id)]
        return
    if added:
        street.give(clerk("A1"), AddMatter(ticket=ticket.id, matter="ms"))
        claim = street.at
        street.later(seconds=5)
    street.finish("A1", ticket)
    assert ticket.claim == claim
    assert keys(street, "s") == sorted(keys(street, "s"))


@settings(max_examples=40)
@given(gaps=GAPS, pick=st.integers(0, 8), missed=st.booleans(), n=st.integers(1, 4))
def test_behind_the_nth_of_those_later(gaps: list[int], pick: int, missed: bool, n: int) -> None:
    """Missed and come back, or not yet: behind the n-th later one, the last if fewer, where it was if none."""
    street = morning(settings=Settings(re_entry_behind=n, grace_min=5))
    tickets = come(street, gaps)
    ticket = tickets[0 if missed else pick % len(tickets)]
    if missed:
        assert street.call("A1") is ticket
        street.give(clerk("A1"), c.MarkNoShow(ticket=ticket.id))
    expected, claim = behind(street, ticket, n), claim_behind(street, ticket, n)
    street.later(seconds=3)
    version = street.hall.version + 1
    street.give(KIOSK, c.ReEnter(ticket=ticket.id) if missed else StepBack(ticket=ticket.id))
    assert place(street, ticket, version) == (claim, version)
    assert [key[2] for key in keys(street)] == expected


@settings(max_examples=20)
@given(gaps=GAPS)
def test_missed_twice_the_wait_begins_now(gaps: list[int]) -> None:
    """The second time it is behind everybody."""
    street = morning()
    first = street.issue()
    for _ in range(2):
        while street.call("A1") is not first:
            finished = street.hall.tickets[street.hall.hands[1]]
            street.start("A1", finished)
            street.finish("A1", finished)
        street.give(clerk("A1"), c.MarkNoShow(ticket=first.id))
        come(street, gaps)
        street.give(KIOSK, c.ReEnter(ticket=first.id))
    assert (first.claim, keys(street)[-1][2]) == (street.at, first.id)


@settings(max_examples=25)
@given(gaps=GAPS, order=st.permutations(range(9)), late=st.booleans(), miss=st.booleans())
def test_overnight_the_old_order_comes_first_and_who_is_late_or_had_missed_does_not(
    gaps: list[int], order: list[int], late: bool, miss: bool
) -> None:
    """Checked in in any order by nine: as they stood, from the day's first number; later: as they come."""
    street = morning()
    tickets = come(street, gaps)
    if miss:
        gone = street.call("A1")
        street.give(clerk("A1"), c.MarkNoShow(ticket=gone.id))
    street.give(BOSS, c.CloseDay())
    street.until("09:01" if late else "08:45", "2026-11-24")
    come_back = [tickets[n] for n in order if n < len(tickets)]
    for ticket in come_back:
        old = (ticket.state, ticket.key)
        line, claim = behind(street, ticket, 3), claim_behind(street, ticket, 3)
        version = street.hall.version + 1
        street.give(KIOSK, c.ReEnter(ticket=ticket.id))
        if old[0] == "missed":
            assert place(street, ticket, version) == (claim, version)
            assert [key[2] for key in keys(street)] == line
        elif late:
            assert (ticket.claim, ticket.placed) == (street.at, version)
        else:
            assert (ticket.claim, ticket.placed) == (street.hall.began_at, old[1][1])


@settings(max_examples=30)
@given(gaps=GAPS, how=st.sampled_from(["undo", "absence"]))
def test_put_back_it_stands_where_it_stood(gaps: list[int], how: str) -> None:
    """Whatever took the call back, and whoever came meanwhile."""
    street = morning()
    come(street, gaps)
    before = keys(street)
    ticket = street.call("A1")
    if how == "undo":
        street.give(clerk("A1"), c.Undo(ticket=ticket.id))
    else:
        street.give(clerk("A1"), c.StepAway(reason="errand"))
        street.later(minutes=5)
    assert keys(street) == before


@settings(max_examples=30)
@given(gaps=GAPS, picks=st.lists(st.integers(0, 8), max_size=6, unique=True), one_in=st.integers(1, 5))
def test_first_in_the_order_of_the_grants_one_in_so_many_and_nobody_else_out_of_turn(
    gaps: list[int], picks: list[int], one_in: int
) -> None:
    """The granted keep their own places; the others are called in theirs."""
    street = morning(settings=Settings(special_one_in=one_in, grace_min=5))
    tickets = come(street, gaps)
    granted = [tickets[pick] for pick in picks if pick < len(tickets)]
    before = keys(street)
    for ticket in granted:
        street.give(BOSS, GrantSpecial(ticket=ticket.id, reason="frail"))
    assert keys(street) == before
    expected, line, since = [], [key[2] for key in before], one_in
    first = [ticket.id for ticket in granted]
    while line:
        special = bool(first) and since >= one_in - 1 and first[0] != line[0]
        called = first[0] if special else line[0]
        line.remove(called)
        first = [ticket for ticket in first if ticket != called]
        since = 0 if special else since + 1
        expected.append(called)
    assert [street.serve("A1").id for _ in tickets] == expected


@settings(max_examples=30)
@given(minutes=st.lists(st.integers(-600, 179), min_size=1, max_size=5), order=st.randoms())
def test_by_the_slip_from_the_opening_on_whatever_is_typed_in_first(
    minutes: list[int], order: Random
) -> None:
    """Times about the opening at eight, typed in at eleven in any order; one before it is refused (decision 0217)."""
    street = printed()
    opening = street.hall.began_at
    slips = list(enumerate((max(moment("00:00"), opening + minute * MINUTE) for minute in minutes), start=1))
    order.shuffle(slips)
    for n, at in slips:
        if at < opening:
            assert street.refused(BOSS, stub(street, n, given=at)) == "stub_early"
        else:
            street.give(BOSS, stub(street, n, given=at))
    claims = [(at, street.hall.emergency.stubs[n].id) for n, at in slips if at >= opening]
    assert [(claim, ticket) for claim, _, ticket in keys(street)] == sorted(claims)
