"""Bring a hall's file into force: at the first start, and as `python -m server import-hall`."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TextIO

from common.i18n import say
from common.messages import Refused
from common.words import Language
from server.check_hall import finding_line
from server.clock import SystemClock
from server.hall_file import examine
from server.lane import Ask, Lane
from server.live.wording import worded
from server.place_options import add_place, placed
from server.rules.order import Actor, ImportHall
from server.start_failure import NOT_BEGUN, why_not_begun
from server.storage.ledger import Ledger

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
    options = placed(parser, arguments)
    out = out or sys.stdout
    try:
        with options.place.hold(), closing(options.place.open()) as store:
            lane = Lane(Ledger(store, store.hall), SystemClock())
            return 0 if bring_into_force(lane, options.file, options.lang, out) else 1
    except NOT_BEGUN as error:
        print(why_not_begun(error, options.place, options.lang), file=out)
        return 1


def bring_into_force(lane: Lane, path: Path, language: Language, out: TextIO) -> bool:
    """Write what is wrong with the file; import it if nothing is. Whether it is in force now."""
    examined = examine(path)
    for found in examined.placed:
        print(finding_line(path, found, language), file=out)
    if examined.setup is None:
        return False
    reply = lane.run([Ask(INSTALLER, ImportHall(setup=examined.setup))])[0]
    if isinstance(reply, Refused):
        print(worded(reply).text.text(language), file=out)
        return False
    print(say(language, "serve.imported", {"name": examined.setup.hall.name.text(language)}), file=out)
    return True
