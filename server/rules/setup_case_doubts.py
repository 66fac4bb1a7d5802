"""What passes in a set-up of cases, but is hardly meant: it is named."""

import re
from collections.abc import Iterator

from common.words import Words
from server.rules.setup import Matter, Setup
from server.rules.setup_finding import Finding, error, warning

ODD = frozenset(" \u3000\u00a0\"'`?#%&<>\\|;:,*+=!@$^~")
"""In a number that people type, say aloud and find in an address."""
_FILLED = re.compile(r"\{[^{}]*\}")
LONGEST = {"matters": (60, 150), "departments": (24, 60)}
"""Characters of a name in Chinese and in English that a row at the foot of a wall holds."""


def case_doubts(setup: Setup) -> Iterator[Finding]:
    """Part by part."""
    for n, words in enumerate(setup.hall.commitments):
        if not words.zh.strip():
            yield error("commitment_empty", "hall", "commitments", n)
    odd = "".join(sorted(ODD & {*_FILLED.sub("", setup.cases.number)}))
    if odd:
        yield warning("case_number_odd", "cases", "number", number=setup.cases.number, odd=f"[{odd}]")
    for n, matter in enumerate(setup.matters):
        yield from _limits(matter, n)
        yield from _long(matter.name, "matters", n, matter.id)
    for n, department in enumerate(setup.departments):
        yield from _long(department.name, "departments", n, department.id)


def _limits(matter: Matter, n: int) -> Iterator[Finding]:
    """Limits that promise nothing, or more than there is."""
    path = "matters", n
    if matter.kind == "instant" and matter.promised_limit:
        days = matter.promised_limit
        yield warning("promise_of_instant", *path, "promised_limit", matter=matter.id, days=days)
    if matter.level_limit and matter.kind in ("instant", "promised", "reply"):
        yield warning("level_limit_unused", *path, "level_limit", matter=matter.id)
    steps, promised = sum(matter.step_limits), matter.promised_limit or 0
    if 0 < promised < steps:
        yield warning(
            "step_limits_over", *path, "step_limits", matter=matter.id, steps=steps, promised=promised
        )


def _long(name: Words, part: str, n: int, name_of: str) -> Iterator[Finding]:
    most, most_english = LONGEST[part]
    if len(name.zh) > most or len(name.en) > most_english:
        yield warning("name_long", part, n, "name", id=name_of, most=most, most_english=most_english)
