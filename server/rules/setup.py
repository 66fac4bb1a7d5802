"""A hall's published set-up: what its file says and what `HallImported` carries.

Every figure is configuration with the default that `rules.md` gives. The structure is strict: an
unknown key is an error that names it.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from common.words import Words
from server.rules.cases.setup import CaseFigures, Starts
from server.rules.cases.workdays import Deadlines
from server.rules.part import Part
from server.rules.setup_cover import CoverFigures, Rota, Sharing
from server.rules.setup_duty import DutyRota
from server.rules.setup_kiosks import Kiosks
from server.rules.setup_voice import Voice


class About(Part):
    """The hall itself. `source` names where the facts come from; `sample` is said on every face."""

    id: str
    name: Words
    sample: bool = False
    source: str = ""
    phone: str = ""
    timezone: str = "Asia/Shanghai"
    complaints: str = ""
    commitments: tuple[Words, ...] = ()  # 服务承诺 (P-3)
    notices: tuple[Words, ...] = ()


class Hours(Part):
    """Opening hours (Q-5): weekdays 1 (Monday) to 7, sessions as ["08:30", "12:00"] pairs in order.

    `closed_days` and `open_days` (ISO dates) override the weekdays. Market days (逢场天, Q-4) are dates, or days of the
    month that end in one of `market_endings`; the hall opens on them, in `market_sessions` if there are any.
    """

    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5)
    sessions: tuple[tuple[str, str], ...] = (("08:30", "12:00"), ("14:30", "18:00"))
    closed_days: tuple[str, ...] = ()
    open_days: tuple[str, ...] = ()
    market_days: tuple[str, ...] = ()
    market_endings: tuple[int, ...] = ()
    market_sessions: tuple[tuple[str, str], ...] = ()


class Settings(Part):
    """Figures of the hall's rules; units in the names."""

    grace_min: int = 5  # AB-4
    recall_limit: int = 2
    recall_spacing_s: int = 10
    missed_after_s: int = 60  # after the last recall
    re_entry_behind: int = 3
    service_min: int = 8  # how long a call keeps a window, until the record knows better
    carry_check_in_min: int = 30
    special_one_in: int = 4  # of so many calls of a line at most one goes first
    appointment_lead_min: int = 60  # an appointment's wait counts from so long before its slot
    appointment_late_min: int = 15  # later than that it counts from check-in
    call_next_finishes: bool = True
    numbers_before_open_min: int = 30
    numbers_over_break: bool = True  # residents come at noon


class Department(Part):
    """进驻单位: an authority that serves at the hall."""

    id: str
    name: Words


class Line(Part):
    """队列: one or more matters wait in it; numbers are `prefix` and three digits.

    `everyday` is what the kiosk's home says instead of the name (办社保, not a department), `icon`
    the picture beside it; a kiosk that does not know it shows none. `general`: takes every matter that names no
    line (Q-11). `strict`: each ticket is kept to one of its posts.
    """

    id: str
    name: Words
    prefix: str
    everyday: Words = Words("")
    icon: str = ""
    general: bool = False
    strict: bool = False


MatterKind = Literal["instant", "promised", "joint", "submitted", "reply"]


class KindName(Part):
    """What a centre calls a kind of case (M-2)."""

    id: MatterKind
    name: Words


class Matter(Part):
    """事项: one service a resident can ask for, with its public guide (M-1). Limits in working days.

    Without a `line` it waits in the general one (Q-11). `daily_quota`: so many numbers a day. `unsure`: what a
    kiosk offers to whoever does not know what to choose.
    """

    id: str
    name: Words
    department: str
    line: str = ""
    daily_quota: int | None = None
    unsure: bool = False
    permit: bool = False  # C-19
    start_incomplete: bool = False  # C-12: papers that do not hinder the work may follow
    field_check: bool = False  # C-4: somebody has to look at the place
    starts: Starts | None = None  # C-3: from when its limit runs; none: as the hall says
    joint_with: tuple[str, ...] = ()  # C-10: the departments to which a joint case is handed on
    step_limits: tuple[int, ...] = ()  # of each step, in order; 0: none of its own
    level_limit: int | None = None  # C-13: of the higher level; none: that time does not count
    sensitive: bool = False  # P-6: boards show number and state only
    kind: MatterKind = "instant"
    statutory_limit: int | None = None
    promised_limit: int | None = None
    basis: Words = Words("")
    who_may_apply: Words = Words("")
    materials: tuple[Words, ...] = ()
    steps: tuple[Words, ...] = ()
    fee: Words = Words("")
    fee_basis: Words = Words("")
    result: Words = Words("")
    phone: str = ""


