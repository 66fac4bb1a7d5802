"""Facts of cases. Each names the case by the version of its first one, and says all that a fold needs: `due` is computed
once, when the fact is decided. None holds a person: that is a private row, named with its commitment.
"""

from typing import Literal

import msgspec

from common.commands_case import (
    CaseEnd,
    CaseLeg,
    CaseLevel,
    CaseMark,
    CaseRefusal,
    CaseWay,
    ExtensionReason,
    SeeingReason,
    StopReason,
)
from common.messages import CoverState
from common.words import Instant
from server.rules.cases import facts_mistake, facts_paper
from server.rules.cases.facts_mistake import *  # noqa: F403  # every one of them is a fact of cases
from server.rules.cases.facts_paper import *  # noqa: F403  # every one of them is a fact of cases
from server.rules.cases.lists import NO_LISTS, CaseLists
from server.rules.fact import Fact, Sealed

__all__ = [
    "AgentNamed", "CaseAccepted", "CaseDecided", "CaseDelivered", "CaseExtended", "CaseHandedOn", "CaseHurried", "CaseMarked",
    "CaseOverdue", "CaseRefused", "CaseRegistered", "CaseSentUp", "CaseStepEntered", "ClockStarted", "ClockStopped",
    "DeliveryLate", "DepartmentNotified", "DuesMoved", "HandingOnLate", "LegRecorded", "MaterialsReceived", "NotClosedOnTheSpot",
    "PersonErased", "PersonSeen", "StepOverdue", "StopOverrun", "SupplementTold",
]  # fmt: skip
__all__ += facts_mistake.__all__ + facts_paper.__all__


class CaseRegistered(Fact, tag="case_registered"):
    """An application came in (C-1); `n` is the year's counter. `accept_by`: then accepted (C-20). `on_the_spot`: to be closed there (C-2). `lists`: what its matter asked for then.

    `started`, `limit`, `due`: of a limit that runs from registration, where it is not accepted with that (C-4, docs/decisions/0238).
    """

    case: int
    number: str
    year: str
    n: int
    matter: str
    department: str
    clerk: str
    way: CaseWay
    person: Sealed
    post: str | None = None
    ticket: int | None = None
    materials: tuple[int, ...] = ()
    mark: CaseMark | None = None
    accept_by: Instant | None = None
    on_the_spot: bool = False
    lists: CaseLists = NO_LISTS
    started: str | None = None
    limit: int = 0
    due: Instant | None = None


class SupplementTold(Fact, tag="supplement_told"):
    """补正: what is missing. `breach`: the first notice could have named it (C-8). `bring_by`: until when the notice asks for it."""

    case: int
    missing: tuple[int, ...]
    note: Sealed | None = None
    breach: bool = False
    bring_by: Instant | None = None


class MaterialsReceived(Fact, tag="materials_received"):
    """These are in hand now."""

    case: int
    materials: tuple[int, ...]


class CaseAccepted(Fact, tag="case_accepted"):
    """受理: the limit of `limit` working days runs from `started`; 0: to be closed on the spot. `silent`: told nothing in time (C-20).

    `hand_on_by`: until when a joint case is handed on to the other departments (C-10). `starts_same_day`: `started` is day 1
    if it is a working day (C-3); a setting that changes later changes nothing here.
    """

    case: int
    started: str
    limit: int
    due: Instant | None
    silent: bool = False
    starts_same_day: bool = False
    hand_on_by: Instant | None = None


class CaseRefused(Fact, tag="case_refused"):
    """不予受理, with the reason and where to turn (C-9)."""

    case: int
    reason: CaseRefusal
    note: Sealed | None = None


class ClockStopped(Fact, tag="clock_stopped"):
    """Time from `day` does not count (C-5, C-13). `days`: what the resident was told, over at `until`; `at_most`: the higher level's own limit."""

    case: int
    day: str
    reason: StopReason | Literal["submitted"]
    days: int | None = None
    at_most: int | None = None
    due: Instant | None = None
    until: Instant | None = None


class ClockStarted(Fact, tag="clock_started"):
    """Time from `day` counts again, as far as a window had stopped it; `submitted`: as far as it was at the higher level."""

    case: int
    day: str
    due: Instant | None
    submitted: bool = False


class StopOverrun(Fact, tag="stop_overrun"):
    """The clock still stands, and the days that the resident was told are over (C-5)."""

    case: int
    days: int


class CaseExtended(Fact, tag="case_extended"):
    """So many working days more, to a new due date (C-6)."""

    case: int
    days: int
    reason: ExtensionReason
    due: Instant


