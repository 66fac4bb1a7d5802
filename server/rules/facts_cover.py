"""Facts of cover besides who serves: calls from outside, askings, sharing, overdue returns, spot checks."""

from typing import Literal

from common.commands import AwayReason, StandInReason, UnfinishedReason
from common.words import Instant
from server.rules.fact import Fact, Sealed
from server.rules.hall_cover import OverloadKind

__all__ = (
    "CoverCallEnded", "CoverCalled", "CoverDeclined", "CoverMeasured", "CoverOnTheWay", "NoteRead", "OfficialAnswered", "OfficialAsked",
    "OfficialLapsed", "OfficialTakenBack", "ResidentContacted", "ReturnOverdue", "SharingBegan", "SharingEnded", "SpotChecked",
    "StandInAnswered", "StandInAsked", "StandInLapsed", "UnfinishedRecorded",
)  # fmt: skip


class CoverCalled(Fact, tag="cover_called"):
    """Nobody is at the post: this B was called from outside the hall (AB-14).

    `tried` were called before for the same absence, the last one last; of them `declined` said that they cannot come.
    `again`: so many calls of it went to somebody who had been called before; each leaves more time to answer.
    """

    post: str
    clerk: str
    tried: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    again: int = 0


class CoverOnTheWay(Fact, tag="cover_on_the_way"):
    """The one who was called is coming; `until` is the limit."""

    post: str
    clerk: str
    until: Instant


class CoverDeclined(Fact, tag="cover_declined"):
    """The one who was called cannot come."""

    post: str
    clerk: str


class CoverCallEnded(Fact, tag="cover_call_ended"):
    """Nobody needs to come any more, or whoever was called cannot (leave, a day off, lunch, at a window); `came`: serves the post."""

    post: str
    clerk: str
    came: bool


class CoverMeasured(Fact, tag="cover_measured"):
    """How long it took until somebody else called for the post's absent A: `ticket`, which had waited from `waited_from`.

    `effective_ms` counts from when absence took effect, `seen_ms` from when A was last seen; neither while nobody
    could be called. Without a `ticket` nobody was called, and it is the longest that somebody waited in vain; with
    nothing, the call was taken back. `due` of the entry is the moment of the call, or of the end of that wait.
    """

    post: str
    ticket: int | None = None
    waited_from: Instant | None = None
    effective_ms: int | None = None
    seen_ms: int | None = None


class StandInAsked(Fact, tag="stand_in_asked"):
    """A clerk was asked to stand in (AB-18); `declared`: competent by the set-up, else by the supervisor's word."""

    post: str
    clerk: str
    reason: StandInReason
    declared: bool


class StandInAnswered(Fact, tag="stand_in_answered"):
    """The clerk's own answer."""

    post: str
    clerk: str
    accepted: bool


class OfficialAsked(Fact, tag="official_asked"):
    """A short official absence was registered (D-5); `asking` is the version of this fact."""

    asking: int
    clerk: str
    reason: AwayReason
    since: Instant
    until: Instant


class OfficialAnswered(Fact, tag="official_answered"):
    """It was agreed to or not."""

    asking: int
    clerk: str
    agreed: bool


class OfficialTakenBack(Fact, tag="official_taken_back"):
    """By the clerk who had asked, before an answer."""

    asking: int
    clerk: str


class OfficialLapsed(Fact, tag="official_lapsed"):
    """Nobody had answered when its span, or the day, was over."""

    asking: int
    clerk: str


class StandInLapsed(Fact, tag="stand_in_lapsed"):
    """The clerk who was asked to stand in did not answer in time, or before the day or the set-up changed."""

    post: str
    clerk: str


class UnfinishedRecorded(Fact, tag="unfinished_recorded"):
    """What `clerk` could not finish at `post` for `a_role`, who has to contact the resident (AB-7): of a ticket, or of a case."""

    item: int
    post: str
    ticket: int | None
    number: str
    matter: str
    clerk: str
    a_role: str
    reason: UnfinishedReason
    note: Sealed | None = None
    case: int | None = None


class ResidentContacted(Fact, tag="resident_contacted"):
    """The resident of that item was contacted, by whom the entry is."""

    item: int


class NoteRead(Fact, tag="note_read"):
    """Somebody read a private note, to see to what it says; who, is who the entry is by (S-5). `item`: of that list, else a handover's."""

    note: str
    item: int | None = None


class SharingBegan(Fact, tag="sharing_began"):
    """A is overloaded and `clerk` shares the load (AB-9): for them the post's claims count `offset_ms` later."""

    post: str
    clerk: str
    kind: OverloadKind
    offset_ms: int
    waiting: int
    longest_ms: int


class SharingEnded(Fact, tag="sharing_ended"):
    """The load is half the threshold, A does not serve any more, or this B is not there any more."""

    post: str
    clerk: str
    reason: Literal["relieved", "a_absent", "b_absent"]


class ReturnOverdue(Fact, tag="return_overdue"):
    """The clerk said to be back at `until` and is not (AB-15); none: that is over."""

    clerk: str
    until: Instant | None


class SpotChecked(Fact, tag="spot_checked"):
    """Who was `found` at the window; the system `said` who sits there, and whether `away` (S-6)."""

    check: int
    window: int
    found: str | None
    said: str | None
    away: bool
