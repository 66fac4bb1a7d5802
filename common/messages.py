"""What the server says, declared once: answers, the rows of each audience's view, and changes.

A **view** is `{table: {row id: row}}`. It holds moments, never durations, so that a row changes
only when a fact changes it. A client folds `Change`s into it with `common.fold` and knows no rule.
"""

from typing import Any, Literal, dataclass_transform

import msgspec

from common.words import Instant, Language, Words

Phase = Literal["closed", "early", "open", "break", "closing"]
"""closed: no day is open · early: numbers before opening · open · break: lunch · closing: no new
numbers, whoever waits is served."""
CoverState = Literal["closed", "a_role", "b_role", "stand_in", "unattended"]
CoverReason = Literal[
    "handed_over", "stepped_away", "silent", "signed_out", "not_arrived", "on_leave", "off_rota"
]
"""Why the A-role does not serve the post (AB-4)."""
TicketState = Literal[
    "waiting", "called", "serving", "held", "missed", "finished", "withdrawn", "voided", "lapsed"
]


# Type checkers do not pass frozen on to subclasses by themselves, msgspec does.
@dataclass_transform(frozen_default=True, field_specifiers=(msgspec.field,))
class Message(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all messages."""


# -- answers --------------------------------------------------------------------------------------


class Answer(Message, tag_field="answer"):
    """Base of what an accepted command answers. Holds no personal data (answers are kept)."""


class Done(Answer, tag="done"):
    """It happened. `version` is the hall's ledger version after it."""

    version: int


class Issued(Answer, tag="issued"):
    """A number. `window` is where the line is answered now (none: unattended or closed)."""

    ticket: int
    number: str
    matter: str
    line: str
    ahead: int
    window: int | None
    issued_at: Instant


class Called(Answer, tag="called"):
    """The ticket now in hand."""

    ticket: int
    number: str
    matter: str
    post: str
    window: int


AnyAnswer = Done | Issued | Called


class Refused(Message):
    """A command that changed nothing: `code`, its values, and the words in both languages."""

    code: str
    values: dict[str, str | int] = {}
    text: Words = Words("")


# -- rows of the views ----------------------------------------------------------------------------


class Row(Message):
    """Base of all rows."""


class HallRow(Row):
    """Table `hall`, one row "hall". `until` is when the calendar next changes the phase."""

    id: str
    name: Words
    sample: bool
    phone: str
    timezone: str
    day: str
    phase: Phase
    until: Instant | None
    numbers: bool
    paused: str | None


class WindowRow(Row):
    """Table `windows`, by number. `clerk` sits there (staff number); `number` is in hand."""

    number: int
    name: Words
    clerk: str | None
    away: str | None
    away_until: Instant | None
    state: Literal["closed", "free", "calling", "serving", "away"]
    ticket: str | None
    since: Instant | None


class PostRow(Row):
    """Table `posts`: who serves the post now and where to go. `home` is A's window."""

    id: str
    name: Words
    home: int
    a_role: str
    state: CoverState
    clerk: str | None
    window: int | None
    reason: CoverReason | None
    since: Instant
    until: Instant | None
    lines: tuple[str, ...]


class LineRow(Row):
    """Table `lines`: how many wait, and since when the first of them."""

    id: str
    name: Words
    waiting: int
    oldest: Instant | None
    window: int | None
    state: CoverState


class MatterRow(Row):
    """Table `matters`: the public guide (M-1)."""

    id: str
    name: Words
    department: Words
    line: str
    kind: str
    statutory_limit: int | None
    promised_limit: int | None
    basis: Words
    who_may_apply: Words
    materials: tuple[Words, ...]
    steps: tuple[Words, ...]
    fee: Words
    fee_basis: Words
    result: Words
    phone: str


class PriorityRow(Row):
    """Table `priorities`: classes a resident may declare (Q-10)."""

    id: str
    name: Words


class CallRow(Row):
    """Table `calls`: today's last called tickets (at most 20), by ticket id; no name, no matter of a person."""

    ticket: int
    number: str
    window: int
    role: CoverState
    state: TicketState
    called_at: Instant
    times: int


class TicketRow(Row):
    """Tables `hand`, `held`, `waiting`, `missed` of a clerk or supervisor, by ticket id."""

    ticket: int
    number: str
    matter: str
    line: str
    state: TicketState
    since: Instant
    issued_at: Instant
    priority: str | None
    post: str | None
    window: int | None
    recalls: int
    carried: bool


class PresenceRow(Row):
    """Table `clerks`, by staff number; a clerk's own is table `me`."""

    clerk: str
    title: Words
    window: int | None
    away: str | None
    away_since: Instant | None
    away_until: Instant | None
    handed_over: bool
    silent_since: Instant | None
    absent: CoverReason | None
    on_leave_until: Instant | None
    serves: tuple[str, ...]
    may_pick: bool
    undo: int | None


class HandoverRow(Row):
    """Table `handovers` of a clerk (given or taken today) and of the supervisor."""

    id: int
    post: str
    kind: Literal["left", "absence", "return"]
    giver: str
    taker: str
    at: Instant
    waiting: int
    held: tuple[str, ...]
    served: int
    noted: bool
    acknowledged_at: Instant | None


class TallyRow(Row):
    """Table `tallies` of the supervisor: today, per "line:…", "matter:…" and "window:…".

    `wait_ms` and `service_ms` are sums over `called` and `finished` tickets.
    """

    id: str
    waiting: int
    oldest: Instant | None
    issued: int
    called: int
    finished: int
    missed: int
    wait_ms: int
    service_ms: int


class AlarmRow(Row):
    """Table `alarms` of the supervisor: `kind` is `unattended`, `absent`, `device` …; `subject` a post, clerk or device."""

    id: str
    kind: str
    subject: str
    since: Instant
    detail: str


AnyRow = (
    HallRow | WindowRow | PostRow | LineRow | MatterRow | PriorityRow | CallRow | TicketRow
    | PresenceRow | HandoverRow | TallyRow | AlarmRow
)  # fmt: skip


# -- the feed -------------------------------------------------------------------------------------


class Announcement(Message):
    """Something to show or say once: never repeated to a client that joins later."""

    kind: Literal["called", "recalled", "missed", "cover"]
    version: int
    at: Instant
    number: str = ""
    ticket: int | None = None
    window: int | None = None
    post: str | None = None
    state: CoverState | None = None
    times: int = 0


class Change(Message):
    """Event `change`: apply only if `ledger_id` matches and `after` is what you have; else join again."""

    ledger_id: str
    after: int
    upto: int
    announce: list[Announcement] = []
    put: dict[str, dict[str, Any]] = {}
    drop: dict[str, list[str]] = {}


class Heartbeat(Message):
    """Event `heartbeat`, every 5 s: the audience's last `upto` and the server's time."""

    ledger_id: str
    upto: int
    now: Instant


class Join(Message, forbid_unknown_fields=True):
    """Event `join`: subscribe to `audience`: `wall`, `window:3`, `kiosk`, `clerk` (one's own) or `supervisor`."""

    audience: str
    language: Language = "zh"


class Joined(Message):
    """The answer to `join`: subscription and snapshot together."""

    ledger_id: str
    upto: int
    now: Instant
    audience: str
    me: str
    view: dict[str, dict[str, Any]]
