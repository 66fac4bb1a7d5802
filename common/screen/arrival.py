"""The way to the hall, as far as every screen must tell of it: which server, and whether it is reached. Pure."""

from __future__ import annotations

from common.words import Instant

UNREACHED_MS = 8_000
"""So long a screen says that it is connecting; then, that it does not get through and where to."""


class Patience:
    """Notices when a screen has waited too long for its server."""

    def __init__(self) -> None:
        self._since: Instant | None = None

    def is_over(self, waits: bool, now: Instant) -> bool:
        """Call it every frame; `waits`: nothing of the server is known now."""
        if not waits:
            self._since = None
            return False
        self._since = now if self._since is None else self._since
        return now - self._since >= UNREACHED_MS


def admin_page(server: str, part: str) -> str:
    """Where an administrator does what a screen waits for; `part` is `devices` or `hall`."""
    return f"{server.rstrip('/')}/admin/{part}"
