"""What happened in a hall, in the past tense: the only thing that ever changes it.

A fact says all that `apply` needs, so that folding it again next year needs no rule. It holds no
personal data and no text typed by a person: such texts are private rows, named here by id with a
salted commitment. `VERSION` rises when a fact's fields change; old ones are upgraded on reading.
"""

import msgspec

from common.commands import PauseReason
from common.messages import Phase
from common.words import Instant
from server.rules import facts_cover, facts_help, facts_printed
from server.rules.cases import facts as case_facts
from server.rules.cases.facts import *  # noqa: F403  # every one of them is a fact
from server.rules.cases.facts_mistake import *  # noqa: F403  # every one of them is a fact
from server.rules.cases.facts_paper import *  # noqa: F403  # every one of them is a fact
from server.rules.emergency import facts as sheet_facts
from server.rules.emergency.facts import *  # noqa: F403  # every one of them is a fact
from server.rules.fact import Fact, Sealed
from server.rules.facts_cover import *  # noqa: F403  # every one of them is a fact
from server.rules.facts_help import *  # noqa: F403  # every one of them is a fact
from server.rules.facts_place import (
    AppointmentBooked,
    AppointmentCancelled,
    IntakeClosed,
    IntakeReopened,
    MatterAdded,
    QuotaSet,
    SpecialGranted,
    TicketSteppedBack,
    TicketWentOn,
)
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
from server.rules.facts_printed import *  # noqa: F403  # every one of them is a fact
from server.rules.facts_ticket import (
    FinishUndone,
    MissUndone,
    ServiceFinished,
    ServiceStarted,
    TicketCalled,
    TicketHeld,
    TicketIssued,
    TicketMissed,
    TicketPutBack,
    TicketRecalled,
    TicketReEntered,
    TicketResumed,
    TicketTransferred,
    TicketVoided,
    TicketWithdrawn,
)
from server.rules.offline import facts as offline_facts
from server.rules.offline.facts import *  # noqa: F403  # every one of them is a fact
from server.rules.setup import Setup

__all__ = [
    "BY_SYSTEM", "AbsenceBegan", "AbsenceEnded", "AbsenceRecorded", "AnyFact", "AppointmentBooked",
    "AppointmentCancelled", "ClerkCameBack", "ClerkSatDown", "ClerkSteppedAway", "ClerkStoodUp",
    "ClockConfirmed", "CoverChanged", "DayClosed", "DayOpened", "DeviceReported", "Entry", "Fact",
    "FinishUndone", "HallImported", "HallPaused", "HallResumed", "HandoverAcknowledged",
    "HandoverOpened", "IntakeClosed", "IntakeReopened", "LeaveEnded", "LeaveRecorded", "MatterAdded",
    "MissUndone", "NumbersStopped", "OutageEnded", "PhaseChanged", "QuotaSet", "Sealed",
    "ServiceFinished", "ServiceStarted", "SpecialGranted", "StandInEnded", "StandInNamed",
    "TerminalHeard", "TerminalWentSilent", "TicketCalled", "TicketHeld", "TicketIssued", "TicketMissed",
    "TicketPutBack", "TicketReEntered", "TicketRecalled", "TicketResumed", "TicketSteppedBack",
    "TicketTransferred", "TicketVoided", "TicketWentOn", "TicketWithdrawn",
]  # fmt: skip
__all__ += facts_cover.__all__
__all__ += case_facts.__all__
__all__ += sheet_facts.__all__
__all__ += offline_facts.__all__
__all__ += facts_help.__all__
__all__ += facts_printed.__all__

BY_SYSTEM = "system"


# -- the hall -------------------------------------------------------------------------------------


class HallImported(Fact, tag="hall_imported"):
    """A set-up came into force (M-7). `released`: kept to a post of a line that is strict no more, and in the whole line now."""

    setup: Setup
    released: tuple[int, ...] = ()


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
    """Nothing is called or issued; in a pause already, `reason` is why from now on. It is expected to last `until` then."""

    reason: PauseReason
    until: Instant | None = None


class HallResumed(Fact, tag="hall_resumed"):
    """The pause is over."""


class NumbersStopped(Fact, tag="numbers_stopped"):
    """No new numbers today (Q-6)."""


class DayClosed(Fact, tag="day_closed"):
    """The day ended: `carried` wait on, `lapsed` missed their call and did not come back.

    `unkept` are appointments to which nobody came; `missed` stay so: the day did not reach its closing.
    `left_open` are cases that were to be closed on the spot and are open (C-2).
    """

    day: str
    carried: tuple[int, ...] = ()
    lapsed: tuple[int, ...] = ()
    unkept: tuple[int, ...] = ()
    left_open: tuple[int, ...] = ()
    missed: tuple[int, ...] = ()


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


AnyFact = (
    HallImported | DayOpened | PhaseChanged | HallPaused | HallResumed | NumbersStopped | DayClosed
    | ClockConfirmed | OutageEnded | TicketIssued | TicketCalled | TicketRecalled | ServiceStarted | ServiceFinished
    | TicketHeld | TicketResumed | TicketPutBack | TicketTransferred | TicketMissed | MissUndone
    | FinishUndone | TicketReEntered | TicketWithdrawn | TicketVoided | ClerkSatDown | ClerkStoodUp
    | ClerkSteppedAway | ClerkCameBack | TerminalWentSilent | TerminalHeard | CoverChanged
    | HandoverOpened | HandoverAcknowledged | AbsenceBegan | AbsenceEnded | AbsenceRecorded | StandInNamed | StandInEnded
    | LeaveRecorded | LeaveEnded | DeviceReported
    | TicketSteppedBack | TicketWentOn | MatterAdded | SpecialGranted | AppointmentBooked | AppointmentCancelled
    | IntakeClosed | IntakeReopened | QuotaSet
    | facts_cover.CoverCalled | facts_cover.CoverMeasured | facts_cover.CoverOnTheWay | facts_cover.CoverDeclined | facts_cover.CoverCallEnded
    | facts_cover.StandInAsked | facts_cover.StandInAnswered | facts_cover.OfficialAsked | facts_cover.OfficialAnswered
    | case_facts.AnyCaseFact | sheet_facts.AnySheetFact | offline_facts.AnyOfflineFact | facts_help.AnyHelpFact | facts_printed.AnyPrintedFact
    | facts_cover.OfficialTakenBack | facts_cover.OfficialLapsed | facts_cover.StandInLapsed | facts_cover.UnfinishedRecorded | facts_cover.ResidentContacted
    | facts_cover.NoteRead
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
