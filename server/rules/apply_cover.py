"""Fold the facts of takeovers, sharing, overdue returns and spot checks into the hall."""

from collections.abc import Callable
from typing import Any

from msgspec import structs

from common.words import Instant
from server.rules import facts as f
from server.rules.facts import Entry, Fact
from server.rules.hall import Hall
from server.rules.hall_cover import SharedLoad, SpotCheck, Takeover

# -- how long it took (see hall.takeovers and time_to_cover) ----------------------------------------


def follow_cover(hall: Hall, fact: f.CoverChanged, entry: Entry) -> None:
    """An absence of A begins when the post passes from A."""
    begun = hall.takeovers.get(fact.post)
    change = fact.absence_of(begun.clerk if begun is not None else None)
    if change == "over":
        hall.takeovers.pop(fact.post, None)
    elif change == "begins" and fact.left is not None:
        hall.takeovers[fact.post] = Takeover(fact.a_role, fact.left, entry.due)


def _measured(hall: Hall, fact: f.CoverMeasured, entry: Entry) -> None:
    """As it stands now."""
    hall.takeovers[fact.post] = structs.replace(
        hall.takeovers[fact.post],
        first_call=None if fact.ticket is None else entry.due,
        ticket=fact.ticket,
        waited_from=fact.waited_from,
        effective_ms=fact.effective_ms,
        seen_ms=fact.seen_ms,
    )


# -- when nobody is called --------------------------------------------------------------------------


def follow_hours(hall: Hall, entry: Entry) -> None:
    """Today's spans in which nobody is called: of the whole hall under "", of a post while it is closed."""
    match entry.fact:
        case f.DayOpened() | f.DayClosed() | f.PhaseChanged() | f.HallPaused() | f.HallResumed():
            _stand(
                hall, "", entry.due, still=hall.paused is not None or hall.phase not in ("open", "closing")
            )
        case f.OutageEnded(since=since):
            hall.still.setdefault("", [(0, None)]).append((since, entry.due))
        case f.CoverChanged(post=post, state=state):
            _stand(hall, post, entry.due, still=state == "closed")


def _stand(hall: Hall, whose: str, due: Instant, *, still: bool) -> None:
    """Before the first word of the day nobody is called."""
    spans = hall.still.setdefault(whose, [(0, None)])
    going_on = next((index for index, span in enumerate(spans) if span[1] is None), None)
    if still and going_on is None:
        spans.append((due, None))
    elif not still and going_on is not None:
        spans[going_on] = (spans[going_on][0], due)


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
    f.CoverMeasured: _measured,
    f.SharingBegan: _sharing_began,
    f.SharingEnded: _sharing_ended,
    f.ReturnOverdue: _overdue,
    f.SpotChecked: _checked,
}
