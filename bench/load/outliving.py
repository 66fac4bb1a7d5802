"""A server that is killed again and again, and the clients that go on with the next one."""

import time
from contextlib import suppress
from random import Random
from typing import Self

from bench.load.askers import Asker
from bench.load.client import Client, Gone, Said, reply_of
from bench.load.crowd import Crowd
from bench.load.process import ServerProcess
from common.messages import Refused

ASKED_AGAIN = 40
SETTLES_WITHIN_S = 20.0


class Outliving:
    """`askers` on `server`, life after life.

    `back_s` is how long each return took, from the kill to the first answer; `changed` are requests
    that had been answered and were answered otherwise when asked again.
    """

    def __init__(self, server: ServerProcess, askers: list[Asker], random: Random) -> None:
        self._server, self.askers, self._random = server, askers, random
        self._of: dict[Client, Asker] = {}
        self._crowd = Crowd([])
        self._killed_at: float | None = None
        self.back_s: list[float] = []
        self.changed: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._crowd.close()
        self._server.stop()

    def live(self, for_s: float) -> None:
        """Start, ask again what is pending, go on for `for_s` seconds, and be killed under load."""
        self._begin()
        end = time.perf_counter() + for_s
        while time.perf_counter() < end:
            self._crowd.listen(self._take_and_go_on, 0.05)
        self._server.kill()
        self._killed_at = time.perf_counter()
        self._hear_the_last()

    def settle(self) -> None:
        """A last life, in which everything pending is answered; then the server is stopped properly."""
        self._begin()
        self._crowd.hear(
            self._take, lambda: not any(asker.pending for asker in self.askers), SETTLES_WITHIN_S
        )
        self._crowd.close()
        self._server.stop()

    # -- a life -----------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._server.start()
        first, *others = self.askers
        client = self._server.first_client(**first.identity)
        first.take(client.ask(*first.request()))
        if self._killed_at is not None:
            self.back_s.append(time.perf_counter() - self._killed_at)
        clients = [client, *self._server.clients([asker.identity for asker in others])]
        self._of = dict(zip(clients, self.askers, strict=True))
        for connected, asker in self._of.items():
            connected.join(asker.audience)
            self._ask_again(connected, asker)
        self._crowd = Crowd(clients)
        for connected in clients:
            self._send(connected)

    def _ask_again(self, client: Client, asker: Asker) -> None:
        """What was answered is answered again in the same way."""
        accepted = [item for item in asker.answers.items() if not isinstance(item[1][1], Refused)]
        for request_id, (command, reply) in self._random.sample(accepted, min(ASKED_AGAIN, len(accepted))):
            if client.ask(request_id, command) != reply:
                self.changed.append(request_id)

    def _send(self, client: Client) -> None:
        self._of[client].number = client.send(*self._of[client].request())

    def _take(self, client: Client, said: Said, _at: float) -> None:
        asker = self._of[client]
        if said.number == asker.number:
            asker.take(reply_of(said.body))

    def _take_and_go_on(self, client: Client, said: Said, at: float) -> None:
        self._take(client, said, at)
        if said.number is not None:
            self._send(client)

    def _hear_the_last(self) -> None:
        """What the server had said before it died is said."""
        for client in self._of:
            with suppress(Gone):
                while True:
                    for said in client.heard():
                        self._take(client, said, 0.0)
        self._crowd.close()
