"""Facts of a ticket's plain way: issued, called, served, moved, gone."""

from typing import Literal

from common.messages import CoverState
from common.words import Instant, Language, Placed
from server.rules.fact import Fact
from server.rules.way import GivenRange, Stand, Stop


class TicketIssued(Fact, tag="ticket_issued"):
    """`ticket` is the version of this fact: one id, never given again; `n` is its prefix's counter.

    `then` are the matters that follow, `kept_to` the post of a strict line, `slot` that of the `appointment`;
    `limited`: one of its matters has a quota today; `wait`: the range that was given with it.
    """

    ticket: int
    number: str
    n: int
    matter: str
    line: str
    claim: Instant
    placed: int
    priority: str | None = None
    language: Language = "zh"
    then: tuple[Stop, ...] = ()
    kept_to: str | None = None
    appointment: int | None = None
    slot: Instant | None = None
    limited: bool = False
    wait: GivenRange | None = None


class TicketCalled(Fact, tag="ticket_called"):
    """Called to `window` by `clerk`, who serves `post` in `role`; the same press `finished` another.

    `over` are the queues among which it was next; `special`: it went before its line's smallest (Q-8). `waited_from`:
    since when it had waited there, a call that was taken back not counted.
    """

    ticket: int
    post: str
    window: int
    clerk: str
    role: CoverState
    out_of_turn: bool = False
    finished: int | None = None
    over: tuple[str, ...] = ()
    special: bool = False
    waited_from: Instant | None = None


class TicketRecalled(Fact, tag="ticket_recalled"):
    """The `times`-th repetition of the call."""

    ticket: int
    times: int


class ServiceStarted(Fact, tag="service_started"):
    """The resident is at the window."""

    ticket: int
    priority_confirmed: bool | None = None


class ServiceFinished(Fact, tag="service_finished"):
    """Done at this window."""

    ticket: int


class TicketHeld(Fact, tag="ticket_held"):
    """Put aside by the clerk, or by the rules when the clerk's absence took effect."""

    ticket: int
    clerk: str


class TicketResumed(Fact, tag="ticket_resumed"):
    """Back in hand at `window`, by whoever serves the post now."""

    ticket: int
    window: int
    clerk: str
    role: CoverState


class TicketPutBack(Fact, tag="ticket_put_back"):
    """A called ticket returned to its own place: the clerk's absence took effect, or an undo."""

    ticket: int
    reason: Literal["absence", "undo"]


class TicketTransferred(Fact, tag="ticket_transferred"):
    """Another matter's line, the same claim (F-2); `then` are all stops from there on, a return first (Q-12)."""

    ticket: int
    matter: str
    line: str
    claim: Instant
    placed: int
    then: tuple[Stop, ...] = ()
    kept_to: str | None = None


class TicketMissed(Fact, tag="ticket_missed"):
    """过号: by the clerk, or by itself after the last recall."""

    ticket: int


class MissUndone(Fact, tag="miss_undone"):
    """The no-show was a mis-click: called again at the same window."""

    ticket: int


class FinishUndone(Fact, tag="finish_undone"):
    """The finish was a mis-click: serving goes on from `since`, the gap uncounted.

    `stand` is where the ticket stood, if the finish had sent it on to its next stop.
    """

    ticket: int
    since: Instant
    stand: Stand | None = None


class TicketReEntered(Fact, tag="ticket_re_entered"):
    """A missed or carried ticket is in line again, at `(claim, placed)`."""

    ticket: int
    claim: Instant
    placed: Placed
    kept_to: str | None = None


class TicketWithdrawn(Fact, tag="ticket_withdrawn"):
    """The resident gave the place up."""

    ticket: int


class TicketVoided(Fact, tag="ticket_voided"):
    """Nobody ever held this number; the `appointment` for which it was given may be checked in again."""

    ticket: int
    appointment: int | None = None
