"""`python -m server check-hall FILE`: what is wrong with a hall's file, in the reader's words."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from common.i18n import say
from common.words import Instant, Language
from server.clock import SystemClock
from server.hall_file import Examined, Placed, examine
from server.rules.hours import civil_day
from server.rules.setup import Setup
from server.rules.setup_case_check import year_findings_on
from server.rules.setup_duty_check import rota_findings_on
from server.rules.setup_finding import KeyPath


def main_check_hall(arguments: Sequence[str], out: TextIO | None = None) -> int:
    """Exit code 0 when the file can be imported, 1 when not; argparse leaves with 2."""
    parser = argparse.ArgumentParser(prog="python -m server check-hall")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="language of the findings")
    options = parser.parse_args(arguments)
    out = out or sys.stdout
    found = check_hall(options.file, options.lang, out, SystemClock().now())
    print(say(options.lang, "serve.phones.check"), file=out)
    return found


def check_hall(path: Path, language: Language, out: TextIO, at: Instant | None = None) -> int:
    """Write each finding with its place, then how many; 0 without errors, else 1. `at`: also what will soon be missing then."""
    examined = examine(path)
    found = [*examined.placed, *_missing(examined, at)]
    for placed in found:
        print(finding_line(path, placed, language), file=out)
    levels = [placed.finding.level for placed in found]
    counts = {"errors": levels.count("error"), "warnings": levels.count("warning")}
    print(say(language, "finding.summary", counts), file=out)
    return 1 if examined.setup is None else 0


def _missing(examined: Examined, at: Instant | None) -> list[Placed]:
    """Of the rota of duty leaders (D-3)."""
    setup = examined.setup
    if setup is None or at is None:
        return []
    rotas = [Placed(finding) for finding in rota_findings_on(setup, civil_day(setup, at))]
    return [*rotas, *years_missing(setup, at)]


def years_missing(setup: Setup, at: Instant) -> list[Placed]:
    """Of the calendar of deadlines (C-3)."""
    return [Placed(finding) for finding in year_findings_on(setup, civil_day(setup, at))]


def finding_line(path: Path, placed: Placed, language: Language) -> str:
    """One finding as editors and people read it: `FILE:LINE: level: text [posts[3].b_roles]`."""
    finding = placed.finding
    place = str(path) if placed.line is None else f"{path}:{placed.line}"
    level = say(language, f"finding.level.{finding.level}")
    text = say(language, f"finding.{finding.code}", finding.values)
    return f"{place}: {level}: {text}" + (f" [{written(finding.path)}]" if finding.path else "")


def written(path: KeyPath) -> str:
    """A key path as people count, from 1: `posts[3].b_roles`."""
    steps = (f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")
