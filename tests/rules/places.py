"""Who comes, where they stand, and where one ought to stand: read off the line by looking at every place."""

from hypothesis import strategies as st

from common.words import Instant, Placed
from server.rules.hall import Key, Ticket
from tests.rules.street import Street

GAPS = st.lists(st.sampled_from([0, 1, 20, 61]), min_size=1, max_size=9)
"""Seconds between those who come; some in one moment."""


def come(street: Street, gaps: list[int], matter: str = "mr") -> list[Ticket]:
    found = []
    for gap in gaps:
        street.later(seconds=gap)
        found.append(street.issue(matter))
    return found


def keys(street: Street, line: str = "r") -> list[Key]:
    return [street.hall.tickets[key[2]].key for key in street.hall.lines.get(line, [])]


def behind(street: Street, ticket: Ticket, n: int) -> list[int]:
    """By looking at every place: the line as it is to be, with the ticket right behind the n-th of those later than it, and
    behind whoever was put right behind that one before.
    """
    others = [key for key in sorted(keys(street)) if key[2] != ticket.id]
    earlier = sum(key < ticket.key for key in others)
    at = min(earlier + n, len(others))
    while (
        earlier < at < len(others) and others[at][0] == others[at - 1][0] and _put_behind(street, others[at])
    ):
        at += 1
    line = [key[2] for key in others]
    return [*line[:at], ticket.id, *line[at:]]


def claim_behind(street: Street, ticket: Ticket, n: int) -> Instant:
    """The claim of the n-th of those later than it, the last one's if fewer, its own if none."""
    later = sorted(key for key in keys(street) if key > ticket.key)[:n]
    return max(ticket.claim, later[-1][0]) if later else ticket.claim


def place(street: Street, ticket: Ticket, version: int) -> tuple[Instant, Placed]:
    """Its claim and `placed`; where it stands before others of its claim: no version, and so `version` for all that is to be known."""
    line = keys(street)
    after = line[line.index(ticket.key) + 1 :]
    tied = bool(after) and after[0][0] == ticket.claim
    assert not tied or ticket.placed != int(ticket.placed)
    return (ticket.claim, version if tied else ticket.placed)


def _put_behind(street: Street, key: Key) -> bool:
    return street.hall.tickets[key[2]].put_behind
