"""Numbers that the server did not take: they stay, go alone from then on, and hold up no other."""

from __future__ import annotations

from collections.abc import Iterable

from common.commands_own import HANDED_MOST, HandIn
from common.words import Instant

AGAIN_MS = 60_000
Key = tuple[str, str, int]
"""A number by series, day and place."""


def keys_of(pile: HandIn) -> list[Key]:
    """Those of its numbers."""
    return [(pile.series, pile.day, item.n) for item in pile.numbers]


class Aside:
    """What goes next is whatever was tried least, so that a number that is never taken comes after all others."""

    def __init__(self) -> None:
        self._tries: dict[Key, int] = {}
        self._until: dict[Key, Instant] = {}

    def next(self, owed: Iterable[HandIn], now: Instant) -> HandIn | None:
        """As many as may go at once; of those that were in a pile that was not taken, one."""
        piles = [(whole, self._open(whole, now)) for whole in owed]
        for whole, numbers in piles:
            if fresh := [n for n in numbers if self._tried(whole, n) is None]:
                return _part(whole, fresh[:HANDED_MOST])
        alone = [(self._tried(whole, n) or 0, at, n) for at, (whole, ns) in enumerate(piles) for n in ns]
        if not alone:
            return None
        _, at, n = min(alone)
        return _part(piles[at][0], [n])

    def part(self, pile: HandIn) -> None:
        """One of them was not taken, and which is not known: each goes alone."""
        for key in keys_of(pile):
            self._tries.setdefault(key, 0)

    def put(self, pile: HandIn, now: Instant) -> int:
        """A single one was not taken: again in a minute. How often that was."""
        (key,) = keys_of(pile)
        self._until[key] = now + AGAIN_MS
        self._tries[key] = self._tries.get(key, 0) + 1
        return self._tries[key]

    def taken(self, pile: HandIn) -> None:
        """The server has them."""
        for key in keys_of(pile):
            self._tries.pop(key, None)
            self._until.pop(key, None)

    def _open(self, whole: HandIn, now: Instant) -> list[int]:
        """Those that were not tried a moment ago; a clock that was set back keeps none out."""
        waits = [0 < self._until.get(key, now) - now <= AGAIN_MS for key in keys_of(whole)]
        return [item.n for item, later in zip(whole.numbers, waits, strict=True) if not later]

    def _tried(self, whole: HandIn, n: int) -> int | None:
        return self._tries.get((whole.series, whole.day, n))


def _part(whole: HandIn, numbers: list[int]) -> HandIn:
    chosen = tuple(item for item in whole.numbers if item.n in numbers)
    return HandIn(series=whole.series, day=whole.day, numbers=chosen)
