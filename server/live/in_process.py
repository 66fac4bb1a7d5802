"""A hall with its clients in one process and one thread: tests, and a whole day in seconds.

A `Link` over a `DirectWire` takes the same way as over Socket.IO from the decoding on; nothing moves
until `work` is called.
"""

import itertools
from typing import Any

import msgspec

from common.link_wire import Answered, Report, Said, Up
from common.messages import Message
from server.lane import Lane
from server.live.client import Client
from server.live.conversation import Conversation
from server.live.desk import Desk
from server.rules.order import Actor


class Room:
    """The speaker of one process: says to every wire that listens."""

    def __init__(self) -> None:
        self._wires: dict[str, DirectWire] = {}
        self._listeners: dict[str, list[str]] = {}

    def listen(self, client: Client, audience: str) -> None:
        """See `Speaker`."""
        self._listeners.setdefault(audience, []).append(client.id)

    def unlisten(self, client: Client, audience: str) -> None:
        """See `Speaker`."""
        self._listeners[audience].remove(client.id)

    def say(self, audience: str, event: str, message: Message) -> None:
        """See `Speaker`; made plain once for all."""
        said = Said(event, msgspec.to_builtins(message))
        for client in self._listeners.get(audience, []):
            self._wires[client].reports.append(said)

    def come(self, client: Client, wire: "DirectWire") -> None:
        """A connection begins."""
        self._wires[client.id] = wire

    def go(self, client: Client) -> None:
        """It ends."""
        self._wires.pop(client.id, None)


class Premises:
    """A desk whose clients are all here."""

    def __init__(self, lane: Lane) -> None:
        self.room = Room()
        self.desk = Desk(lane, self.room)
        self.ids = itertools.count(1)

    def wire(self, actor: Actor) -> "DirectWire":
        """A wire for a link of `actor`'s."""
        return DirectWire(self, actor)

    def work(self) -> None:
        """Take turns until nothing waits and nothing is due."""
        while self.desk.idle_s() <= 0:
            self.desk.turn()
        self.desk.lane.housekeep()


class DirectWire:
    """A `Transport` straight to the desk. A test may `cut` it."""

    def __init__(self, premises: Premises, actor: Actor) -> None:
        self._premises, self._actor = premises, actor
        self._conversation: Conversation | None = None
        self.reports: list[Report] = []

    def connect(self) -> None:
        """See `Transport`; there is nobody to keep out."""
        self.close()
        client = Client(id=str(next(self._premises.ids)), actor=self._actor)
        self._conversation = Conversation(self._premises.desk, client, allowed=lambda: True)
        self._premises.room.come(client, self)
        self.reports = [Up()]

    def emit(self, event: str, payload: Any, tag: str) -> None:
        """See `Transport`."""
        conversation, reports = self._conversation, self.reports

        def answer(payload: Any) -> None:
            reports.append(Answered(tag, msgspec.to_builtins(payload)))

        if conversation is None:
            return
        if event == "join":
            answer(conversation.join(payload))
        elif event == "command":
            conversation.command(payload, answer)

    def heard(self) -> list[Report]:
        """See `Transport`."""
        reports = self.reports[:]
        self.reports.clear()
        return reports

    def close(self) -> None:
        """See `Transport`."""
        if self._conversation is not None:
            client = self._conversation.client
            self._conversation.leave()
            self._premises.room.go(client)
            self._conversation = None

    def cut(self, report: Report) -> None:
        """The cable is pulled: `report` is the last that is heard."""
        self.close()
        self.reports = [report]
