"""The traps of gevent with simple-websocket, each with the test that it stays shut."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import gevent
import pytest
import socketio
import websocket as client
from gevent import monkey
from gevent.pywsgi import WSGIServer

from server.live.door import LET_IN, Door, TooMany
from server.live.listening import OneUpgradeEach, listen
from server.live.websocket import (
    BEHIND_MOST,
    UnsuitablePackage,
    WholeSocket,
    accepted,
    keep_whole,
    refuse_gevent_websocket,
)
from tests.live.hub import hub, served

UPGRADE = (
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
)
LINE = "x" * 20_000
OVER = (client.WebSocketConnectionClosedException, ConnectionError)


def application(
    messages: int, spoken: threading.Event | None = None, door: Door | None = None
) -> Callable[[], Any]:
    """A bare Socket.IO server that says `messages` numbered lines to whoever connects, then sets `spoken`."""

    def make() -> Any:
        server = socketio.Server(async_mode="gevent", transports=["websocket"])
        keep_whole(server.eio, door or Door(lambda _address: True))

        def speak(sid: str) -> None:
            for number in range(messages):
                server.emit("line", f"{number} {LINE}", to=sid)
                gevent.sleep(0)
            if spoken is not None:
                spoken.set()

        def come(sid: str, environ: dict[str, Any]) -> None:
            environ[LET_IN]()
            server.start_background_task(speak, sid)

        server.on("connect", come)
        return socketio.WSGIApp(server)

    return make


@contextmanager
def slow_connection(port: int) -> Iterator[client.WebSocket]:
    """A reader whose system takes 4 kB at most before it has to read."""
    with socket.socket() as small:
        small.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        small.connect(("127.0.0.1", port))
        url = f"ws://127.0.0.1:{port}/socket.io/?EIO=4&transport=websocket"
        connection = client.create_connection(url, socket=small, timeout=20)
        connection.recv()  # the terms
        connection.send("40")
        yield connection


def read_whole(connection: client.WebSocket, count: int) -> list[int]:
    numbers: list[int] = []
    while len(numbers) < count:
        packet = connection.recv()
        assert isinstance(packet, str)
        if packet.startswith("42"):
            assert packet.endswith(f'{LINE}"]')
            numbers.append(int(packet.split('"')[3].split()[0]))
    return numbers


def test_a_slow_reader_gets_every_byte_in_order() -> None:
    """simple-websocket sends with `send`, of which gevent may take a part: the stream was corrupt."""
    with served(application(messages=100)) as port, slow_connection(port) as connection:
        assert read_whole(connection, 100) == list(range(100))


def test_compression_that_a_browser_offers_is_not_accepted() -> None:
    """permessage-deflate costs 163 MB per 1,000 clients."""
    with served(application(messages=0)) as port, socket.create_connection(("127.0.0.1", port)) as raw:
        raw.sendall(f"{UPGRADE}Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n".encode())
        answer = raw.recv(4096).lower()
    assert b"101 switching" in answer
    assert b"permessage-deflate" not in answer


def test_a_reader_that_takes_nothing_is_cut_off() -> None:
    """field.md 22: a dead wall slows nobody, and is not kept for ever."""

    def send_to_nobody() -> bool:
        ours, theirs = gevent.socket.socketpair()
        with ours, theirs:
            whole = WholeSocket(ours, within_s=0.05)
            with pytest.raises(TimeoutError):
                whole.send(b"x" * 10_000_000)
            while theirs.recv(1_000_000):
                pass
        return True

    with hub() as running:
        assert running.call(send_to_nobody)


def test_senders_do_not_cut_into_each_other() -> None:
    """A ping's answer and a change may be sent by two greenlets at once."""

    def send_both() -> bytes:
        ours, theirs = gevent.socket.socketpair()
        with ours, theirs:
            whole = WholeSocket(ours)
            senders = [gevent.spawn(whole.send, letter * 3_000_000) for letter in (b"a", b"b")]
            received = b""
            while len(received) < 6_000_000:
                received += theirs.recv(1_000_000)
            gevent.joinall(senders)
        return received

    with hub() as running:
        assert running.call(send_both) == b"a" * 3_000_000 + b"b" * 3_000_000


def test_a_reader_that_falls_far_behind_is_cut_off() -> None:
    """What a slow reader does not take must not fill the server's memory; it joins again."""
    lines, spoken = BEHIND_MOST * 4, threading.Event()
    with served(application(lines, spoken)) as port, slow_connection(port) as connection:
        assert spoken.wait(20)
        with pytest.raises(OVER):
            read_whole(connection, lines)


def test_a_message_that_is_too_long_ends_the_connection() -> None:
    """Nobody has more than 64 KiB to say."""
    with served(application(messages=0)) as port, slow_connection(port) as connection:
        connection.recv()  # connected
        connection.send(f'42["command","{"x" * 70_000}"]')
        with suppress(*OVER):
            assert connection.recv() == ""


