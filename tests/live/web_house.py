"""The pages without a loop: Flask's own client, a real database, commands taken at once."""

from functools import cache
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import RootTransaction

import counter
from common.commands import SitDown
from common.words import Instant
from server.lane import Ask, Copies, Lane, Reply
from server.live.desk import Desk
from server.live.gate import Gate
from server.live.in_process import Room
from server.live.limits import (
    CASE_GUESSES,
    CASE_LOOKS,
    CASE_MISSES,
    CASE_RETRIES,
    MESSAGES,
    PAIRINGS,
    PHONE_ASKS,
    REQUESTS,
    SIGN_INS,
    Buckets,
    Rate,
)
from server.live.phones import Phones, base_of
from server.rules.order import Actor, AnyCommand
from server.storage.backup import Backups
from server.storage.devices import Devices
from server.storage.ledger import Ledger
from server.storage.people import People
from server.storage.phone_key import phone_key
from server.storage.store import Commit, Store, database_file
from server.web.app import create_app, furnish
from server.web.house import House
from server.web.note_answers import note_text
from server.web.passwords import Passwords
from server.web.sign_in import Accounts
from server.web.visitor import needs
from tests.live.live_hall import HandClock
from tests.live.other_threads import OtherThreads
from tests.rules.street import moment

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
FIRST = "correct horse battery"


def text(answer: Any) -> str:
    """What is on the page."""
    shown: str = answer.get_data(as_text=True)
    return shown


@cache
def application() -> Flask:
    """One for all tests: its templates are compiled once; each test furnishes it anew."""
    app = create_app()
    app.register_blueprint(counter.blueprint(needs("clerk"), note_text))
    return app


class WebHouse:
    """A furnished application; `clock` is both the hall's time and the real one."""

    def __init__(
        self,
        folder: Path,
        public_url: str = "",
        at: Instant | None = None,
        *,
        rate: Rate | None = None,
        messages: Rate = MESSAGES,
        commit: Commit = RootTransaction.commit,
        metrics_token: str = "",
    ) -> None:
        self._rate = rate
        self.clock = HandClock(at or moment("09:00"))
        self.store = Store.open(folder, commit=commit)
        self.people, self.devices = People(self.store), Devices(self.store)
        self.shown_out: set[str] = set()
        self.alive = True
        threads = OtherThreads()
        ledger = Ledger(self.store)
        self.backup_folder = folder.parent / "copies"
        self.copies = Copies(ledger, Backups(database_file(folder), self.backup_folder))
        self.clock_accepted = 0
        self.desk = Desk(Lane(ledger, self.clock), Room())
        self.accounts = Accounts(self.people, threads, self.clock, self.buckets(SIGN_INS), Passwords(CHEAP))
        self.app = application()
        furnish(
            self.app,
            House(
                store=self.store,
                desk=self.desk,
                accounts=self.accounts,
                devices=self.devices,
                gate=Gate(self.people, self.devices, threads, self.clock),
                threads=threads,
                clock=self.clock,
                requests=self.buckets(REQUESTS),
                pairings=self.buckets(PAIRINGS),
                messages=self.buckets(messages),
                looks=self.buckets(CASE_LOOKS),
                retries=self.buckets(CASE_RETRIES),
                misses=self.buckets(CASE_MISSES),
                guesses=self.buckets(CASE_GUESSES),
                phones=Phones(phone_key(self.store), base_of(public_url, "")),
                phone_asks=self.buckets(PHONE_ASKS),
                outcome_of=self.outcome_of,
                show_out=self.shown_out.update,
                alive=lambda: self.alive,
                copies=self.copies,
                backup_folder=self.backup_folder,
                public_url=public_url,
                metrics_token=metrics_token,
                accept_clock=self.accept_clock,
            ),
        )

    def buckets(self, rate: Any) -> Buckets:
        return Buckets(self._rate or rate, lambda: self.clock.at / 1000)

    def give(self, actor: Actor, command: AnyCommand) -> Reply:
        """Whoever sits down has a terminal that listens."""
        if isinstance(command, SitDown):
            self.desk._terminals.joined(actor.id, self.clock.at)
        replies: list[Reply] = []
        self.desk.ask(Ask(actor, command), replies.append)
        self.desk.turn()
        return replies[0]

    def outcome_of(self, put: Any) -> Any:
        heard: list[Any] = []
        put(heard.append)
        if not heard:
            self.desk.turn()
        return heard[0]

    def accept_clock(self) -> None:
        self.clock_accepted += 1

    def browser(self) -> "Browser":
        return Browser(self.app.test_client())

    def person(self, staff: str, *roles: str) -> str:
        """A new account that has its own password already; the password."""
        one_time = self.accounts.create(staff, list(roles))
        browser = self.browser()
        browser.sign_in(staff, one_time)
        browser.send("/password", old=one_time, new=f"{FIRST} {staff}", again=f"{FIRST} {staff}")
        return f"{FIRST} {staff}"

    def signed_in(self, staff: str, *roles: str) -> "Browser":
        browser = self.browser()
        browser.sign_in(staff, self.person(staff, *roles))
        return browser

    def close(self) -> None:
        self.store.close()


class Browser:
    """Someone's browser: brings back cookies, and each page's token with its form."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(path, headers=headers)

    def sign_in(self, staff: str, password: str, **more: str) -> Any:
        return self.send("/sign-in", staff=staff, password=password, **more)

    def send(self, path: str, page: str = "", **fields: Any) -> Any:
        """Fill in the form of `page` and send it to `path`."""
        shown = self.client.get(page or path).get_data(as_text=True)
        marker = 'name="csrf_token" value="'
        token = shown.split(marker)[1].split('"')[0] if marker in shown else ""
        return self.client.post(path, data={"csrf_token": token, **fields})
