"""The rows of stubs that were typed in when their day was over (docs/emergency.md)."""

from collections.abc import Callable

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, MetaData, String, Table


def filed_stubs_table(metadata: MetaData, hall: Callable[[], Column[str]]) -> Table:
    """Each by the fact that filed it. `at`: when it was typed in, or taken back."""
    filed = Table(
        "filed_stubs",
        metadata,
        hall(),
        Column("id", BigInteger, primary_key=True, autoincrement=False),
        Column("version", BigInteger, nullable=False),
        Column("day", String(10), nullable=False),
        Column("number", String(16), nullable=False),
        Column("matter", String(64), nullable=False),
        Column("line", String(64), nullable=False),
        Column("given", BigInteger, nullable=False),
        Column("outcome", String(16), nullable=False),
        Column("window", Integer),
        Column("called", BigInteger),
        Column("at", BigInteger, nullable=False),
        Column("taken_back", Boolean, nullable=False),
    )
    Index("filed_stubs_of_day", filed.c.hall, filed.c.day)
    return filed
