"""Behind so many who wait: exactly so many, whatever claims they have and share."""

from collections.abc import Callable

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from common import commands as c
from common.commands_place import BookAppointment, CheckIn, GrantSpecial, StepBack
from common.messages import Booked
from server.rules.hall import Ticket
from server.rules.order import ImportHall
from server.rules.setup import Settings, SlotPlan
from tests.rules.places import GAPS, behind, come, keys
from tests.rules.setup_place import place_setup
from tests.rules.street import ADMIN, BOSS, KIOSK, Street, clerk, moment, small_setup, words

NEXT = "2026-11-24"
MIX = st.lists(st.sampled_from(["walk-in", "elder", "slot"]), max_size=6)
MOVES = st.lists(
    st.tuples(st.sampled_from(["miss", "not yet", "call", "special"]), st.integers(0, 20)), max_size=8
)


@settings(max_examples=80, deadline=None)
@given(carried=st.integers(0, 10), gaps=GAPS, comers=MIX, moves=MOVES, n=st.integers(1, 4))
def test_behind_exactly_so_many_of_those_who_wait_whatever_their_claims(
    carried: int, gaps: list[int], comers: list[str], moves: list[tuple[str, int]], n: int
) -> None:
    """Carried over they share one claim, booked for a slot too: three let go first are three, one after another."""
    street = mixed(carried, comers, n)
    for move, pick in moves:
        if line := keys(street):
            street.later(seconds=gaps[pick % len(gaps)])
            MOVED[move](street, street.hall.tickets[line[pick % len(line)][2]], n)


def miss(street: Street, ticket: Ticket, n: int) -> None:
    """The next one, whoever was picked; a second time it is behind everybody by its claim."""
    ticket = street.call("A1")
    street.give(clerk("A1"), c.MarkNoShow(ticket=ticket.id))
    expected, again = behind(street, ticket, n), ticket.re_entries
    street.give(KIOSK, c.ReEnter(ticket=ticket.id))
    assert again or [key[2] for key in keys(street)] == expected


def say_not_yet(street: Street, ticket: Ticket, n: int) -> None:
    expected = behind(street, ticket, n)
    street.give(KIOSK, StepBack(ticket=ticket.id))
    assert [key[2] for key in keys(street)] == expected


def go_first(street: Street, ticket: Ticket, n: int) -> None:
    if ticket.special is None:
        street.give(BOSS, GrantSpecial(ticket=ticket.id, reason="frail"))


def serve(street: Street, ticket: Ticket, n: int) -> None:
    street.serve("A1")


MOVED: dict[str, Callable[[Street, Ticket, int], None]] = {
    "miss": miss,
    "not yet": say_not_yet,
    "call": serve,
    "special": go_first,
}


def mixed(carried: int, comers: list[str], n: int) -> Street:
    """Tuesday, twenty to nine: so many are carried over and checked in, and others came besides."""
    plan = SlotPlan(id="plan", name=words("预约"), lines=("r",), capacity=20)
    street = Street(
        small_setup(appointments=(plan,), settings=Settings(re_entry_behind=n, special_one_in=1, grace_min=5))
    )
    street.until("08:30")
    yesterday = come(street, [0] * carried)
    codes = [street.give(BOSS, BookAppointment(matter="mr", slot=moment("09:30", NEXT))) for _ in comers]
    street.give(BOSS, c.CloseDay())
    street.until("08:20", NEXT)
    street.sit("A1", "A2", "A3")
    street.until("08:40", NEXT)
    for ticket in yesterday:
        street.give(KIOSK, c.ReEnter(ticket=ticket.id))
    for kind, booked in zip(comers, codes, strict=True):
        assert isinstance(booked, Booked)
        if kind == "slot":
            street.give(KIOSK, CheckIn(code=booked.code))
        else:
            street.issue(priority="elder" if kind == "elder" else None)
    return street


def test_ten_carried_over_share_a_claim_and_the_first_who_misses_comes_back_behind_three() -> None:
    """Not behind all ten."""
    street = mixed(10, [], 3)
    first = street.call("A1")
    street.give(clerk("A1"), c.MarkNoShow(ticket=first.id))
    street.give(KIOSK, c.ReEnter(ticket=first.id))
    assert street.waiting()[:5] == ["R002", "R003", "R004", "R001", "R005"]
    second = street.hall.tickets[keys(street)[0][2]]
    street.give(KIOSK, StepBack(ticket=second.id))
    assert street.waiting()[:6] == ["R003", "R004", "R001", "R002", "R005", "R006"]


def test_who_comes_back_to_another_window_of_a_strict_line_stands_behind_so_many_there() -> None:
    """The place is taken in the queue that it joins, not in the one that it left."""  # field.md 23
    street = Street(place_setup(strict=True))
    street.until("08:20")
    street.sit("A1", "A2", "A3", "A4")
    street.until("08:30")
    first = street.issue("mr")
    street.call("A1")
    street.give(clerk("A1"), c.MarkNoShow(ticket=first.id))
    street.give(BOSS, c.CloseDay())  # by mistake: it stays missed
    posts = tuple(
        msgspec.structs.replace(p, weekdays=(1,)) if p.id == first.kept_to else p for p in street.setup.posts
    )
    street.give(ADMIN, ImportHall(setup=msgspec.structs.replace(street.setup, posts=posts)))
    street.until("08:35", NEXT)
    come(street, [1] * 6)
    street.give(KIOSK, c.ReEnter(ticket=first.id))
    n = street.hall.rules.settings.re_entry_behind
    assert first.kept_to != "pr"
    assert [key[2] for key in keys(street, first.queue)].index(first.id) == n
