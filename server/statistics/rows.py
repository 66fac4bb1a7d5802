"""The rows that statistics are made of, as they are read."""

from typing import NamedTuple

from common.words import Instant


class PeriodRow(NamedTuple):
    """A period of a ticket's life, with what became of the ticket (`table.periods`, `table.tickets`).

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
