"""The rows that statistics are made of, as they are read."""

from typing import NamedTuple

from common.words import Instant


class PeriodRow(NamedTuple):
    """A period of a ticket's life, with what became of the ticket (`table.periods`, `table.tickets`).

    `came`: how a wait began (`transferred`, `finished`, `stepped_back`; `undone`: a finish that was taken back).
    `newest` is the ticket's last period, `fate` its state now, `fate_version` the fact that last touched it.
    """

    ticket: int
    opened: int
    state: str
    matter: str
    line: str
    post: str | None
    window: int | None
    clerk: str | None
    role: str | None
    came: str | None
    since: Instant
    until: Instant | None
    newest: int
    fate: str
    fate_version: int
    ended_at: Instant | None


class CoverRow(NamedTuple):
    """Who served a post for a while (`table.covers`)."""

    post: str
    state: str
    window: int | None
    reason: str | None
    since: Instant
    until: Instant | None


class FiledRow(NamedTuple):
    """A stub that was typed in when its day was over (`table.filed_stubs`); nothing was `called` who had gone."""

    day: str
    matter: str
    line: str
    given: Instant
    window: int | None
    called: Instant | None
