"""The composition root of a server of several halls: each whole and by itself, behind one listening socket."""

import time
from collections.abc import Mapping
from dataclasses import replace

import msgspec

from server.app import Entrance
from server.live.limits import Buckets
from server.live.listening import CONNECTIONS_MOST
from server.live.patience import asked_at_once
from server.served_hall import ServedHall
from server.settings import Settings
from server.web.front import Front, create_front
from server.web.mounting import Mounted, root_of


def settings_of_each(settings: Settings, key: str, halls: int) -> Settings:
    """For one of `halls` halls: a folder of its own for its copies, and a share of the connections.

    One share is left for whoever has not said yet which hall they want.
    """
    share = msgspec.structs.replace(settings.limits, held=CONNECTIONS_MOST // (halls + 1))
    return replace(settings, backup=settings.backup and settings.backup / key, limits=share, key=key)


class HallsServer:
    """`halls` by their keys; none for a hall that could not be opened, which is said at its address."""

    def __init__(self, halls: Mapping[str, ServedHall | None], settings: Settings) -> None:
        self._served = {key: hall for key, hall in halls.items() if hall is not None}
        self.entrance = Entrance(settings)
        pages = Front(
            halls={key: None if hall is None else hall.house for key, hall in halls.items()},
            requests=Buckets(settings.limits.requests, time.monotonic),
            public_url=settings.public_url,
            metrics_token=settings.metrics_token,
        )
        applications = {key: hall.application for key, hall in self._served.items()}
        self._application = Mounted(create_front(pages), applications, CONNECTIONS_MOST // (len(halls) + 1))

    def url_of(self, key: str) -> str:
        """Where the hall is, for a browser on this machine."""
        return self.entrance.url + root_of(key)

    def start(self) -> None:
        """Listen, and let every hall take turns. Raises `CannotListen`, an OSError, when the address cannot be had."""
        self.entrance.open(self._application)
        for hall in self._served.values():
            hall.begin()
        self.entrance.accept()

    def stop(self) -> None:
        """As a server of one hall stops; a hall that hangs keeps no other waiting."""
        self.entrance.stop_accepting()
        asked_at_once({key: hall.fall_silent for key, hall in self._served.items()})
        self.entrance.close()
