"""Nothing declared is forgotten: every command, fact and table has its place in the rules."""

from typing import get_args

from common.rows import AnyRow
from server.rules import facts as f
from server.rules.apply import HANDLERS
from server.rules.decide import DECIDERS
from server.rules.facts import AnyFact
from server.rules.may import ALLOWED
from server.rules.order import AnyCommand
from server.rules.touched import EVERYTHING, MOVES, TOUCHED, touched
from server.rules.view import AUDIENCES, TABLES
from tests.rules import watch

TICKETS_OWN = {
    fact for fact in get_args(AnyFact) if fact.__name__.startswith(("Ticket", "Service", "Miss", "Finish"))
} - {f.TicketReprinted}  # the same number once more: it moves nothing


def test_every_command_has_a_decider_and_says_who_may() -> None:
    """And nothing else has."""
    commands = set(get_args(AnyCommand))
    assert set(DECIDERS) == commands == set(ALLOWED)


def test_every_fact_can_be_folded() -> None:
    """And every handler belongs to a fact."""
    assert set(HANDLERS) == set(get_args(AnyFact))


def test_every_fact_is_exported_and_named_once() -> None:
    """Two facts with one tag could not be told apart in the ledger."""
    facts = get_args(AnyFact)
    tags = [fact.__struct_config__.tag for fact in facts]
    assert len(set(tags)) == len(tags)
    assert {fact.__name__ for fact in facts} <= set(f.__all__)


def test_every_fact_says_which_tables_it_touches() -> None:
    """A ticket's own facts move it; every other fact says so itself."""
    others = set(get_args(AnyFact)) - TICKETS_OWN
    assert others <= set(TOUCHED)
    assert set(TOUCHED) - others == {f.TicketIssued, f.TicketHandedIn, f.TicketVoided, f.TicketTakenBack}
    for tables in [*TOUCHED.values(), MOVES]:
        assert tables <= EVERYTHING
    entry = f.Entry(1, 0, 0, "", f.ServiceStarted(ticket=1))
    assert touched(entry) == MOVES


def test_every_table_of_an_audience_exists_and_is_seen_by_somebody() -> None:
    """A table nobody may see would be dead."""
    seen = {name for tables in AUDIENCES.values() for name in tables}
    assert seen == set(TABLES) == EVERYTHING
    assert all(len(set(tables)) == len(tables) for tables in AUDIENCES.values())


def test_what_is_spoken_is_a_fact() -> None:
    """Announcements follow facts; the state machines hold each to its kind."""
    assert set(watch.SPOKEN) <= set(get_args(AnyFact))


def test_the_watch_knows_every_move_of_a_ticket() -> None:
    """Or the state machines would pass over a new one."""
    assert set(watch.MOVES) == TICKETS_OWN - {f.TicketIssued, f.TicketHandedIn}


def test_every_row_is_declared() -> None:
    """Frozen, so that a view that was given away cannot change."""
    assert all(row.__struct_config__.frozen for row in get_args(AnyRow))
