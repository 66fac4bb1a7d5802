"""A data folder as an administrator would have left it: hall imported, staff signed in, devices paired.

Everything goes through the server's own lane and tables; only the tokens are made here, because
nobody types passwords into a measurement.
"""

from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from common.messages import Done
from common.words import Instant
from server.clock import SystemClock
from server.lane import Ask, Lane
from server.live.gate import SESSION_COOKIE, SESSION_IDLE_MS
from server.live.tokens import hash_of, new_token
from server.rules.order import Actor, ImportHall
from server.rules.setup import Setup
from server.storage.devices import Devices, PairingRow
from server.storage.ledger import Ledger
from server.storage.people import People
from server.storage.place import Place, database_url

ADMINISTRATOR = Actor("admin", frozenset({"administrator"}))
SUPERVISOR = "S01"
PAIRED_WITHIN_MS = 60_000
NO_PASSWORD = "!"  # noqa: S105  # the opposite of one
"""No hash is like this: the account can be used by its session alone."""


@dataclass
class Folder:
    """`kiosks` and `displays` are device tokens, `cookies` the sessions by staff number."""

    path: Path
    setup: Setup
    database: str = ""
    kiosks: list[str] = field(default_factory=list)
    displays: list[str] = field(default_factory=list)
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """Where the hall is."""
        return Place(database_url(self.database) if self.database else self.path)


def furnish(path: Path, setup: Setup, *, kiosks: int = 1, displays: int = 1, database: str = "") -> Folder:
    """Make the folder at `path` (or add to a hall that stands there already) for `setup`.

    `database`: the URL of a PostgreSQL that has the hall instead; logs still go to the folder.
    """
    folder = Folder(path, setup, database)
    path.mkdir(parents=True, exist_ok=True)
    with closing(folder.place.open()) as store:
        clock = SystemClock()
        lane = Lane(Ledger(store), clock)
        if lane.hall.setup is None:
            (reply,) = lane.run([Ask(ADMINISTRATOR, ImportHall(setup=setup))])
            assert isinstance(reply, Done), reply
        devices = Devices(store)
        folder.kiosks = [_paired(devices, "kiosk", clock.now()) for _ in range(kiosks)]
        folder.displays = [_paired(devices, "display", clock.now()) for _ in range(displays)]
        people = People(store)
        for clerk in setup.clerks:
            folder.cookies[clerk.id] = _signed_in(people, clerk.id, ["clerk"], clock.now())
        folder.cookies[SUPERVISOR] = _signed_in(people, SUPERVISOR, ["supervisor"], clock.now())
    return folder


def _paired(devices: Devices, kind: str, at: Instant) -> str:
    secret, token = new_token(), new_token()
    asked = PairingRow(
        code=secret[:16], kind=kind, name=kind, created=at, expires=at + PAIRED_WITHIN_MS, device=None
    )
    devices.ask(hash_of(secret), asked)
    devices.approve(asked.code, ADMINISTRATOR.id, at)
    devices.take_token(hash_of(secret), hash_of(token), at)
    return token


def _signed_in(people: People, staff: str, roles: list[str], at: Instant) -> str:
    token = new_token()
    if people.find(staff) is None:
        people.add(staff, roles, NO_PASSWORD, at)
        people.set_password(staff, NO_PASSWORD, one_time=False)
    people.open_session(hash_of(token), staff, new_token(), at, at + SESSION_IDLE_MS)
    return f"{SESSION_COOKIE}={token}"
