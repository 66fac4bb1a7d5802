"""One client's conversation with the desk, from the moment its words are decoded."""

import logging
from collections.abc import Callable
from typing import Any

from common.messages import Join, Joined
from server.lane import Ask, Reply
from server.lane.faults import log_fault
from server.live.client import Client
from server.live.decoding import read_asking, read_join
from server.live.desk import Desk
from server.live.phones import Phones
from server.live.wording import refused, reply_payload
from server.rules.refusal import Refusal
from server.storage.failures import StorageFailure

Payload = dict[str, Any]
log = logging.getLogger(__name__)


class Conversation:
    """`allowed` says whether the client may say something more now; `phones` where a number's page is."""

    def __init__(
        self, desk: Desk, client: Client, allowed: Callable[[], bool], phones: Phones | None = None
    ) -> None:
        self.client = client
        self._desk, self._allowed, self._phones = desk, allowed, phones

    def join(self, payload: Any) -> Payload:
        """The answer to `join`."""
        return self._seen(payload, lambda request: self._desk.join(self.client, request))

    def look(self, payload: Any) -> Payload:
        """The same answer for one who only looks, once."""
        return self._seen(payload, lambda request: self._desk.look(self.client.actor, request))

    def command(self, payload: Any, answer: Callable[[Payload], None]) -> None:
        """Give the command to the desk; `answer` gets its outcome, perhaps at once."""
        try:
            self._check()
            asking = read_asking(payload)
        except Refusal as refusal:
            answer(self._no(refusal))
            return
        except Exception as error:
            log_fault(log, "a command could not be taken", error)
            answer(self._no(Refusal("internal")))
            return
        ask = Ask(self.client.actor, asking.command, asking.id)
        self._desk.ask(ask, lambda reply: answer(reply_payload(self._told(reply))))

    def leave(self) -> None:
        """The connection ended."""
        self._desk.leave(self.client)

    def malformed(self) -> Payload:
        """The answer to what could not be read at all."""
        return self._no(Refusal("bad_request", field="$"))

    def _seen(self, payload: Any, see: Callable[[Join], Joined]) -> Payload:
        try:
            self._check()
            return {"ok": True, "joined": see(read_join(payload))}
        except Refusal as refusal:
            return self._no(refusal)
        except StorageFailure as failure:
            return self._no(Refusal(failure.code))
        except Exception as error:
            log_fault(log, "a join failed", error)
            return self._no(Refusal("internal"))

    def _told(self, reply: Reply) -> Reply:
        return reply if self._phones is None else self._phones.told(reply, self.client.actor)

    def _check(self) -> None:
        if not self._allowed():
            raise Refusal("too_many")

    def _no(self, refusal: Refusal) -> Payload:
        self._desk.figures.refused(refusal.code)
        return {"ok": False, "refused": refused(refusal)}
