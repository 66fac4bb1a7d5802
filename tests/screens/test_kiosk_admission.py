"""How a kiosk is let in: pairing, the kept token, and the link that it opens."""

from __future__ import annotations

import json
import os
import stat
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from common.admission import NOT_ADMITTED, StoredAdmission
from common.commands import ClientCommand, ReportDevice
from common.fold import View
from common.link import OnAnswer, Status
from common.messages import Refused
from common.pairing import Pairing
from common.words import Instant
from kiosk.connection import Connection
from tests.screens.kiosk_hall import NINE, view

SERVER = "http://hall.example:8000"


class Asking:
    """A pairing in the test's hand."""

    def __init__(self) -> None:
        self.code = self.token = ""
        self.state = "waiting"

    def poll(self) -> str:
        return self.state


class _Server(BaseHTTPRequestHandler):
    """/pairing, as documented."""

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        asked = json.loads(self.rfile.read(length))
        if not 0 < len(asked["name"]) <= 40:
            self._say(400, {"ok": False})
            return
        self._say(200, {"ok": True, "code": "000001", "secret": asked["name"], "expires_s": 900})

    def do_GET(self) -> None:
        known = self.headers["X-Pairing-Secret"] == "kiosk in the hall"
        self._say(200 if known else 404, {"ok": known, "state": "paired", "device": "d", "token": "t"})

    def _say(self, status: int, body: dict[str, Any]) -> None:
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base's name
        pass


@contextmanager
def _served() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), _Server) as server:
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_device_is_let_in_over_http(tmp_path: Path) -> None:
    """Asked, looked, paired, kept: the secret goes in a header, never in the address, which is logged."""
    with _served() as url:
        file = tmp_path / "kiosk.json"
        pairing = Pairing(url, kind="kiosk", name="kiosk in the hall", pause_s=0.001)
        admission = StoredAdmission(file, url, lambda: pairing, lambda _: None)
        while admission.token is None:
            admission.poll()
            time.sleep(0.001)
        assert admission.token == "t"
        assert json.loads(file.read_text("utf-8")) == {"server": url, "token": "t"}


def test_a_machine_of_any_name_is_let_in(tmp_path: Path) -> None:
    """The server takes forty printable characters; a hostname may be longer."""
    with _served() as url:
        name = f"kiosk \tin the hall{'x' * 60}"
        pairing = Pairing(url, kind="kiosk", name=name, pause_s=0.001)
        while pairing.poll() == "asking":
            time.sleep(0.001)
        assert (pairing.state, pairing.code) == ("waiting", "000001")
        pairing.close()


def test_a_server_that_refuses_is_told_from_one_that_is_not_there(tmp_path: Path) -> None:
    """An administrator looks in the log for one, at the cable for the other."""
    reports: list[str] = []
    with _served() as url:
        pairing = Pairing(url, kind="kiosk", name="", pause_s=0.001)
        admission = StoredAdmission(tmp_path / "kiosk.json", url, lambda: pairing, reports.append)
        while not admission.refused:
            admission.poll()
            time.sleep(0.001)
        pairing.close()
    admission.poll()
    assert reports == [f"{url} is there and refuses the pairing of this device"]
    nowhere = Pairing(url, kind="kiosk", name="kiosk", pause_s=0.001)
    while nowhere.poll() == "asking":
        time.sleep(0.001)
    assert nowhere.state == "unreachable"
    nowhere.close()


def _stored(file: Path, asking: Asking, server: str = SERVER) -> StoredAdmission:
    return StoredAdmission(file, server, lambda: asking, lambda _: None)


def test_a_token_is_kept_for_the_next_start(tmp_path: Path) -> None:
    """Paired once."""
    file, asking = tmp_path / "kiosk" / "device.json", Asking()
    admission = _stored(file, asking)
    asking.code = "482913"
    admission.poll()
    assert (admission.token, admission.code) == (None, "482913")
    asking.token = "t0ken"
    admission.poll()
    assert (admission.token, admission.code) == ("t0ken", "")
    assert _stored(file, Asking()).token == "t0ken"


def test_a_token_is_its_owners_alone(tmp_path: Path) -> None:
    """Whoever else may use the machine is not let in as the kiosk; a file left by a power cut changes nothing."""
    before = os.umask(0o022)
    try:
        file, asking = tmp_path / "kiosk" / "device.json", Asking()
        asking.token = "t0ken"
        _stored(file, asking).poll()
        assert [stat.S_IMODE(path.stat().st_mode) for path in (file.parent, file)] == [0o700, 0o600]
        file.with_name("device.json.part").write_text("{", "utf-8")
        renewed = StoredAdmission(file, "http://other.example", lambda: asking, lambda _: None)
        renewed.poll()
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    finally:
        os.umask(before)


