"""What a set-up says of general and strict lines, quotas, appointments and matters handled elsewhere."""

from collections.abc import Iterator

import msgspec

from server.rules.setup import Line, Post, Setup, SlotPlan
from server.rules.setup_finding import Finding, error, repeated, warning
from server.rules.setup_times import (
    date_findings,
    halls_sessions,
    length_min,
    lies_within,
    meets,
    session_findings,
    sound_sessions,
    weekday_findings,
)
from server.rules.slots import lines_of

PLAN_RANGES = {"length_min": (5, 480), "capacity": (1, 999), "ahead_days": (0, 366)}


def general_line(setup: Setup) -> Line | None:
    """The line that takes every matter which names none (Q-11)."""
    return next((line for line in setup.lines if line.general), None)


def completed(setup: Setup) -> Setup:
    """Every matter with its line: those that name none wait in the general one (Q-11)."""
    general = general_line(setup)
    if general is None or all(matter.line for matter in setup.matters):
        return setup
    matters = (
        matter if matter.line else msgspec.structs.replace(matter, line=general.id)
        for matter in setup.matters
    )
    return msgspec.structs.replace(setup, matters=tuple(matters))


def general_findings(setup: Setup) -> Iterator[Finding]:
    """One general line at most, with the one matter for whoever does not know; a window of one's own goes before."""
    general = [n for n, line in enumerate(setup.lines) if line.general]
    for n in general[1:]:
        yield error("general_line_twice", "lines", n, "general", line=setup.lines[n].id)
    unsure = [n for n, matter in enumerate(setup.matters) if matter.unsure]
    for n in unsure[1:]:
        yield error("unsure_twice", "matters", n, "unsure", matter=setup.matters[n].id)
    with_window = {window.department for window in setup.windows}
    for n, matter in enumerate(setup.matters):
        if general and not matter.line and not matter.unsure and matter.department in with_window:
            yield warning("general_has_window", "matters", n, "line", matter=matter.id)


def quota_findings(setup: Setup) -> Iterator[Finding]:
    """A quota is a number of numbers."""
    for n, matter in enumerate(setup.matters):
        if matter.daily_quota is not None and not 0 <= matter.daily_quota <= 9_999:
            path = ("matters", n, "daily_quota")
            yield error(
                "figure_out_of_range", *path, key="daily_quota", value=matter.daily_quota, least=0, most=9_999
            )


def elsewhere_findings(setup: Setup) -> Iterator[Finding]:
    """Either here or elsewhere, and then it says where (M-5)."""
    here = {matter.id for matter in setup.matters}
    for n, item in enumerate(setup.elsewhere):
        if item.id in here:
            yield error("here_and_elsewhere", "elsewhere", n, "id", id=item.id)
        if not item.where.zh.strip():
            yield error("where_empty", "elsewhere", n, "where", id=item.id)


def plan_findings(setup: Setup) -> Iterator[Finding]:
    """Plans for what exists, with slots that fit."""
    matters, lines = {item.id for item in setup.matters}, {item.id for item in setup.lines}
    for n, plan in enumerate(setup.appointments):
        path = ("appointments", n)
        if not (plan.matters or plan.lines):
            yield error("plan_for_nothing", *path, "matters", plan=plan.id)
        for key, known, named in (("matters", matters, plan.matters), ("lines", lines, plan.lines)):
            for m, item in enumerate(named):
                if item not in known:
                    yield error("plan_unknown", *path, key, m, plan=plan.id, id=item)
            for m, item in repeated(named):
                yield error("plan_twice", *path, key, m, plan=plan.id, id=item)
        yield from _plan_times(plan, n)
        yield from _plan_slots(setup, plan, n)
        yield from _plan_served(setup, plan, n)


def _plan_times(plan: SlotPlan, n: int) -> Iterator[Finding]:
    path = ("appointments", n)
    for key, (least, most) in PLAN_RANGES.items():
        value: int = getattr(plan, key)
        if not least <= value <= most:
            yield error("figure_out_of_range", *path, key, key=key, value=value, least=least, most=most)
    if not plan.sessions:
        yield warning("sessions_none", *path, "sessions")
    yield from session_findings(plan.sessions, *path, "sessions")
    yield from weekday_findings(plan.weekdays, *path, "weekdays")
    yield from date_findings(plan.closed_days, *path, "closed_days")


def _plan_slots(setup: Setup, plan: SlotPlan, n: int) -> Iterator[Finding]:
    """Each session holds a slot, at a time at which the hall is open or the plan goes beyond it (Q-7)."""
    hall = halls_sessions(setup)
    for m, (start, end) in enumerate(plan.sessions):
        if not sound_sessions(((start, end),)):
            continue
        path, values = ("appointments", n, "sessions", m), {"plan": plan.id, "start": start, "end": end}
        if length_min(start, end) < plan.length_min:
            yield error("slot_too_long", *path, length=plan.length_min, **values)
        if not hall or plan.days_off or lies_within(start, end, hall):
            continue
        if meets(start, end, hall):
            yield warning("plan_partly_outside_hours", *path, **values)
        else:
            yield error("plan_outside_hours", *path, **values)


def _plan_served(setup: Setup, plan: SlotPlan, n: int) -> Iterator[Finding]:
    """A session in which every post of a line is closed by its own hours has no slot that could be kept (Q-4).

    Such slots are never offered, so it is told and passes.
    """
    for line in sorted(lines_of(setup, plan)):
        posts = [post for post in setup.posts if line in post.lines]
        for m, (start, end) in enumerate(plan.sessions):
            if posts and not any(_meets(post, start, end) for post in posts):
                path = ("appointments", n, "sessions", m)
                yield warning("plan_unserved", *path, plan=plan.id, line=line, start=start, end=end)


def _meets(post: Post, start: str, end: str) -> bool:
    """Whether the post works at some time from `start` until `end`."""
    return not post.sessions or meets(start, end, post.sessions)
