"""A hall in memory: the fold of its ledger. Only `apply` changes it; the lane owns it.

Lines are kept as sorted lists of keys, so that issuing and calling cost the same with forty
thousand tickets as with none.
"""

from bisect import bisect_left, insort
from typing import Any

import msgspec

from common.commands import AwayReason
from common.messages import CoverReason, CoverState, Phase, TicketState
from common.rows_staff import Came
from common.words import Instant, Language, Placed
from server.rules.cases.book import Cases
from server.rules.emergency.book import Emergency
from server.rules.estimate.known import Estimates
from server.rules.hall_cover import (
    Answered,
    CalledOut,
    OfficialAsking,
    SharedLoad,
    SpotCheck,
    StandInAsking,
    Takeover,
)
from server.rules.hall_handover import Covered, Handover, Unfinished
from server.rules.hall_help import HelpCall
from server.rules.hall_printed import Printed
from server.rules.offline.book import Drawn, Offline
from server.rules.setup import Post, Setup
from server.rules.way import Appointment, GivenRange, LastAct, Special, Stop

Key = tuple[Instant, Placed, int]
"""A place in a line: (claim, placed, ticket). The smallest is next."""

IN_HAND = ("called", "serving")


def queue_of(line: str, kept_to: str | None) -> str:
    """Where keys are kept: a line, or a post's own part of a strict one."""
    return line if kept_to is None else f"{line}@{kept_to}"


class Ticket(msgspec.Struct, kw_only=True):
    """A place in the queue. `since` is when its present state began."""

    id: int
    number: str
    matter: str
    line: str
    issued_at: Instant
    issued_by: str
    since: Instant
    claim: Instant
    placed: Placed
    state: TicketState = "waiting"
    priority: str | None = None
    language: Language = "zh"
    post: str | None = None
    window: int | None = None
    clerk: str | None = None
    role: CoverState | None = None
    called_at: Instant | None = None
    last_called_at: Instant | None = None
    recalls: int = 0
    re_entries: int = 0
    carried: bool = False
    carried_on: str = ""  # the civil day at whose end it was carried over, or left missed, as long as it is
    waited_ms: int = 0
    served_ms: int = 0
    then: tuple[Stop, ...] = ()
    kept_to: str | None = None  # the post of a strict line
    special: Special | None = None
    went_first: int | None = None  # called before its line's smallest: the pace as it was before
    slot: Instant | None = None  # of its appointment
    came: Came | None = None  # what set its place since its issue
    put_behind: bool = False  # `place_behind` set its place
    given: GivenRange | None = None  # told at its issue, until it comes true or cannot any more
    drawn: Drawn | None = None  # of one that was given without the server: how
    hand_ms: int = 0  # how long its matter has kept windows, what is under way not counted

    @property
    def queue(self) -> str:
        """Where its key is kept: its line, or a post's own part of a strict one."""
        return queue_of(self.line, self.kept_to)

    @property
    def in_line(self) -> bool:
        """Whether it stands in its line: a carried one does only after it has checked in."""
        return self.state == "waiting" and not self.carried

    @property
    def key(self) -> Key:
        """Its place."""
        return (self.claim, self.placed, self.id)

    @property
    def waits_since(self) -> Instant:
        """Since when it waits in this line, a call that was taken back not counted."""
        return self.since - self.waited_ms


class Away(msgspec.Struct, frozen=True):
    """A step away from the window. `budget_ms`: what was left of the budget of moments then; none: not looked at."""

    reason: AwayReason
    since: Instant
    until: Instant | None
    handed_over: bool
    budget_ms: int | None = None


class Leave(msgspec.Struct, frozen=True):
    """A leave, from `since` until `until`; `official`: a short official absence that was agreed (D-5), and its `reason`."""

    since: Instant
    until: Instant
    official: bool = False
    reason: AwayReason = "other"


