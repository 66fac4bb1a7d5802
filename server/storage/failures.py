"""How a write can fail, told apart by what it means for whoever waits for the answer."""

import errno

from sqlalchemy.exc import DBAPIError

SQLITE_FULL = 13
POSTGRESQL_DISK_FULL = "53100"


class StorageFailure(Exception):
    """Base: the batch is not known to be stored."""


class StorageFull(StorageFailure):
    """No room: nothing was stored, and it may work again once there is room."""


class OutcomeUnknown(StorageFailure):
    """COMMIT itself failed: stored or not, nobody knows."""


class Overtaken(StorageFailure):
    """Another process wrote the next version first: nothing was stored."""


class Spoiled(StorageFailure):
    """The data of the batch break a key or a type: nothing was stored."""


class BrokenLedger(Exception):
    """A fact is not what the chain says it was; `what` names the difference by its code."""

    def __init__(self, version: int, kind: str, what: str) -> None:
        super().__init__(f"fact {version} ({kind}): {what}")
        self.version, self.kind, self.what = version, kind, what


def is_full(error: BaseException) -> bool:
    """Whether the disk, the quota or the file's limit is reached."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    if not isinstance(error, DBAPIError) or error.orig is None:
        return False
    code = getattr(error.orig, "sqlite_errorcode", 0)
    return code & 0xFF == SQLITE_FULL or getattr(error.orig, "sqlstate", "") == POSTGRESQL_DISK_FULL
