"""Who is at the door: a member of staff with a session, or a paired device with its token."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import msgspec
from werkzeug.http import parse_cookie

from common.words import Instant
from server.clock import Clock
from server.live.patience import TookTooLong, patience
from server.live.threads import Threads
from server.live.tokens import hash_of
from server.rules.order import Actor
from server.rules.refusal import Refusal
from server.storage.devices import DeviceRow, Devices
from server.storage.failures import StorageFailure
from server.storage.people import People
from server.storage.people_rows import SessionRow

SESSION_COOKIE = "jiaohao"
SESSION_IDLE_MS = 12 * 3_600_000
SESSION_MOST_MS = 14 * 24 * 3_600_000
"""A clerk's page left alone for two days still works (field.md 14): a joined page keeps its session."""

SEEN_EVERY_MS = 10 * 60_000

Environ = Mapping[str, Any]


class Admitted(msgspec.Struct, frozen=True):
    """Who came in; `key` names the session or device, so that it can be shown out again."""

    actor: Actor
    key: str


class Gate:
    """Asks people and devices in the database; `clock` is the real one, also on a simulated day."""

    def __init__(self, people: People, devices: Devices, threads: Threads, clock: Clock) -> None:
        self._people, self._devices, self._threads, self._clock = people, devices, threads, clock

    def admit(self, environ: Environ, auth: Any) -> Admitted:
        """Raises `Refusal`: `not_signed_in`, `not_paired` or `password_change_due`."""
        token = auth.get("device") if isinstance(auth, dict) else None
        if isinstance(token, str) and token:
            return self.holder_of(token)
        return self.holder_of_session(self.session(environ))

    def holder_of(self, token: str) -> Admitted:
        """The device that has this token. Raises `Refusal("not_paired")`."""
        device = self._threads.read(lambda: self._devices.holder(hash_of(token)))
        if device is None:
            raise Refusal("not_paired")
        self._see(device, self._clock.now())
        return Admitted(Actor(device.id, frozenset({device.kind})), device_key(device.id))

    @staticmethod
    def holder_of_session(session: SessionRow | None) -> Admitted:
        """Whose session it is. Raises `Refusal`: `not_signed_in` or `password_change_due`."""
        if session is None:
            raise Refusal("not_signed_in")
        if session.one_time:
            raise Refusal("password_change_due")
        return Admitted(Actor(session.staff, session.roles), session_key(session.token_hash))

    def session(self, environ: Environ) -> SessionRow | None:
        """The session that the request's cookie names, if it still holds; it is now used again."""
        token = cookie_of(environ, SESSION_COOKIE)
        if not token:
            return None
        now, hashed = self._clock.now(), hash_of(token)
        session = self._threads.read(lambda: self._people.session(hashed, now))
        if session is not None:
            self.keep_alive(session, now)
        return session

    def keep_alive(self, session: SessionRow, now: Instant) -> None:
        """Put off the session's end, now and then."""
        if now - session.last_seen > SESSION_IDLE_MS // 24:
            expires = expiry(session.created, now)
            self._note(lambda: self._people.touch(session.token_hash, now, expires))

    def keep_alive_by(self, key: str) -> bool:
        """The same for a page that is joined; false when the session or device no longer holds."""
        kind, _, name = key.partition(" ")
        now = self._clock.now()
        if kind == "device":
            device = self._threads.read(lambda: self._devices.find(name))
            self._see(device, now)
            return device is not None
        session = self._threads.read(lambda: self._people.session(name, now))
        if session is not None:
            self.keep_alive(session, now)
        return session is not None

    def _see(self, device: DeviceRow | None, now: Instant) -> None:
        """Note that a device is connected, now and then."""
        if device is not None and now - (device.last_seen or 0) > SEEN_EVERY_MS:
            self._note(lambda: self._devices.seen(device.id, now))

    def _note(self, use: Callable[[], object]) -> None:
        """Whoever is let in is let in also where the disk is full or hangs."""
        with suppress(StorageFailure, TookTooLong), patience():
            self._threads.write(use)


def cookie_of(environ: Environ, name: str) -> str | None:
    """What the client brought under `name`; cookies that are no text are none."""
    try:
        return parse_cookie(environ.get("HTTP_COOKIE", "")).get(name)
    except UnicodeError:
        return None


def session_key(token_hash: str) -> str:
    """Names a session among the clients that are connected."""
    return f"session {token_hash}"


def device_key(device: str) -> str:
    """Names a device among them."""
    return f"device {device}"


def expiry(created: Instant, now: Instant) -> Instant:
    """When a session used at `now` ends."""
    return min(now + SESSION_IDLE_MS, created + SESSION_MOST_MS)


def same_origin(origin: str | None, environ: Environ, public_url: str = "") -> bool:
    """Whether a request comes from our own pages: browsers say so, others have no cookie to lose."""
    if not origin:
        return True
    ours = {environ.get("HTTP_HOST", "").lower(), _place(public_url)} - {""}
    return _place(origin) in ours


def _place(url: str) -> str:
    """Host and port; empty for what is no address."""
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""
