"""The server's end of a WebSocket, under gevent's pywsgi and for Engine.IO. The traps of both are shut here.

* Everything goes out whole: a locked `sendall`, not the `send` of which gevent may take a part
  (simple-websocket 1.1.0 corrupts a slow reader's stream so).
* No compression is accepted, which browsers offer: permessage-deflate costs 163 MB per 1,000 clients.
* A reader that takes nothing for `SEND_WITHIN_S`, or that falls `BEHIND_MOST` messages behind, is cut
  off; it will join again and get the whole view. Engine.IO alone would keep it all, without limit.
* What a client sends is read when what it sent before has been dealt with: the rest waits in the
  client's own system, and no greenlet reads ahead for each connection.
* What is no packet of Engine.IO's ends the connection: Engine.IO would fail in the middle of the stream.
"""

import base64
import hashlib
import importlib.util
import socket as sockets
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import Any

import gevent
from gevent.lock import RLock
from gevent.queue import JoinableQueue

from server.live.door import Door, Environ, TooMany
from server.live.frames import (
    NO_TEXT,
    NORMAL,
    PONG,
    TEXT,
    BadFrames,
    FrameReader,
    Packet,
    closing,
    frame,
)
from server.live.listening import SOCKET

SEND_WITHIN_S = 10.0
BEHIND_MOST = 256
MESSAGE_MOST_BYTES = 64 * 1024
READ_AT_ONCE = 4096
ACCEPT_KEY = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455, 1.3
PACKETS = tuple("123456")
"""First characters of what a client may send in Engine.IO."""


class UnsuitablePackage(Exception):
    """A package is installed with which WebSockets would fail."""


def refuse_gevent_websocket(finds: Callable[[str], object] = importlib.util.find_spec) -> None:
    """Raise where gevent-websocket is merely installed: Engine.IO would use it, and every upgrade answer 500."""
    if finds("geventwebsocket") is not None:
        raise UnsuitablePackage("gevent-websocket is installed and breaks every WebSocket: uninstall it")


class WholeSocket:
    """A connected socket whose `send` sends everything, one sender at a time, or ends the connection."""

    def __init__(self, socket: Any, within_s: float = SEND_WITHIN_S) -> None:
        self._socket, self._within_s = socket, within_s
        self._sending = RLock()

    def send(self, data: bytes) -> None:
        """All of `data`; raises OSError when the other side does not take it in time."""
        with self._sending:
            sent = self._send_at_once(data)
            if sent < len(data):
                self._send_in_time(data[sent:])

    def _send_at_once(self, data: bytes) -> int:
        """How much the system takes without waiting: nearly always all, and then no timer was needed."""
        try:
            return int(self._socket.send(data, timeout=0.0))
        except BlockingIOError:
            return 0

    def _send_in_time(self, data: bytes) -> None:
        try:
            with gevent.Timeout(self._within_s):
                self._socket.sendall(data)
        except gevent.Timeout:
            self.close()
            raise TimeoutError("the reader does not read") from None

    def recv(self) -> bytes:
        """What came in; empty when the connection is over."""
        received: bytes = self._socket.recv(READ_AT_ONCE)
        return received

    def close(self) -> None:
        """End it for every holder of this connection: pywsgi would read on."""
        with suppress(OSError):  # the other side may have been faster
            self._socket.shutdown(sockets.SHUT_RDWR)
        self._socket.close()


