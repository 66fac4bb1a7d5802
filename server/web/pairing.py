"""/pairing: a kiosk or a screen asks to be let in.

POST {"kind", "name"} gives {"code", "secret", "expires_s"}: the code is shown, the secret kept. GET with
the secret in the header `X-Pairing-Secret` gives {"state": "waiting"}, once {"state": "paired", "device",
"token"}, else 404. Nothing here needs a session, so nothing can be misused by another site's page.
"""

from contextlib import suppress
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from server.live.tokens import hash_of, new_code, new_token
from server.rules.refusal import Refusal
from server.storage.devices import PairingRow
from server.web.visitor import given, house

KINDS = ("kiosk", "display")
VALID_MS = 15 * 60_000
WAITING_MOST = 50
NAME_MOST = 40
SECRET_HEADER = "X-Pairing-Secret"  # noqa: S105 - the name of a header


def pairing_pages() -> Blueprint:
    """Open to everyone, within limits."""
    pages = Blueprint("pairing", __name__, url_prefix="/pairing")

    @pages.post("")
    def ask() -> ResponseReturnValue:
        if not house().pairings.take(request.remote_addr or ""):
            raise Refusal("too_many")
        kind, name = given("kind"), given("name").strip()
        if kind not in KINDS:
            raise Refusal("bad_request", field="kind")
        if len(name) > NAME_MOST or not name.isprintable():
            raise Refusal("bad_request", field="name")
        secret = new_token()
        return {
            "ok": True,
            "code": _enter(kind, name, secret),
            "secret": secret,
            "expires_s": VALID_MS // 1000,
        }

    @pages.get("")
    def look() -> ResponseReturnValue:
        found = house()
        secret_hash, now = hash_of(request.headers.get(SECRET_HEADER, "")), found.clock.now()
        pairing = found.threads.read(lambda: found.devices.pairing(secret_hash, now))
        if pairing is None:
            raise Refusal("not_found")
        if pairing.device is None:
            return {"ok": True, "state": "waiting"}
        return _hand_over(secret_hash, now)

    return pages


def _enter(kind: str, name: str, secret: str) -> str:
    """The code under which the device now waits."""
    found = house()
    now = found.clock.now()
    found.threads.write(lambda: found.devices.forget_expired(now))
    if len(found.threads.read(lambda: found.devices.asking(now))) >= WAITING_MOST:
        raise Refusal("too_many")
    while True:
        code = new_code()
        row = PairingRow(code=code, kind=kind, name=name, created=now, expires=now + VALID_MS, device=None)
        with suppress(IntegrityError):  # the code is taken: draw another
            found.threads.write(lambda row=row: found.devices.ask(hash_of(secret), row))  # type: ignore[misc]
            return code


def _hand_over(secret_hash: str, now: int) -> dict[str, Any]:
    found, token = house(), new_token()
    device = found.threads.write(lambda: found.devices.take_token(secret_hash, hash_of(token), now))
    if device is None:
        raise Refusal("not_found")
    return {"ok": True, "state": "paired", "device": device, "token": token}
