"""`python -m bench [NAME…]`: measure, and print one line a figure, each beside its limit in the same run.

`--help` names the measurements and the options.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

import msgspec

from bench.measures import (
    board,
    call_to_fact,
    call_to_wall,
    crash,
    estimate,
    fairness,
    growth,
    issue,
    memory,
    paper,
    phones,
    shown,
    start,
    wall_cpu,
)
from bench.measures.figure import Figure
from bench.measures.run import Run
from bench.options import options_of

Measure = Callable[[Run], Iterator[Figure]]
Say = Callable[[Figure], str]
MEASURES: dict[str, Measure] = {
    "issue": issue.measure,
    "call_to_fact": call_to_fact.measure,
    "crash": crash.measure,
    "memory": memory.measure,
    "start": start.measure,
    "growth": growth.measure,
    "fairness": fairness.measure,
    "estimate": estimate.measure,
    "wall_cpu": wall_cpu.measure,
    "shown": shown.measure,
    "call_to_wall": call_to_wall.measure,
    "phones": phones.measure,
    "print": paper.measure,
    "board": board.measure,
}


def main(arguments: Sequence[str], measures: dict[str, Measure] = MEASURES, out: TextIO | None = None) -> int:
    """0; 1 where a promise was broken or nothing could be measured; 2 for a name that is none, or an option.

    A goal that this machine does not reach is said in its line and is no failure.
    """
    out = out or sys.stdout
    told = options_of(arguments, measures)
    names = told.names
    unknown = sorted(set(names) - measures.keys() - {"all"})
    if unknown:
        print(f"no measurement {', '.join(unknown)}; there are: {', '.join(measures)}", file=out)
        return 2
    chosen = [name for name in measures if name in names or not names or "all" in names]
    with tempfile.TemporaryDirectory(prefix="jiaohao-bench-", ignore_cleanup_errors=True) as folder:
        run = Run(Path(folder), effort=told.effort, fair_days=told.days, database=told.database)
        said = _as_json if told.json else _as_line
        kept = [_printed(name, measures[name](run), said, out) for name in chosen]
    return 0 if all(kept) else 1


def _printed(name: str, figures: Iterator[Figure], said: Say, out: TextIO) -> bool:
    """Whether it could be measured and every promise was kept."""
    kept = True
    try:
        for figure in figures:
            print(said(figure), file=out, flush=True)
            kept = kept and not (figure.is_promise and figure.missed)
    except Exception as error:  # the other measurements go on
        fault = f"{name} could not be measured: {type(error).__name__}: {error}"
        print(fault if said is _as_line else _json({"name": name, "fault": fault}), file=out, flush=True)
        return False
    return kept


def _as_line(figure: Figure) -> str:
    return figure.line


def _as_json(figure: Figure) -> str:
    goal = figure.goal
    told = {"name": figure.name, "value": figure.value, "unit": figure.unit, "beside": figure.beside}
    if goal is not None:
        told |= {"goal": goal.words, "met": not figure.missed}
    return _json(told)


def _json(told: dict[str, object]) -> str:
    return msgspec.json.encode(told).decode()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
