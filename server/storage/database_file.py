"""Whether a file is a database of ours at all, before anything is read out of it."""

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

from sqlalchemy.exc import SQLAlchemyError

from server.storage.failures import StorageFailure
from server.storage.finding import Finding
from server.storage.reasons import reason_of

MAGIC = b"SQLite format 3\0"
HEADER_BYTES = 100
OURS = {"alembic_version", "ledger", "meta"}
FILE_FAULTS = (OSError, sqlite3.Error, SQLAlchemyError, StorageFailure)
"""What work on a database file, or in its folder, raises where something is wrong with either."""


def judge(path: Path) -> Finding | None:
    """Why `path` can be no hall's database; none: it is worth a closer look. Changes nothing in it."""
    try:
        if not path.exists():
            return Finding("file_missing", values={"file": str(path)})
        with path.open("rb") as file:
            header = file.read(HEADER_BYTES)
        return _judge_header(path, header) or _judge_tables(path)
    except FILE_FAULTS as error:
        return unreadable(path, error)


def stands_still(path: Path) -> bool:
    """Whether there is no log beside a database: nobody has it open, and it is all there is."""
    return not path.with_name(path.name + "-wal").exists()


def only_reading(path: Path) -> dict[str, str]:
    """How SQLite is to open a database so that it writes none of it.

    One that stands still is read as it is, in a folder that may be read-only; of one with a log the log's
    index (`-shm`) is made where there is none, which every reader needs.
    """
    return {"mode": "ro", **({"immutable": "1"} if stands_still(path) else {})}


def absent(folder: Path, file: Path) -> Finding | None:
    """Why there is no database `file` in the data folder, or it cannot be seen; none: there is."""
    try:
        if not folder.is_dir():
            return Finding("no_folder", values={"folder": str(folder)})
        return None if file.exists() else Finding("no_database", values={"file": str(file)})
    except OSError as error:
        return unreadable(file, error)


def unreadable(path: Path, error: BaseException) -> Finding:
    """What is wrong with a file that could not be read to its end."""
    return cut_short(path) or Finding(
        "file_unreadable", values={"file": str(path), "reason": reason_of(error)}
    )


def cut_short(path: Path) -> Finding | None:
    """A file that holds less than its own header says: a copy that was broken off."""
    try:
        with path.open("rb") as file:
            header = file.read(HEADER_BYTES)
        has = path.stat().st_size
    except OSError:
        return None
    page = int.from_bytes(header[16:18], "big")
    wants = (65_536 if page == 1 else page) * int.from_bytes(header[28:32], "big")
    counted = header[24:28] == header[92:96]  # else the number of pages was written by a SQLite before 3.7
    if not counted or has >= wants:
        return None
    return Finding("file_cut_short", values={"file": str(path), "has": has, "wants": wants})


def _judge_header(path: Path, header: bytes) -> Finding | None:
    if not header and not path.with_name(path.name + "-wal").exists():  # a new one may stand in its log
        return Finding("file_empty", values={"file": str(path)})
    if header and not header.startswith(MAGIC):
        return Finding("not_a_database", values={"file": str(path)})
    return None


def _judge_tables(path: Path) -> Finding | None:
    read_only = f"{path.absolute().as_uri()}?{urlencode(only_reading(path))}"
    with closing(sqlite3.connect(read_only, uri=True)) as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    if {name for (name,) in found} >= OURS:
        return None
    return Finding("not_a_hall", values={"file": str(path)})
