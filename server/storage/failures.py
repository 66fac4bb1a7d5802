"""How a write can fail, told apart by what it means for whoever waits for the answer."""

from sqlalchemy.exc import DBAPIError

from server.storage.reasons import reason_of, sqlite_reason

POSTGRESQL_DISK_FULL = "53100"
POSTGRESQL_BUSY = ("55P03", "40P01", "40001")  # a lock, a deadlock, transactions that cannot both be


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
    reason, state = sqlite_reason(error.orig), getattr(error.orig, "sqlstate", "")
    if reason == "full" or state == POSTGRESQL_DISK_FULL:
        return StorageFull()
    if reason == "busy" or state in POSTGRESQL_BUSY:
        return StorageBusy()
    if reason in ("damaged", "not_a_database"):
        return StorageDamaged()
    return None if reason is None else StorageBroken()


def at_commit(error: BaseException) -> StorageFailure:
    """The same where COMMIT itself failed: what the disk then holds, nobody knows unless it was full or busy."""
    found = passing(error)
    return found if isinstance(found, StorageFull | StorageBusy) else OutcomeUnknown()
