"""A wall in a load: it keeps what it hears, and folds it only when the clock has stopped."""

import msgspec

from bench.load.client import Client
from common.fold import View, merge
from common.messages import Change


class WrongWall(Exception):
    """What a wall has heard does not lead to what the server shows."""


class Wall:
    """Joined from the start."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self._joined = client.join("wall")
        self._heard: list[bytes] = []

    def hear(self, body: bytes) -> None:
        """An event; heartbeats are not kept."""
        if body.startswith(b'["change"'):
            self._heard.append(body)

    @property
    def view(self) -> View:
        """As it was when it was last checked."""
        return self._joined.view

    @property
    def changes(self) -> int:
        """How many changes came."""
        return len(self._heard)

    def check(self) -> None:
        """Join anew: the old view with all changes must be the fresh one. Raises `WrongWall`."""
        fresh = self.client.join("wall")
        for body in self.client.events:  # what came before that answer
            self.hear(body)
        self.client.events.clear()
        upto, view = self._joined.upto, self._joined.view
        for body in self._heard:
            change = msgspec.convert(msgspec.json.decode(body)[1], Change)
            if change.after != upto:
                raise WrongWall(f"a change after {change.after} came after {upto}")
            merge(view, change)
            upto = change.upto
        if (fresh.upto, fresh.view) != (upto, view):
            raise WrongWall(f"the view up to {upto} is not the one up to {fresh.upto}")
        self._joined, self._heard = fresh, []
