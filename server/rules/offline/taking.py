"""One number that was given without the server, taken in: from when it counts, where it stands, for what. None is turned away."""

from collections import Counter
from typing import NamedTuple

from common.commands_own import OwnNumber, Source
from common.own_numbers import number_of
from common.words import Instant
from server.rules import facts as f
from server.rules.hall import Hall
from server.rules.hours import civil_day
from server.rules.intake import open_still, quota_of
from server.rules.offline.facts import HandedTo
from server.rules.place import claim_of_walk_in
from server.rules.queues import own_post
from server.rules.refusal import Refusal
from server.rules.setup import Matter
from server.rules.way import Stop


class Pile(NamedTuple):
    """Numbers of one series and day that are handed in at `at`."""

    source: Source
    series: str
    day: str
    at: Instant


def clamped(given: Instant, after: Instant, at: Instant) -> Instant:
    """When it was given, as far as anybody can know: no later than now, no earlier than what is sure."""
    return min(max(given, after), at)


def taken_in(hall: Hall, pile: Pile, number: OwnNumber, version: int, kept: Counter[str]) -> f.TicketHandedIn:
    """The fact, whose version will be `version`. `kept`: how many of the pile go to each post of a strict line, by its queue.

    In line by the moment at which it was given; nothing is closed, full or gone for somebody who holds a number already.
    """
    given = clamped(number.given, number.after, pile.at)
    day = counts_on(hall, pile)
    matters = _matters(hall, number.matters, given)
    wanted = tuple(matter.id for matter in matters)
    outcome = _outcome(hall, pile._replace(day=day), number)
    kept_to = own_post(hall, matters[0].line, kept) if outcome == "waiting" else None
    if kept_to is not None:
        kept[f"{matters[0].line}@{kept_to}"] += 1
    known = number.priority in {item.id for item in hall.rules.priorities}
    priority = number.priority if known else None
    return f.TicketHandedIn(
        ticket=version,
        number=number_of(pile.series, number.n),
        n=number.n,
        matter=wanted[0],
        line=matters[0].line,
        claim=claim_of_walk_in(hall, priority, given),
        placed=version,
        priority=priority,
        language=number.language,
        then=tuple(Stop(matter) for matter in wanted[1:]),
        kept_to=kept_to,
        limited=any(quota_of(hall, matter) is not None for matter in matters),
        source=pile.source,
        series=pile.series,
        day=day,
        said=pile.day if pile.day != day else "",
        given=given,
        fate=number.fate,
        outcome=outcome,
        asked=number.matters if wanted != number.matters else (),
    )


def counts_on(hall: Hall, pile: Pile) -> str:
    """A day that has not come is today: a clock was wrong, and whoever holds such a number waits now."""
    return min(pile.day, max(civil_day(hall.rules, pile.at), hall.day))


def _outcome(hall: Hall, pile: Pile, number: OwnNumber) -> HandedTo:
    """Of the day that is open: in line. Of one that is over: outside, as whoever waited then; older ones are too old (Q-6)."""
    if number.fate == "void":
        return "voided"
    today = civil_day(hall.rules, pile.at)
    if pile.day == hall.day and hall.phase != "closed":
        return "waiting"
    if pile.day in (today, hall.day):
        return "carried"
    before = hall.offline.day_before
    return "carried" if hall.phase != "closed" and before != "" and pile.day >= before else "lapsed"


def _matters(hall: Hall, asked: tuple[str, ...], at: Instant) -> list[Matter]:
    """Those that were answered when it was given, in order; for one that is gone, or that nobody answers, the general window (Q-11)."""
    known = {item.id: item for item in hall.rules.matters}
    found: dict[str, Matter] = {}
    for name in asked:
        matter = known.get(name)
        if matter is None or not _answered(hall, matter, at):
            matter = _general(hall, at) or matter or hall.rules.matters[0]
        found.setdefault(matter.id, matter)
    return list(found.values())


def _answered(hall: Hall, matter: Matter, at: Instant) -> bool:
    """Whether somebody served its line then, or was to; a matter that is closed for numbers, or used up, is served."""
    try:
        open_still(hall, matter.line, at)
    except Refusal:
        return False
    return True


def _general(hall: Hall, at: Instant) -> Matter | None:
    """For whoever does not know; else any matter of a general line; else whatever is answered."""
    lines = {line.id for line in hall.rules.lines if line.general}
    answered = [item for item in hall.rules.matters if _answered(hall, item, at)]
    ranked = sorted(answered, key=lambda item: (not item.unsure, item.line not in lines))
    return ranked[0] if ranked else None
