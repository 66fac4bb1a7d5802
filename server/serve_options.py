"""What `serve` is told on the command line, and what is wrong with it, in words."""

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from common.i18n import say
from server.place_options import add_place, placed
from server.settings import Settings
from server.simulation import FASTEST, Simulation, moment_from, pace_from
from server.storage.hall_key import is_key

PORT_MOST = 65_535
PACE = 60.0
USUAL_PORTS = {"http": 80, "https": 443}
"""Browsers leave them out of what they say of a page's origin."""
WRONG = 2
"""Exit code, as argparse has it."""


_NAMED = re.compile(r"(?P<key>[^=/\\.:]+)=(?P<file>.+)", re.DOTALL)


class WrongOption(Exception):
    """`code` and `values` say which and why."""

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def options_of(arguments: Sequence[str]) -> argparse.Namespace:
    """The options, each a value that can be used. Leaves with exit code 2 where one cannot."""
    parser = _parser()
    options = placed(parser, arguments)
    try:
        if options.place.folder is None:
            _refuse_folders(options)
        options.hall, options.halls = _halls(options.hall)
        options.port = _port(options.port)
        options.public_url = _public_url(options.public_url)
        options.simulation = _simulation(options)
    except WrongOption as wrong:
        print(say(options.lang, f"serve.option.{wrong.code}", wrong.values), file=sys.stderr)
        sys.exit(WRONG)
    return options


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m server serve")
    add_place(parser, one_hall=False)
    parser.add_argument("--hall", action="append", metavar="[KEY=]FILE", default=[], help=_HALL)
    parser.add_argument("--host", default=Settings.host, help="address to listen on (default: all)")
    parser.add_argument("--port", default=str(Settings.port), help="0: any free one (default: 8000)")
    parser.add_argument("--backup", type=Path, metavar="DIR", help="folder for copies, on another disk")
    parser.add_argument("--public-url", default="", metavar="URL", help="how browsers reach the server")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="language of these messages")
    parser.add_argument("--simulate-from", metavar="MOMENT", help=_SIMULATE_FROM)
    parser.add_argument("--pace", metavar="N", help=f"of a simulated day (default: {PACE:g})")
    parser.add_argument("--go", type=Path, metavar="FILE", help="a simulated day begins when FILE is there")
    return parser


_HALL = "on the first start: the hall to import; KEY=FILE, repeated, for several halls, each at /h/KEY"
_SIMULATE_FROM = (
    "a demonstration: the hall's clock starts there (2026-11-23T08:00+08:00) and goes --pace times as fast"
)


def _halls(given: Sequence[str]) -> tuple[Path | None, dict[str, Path]]:
    """The file of the only hall, or the files of several by their keys."""
    named = [found for text in given if (found := _NAMED.fullmatch(text))]
    if len(named) < len(given) and len(given) > 1:
        raise WrongOption("halls_unnamed")
    keys = [found["key"] for found in named]
    for key in keys:
        if not is_key(key):
            raise WrongOption("hall_key", given=key)
        if keys.count(key) > 1:
            raise WrongOption("hall_twice", given=key)
    file = None if named or not given else Path(given[0])
    return file, {found["key"]: Path(found["file"]) for found in named}


def _refuse_folders(options: argparse.Namespace) -> None:
    """What is done with a data folder's file only."""
    if options.backup is not None:
        raise WrongOption("backup_of_database")
    if options.simulate_from is not None:
        raise WrongOption("simulated_in_folder")


def _port(text: str) -> int:
    if not (
        text.isascii() and text.isdecimal() and len(text) <= len(str(PORT_MOST)) and int(text) <= PORT_MOST
    ):
        raise WrongOption("port", given=text, most=PORT_MOST)
    return int(text)


def _public_url(text: str) -> str:
    """With its scheme, which says whether cookies are for https only; without a path, and as browsers write it."""
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        named = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 1)
    except ValueError:  # a port that is none
        named = None
    if not named or parts.path not in ("", "/") or parts.query or parts.fragment or "@" in parts.netloc:
        raise WrongOption("public_url", given=text)
    usual = f":{USUAL_PORTS[parts.scheme]}"
    return f"{parts.scheme}://{parts.netloc.lower().removesuffix(usual).removesuffix(':')}"


def _simulation(options: argparse.Namespace) -> Simulation | None:
    if options.simulate_from is None:
        for name in ("pace", "go"):
            if getattr(options, name) is not None:
                raise WrongOption("only_simulated", option=f"--{name}")
        return None
    try:
        start = moment_from(options.simulate_from)
    except (ValueError, OverflowError):
        raise WrongOption("simulate_from", given=options.simulate_from) from None
    try:
        pace = PACE if options.pace is None else pace_from(options.pace)
    except ValueError:
        raise WrongOption("pace", given=options.pace, most=int(FASTEST)) from None
    return Simulation(start, pace, options.go)
