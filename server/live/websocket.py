"""WebSockets that stay whole: what simple-websocket 1.1.0 needs under gevent. All of it is here.

* Its `send` writes with `socket.send`, which under gevent may write a part: a slow reader's stream is
  corrupted from then on. Here everything goes out by a locked `sendall`.
* It accepts permessage-deflate, which browsers offer: 163 MB per 1,000 clients. Here the offer is
  not seen.
* Engine.IO fails on what is no packet and leaves the connection half open. Here it ends.
* It reads ahead in a thread of its own, without limit. Here whoever receives reads.
* Engine.IO keeps what a slow reader does not take, without limit. Here a reader that takes nothing for
  `SEND_WITHIN_S`, or that falls `BEHIND_MOST` messages behind, is cut off; it will join again and
  get the whole view.
"""

import importlib.util
import socket as sockets
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

import gevent
import simple_websocket
from gevent.event import Event
from gevent.lock import RLock
from gevent.queue import JoinableQueue
from wsproto.utilities import LocalProtocolError

SEND_WITHIN_S = 10.0
BEHIND_MOST = 256
MESSAGE_MOST_BYTES = 64 * 1024
PACKETS = tuple("123456")
"""First characters of what a client may send; Engine.IO fails on any other in the middle of the stream."""

Environ = dict[str, Any]


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

    def send(self, data: bytes) -> int:
        """All of `data`; raises OSError when the other side does not take it in time."""
        with self._sending:
            sent = self._send_at_once(data)
            if sent < len(data):
                self._send_in_time(data[sent:])
        return len(data)

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

    def recv(self, size: int) -> bytes:
        """What came in; empty when the connection is over."""
        received: bytes = self._socket.recv(size)
        return received

    def close(self) -> None:
        """End it for every holder of this connection: pywsgi keeps a duplicate and would wait on it."""
        with suppress(OSError):  # the other side may have been faster
            self._socket.shutdown(sockets.SHUT_RDWR)
        self._socket.close()


class NoThread:
    """simple-websocket starts a thread that reads ahead, without limit; here whoever receives reads."""

    name = ""

    def __init__(self, target: Callable[[], None]) -> None:
        """`target` would read."""

    def start(self) -> None:
        """Nothing."""


class WholeWebSocket(simple_websocket.Server):
    """simple-websocket's server end over a `WholeSocket`, without compression.

    What a client sends is read when the message before it has been dealt with: the rest waits in the
    client's own system, and a greenlet for each connection is saved.
    """

    def handshake(self) -> None:
        """Called once, before the first byte is sent."""
        self.environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        self.whole = WholeSocket(self.sock)
        self.sock = self.whole  # type: ignore[assignment]  # has all of a socket that is used
        super().handshake()

    def receive(self, timeout: float | None = None) -> str | bytes | None:
        """The next message; raises `ConnectionClosed`. It waits as long as the connection lasts."""
        while self.connected and not self.input_buffer:
            self._read()
        if not self.input_buffer:
            raise simple_websocket.ConnectionClosed(self.close_reason, self.close_message)
        message: str | bytes = self.input_buffer.pop(0)
        return message

    def _read(self) -> None:
        """Take in once what came; the end of the connection is noticed here."""
        try:
            received = self.whole.recv(self.receive_bytes)
            if received:
                self.ws.receive_data(received)
            self.connected = bool(received) and self._handle_events()  # type: ignore[attr-defined]  # no stub has it
        except (OSError, LocalProtocolError):
            self.connected = False
        if not self.connected:
            self.whole.close()


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


class EngineWebSocket:
    """What Engine.IO asks of its driver's `websocket`: one is made for each connection."""

    def __init__(self, handler: Callable[[Any], Any], _server: Any) -> None:
        self._handler = handler
        self._socket: Any = None

    def __call__(self, environ: Environ, _start_response: Any) -> Iterable[bytes]:
        """Serve the connection until it ends."""
        self._socket = WholeWebSocket(
            environ,
            max_message_size=MESSAGE_MOST_BYTES,
            thread_class=NoThread,
            event_class=Event,  # type: ignore[arg-type]  # as engineio's own driver gives it
        )
        answer: Iterable[bytes] = self._handler(self)
        return answer

    def send(self, message: str | bytes) -> None:
        """Called by Engine.IO's writer, one message at a time."""
        try:
            self._socket.send(message)
        except simple_websocket.ConnectionClosed:
            raise OSError("the connection is closed") from None

    def wait(self) -> str | None:
        """The next packet; none when the connection is over, or what came is no packet of Engine.IO's."""
        try:
            packet: str | bytes | None = self._socket.receive()
        except simple_websocket.ConnectionClosed:
            return None
        return packet if isinstance(packet, str) and packet[:1] in PACKETS else None

    def close(self) -> None:
        """End the connection; not waiting for the other side to agree, which may be dead."""
        with suppress(OSError, simple_websocket.ConnectionClosed):
            self._socket.close()
        self._socket.sock.close()


def keep_whole(engine: Any) -> None:
    """Make this Engine.IO server serve its WebSockets so; no other server is touched."""
    ours = {"websocket": EngineWebSocket, "queue": ShortQueue}
    engine._async = {**engine._async, **ours}  # noqa: SLF001 - there is no public way
