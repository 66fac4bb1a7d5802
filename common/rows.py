"""The rows of each audience's view, declared once. They hold moments, never durations."""

from typing import Literal

from common.messages import CoverReason, CoverState, Phase, TicketState
from common.row import Row
from common.rows_cases import CaseBoardRow, CaseRow, CaseRows, DepartmentRow, PaperRow
from common.rows_cover import AskedRow, ContactRow, CoveringRow, CoverRow, SpotCheckRow
from common.rows_help import HelpRow
from common.rows_printed import DeviceRow
from common.rows_public import DutyRow, ElsewhereRow, TodayRow, VoiceManner, WaitRow
from common.rows_staff import HandoverRow, PresenceRow, TallyRow, TicketRow
from common.words import Instant, Words

__all__ = (
    "AlarmRow", "AnyRow", "AskedRow", "CallRow", "CaseBoardRow", "CaseRow", "ContactRow", "CoveringRow", "DepartmentRow", "ElsewhereRow",
    "HallRow", "HandoverRow", "LineRow", "MatterRow", "PaperRow",
    "PostRow", "PresenceRow", "PriorityRow", "Row", "SpotCheckRow", "TallyRow", "TicketRow", "TodayRow", "WaitRow", "WindowRow",
)  # fmt: skip


class HallRow(Row):
    """Table `hall`, one row "hall". `until` is when the calendar next changes the phase.

    `paused_until`: when a pause is expected to be over. `grace_min`, `call_next_finishes` and the budget of moments are the hall's settings of these names. `duty_leader` is
    today's, as published, `duty_next` the coming days'; `complaints` a phone, `commitments` what the hall promises (P-3); `papers_missing` what can be done here without all papers. `case_number` is how numbers of
    cases look: `{year}`, `{n:04}`. `ranges_right`: percent of the `ranges_given` for waits in the last seven days before today that came true; none: too few.
    `intake`: when numbers are given today by the calendar, from and to; `series`: with what letters numbers begin that were given without the server.
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
    away_budget_min: int = 10
    away_budget_over_min: int = 60
    complaints: str = ""
    duty_leader: Words = Words("")
    duty_next: tuple[DutyRow, ...] = ()
    commitments: tuple[Words, ...] = ()
    case_number: str = "{year}-{n:04}"
    notices: tuple[Words, ...] = ()
    papers_missing: Words = Words("")
    voice: VoiceManner = VoiceManner()
    paused_until: Instant | None = None
    ranges_right: int | None = None
    ranges_given: int = 0
    intake: tuple[tuple[Instant, Instant], ...] = ()
    series: tuple[str, ...] = ()


class WindowRow(Row):
    """Table `windows`, by number. `clerk` sits there (staff number); `ticket` (its number) is in hand.

    `away`, `away_until`: where that clerk went, or the A who signed out of here while nobody sits here (AB-15).
    `title` is that of the clerk, `department` the window's (Q-2, Q-3); `where` says how one gets there.
    """

    number: int
    name: Words
    clerk: str | None
    away: str | None
    away_until: Instant | None
    state: Literal["closed", "free", "calling", "serving", "away"]
    ticket: str | None
    since: Instant | None
    title: Words = Words("")
    department: Words = Words("")
    zone: str = ""
    where: Words = Words("")


class PostRow(Row):
    """Table `posts`: who serves the post now and where to go. `home` is A's window, `a_role` today's A.

    `expected`: A is counted as serving but has not come yet (the grace after opening). `stand_in`: who is named
    to stand in, also while A or a B serves (AB-18). `coming`: a B from outside the hall is on the way, until `until`.
    `shares`: who shares the load of an A who serves (AB-9). `b_roles`: today's Bs in their order.
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
    coming: str | None = None
    expected: bool = False
    stand_in: str | None = None
    shares: str | None = None
    b_roles: tuple[str, ...] = ()


