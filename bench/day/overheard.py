"""A wire on which everything that comes in is searched before its link reads it, and a log that is searched as it is written."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

from bench.day.leaks import Leaks
from common.link import Link
from common.link_wire import Answered, Report, Said, Transport


class OverheardWire:
    """A `Transport` of a public screen; `where` is told of what is found."""

    def __init__(self, inner: Transport, where: str, leaks: Leaks) -> None:
        self._inner, self._where, self._leaks = inner, where, leaks

    def connect(self) -> None:
        """See `Transport`."""
        self._inner.connect()

    def emit(self, event: str, payload: Any, tag: str) -> None:
        """See `Transport`."""
        self._inner.emit(event, payload, tag)

    def heard(self) -> list[Report]:
        """See `Transport`."""
        reports = self._inner.heard()
        for report in reports:
            if isinstance(report, Answered | Said):
                self._leaks.search(self._where, msgspec.json.encode(report.payload))
        return reports

    def close(self) -> None:
        """See `Transport`."""
        self._inner.close()


class LogSearch(logging.Handler):
    """Searches what any program of this process writes to its log, on every level."""

    def __init__(self, leaks: Leaks) -> None:
        super().__init__(logging.DEBUG)
        self._leaks = leaks
        self.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """See `logging.Handler`."""
        self._leaks.search("log", self.format(record))


@contextmanager
def overheard_log(leaks: Leaks) -> Iterator[None]:
    """While it lasts."""
    root, ear = logging.getLogger(), LogSearch(leaks)
    level = root.level
    root.addHandler(ear)
    root.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        root.setLevel(level)
        root.removeHandler(ear)


class Ears:
    """Links that only listen: one to each public audience."""

    def __init__(self, links: list[Link]) -> None:
        self._links = links

    def listen(self) -> None:
        """Take in what came."""
        for link in self._links:
            link.poll()

    def close(self) -> None:
        """Leave."""
        for link in self._links:
            link.close()
