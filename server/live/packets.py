"""Socket.IO packets as this server reads and writes them: JSON by msgspec, two events, nothing binary."""

from typing import Any

import msgspec
from socketio import packet

EVENTS = ("join", "command")
MALFORMED = "malformed"
UNDERSTOOD = (packet.CONNECT, packet.DISCONNECT, packet.EVENT)

_encode = msgspec.json.Encoder().encode


class WireJson:
    """The JSON module that Socket.IO asks for; it writes msgspec structs as they are."""

    @staticmethod
    def dumps(value: Any, **_options: Any) -> str:
        """Compact, UTF-8."""
        return _encode(value).decode()

    @staticmethod
    def loads(text: str) -> Any:
        """Raises ValueError for what is no JSON, nested too deeply or out of range."""
        try:
            return msgspec.json.decode(text)
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            raise ValueError("no JSON") from None


class StrictPacket(packet.Packet):  # type: ignore[misc]  # untyped
    """Whatever a client sends becomes a connection, its end, one of `EVENTS`, or `MALFORMED`.

    An event called "connect" would reach the handler of connections, and a binary one would be kept
    until its attachments come: neither gets further than here, and nothing is echoed into a log.
    """

    uses_binary_events = False
    json = WireJson

    def decode(self, encoded_packet: Any) -> int:
        """No attachments, ever."""
        try:
            attachments = super().decode(encoded_packet)
        except (ValueError, TypeError, IndexError):
            attachments = 1
        if attachments or not self._understood():
            self.packet_type, self.data, self.namespace = packet.EVENT, [MALFORMED], None
        return 0

    def _understood(self) -> bool:
        if self.packet_type not in UNDERSTOOD or self.namespace not in (None, "/"):
            return False
        if self.packet_type != packet.EVENT:
            return True
        data: Any = self.data
        return isinstance(data, list) and len(data) == 2 and data[0] in EVENTS
