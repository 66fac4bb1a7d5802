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
    `wait`: how long until the call, as it is to be shown: from, to, whole minutes; none: nobody can say.
    `priority`, `reprinted`: of one printed once more, that a priority was declared, and when it was printed again.
    `phone`: the address of its page on a phone, told to kiosks alone; empty where phones reach none.
    `usual`: where it is answered by the set-up, also while nobody is there (none: at several windows); no promise, the call counts.
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
    wait: tuple[int, int] | None = None
    phone: str = ""
    priority: bool = False
    reprinted: Instant | None = None
    usual: int | None = None


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


SECRET_DIGITS = 8
"""Of a receipt: the code beside the case's number (docs/decisions/0181)."""


class Registered(Answer, tag="registered"):
    """An application was taken in; `due` none: its clock does not run yet, or it is to be closed on the spot.

    `secret`: eight digits that only the receipt shows, added as the answer leaves the server; empty where nothing opens the case any more.
    """

    case: int
    number: str
    secret: str = ""
    due: Instant | None = None


class PaperWaits(Answer, tag="paper_waits"):
    """A paper was asked for; how a short print ends stands in table `papers`, under this number."""

    paper: int


class SheetsReady(Answer, tag="sheets_ready"):
    """Emergency sheets that may be printed now, once: `run` is the ledger version that says so."""

    run: int


class StubTaken(Answer, tag="stub_taken"):
    """A stub of an emergency sheet is on record; `ahead` of it so many in line. `again`: it had been typed in before.

    `unlisted`: the record knows nothing of its sheet, which was printed before a restore; its check digits are right.
    `filed`: the day that was over, in whose figures it counts; it is no ticket then, and `ticket` is by what it is taken back.
    """

    ticket: int
    number: str
    outcome: str
    ahead: int
    again: bool = False
    unlisted: bool = False
    filed: str = ""


class SeriesKept(Answer, tag="series_kept"):
    """A kiosk's own series: its letters, the key of its check digits, and the highest of its numbers that is not to be given again."""

    series: str
    key: str
    used: int


class HandedIn(Answer, tag="handed_in"):
    """Each number that was handed in, and which ticket it is: `(n, ticket)`.

    `given`: from when it counts, `(n, instant)`, as far as the hall has the ticket at hand.
    """

    tickets: tuple[tuple[int, int], ...]
    given: tuple[tuple[int, Instant], ...] = ()


AnyAnswer = (
    Done
    | Issued
    | Called
    | Booked
    | Registered
    | PaperWaits
    | SheetsReady
    | StubTaken
    | SeriesKept
    | HandedIn
)


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