class WebSocket:
    """One connection after its upgrade. Reading and sending are for two greenlets at most."""

    def __init__(self, socket: WholeSocket) -> None:
        self._socket = socket
        self._reader = FrameReader(MESSAGE_MOST_BYTES)
        self._packets: deque[Packet] = deque()
        self._over = False

    def receive(self) -> str | None:
        """The next text; none when the connection is over, or what came was none."""
        while not self._over:
            if self._packets:
                packet = self._packets.popleft()
                if packet.kind == "text":
                    return self._text(packet.data)
                self._answer(packet)
            else:
                self._read()
        return None

    def send(self, text: str) -> None:
        """Raises OSError when the connection is over."""
        if self._over:
            raise OSError("the connection is closed")
        self._socket.send(frame(TEXT, text.encode()))

    def close(self, code: int = NORMAL) -> None:
        """End it, not waiting for the other side to agree, which may be dead."""
        if not self._over:
            self._over = True
            with suppress(OSError):
                self._socket.send(closing(code))
        self._socket.close()

    def _read(self) -> None:
        try:
            received = self._socket.recv()
            self._packets.extend(self._reader.read(received))
            if not received:
                self.close()
        except BadFrames as bad:
            self.close(bad.code)
        except OSError:
            self.close()

    def _text(self, data: bytes) -> str | None:
        try:
            return data.decode()
        except UnicodeDecodeError:
            self.close(NO_TEXT)
            return None

    def _answer(self, packet: Packet) -> None:
        if packet.kind != "ping":
            self.close()  # theirs, or a binary message: we have no use for one
            return
        try:
            self._socket.send(frame(PONG, packet.data))
        except OSError:
            self.close()


class ShortQueue(JoinableQueue):  # type: ignore[type-arg]
    """What waits to be sent to one client. A full one is emptied and ends the connection."""

    def put(self, item: Any, block: bool = True, timeout: float | None = None) -> None:
        """Never blocks: whoever speaks to all does not wait for one."""
        if self.qsize() >= BEHIND_MOST:
            while not self.empty():
                self.get_nowait()
                self.task_done()
            super().put(None)  # Engine.IO's writer ends there
        super().put(item, block, timeout)

    def get(self, block: bool = True, timeout: float | None = None) -> Any:
        """Without the timer that Engine.IO sets each time: a connection that ends puts `None`."""
        return super().get(block)


class EngineWebSocket:
    """What Engine.IO asks of its driver's `websocket`: one is made for each connection."""

    def __init__(self, handler: Callable[[Any], Any], _server: Any, *, door: Door) -> None:
        self._handler, self._door = handler, door
        self._socket: Any = None

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """Upgrade, and serve the connection until it ends."""
        accept = accepted(environ)
        if accept is None:
            start_response("400 Bad Request", [("Content-Type", "text/plain")])
            return [b"not a WebSocket"]
        whole = WholeSocket(environ[SOCKET])
        try:
            with self._door.passage(environ, whole.close):
                self._serve(environ, whole, accept)
        except TooMany:
            start_response("429 Too Many Requests", [("Content-Type", "text/plain")])
            return [b"too many connections"]
        return []

    def _serve(self, environ: Environ, whole: WholeSocket, accept: str) -> None:
        environ[SOCKET].settimeout(None)  # it may be silent for as long as its pings are answered
        self._socket = WebSocket(whole)
        try:
            whole.send(f"HTTP/1.1 101 Switching Protocols\r\n{UPGRADED}{accept}\r\n\r\n".encode())
            self._handler(self)
        except OSError:
            pass  # gone before it was greeted
        finally:
            self._socket.close()

    def send(self, message: str) -> None:
        """Called by Engine.IO's writer, one message at a time."""
        self._socket.send(message)

    def wait(self) -> str | None:
        """The next packet; none when the connection is over, or what came is no packet of Engine.IO's."""
        text: str | None = self._socket.receive()
        return text if text is not None and text[:1] in PACKETS else None

    def close(self) -> None:
        """End the connection."""
        self._socket.close()


UPGRADED = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "


def accepted(environ: Environ) -> str | None:
    """The answer to a client's key; none where it does not ask for version 13 of the protocol."""
    key = environ.get("HTTP_SEC_WEBSOCKET_KEY", "")
    if environ.get("HTTP_SEC_WEBSOCKET_VERSION") != "13" or len(key) != 24:
        return None
    digest = hashlib.sha1(f"{key}{ACCEPT_KEY}".encode(), usedforsecurity=False).digest()
    return base64.b64encode(digest).decode()


def keep_whole(engine: Any, door: Door) -> None:
    """Make this Engine.IO server serve its WebSockets so; no other server is touched."""
    ours = {"websocket": partial(EngineWebSocket, door=door), "queue": ShortQueue}
    engine._async = {**engine._async, **ours}  # noqa: SLF001 - there is no public way
