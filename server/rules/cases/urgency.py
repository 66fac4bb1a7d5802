"""Which case wants to be looked after first: one order for every list of them, at the desk, over HTTP, in a handover."""

from common.words import Instant
from server.rules.cases.case import Case
from server.rules.cases.shelf import Place

MARKED, USUAL, LAST = 0, 1, 2
NOTHING_DUE = 10**14


def urgency(case: Case) -> Place:
    """Marked ones first, then by what is late or due next; what only waits to be handed over comes last, until that is late (C-19)."""
    moments = _in_hand(case) if case.is_in_hand else [case.deliver_by]
    known = (moment for moment in moments if moment is not None)
    return _group(case), min(known, default=case.since + NOTHING_DUE), case.id, case.revision


def _group(case: Case) -> int:
    if not case.is_in_hand:
        return USUAL if case.delivery_late else LAST
    return USUAL if case.mark is None else MARKED


def _in_hand(case: Case) -> list[Instant | None]:
    """What is late counts from when it was due; what is to be closed on the spot, from its receipt (C-2)."""
    # silence accepts it (C-20), so that of one minute it is the first
    answer = None if case.accept_by is None else case.accept_by - 1
    own = case.due if case.red_since is None else case.red_since
    instant = case.received if case.is_instant and not case.parts else None
    return [answer, case.bring_by, own, instant, case.step_due, case.hand_on_by, case.stop_until]
