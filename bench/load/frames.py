"""WebSocket frames as a load client needs them: whole text messages out, whole messages in. Pure."""

from collections.abc import Iterator
from typing import NamedTuple

TEXT, CLOSE, PING, PONG = 0x1, 0x8, 0x9, 0xA
FINAL = 0x80
MASKED = 0x80
NO_MASK = bytes(4)
"""A client must mask; a mask of zeros is one, and costs the load nothing."""


class FrameFault(Exception):
    """The other side sent what this reader does not know."""


class Frame(NamedTuple):
    """One message from the other side."""

    kind: int
    body: bytes


def masked(body: bytes, kind: int = TEXT) -> bytes:
    """`body` as one message to a server."""
    head = bytes((FINAL | kind,))
    size = len(body)
    if size < 126:
        return head + bytes((MASKED | size,)) + NO_MASK + body
    if size < 1 << 16:
        return head + bytes((MASKED | 126,)) + size.to_bytes(2) + NO_MASK + body
    return head + bytes((MASKED | 127,)) + size.to_bytes(8) + NO_MASK + body


class FrameReader:
    """Cuts what comes in into messages; a piece of one waits for the rest."""

    def __init__(self) -> None:
        self._bytes = b""

    def read(self, received: bytes) -> Iterator[Frame]:
        """The messages that are whole with `received`. Raises `FrameFault`."""
        data = self._bytes + received
        start = 0
        while (found := _frame(data, start)) is not None:
            frame, start = found
            yield frame
        self._bytes = data[start:]


def _frame(data: bytes, start: int) -> tuple[Frame, int] | None:
    """The message that begins at `start` and where the next begins; none: not whole yet."""
    body = start + 2
    if len(data) < body:
        return None
    first, size = data[start], data[start + 1]
    if not first & FINAL or size & MASKED:
        raise FrameFault(f"frame head {first:#x} {size:#x}")
    if size >= 126:
        wide = 2 if size == 126 else 8
        size = int.from_bytes(data[body : body + wide])
        body += wide
    if len(data) < body + size:
        return None
    return Frame(first & 0x0F, data[body : body + size]), body + size
