"""What a hall knows of what passes with a post: handovers, what was done for an A who was out, whom A has to contact."""

from typing import Literal

import msgspec

from common.commands_cover import UnfinishedReason
from common.words import Instant


class Covered(msgspec.Struct):
    """What was done at a post for its A since A was last there: by whom last, how many were served, who was put
    aside when a day ended meanwhile, whose call was missed (AB-7), and which cases were registered or worked on.
    """

    clerk: str
    served: int = 0
    held: tuple[int, ...] = ()
    missed: tuple[int, ...] = ()
    cases: tuple[int, ...] = ()


class Handover(msgspec.Struct, kw_only=True):
    """What passed with a post: until `at` the giver is responsible, from then on the taker (AB-6)."""

    id: int
    post: str
    kind: Literal["left", "absence", "return"]
    giver: str
    taker: str
    at: Instant
    waiting: int
    held: tuple[int, ...]
    served: int
    note: str | None  # names the private text
    acknowledged_at: Instant | None = None
    missed: tuple[int, ...] = ()
    unfinished: tuple[int, ...] = ()
    cases: tuple[int, ...] = ()


class Unfinished(msgspec.Struct, frozen=True, kw_only=True):
    """What a B could not finish for `a_role`, who has to contact the resident (AB-7): of a ticket, or of a case."""

    id: int
    post: str
    ticket: int | None
    number: str
    matter: str
    clerk: str
    a_role: str
    reason: UnfinishedReason
    at: Instant
    note: str | None  # names the private text
    case: int | None = None
    contacted_at: Instant | None = None
    contacted_by: str | None = None
