"""`--data DIR` or `--database URL`, and `--hall KEY` where several halls are there: the same at every command on a hall's database."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from common.i18n import say
from server.hidden_password import VARIABLE
from server.storage.hall_key import is_key
from server.storage.place import NoDatabaseUrl, Place, halls_in, place_of

WRONG = 2
"""Exit code, as argparse has it."""


def add_place(parser: argparse.ArgumentParser, *, one_hall: bool = True) -> None:
    """The options; `--lang` is the command's own. `one_hall`: it works on one hall, which `--hall` may name."""
    parser.add_argument("--data", type=Path, metavar="DIR", help="the data folder")
    parser.add_argument(
        "--database", metavar="URL", help=f"instead: postgresql://USER@HOST/NAME (or in {VARIABLE})"
    )
    if one_hall:
        parser.add_argument("--hall", dest="key", metavar="KEY", help="which of several halls")


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
    options.place = _of_hall(options, place) if "key" in options else place
    return options


def _of_hall(options: argparse.Namespace, place: Place) -> Place:
    """The hall that `--hall` names; without, the only one."""
    if options.key is not None:
        if not is_key(options.key):
            _leave(options, "hall_key", given=options.key)
        return place.of(options.key)
    there = halls_in(place.folder) if place.folder is not None else None
    if there:
        _leave(options, "which_hall", folder=place.shown, keys=", ".join(sorted(there)))
    return place


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


def _leave(options: argparse.Namespace, code: str, **values: str | int) -> NoReturn:
    print(say(options.lang, f"place.{code}", {"variable": VARIABLE, **values}), file=sys.stderr)
    sys.exit(WRONG)
