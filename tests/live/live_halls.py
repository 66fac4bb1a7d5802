"""Two halls in one live server in a thread of the test's process: the same people, matters and windows in both."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from server.halls_app import HallsServer, settings_of_each
from server.served_hall import ServedHall
from server.settings import Settings
from server.storage.store import Store
from server.web.mounting import root_of
from tests.live.hub import Hub
from tests.live.live_hall import Disk, HandClock, LiveHall, copy_of
from tests.rules.street import moment

EAST, WEST = "east", "west"
WITHIN_S = 20.0


class HallOfSeveral(LiveHall):
    """One of them; its clients are made as those of a hall that is alone."""

    def __init__(self, folder: Path, hub: Hub, settings: Settings) -> None:
        self.folder, self.hub = folder, hub
        self.clock, self.disk = HandClock(moment("09:00")), Disk()
        self.store = Store.open(folder, commit=self.disk)
        mine = replace(settings_of_each(settings, folder.name, 2), data=folder)
        self.served: ServedHall = hub.call(lambda: ServedHall(self.store, mine, clock=self.clock))
        self._links = []

    def leave(self) -> None:
        """Its clients go, and its disk takes everything."""
        self.disk.free.set()
        for link in self._links:
            link.close()


class LiveHalls:
    """`east` and `west`, behind one address. `closed`: more halls, which could not be opened."""

    def __init__(self, folder: Path, closed: tuple[str, ...] = ()) -> None:
        settings = Settings(data=folder, host="127.0.0.1", port=0)
        self.hub = Hub()
        self.east, self.west = (HallOfSeveral(folder / key, self.hub, settings) for key in (EAST, WEST))
        served = {EAST: self.east.served, WEST: self.west.served, **dict.fromkeys(closed)}
        self.server: HallsServer = self.hub.call(lambda: self._started(HallsServer(served, settings)))
        self.url = self.server.entrance.url
        for hall in (self.east, self.west):
            hall.url = self.url + root_of(hall.folder.name)

    @staticmethod
    def _started(server: HallsServer) -> HallsServer:
        server.start()
        return server

    def stop(self) -> None:
        self.east.leave()
        self.west.leave()
        self.hub.call(self.server.stop)
        for hall in (self.east, self.west):
            self.hub.call(hall.served.close)
        self.hub.stop()


@contextmanager
def live_halls(prepared: Path, folder: Path, closed: tuple[str, ...] = ()) -> Iterator[LiveHalls]:
    """Both as `prepared`."""
    folder.mkdir()
    for key in (EAST, WEST):
        copy_of(prepared, folder / key)
    halls = LiveHalls(folder, closed)
    try:
        yield halls
    finally:
        halls.stop()


def get(url: str, **headers: str) -> tuple[int, str]:
    """The status and what was said."""
    try:
        with urlopen(Request(url, headers=headers), timeout=WITHIN_S) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def json_of(url: str, **headers: str) -> Any:
    return json.loads(get(url, **headers)[1])


def post(url: str, fields: dict[str, Any], **headers: str) -> tuple[int, Any]:
    asked = Request(url, json.dumps(fields).encode(), {"Content-Type": "application/json", **headers})
    try:
        with urlopen(asked, timeout=WITHIN_S) as answer:
            return answer.status, answer
    except HTTPError as error:
        return error.code, json.load(error)
