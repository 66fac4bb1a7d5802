"""Signing in and out, changing a password, accounts: what happens, without a word of HTTP."""

import re
import secrets
import unicodedata
from collections.abc import Iterable

import msgspec

from common.words import Instant
from server.clock import Clock
from server.live.gate import expiry
from server.live.limits import Buckets
from server.live.threads import Threads
from server.live.tokens import hash_of, new_password, new_token
from server.rules.order import is_reserved
from server.rules.refusal import Refusal
from server.storage.people import People
from server.storage.people_rows import SessionRow, StaffRow
from server.web.passwords import LEAST, MOST, Passwords

FAILURES_MOST = 5
LOCKED_MS = 15 * 60_000
MINUTE_MS = 60_000
ROLES = ("clerk", "supervisor", "administrator")
FIRST_ADMINISTRATOR = "admin"
STAFF_ID = re.compile(r"[A-Za-z0-9_-]{1,32}")


def plain(typed: str) -> str:
    """A staff number as it was typed, without what a keyboard in Chinese makes of it; capitals do not matter."""
    return unicodedata.normalize("NFKC", typed).strip()


def spelled(typed: str, hall: Iterable[str] = ()) -> str:
    """A new staff number: as the `hall`'s file spells it, else in capitals."""
    capitals = plain(typed).upper()
    return next((number for number in hall if number.upper() == capitals), capitals)


class SignedIn(msgspec.Struct, frozen=True):
    """A new session; `token` goes into the cookie and nowhere else."""

    token: str
    staff: StaffRow
    csrf: str


