"""Two real server processes on one database, behind which nobody could tell them apart."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from bench.load.askers import Asker
from bench.load.client import Client, Gone, Said, reply_of
from bench.load.cluster import Cluster
from bench.load.crowd import Crowd
from bench.load.folder import Folder, furnish
from bench.load.process import ServerProcess
from bench.load.sample import open_hall
from bench.load.wall import Wall
from bench.measures.crash import askers, verdict
from common.commands import CallNext, IssueTicket, SitDown
from common.link import RequestIds
from common.messages import Called, Issued, Refused
from server.storage.command_line import check_place
from tests.databases import TEMPLATE

WITHIN_S = 30.0
FEES = "water-fee"


@pytest.fixture
def folder(cluster: Cluster, tmp_path: Path) -> Iterator[Folder]:
    """The sample hall on a PostgreSQL."""
    setup = open_hall(time.time_ns() // 1_000_000)
    yield furnish(tmp_path, setup, database=cluster.create("two_servers", TEMPLATE))
    cluster.drop("two_servers")


@pytest.fixture
def servers(folder: Folder) -> Iterator[tuple[ServerProcess, ServerProcess]]:
    """Both running."""
    one, other = (ServerProcess(folder.path, database=folder.database, name=name) for name in ("one", "two"))
    with one, other:
        for server in (one, other):
            server.first_client(device=folder.kiosks[0]).close()
        yield one, other


def until(so: Callable[[], bool]) -> None:
    """However slow the machine is."""
    deadline = time.monotonic() + WITHIN_S
    while not so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def calls(wall: Client) -> dict[str, object]:
    """What a wall that joins now is shown as called."""
    return dict(wall.join("wall").view["calls"])


def test_what_one_server_calls_stands_on_the_walls_of_the_other(
    folder: Folder, servers: tuple[ServerProcess, ServerProcess]
) -> None:
    """Nobody asks anything there: it hears of it by itself, and tells the wall that listens."""
    one, other = servers
    ids = RequestIds(Random(1), lambda: time.time_ns() // 1_000_000)
    kiosk = one.first_client(device=folder.kiosks[0])
    wall = other.first_client(device=folder.displays[0])
    listening, clerk = Wall(wall), one.first_client(cookie=folder.cookies["A07"])
    clerk.join("clerk:A07")
    assert not isinstance(clerk.ask(ids.fresh(), SitDown(window=7)), Refused)
    issued = kiosk.ask(ids.fresh(), IssueTicket(matter=FEES))
    called = clerk.ask(ids.fresh(), CallNext())
    assert isinstance(issued, Issued)
    assert isinstance(called, Called)

    def heard() -> bool:
        wall.connection.settimeout(0.2)
        try:
            for said in wall.heard():
                if said.number is None:
                    listening.hear(said.body)
        except Gone:  # nothing came for a while
            return False
        return issued.number.encode() in b"".join(listening._heard)

    until(heard)
    wall.connection.settimeout(None)
    listening.check()
    for client in (kiosk, wall, clerk):
        client.close()


def test_two_servers_under_load_never_give_two_answers_though_one_is_killed(
    folder: Folder, servers: tuple[ServerProcess, ServerProcess]
) -> None:
    """Kiosks and clerks at both; one is killed in the middle and its people go on at the other, with the same ids."""
    people = askers(folder, kiosks=8)
    crowds = [Load(server, people[nth::2]) for nth, server in enumerate(servers)]
    take_turns(crowds, lambda: all(load.answered >= 150 for load in crowds))
    servers[0].kill()
    crowds[0].hear_the_last()
    moved = Load(servers[1], crowds[0].people)
    rest = [moved, crowds[1]]
    take_turns(rest, lambda: all(load.answered >= 50 for load in (moved,)))
    for load in rest:
        load.going = False
    take_turns(rest, lambda: not any(asker.pending for asker in people))
    wall = servers[1].first_client(device=folder.displays[0])
    shown = calls(wall)
    for client in (wall, *moved.clients, *crowds[1].clients):
        client.close()
    found = verdict(people, folder.place)
    assert found.acknowledged > 300
    assert (found.lost, found.doubled) == (0, 0)
    assert check_place(folder.place) == []

    servers[0].start()
    again = servers[0].first_client(device=folder.displays[0])
    assert calls(again) == shown
    again.close()


class Load:
    """Askers at one server, each with one request under way."""

    def __init__(self, server: ServerProcess, people: list[Asker]) -> None:
        self.people, self.answered, self.going = people, 0, True
        self.clients = server.clients([asker.identity for asker in people])
        self._of = dict(zip(self.clients, people, strict=True))
        self._crowd = Crowd(self.clients)
        for client, asker in self._of.items():
            client.join(asker.audience)
        for client in self.clients:
            self._send(client)

    def listen(self) -> None:
        """Take in what is there."""
        self._crowd.listen(self._take, 0.01)

    def hear_the_last(self) -> None:
        """What the server had said before it died is said."""
        for client in self.clients:
            try:
                while True:
                    for said in client.heard():
                        self._take(client, said, 0.0, go_on=False)
            except Gone:
                continue
        self._crowd.close()

    def _take(self, client: Client, said: Said, _at: float, *, go_on: bool = True) -> None:
        asker = self._of[client]
        if said.number != asker.number:
            return
        asker.take(reply_of(said.body))
        self.answered += 1
        if go_on and (self.going or asker.pending):
            self._send(client)

    def _send(self, client: Client) -> None:
        asker = self._of[client]
        asker.number = client.send(*asker.request())


def take_turns(loads: list[Load], so: Callable[[], bool]) -> None:
    """Listen to all until `so`."""
    deadline = time.monotonic() + WITHIN_S
    while not so():
        assert time.monotonic() < deadline, [load.answered for load in loads]
        for load in loads:
            load.listen()
