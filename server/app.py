"""The composition root: every part of a server is made here and given what it needs.

Nothing is monkey-patched (docs/decisions/0040): sockets and greenlets are gevent's by name, and what
would stop the loop is done in native threads. A `HallServer` is made, started and stopped in the
thread of its own gevent loop.
"""

import logging
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from gevent.event import AsyncResult
from gevent.lock import RLock
from sqlalchemy.exc import SQLAlchemyError

import counter
from server.addresses import is_https, names_in_lan, url_of
from server.clock import Clock, SystemClock
from server.lane import Copies, Lane
from server.live.company import ATTEND_S, FOLLOW_S, Company
from server.live.desk import Desk
from server.live.disk import Disk
from server.live.door import Door
from server.live.driver import Driver
from server.live.gate import Gate, session_key
from server.live.limits import (
    CONNECTIONS,
    MESSAGES,
    PAIRINGS,
    REQUESTS,
    SIGN_INS,
    Buckets,
    Rate,
)
from server.live.listening import listen, serve_on
from server.live.sockets import Sockets
from server.live.threads import NativeThreads
from server.live.watch import Watch
from server.live.websocket import refuse_gevent_websocket
from server.rules.decide_contact import may_read
from server.storage.backup import Backups
from server.storage.devices import Devices
from server.storage.ledger import Ledger
from server.storage.notes import note_for
from server.storage.people import People
from server.storage.store import Store, database_file
from server.web.app import create_app, furnish
from server.web.house import Heard, House
from server.web.sign_in import Accounts
from server.web.visitor import needs, session

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - what `--host` says for all addresses
CLOSE_WITHIN_S = 1.0
UPKEEP_S = 60.0
LOOK_S = 1.0

log = logging.getLogger(__name__)


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How often is too often; a test or a benchmark gives its own."""

    connections: Rate = CONNECTIONS
    requests: Rate = REQUESTS
    sign_ins: Rate = SIGN_INS
    pairings: Rate = PAIRINGS
    messages: Rate = MESSAGES


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an administrator chooses when the server is started. `port` 0: any free one.

    `data`: the data folder; none where the hall is on PostgreSQL.
    """

    data: Path | None
    host: str = "0.0.0.0"  # noqa: S104 - kiosks and screens come over the hall's network
    port: int = 8000
    backup: Path | None = None
    public_url: str = ""
    metrics_token: str = ""
    limits: Limits = DEFAULT_LIMITS


class CannotListen(OSError):
    """The address or the port cannot be had; `errno` says why."""


