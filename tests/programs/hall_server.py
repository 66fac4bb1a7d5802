"""A real server in a process of its own, for tests of races, crashes and whole programs.

    @pytest.fixture(scope="module")
    def server(tmp_path_factory):
        with HallServer(tmp_path_factory.mktemp("hall")) as running:
            yield running

It listens on a free port of 127.0.0.1 with the sample hall, which is open whatever the hour. `url`,
`kiosk_token`, `display_token` and `cookie("A03")` let any program in; `kiosk()`, `wall()` and
`clerk("A03")` are the shortest clients there are.
"""

import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, Self

from bench.load.client import Client, Reply, reply_of
from bench.load.folder import furnish
from bench.load.process import ServerProcess
from bench.load.sample import open_hall
from common.commands import ClientCommand, SitDown
from common.link import Link, RequestIds
from common.link_socket import SocketTransport
from common.messages import Refused
from server.rules.setup import Setup

WITHIN_S = 20.0

IDS = RequestIds(Random(), lambda: time.time_ns() // 1_000_000)


class Guest:
    """Somebody connected. `who` is a staff number or a device's kind."""

    def __init__(self, who: str, client: Client) -> None:
        self.who, self.client = who, client

    def asks(self, command: ClientCommand, request_id: str | None = None) -> Reply:
        """Ask and wait for the answer."""
        return self.client.ask(request_id or IDS.fresh(), command)

    def presses(self, command: ClientCommand, request_id: str | None = None) -> Callable[[], Reply]:
        """Ask now; what is given back waits for the answer."""
        number = self.client.send(request_id or IDS.fresh(), command)
        return lambda: reply_of(self.client.answer_to(number))

    def refused(self, command: ClientCommand) -> str:
        """The code with which `command` is refused."""
        reply = self.asks(command)
        assert isinstance(reply, Refused), reply
        return reply.code

    def sees(self, audience: str = "") -> dict[str, dict[str, Any]]:
        """The whole view, fresh."""
        return self.client.join(audience or f"clerk:{self.who}").view


class HallServer:
    """`setup`: another hall than the sample one. Everything is closed when the block is left."""

    def __init__(self, path: Path, setup: Setup | None = None) -> None:
        self.folder = furnish(path, setup or open_hall(time.time_ns() // 1_000_000))
        self.process = ServerProcess(path)
        self.kiosk_token, self.display_token = self.folder.kiosks[0], self.folder.displays[0]
        self._guests: list[Guest] = []
        self._links: list[Link] = []

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.process.port}"

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.process.stop()
            raise
        return self

    def __exit__(self, *_exception: object) -> None:
        self.send_home()
        self.process.stop()

    def start(self) -> None:
        """Start, and wait until somebody is let in."""
        self.process.start()
        self.process.first_client(device=self.kiosk_token).close()

    def kill(self) -> None:
        """kill -9, under whatever is going on."""
        self.process.kill()

    def cookie(self, staff: str) -> str:
        """The session of a member of staff, "name=value"."""
        return self.folder.cookies[staff]

    def kiosk(self) -> Guest:
        """A kiosk's connection."""
        return self._guest("kiosk", device=self.kiosk_token)

    def wall(self) -> Guest:
        """A display's connection; it has joined nothing yet."""
        return self._guest("display", device=self.display_token)

    def staff(self, staff: str) -> Guest:
        """A member of staff's connection."""
        return self._guest(staff, cookie=self.cookie(staff))

    def clerk(self, staff: str) -> Guest:
        """A clerk whose terminal is connected and who sits at the window of their own post."""
        guest = self.staff(staff)
        guest.sees()
        window = next(post.window for post in self.folder.setup.posts if post.a_role == staff)
        reply = guest.asks(SitDown(window=window))
        assert not isinstance(reply, Refused) or reply.code == "already_seated", reply
        return guest

    def link(self, audience: str, port: int | None = None, **identity: str) -> Link:
        """The real programs' connection, joined; through `port` if there is something between."""
        url = self.url if port is None else f"http://127.0.0.1:{port}"
        link = Link(SocketTransport(url, **identity), audience)
        self._links.append(link)
        poll_until(link, lambda: link.status == "joined")
        return link

    def send_home(self) -> None:
        """End every connection that was made here."""
        for guest in self._guests:
            guest.client.close()
        for link in self._links:
            link.close()
        self._guests, self._links = [], []

    def _guest(self, who: str, **identity: str) -> Guest:
        guest = Guest(who, self.process.first_client(**identity))
        self._guests.append(guest)
        return guest


def poll_until(link: Link, so: Callable[[], bool]) -> None:
    """Let a link live until `so` is true; a test that waits in vain fails here."""
    deadline = time.monotonic() + WITHIN_S
    while not so():
        assert time.monotonic() < deadline, f"the link is {link.status} up to {link.upto}"
        link.poll()
        time.sleep(0.005)
