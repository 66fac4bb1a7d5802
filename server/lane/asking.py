"""What goes into the lane and what comes out."""

import hashlib
import re

import msgspec

from common.messages import AnyAnswer, Refused
from server.rules.order import Actor, AnyCommand
from server.storage.ledger import KeptAnswer

REQUEST_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")

_encode = msgspec.json.Encoder().encode
_answers: msgspec.json.Decoder[AnyAnswer] = msgspec.json.Decoder(AnyAnswer)


class Ask(msgspec.Struct, frozen=True):
    """A command with who asks; what the server itself does has no request id."""

    actor: Actor
    command: AnyCommand
    request_id: str | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What a kept answer is found by."""
        return self.actor.id, self.request_id or ""


class Unknown(msgspec.Struct, frozen=True):
    """It may have happened or not: ask again with the same id."""


Reply = AnyAnswer | Refused | Unknown


def well_formed(request_id: str | None) -> bool:
    """1 to 64 characters of 0-9 A-Z a-z _ -; or none, from the server itself."""
    return request_id is None or REQUEST_ID.fullmatch(request_id) is not None


def digest(command: AnyCommand) -> bytes:
    """Tells whether a request asked again is still the same request."""
    return hashlib.blake2b(_encode(command), digest_size=16).digest()


def keep(ask: Ask, at: int, answer: AnyAnswer) -> KeptAnswer:
    """The answer to `ask` as it is remembered."""
    actor, request_id = ask.key
    return KeptAnswer(request_id, actor, at, digest(ask.command), _encode(answer).decode())


def repeat(kept: KeptAnswer, ask: Ask) -> AnyAnswer | Refused:
    """The same answer again to the same request; another request under its id is refused."""
    if kept.digest != digest(ask.command):
        return Refused(code="id_reused")
    return _answers.decode(kept.answer)
