"""Everything a person or a device can ask of a hall, declared once.

A command is a verb. It travels as JSON `{"type": "call_next", …}` inside an `Asking`, is decoded
strictly (an unknown field is an error, and each text and number has its bounds) and is decided by
`server.rules.decide`. Who asks is never a field: it is known from the signed-in session or the
paired device.
"""

from typing import Literal

import msgspec

from common.bounded import FactNumber, FaultCode, Id, NextMatters, Note, RequestId, WindowNumber
from common.command import Command
from common.commands_case import CaseCommand
from common.commands_cover import (
    AnswerCall,
    AnswerOfficial,
    AnswerStandIn,
    AskOfficial,
    AwayReason,
    CancelOfficial,
    CheckSpot,
    CoverCommand,
    MarkContacted,
    RecordUnfinished,
    TakeBackStandIn,
    UnfinishedReason,
)
from common.commands_help import HelpCommand
from common.commands_own import OwnCommand
from common.commands_paper import PaperCommand
from common.commands_place import PlaceCommand
from common.commands_printed import PrintedCommand
from common.commands_sheet import SheetCommand
from common.words import Language, Moment

__all__ = (
    "AcknowledgeHandover", "AnswerCall", "AnswerOfficial", "AnswerStandIn", "AskOfficial", "Asking", "AwayReason",
    "CallNext", "CallThis", "CancelOfficial", "CheckSpot", "ClientCommand", "CloseDay", "ComeBack", "Command", "EndLeave", "EndStandIn",
    "FinishService", "HandOver", "HoldTicket", "IssueTicket", "MarkContacted", "MarkNoShow", "NameStandIn", "OpenHall", "PauseHall",
    "PauseReason", "ReEnter", "Recall", "RecordLeave", "RecordUnfinished", "ReportDevice", "ResumeHall", "ResumeTicket", "SitDown",
    "StandInReason", "StandUp", "StartService", "StepAway", "StopNumbers", "TakeBackStandIn", "TransferTicket", "Undo", "UnfinishedReason", "VoidTicket",
    "WithdrawTicket",
)  # fmt: skip

PauseReason = Literal["evacuation", "power", "system", "meeting", "other"]
StandInReason = Literal["nobody_present", "overload", "leader_decision", "other"]


# -- the hall's day -------------------------------------------------------------------------------


class OpenHall(Command, tag="open_hall"):
    """Open today by hand, outside the calendar's hours too."""


class PauseHall(Command, tag="pause_hall"):
    """Stop calling and issuing; every place in line is kept. `until`: when it is expected to be over, where that is known."""

    reason: PauseReason
    until: Moment | None = None


class ResumeHall(Command, tag="resume_hall"):
    """Go on after the pause for `reason`: one that is paused for another by now, or evacuated, stays so."""

    reason: PauseReason


class StopNumbers(Command, tag="stop_numbers"):
    """No new numbers today; whoever holds one is still served (Q-6)."""


class CloseDay(Command, tag="close_day"):
    """End the day: whoever still waits is carried over, nobody is dropped (Q-6)."""


# -- a ticket's way -------------------------------------------------------------------------------


class IssueTicket(Command, tag="issue_ticket"):
    """Give a number for `matter`, and with it for `then`, one after the other; `priority` names a class (Q-10)."""

    matter: Id
    priority: Id | None = None
    language: Language = "zh"
    then: NextMatters = ()


class VoidTicket(Command, tag="void_ticket"):
    """Nobody holds this number: no paper came out and nobody noted it."""

    ticket: FactNumber


class WithdrawTicket(Command, tag="withdraw_ticket"):
    """The resident no longer wants to be served."""

    ticket: FactNumber


class CallNext(Command, tag="call_next"):
    """Call the next ticket of all lines this clerk serves now.

    `in_hand` is the ticket the clerk believes to have in hand (none: null); a stale belief is
    refused, so that a double press is one call.
    """

    in_hand: FactNumber | None = None


class CallThis(Command, tag="call_this"):
    """Call one ticket out of turn; only with permission, and on record (Q-13)."""

    ticket: FactNumber
    in_hand: FactNumber | None = None


class Recall(Command, tag="recall"):
    """Call the ticket in hand again; limited in number and spacing."""

    ticket: FactNumber


