"""What is wrong with a set-up before it may come into force, each finding with its place.

`decide` refuses a set-up with an error; a warning is told and passes. Words for `finding.CODE`
stand in the catalogue.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from zoneinfo import ZoneInfo

import msgspec

from common.words import Words
from server.rules.letters import SOUND_ALIKE
from server.rules.order import is_reserved
from server.rules.setup import Line, Matter, Post, Setup
from server.rules.setup_case_check import case_findings
from server.rules.setup_case_doubts import case_doubts
from server.rules.setup_cover_check import cover_findings
from server.rules.setup_duty_check import duty_findings
from server.rules.setup_finding import Finding, error, repeated, warning
from server.rules.setup_kiosks import kiosk_findings
from server.rules.setup_place import (
    completed,
    elsewhere_findings,
    general_findings,
    plan_findings,
    quota_findings,
)
from server.rules.setup_signs import unseen_findings
from server.rules.setup_times import hours_findings, rota_findings
from server.rules.setup_voice_check import voice_findings

LOOKS_LIKE_DIGIT = frozenset("IO")
DAY_MIN = 24 * 60
LONGEST_LIMIT = 3650  # working days; beyond it is a slip of the hand

_ID = re.compile(r"[A-Za-z0-9_-]{1,40}", re.ASCII)
_PREFIX = re.compile(r"[A-Z]{1,2}", re.ASCII)

_LISTS_WITH_IDS = (
    "departments", "lines", "matters", "posts", "clerks", "priorities", "appointments", "elsewhere",
)  # fmt: skip
_LISTS_WITH_NAMES = (
    ("departments", "name"),
    ("lines", "name"),
    ("matters", "name"),
    ("windows", "name"),
    ("posts", "name"),
    ("clerks", "title"),
    ("priorities", "name"),
    ("appointments", "name"),
    ("elsewhere", "name"),
)
SETTING_RANGES: Mapping[str, tuple[int, int]] = {
    "grace_min": (1, DAY_MIN),
    "recall_limit": (0, 20),
    "recall_spacing_s": (0, 3600),
    "missed_after_s": (1, 3600),
    "re_entry_behind": (1, 100),
    "carry_check_in_min": (0, DAY_MIN),
    "service_min": (1, 240),
    "special_one_in": (1, 100),
    "appointment_lead_min": (0, DAY_MIN),
    "appointment_late_min": (0, DAY_MIN),
    "numbers_before_open_min": (0, DAY_MIN),
}


def findings(setup: Setup) -> tuple[Finding, ...]:
    """Everything wrong with `setup`, part by part."""
    return tuple(finding for part in _PARTS for finding in part(setup))


# -- the hall and what every part has -------------------------------------------------------------


def _hall(setup: Setup) -> Iterator[Finding]:
    yield from _id_shape(setup.hall.id, "hall", "id")
    if not setup.hall.name.zh.strip():
        yield error("name_empty", "hall", "name")
    if not _is_timezone(setup.hall.timezone):
        yield error("timezone_unknown", "hall", "timezone", timezone=setup.hall.timezone)


def _is_timezone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):  # unknown; not a name at all; a folder of zones
        return False
    return True


def _id_shape(part_id: str, *path: str | int) -> Iterator[Finding]:
    if not _ID.fullmatch(part_id):  # ids stand in addresses and keys
        yield error("id_shape", *path, id=part_id)


def _ids(setup: Setup) -> Iterator[Finding]:
    for kind in _LISTS_WITH_IDS:
        ids = [part.id for part in getattr(setup, kind)]
        for n, part_id in enumerate(ids):
            yield from _id_shape(part_id, kind, n, "id")
        for n, part_id in repeated(ids):
            yield error("id_twice", kind, n, "id", id=part_id, kind=kind)


def _names(setup: Setup) -> Iterator[Finding]:
    for kind, key in _LISTS_WITH_NAMES:
        for n, part in enumerate(getattr(setup, kind)):
            name: Words = getattr(part, key)
            if not name.zh.strip():
                yield error("name_empty", kind, n, key)


def _departments(setup: Setup) -> Iterator[Finding]:
    known = {department.id for department in setup.departments}
    for kind in ("matters", "windows", "clerks"):
        for n, part in enumerate(getattr(setup, kind)):
            if part.department not in known:
                yield error("department_unknown", kind, n, "department", department=part.department)


# -- figures --------------------------------------------------------------------------------------


def _figures(setup: Setup) -> Iterator[Finding]:
    for key, value in msgspec.structs.asdict(setup.settings).items():
        if type(value) is int:
            yield from _range(value, SETTING_RANGES.get(key, (0, DAY_MIN)), "settings", key)
    for n, matter in enumerate(setup.matters):
        limits = {
            "statutory_limit": matter.statutory_limit,
            "promised_limit": matter.promised_limit,
        }
        for key, limit in limits.items():
            if limit is not None:
                yield from _range(limit, (1, LONGEST_LIMIT), "matters", n, key)
    for n, priority in enumerate(setup.priorities):
        path = ("priorities", n, "head_start_min")
        yield from _range(priority.head_start_min, (1, DAY_MIN), *path)


def _range(value: int, bounds: tuple[int, int], *path: str | int) -> Iterator[Finding]:
    least, most = bounds
    if not least <= value <= most:
        key = str(path[-1])
        yield error("figure_out_of_range", *path, key=key, value=value, least=least, most=most)


# -- lines and matters ----------------------------------------------------------------------------


def _lines(setup: Setup) -> Iterator[Finding]:
    served = {line for post in setup.posts for line in post.lines}
    used = {matter.line for matter in completed(setup).matters}
    for n, line in enumerate(setup.lines):
        if line.id not in served:
            yield error("line_without_post", "lines", n, "id", line=line.id)
        if line.id not in used:
            yield warning("line_without_matter", "lines", n, "id", line=line.id)


def _prefixes(setup: Setup) -> Iterator[Finding]:
    for n, line in enumerate(setup.lines):
        path = ("lines", n, "prefix")
        if not line.prefix:
            yield error("prefix_empty", *path, line=line.id)
        elif not _PREFIX.fullmatch(line.prefix):
            yield error("prefix_shape", *path, line=line.id, prefix=line.prefix)
        elif LOOKS_LIKE_DIGIT & set(line.prefix):
            yield warning("prefix_looks_like_digit", *path, prefix=line.prefix)
    for (_, first), (n, second) in combinations(enumerate(setup.lines), 2):
        yield from _prefix_pair(first, second, n)


def _prefix_pair(first: Line, second: Line, n: int) -> Iterator[Finding]:
    path = ("lines", n, "prefix")
    if first.prefix == second.prefix != "":
        yield error("prefix_twice", *path, prefix=first.prefix, line=second.id, other=first.id)
    elif any(first.prefix in group and second.prefix in group for group in SOUND_ALIKE):
        yield warning("prefix_sounds_alike", *path, prefix=second.prefix, other=first.prefix)


def _matters(setup: Setup) -> Iterator[Finding]:
    lines = {line.id for line in setup.lines}
    for n, matter in enumerate(completed(setup).matters):
        if not matter.line:
            yield error("matter_without_line", "matters", n, "line", matter=matter.id)
        elif matter.line not in lines:
            yield error("matter_line_unknown", "matters", n, "line", matter=matter.id, line=matter.line)
        yield from _promise(matter, n)


def _promise(matter: Matter, n: int) -> Iterator[Finding]:
    promised, statutory = matter.promised_limit, matter.statutory_limit
    path = ("matters", n, "promised_limit")
    if matter.kind == "promised" and promised is None:
        yield warning("promise_missing", *path, matter=matter.id)
    if promised is not None and statutory is not None and 2 * promised > statutory:  # M-3
        yield warning("promise_over_half", *path, matter=matter.id, promised=promised, statutory=statutory)


# -- windows and posts ----------------------------------------------------------------------------


def _windows(setup: Setup) -> Iterator[Finding]:
    numbers = [window.number for window in setup.windows]
    staffed = {post.window for post in setup.posts}
    for n, number in enumerate(numbers):
        yield from _range(number, (1, 999), "windows", n, "number")
        if number not in staffed:
            yield warning("window_without_post", "windows", n, "number", number=number)
    for n, number in repeated(numbers):
        yield error("window_number_twice", "windows", n, "number", number=number)


def _posts(setup: Setup) -> Iterator[Finding]:
    windows = {window.number for window in setup.windows}
    for n, post in enumerate(setup.posts):
        if post.window not in windows:
            yield error("post_window_unknown", "posts", n, "window", post=post.id, number=post.window)
        yield from _post_lines(setup, post, n)
        yield from _post_roles(post, n)
        yield from _post_clerks(setup, post, n)


def _post_lines(setup: Setup, post: Post, n: int) -> Iterator[Finding]:
    known = {line.id for line in setup.lines}
    path = ("posts", n, "lines")
    if not post.lines:
        yield warning("post_without_line", *path, post=post.id)
    for m, line in enumerate(post.lines):
        if line not in known:
            yield error("post_line_unknown", *path, m, post=post.id, line=line)
    for m, line in repeated(post.lines):
        yield error("post_line_twice", *path, m, post=post.id, line=line)


def _post_roles(post: Post, n: int) -> Iterator[Finding]:
    """AB-1: one A-role, at least one B-role, and two different people."""
    path = ("posts", n, "b_roles")
    if not post.a_role:
        yield error("post_without_a", "posts", n, "a_role", post=post.id)
    if not post.b_roles:
        yield error("post_without_b", *path, post=post.id)
    for m, clerk in enumerate(post.b_roles):
        if clerk == post.a_role:
            yield error("a_is_own_b", *path, m, post=post.id, clerk=clerk)
    for m, clerk in repeated(post.b_roles):
        yield error("b_twice", *path, m, post=post.id, clerk=clerk)


def _post_clerks(setup: Setup, post: Post, n: int) -> Iterator[Finding]:
    known = {clerk.id for clerk in setup.clerks}
    if post.a_role and post.a_role not in known:
        path = ("posts", n, "a_role")
        yield error("post_clerk_unknown", *path, post=post.id, clerk=post.a_role)
    for m, clerk in enumerate(post.b_roles):
        if clerk not in known:
            yield error("post_clerk_unknown", "posts", n, "b_roles", m, post=post.id, clerk=clerk)


def _clerks(setup: Setup) -> Iterator[Finding]:
    for n, clerk in enumerate(setup.clerks):
        if is_reserved(clerk.id):
            yield error("clerk_reserved", "clerks", n, "id", id=clerk.id)


def _a_roles(setup: Setup) -> Iterator[Finding]:
    for (_, first), (n, second) in combinations(enumerate(setup.posts), 2):
        together = set(first.weekdays) & set(second.weekdays)
        if first.a_role == second.a_role != "" and first.window != second.window and together:
            path = ("posts", n, "a_role")
            yield warning("a_at_two_windows", *path, clerk=second.a_role, post=first.id, other=second.id)


_PARTS = (
    *(_hall, _ids, _names, _departments, hours_findings, rota_findings, _figures, cover_findings),
    *(_lines, _prefixes, _matters, _windows, _posts, _clerks, _a_roles),
    *(
        general_findings,
        quota_findings,
        elsewhere_findings,
        plan_findings,
        voice_findings,
        kiosk_findings,
        case_findings,
        case_doubts,
    ),
    duty_findings,
    unseen_findings,
)
