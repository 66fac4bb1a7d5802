"""Copies of a hall's database while it runs, and the way back (S-4).

A copy's name says which hall, which day and how its ledger ended, so that a printed day's report can
be held against it.
"""

import errno
import os
import re
import shutil
import sqlite3
import uuid
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import delete, update

from server.storage import people_tables
from server.storage.chain import FIRST, short
from server.storage.check import check
from server.storage.database_file import FILE_FAULTS, cut_short, judge, unreadable
from server.storage.finding import Finding
from server.storage.guard import hold
from server.storage.hall_key import THE_HALL
from server.storage.private import private_copy, private_file, private_folder
from server.storage.reasons import Reason, reason_of
from server.storage.schema import RESTORED, new_ledger_id
from server.storage.store import Store, database_file
from server.storage.tables import meta
from server.storage.whose import Whose, whose, whose_in

DAYS_KEPT = 14
TRIED_BYTES = 65_536
BEFORE_FIRST_DAY = "new"
NAME = re.compile(r"(?P<hall>.+)-(?P<day>\d{4}-\d\d-\d\d|new)-(?P<head>[0-9a-f]{8})\.db")

OF_THE_COPY: frozenset[Reason] = frozenset({"damaged", "not_a_database", "missing"})
"""What is the fault of the file that is to be restored; anything else is one of the place it goes to."""


