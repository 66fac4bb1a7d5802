"""The set-ups that were in force, read from the ledger: what a past hour is judged by."""

from functools import lru_cache

import msgspec
from sqlalchemy import Connection, literal_column, select

from common.words import Instant
from server.rules import facts as f
from server.rules.setup import Setup
from server.storage import tables as t
from server.storage.reading import kind_of, read_fact

# As it stands in the index: a bound value would not be seen to be the same.
_IMPORTS = t.ledger.c.kind == literal_column(f"'{kind_of(f.HallImported)}'")


class InForce(msgspec.Struct, frozen=True):
    """A set-up from `since` until the next one, or (none) until now."""

    setup: Setup
    since: Instant
    until: Instant | None

    def posts_at(self, window: int) -> set[str]:
        """The posts at home at `window`."""
        return {post.id for post in self.setup.posts if post.window == window}


def setups_within(connection: Connection, hall: str, span: tuple[Instant, Instant]) -> list[InForce]:
    """Those in force at any time in `span`, in order; none before the first import."""
    c = t.ledger.c
    imports = connection.execute(
        select(c.version, c.due).where(c.hall == hall, _IMPORTS).order_by(c.version)
    ).all()
    ends = [*(row.due for row in imports[1:]), None]
    return [
        InForce(_setup(connection, hall, row.version), row.due, until)
        for row, until in zip(imports, ends, strict=True)
        if row.due < span[1] and (until is None or span[0] < until)
    ]


def _setup(connection: Connection, hall: str, version: int) -> Setup:
    c = t.ledger.c
    question = select(c.kind, c.fact_version, c.body).where(c.hall == hall, c.version == version)
    return _read(*connection.execute(question).one())


@lru_cache(maxsize=16)
def _read(kind: str, fact_version: int, body: str) -> Setup:
    """By its text: what stands in a ledger never changes, and a page asks for the same few again."""
    fact = read_fact(kind, fact_version, body)
    assert isinstance(fact, f.HallImported)
    return fact.setup
