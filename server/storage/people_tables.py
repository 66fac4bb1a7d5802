"""The tables of people and devices: who may sign in, who is signed in, what is paired.

Tokens and passwords are stored as hashes alone. They share the ledger's database and no row with it.
"""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, Text

from server.storage.tables import metadata

staff = Table(
    "staff",
    metadata,
    Column("hall", String(64), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("roles", Text, nullable=False),  # separated by a space
    Column("password_hash", Text, nullable=False),
    Column("one_time", Boolean, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("locked_until", BigInteger),
    Column("created", BigInteger, nullable=False),
)

closures = Table(
    "closures",
    metadata,
    Column("hall", String(64), primary_key=True),
    Column("staff", String(64), primary_key=True),
    Column("since", BigInteger, primary_key=True, autoincrement=False),
    Column("closed_by", String(64), nullable=False),
    Column("until", BigInteger),  # null while the account is closed
    Column("opened_by", String(64)),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("hall", String(64), nullable=False),
    Column("staff", String(64), nullable=False),
    Column("csrf", String(64), nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("last_seen", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False),
)
Index("sessions_of", sessions.c.hall, sessions.c.staff)

devices = Table(
    "devices",
    metadata,
    Column("hall", String(64), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("name", String(64), nullable=False),
    Column("token_hash", String(64), unique=True),  # null until the device has fetched its token
    Column("created", BigInteger, nullable=False),
    Column("approved_by", String(64), nullable=False),
    Column("last_seen", BigInteger),
    Column("revoked", BigInteger),
)

pairings = Table(
    "pairings",
    metadata,
    Column("secret_hash", String(64), primary_key=True),
    Column("code", String(16), nullable=False),
    Column("hall", String(64), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("name", String(64), nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False),
    Column("device", String(64)),  # set on approval
)
Index("pairings_code", pairings.c.hall, pairings.c.code, unique=True)
