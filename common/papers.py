"""What a paper for a resident says, before it is put into words: on the ticket printer and on A4 alike. Without a name (P-2)."""

from typing import Literal

from common.commands_paper import PaperKind
from common.messages import Message
from common.words import Instant, Language, Words

PaperClock = Literal["none", "due", "stands", "to_begin", "registration", "on_the_spot"]
"""none: the paper is of no case, or the case is decided · to_begin: with acceptance · registration: not accepted, and its limit runs all the same (C-4)."""


class PaperTold(Message):
    """受理通知书, 补正告知书 or 一次性告知书. `secret` and `address` (of the page that the QR code opens) stand on a receipt alone.

    `missing`: what is still to come, or what the resident has not got along; `materials`: all, of a one-time notice.
    `by`: until when; `by_over`: that day is over.
    `accepted`: of a receipt, that its case is. `limit`: promised working days. `window`: where to hand in.
    """

    kind: PaperKind
    language: Language
    printed: Instant
    matter: Words
    department: Words
    number: str = ""
    secret: str = ""
    address: str = ""
    accepted: bool = False
    received: Instant | None = None
    clock: PaperClock = "none"
    due: Instant | None = None
    provisional: bool = False
    limit: int | None = None
    handler: Words = Words("")
    clerk: str = ""
    phone: str = ""
    window: int | None = None
    materials: tuple[Words, ...] = ()
    missing: tuple[Words, ...] = ()
    note: str = ""
    by: Instant | None = None
    by_over: bool = False
    fee: Words = Words("")
    result: Words = Words("")
