"""The rows of cases: how each stands, and which facts are its own. Names and contacts are private texts, never here."""

from collections.abc import Callable

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, MetaData, String, Table


def case_tables(metadata: MetaData, hall: Callable[[], Column[str]]) -> tuple[Table, ...]:
    """Cases by the fact that registered them, and their facts by version, one of which may be of many: the body stands in the ledger."""
    cases = Table(
        "cases",
        metadata,
        hall(),
        Column("id", BigInteger, primary_key=True, autoincrement=False),
        Column("version", BigInteger, nullable=False),
        Column("number", String(64), nullable=False),
        Column("matter", String(64), nullable=False),
        Column("department", String(64), nullable=False),
        Column("clerk", String(64), nullable=False),
        Column("way", String(16), nullable=False),
        Column("post", String(64)),
        Column("ticket", BigInteger),
        Column("part_of", BigInteger),
        Column("mark", String(16)),
        Column("state", String(16), nullable=False),
        Column("received", BigInteger, nullable=False),
        Column("since", BigInteger, nullable=False),
        Column("accepted_at", BigInteger),
        Column("decided_at", BigInteger),
        Column("delivered_at", BigInteger),
        Column("days", Integer),
        Column("extended", Integer, nullable=False),
        Column("due", BigInteger),
        Column("overdue", BigInteger),
        Column("countered", Boolean, nullable=False),
        Column("breaches", Integer, nullable=False),
        Column("late_steps", Integer, nullable=False),
        Column("left_open", Boolean, nullable=False),
        Column("handed_late", Boolean, nullable=False),
        Column("delivery_late", Boolean, nullable=False),
        Column("receipts", Integer, nullable=False),
    )
    Index("cases_number", cases.c.hall, cases.c.number, unique=True)
    Index("cases_received", cases.c.hall, cases.c.received)
    case_facts = Table(
        "case_facts",
        metadata,
        hall(),
        Column("version", BigInteger, primary_key=True, autoincrement=False),
        Column("case", BigInteger, primary_key=True, autoincrement=False),
    )
    Index("case_facts_of", case_facts.c.hall, case_facts.c.case, case_facts.c.version)
    return cases, case_facts
