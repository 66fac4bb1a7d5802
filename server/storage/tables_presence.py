"""The rows of who sat where, who was away, how long a cover took, and spot checks."""

from collections.abc import Callable

from sqlalchemy import BigInteger, Boolean, Column, Integer, MetaData, String, Table


def presence_tables(metadata: MetaData, hall: Callable[[], Column[str]]) -> tuple[Table, ...]:
    """Sittings, aways, takeovers and spot checks, each by the fact that opened it."""
    sittings = Table(
        "sittings",
        metadata,
        hall(),
        Column("opened", BigInteger, primary_key=True, autoincrement=False),
        Column("version", BigInteger, nullable=False),
        Column("window", Integer, nullable=False),
        Column("clerk", String(64), nullable=False),
        Column("since", BigInteger, nullable=False),
        Column("until", BigInteger),
        Column("reason", String(16)),
        Column("expected", BigInteger),
    )
    aways = Table(
        "aways",
        metadata,
        hall(),
        Column("opened", BigInteger, primary_key=True, autoincrement=False),
        Column("version", BigInteger, nullable=False),
        Column("clerk", String(64), nullable=False),
        Column("kind", String(16), nullable=False),
        Column("reason", String(16)),
        Column("expected", BigInteger),
        Column("since", BigInteger, nullable=False),
        Column("until", BigInteger),
    )
    takeovers = Table(
        "takeovers",
        metadata,
        hall(),
        Column("opened", BigInteger, primary_key=True, autoincrement=False),
        Column("version", BigInteger, nullable=False),
        Column("post", String(64), nullable=False),
        Column("a_role", String(64), nullable=False),
        Column("reason", String(32)),
        Column("left_at", BigInteger, nullable=False),
        Column("effective", BigInteger, nullable=False),
        Column("covered_at", BigInteger),
        Column("first_call", BigInteger),
        Column("ticket", BigInteger),
        Column("waited_from", BigInteger),
        Column("effective_ms", BigInteger),
        Column("seen_ms", BigInteger),
        Column("until", BigInteger),
    )
    spot_checks = Table(
        "spot_checks",
        metadata,
        hall(),
        Column("id", BigInteger, primary_key=True, autoincrement=False),
        Column("version", BigInteger, nullable=False),
        Column("window", Integer, nullable=False),
        Column("found", String(64)),
        Column("said", String(64)),
        Column("away", Boolean, nullable=False),
        Column("at", BigInteger, nullable=False),
        Column("by", String(64), nullable=False),
    )
    return sittings, aways, takeovers, spot_checks
