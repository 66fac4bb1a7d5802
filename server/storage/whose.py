"""Whose record a database file holds, read from the file itself."""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from server.storage.database_file import only_reading

NEWEST_SETUP = "SELECT body FROM ledger WHERE kind = 'hall_imported' ORDER BY version DESC LIMIT 1"
FIRST_HASH = "SELECT hash FROM ledger ORDER BY version LIMIT 1"


class Whose(NamedTuple):
    """`id` and `names` (by language) as the hall's file has them; `first` is the hash of the record's first fact."""

    id: str
    names: Mapping[str, str]
    first: bytes

    def is_same(self, other: "Whose") -> bool:
        """One record, however the hall was called meanwhile, or one hall that was begun anew from its file."""
        return self.first == other.first or (self.id, self.names) == (other.id, other.names)


def whose(database: Path) -> Whose | None:
    """None where no hall was imported yet. Raises sqlite3.Error, and ValueError or KeyError, for what is no sound database."""
    read_only = f"{database.absolute().as_uri()}?{urlencode(only_reading(database))}"
    with closing(sqlite3.connect(read_only, uri=True)) as connection:
        return whose_in(connection)


def whose_in(connection: sqlite3.Connection) -> Whose | None:
    """The same of one that is open."""
    setup = connection.execute(NEWEST_SETUP).fetchone()
    if setup is None:
        return None
    hall = json.loads(setup[0])["setup"]["hall"]
    return Whose(hall["id"], hall["name"], connection.execute(FIRST_HASH).fetchone()[0])
