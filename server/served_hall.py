"""One hall, served: every part of it is made here and given what it needs.

Nothing is monkey-patched (docs/decisions/0040): sockets and greenlets are gevent's by name, and what
would stop the loop is done in native threads. A `ServedHall` is made, begun and ended in the thread of
its own gevent loop. Halls that are served by one process share nothing but that loop (docs/decisions/0140).
"""

import logging
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from gevent.event import AsyncResult
from sqlalchemy.exc import SQLAlchemyError

import counter
from server.clock import Clock, SystemClock
from server.lane import Copies, Lane
from server.live.company import ATTEND_S, FOLLOW_S, Company
from server.live.desk import Desk
from server.live.disk import Disk
from server.live.door import Door
from server.live.driver import Driver
from server.live.gate import Gate, session_key
from server.live.limits import Buckets, Rate
from server.live.looking import taking_turns
from server.live.phones import Phones, base_of
from server.live.sockets import Sockets
from server.live.threads import NativeThreads
from server.live.watch import Watch
from server.live.websocket import refuse_gevent_websocket
from server.settings import Settings
from server.storage.backup import Backups
from server.storage.devices import Devices
from server.storage.ledger import Ledger
from server.storage.people import People
from server.storage.phone_key import phone_key
from server.storage.store import Store, database_file
from server.web.app import create_app, furnish
from server.web.house import Heard, House
from server.web.mounting import root_of
from server.web.note_answers import note_text
from server.web.sign_in import Accounts
from server.web.visitor import needs

UPKEEP_S = 60.0
LOOK_S = 1.0

log = logging.getLogger(__name__)


class ServedHall:
    """`application` answers what comes for the hall, wherever it is mounted. `clock` is the hall's; `real` the machine's, for sessions and limits."""

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
        self.settings, self._store = settings, store
        self._machine = SystemClock(on_step=_log_step)
        self._real = real or self._machine
        self.clock = clock or self._real
        self._threads = NativeThreads()
        people, devices = People(store, store.hall), Devices(store, store.hall)
        self._gate = Gate(people, devices, self._threads, self._real)
        self.accounts = Accounts(people, self._threads, self._real, self._buckets(settings.limits.sign_ins))
        self._driver = Driver(hall=settings.key)
        self.application = create_app()
        self._messages = self._buckets(settings.limits.messages)
        self._phones = self._make_phones()
        self._sockets = self._make_sockets()
        ledger = Ledger(store, store.hall)
        self.copies = Copies(ledger, found) if (found := backups or self._backups()) else None
        self.desk = self._make_desk(Lane(ledger, self.clock), pace)
        self.undurable = store.undurable()
        """What is switched off in the database, so that COMMIT is no promise."""
        self._company = Company(self.desk, store, self._threads) if store.shared else None
        self._people, self._watch = people, self._make_watch()
        self._disk = Disk(store, self._threads, time.monotonic)
        self.house = self._make_house(devices)
        furnish(self.application, self.house)
        self.application.register_blueprint(counter.blueprint(needs("clerk"), note_text, self._device_names))

    def begin(self) -> None:
        """Take turns, and let clients in: somebody must be listening for them already."""
        self._watch.look()  # the first view that is asked for shows what is wrong already
        looks = (self._watch.look, self._watch.copy, self._disk.look)
        regular = [(UPKEEP_S, self._upkeep), *((LOOK_S, look) for look in looks)]
        if self._company is not None:
            regular += [(FOLLOW_S, self._company.follow), (ATTEND_S, self._company.attend)]
        self._driver.start(self.desk, *regular)
        self._sockets.open(self.desk)

    def fall_silent(self) -> None:
        """Finish what was asked, say goodbye."""
        self._driver.stop()
        self._sockets.close()

    def close(self) -> None:
        """Let go of the database, once nobody asks any more. Where a disk hangs nothing more is done there: what is stored is stored."""
        if not self._threads.close():
            log.warning("the disk does not answer; the log stays beside the database")
            return
        with suppress(SQLAlchemyError, sqlite3.Error):
            self._store.bring_home()
        self._store.close()

    # -- the parts --------------------------------------------------------------------------------

    def _device_names(self) -> dict[str, str]:
        """What devices were named when they were paired."""
        return self.house.threads.read(self.house.devices.names)

    def _make_sockets(self) -> Sockets:
        limits = self.settings.limits
        return Sockets(
            self.application,
            self._gate,
            Door(self._buckets(limits.connections).take, per_address=limits.held // 2),
            self._messages,
            self._phones,
            self.settings.public_url,
        )

    def _make_phones(self) -> Phones:
        root = root_of(self.settings.key) if self.settings.key else ""
        return Phones(phone_key(self._store), base_of(self.settings.public_url, root))

    def _backups(self) -> Backups | None:
        data, folder = self.settings.data, self.settings.backup
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
            between=taking_turns(),
            waiting=self._driver.waiting,
            pace=pace,
        )

    def _make_house(self, devices: Devices) -> House:
        limits = self.settings.limits
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
            looks=self._buckets(limits.case_looks),
            retries=self._buckets(limits.case_retries),
            misses=self._buckets(limits.case_misses),
            guesses=self._buckets(limits.case_guesses),
            phones=self._phones,
            phone_asks=self._buckets(limits.phone_asks),
            outcome_of=_outcome_of,
            show_out=self._sockets.show_out,
            alive=lambda: self._driver.alive,
            copies=self.copies,
            backup_folder=self.settings.backup,
            public_url=self.settings.public_url,
            metrics_token=self.settings.metrics_token,
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


def _outcome_of(put: Callable[[Heard], None]) -> Any:
    """Not for use on the driver's own turn."""
    outcome: AsyncResult[Any] = AsyncResult()
    put(outcome.set)
    return outcome.get()


def _log_step(ms: int) -> None:
    log.warning("the machine's clock was moved by %d ms; the hall's time follows slowly", ms)
