"""What a day leaves behind, searched for its residents and the codes of their receipts: every table but that of the private texts, logs, and what programs wrote down."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bench.day.leaks import Leaks
from server.storage import tables as t
from server.storage.store import database_file

WRITTEN = ("*.log", "*.trace", "*.json", "GO")
"""Logs of all programs, the wall's trace, the devices' tokens."""


def search_tables(folder: Path, leaks: Leaks) -> None:
    """The ledger, the answers kept for requests, the rows: no code of a receipt, and names stand in one table alone, and nowhere else."""
    with closing(sqlite3.connect(f"file:{database_file(folder)}?mode=ro", uri=True)) as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            if name != t.private_texts.name:
                for row in database.execute(f'SELECT * FROM "{name}"'):  # noqa: S608 - a table of our own
                    leaks.search(f"table {name}", "\n".join(map(_text, row)))


def _text(cell: object) -> str:
    return cell.decode("utf-8", "replace") if isinstance(cell, bytes) else str(cell)


def search_files(folder: Path, leaks: Leaks) -> None:
    """Whatever the programs wrote beside the database."""
    for pattern in WRITTEN:
        for file in sorted(folder.glob(pattern)):
            leaks.search(file.name, file.read_bytes())
