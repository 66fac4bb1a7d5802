"""Facts of who serves: presence, cover, handover, leave."""

from typing import Literal

from common.commands import AwayReason, StandInReason
from common.messages import CoverReason, CoverState
from common.words import Instant
from server.rules.fact import Fact, Sealed


class ClerkSatDown(Fact, tag="clerk_sat_down"):
    """Signed in at `window` (leaving any other)."""

    clerk: str
    window: int


class ClerkStoodUp(Fact, tag="clerk_stood_up"):
    """Signed out of the window, with whereabouts (AB-15)."""

    clerk: str
    window: int
    reason: AwayReason
    until: Instant | None


class ClerkSteppedAway(Fact, tag="clerk_stepped_away"):
    """Away from the window for a moment; `handed_over`: the post went to B at once.

    `budget_ms` is what was left of the budget of moments; none: it does not draw on it.
    """

    clerk: str
    reason: AwayReason
    until: Instant | None
    handed_over: bool = False
    budget_ms: int | None = None


class ClerkCameBack(Fact, tag="clerk_came_back"):
    """At the window again."""

    clerk: str


class TerminalWentSilent(Fact, tag="terminal_went_silent"):
    """The clerk's terminal was last heard at the entry's `due`."""

    clerk: str


class TerminalHeard(Fact, tag="terminal_heard"):
    """The terminal is back within the grace; later only the clerk's own act counts."""

    clerk: str


class CoverChanged(Fact, tag="cover_changed"):
    """Who serves `post` now and why (AB-11); `due` of the entry is when it took effect.

    `reason` says why A does not serve; `until` when A is expected; `before` who served until now; `a_role` who is A
    today and `left` when that A was last there.
    """

    post: str
    state: CoverState
    clerk: str | None
    window: int | None
    reason: CoverReason | None
    until: Instant | None
    before: str | None
    a_role: str = ""
    left: Instant | None = None

    def absence_of(self, a_role: str | None) -> Literal["over", "begins", "goes_on"]:
        """What it makes of the absence of `a_role` that is known of the post, if any: A is back, nobody has to serve,
        or somebody else is A now.
        """
        if self.state in ("a_role", "closed") or self.left is None:
            return "over"
        return "goes_on" if a_role == self.a_role else "begins"


class HandoverOpened(Fact, tag="handover_opened"):
    """What passes from one clerk to another with a post (AB-5, AB-8).

    `kind`: left properly; absence took effect without one; A returned. `waiting` tickets stand in
    line, `held` are put aside, `served` were served by the one who hands over, while covering; to an A
    who returns: by all who covered since A left, though one of them may have left before. A is also told of the
    calls that were `missed` and not come back from, and of what is `unfinished` (items of `UnfinishedRecorded`).
    Without a `note` of its own it names the `earlier_note` that the giver was handed. `cases`: the open ones of the post,
    which stay their handler's; to an A who returns, those that were registered or worked on meanwhile.
    """

    handover: int
    post: str
    kind: Literal["left", "absence", "return"]
    giver: str
    taker: str
    waiting: int
    held: tuple[int, ...]
    served: int = 0
    note: Sealed | None = None
    earlier_note: str | None = None
    missed: tuple[int, ...] = ()
    unfinished: tuple[int, ...] = ()
    cases: tuple[int, ...] = ()


class HandoverAcknowledged(Fact, tag="handover_acknowledged"):
    """The taker has read it."""

    handover: int


class AbsenceBegan(Fact, tag="absence_began"):
    """The clerk counts as absent now (AB-4), or for another reason than before."""

    clerk: str
    reason: CoverReason


class AbsenceEnded(Fact, tag="absence_ended"):
    """The clerk counts as present again, or is not expected now."""

    clerk: str


class AbsenceRecorded(Fact, tag="absence_recorded"):
    """Absent without cover: left without a handover, beyond the grace (AB-6).

    `left` is when the clerk was last at the window; the entry's `due` is when the grace ended.
    """

    clerk: str
    post: str
    reason: CoverReason
    left: Instant


class StandInNamed(Fact, tag="stand_in_named"):
    """顶岗, named by the supervisor (AB-10) and agreed to: when `asked` at the terminal, else on the spot (AB-18).

    `declared`: competent by the set-up, else by the supervisor's word.
    """

    post: str
    clerk: str
    reason: StandInReason
    consent: Literal["asked", "on_the_spot"] = "on_the_spot"
    declared: bool = False


class StandInEnded(Fact, tag="stand_in_ended"):
    """`clerk` stands in no longer, or is not asked to any more."""

    post: str
    clerk: str


class LeaveRecorded(Fact, tag="leave_recorded"):
    """A clerk is on leave from `since` until `until` (AB-4); `official`: a short official absence (D-5), whose `reason` was asked."""

    clerk: str
    since: Instant
    until: Instant
    official: bool = False
    reason: AwayReason = "other"


class LeaveEnded(Fact, tag="leave_ended"):
    """销假: the leave from `since` until `until` is over or called off."""

    clerk: str
    since: Instant = 0
    until: Instant = 0
    official: bool = False
