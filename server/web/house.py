"""What the pages are given: the parts of a running server, wired by its composition root."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from server.addresses import is_https
from server.clock import Clock
from server.lane import Copies, Reply
from server.live.desk import Desk
from server.live.gate import Gate
from server.live.limits import Buckets
from server.live.threads import Threads
from server.rules.order import Actor, AnyCommand
from server.storage.devices import Devices
from server.storage.store import Store
from server.web.sign_in import Accounts


@dataclass(frozen=True, kw_only=True)
class House:
    """`give` puts one command to the desk and waits; `show_out` ends connections by their keys.

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
    give: Callable[[Actor, AnyCommand], Reply]
    show_out: Callable[[set[str]], None]
    alive: Callable[[], bool]
    copies: Copies | None = None
    backup_folder: Path | None = None
    public_url: str = ""
    accept_clock: Callable[[], None] = lambda: None

    @property
    def secure_cookies(self) -> bool:
        """Whether the browser reaches us by https only."""
        return is_https(self.public_url)
