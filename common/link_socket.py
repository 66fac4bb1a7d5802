"""The link's wire in a real hall: Socket.IO 5 over one WebSocket, read by one thread, in order.

python-socketio's client starts a thread for every message that comes in, so two changes may
overtake each other; a link would join again each time (docs/decisions/0041). What a hall needs of
the protocol is seven kinds of packet.
"""

import itertools
import threading
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any

import msgspec
import websocket

from common.link_wire import Answered, Denied, Down, Report, Said, Up

CONNECT_TIMEOUT_S = 5.0
OPEN, CLOSE, PING, PONG = "0", "1", "2", "3"
CONNECTED, DISCONNECTED, EVENT, ACK, CONNECT_ERROR = "40", "41", "42", "43", "44"


class SocketTransport:
    """A wire to the server at `url` (http:// or https://), as the device that has `device_token`.

    A member of staff without a browser comes with the session `cookie` instead ("name=value").
    """

    def __init__(self, url: str, *, device_token: str = "", cookie: str = "") -> None:
        self._url = url.rstrip("/").replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket"
        self._auth = {"device": device_token} if device_token else {}  # never in the URL, which is logged
        self._cookie = cookie
        self._connection: _Connection | None = None

    def connect(self) -> None:
        """See `Transport`."""
        self.close()
        self._connection = _Connection(self._url, self._auth, self._cookie)
        threading.Thread(target=self._connection.run, name="link", daemon=True).start()

    def emit(self, event: str, payload: Any, tag: str) -> None:
        """See `Transport`."""
        if self._connection is not None:
            self._connection.emit(event, payload, tag)

    def heard(self) -> list[Report]:
        """See `Transport`."""
        return self._connection.heard() if self._connection is not None else []

    def close(self) -> None:
        """See `Transport`. What an earlier connection still says is never heard."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


class _Connection:
    """One WebSocket from its handshake to its end; only `reports` leaves its thread."""

    def __init__(self, url: str, auth: dict[str, str], cookie: str) -> None:
        self._url, self._auth, self._cookie = url, auth, cookie
        self._reports: SimpleQueue[Report] = SimpleQueue()
        self._tags: dict[int, str] = {}
        self._ids = itertools.count()
        self._socket: websocket.WebSocket | None = None
        self._end: Report = Down()
        self._closed = False

    def run(self) -> None:
        try:
            self._socket = websocket.create_connection(
                self._url, timeout=CONNECT_TIMEOUT_S, cookie=self._cookie or None, enable_multithread=True
            )
            while not self._closed and self._take(self._socket.recv()):
                pass
        except (OSError, ValueError, websocket.WebSocketException):
            pass  # whatever it was, the link connects again
        finally:
            self._reports.put(self._end)
            if self._socket is not None:
                self._socket.shutdown()  # type: ignore[no-untyped-call]

    def emit(self, event: str, payload: Any, tag: str) -> None:
        number = next(self._ids)
        self._tags[number] = tag
        self._send(f"{EVENT}{number}{_text([event, payload])}")

    def heard(self) -> list[Report]:
        reports: list[Report] = []
        while True:
            try:
                reports.append(self._reports.get_nowait())
            except Empty:
                return reports

    def close(self) -> None:
        """Wake the reader, which lets go of the socket; closing it here would leave it waiting."""
        self._closed = True
        with suppress(OSError):
            if self._socket is not None:
                self._socket.abort()  # type: ignore[no-untyped-call]

    def _send(self, packet: str) -> None:
        try:
            if self._socket is not None:
                self._socket.send(packet)
        except (OSError, websocket.WebSocketException):
            self.close()  # the reader notices and reports it

    def _take(self, packet: str | bytes) -> bool:
        """Act on one packet; false when the connection is over."""
        text = packet if isinstance(packet, str) else packet.decode()
        if text == PING:
            self._send(PONG)
        elif text.startswith(EVENT):
            event, *payload = msgspec.json.decode(text[2:])
            self._reports.put(Said(event, payload[0] if payload else None))
        elif text.startswith(ACK):
            self._answer(text[2:])
        elif text.startswith(OPEN):
            self._open(msgspec.json.decode(text[1:]))
        elif text.startswith(CONNECTED):
            self._reports.put(Up())
        elif text.startswith(CONNECT_ERROR):
            self._end = Denied(msgspec.json.decode(text[2:]).get("message", ""))
            return False
        return text not in ("", CLOSE, DISCONNECTED)

    def _open(self, terms: dict[str, Any]) -> None:
        assert self._socket is not None
        self._socket.settimeout((terms["pingInterval"] + terms["pingTimeout"]) / 1000)
        self._send(f"{CONNECTED}{_text(self._auth)}")

    def _answer(self, text: str) -> None:
        digits = text[: text.index("[")]
        tag = self._tags.pop(int(digits), None)
        payload = msgspec.json.decode(text[len(digits) :])
        if tag is not None:
            self._reports.put(Answered(tag, payload[0] if payload else None))


def _text(value: Any) -> str:
    return msgspec.json.encode(value).decode()
