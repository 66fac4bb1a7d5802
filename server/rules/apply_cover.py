"""Fold the facts of calls from outside, askings, sharing, overdue returns and spot checks into the hall."""

from collections.abc import Callable
from typing import Any

from msgspec import structs

from common.words import Instant
from server.rules import facts as f
from server.rules.facts import Entry, Fact
from server.rules.hall import Hall
from server.rules.hall_cover import CalledOut, OfficialAsking, SharedLoad, SpotCheck, StandInAsking, Takeover

# -- how long it took (see hall.takeovers) --------------------------------------------------------


def follow_cover(hall: Hall, fact: f.CoverChanged, entry: Entry) -> None:
    """An absence of A begins when the post passes from A, and is over when A or nobody has to serve."""
    if fact.state in ("a_role", "closed") or fact.left is None:
        hall.takeovers.pop(fact.post, None)
    elif (begun := hall.takeovers.get(fact.post)) is None or begun.clerk != fact.a_role:
        hall.takeovers[fact.post] = Takeover(fact.a_role, fact.left, entry.due)


def follow_call(hall: Hall, fact: f.TicketCalled, entry: Entry, waited_from: Instant) -> None:
    """The first call that somebody else made for the post."""
    begun = hall.takeovers.get(fact.post)
    if begun is not None and begun.first_call is None and fact.role != "a_role":
        hall.takeovers[fact.post] = structs.replace(
            begun, first_call=entry.due, ticket=fact.ticket, waited_from=waited_from
        )


def follow_put_back(hall: Hall, ticket: int) -> None:
    """A call that was taken back was none."""
    for post, begun in hall.takeovers.items():
        if begun.ticket == ticket:
            hall.takeovers[post] = Takeover(begun.clerk, begun.left, begun.effective)
            return


# -- calls from outside ---------------------------------------------------------------------------


def _called(hall: Hall, fact: f.CoverCalled, entry: Entry) -> None:
    hall.called_out[fact.post] = CalledOut(fact.clerk, entry.due, tried=fact.tried)


def _on_the_way(hall: Hall, fact: f.CoverOnTheWay, entry: Entry) -> None:
    called = hall.called_out[fact.post]
    hall.called_out[fact.post] = CalledOut(fact.clerk, called.at, fact.until, called.tried)


def _declined(hall: Hall, fact: f.CoverDeclined, entry: Entry) -> None:
    """As one whose limit is over."""
    called = hall.called_out[fact.post]
    hall.called_out[fact.post] = CalledOut(fact.clerk, called.at, entry.due, called.tried)


def _call_ended(hall: Hall, fact: f.CoverCallEnded, entry: Entry) -> None:
    hall.called_out.pop(fact.post, None)


# -- askings --------------------------------------------------------------------------------------


def _stand_in_asked(hall: Hall, fact: f.StandInAsked, entry: Entry) -> None:
    hall.stand_ins_asked[fact.post] = StandInAsking(fact.clerk, fact.reason, entry.due, fact.declared)


def _stand_in_answered(hall: Hall, fact: f.StandInAnswered, entry: Entry) -> None:
    hall.stand_ins_asked.pop(fact.post, None)


def _stand_in_named(hall: Hall, fact: f.StandInNamed, entry: Entry) -> None:
    hall.stand_ins_asked.pop(fact.post, None)
    hall.stand_ins[fact.post] = fact.clerk


def _stand_in_ended(hall: Hall, fact: f.StandInEnded, entry: Entry) -> None:
    hall.stand_ins_asked.pop(fact.post, None)
    hall.stand_ins.pop(fact.post, None)


def _official_asked(hall: Hall, fact: f.OfficialAsked, entry: Entry) -> None:
    asking = OfficialAsking(fact.asking, fact.clerk, fact.reason, fact.since, fact.until, entry.due)
    hall.officials[fact.asking] = asking


def _official_answered(hall: Hall, fact: f.OfficialAnswered, entry: Entry) -> None:
    hall.officials.pop(fact.asking, None)


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
    f.CoverCalled: _called,
    f.CoverOnTheWay: _on_the_way,
    f.CoverDeclined: _declined,
    f.CoverCallEnded: _call_ended,
    f.StandInAsked: _stand_in_asked,
    f.StandInAnswered: _stand_in_answered,
    f.StandInNamed: _stand_in_named,
    f.StandInEnded: _stand_in_ended,
    f.OfficialAsked: _official_asked,
    f.OfficialAnswered: _official_answered,
    f.SharingBegan: _sharing_began,
    f.SharingEnded: _sharing_ended,
    f.ReturnOverdue: _overdue,
    f.SpotChecked: _checked,
}
