"""Who comes in over Socket.IO, and who is shown out again."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
import socketio
import websocket

from common.commands import IssueTicket
from common.messages import Issued
from server.live.gate import SESSION_COOKIE, same_origin
from server.live.tokens import hash_of
from server.storage.devices import Devices
from server.storage.people import People
from tests.live.live_hall import LiveHall


@contextmanager
def raw(hall: LiveHall, auth: dict[str, str], **options: Any) -> Iterator[tuple[websocket.WebSocket, str]]:
    """A connection by hand, and what the server said to its greeting."""
    url = hall.url.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket"
    connection = websocket.create_connection(url, timeout=20, **options)
    try:
        connection.recv()
        connection.send("40" + json.dumps(auth))
        yield connection, str(connection.recv())
    finally:
        connection.shutdown()  # type: ignore[no-untyped-call]


def kiosk_auth(hall: LiveHall) -> dict[str, str]:
    return {"device": hall.token("kiosk")}


def test_whoever_shows_nothing_is_not_let_in(hall: LiveHall) -> None:
    """And is told why, in both languages."""
    with raw(hall, {}) as (_, said):
        assert said.startswith("44")
        assert json.loads(said[2:]) == {
            "message": "not_signed_in",
            "data": {"text": {"zh": "请先登录。", "en": "Please sign in."}},
        }


@pytest.mark.parametrize("auth", [{"device": "made-up"}, {"device": "x" * 5_000}])
def test_a_token_that_nobody_was_given_opens_nothing(hall: LiveHall, auth: dict[str, str]) -> None:
    """Tokens are drawn by the server; another hall's device is a stranger here (field.md 16)."""
    with raw(hall, auth) as (_, said):
        assert json.loads(said[2:])["message"] == "not_paired"


@pytest.mark.parametrize("auth", [[], "kiosk", {"device": 7}, {"device": None}, {"device": {"a": 1}}])
def test_a_greeting_of_another_shape_opens_nothing(hall: LiveHall, auth: Any) -> None:
    """It is what anybody on the network may send."""
    with raw(hall, auth) as (_, said):
        assert said.startswith("44")


def test_a_page_of_another_site_cannot_connect_with_a_clerks_cookie(hall: LiveHall) -> None:
    """Browsers send cookies along; the origin tells where the page came from."""
    cookie = hall.cookie("A1")
    with (
        pytest.raises(websocket.WebSocketBadStatusException) as caught,
        raw(hall, {}, cookie=cookie, origin="http://elsewhere.example"),
    ):
        pass
    assert caught.value.status_code == 400
    with raw(hall, {}, cookie=cookie, origin=hall.url) as (_, said):
        assert said.startswith("40")


def test_polling_is_not_offered(hall: LiveHall) -> None:
    """One transport: one path to secure and to test."""
    client = socketio.Client(reconnection=False, handle_sigint=False)
    with pytest.raises(socketio.exceptions.ConnectionError):
        client.connect(hall.url, transports=["polling"], auth=kiosk_auth(hall))


def test_the_common_client_of_socketio_is_understood(hall: LiveHall) -> None:
    """The protocol is the public one, not only our own link's."""
    client = socketio.Client(reconnection=False, handle_sigint=False)
    client.connect(hall.url, transports=["websocket"], auth=kiosk_auth(hall))
    joined = client.call("join", {"audience": "kiosk", "language": "zh"}, timeout=20)
    asking = {"id": "0001", "command": {"type": "issue_ticket", "matter": "mr"}}
    answered = client.call("command", asking, timeout=20)
    client.disconnect()
    assert joined["ok"]
    assert (answered["ok"], answered["answer"]["answer"], answered["answer"]["number"]) == (
        True,
        "issued",
        "R001",
    )


def test_a_revoked_device_is_shown_out_and_stays_out(hall: LiveHall) -> None:
    """A stolen tablet."""
    kiosk = hall.joined("kiosk", kind="kiosk")
    Devices(hall.store).revoke("kiosk:k1", 1)
    hall.hub.call(lambda: hall.server._sockets.show_out({"device kiosk:k1"}))
    hall.until(lambda: kiosk.status == "refused")
    assert kiosk.refused is not None
    assert kiosk.refused.code == "not_paired"


def test_a_connected_device_is_seen(hall: LiveHall) -> None:
    """The administrator's page says when it was last there."""
    hall.joined("kiosk", kind="kiosk")
    (device,) = Devices(hall.store).everything()
    assert device.last_seen is not None
    Devices(hall.store).revoke("kiosk:k1", 1)
    hall.hub.call(hall.server._sockets.keep_alive)
    hall.until(lambda: len(hall.server._sockets) == 0)


