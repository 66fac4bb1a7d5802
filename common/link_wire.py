"""The wire under a link: what a transport must do and what it may report. A test replaces it."""

from typing import Any, Protocol

import msgspec


class Up(msgspec.Struct, frozen=True):
    """The connection stands and the server knows who is there."""


class Down(msgspec.Struct, frozen=True):
    """The connection ended, or could not be made."""


class Denied(msgspec.Struct, frozen=True):
    """The server answered and would not have us: `code` says why (`not_signed_in`, `bad_origin`, …)."""

    code: str


class Answered(msgspec.Struct, frozen=True):
    """The answer to the message that was emitted with `tag`."""

    tag: str
    payload: Any


class Said(msgspec.Struct, frozen=True):
    """The server spoke: event `change` or `heartbeat`."""

    event: str
    payload: Any


Report = Up | Down | Denied | Answered | Said


class Transport(Protocol):
    """One wire to the server. No method blocks; whatever comes in waits until `heard` fetches it."""

    def connect(self) -> None:
        """Try once, dropping any earlier connection; ends in `Up`, `Denied` or `Down`."""

    def emit(self, event: str, payload: Any, tag: str) -> None:
        """Send `payload` (plain values); if an answer comes it is `Answered` with `tag`."""

    def heard(self) -> list[Report]:
        """What came in since the last call, oldest first."""

    def close(self) -> None:
        """Let go of the connection for good."""
