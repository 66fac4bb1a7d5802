"""Rows of tickets and people for staff. `common.rows` holds the rest."""

from typing import Literal

from common.commands_own import Source
from common.messages import CoverReason, TicketState
from common.row import Row
from common.words import Instant, Placed, Words

Came = Literal["transfer", "return", "next", "re_entry", "stepped_back"]
"""What set a ticket's place anew: sent here, sent back, its next matter, come back, not yet."""


class TicketRow(Row):
    """Tables `hand`, `held`, `waiting`, `missed` of a clerk or supervisor, by ticket id.

    `then`: the matters that follow. `back_to`: the post to which the next of them returns. `special`: why it goes first, granted
    by `special_by`. `slot`: of its appointment. `kept_to`: its post in a strict line. `order`: in table `waiting`, only to be
    compared: the smaller is called earlier by this clerk, sharing and special channel regarded; 0 elsewhere. `came`: the move
    that last set its place; none: its issue. `source`: given without the server, by a kiosk of its own series or on paper; then `asked` are the
    matters for which it was drawn, where those are others by now.
    """

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
    placed: Placed = 0
    then: tuple[str, ...] = ()
    back_to: str | None = None
    special: str | None = None
    special_by: str | None = None
    slot: Instant | None = None
    kept_to: str | None = None
    order: int = 0
    came: Came | None = None
    source: Source | None = None
    asked: tuple[str, ...] = ()


class PresenceRow(Row):
    """Table `clerks`, by staff number; a clerk's own is table `me`.

    `moments`: steps away that the budget still remembers, from and to; `budget_ms` what was left at the present one;
    `overdue`: said to be back then; `shares`: posts whose load is shared; `lunch`: today's by plan, from and to. The leave
    from `on_leave_since` until `on_leave_until` may lie ahead; `on_leave_official`: a short official absence (D-5).
    """

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
    may_grant: bool = False
    moments: tuple[tuple[Instant, Instant], ...] = ()
    budget_ms: int | None = None
    overdue: Instant | None = None
    shares: tuple[str, ...] = ()
    lunch: tuple[Instant, ...] = ()
    on_leave_since: Instant | None = None
    on_leave_official: bool = False


class HandoverRow(Row):
    """Table `handovers` of a clerk (given or taken today) and of the supervisor. Until `at` the giver is responsible, from
    then on the taker (AB-6). To an A who returns: `missed` calls not come back from, `unfinished` rows of table `contacts`.
    `cases`: numbers of the post's open cases, what is due first at the head; to an A who returns, of those registered or worked on meanwhile.
    """

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
    missed: tuple[str, ...] = ()
    unfinished: tuple[int, ...] = ()
    cases: tuple[str, ...] = ()


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
