"""Bring a hall's file into force: at the first start, and as `python -m server import-hall`."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TextIO

from common.messages import Refused
from server.check_hall import finding_line, years_missing
from server.clock import SystemClock
from server.hall_file import examine
from server.lane import Ask, Lane
from server.live.wording import worded
from server.place_options import add_place, placed
from server.rules.order import Actor, ImportHall
from server.rules.setup import Setup
from server.start_failure import NOT_BEGUN, why_not_begun
from server.storage.ledger import Ledger
from server.told import Told

INSTALLER = Actor("admin", frozenset({"administrator"}))
"""Whoever has the machine's command line is its administrator."""


def main_import_hall(arguments: Sequence[str], out: TextIO | None = None) -> int:
    """0 when the hall is in force, 1 when not; a running server imports on its own page.

    A folder without a hall gets one: this is how a hall begins, too.
    """
    parser = argparse.ArgumentParser(prog="python -m server import-hall")
    parser.add_argument("file", type=Path, metavar="FILE")
    add_place(parser)
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="language of the messages")
    parser.add_argument("--another-hall", action="store_true", help="though the record is another hall's")
    options = placed(parser, arguments)
    out = out or sys.stdout
    told = Told(out, options.lang)
    if not can_be_imported(options.file, told):
        return 1
    try:
        with options.place.hold(), closing(options.place.open()) as store:
            lane = Lane(Ledger(store, store.hall), SystemClock())
            return 0 if bring_into_force(lane, options.file, told, another_hall=options.another_hall) else 1
    except NOT_BEGUN as error:
        print(why_not_begun(error, options.place, options.lang), file=out)
        return 1


def can_be_imported(path: Path, told: Told) -> bool:
    """Whether a hall can begin with the file; where not, what is wrong is told, and nothing is to be made for it."""
    examined = examine(path)
    if examined.setup is None:
        for found in examined.placed:
            told.line(finding_line(path, found, told.language))
    return examined.setup is not None


def bring_into_force(lane: Lane, path: Path, told: Told, *, another_hall: bool = False) -> bool:
    """Tell what is wrong with the file; import it if nothing is. Whether it is in force now.

    `another_hall`: also where the record is of a hall with another id.
    """
    examined = examine(path)
    for found in examined.placed:
        told.line(finding_line(path, found, told.language))
    if examined.setup is None:
        return False
    there = lane.hall.setup
    if there is not None and there.hall.id != examined.setup.hall.id and not another_hall:
        told.say(
            "serve.another_hall",
            file=str(path),
            given=_named(examined.setup, told),
            there=_named(there, told),
        )
        return False
    for found in years_missing(examined.setup, lane.now()):
        told.line(finding_line(path, found, told.language))
    reply = lane.run([Ask(INSTALLER, ImportHall(setup=examined.setup))])[0]
    if isinstance(reply, Refused):
        told.line(worded(reply).text.text(told.language))
        return False
    told.say("serve.imported", name=examined.setup.hall.name.text(told.language))
    return True


def _named(setup: Setup, told: Told) -> str:
    return f"{setup.hall.name.text(told.language)} ({setup.hall.id})"
