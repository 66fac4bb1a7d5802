"""What is answered about cases over HTTP: to staff, and to the resident with the receipt in hand."""

from common.commands_case import SeeingReason
from common.messages import CoverState, Message
from common.papers import PaperTold
from common.rows_cases import CaseBoardRow, CaseRow, DepartmentRow, OwnCase
from common.rows_public import DutyRow
from common.words import Instant, Words
from server.storage.case_record import CaseOnRecord
from server.web.shapes import Form, Text, Yes


class CaseEvent(Message):
    """One fact of a case, in words: its `kind`, when, and the staff number (or `system`) that it is by."""

    version: int
    kind: str
    at: Instant
    by: str
    text: Words


class CaseTold(Yes):
    """A case with its history. `now`: how its clock stands, of a case that is not over; `handlers`: to whom its own people may
    hand it on (C-18). `applicant` is masked.
    """

    case: CaseOnRecord
    applicant: str
    history: list[CaseEvent]
    now: CaseRow | None = None
    handlers: tuple[str, ...] = ()


class CaseAccount(Message):
    """One thing that was done late or wrong: the fact, who handled the case then (`clerk`), who served that post for them under
    which cover (`covered_by`, `cover`), and the counter-entry, where it was wrong (C-7).
    """

    case: int
    event: CaseEvent
    clerk: str
    covered_by: str | None = None
    cover: CoverState | None = None
    countered: CaseEvent | None = None


class CasesListed(Yes):
    """A page of cases, newest first; `more`: there is another. `records`: of a quarter, what was late or wrong in it, newest first,
    and `cases` are those of the page's records.
    """

    cases: list[CaseOnRecord]
    more: bool
    records: tuple[CaseAccount, ...] = ()


class SeeingAsked(Form):
    """What the look is for (S-5)."""

    why: SeeingReason


class PersonTold(Yes):
    """The applicant, after the look was put on record; empty where name and contact were erased."""

    name: str
    contact: str
    erased: bool


class PaperGiven(Yes):
    """What a kiosk prints now, and no other."""

    paper: PaperTold


class SupplementAsked(Form):
    """A case, by its id."""

    case: Text


class OneTimeAsked(Form):
    """A matter, and which of its materials lack, by their places from 0."""

    matter: Text
    missing: tuple[Text, ...] = ()


class ProgressAsked(Form):
    """What the receipt shows."""

    number: Text
    secret: Text


class ProgressEvent(Message):
    """What happened, without who; `note`: what a clerk wrote to the resident with it."""

    at: Instant
    text: Words
    note: str = ""


class Progress(OwnCase, frozen=True, kw_only=True):
    """A resident's own case, and what happened in it; `ok` is true."""

    ok: bool
    timezone: str
    received: Instant
    history: list[ProgressEvent]
    step_late: bool = False


class PublicHall(Message):
    """What anybody may know of the hall: its name, its day, who is on duty, where to complain, what it promises (P-3)."""

    name: Words
    sample: bool
    phone: str
    timezone: str
    day: str
    phase: str
    paused: str | None
    paused_until: Instant | None
    complaints: str
    duty_leader: Words
    duty_next: tuple[DutyRow, ...]
    commitments: tuple[Words, ...]
    notices: tuple[Words, ...]


class BoardTold(Yes):
    """The public board; whoever has `version` already is told nothing besides (`board` null)."""

    version: str
    now: Instant
    hall: PublicHall | None = None
    board: list[CaseBoardRow] | None = None
    departments: list[DepartmentRow] | None = None


ASKED_OF_CASES = (SeeingAsked, ProgressAsked, SupplementAsked, OneTimeAsked)
SAID_OF_CASES = (CaseTold, CasesListed, PersonTold, Progress, BoardTold, PaperGiven)
