"""`python -m server check-hall FILE`: what is wrong with a hall's file, in the reader's words."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from common.i18n import say
from common.words import Language
from server.hall_file import Placed, examine
from server.rules.setup_finding import KeyPath


def main_check_hall(arguments: Sequence[str], out: TextIO | None = None) -> int:
    """Exit code 0 when the file can be imported, 1 when not; argparse leaves with 2."""
    parser = argparse.ArgumentParser(prog="python -m server check-hall")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="language of the findings")
    options = parser.parse_args(arguments)
    return check_hall(options.file, options.lang, out or sys.stdout)


def check_hall(path: Path, language: Language, out: TextIO) -> int:
    """Write each finding with its place, then how many; 0 without errors, else 1."""
    examined = examine(path)
    for placed in examined.placed:
        print(finding_line(path, placed, language), file=out)
    levels = [placed.finding.level for placed in examined.placed]
    counts = {"errors": levels.count("error"), "warnings": levels.count("warning")}
    print(say(language, "finding.summary", counts), file=out)
    return 1 if examined.setup is None else 0


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
