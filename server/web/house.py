"""What the pages are given: the parts of a running server, wired by its composition root."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection

from common.words import Language
from server.addresses import is_https
from server.clock import Clock
from server.lane import Ask, Copies, Reply
from server.lane.faults import log_fault
from server.live.desk import Desk
from server.live.gate import Gate
from server.live.limits import Buckets
from server.live.phones import Phones
from server.live.public_board import PublicBoard
from server.live.threads import Threads
from server.rules.order import Actor, AnyCommand
from server.storage.devices import Devices
from server.storage.store import Store
from server.web.phone_tags import PhoneTags
from server.web.sign_in import Accounts

Heard = Callable[[Any], None]
T = TypeVar("T")
log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class House:
    """`outcome_of` gives its argument a function to be called with an outcome, and waits for that outcome.

    `show_out` ends connections by their keys. `messages` says how often a session or a device may ask,
    `looks` how often an address may look at a case, `misses` how often it may try in vain, `retries` how often at one number,
    `guesses` how often one number may be, `phone_asks` how often the page of one ticket may ask. `phones` knows those pages.
    `clock` is the real one, also where the hall's day is simulated. `alive` says whether turns are taken,
    `accept_clock` that an administrator has looked at a clock that was moved.
    """

    store: Store
    desk: Desk
    accounts: Accounts
    devices: Devices
    gate: Gate
    threads: Threads
    clock: Clock
    requests: Buckets
    pairings: Buckets
    messages: Buckets
    looks: Buckets
    retries: Buckets
    misses: Buckets
    guesses: Buckets
    phones: Phones
    phone_asks: Buckets
    outcome_of: Callable[[Callable[[Heard], None]], Any]
    show_out: Callable[[set[str]], None]
    alive: Callable[[], bool]
    copies: Copies | None = None
    backup_folder: Path | None = None
    public_url: str = ""
    metrics_token: str = ""
    phone_tags: PhoneTags = field(default_factory=PhoneTags)
    board: PublicBoard = field(default_factory=PublicBoard)
    accept_clock: Callable[[], None] = lambda: None

    def give(self, actor: Actor, command: AnyCommand) -> Reply:
        """Put one command to the desk and wait for its outcome."""
        reply: Reply = self.outcome_of(lambda heard: self.desk.ask(Ask(actor, command), heard))
        return reply

    def read(self, question: Callable[[Connection, str], T]) -> T:
        """What `question`, given a connection and the hall's id, finds; asked in a reader's thread, where no request is."""

        def work() -> T:
            with self.store.reading() as connection:
                return question(connection, self.store.hall)

        return self.threads.read(work)

    def name(self, reading: Language) -> str:
        """What the hall is called; empty for one that was not imported yet, or cannot be read now."""
        try:
            setup = self.desk.consult(lambda hall: hall.setup)
        except Exception as error:
            log_fault(log, "the hall cannot be read", error)
            return ""
        return "" if setup is None else setup.hall.name.text(reading)

    @property
    def secure_cookies(self) -> bool:
        """Whether the browser reaches us by https only."""
        return is_https(self.public_url)