class Presence(msgspec.Struct):
    """Where a clerk is, or was last.

    `left_at` is the last standing up, `back_at` when the clerk, or the terminal, was
    last back. One whose seat was taken while away is still `away`, at no window. `missing`: absent when an earlier
    part of the day ended, and not back by an act since.
    """

    clerk: str
    window: int | None = None
    away: Away | None = None
    silent_since: Instant | None = None
    left_at: Instant | None = None
    left_reason: AwayReason | None = None
    left_until: Instant | None = None
    handed_over: bool = False
    leaves: tuple[Leave, ...] = ()  # by their beginning; one that is over is gone
    back_at: Instant = 0
    missing: bool = False
    moments: tuple[tuple[Instant, Instant], ...] = ()  # steps away that the budget still remembers: from, to

    def leave_at(self, at: Instant) -> Leave | None:
        """The leave that the clerk is on at `at`; of several the longest."""
        if not self.leaves:
            return None
        on_now = [leave for leave in self.leaves if leave.since <= at < leave.until]
        return max(on_now, key=lambda leave: leave.until, default=None)


class Cover(msgspec.Struct, frozen=True):
    """Who serves a post now. `since` is when this took effect; `reason` why A does not serve."""

    state: CoverState
    clerk: str | None
    window: int | None
    reason: CoverReason | None
    since: Instant
    until: Instant | None


class Tally(msgspec.Struct):
    """Today's figures of one line, matter or window; times in ms, summed.

    `wait_ms` is of `called`. `service_ms` is of `services`: each counts where it was given, also when the
    ticket was then passed on to another line or withdrawn; `finished` are those that ended there.
    """

    issued: int = 0
    called: int = 0
    finished: int = 0
    services: int = 0
    missed: int = 0
    wait_ms: int = 0
    service_ms: int = 0


