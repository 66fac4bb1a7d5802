"""A fault of ours on its way into the log, and whose hall it happened in."""

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_hall: ContextVar[str] = ContextVar("hall", default="")


@contextmanager
def work_of(hall: str) -> Iterator[None]:
    """What is logged meanwhile, in this greenlet, is about this hall; empty: there is no other."""
    before = _hall.set(hall)
    try:
        yield
    finally:
        _hall.reset(before)


class NamesHall(logging.Filter):
    """Gives each record what a line begins with, as `hall`: nothing where a server has one."""

    def filter(self, record: logging.LogRecord) -> bool:
        """See `logging.Filter`."""
        record.hall = f"[{hall}] " if (hall := _hall.get()) else ""
        return True


def log_fault(log: logging.Logger, what: str, error: BaseException) -> None:
    """Where it happened, without the message: that may carry what a person typed."""
    log.error("%s: %s\n%s", what, type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
