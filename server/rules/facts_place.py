"""Facts of the place in line beyond a ticket's plain way, of appointments and of what is closed today."""

from typing import Literal

from common.commands_place import ClosedReason, SpecialReason
from common.words import Instant, Placed
from server.rules.fact import Fact
from server.rules.way import Stop


class TicketSteppedBack(Fact, tag="ticket_stepped_back"):
    """Not yet: waiting again at `(claim, placed)`, by the resident's own wish."""

    ticket: int
    claim: Instant
    placed: Placed


class TicketWentOn(Fact, tag="ticket_went_on"):
    """Done at this window, and waiting for the next of its stops; `back`: where it had been sent from."""

    ticket: int
    matter: str
    line: str
    claim: Instant
    placed: int
    then: tuple[Stop, ...] = ()
    kept_to: str | None = None
    back: bool = False


class MatterAdded(Fact, tag="matter_added"):
    """One more matter, after those that follow already; its wait counts from `claim`."""

    ticket: int
    matter: str
    claim: Instant


class SpecialGranted(Fact, tag="special_granted"):
    """The ticket goes first in its line (Q-8); who granted it is who the entry is by."""

    ticket: int
    reason: SpecialReason
    beyond_pace: bool = False


class AppointmentBooked(Fact, tag="appointment_booked"):
    """A slot of `plan` is kept; `code` says nothing of a person."""

    appointment: int
    code: str
    matter: str
    plan: str
    slot: Instant


class AppointmentCancelled(Fact, tag="appointment_cancelled"):
    """The slot is free again."""

    appointment: int


class IntakeClosed(Fact, tag="intake_closed"):
    """No more numbers today for a matter or a line."""

    kind: Literal["matter", "line"]
    id: str
    reason: ClosedReason


class IntakeReopened(Fact, tag="intake_reopened"):
    """Numbers again."""

    kind: Literal["matter", "line"]
    id: str


class QuotaSet(Fact, tag="quota_set"):
    """So many numbers of a matter today; none: as many as come."""

    matter: str
    quota: int | None
