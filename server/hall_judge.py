"""Is what a hall's file says a set-up? The structure first, then the rules on whatever fits."""

from collections.abc import Mapping

import msgspec

from server.hall_shape import Shaped
from server.rules.setup import Setup
from server.rules.setup_check import findings
from server.rules.setup_finding import Finding, KeyPath, has_error

TELL_ABSENCE = frozenset({"post_without_a", "post_without_b", "matter_without_line", "prefix_empty"})
"""Rules that say more of a key that is not there than that it is not there."""

FOLLOW_FROM: Mapping[str, tuple[str, str]] = {
    "department_unknown": ("departments", "id"),
    "line_without_matter": ("matters", "line"),
    "line_without_post": ("posts", "lines"),
    "matter_line_unknown": ("lines", "id"),
    "post_clerk_unknown": ("clerks", "id"),
    "post_line_unknown": ("lines", "id"),
    "post_window_unknown": ("windows", "number"),
    "window_without_post": ("posts", "window"),
}
"""Rules that look from one part to another: not to be trusted while that key of the other does not fit."""


def judged(data: Mapping[str, object]) -> tuple[Setup | None, list[Finding]]:
    """The set-up if nothing is wrong with it, and what is, warnings too."""
    shaped = Shaped(data)
    if shaped.lacks_a_list():
        return None, shaped.findings
    setup = msgspec.convert(shaped.data, Setup)
    found = _merged(shaped.findings, findings(setup))
    return (None if has_error(found) else setup), found


def _merged(misfits: list[Finding], by_rules: tuple[Finding, ...]) -> list[Finding]:
    """One finding for one fault: rules that trip over an emptied misfit are silent."""
    absences = {found.path for found in by_rules if found.code in TELL_ABSENCE}
    told = [misfit for misfit in misfits if not (misfit.code == "missing_key" and misfit.path in absences)]
    unfit = [misfit.path for misfit in misfits if not misfit.code.startswith("unknown_key")]
    return told + [
        found
        for found in by_rules
        if not any(_one_place(found.path, misfit.path) for misfit in told)
        and not any(_follows(found.code, path) for path in unfit)
    ]


def _one_place(one: KeyPath, other: KeyPath) -> bool:
    """Whether one path lies at or below the other."""
    return all(a == b for a, b in zip(one, other, strict=False))


def _follows(code: str, unfit: KeyPath) -> bool:
    kind, key = FOLLOW_FROM.get(code, ("", ""))
    return unfit[0] == kind and (len(unfit) == 2 or unfit[2] == key)