class CaseStepEntered(Fact, tag="case_step_entered"):
    """Now at this step, which has a limit of its own if `due` says so."""

    case: int
    step: int
    due: Instant | None


class StepOverdue(Fact, tag="step_overdue"):
    """A step is late, though the case may not be."""

    case: int
    step: int


class CaseSentUp(Fact, tag="case_sent_up"):
    """At the higher level, or (`back`) here again; what that does to the clock is a fact beside."""

    case: int
    back: bool = False


class CaseDecided(Fact, tag="case_decided"):
    """办结, 不予批准 or no permit needed (C-14), on `day`; its result is handed over by `deliver_by` (C-19).

    `due`: of a part whose clock stood, when it would have been due if it had run again from `runs`, `day` or in the evening the next: so long its whole has (C-10).
    """

    case: int
    end: CaseEnd
    day: str
    note: Sealed | None = None
    deliver_by: Instant | None = None
    due: Instant | None = None
    runs: str | None = None


class CaseDelivered(Fact, tag="case_delivered"):
    """The result was told and handed over (C-16)."""

    case: int


class CaseMarked(Fact, tag="case_marked"):
    """Urgent, major or neither (C-17)."""

    case: int
    mark: CaseMark | None


class CaseHandedOn(Fact, tag="case_handed_on"):
    """Another handler (C-10, C-18), whose `post` it goes to: whoever covers that covers the case (AB-16)."""

    case: int
    clerk: str
    post: str | None = None


class AgentNamed(Fact, tag="agent_named"):
    """Who carries it to the higher level (C-11)."""

    case: int
    agent: str | None


class LegRecorded(Fact, tag="leg_recorded"):
    """A leg of the agent's way, which the resident sees (C-11)."""

    case: int
    leg: CaseLeg
    level: CaseLevel


class CaseHurried(Fact, tag="case_hurried"):
    """催办; by whom is who the entry is by (C-18)."""

    case: int


class NotClosedOnTheSpot(Fact, tag="not_closed_on_the_spot"):
    """The resident has left the window, and what was to be closed there is open (C-2)."""

    case: int


class HandingOnLate(Fact, tag="handing_on_late"):
    """A joint case that was not handed on in time to `departments` (C-10); none: to anybody."""

    case: int
    departments: tuple[str, ...] = ()


class DeliveryLate(Fact, tag="delivery_late"):
    """The result was not handed over in time (C-19)."""

    case: int


class DepartmentNotified(Fact, tag="department_notified"):
    """抄告单: `part` is a case of its own, with its clock from now (C-10). `last`: nobody else is to be told; `named_told`: nobody whom the matter names. `late`: the whole was, which gets no new date from it."""

    case: int
    part: int
    number: str
    year: str
    n: int
    department: str
    clerk: str
    started: str
    limit: int
    due: Instant
    last: bool = False
    post: str | None = None
    starts_same_day: bool = False
    lists: CaseLists = NO_LISTS
    named_told: bool = False
    late: bool = False


class CaseOverdue(Fact, tag="case_overdue"):
    """Past its due date (C-7): the accountability record, with who held it and who served that post then."""

    case: int
    was_due: Instant
    clerk: str
    covered_by: str | None = None
    cover: CoverState | None = None


class PersonSeen(Fact, tag="person_seen"):
    """Somebody looked at the applicant's name and contact; who, is who the entry is by (S-5)."""

    case: int
    why: SeeingReason


class PersonErased(Fact, tag="person_erased"):
    """Name, contact and notes of a case that was over long enough are gone; their commitments stay."""

    case: int
    texts: tuple[str, ...]


class DuesMoved(Fact, tag="dues_moved"):
    """The calendar of deadlines or a figure of it changed: what is due anew, by case; `others`: the same of what else runs by working days."""

    calendar: str
    dues: dict[int, Instant | None]
    others: dict[int, dict[str, Instant]] = msgspec.field(default_factory=dict)


AnyCaseFact = (
    CaseRegistered | SupplementTold | MaterialsReceived | CaseAccepted | CaseRefused
    | ClockStopped | ClockStarted | StopOverrun | CaseExtended | CaseStepEntered | StepOverdue
    | CaseSentUp | CaseDecided | CaseDelivered | CaseMarked | CaseHandedOn
    | AgentNamed | LegRecorded | CaseHurried | NotClosedOnTheSpot | HandingOnLate | DeliveryLate
    | DepartmentNotified | CaseOverdue | PersonSeen | PersonErased | DuesMoved
    | facts_mistake.CaseTakenBack | facts_mistake.OverdueCountered | facts_paper.AnyPaperFact
)  # fmt: skip
