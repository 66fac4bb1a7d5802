"""Who may sign in and who is signed in: plain reads and writes over the tables of people.

Passwords come hashed and tokens come hashed; nothing here could show one. Each method is one
transaction, and what may only be done while something else holds is asked in the same: it raises `Refusal`.
Whoever calls decides in which thread: writes share the ledger's single writer.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, func, insert, select, update

from common.words import Instant
from server.rules.refusal import Refusal
from server.storage.hall_key import THE_HALL
from server.storage.people_rows import ADMINISTRATOR, SessionRow, StaffRow, session_row, staff_row
from server.storage.people_tables import closures, sessions, staff
from server.storage.store import Store


class People:
    """The staff of one hall."""

    def __init__(self, store: Store, hall: str = THE_HALL) -> None:
        self._store, self._hall = store, hall

    # -- accounts ---------------------------------------------------------------------------------

    def find(self, staff_id: str) -> StaffRow | None:
        """The account of `staff_id`, written in capitals or not; of two the one that is written so."""
        query = (
            self._accounts()
            .where(self._written_as(staff_id))
            .order_by(staff.c.id != staff_id, staff.c.id)
            .limit(1)
        )
        with self._store.reading() as connection:
            row = connection.execute(query).mappings().one_or_none()
        return staff_row(row) if row is not None else None

    def everyone(self) -> list[StaffRow]:
        """All accounts, by staff number."""
        query = self._accounts().where(staff.c.hall == self._hall).order_by(staff.c.id)
        with self._store.reading() as connection:
            return [staff_row(row) for row in connection.execute(query).mappings()]

    def add(self, staff_id: str, roles: Iterable[str], password_hash: str, at: Instant) -> None:
        """A new account whose password must be changed at first use.

        Raises `Refusal`: `staff_known`, also when two servers begin at once on one empty database.
        """
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
            if connection.execute(select(staff.c.id).where(self._written_as(staff_id))).first() is not None:
                raise Refusal("staff_known", staff=staff_id)
            connection.execute(insert(staff).values(row))

    def change_password(
        self, staff_id: str, password_hash: str, at: Instant
    ) -> tuple[Instant | None, list[str]]:
        """One's own choice, and the sessions that end; or until when the account is locked now, and nothing is changed."""
        chosen = {"password_hash": password_hash, "one_time": False, "failed": 0}
        with self._store.writing() as connection:
            locked = self._locked(connection, staff_id, at)
            if locked is not None:
                return locked, []
            connection.execute(update(staff).where(self._is(staff_id)).values(chosen))
            return None, self._end_sessions(connection, staff_id)

    def set_password(self, staff_id: str, password_hash: str, *, one_time: bool) -> None:
        """A new password also ends a lock-out."""
        with self._store.writing() as connection:
            self._give_password(connection, staff_id, password_hash, one_time=one_time)

    def reset_password(self, staff_id: str, password_hash: str) -> list[str]:
        """A one-time password; the hashes of the tokens of the sessions that end with the old one."""
        with self._store.writing() as connection:
            self._give_password(connection, staff_id, password_hash, one_time=True)
            return self._end_sessions(connection, staff_id)

    def readmit(self, staff_id: str, password_hash: str, by: str, at: Instant) -> bool:
        """The same, and the account is opened; whether it was closed."""
        with self._store.writing() as connection:
            self._give_password(connection, staff_id, password_hash, one_time=True)
            self._end_sessions(connection, staff_id)
            return self._open(connection, staff_id, by, at)

    def set_roles(self, staff_id: str, roles: Iterable[str]) -> list[str]:
        """Other roles. The hashes of the tokens that no longer hold.

        Raises `Refusal`: `last_administrator`.
        """
        kept = set(roles)
        with self._store.writing() as connection:
            if ADMINISTRATOR not in kept:
                self._leave_an_administrator(connection, staff_id)
            connection.execute(update(staff).where(self._is(staff_id)).values(roles=_joined(kept)))
            return self._end_sessions(connection, staff_id)

    def close_account(self, staff_id: str, by: str, at: Instant) -> list[str]:
        """It may not sign in until it is opened; on record. The hashes of the tokens that no longer hold.

        Raises `Refusal`: `last_administrator`.
        """
        with self._store.writing() as connection:
            self._leave_an_administrator(connection, staff_id)
            self._close(connection, staff_id, by, at)
            return self._end_sessions(connection, staff_id)

    def open_account(self, staff_id: str, by: str, at: Instant, *, whoever_closed_it: bool = True) -> None:
        """It may sign in again; on record. Raises `Refusal`: `closed_by_administrator`, unless that does not matter."""
        with self._store.writing() as connection:
            if not whoever_closed_it:
                self._refuse_administrators_closure(connection, staff_id)
            self._open(connection, staff_id, by, at)

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
        """A supervisor or an administrator lifts the lock-out."""
        free = update(staff).where(self._is(staff_id)).values(failed=0, locked_until=None)
        with self._store.writing() as connection:
            connection.execute(free)

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
        return session_row(row) if row is not None else None

    def touch(self, token_hash: str, at: Instant, expires: Instant) -> None:
        """Still there."""
        with self._store.writing() as connection:
            connection.execute(
                update(sessions)
                .where(sessions.c.hall == self._hall, sessions.c.token_hash == token_hash)
                .values(last_seen=at, expires=expires)
            )

    def end_session(self, token_hash: str) -> None:
        """Signed out."""
        with self._store.writing() as connection:
            self._end(connection, sessions.c.token_hash == token_hash)

    def end_expired(self, at: Instant) -> list[str]:
        """Remove what has expired; the hashes of the tokens."""
        with self._store.writing() as connection:
            return self._end(connection, sessions.c.expires <= at)

    # ---------------------------------------------------------------------------------------------

    def _is(self, staff_id: str) -> ColumnElement[bool]:
        return (staff.c.hall == self._hall) & (staff.c.id == staff_id)

    def _written_as(self, staff_id: str) -> ColumnElement[bool]:
        """In capitals or not."""
        return (staff.c.hall == self._hall) & (func.upper(staff.c.id) == staff_id.upper())

    def _accounts(self) -> Select[Any]:
        return select(staff, closures.c.since).outerjoin(closures, _closes_staff())

    def _closure_of(self, staff_id: str) -> ColumnElement[bool]:
        mine = (closures.c.hall == self._hall) & (closures.c.staff == staff_id)
        return mine & closures.c.until.is_(None)

    def _give_password(
        self, connection: Connection, staff_id: str, password_hash: str, *, one_time: bool
    ) -> None:
        values = {"password_hash": password_hash, "one_time": one_time, "failed": 0, "locked_until": None}
        connection.execute(update(staff).where(self._is(staff_id)).values(values))

    def _close(self, connection: Connection, staff_id: str, by: str, at: Instant) -> None:
        if connection.execute(select(closures.c.since).where(self._closure_of(staff_id))).first() is not None:
            return
        before = (closures.c.hall == self._hall) & (closures.c.staff == staff_id)
        last = connection.execute(select(func.max(closures.c.since)).where(before)).scalar()
        since = at if last is None else max(at, last + 1)  # opened and closed again within a millisecond
        row = {"hall": self._hall, "staff": staff_id, "since": since, "closed_by": by}
        connection.execute(insert(closures).values(row))

    def _open(self, connection: Connection, staff_id: str, by: str, at: Instant) -> bool:
        over = update(closures).where(self._closure_of(staff_id)).values(until=at, opened_by=by)
        return connection.execute(over).rowcount > 0

    def _end_sessions(self, connection: Connection, staff_id: str) -> list[str]:
        return self._end(connection, sessions.c.staff == staff_id)

    def _end(self, connection: Connection, which: ColumnElement[bool]) -> list[str]:
        mine = (sessions.c.hall == self._hall) & which
        ended = list(connection.execute(select(sessions.c.token_hash).where(mine)).scalars())
        connection.execute(delete(sessions).where(mine))
        return ended

    def _leave_an_administrator(self, connection: Connection, without: str) -> None:
        """Somebody who can sign in stays one, also when two take each other's account at once."""
        query = self._accounts().where(staff.c.hall == self._hall, closures.c.since.is_(None))
        everyone = [staff_row(row) for row in connection.execute(query).mappings()]
        if {row.id for row in everyone if ADMINISTRATOR in row.roles} == {without}:
            raise Refusal("last_administrator")

    def _refuse_administrators_closure(self, connection: Connection, staff_id: str) -> None:
        closed_by = select(closures.c.closed_by).where(self._closure_of(staff_id)).scalar_subquery()
        query = select(staff.c.roles).where(staff.c.hall == self._hall, staff.c.id == closed_by)
        if ADMINISTRATOR in (connection.execute(query).scalar() or "").split():
            raise Refusal("closed_by_administrator")

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
