"""What can be asked about cases (办件), docs/cases.md. Names and contacts go to a private row, never into a fact."""

from typing import Annotated, Literal

from msgspec import Meta

from common.bounded import NUMBER_MOST, FactNumber, Id, Note
from common.command import Command

CaseWay = Literal["window", "post", "agency", "phone"]
"""How an application reached the hall: at a window, by post, by a village agent (代办), by phone."""
StopReason = Literal["hearing", "tender", "auction", "inspection", "quarantine", "appraisal", "expert_review"]
"""What the clock may be stopped for (C-5)."""
CaseRefusal = Literal["not_competent", "not_eligible", "no_papers", "false_papers", "withdrawn", "other"]
Mistake = Literal["twice", "wrong_matter", "wrong_person", "other"]
"""Why what was registered is no case."""
CaseEnd = Literal["closed", "denied", "no_permit"]
ExtensionReason = Literal["complex", "other_department", "evidence", "force_majeure", "other"]
CounterReason = Literal["calendar_wrong", "outage", "registered_wrong", "other"]
CaseMark = Literal["urgent", "major"]
CaseLeg = Literal["set_out", "handed_in", "added", "collected", "brought_back"]
"""全程代办 (C-11): on the way, handed in, papers added there, result collected, brought back."""
CaseLevel = Literal["village", "town", "county", "city", "province"]
SeeingReason = Literal["handling", "contact", "check", "complaint"]
"""What somebody looks at an applicant's name and contact for (S-5)."""

PersonName = Annotated[str, Meta(min_length=1, max_length=200)]
Contact = Annotated[str, Meta(max_length=100)]
Place = Annotated[int, Meta(ge=0, le=99)]
"""A material or a step, by its place in the matter's list, from 0."""
Materials = Annotated[tuple[Place, ...], Meta(max_length=100)]
Days = Annotated[int, Meta(ge=1, le=366)]
"""Working days."""
Due = Annotated[int, Meta(ge=0, le=NUMBER_MOST)]
"""A due date as it was told, to be compared, however far it is."""
Count = Annotated[int, Meta(ge=0, le=9_999)]


class RegisterCase(Command, tag="register_case"):
    """An application (C-1): from the ticket in hand, or without one. `materials`: which of the matter's have come.

    Accepted at once if they are complete, or the matter may start without (C-12). `another`: that this ticket and matter have
    a case already is known, and this is one more.
    """

    matter: Id
    name: PersonName
    contact: Contact = ""
    ticket: FactNumber | None = None
    way: CaseWay = "window"
    materials: Materials = ()
    mark: CaseMark | None = None
    another: bool = False


class TellSupplement(Command, tag="tell_supplement"):
    """补正: what is missing, once and all at once (C-8). `arisen_since`: the first notice could not have named it; of a paper that was told before that counts for nothing.

    `notices`: how many were told before, as far as whoever asks knows; refused if it was another while they wrote.
    """

    case: FactNumber
    missing: Materials
    note: Note = ""
    arisen_since: bool = False
    notices: Count | None = None


class ReceiveMaterials(Command, tag="receive_materials"):
    """Papers have come."""

    case: FactNumber
    materials: Materials


class AcceptCase(Command, tag="accept_case"):
    """受理: from here the limit runs."""

    case: FactNumber


class RefuseCase(Command, tag="refuse_case"):
    """不予受理: why, and in `note` where to turn instead (C-9)."""

    case: FactNumber
    reason: CaseRefusal
    note: Note = ""


class TakeBackCase(Command, tag="take_back_case"):
    """登记有误: it was registered by mistake, and nothing has happened to it; on record with the reason, and on no board any more."""

    case: FactNumber
    reason: Mistake


class StopClock(Command, tag="stop_clock"):
    """The time from today does not count (C-5); the resident was told in writing that it takes `days`."""

    case: FactNumber
    reason: StopReason
    days: Days


class StartClock(Command, tag="start_clock"):
    """From today the time counts again."""

    case: FactNumber


class SendUp(Command, tag="send_up"):
    """报批: handed in at the higher level (C-13)."""

    case: FactNumber


class ComeDown(Command, tag="come_down"):
    """Back from the higher level."""

    case: FactNumber


class ExtendCase(Command, tag="extend_case"):
    """So many working days more, by the department's head, a day before the due date at least (C-6).

    `due`: the date that is extended, as far as whoever asks knows; refused if it is another meanwhile.
    """

    case: FactNumber
    days: Days
    reason: ExtensionReason
    due: Due | None = None


class EnterStep(Command, tag="enter_step"):
    """The case is now at this step of its matter."""

    case: FactNumber
    step: Place


class DecideCase(Command, tag="decide_case"):
    """办结, 不予批准 or no permit needed (C-14); a denial says why in writing."""

    case: FactNumber
    end: CaseEnd
    note: Note = ""


class DeliverResult(Command, tag="deliver_result"):
    """送达: told and handed over (C-16)."""

    case: FactNumber


class MarkCase(Command, tag="mark_case"):
    """Urgent or major, followed to the end (C-17); null: neither."""

    case: FactNumber
    mark: CaseMark | None = None


class HandOnCase(Command, tag="hand_on_case"):
    """Another handler: by whoever works on it, the window's head, or the centre where departments differ (C-10, C-18)."""

    case: FactNumber
    clerk: Id


class NameAgent(Command, tag="name_agent"):
    """全程代办: who carries it through to the higher level, by the window's head (C-11, C-18); null: nobody any more."""

    case: FactNumber
    agent: Id | None = None


class RecordLeg(Command, tag="record_leg"):
    """A leg of the agent's way, which the resident sees (C-11): `handed_in` sends the case up, `brought_back` ends that (C-13)."""

    case: FactNumber
    leg: CaseLeg
    level: CaseLevel = "county"


class HurryCase(Command, tag="hurry_case"):
    """催办: by the department's chief representative, or the centre (C-18)."""

    case: FactNumber


class NotifyDepartment(Command, tag="notify_department"):
    """抄告单: a department has its part of a joint case, with `days` of its own from now (C-10).

    `last`: nobody else is to be told, so that the whole is due with its last part. Unsaid: where the matter names its
    departments, the last of those; else what was said before, at first that it is not.
    """

    case: FactNumber
    department: Id
    days: Days
    last: bool | None = None


class CounterOverdue(Command, tag="counter_overdue"):
    """The record of this case's being overdue is wrong; it stays, and this stands beside it (C-7)."""

    case: FactNumber
    reason: CounterReason


class SeePerson(Command, tag="see_person"):
    """To see name and contact of a case's applicant, which is put on record first (S-5)."""

    case: FactNumber
    why: SeeingReason


CaseCommand = (
    RegisterCase | TellSupplement | ReceiveMaterials | AcceptCase | RefuseCase | TakeBackCase | StopClock | StartClock | SendUp | ComeDown
    | ExtendCase | EnterStep | DecideCase | DeliverResult | MarkCase | HandOnCase | NotifyDepartment | CounterOverdue
    | SeePerson | NameAgent | RecordLeg | HurryCase
)  # fmt: skip
