"""Slots that can be booked: which plan a matter has, when its slots begin, and how many places are left (Q-7)."""

from collections import Counter
from datetime import date

from common.words import Instant
from server.rules.hall import Hall
from server.rules.hours import MINUTE_MS, civil_day, instant_of, parts_of, spans_of, weekday
from server.rules.post_day import works_on
from server.rules.setup import Matter, Post, Setup, SlotPlan


def plan_of(setup: Setup, matter: Matter) -> SlotPlan | None:
    """The first plan that names the matter, else the first that names its line."""
    named = [plan for plan in setup.appointments if matter.id in plan.matters]
    named += [plan for plan in setup.appointments if matter.line in plan.lines]
    return named[0] if named else None


def slots_of(setup: Setup, plan: SlotPlan, day: str, line: str | None = None) -> list[Instant]:
    """When the slots of `day` begin: while a post of `line` (none: of any that the plan is for) works, and within the
    hall's own opening, unless the plan goes beyond it.
    """
    if weekday(day) not in plan.weekdays or day in plan.closed_days:
        return []
    length = plan.length_min * MINUTE_MS
    spans = [
        tuple(instant_of(setup.hall.timezone, day, clock) for clock in session) for session in plan.sessions
    ]
    slots = [begin for start, end in spans for begin in range(start, end - length + 1, length)]
    lines = lines_of(setup, plan) if line is None else {line}
    posts = [post for post in setup.posts if lines & {*post.lines} and works_on(setup, post, day)]
    served = [slot for slot in slots if any(_serves(setup, post, day, slot, slot + length) for post in posts)]
    return served if plan.days_off else [slot for slot in served if _is_open(setup, day, slot, slot + length)]


def lines_of(setup: Setup, plan: SlotPlan) -> set[str]:
    """The lines in which its residents wait."""
    return {*plan.lines, *(matter.line for matter in setup.matters if matter.id in plan.matters)}


def _serves(setup: Setup, post: Post, day: str, since: Instant, until: Instant) -> bool:
    """Whether the post's own hours, if it keeps any, hold the whole slot (Q-4)."""
    own = spans_of(setup.hall.timezone, day, post.sessions)
    return not own or any(begin <= since and until <= end for begin, end in own)


def _is_open(setup: Setup, day: str, since: Instant, until: Instant) -> bool:
    """Whether the hall's calendar is open from `since` until `until`."""
    opened = [part for part in parts_of(setup, day) if part.phase == "open"]
    return any(part.since <= since and part.until is not None and until <= part.until for part in opened)


def taken(hall: Hall, plan: SlotPlan) -> Counter[Instant]:
    """How many have booked each slot of the plan: one pass for a whole day's list."""
    return Counter(item.slot for item in hall.appointments.values() if item.plan == plan.id)


def free_slots(hall: Hall, matter: Matter, day: str, at: Instant) -> list[tuple[Instant, int]]:
    """The slots of `day` that can be booked at `at`, with the places left in each."""
    plan = plan_of(hall.rules, matter)
    if plan is None or not is_near(hall, plan, day, at):
        return []
    slots = [slot for slot in slots_of(hall.rules, plan, day, matter.line) if slot > at]
    booked = taken(hall, plan) if slots else Counter()
    return [(slot, left) for slot in slots if (left := plan.capacity - booked[slot]) > 0]


def is_near(hall: Hall, plan: SlotPlan, day: str, at: Instant) -> bool:
    """Whether `day` is today or at most `ahead_days` from it."""
    ahead = date.fromisoformat(day) - date.fromisoformat(civil_day(hall.rules, at))
    return 0 <= ahead.days <= plan.ahead_days
