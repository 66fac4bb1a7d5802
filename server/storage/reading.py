"""Facts as text and back. A fact written by an older program is read through small upgrades.

An upgrade takes the fields of one kind at one version and gives those of the next; it may not look
anywhere else. Nothing in the ledger is ever written again.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, get_args

import msgspec

from server.rules.facts import AnyFact, Fact

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]
UPGRADES: Mapping[tuple[str, int], Upgrade] = {}
"""(kind, version) → from that version to the next."""

_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[Fact] = msgspec.json.Decoder(AnyFact)


class UnreadableFact(Exception):
    """A kind or a version that this program does not know: it was written by a newer one."""


@cache
def kinds() -> dict[str, int]:
    """Each kind of fact with the version this program writes."""
    types: tuple[type[Fact], ...] = get_args(AnyFact)
    return {kind_of(fact): fact.VERSION for fact in types}


@cache
def kind_of(fact: type[Fact]) -> str:
    """A fact's kind: the tag in its text."""
    return str(fact.__struct_config__.tag)


def write_fact(fact: Fact) -> str:
    """The text that the ledger stores and hashes."""
    return _encoder.encode(fact).decode()


def read_fact(
    kind: str, fact_version: int, body: str, upgrades: Mapping[tuple[str, int], Upgrade] = UPGRADES
) -> Fact:
    """The fact in `body`. Raises `UnreadableFact`, or `msgspec.ValidationError` where fields are wrong."""
    newest = kinds().get(kind)
    if newest is None or fact_version > newest:
        raise UnreadableFact(f"{kind} version {fact_version}")
    if fact_version == newest:
        return _decoder.decode(body)
    fields = msgspec.json.decode(body)
    for version in range(fact_version, newest):
        fields = upgrades[kind, version](fields)
    return msgspec.convert(fields, AnyFact)  # type: ignore[no-any-return]  # a union of all facts
