"""Who hears of stored facts."""

import logging
from collections.abc import Callable

from server.lane.faults import log_fault
from server.rules.facts import Entry

Listener = Callable[[list[Entry]], None]

log = logging.getLogger(__name__)


def tell(listener: Listener, entries: list[Entry]) -> None:
    """A listener that fails silences nobody else."""
    try:
        listener(entries)
    except Exception as error:
        log_fault(log, "a listener failed", error)
