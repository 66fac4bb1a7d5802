"""The link's wire over a real Socket.IO server."""

import threading
import time
from collections.abc import Callable
from typing import Any

import socketio

from common.link_socket import SocketTransport
from common.link_wire import Answered, Denied, Down, Report, Said, Up
from server.live.door import Door
from server.live.websocket import keep_whole
from tests.live.hub import served

WITHIN_S = 20.0
MANY = 200


def application(greet: Callable[[Any, str, Any], None]) -> Callable[[], Any]:
    """A bare server that does `greet(server, sid, auth)` when somebody connects, and echoes `command`."""

    def make() -> Any:
        server = socketio.Server(async_mode="gevent", transports=["websocket"], async_handlers=False)
        keep_whole(server.eio, Door(lambda _address: True))
        server.on("connect", lambda sid, environ, auth: greet(server, sid, auth))
        server.on("command", lambda sid, payload: {"ok": True, "echo": payload})
        return socketio.WSGIApp(server)

    return make


def wire_to(port: int, **options: str) -> SocketTransport:
    wire = SocketTransport(f"http://127.0.0.1:{port}", **options)
    wire.connect()
    return wire


def heard_until(wire: SocketTransport, enough: Callable[[list[Report]], Any]) -> list[Report]:
    reports: list[Report] = []
    ends = time.monotonic() + WITHIN_S
    while not enough(reports):
        assert time.monotonic() < ends, reports
        reports += wire.heard()
        time.sleep(0.002)
    return reports


def silent(_server: Any, _sid: str, _auth: Any) -> None:
    """Says nothing."""


def test_what_is_said_arrives_in_order_without_a_thread_for_each() -> None:
    """python-socketio's client starts a thread for every message, and changes overtook each other."""

    def speak(server: Any, sid: str, _auth: Any) -> None:
        server.start_background_task(
            lambda: [server.emit("change", number, to=sid) for number in range(MANY)]
        )

    with served(application(speak)) as port:
        wire, threads = wire_to(port), threading.active_count()
        reports = heard_until(wire, lambda reports: len(reports) > MANY)
        assert threading.active_count() <= threads + 1
        wire.close()
    assert reports == [Up(), *(Said("change", number) for number in range(MANY))]


def test_an_answer_finds_its_question() -> None:
    """Tags are the caller's; numbers are the wire's."""
    with served(application(silent)) as port:
        wire = wire_to(port)
        heard_until(wire, lambda reports: Up() in reports)
        for tag in ("b", "a"):
            wire.emit("command", {"say": tag}, tag)
        reports = heard_until(wire, lambda reports: len(reports) == 2)
        wire.close()
    assert reports == [Answered(tag, {"ok": True, "echo": {"say": tag}}) for tag in ("b", "a")]


def test_a_token_goes_in_the_greeting_and_not_in_the_address() -> None:
    """Addresses are logged on the way."""
    seen: list[tuple[Any, str]] = []

    def look(server: Any, sid: str, auth: Any) -> None:
        environ = server.get_environ(sid)
        seen.append((auth, environ["QUERY_STRING"] + environ.get("HTTP_COOKIE", "")))

    with served(application(look)) as port:
        for options in ({"device_token": "secret"}, {"cookie": "jiaohao=abc"}):
            wire = wire_to(port, **options)
            heard_until(wire, lambda reports: Up() in reports)
            wire.close()
    assert [auth for auth, _ in seen] == [{"device": "secret"}, None]
    assert "secret" not in seen[0][1]
    assert "jiaohao=abc" in seen[1][1]


def test_a_server_that_says_no_is_heard_once_with_its_code() -> None:
    """Nothing follows it."""

    def refuse(_server: Any, _sid: str, _auth: Any) -> None:
        raise socketio.exceptions.ConnectionRefusedError("not_paired", {"text": {}})

    with served(application(refuse)) as port:
        wire = wire_to(port)
        assert heard_until(wire, lambda reports: reports) == [Denied("not_paired")]
        wire.close()


def test_nobody_there_is_a_connection_that_is_down() -> None:
    """The link tries again by itself."""
    wire = SocketTransport("http://127.0.0.1:9")
    wire.connect()
    assert heard_until(wire, lambda reports: reports) == [Down()]


def test_a_closed_wire_says_nothing_more_and_leaves_no_thread() -> None:
    """An earlier connection's last words are not the new one's."""
    with served(application(silent)) as port:
        wire = wire_to(port)
        heard_until(wire, lambda reports: Up() in reports)
        wire.close()
        wire.emit("command", {}, "a")
        assert wire.heard() == []
        ends = time.monotonic() + WITHIN_S
        while any(thread.name == "link" for thread in threading.enumerate()):
            assert time.monotonic() < ends
            time.sleep(0.005)


def test_connecting_again_drops_the_earlier_connection() -> None:
    """One device is one connection."""
    gone = threading.Event()

    def watch(server: Any, _sid: str, _auth: Any) -> None:
        server.on("disconnect", lambda sid, reason: gone.set())

    with served(application(watch)) as port:
        wire = wire_to(port)
        heard_until(wire, lambda reports: Up() in reports)
        wire.connect()
        heard_until(wire, lambda reports: Up() in reports)
        assert gone.wait(WITHIN_S)
        wire.close()
