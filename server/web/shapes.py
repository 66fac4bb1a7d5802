"""What forms and pages are sent and answer in JSON, declared once, for the document at /openapi.json.

Commands, messages and rows are declared in `common`. A test holds every route's answers against these.
"""

from typing import Annotated, Literal, dataclass_transform

import msgspec
from msgspec import Meta

from common.commands import Asking
from common.messages import AnyAnswer, Joined, Message, Refused
from common.words import Instant, Words
from server.rules.minutes import Stretch
from server.storage.presence_record import Takeover

Text = Annotated[str, Meta(max_length=2_000)]
Role = Literal["clerk", "supervisor", "administrator"]


# Type checkers do not pass frozen on to subclasses by themselves, msgspec does.
@dataclass_transform(frozen_default=True, field_specifiers=(msgspec.field,))
class Form(msgspec.Struct, frozen=True, kw_only=True):
    """Base of what a route is sent, as JSON or as a form; what it does not know it does not read."""


class SignIn(Form):
    """Staff number and password; `next` is the page to go to, of this server only."""

    staff: Text
    password: Text
    next: Text = ""


class NewPassword(Form):
    """One's own new password, twice."""

    old: Text
    new: Text
    again: Text


class Staff(Form):
    """An account, by staff number."""

    staff: Text


class StaffRoles(Form):
    """An account and its roles, at least one."""

    staff: Text
    role: list[Role] = []


class PairingAsked(Form):
    """What a device tells of itself."""

    kind: Literal["kiosk", "display"]
    name: Annotated[str, Meta(max_length=40)] = ""


class PairingApproved(Form):
    """The code that the device shows, and what it is to be called."""

    code: Text
    name: Text = ""


class Device(Form):
    """A paired device, by its id."""

    device: Text


class HallFile(Form):
    """The text of a hall's file: to be checked, or imported; `another_hall` (anything): though it is of another hall."""

    file: str
    act: Literal["check", "import"] = "check"
    another_hall: Text = ""


class Nothing(Form):
    """No fields."""


# -- answers --------------------------------------------------------------------------------------


class Yes(Message):
    """Base of what was done: `ok` is true."""

    ok: bool


class Accepted(Yes):
    """It was done."""


class Answered(Yes):
    """The answer to a command."""

    answer: AnyAnswer


class Seen(Yes):
    """A view as it is now."""

    joined: Joined


class SignedIn(Yes):
    """Who is signed in now; `csrf` goes into the header `X-CSRF` of every POST."""

    id: str
    roles: list[str]
    csrf: str
    must_change: bool


class Named(Yes):
    """What it was done to."""

    id: str
    name: str


class Account(Yes):
    """The account that was changed."""

    id: str


class NewSecret(Yes):
    """The account, and with its staff number a one-time password, told this once."""

    id: str
    secret: Annotated[list[str], Meta(min_length=2, max_length=2)]


class NewAccount(NewSecret):
    """`strange`: nobody in the hall's file has this staff number."""

    strange: bool


class FindingTold(Message):
    """What stands in a line of a hall's file (none: it is the file itself) and should not; an error keeps it out."""

    line: int | None
    level: Literal["error", "warning"]
    code: str
    values: dict[str, str | int]
    text: Words


class HallExamined(Yes):
    """What was found in a hall's file; `errors` of it keep the file out. `another_hall`: it is not the record's own."""

    errors: int
    another_hall: bool
    findings: list[FindingTold]


class Copied(Yes):
    """The name of the copy."""

    name: str


class PairingCode(Yes):
    """The code to show, the secret to keep, and for how long."""

    code: str
    secret: str
    expires_s: int


class PairingWaits(Yes, tag_field="state", tag="waiting"):
    """Nobody has entered the code yet."""


class Paired(Yes, tag_field="state", tag="paired"):
    """Told once: the device's id and its token."""

    device: str
    token: str


class Passed(Message):
    """`number`, issued later, was called at `at` to `window` before the one who asks: by `rule`, in words in `text`."""

    ticket: int
    number: str
    at: Instant
    window: int
    rule: str
    values: dict[str, str | int]
    text: Words


class TicketTold(Yes):
    """A ticket, and who went before it; of one that is over nothing after `passed` is known. `day`: of its issue.

    `ahead`: how many wait before it, `behind`: how many would go first if it stepped back, `wait`: how many minutes until its call, from and to; none while it is in no line. `then`: the matters that follow. `window`: where it goes, or is; `usual`: where it is answered by the set-up, also while nobody is there. `given`: from when it counts, of one that was given without the server and has its first place still.
    """

    ticket: int
    number: str
    day: str
    state: str
    passed: list[Passed]
    matter: str | None = None
    line: str | None = None
    carried: bool | None = None
    ahead: int | None = None
    behind: int | None = None
    wait: tuple[int, int] | None = None
    then: tuple[str, ...] = ()
    window: int | None = None
    usual: int | None = None
    given: Instant | None = None


class FreeSlot(Message):
    """When it begins, and how many may still book it."""

    slot: Instant
    left: int


class FreeSlots(Yes):
    """The slots of a day that can still be booked."""

    slots: list[FreeSlot]


class WhoWas(Yes):
    """Who was at the window, stretch by stretch."""

    stretches: list[Stretch]


class TimesToCover(Yes):
    """Every absence of an A that took effect in the month."""

    takeovers: list[Takeover]


class No(Message):
    """It was refused, and nothing has changed."""

    refused: Refused
    ok: bool


class NotKnown(Message):
    """Nobody can say whether it was stored: ask again with the same id."""

    unknown: bool
    ok: bool


class LockedOut(Message):
    """An account that is locked out, and until when."""

    id: str
    until: Instant


class Locked(Message):
    """Who is locked out now."""

    locked: list[LockedOut]


class Health(Message):
    """Whether the hall can be served; `faults` names what is not well, `backup` is false when the last copy failed, `hall`
    while the hall cannot be read again after a failure. `version` is that of the last fact that is known to be stored.
    """

    ok: bool
    faults: list[str]
    database: bool
    storage: bool
    lane: bool
    clock: bool
    backup: bool
    hall: bool
    version: int
    last_batch_at: Instant | None


ASKED = (
    Asking, SignIn, NewPassword, Staff, StaffRoles, PairingAsked, PairingApproved, Device, HallFile, Nothing,
)  # fmt: skip
SAID = (
    Accepted, Answered, Seen, SignedIn, Named, Account, NewSecret, NewAccount, HallExamined, Copied, PairingCode, TicketTold, FreeSlots, WhoWas, TimesToCover, No, NotKnown, Locked, Health,
)  # fmt: skip
