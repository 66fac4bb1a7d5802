"""`python -m server move --data DIR --database URL`: a hall that has outgrown its folder goes to PostgreSQL."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing
from typing import TextIO

from common.i18n import say
from server.place_options import add_place, placed_elsewhere
from server.start_failure import NOT_BEGUN, why_not_begun
from server.storage.check import check
from server.storage.command_line import check_folder, wording
from server.storage.moving import NotEmpty, move
from server.storage.place import Place


def main_move(arguments: Sequence[str], out: TextIO | None = None) -> int:
    """0 when the hall is there and sound; 1 when not, and then the database holds nothing of it."""
    parser = argparse.ArgumentParser(prog="python -m server move")
    add_place(parser, one_hall=False)
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="language of the messages")
    options = placed_elsewhere(parser, arguments)
    out = out or sys.stdout
    findings = check_folder(options.data)
    if findings:
        print("\n".join(wording(findings, options.lang)), file=out)
        return 1
    return _moved(Place(options.data), options.place, options, out)


def _moved(source: Place, target: Place, options: argparse.Namespace, out: TextIO) -> int:
    place = source
    try:
        with source.hold(), closing(source.open()) as old:
            place = target
            with closing(target.open()) as new:
                facts = move(old, new)
                findings = check(new)
    except NotEmpty:
        print(say(options.lang, "move.not_empty", {"database": target.shown}), file=out)
        return 1
    except NOT_BEGUN as error:
        print(why_not_begun(error, place, options.lang), file=out)
        return 1
    lines = wording(findings, options.lang) if findings else []
    moved: dict[str, str | int] = {"facts": facts, "database": target.shown, "folder": str(options.data)}
    print("\n".join([*lines, say(options.lang, "move.done", moved)]), file=out)
    return 1 if findings else 0
