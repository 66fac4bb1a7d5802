"""One client's conversation with the desk, from the moment its words are decoded."""

import logging
from collections.abc import Callable
from typing import Any

from server.lane import Ask
from server.lane.faults import log_fault
from server.live.client import Client
from server.live.decoding import read_asking, read_join
from server.live.desk import Desk
from server.live.wording import refused, reply_payload
from server.rules.refusal import Refusal

Payload = dict[str, Any]
log = logging.getLogger(__name__)


class Conversation:
    """`allowed` says whether the client may say something more now."""

    def __init__(self, desk: Desk, client: Client, allowed: Callable[[], bool]) -> None:
        self.client = client
        self._desk, self._allowed = desk, allowed

    def join(self, payload: Any) -> Payload:
        """The answer to `join`."""
        try:
            self._check()
            return {"ok": True, "joined": self._desk.join(self.client, read_join(payload))}
        except Refusal as refusal:
            return _no(refusal)
        except Exception as error:
            log_fault(log, "a join failed", error)
            return _no(Refusal("internal"))

    def command(self, payload: Any, answer: Callable[[Payload], None]) -> None:
        """Give the command to the desk; `answer` gets its outcome, perhaps at once."""
        try:
            self._check()
            asking = read_asking(payload)
        except Refusal as refusal:
            answer(_no(refusal))
            return
        except Exception as error:
            log_fault(log, "a command could not be taken", error)
            answer(_no(Refusal("internal")))
            return
        ask = Ask(self.client.actor, asking.command, asking.id)
        self._desk.ask(ask, lambda reply: answer(reply_payload(reply)))

    def leave(self) -> None:
        """The connection ended."""
        self._desk.leave(self.client)

    def malformed(self) -> Payload:
        """The answer to what could not be read at all."""
        return _no(Refusal("bad_request", field="$"))

    def _check(self) -> None:
        if not self._allowed():
            raise Refusal("too_many")


def _no(refusal: Refusal) -> Payload:
    return {"ok": False, "refused": refused(refusal)}
