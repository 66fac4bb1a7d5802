"""A return in which nothing was done is on record and asks nobody to read it (AB-8, AB-11)."""

import pytest

from common import commands as c
from server.rules import facts as f
from server.rules.view import table
from tests.rules.street import clerk, morning
from tests.rules.test_handover import handovers

TUESDAY = "2026-11-24"


def test_a_return_in_which_nothing_was_done_asks_nobody_to_read_it() -> None:
    """A left at ten to six and nobody came: on record, and no card stands at the next opening."""  # AB-8, AB-11
    street = morning()
    street.until("17:50")
    street.leaves("A1")
    street.until("08:20", TUESDAY)
    street.issue()
    street.sit("A1", "A2", "A3")
    street.until("08:31", TUESDAY)
    (back,) = handovers(street, "pr")
    assert (back.kind, back.giver, back.taker) == ("return", "A2", "A1")
    row = table(street.hall, "clerk:A1", "handovers")[str(back.id)]
    assert row.acknowledged_at == back.at  # type: ignore[attr-defined]
    assert street.refused(clerk("A1"), c.AcknowledgeHandover(handover=back.id)) == "unknown_handover"
    (settled,) = [entry for entry in street.facts(f.HandoverAcknowledged) if entry.due == back.at]
    assert settled.by == "system"


@pytest.mark.parametrize("what", ["served", "held"])
def test_a_return_in_which_something_was_done_is_read(what: str) -> None:
    """By A, who acknowledges it."""  # AB-8
    street = morning()
    street.issue()
    street.give(clerk("A1"), c.HandOver(reason="meeting"))
    if what == "served":
        street.serve("A2")
    else:
        street.give(clerk("A2"), c.HoldTicket(ticket=street.call("A2").id))
    street.give(clerk("A1"), c.ComeBack())
    back = list(street.hall.handovers.values())[-1]
    assert back.kind == "return"
    assert back.acknowledged_at is None
