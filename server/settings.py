"""What an administrator chooses when a server is started: read once, never changed."""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from server.live.limits import (
    CASE_GUESSES,
    CASE_LOOKS,
    CASE_MISSES,
    CASE_RETRIES,
    CONNECTIONS,
    MESSAGES,
    PAIRINGS,
    PHONE_ASKS,
    REQUESTS,
    SIGN_INS,
    Rate,
)
from server.live.listening import CONNECTIONS_MOST


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How often is too often, for one hall; a test or a benchmark gives its own.

    `held`: how many connections the hall may hold at a time.
    """

    connections: Rate = CONNECTIONS
    requests: Rate = REQUESTS
    sign_ins: Rate = SIGN_INS
    pairings: Rate = PAIRINGS
    messages: Rate = MESSAGES
    case_looks: Rate = CASE_LOOKS
    case_retries: Rate = CASE_RETRIES
    case_misses: Rate = CASE_MISSES
    case_guesses: Rate = CASE_GUESSES
    phone_asks: Rate = PHONE_ASKS
    held: int = CONNECTIONS_MOST


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, kw_only=True)
class Settings:
    """`port` 0: any free one. `data`: the data folder; none where the hall is on PostgreSQL.

    `key`: the hall's, among several.
    """

    data: Path | None
    host: str = "0.0.0.0"  # noqa: S104 - kiosks and screens come over the hall's network
    port: int = 8000
    backup: Path | None = None
    public_url: str = ""
    metrics_token: str = ""
    limits: Limits = DEFAULT_LIMITS
    key: str = ""
