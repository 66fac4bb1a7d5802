"""Rows of cases (办件): the public board, the clerk's and the supervisor's. Applicants appear masked, or not at all."""

from typing import Literal

import msgspec

from common.commands_case import CaseMark
from common.row import Row
from common.words import Instant, Words

CaseLight = Literal["none", "green", "yellow", "red"]
"""none: no clock runs yet, or no more; before acceptance only a limit that counts from registration runs (C-4)."""
CaseRight = Literal["work", "decide", "extend", "hurry", "name", "take_back"]
"""What somebody may do about a case (C-18): work on it, decide, extend, hurry; name its handler and its agent; say that it was registered by mistake."""


class CaseBoardRow(Row):
    """Table `board`, public: a case in hand, or newly ended. `place` is its order on the board, from 0.

    Of `promised` working days `used` are; `stopped` did not count, because of `stopped_why`; of several reasons `stopped_by` says how many
    days each took, in their order, and `stopped_why` is the one now, or the last. `stands`: the clock
    does not run now. `end`: how it was decided. `mark`: C-17. `late_parts`: the departments whose part of a joint case is overdue (C-10). `due` is provisional if its year's holidays are not published. A sensitive matter's row has number and
    state only (P-6).
    """

    id: int
    number: str
    state: str
    place: int
    matter: Words = Words("")
    department: Words = Words("")
    applicant: str = ""
    light: CaseLight = "none"
    due: Instant | None = None
    provisional: bool = False
    used: int | None = None
    promised: int | None = None
    stopped: int = 0
    stopped_why: str | None = None
    stopped_by: tuple[tuple[str, int], ...] = ()
    stands: bool = False
    extended: int = 0
    mark: CaseMark | None = None
    late_parts: tuple[Words, ...] = ()
    end: str = ""


class CasePart(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a joint case, as that tells it: whose it is, and how its own clock stands (C-10)."""

    number: str
    department: Words
    state: str
    light: CaseLight
    due: Instant | None
    provisional: bool
    promised: int | None
    stands: bool


class OwnCase(msgspec.Struct, frozen=True, kw_only=True):
    """A case as whoever holds its receipt is told of it, without the person. Days are working days; `stands`: the clock does not run now.

    `steps`: all of the matter's, `step` the one it is at. `end`: how it was decided, whether it was handed over or not. `missing`: what is still to be brought, `bring_by` until when (C-8). `handler`: title and staff number, `agent` who
    carries it to the higher level, `leg` how far that is (C-11). `parts`: of a joint case, by department (C-10).
    """

    number: str
    state: str
    end: str = ""
    matter: Words
    department: Words
    handler: Words
    clerk: str
    phone: str
    steps: tuple[Words, ...] = ()
    step: int | None = None
    agent: str = ""
    agent_title: Words = Words("")
    leg: Words | None = None
    missing: tuple[Words, ...] = ()
    parts: tuple[CasePart, ...] = ()
    light: str = "none"
    due: Instant | None = None
    provisional: bool = False
    used: int | None = None
    promised: int | None = None
    stopped: int = 0
    stopped_why: Words | None = None
    stands: bool = False
    extended: int = 0
    bring_by: Instant | None = None


class DepartmentRow(Row):
    """Table `departments`, public: today's figures (P-3), and how many cases stand open under each light."""

    id: str
    name: Words
    accepted: int = 0
    closed: int = 0
    on_time: int = 0
    overdue: int = 0
    green: int = 0
    yellow: int = 0
    red: int = 0
    waiting: int = 0  # registered or to be supplemented, and no clock runs yet


class CaseRow(Row):
    """Tables `cases` of a clerk (one's own, and those of posts that one covers) and `case_watch` of the supervisor.

    `outstanding`: a notice told something that has not come yet. `lacking`, `told`: places of materials in the list that its matter had when it was registered: `materials`, and its `steps`, where the matter has
    others now. `may`: what whoever sees the row may do about the case, empty
    for who only watches. `hurried`: when last. `agent` carries it to the higher level, `leg` and `level` say how far (C-11).
    `stopped_here`: a window stopped its clock, for days that are over at `stop_until`; `stop_over`: they are, and it still stands (C-5).
    `silent`: accepted because nothing was told in time (C-20). `bring_by`: until when the notice asks for what is missing. `untouched`: may still be taken back; `hands`: who registered or has handled it, none of whom does that once its day is over or something of it is on record. `shares`: its `parts`, and how they stand. `hand_on_by`: to the other departments, `to_notify` those
    that a joint case can be handed on to yet (C-10), `last_notice`: the next is the last unless that is denied. `order`: the lower is the more urgent; of the same, the lower id.
    """

    id: int
    number: str
    state: str
    matter: str
    department: str
    clerk: str
    applicant: str
    received: Instant
    since: Instant
    light: CaseLight
    due: Instant | None
    used: int | None
    promised: int | None
    stopped: int
    stopped_why: str | None
    stands: bool
    stopped_by: tuple[tuple[str, int], ...] = ()
    lacking: tuple[int, ...] = ()
    materials: tuple[Words, ...] | None = None
    steps: tuple[Words, ...] | None = None
    told: tuple[int, ...] = ()
    outstanding: bool = False
    accept_by: Instant | None = None
    bring_by: Instant | None = None
    deliver_by: Instant | None = None
    step: int | None = None
    step_due: Instant | None = None
    step_overdue: bool = False
    up: bool = False
    extended: int = 0
    notices: int = 0
    breaches: int = 0
    overdue: Instant | None = None
    countered: bool = False
    left_open: bool = False
    mark: str | None = None
    post: str | None = None
    ticket: str | None = None
    part_of: str | None = None
    parts: tuple[str, ...] = ()
    covered: bool = False
    provisional: bool = False
    may: tuple[CaseRight, ...] = ()
    to_notify: dict[str, Words] = msgspec.field(default_factory=dict)
    last_notice: bool = False
    agent: str | None = None
    leg: str | None = None
    level: str | None = None
    hurried: Instant | None = None
    silent: bool = False
    untouched: bool = False
    hands: tuple[str, ...] = ()
    shares: tuple[CasePart, ...] = ()
    hand_on_by: Instant | None = None
    stopped_here: bool = False
    stop_until: Instant | None = None
    stop_over: bool = False
    handed_late: bool = False
    delivery_late: bool = False
    order: tuple[int, Instant] = (1, 0)


class PaperRow(Row):
    """Table `papers`: of a clerk the short prints of the last minutes that this window asked for; of a kiosk those that it may take.

    `until`: from then on it does not come out any more. `ended` without `fault`: it did. A kiosk is not told of which case it is.
    """

    id: int
    paper: str
    at: Instant
    until: Instant
    kiosk: str = ""
    case: int | None = None
    matter: str | None = None
    taken: bool = False
    ended: Instant | None = None
    fault: str | None = None


CaseRows = CaseBoardRow | DepartmentRow | CaseRow | PaperRow
