"""One Socket.IO client, as lean as the protocol allows: a socket, no thread, no library.

The load runs beside the server on the same two cores: what the clients cost, the server does not get.
Answers are kept as bytes and decoded when somebody looks at them.
"""

import itertools
import select
import socket
import time
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from bench.load.frames import CLOSE, PING, PONG, TEXT, Frame, FrameReader, masked
from common.commands import Asking, ClientCommand
from common.messages import AnyAnswer, Join, Joined, Refused

CONNECT_WITHIN_S = 10.0
ANSWER_WITHIN_S = 10.0
READ_AT_ONCE = 1 << 18

_encode = msgspec.json.Encoder().encode


class Gone(Exception):
    """The connection ended."""


class Denied(Exception):
    """The server would not have this client; the text is the code."""


class Unknown(msgspec.Struct, frozen=True):
    """Stored or not: ask again with the same id."""


class Said(NamedTuple):
    """An event or the answer to `number`; `body` is JSON: the event's list, or the answer's."""

    number: int | None
    body: bytes


Reply = AnyAnswer | Refused | Unknown


class Client:
    """A device (`device`: its token) or a member of staff (`cookie`: "name=value") on 127.0.0.1:`port`.

    `root`: what the hall's addresses begin with, where the server has several.
    """

    def __init__(self, port: int, *, device: str = "", cookie: str = "", root: str = "") -> None:
        self._port, self._cookie, self._root = port, cookie, root
        self._auth = {"device": device} if device else {}
        self._numbers = itertools.count(1)
        self._reader = FrameReader()
        self._unseen: list[Said] = []
        self._answers: dict[int, bytes] = {}
        self._welcome = b""
        self.events: list[bytes] = []
        self._socket: socket.socket | None = None

    def connect(self) -> None:
        """From the first byte to the server's word that it knows us. Raises `Gone` or `Denied`."""
        try:
            self._socket = socket.create_connection(("127.0.0.1", self._port), CONNECT_WITHIN_S)
            self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._upgrade()
            self._packet(b"40" + _encode(self._auth))
            self._await_welcome()
            self.connection.settimeout(None)  # from here on it is asked only when something is there
        except OSError as error:
            raise Gone from error

    def close(self) -> None:
        """End it."""
        if self._socket is not None:
            self._socket.close()

    @property
    def connection(self) -> socket.socket:
        """What a selector waits on. Raises `Gone` before `connect`."""
        if self._socket is None:
            raise Gone
        return self._socket

    # -- asking and hearing -----------------------------------------------------------------------

    def emit(self, event: str, payload: Any) -> int:
        """Send, and the number under which the answer will come."""
        number = next(self._numbers)
        self._packet(b"42%d%b" % (number, _encode([event, payload])))
        return number

    def send(self, request_id: str, command: ClientCommand) -> int:
        """Ask for `command`."""
        return self.emit("command", Asking(id=request_id, command=command))

    def heard(self) -> Iterator[Said]:
        """What has come in; the socket must be readable, or this waits. Raises `Gone`."""
        yield from self._unseen
        self._unseen.clear()
        for frame in self._reader.read(self._receive()):
            if (said := self._take(frame)) is not None:
                yield said

    # -- one thing at a time ----------------------------------------------------------------------

    def ask(self, request_id: str, command: ClientCommand) -> Reply:
        """Ask and wait for the answer; events meanwhile go to `events`."""
        return reply_of(self.answer_to(self.send(request_id, command)))

    def join(self, audience: str) -> Joined:
        """Join and wait for the view. Raises `Denied`."""
        body = self.answer_to(self.emit("join", Join(audience=audience)))
        answer = msgspec.json.decode(body, type=list[_JoinAnswer])[0]
        if answer.joined is None:
            raise Denied(answer.refused.code if answer.refused else "")
        return answer.joined

    def answer_to(self, number: int) -> bytes:
        """Wait for the answer to what was sent under `number`; answers to others are kept for their turn."""
        deadline = time.monotonic() + ANSWER_WITHIN_S
        while number not in self._answers:
            self._wait(deadline)
        return self._answers.pop(number)

    def _wait(self, deadline: float) -> None:
        """Wait for something and put it where it will be looked for."""
        ready, _, _ = select.select([self.connection], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            raise TimeoutError("the server did not answer")
        for said in self.heard():
            if said.number is None:
                self.events.append(said.body)
            else:
                self._answers[said.number] = said.body

    # -- the protocol -----------------------------------------------------------------------------

    def _upgrade(self) -> None:
        lines = [
            f"GET {self._root}/socket.io/?EIO=4&transport=websocket HTTP/1.1",
            f"Host: 127.0.0.1:{self._port}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Key: bG9hZCBsb2FkIGxvYWQhIQ==",
            "Sec-WebSocket-Version: 13",
            *([f"Cookie: {self._cookie}"] if self._cookie else []),
        ]
        self.connection.sendall("\r\n".join([*lines, "", ""]).encode())
        head = b""
        while b"\r\n\r\n" not in head:
            head += self._receive()
        status, _, rest = head.partition(b"\r\n\r\n")
        if b" 101 " not in status.splitlines()[0]:
            raise Denied(status.splitlines()[0].decode())
        self._put_by(rest)

    def _await_welcome(self) -> None:
        """Skip Engine.IO's opening; then the namespace's welcome, or the reason against us."""
        while not self._welcome:
            self._put_by(self._receive())
        if self._welcome.startswith(b"44"):
            raise Denied(msgspec.json.decode(self._welcome[2:]).get("message", ""))

    def _put_by(self, received: bytes) -> None:
        self._unseen += [said for frame in self._reader.read(received) if (said := self._take(frame))]

    def _take(self, frame: Frame) -> Said | None:
        if frame.kind == PING:
            self.connection.sendall(masked(frame.body, PONG))
        if frame.kind == CLOSE:
            raise Gone
        if frame.kind != TEXT:
            return None
        return self._take_packet(frame.body)

    def _take_packet(self, packet: bytes) -> Said | None:
        """Engine.IO's number (4: message), then Socket.IO's (0 welcome, 1 end, 2 event, 3 answer, 4 denied)."""
        kind = packet[:2]
        if kind == b"43":
            start = packet.index(b"[")
            return Said(int(packet[2:start]), packet[start:])
        if kind == b"42":
            return Said(None, packet[2:])
        if kind in (b"40", b"44"):
            self._welcome = packet
        elif kind == b"2":
            self._packet(b"3")
        elif kind == b"41" or packet == b"1":
            raise Gone
        return None

    def _packet(self, packet: bytes) -> None:
        try:
            self.connection.sendall(masked(packet))
        except OSError as error:
            raise Gone from error

    def _receive(self) -> bytes:
        try:
            received = self.connection.recv(READ_AT_ONCE)
        except OSError as error:
            raise Gone from error
        if not received:
            raise Gone
        return received


class _JoinAnswer(msgspec.Struct):
    joined: Joined | None = None
    refused: Refused | None = None


class _CommandAnswer(msgspec.Struct):
    ok: bool = False
    unknown: bool = False
    answer: AnyAnswer | None = None
    refused: Refused | None = None


_command_answers = msgspec.json.Decoder(list[_CommandAnswer])


def reply_of(body: bytes) -> Reply:
    """The answer to a command, from its JSON."""
    found = _command_answers.decode(body)[0]
    return found.answer or found.refused or Unknown()
