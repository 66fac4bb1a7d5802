"""Fold the facts of takeovers, sharing, overdue returns and spot checks into the hall."""

from collections.abc import Callable
from typing import Any

from msgspec import structs

from server.rules import facts as f
from server.rules.facts import Entry, Fact
from server.rules.hall import Hall
from server.rules.hall_cover import SharedLoad, SpotCheck, Takeover

# -- how long it took (see hall.takeovers) --------------------------------------------------------


def follow_cover(hall: Hall, fact: f.CoverChanged, entry: Entry) -> None:
    """An absence of A begins when the post passes from A, and is over when A or nobody has to serve."""
    if fact.state in ("a_role", "closed") or fact.left is None:
        hall.takeovers.pop(fact.post, None)
    elif (begun := hall.takeovers.get(fact.post)) is None or begun.clerk != fact.a_role:
        hall.takeovers[fact.post] = Takeover(fact.a_role, fact.left, entry.due)


def follow_call(hall: Hall, fact: f.TicketCalled, entry: Entry) -> None:
    """The first call that somebody else made for the post."""
    begun = hall.takeovers.get(fact.post)
    if begun is not None and begun.first_call is None and fact.role != "a_role":
        hall.takeovers[fact.post] = structs.replace(
            begun, first_call=entry.due, ticket=fact.ticket, waited_from=fact.waited_from
        )


def follow_put_back(hall: Hall, ticket: int) -> None:
    """A call that was taken back was none."""
    for post, begun in hall.takeovers.items():
        if begun.ticket == ticket:
            hall.takeovers[post] = Takeover(begun.clerk, begun.left, begun.effective)
            return


# -- sharing, whereabouts, spot checks ------------------------------------------------------------


def _sharing_began(hall: Hall, fact: f.SharingBegan, entry: Entry) -> None:
    hall.shared[fact.post] = SharedLoad(fact.clerk, fact.offset_ms, entry.due, fact.kind)


def _sharing_ended(hall: Hall, fact: f.SharingEnded, entry: Entry) -> None:
    hall.shared.pop(fact.post, None)


def _overdue(hall: Hall, fact: f.ReturnOverdue, entry: Entry) -> None:
    if fact.until is None:
        hall.overdue.pop(fact.clerk, None)
    else:
        hall.overdue[fact.clerk] = fact.until


def _checked(hall: Hall, fact: f.SpotChecked, entry: Entry) -> None:
    check = SpotCheck(fact.check, fact.window, fact.found, fact.said, fact.away, entry.due, entry.by)
    hall.spot_checks.append(check)


HANDLERS: dict[type[Fact], Callable[[Hall, Any, Entry], None]] = {
    f.SharingBegan: _sharing_began,
    f.SharingEnded: _sharing_ended,
    f.ReturnOverdue: _overdue,
    f.SpotChecked: _checked,
}
