"""A hall with a past: years of closed days, as the lane would have written them, in seconds.

One day is made by the hall's own facts, `apply` and `project`. Every later day is the same day moved:
its rows by SQL, its facts by text, each with a hash of its own, so that the chain holds. A test has
`check` go over such a folder and finds nothing.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Table

from bench.load.folder import ADMINISTRATOR
from bench.load.past_kind import Kind, Move
from bench.load.past_tickets import TICKETS
from common.words import Instant
from server.rules import facts as f
from server.rules.apply import apply
from server.rules.facts import Entry
from server.rules.hall import Hall
from server.rules.hours import next_midnight
from server.rules.recorder import Recorder
from server.rules.setup import Setup
from server.storage.chain import link
from server.storage.hall_key import THE_HALL
from server.storage.ledger import Head, Ledger
from server.storage.reading import kind_of, write_fact
from server.storage.store import Store, database_file

DAY_MS = 86_400_000
ANSWERS_OF_DAYS = 7

VERSIONS = frozenset({"id", "version", "period", "placed", "opened", "ticket", "case"})
INSTANTS = frozenset(
    {
        "issued_at",
        "claim",
        "since",
        "until",
        "at",
        "ended_at",
        "received",
        "accepted_at",
        "decided_at",
        "delivered_at",
    }
)


class Shape(NamedTuple):
    """A fact of the first day, ready to be moved: its text with a gap for every number that moves."""

    version: int
    at: Instant
    by: str
    kind: str
    fact_version: int
    text: str
    moving: tuple[tuple[str, int], ...]
    """For each gap how it moves (a field of `Move`), and the first day's number."""
    has_day: bool


def fill(path: Path, setup: Setup, *, days: int, per_day: int, now: Instant, kind: Kind = TICKETS) -> None:
    """`days` closed days of `per_day` finished tickets (or `kind`), the last of them yesterday, in a new folder."""
    first_midnight = next_midnight(setup, now) - (days + 1) * DAY_MS
    with closing(Store.open(path)) as store:
        ledger = Ledger(store)
        hall = ledger.fold()
        ledger.append(_imported(hall, setup, first_midnight), [], [])
        day, private = kind.lived(hall, setup, first_midnight, per_day)
        ledger.append(day, [], private)
        digest = ledger.head.hash
    moves = [_move(hall.day, len(day), per_day, nth) for nth in range(1, days)]
    with closing(_unsafe(path)) as connection:
        _move_rows(connection, kind, day, moves)
        digest = _move_facts(
            connection, [_shape(entry, kind, hall.day) for entry in day], hall.day, digest, moves
        )
        _remember_answers(connection, len(day) * ANSWERS_OF_DAYS)
        connection.execute("COMMIT")
    _make_safe(path)
    _leave_checkpoint(path, hall, digest)


def _imported(hall: Hall, setup: Setup, at: Instant) -> list[Entry]:
    recorder = Recorder(hall, at)
    recorder.record(f.HallImported(setup=setup), ADMINISTRATOR.id, at)
    return recorder.entries


# -- the same day again ---------------------------------------------------------------------------


def _move(first_day: str, facts: int, per_day: int, nth: int) -> Move:
    day = date.fromisoformat(first_day) + timedelta(days=nth)
    return Move(nth * facts, nth * DAY_MS, nth * per_day, day.isoformat())


def _move_rows(connection: sqlite3.Connection, kind: Kind, day: list[Entry], moves: list[Move]) -> None:
    """Rows of the first day, copied within SQLite."""
    span = (day[0].version, day[-1].version)
    for table in kind.tables:
        key = list(table.primary_key)[1].name
        where = "1" if table in kind.all_rows else f"{key} BETWEEN {span[0]} AND {span[1]}"
        connection.execute(
            f"CREATE TEMP TABLE first_{table.name} AS"  # noqa: S608  # names from our own tables
            f" SELECT * FROM main.{table.name} WHERE {where} ORDER BY {key}"
        )
        connection.executemany(
            f"INSERT INTO {table.name} SELECT {_columns(table, kind)} FROM first_{table.name}",  # noqa: S608
            [move._asdict() for move in moves],
        )


def _columns(table: Table, kind: Kind) -> str:
    own = kind.columns
    return ", ".join(own.get((table.name, column.name)) or _column(column.name) for column in table.columns)


def _column(name: str) -> str:
    if name in VERSIONS:
        return f'"{name}" + :versions'
    if name in INSTANTS:
        return f'"{name}" + :ms'
    return ":day" if name == "day" else f'"{name}"'


def _shape(entry: Entry, kind: Kind, first_day: str) -> Shape:
    text = write_fact(entry.fact).replace("%", "%%")
    found = [(kind.moves(before), int(number)) for before, number in kind.fields.findall(text)]
    return Shape(
        entry.version,
        entry.at,
        entry.by,
        kind_of(type(entry.fact)),
        entry.fact.VERSION,
        kind.fields.sub(lambda match: match[1] + kind.moves(match[1])[1], text),
        tuple((how, number) for (how, _), number in found),
        first_day in text,
    )


def _move_facts(
    connection: sqlite3.Connection, shapes: list[Shape], first_day: str, digest: bytes, moves: list[Move]
) -> bytes:
    """The first day's facts again on every later day; the hash of the last."""
    for move in moves:
        rows = list(_chained(shapes, first_day, digest, move))
        connection.executemany("INSERT INTO ledger VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        digest = rows[-1][-1]
    return digest


def _chained(shapes: list[Shape], first_day: str, digest: bytes, move: Move) -> Iterator[tuple[Any, ...]]:
    for shape in shapes:
        far = {"ms": move.ms, "versions": move.versions, "counted": move.counted}
        text = shape.text % tuple(number + far[how] for how, number in shape.moving)
        if shape.has_day:
            text = text.replace(first_day, move.day)
        at = shape.at + move.ms
        row = (
            THE_HALL,
            shape.version + move.versions,
            at,
            at,
            shape.by,
            shape.kind,
            shape.fact_version,
            text,
        )
        digest = link(digest, row)
        yield (*row, digest)


def _remember_answers(connection: sqlite3.Connection, newest: int) -> None:
    """The last days' answers are still kept."""
    connection.execute(
        "INSERT INTO answers SELECT hall, printf('%012x%012x', at, version), by, at, randomblob(16),"
        " json_object('answer', 'done', 'version', version) FROM ledger ORDER BY version DESC LIMIT ?",
        (newest,),
    )


# -- the file -------------------------------------------------------------------------------------


def _unsafe(path: Path) -> sqlite3.Connection:
    """Fast, and lost when the machine stops meanwhile."""
    connection = sqlite3.connect(database_file(path), isolation_level=None)
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-200000", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN IMMEDIATE")
    return connection


def _make_safe(path: Path) -> None:
    """All of it on the disk, so that nothing of it is still being written while something is measured."""
    with database_file(path).open("r+b") as file:
        os.fsync(file.fileno())


def _leave_checkpoint(path: Path, hall: Hall, digest: bytes) -> None:
    """`hall` is the one after the first day; it goes on through all others, for it learns from each (docs/estimate.md)."""
    with closing(Store.open(path)) as store:
        ledger = Ledger(store)
        for entry in ledger.entries(hall.version):
            apply(hall, entry)
        ledger.head = Head(hall.version, digest, hall.day)
        ledger.checkpoint(hall)
