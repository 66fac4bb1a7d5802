"""What is in a hand is handled by that hand alone, and in its turn."""

import pytest

from common import commands as c
from tests.rules.situations import A1, A2, A4, Asked, away, called, on, serving

IN_HAND = (c.StartService, c.FinishService, c.HoldTicket, c.MarkNoShow)
WRONG_STATE = {
    c.StartService: serving,
    c.FinishService: called,
    c.HoldTicket: called,
    c.MarkNoShow: serving,
}


@pytest.mark.parametrize("kind", IN_HAND)
def test_only_what_is_in_ones_own_hand_is_handled(kind: type[c.StartService]) -> None:
    """field.md 16: neither another's ticket, nor one that waits, nor one that never was."""
    assert _refused(on(called(), A4, kind, "R001")) == "not_seated"
    assert _refused(on(away(), A1, kind, "R001")) == "come_back_first"
    assert _refused(on(called(), A1, kind, "")) == "unknown_ticket"
    assert _refused(on(called(), A2, kind, "R001")) == "not_in_your_hand"
    assert _refused(on(called(), A1, kind, "R002")) == "not_in_your_hand"


@pytest.mark.parametrize("kind", [c.StartService, c.FinishService, c.MarkNoShow])
def test_a_ticket_in_hand_is_handled_in_its_turn(kind: type[c.StartService]) -> None:
    """Started once, finished after it began, missed only before."""
    street = WRONG_STATE[kind]()
    assert _refused(on(street, A1, kind, "R001")) == "ticket_state"


def _refused(asked: Asked) -> str:
    street, actor, command = asked
    return street.refused(actor, command)