class LineRow(Row):
    """Table `lines`: how many wait, and since when the first of them. `expected`: as of its posts.

    `general`: takes the matters of departments without a window (Q-11). `closed`: why there are no numbers today.
    `prefix`: the letters that its numbers begin with. `hours`: today's sessions of its posts where they are not the
    hall's (empty: none works today; none: the hall's own), and `next_open` when one of them works next (Q-4). `last`: the last number given
    today. `usual`: the one window of its posts by the set-up, also while nobody is there; none: they are at several, and the call alone says where.
    """

    id: str
    name: Words
    everyday: Words
    icon: str
    waiting: int
    oldest: Instant | None
    window: int | None
    state: CoverState
    expected: bool = False
    general: bool = False
    closed: str | None = None
    prefix: str = ""
    hours: tuple[tuple[Instant, Instant], ...] | None = None
    next_open: Instant | None = None
    last: int = 0
    usual: int | None = None


class MatterRow(Row):
    """Table `matters`: the public guide (M-1).

    `closed`: why there are no numbers today. `quota`: so many today, `left` of them are (none: as many as come).
    `unsure`: for whoever does not know what to choose. `appointments`: slots can be booked. `kind_name`: what the centre calls its
    kind, if not as ever (M-2). `sensitive`: its name is not spoken where others hear it (P-6). `start_incomplete`: papers that do not hinder the work may follow (C-12).
    """

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
    closed: str | None = None
    quota: int | None = None
    left: int | None = None
    unsure: bool = False
    appointments: bool = False
    kind_name: Words = Words("")
    sensitive: bool = False
    start_incomplete: bool = False


class AppointmentRow(Row):
    """Table `appointments` of staff: slots that are kept; `ticket` is the number given at check-in."""

    id: int
    code: str
    matter: str
    line: str
    slot: Instant
    by: str
    ticket: str | None


class PriorityRow(Row):
    """Table `priorities`: classes a resident may declare (Q-10)."""

    id: str
    name: Words


CALLS_MOST = 100


class CallRow(Row):
    """Table `calls`: today's last called tickets (20, and of the last five minutes up to 100), by ticket id; no name, no matter of a person.

    `window` called it; of a held one it is where its post is served now, none while nobody serves it.
    """

    ticket: int
    number: str
    window: int | None
    role: CoverState
    state: TicketState
    called_at: Instant
    times: int


class AlarmRow(Row):
    """Table `alarms` of the supervisor: `kind` is `unattended`, `absent`, `device` …; `subject` a post, clerk or device.

    `offers`: the next Bs who are seated. `since` may lie ahead: it is an alarm from then on.
    """

    id: str
    kind: str
    subject: str
    since: Instant
    detail: str
    offers: tuple[str, ...] = ()


AnyRow = (
    HallRow | WindowRow | PostRow | LineRow | MatterRow | PriorityRow | CallRow | TicketRow
    | PresenceRow | HandoverRow | TallyRow | TodayRow | WaitRow | AlarmRow | ElsewhereRow | AppointmentRow | CoverRow | CaseRows | HelpRow | DeviceRow
)  # fmt: skip

ROW_OF: dict[str, type[Row]] = {
    "hall": HallRow, "windows": WindowRow, "posts": PostRow, "lines": LineRow, "matters": MatterRow,
    "priorities": PriorityRow, "calls": CallRow, "hand": TicketRow, "held": TicketRow, "waiting": TicketRow,
    "missed": TicketRow, "me": PresenceRow, "clerks": PresenceRow, "handovers": HandoverRow,
    "tallies": TallyRow, "alarms": AlarmRow, "elsewhere": ElsewhereRow, "appointments": AppointmentRow,
    "covering": CoveringRow, "asked": AskedRow, "contacts": ContactRow, "spot_checks": SpotCheckRow, "today": TodayRow, "waits": WaitRow, "help": HelpRow, "devices": DeviceRow,
    "board": CaseBoardRow, "departments": DepartmentRow, "cases": CaseRow, "case_watch": CaseRow, "papers": PaperRow,
}  # fmt: skip
"""Every table with its row."""
