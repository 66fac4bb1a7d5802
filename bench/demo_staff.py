"""The demo's people and devices, let in by the same doors as in a hall: pages, sign-in, pairing codes."""

import json
import secrets
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any, Literal
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, Request, build_opener

from bench.demo_processes import NotBegun
from common.admission import StoredAdmission
from common.pairing import Pairing

ANSWERS_WITHIN_S = 20.0
PAIRED_WITHIN_S = 30.0
POLL_S = 0.02
DeviceKind = Literal["kiosk", "display"]


class NotLetIn(NotBegun):
    """The server refused somebody of the demo; the text is its code."""


class Browser:
    """One person's browser: keeps the cookie, brings back the form's token, adds to `asked` where it went."""

    def __init__(self, url: str, asked: list[str]) -> None:
        self._url, self._asked = url, asked
        self._cookies = CookieJar()
        self._opener = build_opener(HTTPCookieProcessor(self._cookies))
        self._csrf = ""

    @property
    def cookie(self) -> str:
        """As a link sends it."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self._cookies)

    def post(self, path: str, **values: str | Sequence[str]) -> dict[str, Any]:
        """What the page answers. Raises `NotLetIn`."""
        headers = {"Content-Type": "application/json", "X-CSRF": self._csrf}
        told = self._told(Request(self._url + path, json.dumps(values).encode(), headers))  # noqa: S310 - our own server
        self._csrf = told.get("csrf", self._csrf)
        return told

    def get(self, path: str) -> dict[str, Any]:
        """What the server answers. Raises `NotLetIn`."""
        return self._told(Request(self._url + path))  # noqa: S310 - our own server

    def _told(self, request: Request) -> dict[str, Any]:
        self._asked.append(request.full_url)
        try:
            with self._opener.open(request, timeout=ANSWERS_WITHIN_S) as answer:
                told: dict[str, Any] = json.load(answer)
        except HTTPError as refused:
            with refused:
                said = refused.read().decode("utf-8", "replace")[:200]
                raise NotLetIn(f"{request.selector}: {said}") from None
        except (OSError, ValueError) as lost:  # no answer, or none of a server
            raise NotLetIn(f"{request.selector}: {lost}") from None
        return told

    def sign_in(self, staff: str, one_time: str, password: str) -> None:
        """With a one-time password, which is changed at once."""
        self.post("/sign-in", staff=staff, password=one_time)
        self.post("/password", old=one_time, new=password, again=password)


class People:
    """Everybody who works in the demo; all have one password, drawn for this run."""

    def __init__(self, url: str, administrator: str, one_time: str) -> None:
        self.password = f"{secrets.randbelow(10**4):04d}-{secrets.token_hex(3)}"
        self._url = url
        self.asked: list[str] = []
        self._administrator = Browser(url, self.asked)
        self._administrator.sign_in(administrator, one_time, self.password)
        self._browsers: dict[str, Browser] = {}

    def add(self, staff: str, role: str) -> None:
        """A new account, signed in for the first time."""
        told = self._administrator.post("/admin/staff", staff=staff, role=[role])
        browser = self._browsers[staff] = Browser(self._url, self.asked)
        browser.sign_in(staff, told["secret"][1], self.password)

    def cookie(self, staff: str) -> str:
        """The session of `staff`."""
        return self._browsers[staff].cookie

    def why(self, staff: str, number: str) -> list[str]:
        """Who went before `number`, as the server tells `staff`; nothing if it does not answer now."""
        with suppress(NotLetIn):
            told = self._browsers[staff].get(f"/api/tickets/{number}")
            return [passing["text"]["en"] for passing in told["passed"]]
        return []

    def pair(self, devices: Iterable[tuple[DeviceKind, Path]]) -> None:
        """Each asks for a code, the administrator enters it, the device keeps its token in its file."""
        asking = {file: self._admission(kind, file) for kind, file in devices}
        entered: set[str] = set()
        deadline = time.monotonic() + PAIRED_WITHIN_S
        while any(admission.token is None for admission in asking.values()):
            if time.monotonic() > deadline:
                raise NotLetIn("/pairing: no token in time")
            for file, admission in asking.items():
                admission.poll()
                if admission.code and admission.code not in entered:
                    entered.add(admission.code)
                    self._administrator.post("/admin/devices/pair", code=admission.code, name=file.stem)
            time.sleep(POLL_S)

    def _admission(self, kind: DeviceKind, file: Path) -> StoredAdmission:
        return StoredAdmission(
            file, self._url, lambda: Pairing(self._url, kind=kind, name=file.stem), _refuse
        )


def paired_token(file: Path, url: str) -> str:
    """What a device got that was let in. Raises `NotLetIn`."""
    token = StoredAdmission(file, url, lambda: Pairing(url, kind="kiosk", name=file.stem), _refuse).token
    if token is None:
        raise NotLetIn(f"{file.stem} has no token")
    return token


def _refuse(fault: str) -> None:
    raise NotLetIn(fault)