class Window(Part):
    """窗口: a numbered counter with a sign (Q-2). `zone`: whose loudspeakers call to it; `papers`: the kiosk that prints its short papers; `where`: how one gets there."""

    number: int
    name: Words
    department: str
    zone: str = ""
    papers: str = ""
    where: Words = Words("")


class Post(Part):
    """岗位: a job at a window that serves some lines; one A-role, B-roles in order (AB-1).

    `window` is where A sits. `cover_at`: `a_window` asks B to come there, until then a covered line is
    answered where B sits (AB-13). `sessions` are its own hours (none: the hall's); `between` the stretches of dates in which it works at all, "2026-11-01" or each year "11-01" (Q-4).
    """

    id: str
    name: Words
    window: int
    a_role: str
    b_roles: tuple[str, ...]
    lines: tuple[str, ...]
    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7)
    cover_at: Literal["b_window", "a_window"] = "b_window"
    sessions: tuple[tuple[str, str], ...] = ()
    between: tuple[tuple[str, str], ...] = ()
    market: Literal["as_ever", "also", "only"] = "as_ever"
    a_rota: Rota = Rota()
    sharing: Sharing = Sharing()


Duty = Literal["chief_representative", "department_head", "window_head"]


class Clerk(Part):
    """A person at a window, known by a staff number; `weekdays` is the rota (AB-4).

    `off_days` (dates) take the clerk out of the hall (Q-14); `lunch` is by turns; `outside`: works elsewhere and may be
    called as B (AB-14); `lines`: what the clerk may stand in for (none said: the supervisor's word, AB-18).
    `duties`: what else the clerk decides for the department (C-18).
    """

    id: str
    title: Words
    department: str
    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7)
    may_pick: bool = False  # may call one ticket out of turn
    may_grant: bool = False  # may grant the special channel
    off_days: tuple[str, ...] = ()
    lunch: tuple[str, str] | None = None
    outside: bool = False
    lines: tuple[str, ...] = ()
    duties: tuple[Duty, ...] = ()


class PriorityClass(Part):
    """A reason for an earlier place (Q-10)."""

    id: str
    name: Words
    head_start_min: int = 30


class SlotPlan(Part):
    """预约: slots that are offered for matters, or for every matter of lines (Q-7).

    Each `session` is cut into slots of `length_min`, `capacity` residents each, on `weekdays`, within the hall's own opening;
    with `days_off` also outside it. `closed_days` (ISO dates) have none. Booked at most `ahead_days` before.
    """

    id: str
    name: Words
    matters: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    length_min: int = 30
    capacity: int = 2
    ahead_days: int = 14
    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5)
    sessions: tuple[tuple[str, str], ...] = (("09:00", "11:30"), ("14:30", "17:00"))
    closed_days: tuple[str, ...] = ()
    days_off: bool = False


class Elsewhere(Part):
    """A matter that is not handled here, published with where it is (M-5)."""

    id: str
    name: Words
    where: Words
    phone: str = ""


class Setup(Part, kw_only=True, dict=True):
    """The whole set-up of one hall; what is looked up with each number is sorted once."""

    hall: About
    hours: Hours = Hours()
    settings: Settings = Settings()
    cover: CoverFigures = CoverFigures()
    cases: CaseFigures = CaseFigures()
    deadlines: Deadlines = Deadlines()
    kiosks: Kiosks = Kiosks()
    voice: Voice = Voice()
    duty: DutyRota = DutyRota()
    kinds: tuple[KindName, ...] = ()
    departments: tuple[Department, ...]
    lines: tuple[Line, ...]
    matters: tuple[Matter, ...]
    windows: tuple[Window, ...]
    posts: tuple[Post, ...]
    clerks: tuple[Clerk, ...]
    priorities: tuple[PriorityClass, ...] = ()
    appointments: tuple[SlotPlan, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()

    @cached_property
    def serving(self) -> Mapping[str, tuple[Post, ...]]:
        """By line: the posts that serve it, in this order."""
        return {line.id: tuple(post for post in self.posts if line.id in post.lines) for line in self.lines}

    @cached_property
    def leading_to(self) -> Mapping[str, tuple[str, ...]]:
        """By line: the matters whose numbers are in it."""
        return {
            line.id: tuple(item.id for item in self.matters if item.line == line.id) for line in self.lines
        }

    @cached_property
    def people(self) -> Mapping[str, Clerk]:
        """Clerks by id."""
        return {clerk.id: clerk for clerk in self.clerks}
