"""Why a command on a data folder could not begin, as one true sentence."""

import errno
import socket
import sqlite3

from sqlalchemy.exc import SQLAlchemyError

from common.i18n import say
from common.words import Language
from server.app import CannotListen
from server.storage.failures import BrokenLedger, StorageFailure
from server.storage.guard import FolderInUse
from server.storage.place import Place
from server.storage.reasons import reason_of
from server.storage.schema import NewerDatabase

NOT_BEGUN = (
    FolderInUse, BrokenLedger, NewerDatabase, StorageFailure, SQLAlchemyError, sqlite3.Error, OSError,
    ModuleNotFoundError,
)  # fmt: skip
UNSOUND = ("damaged", "not_a_database")
_OF_ADDRESS = {
    errno.EADDRINUSE: "serve.port_taken",
    errno.EACCES: "serve.port_denied",
    errno.EPERM: "serve.port_denied",
    errno.EADDRNOTAVAIL: "serve.address_elsewhere",
}


def why_not_begun(error: Exception, place: Place, language: Language, host: str = "", port: int = 0) -> str:
    """The sentence for one of `NOT_BEGUN`."""
    values: dict[str, str | int] = {"folder": place.shown, "host": host, "port": port}
    match error:
        case FolderInUse():
            code = "serve.in_use"
        case BrokenLedger():
            code, values = "serve.broken", {"version": error.version, "kind": error.kind}
        case NewerDatabase():
            code, values = "serve.newer", {"schema": error.schema}
        case CannotListen():
            code, values["reason"] = _of_address(error), error.strerror or ""
        case ModuleNotFoundError():
            code = "serve.no_driver"
        case _ if place.folder is None:
            code = "serve.database_unusable"
            values["reason"] = say(language, f"value.reason.{reason_of(error)}")
        case _ if (reason := reason_of(error)) in UNSOUND:
            code = "serve.unreadable"
        case _:
            code, values["reason"] = "serve.data_unusable", say(language, f"value.reason.{reason}")
    return say(language, code, values)


def _of_address(error: CannotListen) -> str:
    if isinstance(error.__cause__, socket.gaierror):
        return "serve.host_unknown"
    return _OF_ADDRESS.get(error.errno or 0, "serve.no_address")
