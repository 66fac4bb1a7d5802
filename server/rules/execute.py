"""One order, whole: decide, apply, settle. The lane calls this and nothing else of the rules."""

from common.messages import Done
from common.words import Instant
from server.rules.decide import decide
from server.rules.facts import BY_SYSTEM, Fact, OutageEnded, TicketIssued
from server.rules.hall import Hall
from server.rules.order import Order, Outcome, Tick
from server.rules.recorder import Recorder
from server.rules.settle import settle
from server.rules.sharing import may_start_sharing, sharing_due

OUTAGE_MS = 600_000
"""When nobody has looked for so long, the machine was off: what time did meanwhile is not replayed
step by step, and no clerk is recorded absent, no call missed for it."""


def execute(hall: Hall, order: Order) -> Outcome:
    """Change `hall` by `order`; raises `Refusal` before anything has changed."""
    decision = decide(hall, order)
    recorder = Recorder(hall, order.at)
    due = order.at if decision.due is None else decision.due
    for fact in decision.facts:
        recorder.record(fact, order.by.id, due)
    if isinstance(order.command, Tick):
        _pass_time(hall, recorder, order.at)
    else:
        _follow(hall, recorder, decision.facts, order.at)
    return Outcome(recorder.entries, decision.answer or Done(version=hall.version), decision.private)


def _follow(hall: Hall, recorder: Recorder, facts: list[Fact], at: Instant) -> None:
    """What follows of `facts`. A number given now can only start the sharing of a load (AB-9): one look, no scan."""
    if any(type(fact) is not TicketIssued for fact in facts):  # one handed in may have waited for long
        settle(hall, recorder, at)
        return
    for fact in facts:
        for post in hall.posts_of(fact.line) if isinstance(fact, TicketIssued) else ():
            if may_start_sharing(hall, post):
                settle(hall, recorder, at)
            elif (due := sharing_due(hall, post, at)) is not None:
                hall.due = min(hall.due, due)


def _pass_time(hall: Hall, recorder: Recorder, at: Instant) -> None:
    """Take every moment that has come due in its turn, so that each fact has its own minute."""
    if at - hall.due > OUTAGE_MS:
        if hall.phase != "closed":
            recorder.record(OutageEnded(since=hall.due), BY_SYSTEM, at)
        settle(hall, recorder, at)
    while hall.setup is not None and hall.due <= at:
        settle(hall, recorder, hall.due)
