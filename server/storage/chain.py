"""The chain of hashes that proves that nobody changed the ledger afterwards (S-3).

A row's hash covers the hash before it and the row's own bytes, as they are stored.
"""

import hashlib
from collections.abc import Iterable
from typing import Any

import msgspec

from server.rules.facts import Entry
from server.storage.failures import BrokenLedger
from server.storage.reading import UnreadableFact, kind_of, read_fact, write_fact

FIRST = bytes(32)
"""What stands before the first fact."""

_encode = msgspec.json.Encoder().encode


def link(before: bytes, row: tuple[Any, ...]) -> bytes:
    """SHA-256 over the hash before and `row`: (hall, version, at, due, by, kind, fact_version, body)."""
    return hashlib.sha256(before + _encode(row)).digest()


def short(digest: bytes) -> str:
    """What a person can compare: on the day's report and the backup's name."""
    return digest.hex()[:8]


def chained(hall: str, before: bytes, entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """The ledger's rows for `entries`, in order."""
    rows = []
    for entry in entries:
        fact = entry.fact
        kind, fact_version, body = kind_of(type(fact)), fact.VERSION, write_fact(fact)
        before = link(before, (hall, entry.version, entry.at, entry.due, entry.by, kind, fact_version, body))
        rows.append(
            {
                "hall": hall,
                "version": entry.version,
                "at": entry.at,
                "due": entry.due,
                "by": entry.by,
                "kind": kind,
                "fact_version": fact_version,
                "body": body,
                "hash": before,
            }
        )
    return rows


def unchained(row: Any, after: int, before: bytes) -> Entry:
    """The entry in a stored row that must follow version `after` with hash `before`.

    Raises `BrokenLedger` naming the first thing that is wrong with it.
    """
    if row.version != after + 1:
        raise BrokenLedger(after + 1, "", "version_missing")
    if link(before, tuple(row)[:-1]) != row.hash:
        raise BrokenLedger(row.version, row.kind, "hash_differs")
    try:
        fact = read_fact(row.kind, row.fact_version, row.body)
    except (UnreadableFact, msgspec.MsgspecError, LookupError) as error:
        raise BrokenLedger(row.version, row.kind, "unreadable") from error
    return Entry(row.version, row.at, row.due, row.by, fact)  # type: ignore[arg-type]  # a union of all facts
