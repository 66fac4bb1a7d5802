"""A kiosk whose power fails at a counted step: before or after each note on the disk, word to the server, or print."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from common.link_wire import Answered, Report, Transport
from kiosk.open_numbers import OpenNumbers
from kiosk.paper import Paper
from kiosk.printing import OnOutcome
from tests.live.one_process import OneProcess
from tests.programs.kiosk_stand import Fed, HandPrinter, Stand


class PowerCut(BaseException):
    """Nothing catches it, nothing is tidied up."""


class Power:
    """There for `steps` moments at which it might fail (none: for ever); `seen` counts them."""

    def __init__(self, steps: int | None = None) -> None:
        self._steps, self.seen = steps, 0

    def moment(self) -> None:
        if self.seen == self._steps:
            raise PowerCut
        self.seen += 1

    def around(self, what: Callable[[], Any]) -> Any:
        self.moment()
        result = what()
        self.moment()
        return result


class CutDay(Protocol):
    """One number on a road that is cut somewhere. `settled`: it came to its end."""

    hall: OneProcess
    settled: bool

    def take(self, power: Power, fault: str | None) -> None: ...
    def again(self, power: Power) -> bool: ...
    def judge(self) -> None: ...


def cut_everywhere(day_in: Callable[[Path], CutDay], folder: Path, fault: str | None) -> int:
    """A day for each step at which the power may fail, and each step of what follows when it is back; how many of the first."""
    for steps in itertools.count():
        day = day_in(folder / str(steps))
        day.take(Power(steps), fault)
        settled = day.settled
        for after in itertools.count():
            if day.again(Power(after)):
                break
        day.judge()
        day.hall.close()
        if settled:
            return steps
    raise AssertionError


class CutNumbers(OpenNumbers):
    """The note on the disk."""

    def __init__(self, file: Path, power: Power) -> None:
        self._power = power
        super().__init__(file)

    def _write(self) -> None:
        self._power.around(super()._write)


class CutPrinter(HandPrinter):
    """`out` counts the papers that came out of it."""

    def __init__(self, power: Power) -> None:
        super().__init__()
        self._power, self.out = power, 0

    def submit(self, paper: Paper, on_outcome: OnOutcome) -> int:
        return int(self._power.around(lambda: super(CutPrinter, self).submit(paper, on_outcome)))

    def end(self, fault: str | None = None) -> None:
        self._power.moment()
        self.out += fault is None
        self._power.around(lambda: super(CutPrinter, self).end(fault))


class CutWire:
    """The way to the server and back: only what concerns a command is a moment."""

    def __init__(self, wire: Transport, power: Power) -> None:
        self._wire, self._power = wire, power

    def connect(self) -> None:
        self._wire.connect()

    def emit(self, event: str, payload: Any, tag: str) -> None:
        if event == "command":
            self._power.around(lambda: self._wire.emit(event, payload, tag))
        else:
            self._wire.emit(event, payload, tag)

    def heard(self) -> list[Report]:
        reports = list(self._wire.heard())
        if any(isinstance(report, Answered) and report.tag != "join" for report in reports):
            self._power.moment()
        return reports

    def close(self) -> None:
        self._wire.close()


def stand_on(hall: OneProcess, file: Path, power: Power) -> Stand:
    """A kiosk on that power."""
    fed = Fed(CutNumbers(file, power), CutPrinter(power), lambda wire: CutWire(wire, power))
    return Stand(hall, fed=fed)