class Hall(msgspec.Struct, kw_only=True):
    """Everything that the rules know of one hall."""

    version: int = 0
    setup: Setup | None = None
    last_at: Instant = 0
    last_act_at: Instant = 0  # the last thing that somebody did, not time
    day: str = ""
    phase: Phase = "closed"
    phase_since: Instant = 0
    phase_until: Instant | None = None
    by_hand: bool = False
    numbers_stopped: bool = False
    paused: str | None = None
    paused_since: Instant = 0  # of the present one, or the last
    paused_until: Instant | None = None  # as somebody expects; it ends by hand
    pauses: list[tuple[Instant, Instant]] = []  # of this opening's day, those that are over: from, until
    began_at: Instant = 0  # today's first opening
    opened_at: Instant = 0  # today's opening, or the last of them
    resumed_at: Instant = 0  # the end of the last pause
    outage: tuple[Instant, Instant] = (0, 0)  # the last time that nobody looked: from, until
    counters: dict[str, int] = {}  # prefix → last number given today, whichever line bears it now
    kept_numbers: set[str] = set()  # of tickets of days before: not given again while they may live
    tickets: dict[int, Ticket] = {}
    lines: dict[str, list[Key]] = {}  # by queue: a line, or "line@post" for a post's own part of a strict one
    specials: dict[str, list[tuple[int, int]]] = {}  # by queue: who goes first, (grant, ticket) in order
    paced: dict[str, int] = {}  # by queue: calls since one went first that did not
    arrivals: dict[str, list[tuple[Instant, int]]] = {}  # waiting tickets of a matter, oldest first
    hands: dict[int, int] = {}  # window → ticket in hand
    held: list[int] = []  # put aside, in the order of it
    outside: list[int] = []  # missed, or carried over and not checked in yet
    calls: list[int] = []  # last called tickets of today, oldest first
    presence: dict[str, Presence] = {}
    seats: dict[int, str] = {}  # window → clerk
    covers: dict[str, Cover] = {}
    absent: dict[str, CoverReason] = {}  # clerk → why, as it is on record (AB-4)
    stand_ins: dict[str, str] = {}
    stand_ins_asked: dict[str, StandInAsking] = {}  # post → whose answer is awaited (AB-18)
    called_out: dict[str, CalledOut] = {}  # post → the B from outside who was called (AB-14)
    shared: dict[str, SharedLoad] = {}  # post → who shares its load (AB-9)
    officials: dict[int, OfficialAsking] = {}  # short official absences that were asked for (D-5)
    overdue: dict[str, Instant] = {}  # clerk → said to be back at, and is not (AB-15)
    answered: dict[str, Answered] = {}  # today's askings that are over
    takeovers: dict[str, Takeover] = {}  # post → its A's present absence, or today's last
    still: dict[
        str, list[tuple[Instant, Instant | None]]
    ] = {}  # post ("": the hall) → when nobody is called today
    spot_checks: list[SpotCheck] = []  # today's (S-6)
    handovers: dict[int, Handover] = {}
    served_by: dict[str, str] = {}  # post → who serves it, or did before it was unattended
    cover_served: dict[str, int] = {}  # post → tickets that one finished while covering
    covered: dict[str, Covered] = {}  # post → what A gets a handover of when back, whenever that is (AB-8)
    unfinished: dict[int, Unfinished] = {}  # whom A has to contact, until the day after it was done (AB-7)
    absences: dict[str, Instant] = {}  # post → absent without cover since (AB-6)
    tallies: dict[str, Tally] = {}
    last_acts: dict[int, LastAct] = {}
    appointments: dict[int, Appointment] = {}  # to come, or come today
    closed: dict[str, str] = {}  # "matter:x" or "line:x" → why there are no numbers today
    quotas: dict[str, int | None] = {}  # matter → today's, where it is not the set-up's
    given: dict[str, int] = {}  # matter → numbers given today
    cases: Cases = msgspec.field(default_factory=Cases)
    estimates: Estimates = msgspec.field(default_factory=Estimates)
    emergency: Emergency = msgspec.field(default_factory=Emergency)
    drawn: dict[
        str, tuple[Instant, ...]
    ] = {}  # by whom → when the last numbers were drawn, of a minute at most
    help: dict[str, HelpCall] = {}  # kiosk → a resident asked for a person there
    printed: Printed = msgspec.field(default_factory=Printed)
    offline: Offline = msgspec.field(default_factory=Offline)
    faults: dict[str, tuple[str, Instant]] = {}  # device → fault, since
    due: Instant = 0  # when time alone next changes something; derived, recomputed by settle

    @property
    def rules(self) -> Setup:
        """The set-up in force; a hall without one has not been imported yet."""
        if self.setup is None:
            raise LookupError("no hall has been imported")
        return self.setup

    def posts_of(self, line: str) -> tuple[Post, ...]:
        """The posts that serve `line`, in the set-up's order."""
        return self.rules.serving.get(line, ())

    def tally(self, key: str) -> Tally:
        """Today's figures under `key` ("line:x", "matter:x", "window:3")."""
        return self.tallies.setdefault(key, Tally())

    def queues_of(self, line: str) -> list[str]:
        """Every queue in which somebody may wait in `line`."""
        return [line, *(queue for queue in self.lines if queue.startswith(f"{line}@"))]

    def waiting_in(self, line: str) -> int:
        """How many wait in `line`."""
        return sum(len(self.lines.get(queue, ())) for queue in self.queues_of(line))

    def enter_line(self, ticket: Ticket) -> None:
        """Put a waiting ticket into its line and its matter's arrivals."""
        insort(self.lines.setdefault(ticket.queue, []), ticket.key)
        insort(self.arrivals.setdefault(ticket.matter, []), (ticket.waits_since, ticket.id))
        if ticket.special is not None:
            insort(self.specials.setdefault(ticket.queue, []), (ticket.special.granted, ticket.id))

    def leave_line(self, ticket: Ticket) -> None:
        """Take it out of all of them."""
        _remove(self.lines[ticket.queue], ticket.key)
        _remove(self.arrivals[ticket.matter], (ticket.waits_since, ticket.id))
        if ticket.special is not None:
            _remove(self.specials[ticket.queue], (ticket.special.granted, ticket.id))


def _remove(keys: list[Any], key: tuple[Placed, ...]) -> None:
    index = bisect_left(keys, key)
    if index == len(keys) or keys[index] != key:
        raise LookupError(f"{key} is not in line")
    del keys[index]
