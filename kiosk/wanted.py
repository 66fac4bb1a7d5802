"""The commands that a session's wishes become. Pure."""

from __future__ import annotations

from common.commands import IssueTicket, ReEnter, WithdrawTicket
from common.commands_place import CheckIn, StepBack
from kiosk.happening import Change, Issue
from kiosk.happening import CheckIn as CheckedIn
from kiosk.open_numbers import Asked


def command_for(intent: Issue | CheckedIn) -> Asked:
    """What gives a number."""
    if isinstance(intent, CheckedIn):
        return CheckIn(code=intent.code, language=intent.language)
    return IssueTicket(
        matter=intent.matter, priority=intent.priority, language=intent.language, then=intent.then
    )


def change_for(change: Change) -> StepBack | ReEnter | WithdrawTicket:
    """Who read that the number waits lets nobody go first once it is called: that would end a call nobody knew of."""
    match change.act:
        case "step_back":
            return StepBack(ticket=change.ticket, if_waiting=change.waits)
        case "re_enter":
            return ReEnter(ticket=change.ticket)
        case "withdraw":
            return WithdrawTicket(ticket=change.ticket)
