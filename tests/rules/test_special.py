"""The special channel: who goes first, for what reason, how often, and who said so (Q-8)."""

from common import commands as c
from common.commands_place import GrantSpecial
from server.rules import facts as f
from server.rules.hall import Ticket
from server.rules.next_calls import called_before
from server.rules.setup import Settings
from server.rules.view import table
from tests.rules.setup_shared import shared_setup
from tests.rules.street import BOSS, Street, clerk, morning
from tests.rules.test_place import miss, queue


def grant(street: Street, *tickets: Ticket, beyond: bool = False) -> None:
    for ticket in tickets:
        street.give(BOSS, GrantSpecial(ticket=ticket.id, reason="disabled", beyond_pace=beyond))


def served(street: Street, count: int, name: str = "A1") -> list[str]:
    return [street.serve(name).number for _ in range(count)]


def test_a_granted_ticket_goes_before_the_lines_smallest() -> None:
    """For a stated reason, and who granted it is on record."""
    street = morning()
    tickets = queue(street, 4)
    grant(street, tickets[3])
    assert tickets[3].special is not None
    assert (tickets[3].special.reason, tickets[3].special.by) == ("disabled", BOSS.id)
    assert street.facts(f.SpecialGranted)[0].by == BOSS.id
    assert served(street, 4) == ["R004", "R001", "R002", "R003"]


def test_how_many_are_before_a_number_regards_the_channel_and_its_pace() -> None:
    """Whoever asks is told the order of the calls to come, not that of the numbers."""
    street = morning()
    tickets = queue(street, 5)
    grant(street, tickets[4], tickets[3])
    assert [called_before(street.hall, ticket) for ticket in tickets] == [1, 2, 3, 4, 0]
    assert served(street, 5) == ["R005", "R001", "R002", "R003", "R004"]
    assert called_before(street.hall, tickets[0]) is None


def test_its_own_place_stays_so_nobody_is_worse_off_by_a_grant() -> None:
    """The first of a line is called in its turn, and that is no call of the channel."""
    street = morning()
    tickets = queue(street, 2)
    grant(street, tickets[0])
    assert street.waiting() == ["R001", "R002"]
    street.call("A1")
    assert not street.made(f.TicketCalled)[-1].special


def test_the_granted_go_in_the_order_of_the_grants_and_at_most_one_in_four_calls() -> None:
    """Three others in between, whatever the reasons."""
    street = morning()
    tickets = queue(street, 10)
    grant(street, tickets[9], tickets[8], tickets[7])
    assert served(street, 10) == [
        *("R010", "R001", "R002", "R003"),
        *("R009", "R004", "R005", "R006"),
        *("R008", "R007"),
    ]


def test_the_supervisor_may_let_one_go_beyond_the_pace() -> None:
    """An override on the grant, on record; it may be given to one that was granted already."""
    street = morning()
    tickets = queue(street, 6)
    grant(street, tickets[5], tickets[4], tickets[3])
    grant(street, tickets[3], beyond=True)
    assert served(street, 4) == ["R006", "R004", "R001", "R002"]
    assert [fact.beyond_pace for fact in street.made(f.SpecialGranted)] == [False, False, False, True]


def test_the_pace_is_a_setting() -> None:
    """`special_one_in`: one in two."""
    street = morning(settings=Settings(special_one_in=2))
    tickets = queue(street, 5)
    grant(street, tickets[4], tickets[3])
    assert served(street, 5) == ["R005", "R001", "R004", "R002", "R003"]


def test_a_call_that_is_put_back_gives_its_turn_back() -> None:
    """As if it had not been made."""
    street = morning()
    tickets = queue(street, 4)
    grant(street, tickets[3])
    assert street.call("A1") is tickets[3]
    street.give(clerk("A1"), c.Undo(ticket=tickets[3].id))
    assert street.waiting() == ["R001", "R002", "R003", "R004"]
    assert served(street, 2) == ["R004", "R001"]


def test_the_lines_merge_as_ever_and_the_grant_counts_in_its_own_line() -> None:
    """A1 serves r and u: the line with the earliest comes first, granted or not."""
    street = Street(shared_setup(call_next_finishes=True))
    street.until("08:20")
    street.sit("A1", "A2", "A3")
    street.until("08:30")
    early = street.issue("mu")
    street.later(minutes=1)
    queue(street, 3)
    last = next(t for t in street.hall.tickets.values() if t.number == "R003")
    grant(street, last)
    assert served(street, 3) == [early.number, "R003", "R001"]


def test_a_grant_ends_when_the_ticket_leaves_its_line() -> None:
    """A missed call, or another matter's line: there it is one of many again."""
    street = morning()
    tickets = queue(street, 3)
    grant(street, tickets[2])
    assert miss(street) is tickets[2]
    street.give(BOSS, c.ReEnter(ticket=tickets[2].id))
    assert tickets[2].special is None
    assert served(street, 3) == ["R001", "R002", "R003"]


def test_the_list_shows_who_goes_first_and_why() -> None:
    """To the clerk of the line and to the supervisor, with who granted it."""
    street = morning()
    tickets = queue(street, 2)
    grant(street, tickets[1])
    for audience in ("clerk:A1", "supervisor"):
        row = table(street.hall, audience, "waiting")[str(tickets[1].id)]
        assert (row.special, row.special_by) == ("disabled", BOSS.id)  # type: ignore[attr-defined]
