"""What stored facts make due besides their answers: checkpoint, pruning, the log brought home."""

import logging
from collections.abc import Callable, Iterable

from common.words import Instant
from server.lane.faults import log_fault
from server.rules.facts import DayClosed, Entry, PersonErased
from server.rules.hall import Hall
from server.storage.ledger import Ledger

CHECKPOINT_EVERY = 5_000
ANSWERS_KEPT_MS = 7 * 24 * 3_600_000

log = logging.getLogger(__name__)


class Chores:
    """Knows what is due. A chore that fails is logged and waits for its next turn; nothing rests on it."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._facts: int | None = None  # since the last checkpoint; at first what the fold had to read
        self._day_closed = False
        self._erased = False  # the log beside the database holds it yet

    def note(self, entries: Iterable[Entry]) -> None:
        """Facts that were stored."""
        for entry in entries:
            self._facts = self._facts_since + 1
            self._day_closed = self._day_closed or isinstance(entry.fact, DayClosed)
            self._erased = self._erased or isinstance(entry.fact, PersonErased)

    def do(self, hall: Hall, now: Instant) -> None:
        """Do what is due. A full hall's checkpoint is long: it waits for as many facts as there are tickets."""
        closed = self._day_closed
        if closed or self._facts_since >= max(CHECKPOINT_EVERY, len(hall.tickets)):
            self._facts, self._day_closed = 0, False
            _try("checkpoint", lambda: self._ledger.checkpoint(hall))
        if closed:
            _try("pruning of answers", lambda: self._ledger.forget_answers(now - ANSWERS_KEPT_MS))
        if closed or self._erased:
            _try("bringing the log home", self._bring_home)

    def _bring_home(self) -> None:
        """What was erased is gone once the log is; while somebody reads an older state it waits."""
        if self._ledger.store.bring_home():
            self._erased = False

    @property
    def _facts_since(self) -> int:
        return self._ledger.folded if self._facts is None else self._facts


def _try(chore: str, do: Callable[[], object]) -> None:
    try:
        do()
    except Exception as error:
        log_fault(log, f"{chore} failed", error)
