"""The way from a ticket to its page on a phone and back: address and token (docs/decisions/0195)."""

import base64
import hashlib
import hmac
import re

import msgspec

from common.messages import Issued
from common.words import Instant
from server.addresses import phones_reach
from server.lane import Reply
from server.rules.hall import Hall, Ticket
from server.rules.order import Actor

TOKEN_BYTES = 16
PAGE = "/t"
_BROUGHT = re.compile(r"([0-9]{1,15})\.([A-Za-z0-9_-]{22})", re.ASCII)


class Phones:
    """`key`: the hall's secret. `base`: where phones reach the hall, its root included; empty where they cannot."""

    def __init__(self, key: bytes, base: str = "") -> None:
        self._key, self.base = key, base

    def address_of(self, ticket: int, issued_at: Instant) -> str:
        """Of its page; what is secret stands behind the #, which no server ever sees. Empty where phones reach none."""
        if not self.base:
            return ""
        return f"{self.base}{PAGE}#{ticket}.{self.token_of(ticket, issued_at)}"

    def token_of(self, ticket: int, issued_at: Instant) -> str:
        """128 bits in 22 characters. The moment is in it: after a restore another ticket may get the same id."""
        digest = hmac.digest(self._key, f"{ticket}:{issued_at}".encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(digest[:TOKEN_BYTES]).rstrip(b"=").decode()

    def opened(self, hall: Hall, brought: str) -> Ticket | None:
        """The ticket that the hall holds and that TICKET.TOKEN opens; none for everything else alike."""
        found = _BROUGHT.fullmatch(brought)
        ticket = hall.tickets.get(int(found[1])) if found else None
        if found is None or ticket is None:
            return None
        right = self.token_of(ticket.id, ticket.issued_at)
        return ticket if hmac.compare_digest(found[2], right) else None

    def told(self, reply: Reply, asker: Actor) -> Reply:
        """The answer as it is sent: a kiosk is told where the page of a new number is. Never kept, never in the ledger."""
        if not isinstance(reply, Issued) or "kiosk" not in asker.roles:
            return reply
        return msgspec.structs.replace(reply, phone=self.address_of(reply.ticket, reply.issued_at))


def base_of(public_url: str, root: str) -> str:
    """What every page's address begins with; empty where no phone gets there."""
    return public_url.rstrip("/") + root if phones_reach(public_url) else ""
