"""The budget of moments: "back in a moment" may last so long in a rolling stretch of time."""

from common.words import Instant
from server.rules.hall import Hall, Presence
from server.rules.hours import MINUTE_MS
from server.rules.planned import lunch_of


def budget_left(hall: Hall, person: Presence, at: Instant) -> int | None:
    """What is left for a step away at `at`, ms; none over one's own lunch, which draws on nothing."""
    lunch = lunch_of(hall, person.clerk)
    if lunch and lunch[0] <= at < lunch[1]:
        return None
    figures = hall.rules.cover
    start = at - figures.away_budget_over_min * MINUTE_MS
    spent = sum(max(0, until - max(since, start)) for since, until in person.moments)
    return max(0, figures.away_budget_min * MINUTE_MS - spent)


def moments_after(hall: Hall, person: Presence, at: Instant) -> tuple[tuple[Instant, Instant], ...]:
    """What the budget remembers once the clerk's present step away has ended at `at`."""
    start = at - hall.rules.cover.away_budget_over_min * MINUTE_MS
    kept = tuple(span for span in person.moments if span[1] > start)
    if person.away is None or person.away.budget_ms is None:
        return kept
    return (*kept, (person.away.since, at))
