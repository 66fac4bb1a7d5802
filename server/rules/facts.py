"""What happened in a hall, in the past tense: the only thing that ever changes it.

A fact says all that `apply` needs, so that folding it again next year needs no rule. It holds no
personal data and no text typed by a person: such texts are private rows, named here by id with a
salted commitment. `VERSION` rises when a fact's fields change; old ones are upgraded on reading.
"""

from typing import Literal

import msgspec

from common.commands import PauseReason
from common.messages import CoverState, Phase
from common.words import Instant, Language
from server.rules import facts_cover
from server.rules.fact import Fact, Sealed
from server.rules.facts_cover import *  # noqa: F403  # every one of them is a fact
from server.rules.facts_presence import (
    AbsenceBegan,
    AbsenceEnded,
    AbsenceRecorded,
    ClerkCameBack,
    ClerkSatDown,
    ClerkSteppedAway,
    ClerkStoodUp,
    CoverChanged,
    HandoverAcknowledged,
    HandoverOpened,
    LeaveEnded,
    LeaveRecorded,
    StandInEnded,
    StandInNamed,
    TerminalHeard,
    TerminalWentSilent,
)
from server.rules.setup import Setup

__all__ = [
    "BY_SYSTEM", "AbsenceBegan", "AbsenceEnded", "AbsenceRecorded", "AnyFact", "ClerkCameBack",
    "ClerkSatDown", "ClerkSteppedAway", "ClerkStoodUp", "ClockConfirmed", "CoverChanged", "DayClosed",
    "DayOpened", "DeviceReported", "Entry", "Fact", "FinishUndone", "HallImported", "HallPaused",
    "HallResumed", "HandoverAcknowledged", "HandoverOpened", "LeaveEnded", "LeaveRecorded", "MissUndone",
    "NumbersStopped", "OutageEnded", "PhaseChanged", "Sealed", "ServiceFinished", "ServiceStarted",
    "StandInEnded", "StandInNamed", "TerminalHeard", "TerminalWentSilent", "TicketCalled", "TicketHeld",
    "TicketIssued", "TicketMissed", "TicketPutBack", "TicketReEntered", "TicketRecalled", "TicketResumed",
    "TicketTransferred", "TicketVoided", "TicketWithdrawn",
]  # fmt: skip
__all__ += facts_cover.__all__

BY_SYSTEM = "system"


# -- the hall -------------------------------------------------------------------------------------


class HallImported(Fact, tag="hall_imported"):
    """A set-up came into force (M-7)."""

    setup: Setup


class DayOpened(Fact, tag="day_opened"):
    """The civil day `day` began, `by_hand` outside the calendar; `returned`: in line again after a close."""

    day: str
    by_hand: bool = False
    returned: tuple[int, ...] = ()


class PhaseChanged(Fact, tag="phase_changed"):
    """The hall's part of the day; `until`: when the calendar next changes it; `missing`: still absent."""

    phase: Phase
    since: Instant
    until: Instant | None
    missing: tuple[str, ...] = ()


class HallPaused(Fact, tag="hall_paused"):
    """Nothing is called or issued."""

    reason: PauseReason


class HallResumed(Fact, tag="hall_resumed"):
    """The pause is over."""


class NumbersStopped(Fact, tag="numbers_stopped"):
    """No new numbers today (Q-6)."""


class DayClosed(Fact, tag="day_closed"):
    """The day ended: `carried` wait on, `lapsed` missed their call and did not come back."""

    day: str
    carried: tuple[int, ...] = ()
    lapsed: tuple[int, ...] = ()


class ClockConfirmed(Fact, tag="clock_confirmed"):
    """An administrator confirmed a wall clock that had jumped between two runs."""

    previous: Instant


class OutageEnded(Fact, tag="outage_ended"):
    """Nobody looked from `since` until the entry's `due`: what ran out meanwhile begins anew."""

    since: Instant


class DeviceReported(Fact, tag="device_reported"):
    """A device's fault began (`fault`) or ended (none)."""

    device: str
    fault: str | None


# -- a ticket -------------------------------------------------------------------------------------