@pytest.mark.parametrize(
    "changed",
    [("Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 8"), ("dGhlIHNhbXBsZSBub25jZQ==", "short")],
)
def test_an_upgrade_of_another_kind_is_refused(changed: tuple[str, str]) -> None:
    """As a page that is no WebSocket."""
    with served(application(messages=0)) as port, socket.create_connection(("127.0.0.1", port)) as raw:
        raw.sendall(f"{UPGRADE.replace(*changed)}\r\n".encode())
        assert raw.recv(4096).startswith(b"HTTP/1.1 400")


def test_the_key_is_answered_as_the_protocol_has_it() -> None:
    """The example of RFC 6455, 1.3."""
    asked = {"HTTP_SEC_WEBSOCKET_VERSION": "13", "HTTP_SEC_WEBSOCKET_KEY": "dGhlIHNhbXBsZSBub25jZQ=="}
    assert accepted(asked) == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="


def test_a_ping_is_answered_between_messages() -> None:
    """Some clients and proxies ask so whether anybody is there."""
    with served(application(messages=0)) as port, slow_connection(port) as connection:
        connection.recv()  # connected
        connection.ping("still there?")
        _, frame = connection.recv_data_frame(control_frame=True)
        assert frame.data == b"still there?"


def test_keep_alive_is_not_stalled_by_small_packets() -> None:
    """Without TCP_NODELAY on the listening socket pywsgi stalls each answer by 44 ms."""
    with hub() as running:
        listener = running.call(lambda: listen("127.0.0.1", 0))
        with socket.create_connection(listener.getsockname()[:2]):
            accepted = running.call(lambda: listener.accept()[0])
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            running.call(accepted.close)
        running.call(listener.close)


def test_whoever_says_nothing_is_not_waited_for() -> None:
    """Neither before a request nor in the middle of one."""

    class Hasty(OneUpgradeEach):
        within_s = 0.05

    def start() -> WSGIServer:
        server = WSGIServer(
            listen("127.0.0.1", 0), application(0)(), log=None, error_log=None, handler_class=Hasty
        )
        server.start()
        return server

    with hub() as running:
        server = running.call(start)
        for said in (b"", b"POST / HTTP/1.1\r\nContent-Le"):
            with socket.create_connection(("127.0.0.1", server.server_port), timeout=20) as raw:
                raw.sendall(said)
                while raw.recv(4096):
                    pass
        running.call(lambda: server.stop(timeout=0.05))


def test_an_installed_gevent_websocket_is_refused_at_start() -> None:
    """Merely installed it makes plain pywsgi answer 500 to every websocket."""
    refuse_gevent_websocket(finds=lambda name: None)
    with pytest.raises(UnsuitablePackage, match="gevent-websocket"):
        refuse_gevent_websocket(finds=lambda name: name)


def test_nothing_is_patched() -> None:
    """`patch_all` would turn the threads that write the database into greenlets (decision 0040)."""
    assert not monkey.is_module_patched("threading")
    assert threading.Thread.start.__module__ == "threading"


def test_whoever_does_not_say_who_it_is_is_sent_away() -> None:
    """Connections that ask for nothing are cheap for whoever opens them, and not for the server."""
    door = Door(lambda _address: True, within_s=1.0)
    with served(application(messages=0, door=door)) as port:
        url = f"ws://127.0.0.1:{port}/socket.io/?EIO=4&transport=websocket"
        silent = client.create_connection(url, timeout=20)
        silent.recv()  # the terms
        known = client.create_connection(url, timeout=20)
        known.send("40")
        with pytest.raises(OVER):
            silent.recv()
        known.settimeout(0.2)
        assert [str(known.recv())[:2] for _ in range(2)] == ["0{", "40"]
        with pytest.raises(client.WebSocketTimeoutException):
            known.recv()
        for connection in (silent, known):
            connection.shutdown()  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    "refusing", [Door(lambda _address: False), Door(lambda _address: True, per_address=0)]
)
def test_an_address_that_connects_too_often_or_too_much_gets_no_connection(refusing: Door) -> None:
    """It is told so before anything is made for it."""
    with served(application(messages=0, door=refusing)) as port:
        url = f"ws://127.0.0.1:{port}/socket.io/?EIO=4&transport=websocket"
        with pytest.raises(client.WebSocketBadStatusException) as caught:
            client.create_connection(url, timeout=20)
    assert caught.value.status_code == 429


def test_a_door_counts_those_who_are_there() -> None:
    """Whoever left makes room for another."""
    door, environ = Door(lambda _address: True, per_address=1), {"REMOTE_ADDR": "10.0.0.1"}

    def nothing() -> None:
        pass

    for _ in range(2):
        with door.passage(environ, nothing), pytest.raises(TooMany), door.passage(dict(environ), nothing):
            pass
    assert not door._open
