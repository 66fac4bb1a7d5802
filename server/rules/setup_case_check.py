"""What is wrong with what a set-up says of cases: figures, the number's pattern, the calendar of deadlines, limits of steps."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from server.rules.setup import Matter, Setup
from server.rules.setup_finding import Finding, error, repeated, warning
from server.rules.setup_times import date_findings, is_date, is_time

CASE_RANGES: Mapping[str, tuple[int, int]] = {
    "limit_days": (1, 366),
    "field_limit_days": (1, 366),
    "letter_limit_days": (1, 366),
    "permit_limit_days": (1, 366),
    "permit_extension_days": (0, 366),
    "joint_limit_days": (1, 366),
    "joint_extension_days": (0, 366),
    "hand_on_within_days": (1, 366),
    "tell_within_days": (1, 30),
    "supplement_within_days": (0, 366),
    "deliver_within_days": (1, 366),
    "yellow_days": (1, 30),
    "warn_year_days": (1, 366),
    "keep_persons_days": (1, 36500),
    "board_rows": (8, 200),
}
YEARS = (2000, 2100)
STEP_LIMITS = (0, 366)
LEVEL_LIMITS = (1, 366)

_NUMBER = re.compile(r"(?:[^{}/\x00-\x1f]|\{year\}|\{n(?::0[1-9])?\})+")
_KIOSK = re.compile(r"kiosk:k[1-9][0-9]{0,3}", re.ASCII)
_COUNTED = re.compile(r"\{n(?::0[1-9])?\}")


def case_findings(setup: Setup) -> Iterator[Finding]:
    """Part by part."""
    yield from _figures(setup)
    yield from _deadlines(setup)
    for n, kind in repeated(tuple(item.id for item in setup.kinds)):
        yield error("kind_twice", "kinds", n, "id", kind=kind)
    yield from _papers(setup)
    for n, matter in enumerate(setup.matters):
        yield from _limits(matter, n)
        yield from _joint(setup, matter, n)


def _figures(setup: Setup) -> Iterator[Finding]:
    figures = setup.cases
    for key, bounds in CASE_RANGES.items():
        yield from _range(getattr(figures, key), bounds, "cases", key)
    if not is_time(figures.due_time):
        yield error("time_shape", "cases", "due_time", time=figures.due_time)
    if not _is_number(figures.number):
        yield error("case_number_shape", "cases", "number", number=figures.number)


def _is_number(pattern: str) -> bool:
    """With the counter, and with the year at whose beginning it begins anew: no number comes twice."""
    parts = _NUMBER.fullmatch(pattern), _COUNTED.search(pattern), "{year}" in pattern
    return all(parts) and len(pattern) <= 40


def _papers(setup: Setup) -> Iterator[Finding]:
    """Short papers are printed by kiosks alone, which are numbered as they are paired."""
    for n, window in enumerate(setup.windows):
        if window.papers and not _KIOSK.fullmatch(window.papers):
            yield error("papers_no_kiosk", "windows", n, "papers", window=window.number, papers=window.papers)


def _deadlines(setup: Setup) -> Iterator[Finding]:
    days = setup.deadlines
    for n, year in enumerate(days.years):
        yield from _range(year, YEARS, "deadlines", "years", n)
    for n, year in repeated(days.years):
        yield error("year_twice", "deadlines", "years", n, year=year)
    for key in ("off_days", "work_days"):
        yield from date_findings(getattr(days, key), "deadlines", key)
        yield from _in_years(getattr(days, key), days.years, key)
    for n, day in enumerate(days.work_days):
        if day in days.off_days:
            yield error("date_off_and_worked", "deadlines", "work_days", n, date=day)


def year_findings_on(setup: Setup, day: str) -> Iterator[Finding]:
    """Years whose holidays should be in the file on that day: its own, and the next one from `warn_year_days` before it begins (C-3)."""
    today = date.fromisoformat(day)
    warned = today + timedelta(setup.cases.warn_year_days)
    for year in range(today.year, warned.year + 1):
        if year not in setup.deadlines.years:
            yield warning("year_unpublished", "deadlines", "years", year=year)


def _in_years(dates: tuple[str, ...], years: tuple[int, ...], key: str) -> Iterator[Finding]:
    for n, day in enumerate(dates):
        if is_date(day) and int(day[:4]) not in years:
            yield error("date_of_other_year", "deadlines", key, n, date=day)


def _limits(matter: Matter, n: int) -> Iterator[Finding]:
    if len(matter.step_limits) > len(matter.steps):
        yield error(
            "step_limits_many", "matters", n, "step_limits", matter=matter.id, steps=len(matter.steps)
        )
    for m, limit in enumerate(matter.step_limits):
        yield from _range(limit, STEP_LIMITS, "matters", n, "step_limits", m)
    if matter.level_limit is not None:
        yield from _range(matter.level_limit, LEVEL_LIMITS, "matters", n, "level_limit")


def _joint(setup: Setup, matter: Matter, n: int) -> Iterator[Finding]:
    """Others than the lead department, each once and with somebody in the hall who takes the part (C-10)."""
    here = {clerk.department for clerk in setup.clerks}
    for m, department in enumerate(matter.joint_with):
        if department not in here or department == matter.department or matter.kind != "joint":
            yield error(
                "joint_with_wrong", "matters", n, "joint_with", m, matter=matter.id, department=department
            )
    for m, department in repeated(matter.joint_with):
        yield error(
            "joint_with_twice", "matters", n, "joint_with", m, matter=matter.id, department=department
        )


def _range(value: int, bounds: tuple[int, int], *path: str | int) -> Iterator[Finding]:
    least, most = bounds
    if not least <= value <= most:
        key = next(part for part in reversed(path) if isinstance(part, str))
        yield error("figure_out_of_range", *path, key=key, value=value, least=least, most=most)
