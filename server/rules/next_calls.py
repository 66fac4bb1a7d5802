"""In which order a clerk would call whoever waits now, if nobody came and nobody else called."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from server.rules.hall import Hall, Key, Ticket
from server.rules.place import first_of, shifted


def next_calls(hall: Hall, queues: Mapping[str, int], count: int) -> dict[int, int]:
    """The next `count` tickets over `queues` (each with how much later its claims count, ms), in order of call.

    Each comes with its *order*: a number only to be compared. It is the claim as this clerk compares it, or a
    little more where that would tie; whoever goes first (Q-8) has one just below whom it goes before. So it stays
    the same while others are called, and a view need not send a whole list again at each call.
    """
    order, found = 0, {}
    for ticket, claim in islice(_walk(_ways(hall, queues)), count):
        order = max(order + 1, claim)
        found[ticket] = order
    return found


def called_before(hall: Hall, ticket: Ticket) -> int | None:
    """How many of its queue are called before `ticket`, the special channel regarded; none while it is in no line."""
    if not ticket.in_line:
        return None
    return called_before_place(hall, ticket.queue, ticket.key)


def called_before_place(hall: Hall, queue: str, key: Key) -> int:
    """How many are called before the place `key`, also where nobody stands there yet.

    Only as far as somebody goes first is it followed call by call: behind that it is the order of the places.
    """
    keys = hall.lines.get(queue, [])
    at = bisect_left(keys, key)
    if not (granted := hall.specials.get(queue)):
        return at
    soon = keys[: len(granted) * hall.rules.settings.special_one_in + 1]
    if at <= len(soon) and keys[at : at + 1] != [key]:
        soon.insert(at, key)
    way, before = _Queue(hall, queue, 0, soon), 0
    while way.granted and (head := way.head()) is not None:
        if way.take(head)[0] == key[2]:
            return before
        before += 1
    return before + way.left_before(at, keys)


def order_of_calls(hall: Hall, queue: str) -> dict[int, int]:
    """How many are called before each that waits in `queue`, in that order: all of them in one pass."""
    return {
        ticket: before for before, ticket in enumerate(next_calls(hall, {queue: 0}, len(hall.lines[queue])))
    }


def _ways(hall: Hall, queues: Mapping[str, int]) -> list["_Queue"]:
    return [_Queue(hall, queue, by, keys) for queue, by in queues.items() if (keys := hall.lines.get(queue))]


def _walk(ways: Sequence["_Queue"]) -> Iterator[tuple[int, int]]:
    """Ticket by ticket as `place.next_ticket` would find them; with the claim, or just before the one passed."""
    heads = {way: head for way in ways if (head := way.head()) is not None}
    while heads:
        way, head = min(heads.items(), key=lambda item: item[1])
        yield way.take(head)
        if (then := way.head()) is None:
            del heads[way]
        else:
            heads[way] = then


class _Queue:
    """What is left of one queue, and its pace."""

    def __init__(self, hall: Hall, queue: str, offset_ms: int, keys: Sequence[Key]) -> None:
        self._hall, self._offset_ms = hall, offset_ms
        self._keys = keys
        self.granted = list(hall.specials.get(queue, ()))
        self._pace = hall.paced.get(queue)
        self._at = 0
        self._gone: set[int] = set()  # called before their own turn

    def head(self) -> Key | None:
        """Its smallest place."""
        while self._at < len(self._keys) and self._keys[self._at][2] in self._gone:
            self._at += 1
        return shifted(self._keys[self._at], self._offset_ms) if self._at < len(self._keys) else None

    def take(self, head: Key) -> tuple[int, int]:
        """Who is called as this queue's turn comes: its smallest, or who goes first instead."""
        first = first_of(self._hall, self.granted, self._pace)
        if first is None or first == head[2]:
            self._forget(head[2])
            self._pace = None if self._pace is None else self._pace + 1
            self._at += 1
            return head[2], head[0]
        self._forget(first)
        self._pace = 0
        self._gone.add(first)
        return first, head[0] - 1

    def left_before(self, at: int, keys: Sequence[Key]) -> int:
        """How many are still to be called of those before the place `at` of all `keys`, of which this queue has the first."""
        places = (bisect_left(keys, self._hall.tickets[ticket].key) for ticket in self._gone)
        return at - self._at - sum(self._at <= place < at for place in places)

    def _forget(self, ticket: int) -> None:
        self.granted = [item for item in self.granted if item[1] != ticket]
