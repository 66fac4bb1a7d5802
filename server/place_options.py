"""`--data DIR` or `--database URL`, and `--hall KEY` where several halls are there: the same at every command on a hall's database."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from common.i18n import say
from server.hidden_password import VARIABLE
from server.storage.database_file import FILE_FAULTS
from server.storage.hall_key import THE_HALL, is_key
from server.storage.place import NoDatabaseUrl, Place, place_of
from server.storage.store import database_file

WRONG = 2
"""Exit code, as argparse has it."""
UNREADABLE = (*FILE_FAULTS, ModuleNotFoundError)


def add_place(parser: argparse.ArgumentParser, *, one_hall: bool = True) -> None:
    """The options; `--lang` is the command's own. `one_hall`: it works on one hall, which `--hall` may name."""
    parser.add_argument("--data", type=Path, metavar="DIR", help="the data folder")
    parser.add_argument(
        "--database", metavar="URL", help=f"instead: postgresql://USER@HOST/NAME (or in {VARIABLE})"
    )
    if one_hall:
        parser.add_argument("--hall", dest="key", metavar="KEY", help="which of several halls")


def placed(
    parser: argparse.ArgumentParser,
    arguments: Sequence[str],
    environ: Mapping[str, str] = os.environ,
    *,
    only_folders: bool = False,
) -> argparse.Namespace:
    """The options with `place`. Leaves with exit code 2 where there is none, or it is not said whose; a URL is never repeated.

    `only_folders`: the command itself refuses a database, so that nothing is asked of one.
    """
    options = parser.parse_args(arguments)
    try:
        place = place_of(options.data, options.database, environ)
    except NoDatabaseUrl:
        _leave(options, "database")
    if place is None:
        _leave(options, "one_place" if options.data is not None else "no_place")
    asks = "key" in options and not (only_folders and place.folder is None)
    options.place = _of_hall(options, place) if asks else place
    return options


def _of_hall(options: argparse.Namespace, place: Place) -> Place:
    """The hall that `--hall` names; without, the only one."""
    if options.key is None:
        _refuse_several(options, place)
        return place
    if not is_key(options.key):
        _leave(options, "hall_key", given=options.key)
    if _is_one_halls(place):
        _leave(options, "one_hall_there", folder=place.shown)
    return place.of(options.key)


def _refuse_several(options: argparse.Namespace, place: Place) -> None:
    """Leave where several halls are: the command would work on one that nobody meant, or begin one beside them."""
    keys = ", ".join(sorted(_passed_by(place)))
    if keys and place.folder is not None:
        _leave(options, "which_hall", folder=place.shown, keys=keys)
    if keys:
        _leave(options, "which_hall_of_database", database=place.shown, keys=keys)


def _passed_by(place: Place) -> set[str]:
    """The keys of halls that a command without `--hall` does not mean.

    None where nothing can be read: what the command itself then comes to grief by, it says in words.
    """
    try:
        there = place.halls()
    except UNREADABLE:
        return set()
    alone = place.folder is None and there == {THE_HALL}
    return set() if alone else there


def _is_one_halls(place: Place) -> bool:
    """Whether a data folder has a hall's database in itself."""
    try:
        return place.folder is not None and database_file(place.folder).exists()
    except OSError:
        return False


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
    if keys := _passed_by(Place(options.data)):
        _leave(
            options,
            "move_which",
            folder=str(options.data),
            keys=", ".join(sorted(keys)),
            one=str(options.data / min(keys)),
        )
    options.place = place
    return options


def _leave(options: argparse.Namespace, code: str, **values: str | int) -> NoReturn:
    print(say(options.lang, f"place.{code}", {"variable": VARIABLE, **values}), file=sys.stderr)
    sys.exit(WRONG)
