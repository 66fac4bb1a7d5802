"""Many clients in one loop: each asks again as soon as it is answered, or all at a given pace."""

import selectors
import time
from collections.abc import Callable
from typing import NamedTuple, Self

from bench.load.client import Client, Said

OnSaid = Callable[[Client, Said, float], None]
"""Client, what it heard, and when (`time.perf_counter`)."""


class Round(NamedTuple):
    """What a closed loop did: when each request was sent and answered, and the answers as they came."""

    asked: list[float]
    answered: list[float]
    bodies: list[bytes]

    @property
    def waits_ms(self) -> list[float]:
        """From request to answer."""
        return [1000 * (end - start) for start, end in zip(self.asked, self.answered, strict=True)]


class Crowd:
    """Listens to `clients`; whoever is connected stays registered until `close`."""

    def __init__(self, clients: list[Client]) -> None:
        self.clients = clients
        self._selector = selectors.DefaultSelector()
        for client in clients:
            self._selector.register(client.connection, selectors.EVENT_READ, client)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop listening and end every connection."""
        self._selector.close()
        for client in self.clients:
            client.close()

    def hear(self, on_said: OnSaid, until: Callable[[], bool], within_s: float) -> None:
        """Take in what comes until `until` says so. Raises `TimeoutError` after `within_s`, and `Gone`."""
        deadline = time.perf_counter() + within_s
        while not until():
            if not self.listen(on_said, 0.2) and time.perf_counter() > deadline:
                raise TimeoutError("the server fell silent")

    def listen(self, on_said: OnSaid, for_s: float) -> bool:
        """Take in once what is there, waiting up to `for_s` for it; whether something was."""
        ready = self._selector.select(for_s)
        for key, _ in ready:
            client: Client = key.data
            now = time.perf_counter()
            for said in client.heard():
                on_said(client, said, now)
        return bool(ready)


class ClosedLoop:
    """Each of `askers` has one request under way at every moment; the rest of the crowd only listens.

    `ask(client, n)` sends the client's next request. `on_event` sees what listeners hear.
    """

    def __init__(
        self,
        crowd: Crowd,
        askers: list[Client],
        ask: Callable[[Client], int],
        on_event: Callable[[Client, bytes], None] = lambda _client, _body: None,
    ) -> None:
        self._crowd, self._askers, self._ask, self._on_event = crowd, askers, ask, on_event
        self._under_way: dict[Client, tuple[int, float]] = {}
        self._going = False
        self._round = Round([], [], [])

    def run(self, for_s: float) -> Round:
        """Ask for `for_s` seconds, and wait for the last answers."""
        self._round = Round([], [], [])
        self._going = True
        end = time.perf_counter() + for_s
        for client in self._askers:
            self._send(client)
        while time.perf_counter() < end:
            self._crowd.listen(self._take, 0.05)
        self._going = False
        self._crowd.hear(self._take, lambda: not self._under_way, within_s=10)
        return self._round

    def _send(self, client: Client) -> None:
        now = time.perf_counter()
        self._under_way[client] = (self._ask(client), now)

    def _take(self, client: Client, said: Said, now: float) -> None:
        if said.number is None:
            self._on_event(client, said.body)
            return
        number, asked = self._under_way.pop(client)
        if number != said.number:
            raise LookupError("an answer to another question")
        self._round.asked.append(asked)
        self._round.answered.append(now)
        self._round.bodies.append(said.body)
        if self._going:
            self._send(client)
