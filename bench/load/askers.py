"""Clients that outlive a server: what was asked and not answered is asked again, under the same id."""

from abc import ABC, abstractmethod
from collections.abc import Iterator

from bench.load.clerk import Clerk
from bench.load.client import Reply, Unknown
from common.commands import ClientCommand, IssueTicket
from common.link import RequestIds


class Asker(ABC):
    """One request under way at a time. `answers` is all that this asker was ever told, by request id."""

    def __init__(self, identity: dict[str, str], audience: str, ids: RequestIds) -> None:
        self.identity, self.audience = identity, audience
        self.answers: dict[str, tuple[ClientCommand, Reply]] = {}
        self.pending: tuple[str, ClientCommand] | None = None
        self.number = 0
        self._ids = ids

    def request(self) -> tuple[str, ClientCommand]:
        """What to send now: the pending request again, or a new one."""
        if self.pending is None:
            self.pending = (self._ids.fresh(), self._next())
        return self.pending

    def take(self, reply: Reply) -> None:
        """An answer; `Unknown` leaves the request pending."""
        if self.pending is None or isinstance(reply, Unknown):
            return
        request_id, command = self.pending
        self.answers[request_id] = (command, reply)
        self.pending = None
        self._learn(reply)

    @abstractmethod
    def _next(self) -> ClientCommand:
        """A new request."""

    def _learn(self, reply: Reply) -> None:  # noqa: B027 - most have nothing to learn
        """Nothing, for most."""


class KioskAsker(Asker):
    """Numbers, for one matter after the other."""

    def __init__(self, identity: dict[str, str], ids: RequestIds, matters: Iterator[str]) -> None:
        super().__init__(identity, "kiosk", ids)
        self._matters = matters

    def _next(self) -> ClientCommand:
        return IssueTicket(matter=next(self._matters))


class ClerkAsker(Asker):
    """Calls and starts; what the clerk believes to be in hand survives the server, as a page does."""

    def __init__(self, identity: dict[str, str], ids: RequestIds, clerk: Clerk) -> None:
        super().__init__(identity, f"clerk:{clerk.staff}", ids)
        self._clerk = clerk

    def _next(self) -> ClientCommand:
        return self._clerk.next_command

    def _learn(self, reply: Reply) -> None:
        self._clerk.take(reply)
