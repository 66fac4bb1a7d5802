"""A hall with a past: years of closed days, as the lane would have written them, in seconds.

One day is made by the hall's own facts, `apply` and `project`. Every later day is the same day moved:
its rows by SQL, its facts by text, each with a hash of its own, so that the chain holds. A test has
`check` go over such a folder and finds nothing.
"""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Table

from bench.load.folder import ADMINISTRATOR
from bench.load.sample import desks
from common.words import Instant
from server.rules import facts as f
from server.rules.apply import apply
from server.rules.facts import BY_SYSTEM, Entry
from server.rules.hall import Hall
from server.rules.hours import civil_day, next_midnight
from server.rules.recorder import Recorder
from server.rules.setup import Setup
from server.storage import tables as t
from server.storage.chain import link
from server.storage.hall_key import THE_HALL
from server.storage.ledger import Head, Ledger
from server.storage.reading import kind_of, write_fact
from server.storage.store import Store, database_file

DAY_MS = 86_400_000
OPENS_MS = 8 * 3_600_000
OPEN_FOR_MS = 9 * 3_600_000
ANSWERS_OF_DAYS = 7
KIOSK = "kiosk:k1"

MOVED_TABLES = (t.days, t.tickets, t.periods, t.calls)
VERSIONS = frozenset({"id", "version", "period", "placed", "opened", "ticket"})
INSTANTS = frozenset({"issued_at", "claim", "since", "until", "at", "ended_at"})
MOVED_FIELDS = re.compile(r'"(ticket|placed|claim)":(\d+)')


class Shape(NamedTuple):
    """A fact of the first day, ready to be moved: its text with a gap for every number that moves."""

    version: int
    at: Instant
    by: str
    kind: str
    fact_version: int
    text: str
    moving: tuple[tuple[bool, int], ...]
    """For each gap whether it is an instant, and the first day's number."""


class Move(NamedTuple):
    """How far a day lies from the first."""

    versions: int
    ms: int
    day: str


def fill(path: Path, setup: Setup, *, days: int, per_day: int, now: Instant) -> None:
    """`days` closed days of `per_day` finished tickets, the last of them yesterday, in a new folder."""
    first_midnight = next_midnight(setup, now) - (days + 1) * DAY_MS
    with closing(Store.open(path)) as store:
        ledger = Ledger(store)
        hall = ledger.fold()
        ledger.append(_imported(hall, setup, first_midnight), [], [])
        day = _day(hall, setup, first_midnight, per_day)
        ledger.append(day, [], [])
        digest = ledger.head.hash
    moves = [_move(hall.day, len(day), nth) for nth in range(1, days)]
    with closing(_unsafe(path)) as connection:
        _move_rows(connection, day, moves)
        digest = _move_facts(connection, [_shape(entry) for entry in day], hall.day, digest, moves)
        _remember_answers(connection, len(day) * ANSWERS_OF_DAYS)
        connection.execute("COMMIT")
    _make_safe(path)
    _leave_checkpoint(path, hall, day, digest, moves)


def _imported(hall: Hall, setup: Setup, at: Instant) -> list[Entry]:
    recorder = Recorder(hall, at)
    recorder.record(f.HallImported(setup=setup), ADMINISTRATOR.id, at)
    return recorder.entries


def _day(hall: Hall, setup: Setup, midnight: Instant, tickets: int) -> list[Entry]:
    """A day on which everyone is called as soon as the one before is finished, at window after window."""
    opens = midnight + OPENS_MS
    recorder = Recorder(hall, opens)
    day = civil_day(setup, opens)
    recorder.record(f.DayOpened(day=day), BY_SYSTEM, opens)
    places = desks(setup)
    prefixes = {line.id: line.prefix for line in setup.lines}
    for nth in range(tickets):
        post, matter = places[nth % len(places)]
        count = nth // len(places) + 1
        ticket, issued = hall.version + 1, _time(recorder, opens, nth, tickets, 0)
        recorder.record(
            f.TicketIssued(
                ticket=ticket,
                number=f"{prefixes[matter.line]}{count:03d}",
                n=count,
                matter=matter.id,
                line=matter.line,
                claim=issued,
                placed=ticket,
            ),
            KIOSK,
            issued,
        )
        called = _time(recorder, opens, nth, tickets, 1)
        call = f.TicketCalled(
            ticket=ticket, post=post.id, window=post.window, clerk=post.a_role, role="a_role"
        )
        recorder.record(call, post.a_role, called)
        for step, fact in enumerate((f.ServiceStarted(ticket=ticket), f.ServiceFinished(ticket=ticket)), 2):
            recorder.record(fact, post.a_role, _time(recorder, opens, nth, tickets, step))
    recorder.at = opens + OPEN_FOR_MS
    recorder.record(f.DayClosed(day=day), BY_SYSTEM, recorder.at)
    return recorder.entries


def _time(recorder: Recorder, opens: Instant, nth: int, tickets: int, step: int) -> Instant:
    """The moment of a ticket's step; facts are written in the order of time."""
    recorder.at = opens + OPEN_FOR_MS * (4 * nth + step) // (4 * tickets)
    return recorder.at


# -- the same day again ---------------------------------------------------------------------------


def _move(first_day: str, facts: int, nth: int) -> Move:
    day = date.fromisoformat(first_day) + timedelta(days=nth)
    return Move(nth * facts, nth * DAY_MS, day.isoformat())


def _move_rows(connection: sqlite3.Connection, day: list[Entry], moves: list[Move]) -> None:
    """Rows of the first day, copied within SQLite."""
    span = (day[0].version, day[-1].version)
    for table in MOVED_TABLES:
        key = list(table.primary_key)[1].name
        connection.execute(
            f"CREATE TEMP TABLE first_{table.name} AS"  # noqa: S608  # names from our own tables
            f" SELECT * FROM main.{table.name} WHERE {key} BETWEEN ? AND ? ORDER BY {key}",
            span,
        )
        connection.executemany(
            f"INSERT INTO {table.name} SELECT {_columns(table)} FROM first_{table.name}",  # noqa: S608
            [{"versions": move.versions, "ms": move.ms, "day": move.day} for move in moves],
        )


def _columns(table: Table) -> str:
    return ", ".join(_column(column.name) for column in table.columns)


def _column(name: str) -> str:
    if name in VERSIONS:
        return f'"{name}" + :versions'
    if name in INSTANTS:
        return f'"{name}" + :ms'
    return ":day" if name == "day" else f'"{name}"'


def _shape(entry: Entry) -> Shape:
    text = write_fact(entry.fact).replace("%", "%%")
    found = MOVED_FIELDS.findall(text)
    return Shape(
        entry.version,
        entry.at,
        entry.by,
        kind_of(type(entry.fact)),
        entry.fact.VERSION,
        MOVED_FIELDS.sub(r'"\1":%d', text),
        tuple((name == "claim", int(number)) for name, number in found),
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
        numbers = [number + (move.ms if instant else move.versions) for instant, number in shape.moving]
        text = shape.text % tuple(numbers)
        if not numbers:
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


def _leave_checkpoint(path: Path, hall: Hall, day: list[Entry], digest: bytes, moves: list[Move]) -> None:
    """`hall` is the one after the first day; after days that are all alike only the last one needs folding."""
    with closing(Store.open(path)) as store:
        ledger = Ledger(store)
        if moves:
            hall.version = day[0].version - 1 + moves[-1].versions
            for entry in ledger.entries(hall.version):
                apply(hall, entry)
        ledger.head = Head(hall.version, digest, hall.day)
        ledger.checkpoint(hall)
