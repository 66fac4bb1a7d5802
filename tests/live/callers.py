"""Somebody of each role who asks over HTTP: with a session, with a device's token, or with nothing."""

from typing import Any

import msgspec

from server.live.gate import SESSION_COOKIE
from server.live.tokens import hash_of, new_token
from server.storage.devices import PairingRow
from tests.live.live_hall import FOR_EVER
from tests.live.web_house import WebHouse

STAFF = {"clerk": "A1", "supervisor": "S1", "administrator": "admin"}
DEVICES = ("kiosk", "display")
ROLES = ("anonymous", *DEVICES, *STAFF)
CSRF = "csrf"


class Caller(msgspec.Struct):
    """`session`: the token in the cookie; `device`: a device's token. Neither: nobody."""

    house: WebHouse
    session: str = ""
    device: str = ""

    @property
    def cookies(self) -> dict[str, str]:
        return {SESSION_COOKIE: self.session} if self.session else {}

    @property
    def headers(self) -> dict[str, str]:
        if self.session:
            return {"X-CSRF": CSRF}
        return {"Authorization": f"Bearer {self.device}"} if self.device else {}

    def ask(self, method: str, path: str, fields: Any = None, **more: Any) -> Any:
        """What the server answers; POSTs are JSON."""
        client = self.house.app.test_client()
        for name, value in self.cookies.items():
            client.set_cookie(name, value)
        sent = {"json": fields} if method == "post" else {}
        return client.open(path, method=method, headers=self.headers, buffered=True, **sent, **more)


def caller(house: WebHouse, role: str) -> Caller:
    """Somebody new of this role."""
    if role in STAFF:
        return signed_in(house, STAFF[role])
    return Caller(house, device=device_token(house, role)) if role in DEVICES else Caller(house)


def signed_in(house: WebHouse, staff: str) -> Caller:
    """Whoever has that staff number."""
    token = new_token()
    house.people.open_session(hash_of(token), staff, CSRF, house.clock.at, FOR_EVER)
    return Caller(house, session=token)


def device_token(house: WebHouse, kind: str) -> str:
    """Of a device of this kind, paired just now."""
    token, secret = new_token(), new_token()
    row = PairingRow(code=secret[:6], kind=kind, name=kind, created=0, expires=FOR_EVER, device=None)
    house.devices.ask(hash_of(secret), row)
    house.devices.approve(row.code, "admin", 0)
    house.devices.take_token(hash_of(secret), hash_of(token), 0)
    return token
