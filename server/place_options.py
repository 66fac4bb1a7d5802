"""`--data DIR` or `--database URL`: the same two options at every command that works on a hall's database."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from common.i18n import say
from server.hidden_password import VARIABLE
from server.storage.place import NoDatabaseUrl, place_of

WRONG = 2
"""Exit code, as argparse has it."""


def add_place(parser: argparse.ArgumentParser) -> None:
    """The options; `--lang` is the command's own."""
    parser.add_argument("--data", type=Path, metavar="DIR", help="the data folder")
    parser.add_argument(
        "--database", metavar="URL", help=f"instead: postgresql://USER@HOST/NAME (or in {VARIABLE})"
    )


def placed(
    parser: argparse.ArgumentParser, arguments: Sequence[str], environ: Mapping[str, str] = os.environ
) -> argparse.Namespace:
    """The options with `place`. Leaves with exit code 2 where there is none; a URL is never repeated."""
    options = parser.parse_args(arguments)
    try:
        place = place_of(options.data, options.database, environ)
    except NoDatabaseUrl:
        _leave(options, "database")
    if place is None:
        _leave(options, "one_place" if options.data is not None else "no_place")
    options.place = place
    return options


def placed_elsewhere(
    parser: argparse.ArgumentParser, arguments: Sequence[str], environ: Mapping[str, str] = os.environ
) -> argparse.Namespace:
    """The options with `data`, and as `place` the database it is to go to; as `placed` otherwise."""
    options = parser.parse_args(arguments)
    try:
        place = place_of(None, options.database, environ)
    except NoDatabaseUrl:
        _leave(options, "database")
    if place is None or options.data is None:
        _leave(options, "both_places")
    options.place = place
    return options


def _leave(options: argparse.Namespace, code: str) -> NoReturn:
    print(say(options.lang, f"place.{code}", {"variable": VARIABLE}), file=sys.stderr)
    sys.exit(WRONG)
