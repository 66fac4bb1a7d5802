"""How a write can fail, told apart by what it means for whoever waits for the answer."""

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from server.storage.reasons import reason_of, sqlite_reason, state_of

POSTGRESQL_FULL = ("53100",)
POSTGRESQL_BUSY = ("55P03", "57014", "40", "53300")  # a lock, a time limit, deadlocks, too many connections
POSTGRESQL_DAMAGED = ("XX001", "XX002")
POSTGRESQL_BROKEN = ("08", "25", "28", "42501", "53", "57P", "58", "F0", "XX")
"""By the beginning of the state: no link, read-only or cut off, not let in, no means, shutting down, its disk."""


class StorageFailure(Exception):
    """Base: the batch is not known to be stored. `code` is what whoever asked is refused with."""

    code = "storage_failed"


class StorageFull(StorageFailure):
    """No room: nothing was stored, and it may work again once there is room."""

    code = "storage_full"


class StorageBusy(StorageFailure):
    """Somebody else held the database for too long: nothing was stored, and it may work again."""

    code = "storage_busy"


class StorageBroken(StorageFailure):
    """The disk or the folder does not take what is written: nothing was stored."""


class StorageDamaged(StorageBroken):
    """The file is no sound database: nothing was stored."""


class OutcomeUnknown(StorageFailure):
    """COMMIT itself failed: stored or not, nobody knows."""

    code = "outcome_unknown"


class Overtaken(StorageFailure):
    """Another process wrote the next version first: nothing was stored."""


class Spoiled(StorageFailure):
    """The data of the batch break a key or a type: nothing was stored."""

    code = "internal"


class HallLost(StorageFailure):
    """After a failure the hall in memory was given up, and it could not be read again since."""

    code = "hall_lost"


class BrokenLedger(Exception):
    """A fact is not what the chain says it was; `what` names the difference by its code."""

    def __init__(self, version: int, kind: str, what: str) -> None:
        super().__init__(f"fact {version} ({kind}): {what}")
        self.version, self.kind, self.what = version, kind, what


def passing(error: BaseException) -> StorageFailure | None:
    """The failure that `error` means, if it says nothing of what was to be written."""
    if isinstance(error, OSError):
        return StorageFull() if reason_of(error) == "full" else None
    if not isinstance(error, DBAPIError) or error.orig is None:
        return None
    if connection_lost(error):
        return StorageBroken()
    if hasattr(error.orig, "sqlstate"):
        return _of_state(state_of(error.orig))
    return _of_sqlite(error.orig)


def _of_sqlite(error: BaseException) -> StorageFailure | None:
    reason = sqlite_reason(error)
    if reason == "full":
        return StorageFull()
    if reason == "busy":
        return StorageBusy()
    if reason in ("damaged", "not_a_database"):
        return StorageDamaged()
    return None if reason is None else StorageBroken()


def connection_lost(error: BaseException) -> bool:
    """Whether the database server is gone, or the road to it; what was not committed is not stored."""
    if not isinstance(error, DBAPIError) or error.orig is None or not hasattr(error.orig, "sqlstate"):
        return False
    no_word = isinstance(error, OperationalError | InterfaceError) and not state_of(error.orig)
    return error.connection_invalidated or no_word


def _of_state(state: str) -> StorageFailure | None:
    """PostgreSQL's five characters; none: the data are to blame."""
    for meant, kind in (
        (POSTGRESQL_FULL, StorageFull),
        (POSTGRESQL_BUSY, StorageBusy),
        (POSTGRESQL_DAMAGED, StorageDamaged),
        (POSTGRESQL_BROKEN, StorageBroken),
    ):
        if state.startswith(meant):
            return kind()
    return None


def at_commit(error: BaseException) -> StorageFailure:
    """The same where COMMIT itself failed: what the disk then holds, nobody knows unless it was full or busy."""
    found = passing(error)
    return found if isinstance(found, StorageFull | StorageBusy) else OutcomeUnknown()
