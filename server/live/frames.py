"""WebSocket frames (RFC 6455) as a server reads and writes them: no extension, one message at most so long.

Pure: bytes in, packets out. wsproto does the same and took a seventh of the server's time under load
(docs/decisions/0043); the tests hold this against it.
"""

import struct
from typing import Literal, NamedTuple

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
CONTROL_MOST = 125
NORMAL, PROTOCOL_ERROR, NO_TEXT, TOO_BIG = 1000, 1002, 1007, 1009

Kind = Literal["text", "binary", "close", "ping"]


class Packet(NamedTuple):
    """A whole message, or a control frame that needs an answer."""

    kind: Kind
    data: bytes


class BadFrames(Exception):
    """The other side does not speak the protocol; `code` is what a closing frame tells it."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code


class FrameReader:
    """Puts together what a client sends. Give it every byte in order."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._buffer = bytearray()
        self._message = bytearray()
        self._kind = 0

    def read(self, received: bytes) -> list[Packet]:
        """The packets that are whole by now. Raises `BadFrames`."""
        self._buffer += received
        packets: list[Packet] = []
        while (frame := self._next_frame()) is not None:
            packet = self._take(*frame)
            if packet is not None:
                packets.append(packet)
        return packets

    def _next_frame(self) -> tuple[int, bool, bytes] | None:
        """Opcode, whether it is the last of its message, and the payload; none: not all of it is here."""
        buffer = self._buffer
        if len(buffer) < 2:
            return None
        first, second = buffer[0], buffer[1]
        self._check(first, second)
        size, start = second & 0x7F, 2
        if size >= 126:
            start = 4 if size == 126 else 10
            if len(buffer) < start:
                return None
            size = int.from_bytes(buffer[2:start], "big")
        if size + len(self._message) > self._most:
            raise BadFrames(TOO_BIG)
        end = start + 4 + size
        if len(buffer) < end:
            return None
        payload = unmasked(bytes(buffer[start + 4 : end]), bytes(buffer[start : start + 4]))
        del buffer[:end]
        return first & 0x0F, bool(first & 0x80), payload

    def _check(self, first: int, second: int) -> None:
        """A reserved bit, a frame that is not masked, or a control frame that is no single small one."""
        control = first & 0x08
        if (
            first & 0x70
            or not second & 0x80
            or (control and (not first & 0x80 or second & 0x7F > CONTROL_MOST))
        ):
            raise BadFrames(PROTOCOL_ERROR)

    def _take(self, opcode: int, last: bool, payload: bytes) -> Packet | None:
        if opcode in (TEXT, BINARY, CONTINUATION):
            return self._take_data(opcode, last, payload)
        if opcode == PING:
            return Packet("ping", payload)
        if opcode == CLOSE:
            return Packet("close", payload)
        if opcode == PONG:
            return None
        raise BadFrames(PROTOCOL_ERROR)

    def _take_data(self, opcode: int, last: bool, payload: bytes) -> Packet | None:
        if (opcode == CONTINUATION) != bool(self._kind):
            raise BadFrames(PROTOCOL_ERROR)
        if last and opcode:
            return Packet("text" if opcode == TEXT else "binary", payload)
        self._kind = self._kind or opcode
        self._message += payload
        if not last:
            return None
        packet = Packet("text" if self._kind == TEXT else "binary", bytes(self._message))
        self._message.clear()
        self._kind = 0
        return packet


def unmasked(payload: bytes, key: bytes) -> bytes:
    """`payload` with `key` taken off: one long exclusive or, not a loop over bytes."""
    size = len(payload)
    keys = (key * (size // 4 + 1))[:size]
    return (int.from_bytes(payload, "big") ^ int.from_bytes(keys, "big")).to_bytes(size, "big")


def frame(opcode: int, payload: bytes) -> bytes:
    """One whole frame from a server, which masks nothing."""
    size = len(payload)
    if size < 126:
        return bytes((0x80 | opcode, size)) + payload
    if size < 65536:
        return struct.pack("!BBH", 0x80 | opcode, 126, size) + payload
    return struct.pack("!BBQ", 0x80 | opcode, 127, size) + payload


def closing(code: int) -> bytes:
    """The last frame."""
    return frame(CLOSE, struct.pack("!H", code))
