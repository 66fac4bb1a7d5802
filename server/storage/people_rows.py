"""People as they are read: who may sign in, and who is signed in."""

import msgspec
from sqlalchemy import RowMapping

from common.words import Instant

ADMINISTRATOR = "administrator"


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


def staff_row(row: RowMapping) -> StaffRow:
    """From `staff` joined with the closure that still holds, if any."""
    return StaffRow(
        id=row["id"],
        roles=frozenset(row["roles"].split()),
        password_hash=row["password_hash"],
        one_time=row["one_time"],
        failed=row["failed"],
        locked_until=row["locked_until"],
        closed=row["since"],
    )


def session_row(row: RowMapping) -> SessionRow:
    """From `sessions` joined with `staff`."""
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
