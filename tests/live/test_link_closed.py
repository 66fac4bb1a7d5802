"""A link that is closed: whoever waits for an answer hears that none comes."""

import math

from common.commands import CallNext, FinishService
from common.link import Outcome, Unanswered
from common.messages import Done
from tests.live.test_link import joined_link


def test_what_was_asked_is_unanswered_once() -> None:
    """It may have happened or not, however long it was to be asked for; nothing is said of what was answered."""
    link, wire, _ = joined_link()
    answers: list[Outcome] = []
    wire.answer(link.send(CallNext(), answers.append), {"ok": True, "answer": Done(version=9)})
    link.poll()
    link.send(FinishService(ticket=1), answers.append, math.inf)
    link.close()
    link.close()
    assert answers == [Done(version=9), Unanswered()]


def test_who_asks_again_at_once_asks_nobody() -> None:
    """The caller that asks until it is answered does not hold up the end."""
    link, _, _ = joined_link()
    answers: list[Outcome] = []

    def again(outcome: Outcome) -> None:
        answers.append(outcome)
        link.send(CallNext(), again, math.inf)

    link.send(CallNext(), again, math.inf)
    link.close()
    assert answers == [Unanswered()]
