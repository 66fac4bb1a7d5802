"""A whole live server in a thread of the test's process: real sockets, real database, time set by hand."""

import shutil
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import RootTransaction

from common.link import Link
from common.link_socket import SocketTransport
from common.words import Instant
from server.app import HallServer
from server.lane import Ask, Lane
from server.live.gate import SESSION_COOKIE
from server.live.tokens import hash_of, new_token
from server.rules.order import ImportHall
from server.settings import Settings
from server.storage.backup import Backups
from server.storage.devices import Devices, PairingRow
from server.storage.ledger import Ledger
from server.storage.people import People
from server.storage.store import Store, database_file
from tests.live.hub import Hub
from tests.rules.street import ADMIN, moment, small_setup

WITHIN_S = 20.0
FOR_EVER: Instant = 4_102_444_800_000


class HandClock:
    """The hall's time: stands until a test moves it."""

    def __init__(self, at: Instant) -> None:
        self.at = at

    def now(self) -> Instant:
        return self.at


class Disk:
    """Commits as they go, or held back until the test lets them."""

    def __init__(self) -> None:
        self.free = threading.Event()
        self.free.set()
        self.reached = 0
        self.commits = 0

    def __call__(self, transaction: RootTransaction) -> None:
        self.reached += 1
        assert self.free.wait(WITHIN_S)
        self.commits += 1
        transaction.commit()


def prepare(folder: Path) -> None:
    """A data folder with the small hall in force and an account for everyone in it."""
    store = Store.open(folder)
    Lane(Ledger(store), HandClock(moment("08:00"))).run([Ask(ADMIN, ImportHall(setup=small_setup()))])
    people = People(store)
    for staff, roles in (("A1", "clerk"), ("A2", "clerk"), ("S1", "supervisor"), ("admin", "administrator")):
        people.add(staff, [roles], "no password", 0)
        people.set_password(staff, "no password", one_time=False)
    store.close()


class LiveHall:
    """A running server; its clients are made by `link`."""

    def __init__(self, folder: Path, at: Instant, backups: Backups | None = None) -> None:
        self.folder, self._backups = folder, backups
        self.clock = HandClock(at)
        self.disk = Disk()
        self.hub = Hub()
        self.store = Store.open(folder, commit=self.disk)
        self.server: HallServer = self.hub.call(self._start)
        self.url = self.server.url
        self._links: list[Link] = []

    def _start(self) -> HallServer:
        settings = Settings(data=self.folder, host="127.0.0.1", port=0)
        server = HallServer(self.store, settings, clock=self.clock, backups=self._backups)
        server.start()
        return server

    def token(self, kind: str) -> str:
        """A paired device's token."""
        devices, token, secret = Devices(self.store), new_token(), new_token()
        row = PairingRow(code=secret[:6], kind=kind, name=kind, created=0, expires=FOR_EVER, device=None)
        devices.ask(hash_of(secret), row)
        devices.approve(row.code, "admin", 0)
        devices.take_token(hash_of(secret), hash_of(token), 0)
        return token

    def cookie(self, staff: str) -> str:
        """The cookie of someone who has signed in."""
        token = new_token()
        People(self.store).open_session(hash_of(token), staff, "csrf", time.time_ns() // 1_000_000, FOR_EVER)
        return f"{SESSION_COOKIE}={token}"

    def link(self, audience: str, *, kind: str = "", staff: str = "") -> Link:
        """A client over a real socket, as a device or as a member of staff."""
        wire = SocketTransport(
            self.url,
            device_token=self.token(kind) if kind else "",
            cookie=self.cookie(staff) if staff else "",
        )
        self._links.append(Link(wire, audience))
        return self._links[-1]

    def joined(self, audience: str, *, kind: str = "", staff: str = "") -> Link:
        link = self.link(audience, kind=kind, staff=staff)
        self.until(lambda: link.status == "joined")
        return link

    def until(self, is_so: Callable[[], Any]) -> None:
        """Let every link take in what comes until `is_so`."""
        ends = time.monotonic() + WITHIN_S
        while not is_so():
            assert time.monotonic() < ends, "it never came to be"
            for link in self._links:
                link.poll()
            time.sleep(0.002)

    def answer(self, link: Link, command: Any) -> Any:
        """Ask and wait for the answer."""
        answers: list[Any] = []
        link.send(command, answers.append)
        self.until(lambda: answers)
        return answers[0]

    def post(self, path: str, cookie: str, **fields: str) -> int:
        """Send a page's form as the browser with this cookie; the status."""
        body = urlencode({"csrf_token": "csrf", **fields}).encode()
        asked = urllib.request.Request(self.url + path, body, {"Cookie": cookie})
        with urllib.request.urlopen(asked, timeout=WITHIN_S) as answer:
            return int(answer.status)

    def pass_to(self, clock: str) -> None:
        """Set the hall's clock; the server looks at it within a second."""
        self.clock.at = moment(clock)
        self.hub.call(self.server.desk._told_waiting)

    def stop(self) -> None:
        self.disk.free.set()
        for link in self._links:
            link.close()
        self.hub.call(self.server.stop)
        self.hub.call(self.server.close)
        self.hub.stop()


@contextmanager
def live_hall(folder: Path, at: Instant | None = None, backups: Backups | None = None) -> Iterator[LiveHall]:
    hall = LiveHall(folder, at or moment("09:00"), backups)
    try:
        yield hall
    finally:
        hall.stop()


def copy_of(prepared: Path, folder: Path) -> Path:
    """A data folder of one's own, as `prepared`."""
    folder.mkdir()
    shutil.copy(database_file(prepared), database_file(folder))
    return folder
