"""Who may sign in and who is signed in: plain reads and writes over the tables of people.

Passwords come hashed and tokens come hashed; nothing here could show one. Each method is one
transaction. Whoever calls decides in which thread: writes share the ledger's single writer.
"""

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, RowMapping, Select, delete, func, insert, select, update

from common.words import Instant
from server.storage.ledger import THE_HALL
from server.storage.people_tables import closures, sessions, staff
from server.storage.store import Store


class StaffRow(msgspec.Struct, frozen=True, kw_only=True):
    """A member of staff; one without a role may not sign in, nor one that is `closed`, since when.

    `one_time`: the password must be changed.
    """

    id: str
    roles: frozenset[str]
    password_hash: str
    one_time: bool
    failed: int
    locked_until: Instant | None
    closed: Instant | None = None


class SessionRow(msgspec.Struct, frozen=True, kw_only=True):
    """Someone signed in, with the roles held at this moment."""

    token_hash: str
    staff: str
    roles: frozenset[str]
    one_time: bool
    csrf: str
    created: Instant
    last_seen: Instant
    expires: Instant


class People:
    """The staff of one hall."""

    def __init__(self, store: Store, hall: str = THE_HALL) -> None:
        self._store, self._hall = store, hall

    # -- accounts ---------------------------------------------------------------------------------

    def find(self, staff_id: str) -> StaffRow | None:
        """The account of `staff_id`, written in capitals or not; of two the one that is written so."""
        same = (staff.c.hall == self._hall) & (func.upper(staff.c.id) == staff_id.upper())
        query = self._accounts().where(same).order_by(staff.c.id != staff_id, staff.c.id).limit(1)
        with self._store.reading() as connection:
            row = connection.execute(query).mappings().one_or_none()
        return _staff(row) if row is not None else None

    def everyone(self) -> list[StaffRow]:
        """All accounts, by staff number."""
        query = self._accounts().where(staff.c.hall == self._hall).order_by(staff.c.id)
        with self._store.reading() as connection:
            return [_staff(row) for row in connection.execute(query).mappings()]

    def add(self, staff_id: str, roles: Iterable[str], password_hash: str, at: Instant) -> None:
        """A new account whose password must be changed at first use; the id must be free."""
        row = {
            "hall": self._hall,
            "id": staff_id,
            "roles": _joined(roles),
            "password_hash": password_hash,
            "one_time": True,
            "failed": 0,
            "locked_until": None,
            "created": at,
        }
        with self._store.writing() as connection:
            connection.execute(insert(staff).values(row))

    def change_password(self, staff_id: str, password_hash: str, at: Instant) -> Instant | None:
        """One's own choice; or until when the account is locked now, and then nothing is changed."""
        chosen = {"password_hash": password_hash, "one_time": False, "failed": 0}
        with self._store.writing() as connection:
            locked = self._locked(connection, staff_id, at)
            if locked is None:
                connection.execute(update(staff).where(self._is(staff_id)).values(chosen))
        return locked

    def set_password(self, staff_id: str, password_hash: str, *, one_time: bool) -> None:
        """A new password also ends a lock-out."""
        self._set(staff_id, password_hash=password_hash, one_time=one_time, failed=0, locked_until=None)

    def set_roles(self, staff_id: str, roles: Iterable[str]) -> None:
        """Other roles; none at all closes the account."""
        self._set(staff_id, roles=_joined(roles))

    def close_account(self, staff_id: str, by: str, at: Instant) -> None:
        """It may not sign in, and no session of it holds, until it is opened; on record."""
        row = {"hall": self._hall, "staff": staff_id, "since": at, "closed_by": by}
        with self._store.writing() as connection:
            if connection.execute(select(closures.c.since).where(self._closure_of(staff_id))).first() is None:
                connection.execute(insert(closures).values(row))

    def open_account(self, staff_id: str, by: str, at: Instant) -> None:
        """It may sign in again; on record."""
        over = update(closures).where(self._closure_of(staff_id)).values(until=at, opened_by=by)
        with self._store.writing() as connection:
            connection.execute(over)

    def note_failure(self, staff_id: str, most: int, at: Instant, locked_until: Instant) -> Instant | None:
        """Count a wrong password; at the `most`-th the account is locked. Until when it is locked at `at`.

        One that is locked already counts no further: guesses that were on their way together are no more than `most`.
        """
        with self._store.writing() as connection:
            locked = self._locked(connection, staff_id, at)
            if locked is not None or self._count_failure(connection, staff_id) < most:
                return locked
            lock = update(staff).where(self._is(staff_id)).values(failed=0, locked_until=locked_until)
            connection.execute(lock)
        return locked_until

    def clear_failures(self, staff_id: str) -> None:
        """The right password came, or a supervisor lifts the lock-out."""
        self._set(staff_id, failed=0, locked_until=None)

    # -- sessions ---------------------------------------------------------------------------------

    def open_session(
        self, token_hash: str, staff_id: str, csrf: str, at: Instant, expires: Instant
    ) -> Instant | None:
        """Signed in, and the count of wrong passwords begins again; or until when the account is locked now."""
        row = {
            "token_hash": token_hash,
            "hall": self._hall,
            "staff": staff_id,
            "csrf": csrf,
            "created": at,
            "last_seen": at,
            "expires": expires,
        }
        with self._store.writing() as connection:
            locked = self._locked(connection, staff_id, at)
            if locked is None:
                connection.execute(insert(sessions).values(row))
                connection.execute(update(staff).where(self._is(staff_id)).values(failed=0))
        return locked

    def session(self, token_hash: str, at: Instant) -> SessionRow | None:
        """Who is behind the token at `at`; none when it has expired or the account was closed."""
        same = (staff.c.hall == sessions.c.hall) & (staff.c.id == sessions.c.staff)
        query = (
            select(sessions, staff.c.roles, staff.c.one_time)
            .join(staff, same)
            .where(sessions.c.token_hash == token_hash, sessions.c.hall == self._hall)
            .where(sessions.c.expires > at, staff.c.roles != "")
            .where(~select(closures.c.since).where(_closes_staff()).exists())
        )
        with self._store.reading() as connection:
            row = connection.execute(query).mappings().one_or_none()
        return _session(row) if row is not None else None

    def touch(self, token_hash: str, at: Instant, expires: Instant) -> None:
        """Still there."""
        with self._store.writing() as connection:
            connection.execute(
                update(sessions)
                .where(sessions.c.token_hash == token_hash)
                .values(last_seen=at, expires=expires)
            )

    def end_session(self, token_hash: str) -> None:
        """Signed out."""
        with self._store.writing() as connection:
            connection.execute(delete(sessions).where(sessions.c.token_hash == token_hash))

    def end_sessions_of(self, staff_id: str) -> list[str]:
        """Sign someone out everywhere; the hashes of the tokens that no longer hold."""
        theirs = (sessions.c.hall == self._hall) & (sessions.c.staff == staff_id)
        with self._store.writing() as connection:
            ended = list(connection.execute(select(sessions.c.token_hash).where(theirs)).scalars())
            connection.execute(delete(sessions).where(theirs))
        return ended

    def end_expired(self, at: Instant) -> list[str]:
        """Remove what has expired; the hashes of the tokens."""
        over = (sessions.c.hall == self._hall) & (sessions.c.expires <= at)
        with self._store.writing() as connection:
            ended = list(connection.execute(select(sessions.c.token_hash).where(over)).scalars())
            connection.execute(delete(sessions).where(over))
        return ended

    # ---------------------------------------------------------------------------------------------

    def _is(self, staff_id: str) -> ColumnElement[bool]:
        return (staff.c.hall == self._hall) & (staff.c.id == staff_id)

    def _accounts(self) -> Select[Any]:
        return select(staff, closures.c.since).outerjoin(closures, _closes_staff())

    def _closure_of(self, staff_id: str) -> ColumnElement[bool]:
        mine = (closures.c.hall == self._hall) & (closures.c.staff == staff_id)
        return mine & closures.c.until.is_(None)

    def _set(self, staff_id: str, **values: object) -> None:
        with self._store.writing() as connection:
            connection.execute(update(staff).where(self._is(staff_id)).values(values))

    def _locked(self, connection: Connection, staff_id: str, at: Instant) -> Instant | None:
        mine = self._is(staff_id) & (staff.c.locked_until > at)
        return connection.execute(select(staff.c.locked_until).where(mine)).scalar()

    def _count_failure(self, connection: Connection, staff_id: str) -> int:
        mine = self._is(staff_id)
        connection.execute(update(staff).where(mine).values(failed=staff.c.failed + 1))
        return connection.execute(select(staff.c.failed).where(mine)).scalar() or 0


def _closes_staff() -> ColumnElement[bool]:
    same = (closures.c.hall == staff.c.hall) & (closures.c.staff == staff.c.id)
    return same & closures.c.until.is_(None)


def _joined(roles: Iterable[str]) -> str:
    return " ".join(sorted(roles))


def _staff(row: RowMapping) -> StaffRow:
    return StaffRow(
        id=row["id"],
        roles=frozenset(row["roles"].split()),
        password_hash=row["password_hash"],
        one_time=row["one_time"],
        failed=row["failed"],
        locked_until=row["locked_until"],
        closed=row["since"],
    )


def _session(row: RowMapping) -> SessionRow:
    return SessionRow(
        token_hash=row["token_hash"],
        staff=row["staff"],
        roles=frozenset(row["roles"].split()),
        one_time=row["one_time"],
        csrf=row["csrf"],
        created=row["created"],
        last_seen=row["last_seen"],
        expires=row["expires"],
    )
