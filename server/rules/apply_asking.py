"""Fold who was called from outside, asked to stand in, or asked for a short official absence; and what was answered."""

from collections.abc import Callable
from typing import Any

from msgspec import structs

from common.rows_cover import AskingState
from server.rules import facts as f
from server.rules.facts import Entry, Fact
from server.rules.hall import Hall
from server.rules.hall_cover import Answered, CalledOut, OfficialAsking, StandInAsking

# -- calls from outside (AB-14) -------------------------------------------------------------------


def _called(hall: Hall, fact: f.CoverCalled, entry: Entry) -> None:
    _call_over(hall, fact.post, "lapsed", entry)
    hall.called_out[fact.post] = CalledOut(
        fact.clerk, entry.due, tried=fact.tried, unable=fact.declined, again=fact.again
    )


def _on_the_way(hall: Hall, fact: f.CoverOnTheWay, entry: Entry) -> None:
    hall.called_out[fact.post] = structs.replace(hall.called_out[fact.post], until=fact.until, declined=False)


def _declined(hall: Hall, fact: f.CoverDeclined, entry: Entry) -> None:
    """As one whose limit is over."""
    hall.called_out[fact.post] = structs.replace(hall.called_out[fact.post], until=entry.due, declined=True)


def _call_ended(hall: Hall, fact: f.CoverCallEnded, entry: Entry) -> None:
    _call_over(hall, fact.post, "accepted" if fact.came else "taken_back", entry)


def _call_over(hall: Hall, post: str, state: AskingState, entry: Entry) -> None:
    call = hall.called_out.pop(post, None)
    if call is None:
        return
    state, over = ("declined", call.until or entry.due) if call.declined else (state, entry.due)
    row = f"call:{post}:{call.at}"
    hall.answered[row] = Answered(
        id=row, kind="call", clerk=call.clerk, at=call.at, post=post, state=state, answered_at=over
    )


# -- standing in (AB-18) ----------------------------------------------------------------------------


def _stand_in_asked(hall: Hall, fact: f.StandInAsked, entry: Entry) -> None:
    _asking_over(hall, fact.post, "taken_back", entry)
    hall.stand_ins_asked[fact.post] = StandInAsking(fact.clerk, fact.reason, entry.due, fact.declared)


def _stand_in_answered(hall: Hall, fact: f.StandInAnswered, entry: Entry) -> None:
    _asking_over(hall, fact.post, "accepted" if fact.accepted else "declined", entry)


def _stand_in_lapsed(hall: Hall, fact: f.StandInLapsed, entry: Entry) -> None:
    _asking_over(hall, fact.post, "lapsed", entry)


def _stand_in_named(hall: Hall, fact: f.StandInNamed, entry: Entry) -> None:
    _asking_over(hall, fact.post, "taken_back", entry)
    hall.stand_ins[fact.post] = fact.clerk


def _stand_in_ended(hall: Hall, fact: f.StandInEnded, entry: Entry) -> None:
    asked = hall.stand_ins_asked.get(fact.post)
    if asked is not None and asked.clerk == fact.clerk:
        _asking_over(hall, fact.post, "taken_back", entry)
    if hall.stand_ins.get(fact.post) == fact.clerk:
        del hall.stand_ins[fact.post]


def _asking_over(hall: Hall, post: str, state: AskingState, entry: Entry) -> None:
    asked = hall.stand_ins_asked.pop(post, None)
    if asked is None:
        return
    row = f"stand_in:{post}:{asked.at}"
    hall.answered[row] = Answered(
        id=row,
        kind="stand_in",
        clerk=asked.clerk,
        at=asked.at,
        post=post,
        reason=asked.reason,
        state=state,
        answered_at=entry.due,
    )


# -- short official absences (D-5) --------------------------------------------------------------------


def _official_asked(hall: Hall, fact: f.OfficialAsked, entry: Entry) -> None:
    asking = OfficialAsking(fact.asking, fact.clerk, fact.reason, fact.since, fact.until, entry.due)
    hall.officials[fact.asking] = asking


def _official_answered(hall: Hall, fact: f.OfficialAnswered, entry: Entry) -> None:
    _official_over(hall, fact.asking, "accepted" if fact.agreed else "declined", entry)


def _official_taken_back(hall: Hall, fact: f.OfficialTakenBack, entry: Entry) -> None:
    _official_over(hall, fact.asking, "taken_back", entry)


def _official_lapsed(hall: Hall, fact: f.OfficialLapsed, entry: Entry) -> None:
    _official_over(hall, fact.asking, "lapsed", entry)


def _official_over(hall: Hall, number: int, state: AskingState, entry: Entry) -> None:
    asking = hall.officials.pop(number)
    hall.answered[str(number)] = Answered(
        id=str(number),
        kind="official",
        clerk=asking.clerk,
        at=asking.at,
        reason=asking.reason,
        since=asking.since,
        until=asking.until,
        state=state,
        answered_at=entry.due,
    )


HANDLERS: dict[type[Fact], Callable[[Hall, Any, Entry], None]] = {
    f.CoverCalled: _called,
    f.CoverOnTheWay: _on_the_way,
    f.CoverDeclined: _declined,
    f.CoverCallEnded: _call_ended,
    f.StandInAsked: _stand_in_asked,
    f.StandInAnswered: _stand_in_answered,
    f.StandInLapsed: _stand_in_lapsed,
    f.StandInNamed: _stand_in_named,
    f.StandInEnded: _stand_in_ended,
    f.OfficialAsked: _official_asked,
    f.OfficialAnswered: _official_answered,
    f.OfficialTakenBack: _official_taken_back,
    f.OfficialLapsed: _official_lapsed,
}
