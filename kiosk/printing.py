"""The queue before the printer: a thread of its own prints, touching never waits for paper.

A ticket is *printed* only when the printer said so; everything else is a failure with a code
(FQM reports a failed print as success, and nobody knows). `PrintQueue.poll`, called on the
program's own thread, delivers the outcomes.
"""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Generic, Literal, NamedTuple, Protocol, TypeVar

from PIL import Image

from kiosk.mishap import told
from kiosk.paper import Paper
from kiosk.scene import SLOW

PATIENCE_S = 20.0
PAPER_LOW = "paper_low"
"""The roll nears its end: no fault, it prints; staff are told."""
LOOK_S, SOON_S = 15.0, 1.0
UNASKED = ("printer_unreachable", "printer_silent", "printer_stuck")
VAIN_LOOKS = 3

log = logging.getLogger(__name__)


class PrinterFault(Exception):
    """No paper came out; `code` names the text `printer.CODE`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Printer(Protocol):
    """Something that puts a one-bit picture on paper; may block, is called by one thread."""

    def print(self, image: Image.Image) -> None:
        """Return once the paper is out.

        Raises:
            PrinterFault: it is not, as far as anybody can know.

        """
        ...


T = TypeVar("T")
S = TypeVar("S")
"""What is printed: tickets, or whatever else `draw` can draw."""
Look = Callable[[], str | None]
"""What the printer says of itself while nothing is printed: a fault's code, `PAPER_LOW`, or none: all is well."""


class Watch(NamedTuple):
    """A printer that can be asked, and every how many seconds it is."""

    look: Look
    every_s: float = LOOK_S


OnOutcome = Callable[[str | None], None]
"""Called with None when the paper is out, else with the fault's code; after `SLOW` once more."""


OnEnd = Callable[[S, str | None, int], None]
"""What was to be printed, the fault or none, and how many dots long it is (0: it was never drawn)."""


def _not_counted(paper: object, fault: str | None, dots: int) -> None:
    """Nobody counts paper."""


class Prints(Protocol):
    """What the kiosk asks of its printing."""

    def submit(self, paper: Paper, on_outcome: OnOutcome) -> int:
        """Print; the job's number. Never blocks."""
        ...

    def poll(self) -> None:
        """Deliver the outcomes that are known by now, on the caller's thread."""
        ...


@dataclass(slots=True)
class _Job(Generic[S]):
    number: int
    paper: S
    on_outcome: OnOutcome
    until: float
    state: Literal["waiting", "printing", "over"] = "waiting"
    dots: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def advance(self, before: str, after: Literal["printing", "over"]) -> bool:
        with self.lock:
            moved = self.state == before
            if moved:
                self.state = after
            return moved


class PrintQueue(Generic[S]):
    """Prints one after the other. `draw` makes the picture; `clock` is monotonic, in seconds.

    With `watch` the printer is asked how it is, at the start, after each paper and now and then; `seen` tells what it said.
    `on_end` hears, after whoever waits for it, of each paper that is out (with its length in dots) or is not.

    A job whose turn has not come after `patience_s` failed with `printer_stuck` and is never printed. One
    that the printer has by then is `SLOW`, and its outcome is told when it comes: a paper in a hand is always valid.
    """

    def __init__(
        self,
        printer: Printer,
        draw: Callable[[S], Image.Image],
        *,
        watch: Watch | None = None,
        on_end: OnEnd[S] = _not_counted,
        patience_s: float = PATIENCE_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._printer = printer
        self._draw = draw
        self._watch, self._on_end = watch, on_end
        self._patience_s = patience_s
        self._clock = clock
        self._open: dict[int, _Job[S]] = {}
        self._waiting: SimpleQueue[_Job[S] | None] = SimpleQueue()
        self._outcomes: SimpleQueue[tuple[_Job[S], str | None]] = SimpleQueue()
        self._looks: SimpleQueue[str | None] = SimpleQueue()
        self._looked_in_vain = 0
        self._last = 0
        self._thread = threading.Thread(target=self._work, name="printer", daemon=True)
        self._thread.start()

    def submit(self, paper: S, on_outcome: OnOutcome) -> int:
        """See `Prints`."""
        self._last += 1
        job = _Job(self._last, paper, on_outcome, self._clock() + self._patience_s)
        self._open[job.number] = job
        self._waiting.put(job)
        return job.number

    def poll(self) -> None:
        """See `Prints`."""
        for job, fault in _one_by_one(self._outcomes):
            self._tell(job, fault)
        for job in [job for job in self._open.values() if self._clock() >= job.until]:
            self._lose_patience(job)

    def seen(self) -> list[str | None]:
        """What the printer said of itself since the last time this was asked."""
        return drained(self._looks)

    def close(self, wait_s: float = 0.0) -> None:
        """Print what waits, then end the thread; wait for that up to `wait_s`."""
        self._waiting.put(None)
        self._thread.join(wait_s)

    def _lose_patience(self, job: _Job[S]) -> None:
        """One that waits is given up; one that is in the printer's hands may come out whatever we say."""
        if job.advance("waiting", "over"):
            self._tell(job, "printer_stuck")
        else:
            job.until = math.inf
            job.on_outcome(SLOW)

    def _tell(self, job: _Job[S], fault: str | None) -> None:
        del self._open[job.number]
        job.on_outcome(fault)
        self._on_end(job.paper, fault, job.dots)

    def _work(self) -> None:
        wait_s: float | None = 0.0 if self._watch else None
        while True:
            try:
                job = self._waiting.get(timeout=wait_s)
            except Empty:
                wait_s = self._ask_how_it_is()
                continue
            if job is None:
                return
            if job.advance("waiting", "printing"):
                self._outcomes.put((job, self._printed(job)))
            wait_s = SOON_S if self._watch else None

    def _ask_how_it_is(self) -> float | None:
        """A printer that could not be asked may be another kiosk's for the moment: only the third time says something.

        When to ask again, in seconds.
        """
        if self._watch is None:
            return None
        try:
            said = self._watch.look()
        except PrinterFault as fault:
            said = fault.code
        except Exception:  # the thread must live on for the next resident
            log.exception("asking the printer failed")
            said = "printer_error"
        self._looked_in_vain = self._looked_in_vain + 1 if said in UNASKED else 0
        if not 0 < self._looked_in_vain < VAIN_LOOKS:
            self._looks.put(said)
        return self._watch.every_s

    def _printed(self, job: _Job[S]) -> str | None:
        try:
            image = self._draw(job.paper)
            job.dots = image.height
            self._printer.print(image)
        except PrinterFault as fault:
            return fault.code
        except Exception as failure:  # the thread must live on for the next resident
            log.error("printing failed: %s", told(failure))  # noqa: TRY400 - its message may be what stands on a paper
            return "printer_error"
        return None


def drained(queue: SimpleQueue[T]) -> list[T]:
    """All that is in it."""
    return list(_one_by_one(queue))


def _one_by_one(queue: SimpleQueue[T]) -> Iterator[T]:
    """Whoever fails at one leaves the others in it, for the next time."""
    while True:
        try:
            yield queue.get_nowait()
        except Empty:
            return