class NotABackup(Exception):
    """The file cannot be restored; `findings` say why."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(", ".join(finding.code for finding in findings))
        self.findings = findings


class AnotherHall(Exception):
    """The folder holds the record of `there`, and the copy is of `copied`; none: a record in which no hall was imported."""

    def __init__(self, copied: Whose | None, there: Whose) -> None:
        super().__init__(there.id)
        self.copied, self.there = copied, there


class Backups:
    """The folder that the copies of one database go to.

    Of each day the newest copy is kept, which holds all that the others hold, for the newest `days_kept`.
    """

    def __init__(self, database: Path, folder: Path, days_kept: int = DAYS_KEPT) -> None:
        self._database, self._folder, self._days_kept = database, folder, days_kept

    def take(self) -> Path:
        """Copy the database as it stands, while it is in use. Its place, once it is whole.

        Raises OSError or sqlite3.Error where the folder does not take it.
        """
        private_folder(self._folder)
        partial = self._folder / f"{uuid.uuid4().hex}.partial"
        try:
            copy_database(self._database, partial)
            hall, name = _names(partial)
            copy = partial.replace(self._folder / name)
        finally:
            partial.unlink(missing_ok=True)
        self._drop_old(hall)
        return copy

    def try_folder(self) -> None:
        """Write a little, and see whether there is room for a copy. Raises OSError."""
        private_folder(self._folder)
        tried = self._folder / f"{uuid.uuid4().hex}.partial"
        try:
            private_file(tried)
            with tried.open("wb", buffering=0) as file:
                file.write(bytes(TRIED_BYTES))
                os.fsync(file.fileno())
        finally:
            tried.unlink(missing_ok=True)
        if shutil.disk_usage(self._folder).free < self._size():
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self._folder))

    def heads(self) -> set[str]:
        """How the ledgers end of which there is a copy; none where the folder cannot be read."""
        try:
            found = [NAME.fullmatch(path.name) for path in self._folder.iterdir()]
        except OSError:
            return set()
        return {name["head"] for name in found if name is not None}

    def newest_at(self) -> float | None:
        """When the newest copy was written, in seconds since the epoch; none where there is none to be read."""
        try:
            return max(
                (path.stat().st_mtime for path in self._folder.iterdir() if NAME.fullmatch(path.name)),
                default=None,
            )
        except OSError:
            return None

    def _size(self) -> int:
        return self._database.stat().st_size if self._database.exists() else 0

    def _drop_old(self, hall: str) -> None:
        mine = [path for path in self._folder.iterdir() if _is_of(path, hall)]
        mine.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
        newest: dict[str, Path] = {}
        for path in mine:
            newest.setdefault(_day_of(path), path)
        kept = list(newest.values())[: self._days_kept]
        for path in mine:
            if path not in kept:
                path.unlink()


def restore(
    folder: Path,
    copy: Path,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    *,
    another_hall: bool = False,
) -> Path | None:
    """Put `copy` in the place of the folder's database; the old one's new place, if there was one.

    Raises `FolderInUse` while a server runs, `NotABackup` where the copy does not hold together, `AnotherHall` where it is
    of another hall than the folder and that is not meant (`another_hall`), and OSError, sqlite3.Error or
    `StorageFailure` where the folder does not take it.
    Clients see another ledger id and join again; everybody signs in again.
    """
    found = judge(copy)
    if found is not None:
        raise NotABackup([found])
    with hold(folder):
        fresh = database_file(folder).with_suffix(".restoring")
        try:
            _prepare(copy, fresh, round(now().timestamp() * 1000))
            if not another_hall:
                _refuse_another(fresh, database_file(folder))
            replaced = _put_aside(database_file(folder), f"replaced-{now():%Y%m%dT%H%M%S}.db")
            fresh.replace(database_file(folder))
        finally:
            for suffix in ("", "-wal", "-shm", "-journal"):
                fresh.with_name(fresh.name + suffix).unlink(missing_ok=True)
        return replaced


def copy_database(source: Path, target: Path) -> None:
    """SQLite's online backup: one state of the source, in one file, on disk when this returns."""
    target.unlink(missing_ok=True)
    private_file(target)
    read_only = source.absolute().as_uri() + "?mode=ro"
    with closing(sqlite3.connect(read_only, uri=True)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE")


def _names(copy: Path) -> tuple[str, str]:
    """The hall's id and the file's name, both read from the copy itself."""
    with closing(sqlite3.connect(copy)) as connection:
        head = connection.execute("SELECT hash FROM ledger ORDER BY version DESC LIMIT 1").fetchone()
        day = connection.execute("SELECT day FROM days ORDER BY opened DESC LIMIT 1").fetchone()
        found = whose_in(connection)
    hall = re.sub(r"[^0-9A-Za-z_-]", "_", THE_HALL if found is None else found.id)
    return hall, f"{hall}-{day[0] if day else BEFORE_FIRST_DAY}-{short(head[0] if head else FIRST)}.db"


def _is_of(path: Path, hall: str) -> bool:
    found = NAME.fullmatch(path.name)
    return found is not None and found["hall"] == hall


def _day_of(path: Path) -> str:
    found = NAME.fullmatch(path.name)
    return found["day"] if found is not None else ""


def _refuse_another(fresh: Path, database: Path) -> None:
    """One hall's record does not take the place of another's unseen; one that cannot be read is nobody's."""
    copied = whose(fresh)
    try:
        there = whose(database) if database.exists() else None
    except (sqlite3.Error, LookupError, ValueError, TypeError):
        return
    if there is not None and (copied is None or not there.is_same(copied)):
        raise AnotherHall(copied, there)


def _prepare(copy: Path, fresh: Path, at: int) -> None:
    """The copy, checked, at the newest schema, under a new ledger id, with nobody signed in."""
    try:
        copy_database(copy, fresh)
        _renew(copy, fresh, at)
        settle(fresh)
    except FILE_FAULTS as error:
        if reason_of(error) not in OF_THE_COPY:
            raise
        raise NotABackup([unreadable(copy, error)]) from error


def _renew(copy: Path, fresh: Path, at: int) -> None:
    with closing(Store.open(f"sqlite:///{fresh}")) as store:
        findings = check(store)
        if findings:
            short_of = cut_short(copy)
            raise NotABackup([short_of, *findings] if short_of else findings)
        with store.writing() as connection:
            new_id = update(meta).where(meta.c.name == "ledger_id").values(value=new_ledger_id())
            connection.execute(new_id)
            connection.execute(delete(meta).where(meta.c.name == RESTORED))
            connection.execute(meta.insert().values(name=RESTORED, value=str(at)))
            connection.execute(delete(people_tables.sessions))
            connection.execute(delete(people_tables.pairings))


def settle(database: Path) -> None:
    """Bring a database's log home, so that it is one file."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def _copy_aside(database: Path, aside: Path) -> None:
    """Both files or neither: what is half there would be taken for the old database."""
    there = [suffix for suffix in ("-wal", "") if database.with_name(database.name + suffix).exists()]
    partial = {suffix: aside.with_name(f"{aside.name}{suffix}.partial") for suffix in there}
    try:
        for suffix in there:
            private_copy(database.with_name(database.name + suffix), partial[suffix])
        for suffix in there:
            partial[suffix].replace(aside.with_name(aside.name + suffix))
    finally:
        for path in partial.values():
            path.unlink(missing_ok=True)


def _put_aside(database: Path, name: str) -> Path | None:
    """A copy of the database under `name`, with its log as it is, should it be damaged.

    The log must be gone before another file takes the place, and its changes be home until then.
    """
    if not database.exists():
        return None
    aside = database.with_name(name)
    _copy_aside(database, aside)
    with suppress(sqlite3.Error):
        settle(database)
    for suffix in ("-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
    return aside
