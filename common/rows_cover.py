"""Rows of cover for staff: who was called, asked, shares, and what was checked. `common.rows` holds the rest."""

from typing import Literal

from common.row import Row
from common.words import Instant


class CoveringRow(Row):
    """Table `covering` of the supervisor, by post. `left`: when A was last seen; `effective`: since when A is absent;
    `first_call`: the first call that somebody else made since, of one who had waited from `waited_from`. `effective_ms`, `seen_ms`:
    how long that took since `effective` and since `left`; without a call, the longest that somebody waited and left, or null.
    `still`: spans since `left` in which nobody could be called and nothing runs (the last may go on: null). `called` comes
    from outside (until `coming_until` if on the way), `asked` may stand in, `shares` calls from this line too.
    """

    post: str
    a_role: str
    left: Instant | None = None
    effective: Instant | None = None
    first_call: Instant | None = None
    waited_from: Instant | None = None
    effective_ms: int | None = None
    seen_ms: int | None = None
    still: tuple[tuple[Instant, Instant | None], ...] = ()
    called: str | None = None
    called_at: Instant | None = None
    coming_until: Instant | None = None
    asked: str | None = None
    shares: str | None = None
    shares_since: Instant | None = None


AskingKind = Literal["stand_in", "call", "official"]
AskingState = Literal["asked", "on_the_way", "accepted", "declined", "lapsed", "taken_back"]


class AskedRow(Row):
    """Table `asked`: what waits for an answer, and of the supervisor also today's that are over (`answered_at`). A clerk's
    are one's own, of those over only short official absences. `id` is "stand_in:POST", "call:POST" (over: with ":" and
    its `at`) or the number of a short official absence.
    """

    id: str
    kind: AskingKind
    clerk: str
    at: Instant
    post: str | None = None
    reason: str | None = None
    since: Instant | None = None
    until: Instant | None = None
    state: AskingState = "asked"
    answered_at: Instant | None = None


class ContactRow(Row):
    """Table `contacts`: what `clerk` could not finish for `a_role`, who has to contact the resident (AB-7). Of a clerk one's
    own, of the supervisor all: until contacted, and for the rest of that day. `note` names a private text.
    """

    id: int
    post: str
    ticket: int | None
    number: str
    matter: str
    reason: str
    clerk: str
    a_role: str
    at: Instant
    note: str | None
    contacted_at: Instant | None
    contacted_by: str | None
    case: int | None = None


class SpotCheckRow(Row):
    """Table `spot_checks` of the supervisor, today's: who was `found` at the window, and who the system `said` sits there."""

    id: int
    window: int
    found: str | None
    said: str | None
    away: bool
    matches: bool
    at: Instant
    by: str


CoverRow = CoveringRow | AskedRow | ContactRow | SpotCheckRow
