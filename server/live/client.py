"""Who is at the other end of a connection, and what a desk speaks through."""

from typing import Protocol

import msgspec

from common.messages import Message
from server.rules.order import Actor


class Client(msgspec.Struct, eq=False):
    """One connection: who is at its other end and what it listens to. `key` names session or device."""

    id: str
    actor: Actor
    key: str = ""
    audience: str = ""


class Speaker(Protocol):
    """Carries words to all who listen to an audience."""

    def listen(self, client: Client, audience: str) -> None:
        """From now on `client` hears what is said to `audience`."""

    def unlisten(self, client: Client, audience: str) -> None:
        """It hears it no more."""

    def say(self, audience: str, event: str, message: Message) -> None:
        """Never waits for anybody."""