def test_a_token_of_another_server_is_not_shown_to_this_one(tmp_path: Path) -> None:
    """A secret goes only to where it is from."""
    file = tmp_path / "device.json"
    file.write_text(json.dumps({"server": "http://other.example", "token": "t0ken"}), "utf-8")
    assert _stored(file, Asking()).token is None


def test_a_broken_file_means_pairing_again(tmp_path: Path) -> None:
    """Half a file after a power cut."""
    file = tmp_path / "device.json"
    file.write_text('{"server": "htt', "utf-8")
    assert _stored(file, Asking()).token is None


class FakeLink:
    """A link whose status and view the test sets."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.status: Status = "connecting"
        self.view: View = {}
        self.ledger_id, self.upto, self.joins, self.me = "l", 0, 0, "kiosk:k1"
        self.refused: Refused | None = None
        self.last_heard: Instant | None = None
        self.closed = False
        self.sent: list[ClientCommand] = []

    def poll(self) -> None:
        pass

    def send(
        self, command: ClientCommand, on_answer: OnAnswer, expires_s: float = 60.0, request_id: str = ""
    ) -> str:
        self.sent.append(command)
        return "1"

    def server_now(self) -> Instant | None:
        return NINE

    def close(self) -> None:
        self.closed = True


class Door:
    """An admission in the test's hand."""

    def __init__(self, token: str | None) -> None:
        self.token = token
        self.code = "482913"
        self.refused = False
        self.renewed = 0

    def poll(self) -> None:
        pass

    def renew(self) -> None:
        self.renewed += 1


def _connection(
    door: Door, report: Callable[[str], None] = lambda _: None
) -> tuple[Connection, list[FakeLink]]:
    links: list[FakeLink] = []

    def connect(token: str) -> FakeLink:
        links.append(FakeLink(token))
        return links[-1]

    return Connection(door, connect, report), links


def test_an_unpaired_kiosk_shows_its_code_and_connects_once_it_is_paired() -> None:
    """The first start."""
    door = Door(None)
    connection, links = _connection(door)
    connection.poll()
    assert (connection.code, connection.online, links) == ("482913", False, [])
    connection.send(ReportDevice(), lambda _: None, 1.0)
    door.token = "t0ken"
    connection.poll()
    assert (connection.code, [link.token for link in links]) == (None, ["t0ken"])


@pytest.mark.parametrize("code", sorted(NOT_ADMITTED))
def test_a_revoked_kiosk_pairs_again_and_connects_anew(code: str) -> None:
    """The administrator took it out, and brings it back."""
    door = Door("old")
    connection, links = _connection(door)
    connection.poll()
    links[0].status, links[0].refused = "refused", Refused(code=code)
    connection.poll()
    assert (connection.code, door.renewed) == ("482913", 1)
    door.token = "new"
    connection.poll()
    assert links[0].closed
    assert [link.token for link in links] == ["old", "new"]


def test_a_server_that_is_only_busy_does_not_cost_the_pairing() -> None:
    """Refused for now is not refused for good."""
    door = Door("t0ken")
    connection, links = _connection(door)
    connection.poll()
    links[0].status, links[0].refused = "refused", Refused(code="too_many")
    connection.poll()
    assert (connection.code, connection.online, door.renewed) == (None, False, 0)


def _view() -> View:
    return {table: dict(rows) for table, rows in view().items()}


def test_the_hall_is_read_anew_only_when_it_changed() -> None:
    """Not at every frame."""
    connection, links = _connection(Door("t0ken"))
    connection.poll()
    links[0].status, links[0].joins, links[0].view = "joined", 1, _view()
    connection.poll()
    first = connection.hall
    connection.poll()
    assert connection.hall is first
    links[0].upto = 1
    connection.poll()
    assert connection.hall is not first
    assert connection.version == 2


def test_a_view_that_is_not_understood_is_reported_and_the_last_one_kept() -> None:
    """A newer server must not turn the screen off."""
    reports: list[str] = []
    connection, links = _connection(Door("t0ken"), reports.append)
    connection.poll()
    links[0].status, links[0].joins, links[0].view = "joined", 1, _view()
    connection.poll()
    kept = connection.hall
    links[0].upto, links[0].view = 1, {"lines": {"welfare": {"id": 3}}}
    connection.poll()
    assert connection.hall is kept
    assert len(reports) == 1
