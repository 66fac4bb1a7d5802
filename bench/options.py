"""What `python -m bench` is told: which measurements, and how much of each."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

DATABASE_IS_FOR = ("issue", "crash")


class Options(NamedTuple):
    """`names` empty: all. `days`: of `fairness`; 0: its thousand. `database`: a PostgreSQL, empty: one out of the wheel."""

    names: tuple[str, ...] = ()
    effort: float = 1.0
    days: int = 0
    database: str = ""
    json: bool = False


def options_of(arguments: Sequence[str], measures: Mapping[str, Callable[..., object]]) -> Options:
    """Exits with 2 and says why where they cannot be used, with 0 for `--help`."""
    reader = _reader(measures)
    told = reader.parse_args(arguments)
    if told.database and (len(told.names) != 1 or told.names[0] not in DATABASE_IS_FOR):
        reader.error("--database is for one measurement that fills it: issue or crash")
    return Options(tuple(told.names), told.effort, told.days, told.database, told.json)


def _reader(measures: Mapping[str, Callable[..., object]]) -> argparse.ArgumentParser:
    width = max(map(len, measures))
    known = "\n".join(f"  {name:<{width}}  {_first_line(measure)}" for name, measure in measures.items())
    reader = argparse.ArgumentParser(
        prog="python -m bench",
        description="Measure, and print one line a figure: name value unit (goal; the limit or the peer of the same run).",
        epilog=f"measurements:\n{known}\n\nGoals and what each figure is: docs/bench.md",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    reader.add_argument("names", nargs="*", metavar="NAME", help="which; none, or all: every one")
    reader.add_argument(
        "--days", type=_count, default=0, metavar="N", help="fairness: so many days, not 1000"
    )
    reader.add_argument(
        "--effort",
        type=_share,
        default=1.0,
        metavar="X",
        help="above 0, at most 1: repeat less, wait shorter",
    )
    reader.add_argument(
        "--database",
        default="",
        metavar="URL",
        help="issue, crash: an empty PostgreSQL instead of one of its own",
    )
    reader.add_argument(
        "--json", action="store_true", help="each figure as an object of JSON in a line of its own"
    )
    return reader


def _first_line(measure: Callable[..., object]) -> str:
    module = sys.modules[measure.__module__]
    return (module.__doc__ or "").partition("\n")[0]


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return count


def _share(text: str) -> float:
    share = float(text)
    if not 0 < share <= 1:
        raise argparse.ArgumentTypeError("above 0, at most 1")
    return share
