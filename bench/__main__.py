"""`python -m bench [NAME…]`: measure, and print one line a figure, each beside its limit in the same run."""

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from bench.measures import (
    call_to_fact,
    call_to_wall,
    crash,
    fairness,
    growth,
    issue,
    memory,
    shown,
    start,
    wall_cpu,
)
from bench.measures.figure import Figure
from bench.measures.run import Run

Measure = Callable[[Run], Iterator[Figure]]
MEASURES: dict[str, Measure] = {
    "issue": issue.measure,
    "call_to_fact": call_to_fact.measure,
    "crash": crash.measure,
    "memory": memory.measure,
    "start": start.measure,
    "growth": growth.measure,
    "fairness": fairness.measure,
    "wall_cpu": wall_cpu.measure,
    "shown": shown.measure,
    "call_to_wall": call_to_wall.measure,
}


def main(names: Sequence[str], measures: dict[str, Measure] = MEASURES, out: TextIO | None = None) -> int:
    """0; 1 where a promise was broken or nothing could be measured; 2 for a name that is none.

    A goal that this machine does not reach is said in its line and is no failure.
    """
    out = out or sys.stdout
    unknown = sorted(set(names) - measures.keys() - {"all"})
    if unknown:
        print(f"no measurement {', '.join(unknown)}; there are: {', '.join(measures)}", file=out)
        return 2
    chosen = [name for name in measures if name in names or not names or "all" in names]
    with tempfile.TemporaryDirectory(prefix="jiaohao-bench-", ignore_cleanup_errors=True) as folder:
        run = Run(Path(folder))
        kept = [_printed(name, measures[name], run, out) for name in chosen]
    return 0 if all(kept) else 1


def _printed(name: str, measure: Measure, run: Run, out: TextIO) -> bool:
    """Whether it could be measured and every promise was kept."""
    kept = True
    try:
        for figure in measure(run):
            print(figure.line, file=out, flush=True)
            kept = kept and not (figure.is_promise and figure.missed)
    except Exception as error:  # the other measurements go on
        print(f"{name} could not be measured: {type(error).__name__}: {error}", file=out, flush=True)
        return False
    return kept


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
