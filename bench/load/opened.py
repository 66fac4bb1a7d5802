"""A hall that is open: a server on its own folder, walls listening, kiosks and clerks connected."""

import time
from pathlib import Path
from random import Random
from typing import Self

from bench.load.clerk import Clerk
from bench.load.client import Client, Reply, reply_of
from bench.load.crowd import Crowd
from bench.load.folder import furnish
from bench.load.process import ServerProcess
from bench.load.sample import desks
from bench.load.wall import Wall
from common.commands import ClientCommand
from common.link import RequestIds
from server.rules.setup import Setup


class Opened:
    """Leaving the block closes everything. `program`: see `ServerProcess`."""

    def __init__(
        self,
        path: Path,
        setup: Setup,
        *program: str,
        kiosks: int = 1,
        walls: int = 0,
        clerks: int = 0,
        database: str = "",
    ) -> None:
        self.folder = furnish(path, setup, database=database)
        self.server = ServerProcess(path, *program, database=database)
        self.ids = RequestIds(Random(1), lambda: time.time_ns() // 1_000_000)
        self.kiosks: list[Client] = []
        self.walls: dict[Client, Wall] = {}
        self.clerks: dict[Client, Clerk] = {}
        self._counts = (kiosks, walls, clerks)

    def __enter__(self) -> Self:
        self.server.start()
        try:
            self._connect(*self._counts)
        except BaseException:
            self.server.stop()
            raise
        self.crowd = Crowd([*self.kiosks, *self.walls, *self.clerks])
        return self

    def __exit__(self, *_exception: object) -> None:
        self.crowd.close()
        self.server.stop()

    def do(self, client: Client, command: ClientCommand) -> Reply:
        """Ask one thing and wait; walls hear meanwhile what is said to them."""
        number = client.send(self.ids.fresh(), command)
        found: list[bytes] = []

        def take(who: Client, said_number: int | None, body: bytes) -> None:
            if said_number is None:
                self.hear(who, body)
            elif who is client and said_number == number:
                found.append(body)

        self.crowd.hear(lambda who, said, _at: take(who, said.number, said.body), lambda: bool(found), 10)
        return reply_of(found[0])

    def hear(self, client: Client, body: bytes) -> None:
        """An event; only walls keep theirs."""
        if (wall := self.walls.get(client)) is not None:
            wall.hear(body)

    def check_walls(self) -> None:
        """Raises `WrongWall` if a wall's fold is not what the server shows."""
        for wall in self.walls.values():
            wall.check()

    def _connect(self, kiosks: int, walls: int, clerks: int) -> None:
        kiosk, display = {"device": self.folder.kiosks[0]}, {"device": self.folder.displays[0]}
        self.kiosks = [self.server.first_client(**kiosk), *self.server.clients([kiosk] * (kiosks - 1))]
        for client in self.server.clients([display] * walls):
            self.walls[client] = Wall(client)
        for post, _ in desks(self.folder.setup)[:clerks]:
            (client,) = self.server.clients([{"cookie": self.folder.cookies[post.a_role]}])
            client.join(f"clerk:{post.a_role}")
            self.clerks[client] = clerk = Clerk(post.a_role, post.window)
            clerk.take(client.ask(self.ids.fresh(), clerk.next_command))
