"""The rows of each audience's view, declared once. They hold moments, never durations."""

from typing import Literal

from common.messages import CoverReason, CoverState, Message, Phase, TicketState
from common.words import Instant, Words


class Row(Message):
    """Base of all rows."""


class HallRow(Row):
    """Table `hall`, one row "hall". `until` is when the calendar next changes the phase.

    `grace_min` and `call_next_finishes` are the hall's settings of these names.
    """

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
    grace_min: int = 5
    call_next_finishes: bool = True


class WindowRow(Row):
    """Table `windows`, by number. `clerk` sits there (staff number); `ticket` (its number) is in hand.

    `away`, `away_until`: where that clerk went, or the A who signed out of here while nobody sits here (AB-15).
    """

    number: int
    name: Words
    clerk: str | None
    away: str | None
    away_until: Instant | None
    state: Literal["closed", "free", "calling", "serving", "away"]
    ticket: str | None
    since: Instant | None


class PostRow(Row):
    """Table `posts`: who serves the post now and where to go. `home` is A's window.

    `expected`: A is counted as serving but has not come yet (the grace after opening). `stand_in`: who is named
    to stand in, also while A or a B serves (AB-18).
    """

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
    cover_at: Literal["b_window", "a_window"] = "b_window"
    expected: bool = False
    stand_in: str | None = None


class LineRow(Row):
    """Table `lines`: how many wait, and since when the first of them. `expected`: as of its posts."""

    id: str
    name: Words
    everyday: Words
    icon: str
    waiting: int
    oldest: Instant | None
    window: int | None
    state: CoverState
    expected: bool = False


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
    """Table `calls`: today's last called tickets (at most 20), by ticket id; no name, no matter of a person.

    `window` called it; of a held one it is where its post is served now, none while nobody serves it.
    """

    ticket: int
    number: str
    window: int | None
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
    claim: Instant = 0


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
    note: str | None
    acknowledged_at: Instant | None


class TallyRow(Row):
    """Table `tallies` of the supervisor: today, per "line:…", "matter:…" and "window:…".

    `wait_ms` and `service_ms` are sums over `called` tickets and over `services`: finished here or passed on.
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
    services: int = 0


class AlarmRow(Row):
    """Table `alarms` of the supervisor: `kind` is `unattended`, `absent`, `device` …; `subject` a post, clerk or device.

    `since` may lie ahead: it is an alarm from then on.
    """

    id: str
    kind: str
    subject: str
    since: Instant
    detail: str


AnyRow = (
    HallRow | WindowRow | PostRow | LineRow | MatterRow | PriorityRow | CallRow | TicketRow
    | PresenceRow | HandoverRow | TallyRow | AlarmRow
)  # fmt: skip

ROW_OF: dict[str, type[Row]] = {
    "hall": HallRow, "windows": WindowRow, "posts": PostRow, "lines": LineRow, "matters": MatterRow,
    "priorities": PriorityRow, "calls": CallRow, "hand": TicketRow, "held": TicketRow, "waiting": TicketRow,
    "missed": TicketRow, "me": PresenceRow, "clerks": PresenceRow, "handovers": HandoverRow,
    "tallies": TallyRow, "alarms": AlarmRow,
}  # fmt: skip
"""Every table with its row."""
