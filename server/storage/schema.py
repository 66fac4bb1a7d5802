"""Bring a database to the newest schema, inside the write transaction that `Store.open` holds.

Alembic takes a quarter of a second to load and reads its scripts: it is asked only when the database
is not at `NEWEST` already (a test proves that `NEWEST` is Alembic's head).
"""

import uuid
from pathlib import Path

from sqlalchemy import Connection, inspect, select, text

from server.storage.tables import meta

NEWEST = "0005"
"""Schemas are numbered, so that an older program knows a newer database."""
RESTORED = "restored"
"""Under this name `meta` tells when the database was put in place from a copy, if it was."""
MIGRATIONS = Path(__file__).parent / "migrations"


class NewerDatabase(Exception):
    """The database was written by a newer program than this one."""

    def __init__(self, schema: str) -> None:
        super().__init__(schema)
        self.schema = schema


def bring_up_to_date(connection: Connection) -> None:
    """Run the migrations that are missing; give a new database its ledger id. Raises `NewerDatabase`."""
    found = schema_of(connection)
    if found is not None and found > NEWEST:
        raise NewerDatabase(found)
    if found != NEWEST:
        _migrate(connection)
    if connection.execute(select(meta.c.name).where(meta.c.name == "ledger_id")).first() is None:
        connection.execute(meta.insert().values(name="ledger_id", value=new_ledger_id()))


def schema_of(connection: Connection) -> str | None:
    """The database's schema; none when it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def new_ledger_id() -> str:
    """Drawn for a new database and again on restore, so that every client joins again."""
    return uuid.uuid4().hex


def _migrate(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415  # slow to load, seldom needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