class TicketIssued(Fact, tag="ticket_issued"):
    """`ticket` is the version of this fact: one id, never given again; `n` is its prefix's counter."""

    ticket: int
    number: str
    n: int
    matter: str
    line: str
    claim: Instant
    placed: int
    priority: str | None = None
    language: Language = "zh"


class TicketCalled(Fact, tag="ticket_called"):
    """Called to `window` by `clerk`, who serves `post` in `role`; the same press `finished` another."""

    ticket: int
    post: str
    window: int
    clerk: str
    role: CoverState
    out_of_turn: bool = False
    finished: int | None = None


class TicketRecalled(Fact, tag="ticket_recalled"):
    """The `times`-th repetition of the call."""

    ticket: int
    times: int


class ServiceStarted(Fact, tag="service_started"):
    """The resident is at the window."""

    ticket: int
    priority_confirmed: bool | None = None


class ServiceFinished(Fact, tag="service_finished"):
    """Done at this window."""

    ticket: int


class TicketHeld(Fact, tag="ticket_held"):
    """Put aside by the clerk, or by the rules when the clerk's absence took effect."""

    ticket: int
    clerk: str


class TicketResumed(Fact, tag="ticket_resumed"):
    """Back in hand at `window`, by whoever serves the post now."""

    ticket: int
    window: int
    clerk: str
    role: CoverState


class TicketPutBack(Fact, tag="ticket_put_back"):
    """A called ticket returned to its own place: the clerk's absence took effect, or an undo."""

    ticket: int
    reason: Literal["absence", "undo"]


class TicketTransferred(Fact, tag="ticket_transferred"):
    """Another matter's line, the same claim (F-2)."""

    ticket: int
    matter: str
    line: str
    claim: Instant
    placed: int


class TicketMissed(Fact, tag="ticket_missed"):
    """过号: by the clerk, or by itself after the last recall."""

    ticket: int


class MissUndone(Fact, tag="miss_undone"):
    """The no-show was a mis-click: called again at the same window."""

    ticket: int


class FinishUndone(Fact, tag="finish_undone"):
    """The finish was a mis-click: serving goes on from `since`, the gap uncounted."""

    ticket: int
    since: Instant


class TicketReEntered(Fact, tag="ticket_re_entered"):
    """A missed or carried ticket is in line again, at `(claim, placed)`."""

    ticket: int
    claim: Instant
    placed: int


class TicketWithdrawn(Fact, tag="ticket_withdrawn"):
    """The resident gave the place up."""

    ticket: int


class TicketVoided(Fact, tag="ticket_voided"):
    """Nobody ever held this number."""

    ticket: int


AnyFact = (
    HallImported | DayOpened | PhaseChanged | HallPaused | HallResumed | NumbersStopped | DayClosed
    | ClockConfirmed | OutageEnded | TicketIssued | TicketCalled | TicketRecalled | ServiceStarted | ServiceFinished
    | TicketHeld | TicketResumed | TicketPutBack | TicketTransferred | TicketMissed | MissUndone
    | FinishUndone | TicketReEntered | TicketWithdrawn | TicketVoided | ClerkSatDown | ClerkStoodUp
    | ClerkSteppedAway | ClerkCameBack | TerminalWentSilent | TerminalHeard | CoverChanged
    | HandoverOpened | HandoverAcknowledged | AbsenceBegan | AbsenceEnded | AbsenceRecorded | StandInNamed | StandInEnded
    | LeaveRecorded | LeaveEnded | DeviceReported
    | facts_cover.CoverCalled | facts_cover.CoverOnTheWay | facts_cover.CoverDeclined | facts_cover.CoverCallEnded
    | facts_cover.StandInAsked | facts_cover.StandInAnswered | facts_cover.OfficialAsked | facts_cover.OfficialAnswered
    | facts_cover.SharingBegan | facts_cover.SharingEnded | facts_cover.ReturnOverdue | facts_cover.SpotChecked
)  # fmt: skip


class Entry(msgspec.Struct, frozen=True):
    """A fact in its place in the ledger.

    `due` is when it took effect by the rules, `at` when it was written (equal unless time itself
    was the cause); `by` is the actor's id.
    """

    version: int
    at: Instant
    due: Instant
    by: str
    fact: AnyFact
