"""How many may stand at the door: connections that have not said yet who they are cost memory, too."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import gevent

from server.live.listening import CONNECTIONS_MOST

GREETING_WITHIN_S = 10.0
"""Whoever has not been let in by then is sent away, also after a refusal."""
PER_ADDRESS_MOST = CONNECTIONS_MOST // 2
"""A whole hall may stand behind one address, and leaves the rest for everybody else."""

LET_IN = "server.let_in"
"""Where a request's environ holds what is to be called once it is known who it is."""

Environ = dict[str, Any]


class TooMany(Exception):
    """The address connects too often, or holds too many connections."""


class Door:
    """Counts connections by address. `allowed` says whether an address may connect once more now."""

    def __init__(
        self,
        allowed: Callable[[str], bool],
        within_s: float = GREETING_WITHIN_S,
        per_address: int = PER_ADDRESS_MOST,
    ) -> None:
        self._allowed, self._within_s, self._per_address = allowed, within_s, per_address
        self._open: Counter[str] = Counter()

    @contextmanager
    def passage(self, environ: Environ, send_away: Callable[[], None]) -> Iterator[None]:
        """For as long as a connection lasts; it is sent away if it is not let in in time. Raises `TooMany`."""
        address = environ.get("REMOTE_ADDR", "")
        if self._open[address] >= self._per_address or not self._allowed(address):
            raise TooMany
        self._open[address] += 1
        timer = gevent.spawn_later(self._within_s, send_away)
        environ[LET_IN] = lambda: timer.kill(block=False)
        try:
            yield
        finally:
            timer.kill(block=False)
            self._open[address] -= 1
            if not self._open[address]:
                del self._open[address]
