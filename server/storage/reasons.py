"""Why a file, a folder or a database cannot be used, told apart by what a person can do about it."""

import errno
import sqlite3
from typing import Literal

from sqlalchemy.exc import DBAPIError

Reason = Literal[
    "busy", "damaged", "denied", "failed", "full", "missing", "no_folder", "not_a_database", "not_a_file", "read_only", "too_large", "unreachable"
]  # fmt: skip
"""Words are put to it at the edge: `value.reason.full`."""

_OF_SYSTEM: dict[int, Reason] = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "too_large",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "read_only",
    errno.ENOENT: "missing",
    errno.ENOTDIR: "no_folder",
    errno.EEXIST: "no_folder",
    errno.EISDIR: "not_a_file",
}
_OF_SQLITE: dict[int, Reason] = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_PERM: "denied",
    sqlite3.SQLITE_CANTOPEN: "denied",
    sqlite3.SQLITE_IOERR: "failed",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "not_a_database",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
}


def reason_of(error: BaseException) -> Reason:
    """What kept `error`'s road from being gone: of a failure of ours, what it came from."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        return reason_of(error.orig)
    if hasattr(error, "sqlstate"):
        return _of_state(state_of(error))
    if isinstance(error, OSError):
        return _OF_SYSTEM.get(error.errno or 0, "failed")
    if error.__cause__ is not None:
        return reason_of(error.__cause__)
    return sqlite_reason(error) or "failed"


def sqlite_reason(error: BaseException) -> Reason | None:
    """What SQLite's code means; none for a code, or an error, that says nothing of file or disk."""
    return _OF_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)


def state_of(error: BaseException) -> str:
    """PostgreSQL's five characters; empty where no server said a word."""
    return getattr(error, "sqlstate", None) or ""


def _of_state(state: str) -> Reason:
    if not state:
        return "unreachable"
    return next((reason for start, reason in _OF_POSTGRESQL.items() if state.startswith(start)), "failed")


_OF_POSTGRESQL: dict[str, Reason] = {
    "53100": "full",
    "28": "denied",
    "42501": "denied",
    "25006": "read_only",
    "55P03": "busy",
    "57014": "busy",
    "40": "busy",
    "53300": "busy",
    "08": "unreachable",
    "57P": "unreachable",
    "3D": "unreachable",
}
"""By the beginning of the state."""