class Accounts:
    """The staff of a hall. Hashing and the database are waited for in other threads; times are real."""

    def __init__(
        self,
        people: People,
        threads: Threads,
        clock: Clock,
        attempts: Buckets,
        passwords: Passwords | None = None,
    ) -> None:
        self._people, self._threads, self._clock, self._attempts = people, threads, clock, attempts
        self._passwords = passwords or Passwords()

    def sign_in(self, staff_id: str, password: str, address: str) -> SignedIn:
        """Raises `Refusal`: `too_many`, `locked_out`, `sign_in_failed`, which says not what was wrong, or
        `account_closed`, to one who knows the password.
        """
        if not self._attempts.take(address):
            raise Refusal("too_many")
        account = self._threads.read(lambda: self._people.find(plain(staff_id)))
        self._refuse_locked(account)
        stored = account.password_hash if account is not None else None
        if not self._is_right(stored, password) or account is None or not account.roles:
            self._fail(account)
            raise Refusal("sign_in_failed")
        if account.closed is not None:
            raise Refusal("account_closed")
        return self._begin_session(account)

    def sign_out(self, session: SessionRow) -> None:
        """End one session."""
        self._threads.write(lambda: self._people.end_session(session.token_hash))

    def change_password(self, session: SessionRow, old: str, new: str, again: str) -> list[str]:
        """Raises `Refusal`; ends all sessions of the account (their token hashes are returned)."""
        account = self._threads.read(lambda: self._people.find(session.staff))
        self._refuse_locked(account)
        if account is None or not self._is_right(account.password_hash, old):
            self._fail(account)
            raise Refusal("password_wrong")
        if new != again:
            raise Refusal("passwords_differ")
        if not LEAST <= len(new) <= MOST:
            raise Refusal("password_length", least=LEAST)
        if new == old:
            raise Refusal("password_same")
        kept = self._threads.hash(lambda: self._passwords.hashed(new))
        now = self._clock.now()
        locked, ended = self._threads.write(lambda: self._people.change_password(account.id, kept, now))
        self._refuse_until(locked)
        return ended

    def session_for(self, staff_id: str) -> SignedIn:
        """A session of someone who has just proved who it is."""
        return self._begin_session(self._known(staff_id))

    # -- what an administrator and a supervisor do ------------------------------------------------

    def everyone(self) -> list[StaffRow]:
        """All accounts; `locked_until` only where it still holds."""
        now = self._clock.now()
        return [_as_of(row, now) for row in self._threads.read(self._people.everyone)]

    def locked(self) -> list[StaffRow]:
        """The accounts that are locked out now."""
        return [row for row in self.everyone() if row.locked_until is not None]

    def create(self, staff_id: str, roles: list[str]) -> str:
        """A new account; its one-time password. Raises `Refusal`."""
        staff_id = plain(staff_id)
        if not STAFF_ID.fullmatch(staff_id):
            raise Refusal("staff_number_shape")
        if is_reserved(staff_id):
            raise Refusal("staff_reserved", staff=staff_id)
        self._check_roles(roles)
        if self._threads.read(lambda: self._people.find(staff_id)) is not None:
            raise Refusal("staff_known", staff=staff_id)
        (password, kept), now = self._new_password(), self._clock.now()
        self._threads.write(lambda: self._people.add(staff_id, roles, kept, now))
        return password

    def reset(self, staff_id: str) -> tuple[str, list[str]]:
        """A new one-time password, and the token hashes of the sessions that end."""
        account = self._known(staff_id)
        password, kept = self._new_password()
        return password, self._threads.write(lambda: self._people.reset_password(account.id, kept))

    def readmit(self, staff_id: str, by: str) -> tuple[str, bool]:
        """A new one-time password with which one can sign in, whatever was before; whether the account was closed."""
        account, now = self._known(staff_id), self._clock.now()
        password, kept = self._new_password()
        return password, self._threads.write(lambda: self._people.readmit(account.id, kept, by, now))

    def set_roles(self, staff_id: str, roles: list[str]) -> list[str]:
        """Other roles, at least one. The token hashes of the sessions that end. Raises `Refusal`."""
        account = self._known(staff_id)
        self._check_roles(roles)
        return self._threads.write(lambda: self._people.set_roles(account.id, roles))

    def close(self, staff_id: str, by: str) -> list[str]:
        """Nobody signs in with it until it is opened. The token hashes of the sessions that end. Raises `Refusal`."""
        account, now = self._known(staff_id), self._clock.now()
        return self._threads.write(lambda: self._people.close_account(account.id, by, now))

    def open(self, staff_id: str, by: str, *, whoever_closed_it: bool = True) -> None:
        """It may sign in again, with its password of before. Raises `Refusal`."""
        account, now = self._known(staff_id), self._clock.now()
        self._threads.write(
            lambda: self._people.open_account(account.id, by, now, whoever_closed_it=whoever_closed_it)
        )

    def unlock(self, staff_id: str) -> None:
        """Lift a lock-out at once."""
        account = self._known(staff_id)
        self._threads.write(lambda: self._people.clear_failures(account.id))

    def account(self, staff_id: str) -> StaffRow:
        """The account of that number. Raises `Refusal`."""
        return self._known(staff_id)

    def first_password(self) -> str | None:
        """On a database without accounts: make the first administrator; the one-time password."""
        if self._threads.read(self._people.everyone):
            return None
        try:
            return self.create(FIRST_ADMINISTRATOR, ["administrator"])
        except Refusal:  # another server on the same database was quicker, and shows its own
            return None

    # ---------------------------------------------------------------------------------------------

    def _begin_session(self, account: StaffRow) -> SignedIn:
        token, csrf, now = new_token(), secrets.token_urlsafe(16), self._clock.now()
        ends = expiry(now, now)
        self._refuse_until(
            self._threads.write(
                lambda: self._people.open_session(hash_of(token), account.id, csrf, now, ends)
            )
        )
        return SignedIn(token, account, csrf)

    def _refuse_locked(self, account: StaffRow | None) -> None:
        """At once, before a password is hashed; whoever was on the way already is refused by the database."""
        if account is not None:
            self._refuse_until(account.locked_until)

    def _refuse_until(self, locked_until: Instant | None) -> None:
        left = (locked_until or 0) - self._clock.now()
        if left > 0:
            raise Refusal("locked_out", minutes=-(-left // MINUTE_MS))

    def _is_right(self, stored: str | None, password: str) -> bool:
        return self._threads.hash(lambda: self._passwords.is_right(stored, password[: MOST + 1]))

    def _fail(self, account: StaffRow | None) -> None:
        """Count a wrong password of an account that is there."""
        if account is None:
            return
        now = self._clock.now()
        until = now + LOCKED_MS
        self._refuse_until(
            self._threads.write(lambda: self._people.note_failure(account.id, FAILURES_MOST, now, until))
        )

    def _known(self, staff_id: str) -> StaffRow:
        account = self._threads.read(lambda: self._people.find(plain(staff_id)))
        if account is None:
            raise Refusal("unknown_staff")
        return account

    def _new_password(self) -> tuple[str, str]:
        """And what is kept of it."""
        password = new_password()
        return password, self._threads.hash(lambda: self._passwords.hashed(password))

    def _check_roles(self, roles: list[str]) -> None:
        if not roles or not set(roles) <= set(ROLES):
            raise Refusal("roles_missing")


def _as_of(row: StaffRow, now: Instant) -> StaffRow:
    over = row.locked_until is not None and row.locked_until <= now
    return msgspec.structs.replace(row, locked_until=None) if over else row
