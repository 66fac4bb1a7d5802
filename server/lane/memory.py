"""The hall in memory: folded from what is stored, and let follow what others store."""

from server.rules.facts import Entry
from server.rules.hall import Hall
from server.rules.settle import next_due
from server.storage.ledger import Ledger


def fold(ledger: Ledger) -> Hall:
    """The hall that the stored facts lead to. Raises what reading raises, and `BrokenLedger`."""
    return _with_due(ledger.fold())


def fold_again(ledger: Ledger, told: int) -> tuple[Hall, list[Entry]]:
    """The same, and its facts after version `told`."""
    hall = fold(ledger)
    missed = ledger.entries(told) if hall.version > told else []
    return hall, missed[: hall.version - told]  # another server may have stored more meanwhile


def follow(hall: Hall, ledger: Ledger, entries: list[Entry]) -> None:
    """Apply what another server has stored."""
    ledger.apply(hall, entries)
    _with_due(hall)


def _with_due(hall: Hall) -> Hall:
    if hall.setup is not None:
        hall.due = next_due(hall, hall.last_at)
    return hall