class StartService(Command, tag="start_service"):
    """The resident is at the window; `priority_confirmed` records what the clerk saw (Q-10)."""

    ticket: FactNumber
    priority_confirmed: bool | None = None


class FinishService(Command, tag="finish_service"):
    """The resident's business at this window is done."""

    ticket: FactNumber


class HoldTicket(Command, tag="hold_ticket"):
    """Put the ticket in hand aside (挂起): it stays with the post, the window is free."""

    ticket: FactNumber


class ResumeTicket(Command, tag="resume_ticket"):
    """Take a held ticket back into hand: this is the clerk's turn to the resident (AB-7)."""

    ticket: FactNumber


class TransferTicket(Command, tag="transfer_ticket"):
    """Send the resident to another matter's line, keeping number and place in time (F-2).

    `back`: when done there, back to this post's line for this matter (Q-12).
    """

    ticket: FactNumber
    matter: Id
    back: bool = False


class MarkNoShow(Command, tag="mark_no_show"):
    """Nobody came (过号)."""

    ticket: FactNumber


class ReEnter(Command, tag="re_enter"):
    """Put a missed or carried-over ticket back into its line at its defined place."""

    ticket: FactNumber


class Undo(Command, tag="undo"):
    """Take back this window's last call, no-show or finish of `ticket`, while nothing followed."""

    ticket: FactNumber


# -- who sits where -------------------------------------------------------------------------------


class SitDown(Command, tag="sit_down"):
    """Sign in at a window, or move to it."""

    window: WindowNumber


class StandUp(Command, tag="stand_up"):
    """Sign out of the window. Says where to and until when (AB-15)."""

    reason: AwayReason = "other"
    until: Moment | None = None


class StepAway(Command, tag="step_away"):
    """Back in a moment: no absence within the grace (AB-4)."""

    reason: AwayReason
    until: Moment | None = None


class ComeBack(Command, tag="come_back"):
    """I am at my window again."""


class HandOver(Command, tag="hand_over"):
    """Leave properly: B takes the post at once, with lists and a note (AB-5, AB-6)."""

    reason: AwayReason
    until: Moment | None = None
    note: Note = ""


class AcknowledgeHandover(Command, tag="acknowledge_handover"):
    """I have read what was handed over to me (AB-5)."""

    handover: FactNumber


class NameStandIn(Command, tag="name_stand_in"):
    """The supervisor asks a competent clerk to take a post; `on_the_spot`: the clerk has agreed already (AB-10, AB-18)."""

    post: Id
    clerk: Id
    reason: StandInReason
    on_the_spot: bool = False


class EndStandIn(Command, tag="end_stand_in"):
    """`clerk` stands in at the post no longer; refused where it is another by now."""

    post: Id
    clerk: Id


class RecordLeave(Command, tag="record_leave"):
    """A clerk is on leave from `since` until `until`; refused where it leaves a post with nobody."""

    clerk: Id
    since: Moment
    until: Moment


class EndLeave(Command, tag="end_leave"):
    """销假: the clerk is back from the leave that lasts `until`, or it is called off; refused where there is none such any more."""

    clerk: Id
    until: Moment


# -- devices --------------------------------------------------------------------------------------


class ReportDevice(Command, tag="report_device"):
    """A device tells of a fault (`paper_out`, `printer_unreachable`, …) or, with null, of its end."""

    fault: FaultCode | None = None


ClientCommand = (
    OpenHall | PauseHall | ResumeHall | StopNumbers | CloseDay
    | IssueTicket | VoidTicket | WithdrawTicket | CallNext | CallThis | Recall | StartService
    | FinishService | HoldTicket | ResumeTicket | TransferTicket | MarkNoShow | ReEnter | Undo
    | SitDown | StandUp | StepAway | ComeBack | HandOver | AcknowledgeHandover | NameStandIn | EndStandIn
    | RecordLeave | EndLeave | ReportDevice | CoverCommand | PlaceCommand | CaseCommand | PaperCommand | OwnCommand | SheetCommand | HelpCommand
    | PrintedCommand
)  # fmt: skip


class Asking(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One request: `id` is time-ordered and the asker's own; asked again it gives the same answer."""

    id: RequestId
    command: ClientCommand
