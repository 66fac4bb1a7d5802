"""Facts of mistakes: a case that was none, of which none of a resident's business came; a record that is wrong."""

from common.commands_case import CounterReason, Mistake
from server.rules.fact import Fact

__all__ = ["CaseTakenBack", "OverdueCountered"]


class CaseTakenBack(Fact, tag="case_taken_back"):
    """It was no case: nothing had happened to it, and nobody counts it. Its number is not given again."""

    case: int
    reason: Mistake


class OverdueCountered(Fact, tag="overdue_countered"):
    """The record of its being overdue is wrong; who says so is who the entry is by (C-7)."""

    case: int
    reason: CounterReason
