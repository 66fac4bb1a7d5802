"""Migrations lead to the tables that the code declares, from the first one on."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from server.storage import people_tables
from server.storage.schema import MIGRATIONS, NEWEST, NewerDatabase
from server.storage.store import Store
from server.storage.tables import metadata


def declared(database: Path) -> set[tuple[str, str]]:
    with sqlite3.connect(database) as connection:
        found = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {(name, " ".join(sql.split())) for name, sql in found if name != "alembic_version"}


def test_the_migrations_make_the_tables_that_the_code_declares(tmp_path: Path) -> None:
    """Column by column, key by key, conditions of the partial keys included."""
    Store.open(tmp_path).close()
    engine = create_engine(f"sqlite:///{tmp_path / 'declared.db'}")
    metadata.create_all(engine)
    engine.dispose()
    assert people_tables.staff.name in metadata.tables
    assert declared(tmp_path / "hall.db") == declared(tmp_path / "declared.db")


def test_the_newest_schema_is_the_head_of_the_migrations() -> None:
    """The short cut past Alembic must not hide a migration."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [NEWEST]


def test_a_database_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    """An older one would not know what it must not break."""
    store = Store.open(tmp_path)
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    with pytest.raises(NewerDatabase, match="9999"):
        Store.open(tmp_path)


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    """Neither the schema nor the ledger's name."""
    first = Store.open(tmp_path)
    name, tables = first.ledger_id, declared(tmp_path / "hall.db")
    first.close()
    again = Store.open(tmp_path)
    assert (again.ledger_id, declared(tmp_path / "hall.db")) == (name, tables)
    again.close()


def test_several_processes_that_open_a_new_folder_make_one_database(tmp_path: Path) -> None:
    """The migration runs inside a write transaction: whoever comes second finds it done."""
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(lambda _n: Store.open(tmp_path), range(4)))
    assert len({store.ledger_id for store in stores}) == 1
    with stores[0].reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM alembic_version")).scalar() == 1
    for store in stores:
        store.close()
