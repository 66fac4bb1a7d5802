"""What is wrong with what a set-up says of cover: market days, a post's own hours, rotas, sharing, figures."""

import re
from collections.abc import Iterator, Mapping

import msgspec

from server.rules.setup import Post, Setup
from server.rules.setup_finding import Finding, error, repeated, warning
from server.rules.setup_times import (
    date_findings,
    halls_sessions,
    is_date,
    meets,
    session_findings,
    sound_sessions,
)

DAY_MIN = 24 * 60
COVER_RANGES: Mapping[str, tuple[int, int]] = {
    "on_the_way_min": (1, DAY_MIN),
    "answer_min": (1, DAY_MIN),
    "away_budget_min": (0, DAY_MIN),
    "away_budget_over_min": (1, DAY_MIN),
    "late_min": (0, DAY_MIN),
    "off_post_min": (1, DAY_MIN),
    "half_day_min": (1, DAY_MIN),
    "official_most_min": (1, DAY_MIN),
}
SHARING_RANGES: Mapping[str, tuple[int, int]] = {"waiting": (0, 1000), "longest_min": (0, DAY_MIN)}

_EACH_YEAR = re.compile(r"[0-9]{2}-[0-9]{2}", re.ASCII)


def cover_findings(setup: Setup) -> Iterator[Finding]:
    """Part by part."""
    yield from _figures(setup)
    yield from _market(setup)
    for n, post in enumerate(setup.posts):
        yield from session_findings(post.sessions, "posts", n, "sessions")
        yield from _in_vain(setup, post, n)
        yield from _between(post, n)
        yield from _rota(setup, post, n)
        yield from _a_outside(setup, post, n)
    yield from _clerks(setup)


def _figures(setup: Setup) -> Iterator[Finding]:
    yield from _ranges(msgspec.structs.asdict(setup.cover), COVER_RANGES, "cover")
    for n, post in enumerate(setup.posts):
        figures = msgspec.structs.asdict(post.sharing)
        yield from _ranges(figures, SHARING_RANGES, "posts", n, "sharing")


def _ranges(
    figures: dict[str, int], ranges: Mapping[str, tuple[int, int]], *path: str | int
) -> Iterator[Finding]:
    for key, value in figures.items():
        least, most = ranges[key]
        if not least <= value <= most:
            yield error("figure_out_of_range", *path, key, key=key, value=value, least=least, most=most)


def _market(setup: Setup) -> Iterator[Finding]:
    hours = setup.hours
    yield from date_findings(hours.market_days, "hours", "market_days")
    yield from session_findings(hours.market_sessions, "hours", "market_sessions")
    for n, ending in enumerate(hours.market_endings):
        if not 0 <= ending <= 9:
            yield error("ending_unknown", "hours", "market_endings", n, ending=ending)
    for n, ending in repeated(hours.market_endings):
        yield error("ending_twice", "hours", "market_endings", n, ending=ending)


def _in_vain(setup: Setup, post: Post, n: int) -> Iterator[Finding]:
    """Hours at which the hall is never open, and market days that it does not have (Q-4)."""
    hall = halls_sessions(setup)
    for m, (start, end) in enumerate(post.sessions):
        if hall and sound_sessions(((start, end),)) and not meets(start, end, hall):
            yield error("post_outside_hours", "posts", n, "sessions", m, post=post.id, start=start, end=end)
    if post.market == "as_ever" or setup.hours.market_days or setup.hours.market_endings:
        return
    if post.market == "only" or not post.weekdays:
        yield error("market_never", "posts", n, "market", post=post.id)
    else:
        yield warning("market_never", "posts", n, "market", post=post.id)


def _a_outside(setup: Setup, post: Post, n: int) -> Iterator[Finding]:
    """A sits in the hall; it is a B who may be called from outside (AB-14)."""
    outside = {clerk.id for clerk in setup.clerks if clerk.outside}
    if post.a_role in outside and not post.a_rota.clerks:
        yield warning("a_role_outside", "posts", n, "a_role", post=post.id, clerk=post.a_role)


def _between(post: Post, n: int) -> Iterator[Finding]:
    """Two dates, or two days of every year, which may run over its turn."""
    for m, (since, until) in enumerate(post.between):
        path = ("posts", n, "between", m)
        whole, yearly = ([test(day) for day in (since, until)] for test in (is_date, _is_yearly))
        if not all(whole) and not all(yearly):
            yield error("stretch_shape", *path, since=since, until=until)
        elif all(whole) and until < since:
            yield error("stretch_backwards", *path, since=since, until=until)


def _is_yearly(day: str) -> bool:
    """A day of every year, the 29th of February too."""
    return _EACH_YEAR.fullmatch(day) is not None and is_date(f"2000-{day}")


def _rota(setup: Setup, post: Post, n: int) -> Iterator[Finding]:
    """Every A of the rota is known, and leaves the post a B (AB-1)."""
    rota, known = post.a_rota, {clerk.id for clerk in setup.clerks}
    path = ("posts", n, "a_rota")
    for m, clerk in enumerate(rota.clerks):
        if clerk not in known and (clerk or rota.turn == "day"):
            yield error("post_clerk_unknown", *path, "clerks", m, post=post.id, clerk=clerk)
        elif set(post.b_roles) == {clerk}:
            yield error("post_without_b", *path, "clerks", m, post=post.id)
    if rota.turn == "weekday" and len(rota.clerks) > 7:
        yield error("rota_too_long", *path, "clerks", 7, post=post.id)
    if rota.turn == "day" and rota.clerks and not is_date(rota.since):
        yield error("date_shape", *path, "since", date=rota.since)


def _clerks(setup: Setup) -> Iterator[Finding]:
    lines = {line.id for line in setup.lines}
    for n, clerk in enumerate(setup.clerks):
        yield from date_findings(clerk.off_days, "clerks", n, "off_days")
        if clerk.lunch is not None:
            yield from session_findings((clerk.lunch,), "clerks", n, "lunch")
        for m, line in enumerate(clerk.lines):
            if line not in lines:
                yield error("clerk_line_unknown", "clerks", n, "lines", m, clerk=clerk.id, line=line)
