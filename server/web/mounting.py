"""Several halls behind one address: `/h/KEY/…` is the hall's, everything else the front's.

A hall's own application sees `/…` and knows as its root (WSGI's SCRIPT_NAME) what was before it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from server.lane.faults import work_of
from server.storage.hall_key import KEY

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

WITHIN = re.compile(rf"(/h/({KEY}))(/.*)", re.ASCII | re.DOTALL)


def root_of(key: str) -> str:
    """What every address of this hall begins with."""
    return f"/h/{key}"


class Mounted:
    """`most`: how many connections and requests each hall may hold at a time, so that none takes all there are."""

    def __init__(self, front: Application, halls: Mapping[str, Application], most: int) -> None:
        self._front, self._halls, self._most = front, halls, most
        self._held: Counter[str] = Counter()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """See PEP 3333."""
        found = WITHIN.fullmatch(environ.get("PATH_INFO", ""))
        if found is None or found[2] not in self._halls:
            return self._front(environ, start_response)
        root, key, path = found.groups()
        if self._held[key] >= self._most:
            return _too_many(start_response)
        self._held[key] += 1
        mounted = {**environ, "SCRIPT_NAME": environ.get("SCRIPT_NAME", "") + root, "PATH_INFO": path}
        try:
            with work_of(key):
                return self._halls[key](mounted, start_response)
        finally:
            self._held[key] -= 1


def _too_many(start_response: StartResponse) -> Iterable[bytes]:
    start_response("429 Too Many Requests", [("Content-Type", "text/plain"), ("Connection", "close")])
    return [b"too many connections"]
