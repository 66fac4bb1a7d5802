"""The tables of a hall's ledger and of the rows projected from it, in portable SQL.

Instants are integers (ms UTC). Every projected row carries in `version` the fact that last wrote it,
so that `check` can name that fact. Unique keys stand behind all that may be only once. SQLite keeps
a table without rowid in the order of its key: one tree to write instead of two.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)

from server.storage.tables_cases import case_tables
from server.storage.tables_presence import presence_tables
from server.storage.tables_sheets import filed_stubs_table

metadata = MetaData()


def _hall() -> Column[str]:
    return Column("hall", String(64), primary_key=True)


def _only_where(name: str, *columns: Column[int] | Column[str], where: str) -> Index:
    condition = text(where)
    return Index(name, *columns, unique=True, sqlite_where=condition, postgresql_where=condition)


ledger = Table(
    "ledger",
    metadata,
    _hall(),
    Column("version", BigInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("due", BigInteger, nullable=False),
    Column("by", String(64), nullable=False),
    Column("kind", String(64), nullable=False),
    Column("fact_version", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    sqlite_with_rowid=False,
)
_only_where(  # with all that is asked: SQLite would else read the whole ledger by its key
    "ledger_setups",
    *(ledger.c[name] for name in ("hall", "kind", "version", "due")),
    where="kind = 'hall_imported'",
)

answers = Table(
    "answers",
    metadata,
    _hall(),
    Column("request_id", String(64), primary_key=True),
    Column("actor", String(64), primary_key=True),
    Column("at", BigInteger, nullable=False, index=True),
    Column("digest", LargeBinary(16), nullable=False),
    Column("answer", Text, nullable=False),
    sqlite_with_rowid=False,
)

checkpoints = Table(
    "checkpoints",
    metadata,
    _hall(),
    Column("version", BigInteger, primary_key=True, autoincrement=False),
    Column("schema", String(64), nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    Column("state", LargeBinary, nullable=False),
)

private_texts = Table(
    "private_texts",
    metadata,
    _hall(),
    Column("id", String(64), primary_key=True),
    Column("salt", String(64), nullable=False),
    Column("text", Text),
    Column("commitment", String(64), nullable=False),
)

meta = Table(
    "meta",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

# -- projected from the facts ---------------------------------------------------------------------

days = Table(
    "days",
    metadata,
    _hall(),
    Column("opened", BigInteger, primary_key=True, autoincrement=False),
    Column("version", BigInteger, nullable=False),
    Column("day", String(10), nullable=False),
    Column("by_hand", Boolean, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("until", BigInteger),
)

tickets = Table(
    "tickets",
    metadata,
    _hall(),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("version", BigInteger, nullable=False),
    Column("period", BigInteger, nullable=False),
    Column("day", String(10), nullable=False),
    Column("number", String(16), nullable=False),
    Column("matter", String(64), nullable=False),
    Column("line", String(64), nullable=False),
    Column("priority", String(64)),
    Column("priority_confirmed", Boolean),
    Column("language", String(2), nullable=False),
    Column("issued_at", BigInteger, nullable=False),
    Column("claim", BigInteger, nullable=False),
    Column("placed", Double, nullable=False),
    Column("state", String(16), nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("carried", Boolean, nullable=False),
    Column("then", Text, nullable=False),
    Column("kept_to", String(64)),
    Column("special", String(32)),
    Column("special_by", String(64)),
    Column("slot", BigInteger),
    Column("wait_low_min", Integer),  # the range that was given; what came true is the first call's
    Column("wait_high_min", Integer),
    Column("post", String(64)),
    Column("window", Integer),
    Column("clerk", String(64)),
    Column("role", String(16)),
    Column("ended_at", BigInteger),
    sqlite_with_rowid=False,
)
Index("tickets_number_of_day", tickets.c.hall, tickets.c.day, tickets.c.number, unique=True)
_only_where("tickets_number_alive", tickets.c.hall, tickets.c.number, where="ended_at IS NULL")

periods = Table(
    "periods",
    metadata,
    _hall(),
    Column("ticket", BigInteger, primary_key=True, autoincrement=False),
    Column("opened", BigInteger, primary_key=True, autoincrement=False),
    Column("version", BigInteger, nullable=False),
    Column("state", String(16), nullable=False),
    Column("matter", String(64), nullable=False),
    Column("line", String(64), nullable=False),
    Column("post", String(64)),
    Column("window", Integer),
    Column("clerk", String(64)),
    Column("role", String(16)),
    Column("came", String(16)),
    Column("since", BigInteger, nullable=False),
    Column("until", BigInteger),
    sqlite_with_rowid=False,
)
_only_where("periods_open", periods.c.hall, periods.c.ticket, where="until IS NULL")
_only_where(
    "periods_in_hand",
    periods.c.hall,
    periods.c.window,
    where="until IS NULL AND state IN ('called', 'serving')",
)

calls = Table(
    "calls",
    metadata,
    _hall(),
    Column("version", BigInteger, primary_key=True, autoincrement=False),
    Column("ticket", BigInteger, nullable=False),
    Column("number", String(16), nullable=False),
    Column("post", String(64)),
    Column("window", Integer),
    Column("clerk", String(64)),
    Column("role", String(16)),
    Column("at", BigInteger, nullable=False),
    Column("times", Integer, nullable=False),
    Column("out_of_turn", Boolean, nullable=False),
    Column("special", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

covers = Table(
    "covers",
    metadata,
    _hall(),
    Column("opened", BigInteger, primary_key=True, autoincrement=False),
    Column("version", BigInteger, nullable=False),
    Column("post", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("clerk", String(64)),
    Column("window", Integer),
    Column("reason", String(32)),
    Column("expected", BigInteger),
    Column("before", String(64)),
    Column("a_role", String(64), nullable=False),
    Column("left_at", BigInteger),
    Column("since", BigInteger, nullable=False),
    Column("until", BigInteger),
)
_only_where("covers_open", covers.c.hall, covers.c.post, where="until IS NULL")

handovers = Table(
    "handovers",
    metadata,
    _hall(),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("version", BigInteger, nullable=False),
    Column("post", String(64), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("giver", String(64), nullable=False),
    Column("taker", String(64), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("waiting", Integer, nullable=False),
    Column("held", Text, nullable=False),
    Column("served", Integer, nullable=False),
    Column("note", String(64)),
    Column("acknowledged_at", BigInteger),
)

absences = Table(
    "absences",
    metadata,
    _hall(),
    Column("version", BigInteger, primary_key=True, autoincrement=False),
    Column("clerk", String(64), nullable=False),
    Column("post", String(64), nullable=False),
    Column("reason", String(32), nullable=False),
    Column("left_at", BigInteger, nullable=False),
    Column("since", BigInteger, nullable=False),
)

appointments = Table(
    "appointments",
    metadata,
    _hall(),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("version", BigInteger, nullable=False),
    Column("matter", String(64), nullable=False),
    Column("plan", String(64), nullable=False),
    Column("slot", BigInteger, nullable=False, index=True),
    Column("booked_by", String(64), nullable=False),
    Column("booked_at", BigInteger, nullable=False),
    Column("state", String(16), nullable=False),
    Column("ticket", BigInteger),
    Column("ended_at", BigInteger),
)

PRESENCE = sittings, aways, takeovers, spot_checks = presence_tables(metadata, _hall)
CASES = cases, case_facts = case_tables(metadata, _hall)
filed_stubs = filed_stubs_table(metadata, _hall)
PROJECTED: tuple[Table, ...] = (
    days,
    tickets,
    periods,
    calls,
    covers,
    handovers,
    absences,
    appointments,
    *PRESENCE,
    *CASES,
    filed_stubs,
)