def test_a_session_that_ended_is_shown_out(hall: LiveHall) -> None:
    """The upkeep looks after those who stay connected for days."""
    clerk = hall.joined("clerk", staff="A1")
    People(hall.store).reset_password("A1", "another")
    hall.hub.call(hall.server._sockets.keep_alive)
    hall.until(lambda: clerk.status == "refused")
    assert clerk.refused is not None
    assert clerk.refused.code == "not_signed_in"


def test_a_session_that_is_over_is_removed(hall: LiveHall) -> None:
    """The database keeps nobody's sign-ins for years."""
    people = People(hall.store)
    people.open_session(hash_of("old"), "A1", "c", 0, 1)
    hall.hub.call(hall.server._upkeep)
    assert people.end_expired(2) == []


def test_whoever_must_change_the_password_is_not_let_in_yet(hall: LiveHall) -> None:
    """A one-time password opens one page only."""
    People(hall.store).set_password("A1", "x", one_time=True)
    clerk = hall.link("clerk", staff="A1")
    hall.until(lambda: clerk.status == "refused")
    assert clerk.refused is not None
    assert clerk.refused.code == "password_change_due"


def test_a_page_left_alone_for_two_days_still_holds_its_session(hall: LiveHall) -> None:
    """field.md 14: the connected page keeps it alive."""
    people, two_days_ago = People(hall.store), hall.server._real.now() - 48 * 3_600_000
    people.open_session(hash_of("t"), "A1", "c", two_days_ago, two_days_ago + 49 * 3_600_000)
    environ = {"HTTP_COOKIE": f"{SESSION_COOKIE}=t"}
    hall.hub.call(lambda: hall.server._gate.session(environ))
    session = people.session(hash_of("t"), hall.server._real.now())
    assert session is not None
    assert session.expires > hall.server._real.now() + 11 * 3_600_000


@pytest.mark.parametrize(
    "packet",
    [
        '42["connect",{}]',
        '42["shutdown",{}]',
        "42[[[[",
        "451-[]",
        "4",
        "4x",
        '42["command"]',
        "3probe",
    ],
)
def test_nonsense_harms_nobody(hall: LiveHall, packet: str) -> None:
    """Neither the others, nor whoever said it: the next word is understood."""
    others = hall.joined("kiosk", kind="kiosk")
    with raw(hall, kiosk_auth(hall)) as (connection, _):
        connection.send(packet)
        connection.send('427["join",{"audience":"kiosk"}]')
        said = "x"
        while said and not said.startswith("437"):
            said = str(connection.recv())
    assert isinstance(hall.answer(others, IssueTicket(matter="mr")), Issued)


@pytest.mark.parametrize("packet", ["\ufeff", "", "x", "9", "0{}", "b4xyz", b"binary"])
def test_what_is_no_packet_at_all_ends_the_connection(hall: LiveHall, packet: str | bytes) -> None:
    """Engine.IO would fail in the middle of the stream and leave the connection half open."""
    with raw(hall, kiosk_auth(hall)) as (connection, _):
        binary = websocket.ABNF.OPCODE_BINARY if isinstance(packet, bytes) else websocket.ABNF.OPCODE_TEXT
        connection.send(packet, binary)
        with suppress(websocket.WebSocketConnectionClosedException, ConnectionError):
            while connection.recv():
                pass
    hall.until(lambda: len(hall.server._sockets) == 0)


def test_a_malformed_message_that_wants_an_answer_is_told_so(hall: LiveHall) -> None:
    """With a code, without an echo."""
    with raw(hall, kiosk_auth(hall)) as (connection, _):
        connection.send('425["command",{"id":"a","command":{"type":"<script>"}}]')
        said = str(connection.recv())
    assert '"code":"bad_request"' in said
    assert "script" not in said


@pytest.mark.parametrize(
    ("origin", "host", "public", "ours"),
    [
        (None, "hall:8000", "", True),
        ("http://hall:8000", "hall:8000", "", True),
        ("https://hall.example", "127.0.0.1:8000", "https://hall.example", True),
        ("http://other:8000", "hall:8000", "", False),
        ("null", "hall:8000", "", False),
        ("http://hall:8000.evil.example", "hall:8000", "", False),
        ("http://hall:8000@evil.example", "hall:8000", "", False),
    ],
)
def test_an_origin_is_ours_or_not(origin: str | None, host: str, public: str, ours: bool) -> None:
    """Behind a proxy the public address counts too."""
    assert same_origin(origin, {"HTTP_HOST": host}, public) is ours