class HallServer:
    """One hall, served. `clock` is the hall's; `real` the machine's, for sessions and limits."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        clock: Clock | None = None,
        pace: float = 1.0,
        real: Clock | None = None,
        backups: Backups | None = None,
    ) -> None:
        refuse_gevent_websocket()
        self._settings, self._store = settings, store
        self._machine = SystemClock(on_step=_log_step)
        self._real = real or self._machine
        self._threads = NativeThreads()
        people, devices = People(store), Devices(store)
        self._gate = Gate(people, devices, self._threads, self._real)
        self.accounts = Accounts(people, self._threads, self._real, self._buckets(settings.limits.sign_ins))
        self._driver = Driver()
        self._app = create_app()
        self._messages = self._buckets(settings.limits.messages)
        self._sockets = self._make_sockets()
        ledger = Ledger(store)
        self.copies = Copies(ledger, found) if (found := backups or self._backups()) else None
        self.desk = self._make_desk(Lane(ledger, clock or self._real), pace)
        self.undurable = store.undurable()
        """What is switched off in the database, so that COMMIT is no promise."""
        self._company = Company(self.desk, store, self._threads) if store.shared else None
        self._people, self._watch = people, self._make_watch()
        self._disk = Disk(store, self._threads, time.monotonic)
        furnish(self._app, self._make_house(devices))
        self._app.register_blueprint(counter.blueprint(needs("clerk"), self._note))
        self._wsgi: Any = None

    @property
    def port(self) -> int:
        """Where it listens, once started."""
        port: int = self._wsgi.server_port
        return port

    @property
    def url(self) -> str:
        """How a browser on this machine, or on the chosen address, reaches it."""
        return url_of("127.0.0.1" if self._settings.host in EVERYWHERE else self._settings.host, self.port)

    def urls_in_lan(self) -> list[str]:
        """How other machines reach it, where it listens to all of the machine's addresses."""
        hosts = names_in_lan() if self._settings.host in EVERYWHERE else []
        return [url_of(host, self.port) for host in hosts]

    @property
    def browsers_url(self) -> str:
        """The only address at which a browser can sign in, where there is but one: cookies are for https then."""
        return self._settings.public_url if is_https(self._settings.public_url) else ""

    def start(self) -> None:
        """Listen, and take turns. Raises `CannotListen`, an OSError, when the address cannot be had."""
        self._wsgi = serve_on(self._listen(), self._app)
        looks = (self._watch.look, self._watch.copy, self._disk.look)
        regular = [(UPKEEP_S, self._upkeep), *((LOOK_S, look) for look in looks)]
        if self._company is not None:
            regular += [(FOLLOW_S, self._company.follow), (ATTEND_S, self._company.attend)]
        self._driver.start(self.desk, *regular)
        self._sockets.open(self.desk)
        self._wsgi.start()

    def stop(self) -> None:
        """Let nobody in any more, finish what was asked, say goodbye, close."""
        self._wsgi.stop_accepting()
        self._driver.stop()
        self._sockets.close()
        self._wsgi.stop(timeout=CLOSE_WITHIN_S)
        self._threads.close()
        with suppress(SQLAlchemyError, sqlite3.Error):
            self._store.bring_home()
        self._store.close()

    def _listen(self) -> Any:
        try:
            return listen(self._settings.host, self._settings.port)
        except (OSError, OverflowError) as error:
            raise CannotListen(
                getattr(error, "errno", None), getattr(error, "strerror", str(error))
            ) from error

    # -- the parts --------------------------------------------------------------------------------

    def _make_sockets(self) -> Sockets:
        limits = self._settings.limits
        return Sockets(
            self._app,
            self._gate,
            Door(self._buckets(limits.connections).take),
            self._messages,
            self._settings.public_url,
        )

    def _backups(self) -> Backups | None:
        data, folder = self._settings.data, self._settings.backup
        return Backups(database_file(data), folder) if data is not None and folder is not None else None

    def _make_watch(self) -> Watch:
        copies = self.copies
        faults: dict[str, Callable[[], str | None]] = {
            "server:backup": lambda: "backup_failed" if copies is not None and copies.failed else None,
            "server:clock": self._clock_fault,
        }
        shown: dict[str, Callable[[], str | None]] = {
            "server:storage": self._storage_fault,
            "server:database": lambda: "not_durable" if self.undurable else None,
        }
        if self._store.shared:  # a fact of one server would be taken back by the next, which is well
            shown, faults = shown | faults, {}
        return Watch(self.desk, self._threads, copies, faults, time.monotonic, shown)

    def _make_desk(self, lane: Lane, pace: float) -> Desk:
        if self.copies is not None:
            lane.subscribe(self.copies.note)
        return Desk(
            lane,
            self._sockets,
            elsewhere=self._threads.write,
            turning=RLock(),
            waiting=self._driver.waiting,
            pace=pace,
        )

    def _make_house(self, devices: Devices) -> House:
        limits = self._settings.limits
        return House(
            store=self._store,
            desk=self.desk,
            accounts=self.accounts,
            devices=devices,
            gate=self._gate,
            threads=self._threads,
            clock=self._real,
            requests=self._buckets(limits.requests),
            pairings=self._buckets(limits.pairings),
            messages=self._messages,
            outcome_of=_outcome_of,
            show_out=self._sockets.show_out,
            alive=lambda: self._driver.alive,
            copies=self.copies,
            backup_folder=self._settings.backup,
            public_url=self._settings.public_url,
            metrics_token=self._settings.metrics_token,
            accept_clock=self._machine.accept,
        )

    def _storage_fault(self) -> str | None:
        return self._store.trouble or ("storage_failed" if self.desk.lane.lost else None)

    def _clock_fault(self) -> str | None:
        self._machine.now()  # it notices a step when it is asked
        if self.desk.lane.clock_unconfirmed:
            return "clock_unconfirmed"
        return "clock_stepped" if self._machine.astray else None

    def _upkeep(self) -> None:
        """Sessions that are used go on; those that are over are ended, with their connections."""
        self._sockets.keep_alive()
        now = self._real.now()
        ended = self._threads.write(lambda: self._people.end_expired(now))
        self._sockets.show_out({session_key(token_hash) for token_hash in ended})

    @staticmethod
    def _buckets(rate: Rate) -> Buckets:
        return Buckets(rate, time.monotonic)

    def _note(self, note: str) -> str | None:
        found = session()
        if found is None:
            return None
        of_mine = self.desk.consult(lambda hall: may_read(hall, note, found.staff))
        return self._threads.read(lambda: note_for(self._store, note, None if of_mine else found.staff))


def _outcome_of(put: Callable[[Heard], None]) -> Any:
    """Not for use on the driver's own turn."""
    outcome: AsyncResult[Any] = AsyncResult()
    put(outcome.set)
    return outcome.get()


def _log_step(ms: int) -> None:
    log.warning("the machine's clock was moved by %d ms; the hall's time follows slowly", ms)
