"""What the server says, declared once: answers, the rows of each audience's view, and changes.

A **view** is `{table: {row id: row}}`. It holds moments, never durations, so that a row changes
only when a fact changes it. A client folds `Change`s into it with `common.fold` and knows no rule.
"""

from typing import Any, Literal, dataclass_transform

import msgspec

from common.bounded import Audience
from common.words import Instant, Language, Words

Phase = Literal["closed", "early", "open", "break", "closing"]
"""closed: no day is open · early: numbers before opening · open · break: lunch · closing: no new
numbers, whoever waits is served."""
CoverState = Literal["closed", "a_role", "b_role", "stand_in", "unattended", "on_the_way"]
"""on_the_way: a B from outside the hall was called and is coming (AB-14)."""
CoverReason = Literal[
    "handed_over", "stepped_away", "silent", "signed_out", "not_arrived", "on_leave", "off_rota",
    "at_lunch", "official",
]  # fmt: skip
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
    """A number. `window` is where the line is answered now (none: unattended or closed).

    `check`: three digits that only the paper shows; who brings them may ask about this ticket at a kiosk.
    `then`: the matters that follow. `slot`: of its appointment; `late`: it was checked in too late to count by that.
    """

    ticket: int
    number: str
    matter: str
    line: str
    ahead: int
    window: int | None
    issued_at: Instant
    check: str = ""
    then: tuple[str, ...] = ()
    slot: Instant | None = None
    late: bool = False


class Booked(Answer, tag="booked"):
    """A slot is kept; `code` is what the resident brings."""

    appointment: int
    code: str
    matter: str
    slot: Instant


class Called(Answer, tag="called"):
    """The ticket now in hand."""

    ticket: int
    number: str
    matter: str
    post: str
    window: int


AnyAnswer = Done | Issued | Called | Booked


class Refused(Message):
    """A command that changed nothing: `code`, its values, and the words in both languages."""

    code: str
    values: dict[str, str | int] = {}
    text: Words = Words("")


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
    """Event `heartbeat`, every 5 s: the audience's last `upto` and the server's time.

    `pace` is how fast that time passes: over 1 on a simulated day only.
    """

    ledger_id: str
    upto: int
    now: Instant
    pace: float = 1.0


class Join(Message, forbid_unknown_fields=True):
    """Event `join`: subscribe to `audience`: `wall`, `window:3`, `kiosk`, `clerk` (one's own) or `supervisor`."""

    audience: Audience
    language: Language = "zh"


class Joined(Message):
    """The answer to `join`: subscription and snapshot together."""

    ledger_id: str
    upto: int
    now: Instant
    audience: str
    me: str
    view: dict[str, dict[str, Any]]
    pace: float = 1.0
