"""A case in memory: the fold of its facts. Days are ISO dates of the hall, moments are instants."""

from typing import Literal

import msgspec

from common.commands_case import CaseLeg, CaseLevel, CaseMark, CaseWay
from common.words import Instant
from server.rules.cases.lists import NO_LISTS, CaseLists

CaseState = Literal[
    "registered",
    "supplement",
    "accepted",
    "refused",
    "closed",
    "denied",
    "no_permit",
    "delivered",
    "taken_back",
]
"""registered: received, not yet decided on · supplement: told what is missing · accepted: in hand, the clock runs ·
taken_back: registered by mistake."""
BEFORE: tuple[CaseState, ...] = ("registered", "supplement")
"""Until it is accepted, what is still to come holds it up."""
OPEN: tuple[CaseState, ...] = ("registered", "supplement", "accepted")
ENDED: tuple[CaseState, ...] = ("closed", "denied", "no_permit")
"""Decided, and to be delivered."""


class CaseStop(msgspec.Struct, frozen=True):
    """The clock stands from `since` up to `until` (none: still). `reason` of a stop, or `submitted` (C-13); `days` were told, at `at`."""

    since: str
    until: str | None
    reason: str
    at_most: int | None = None
    days: int | None = None
    at: Instant = 0

    @property
    def is_submitted(self) -> bool:
        """Time at the higher level, which ends when the case is back (C-13)."""
        return self.reason == "submitted"


def let_run(stops: tuple[CaseStop, ...], day: str, *, submitted: bool | None = None) -> tuple[CaseStop, ...]:
    """`stops` once those that still hold end on `day`: the time at the higher level, what a window stopped, or (none) both."""
    return tuple(
        msgspec.structs.replace(stop, until=day)
        if stop.until is None and submitted in (None, stop.is_submitted)
        else stop
        for stop in stops
    )


class CaseHeld(msgspec.Struct, frozen=True):
    """Whose it was until another handler or post got it."""

    until: Instant
    clerk: str
    post: str | None


class Case(msgspec.Struct, kw_only=True):
    """An application. `id` is the version of the fact that registered it; `since` when its state began. `lists`: of its matter, as they were then.

    `told` are the materials that notices have named; `due` is none while the clock does not run (before acceptance it does where the limit runs from registration, C-4); `part_of` the joint case
    whose part it is, `parts` the parts of this one, `all_told` whether all had their notice before it was late. `own_due` is what its own clock
    says: of a joint case, `due` is that of its parts, too (C-10).
    """

    id: int
    number: str
    matter: str
    department: str
    clerk: str
    way: CaseWay
    person: str
    registered_by: str = ""
    hands: tuple[str, ...] = ()  # who registered it, and everybody who has handled it
    received: Instant
    since: Instant
    state: CaseState = "registered"
    post: str | None = None
    held_before: tuple[CaseHeld, ...] = ()  # in order; most cases stay with one
    ticket: str | None = None
    ticket_id: int | None = None
    materials: tuple[int, ...] = ()
    brought: bool = False  # papers, after it was registered
    told: tuple[int, ...] = ()
    notices: int = 0
    note_told: bool = False  # a notice that named no material, which acceptance alone answers
    breaches: int = 0
    accept_by: Instant | None = None
    tell_days: int = 0  # working days to `accept_by`, by the figure of then
    bring_by: Instant | None = None  # until when the last notice asked for what is missing
    taken_up: Instant | None = None  # when its acceptance was put on record; `since` is earlier if by silence
    started: str | None = None
    starts_same_day: bool = False
    limit: int = 0
    extended: int = 0
    stops: tuple[CaseStop, ...] = ()
    stop_until: Instant | None = None  # the end of the days that a stop was told to take, while it holds
    stop_over: bool = False  # they are, and it still holds
    due: Instant | None = None
    own_due: Instant | None = None
    overdue: Instant | None = None
    countered: bool = False
    countered_at: Instant | None = None
    part_late: Instant | None = None  # since when a part of it is past its due date (C-10)
    step: int | None = None
    step_since: Instant | None = None
    step_due: Instant | None = None
    step_overdue: bool = False
    mark: CaseMark | None = None
    part_of: int | None = None
    parts: tuple[int, ...] = ()
    all_told: bool = False
    told_late: bool = False  # a part whose department had its notice when the whole was late already
    ended: str | None = None
    end: CaseState | None = None  # how it was decided
    up: bool = False  # at the higher level
    lists: CaseLists = NO_LISTS
    texts: tuple[str, ...] = ()  # private rows: its applicant, and notes, as long as they are kept
    receipts: int = 0  # that were lost
    receipt_out: bool = False  # the short print of the present one is in a hand
    on_the_spot: bool = False  # to be closed there (C-2)
    left_open: bool = (
        False  # to be closed on the spot, and was open when the resident left, or at a day's end
    )
    silent: bool = False  # accepted because nothing was told in time (C-20)
    hand_on_by: Instant | None = None  # to the other departments of a joint case (C-10)
    hand_on_days: int = 0  # to that, as `tell_days`, until it is done or late
    handed_late: bool = False
    deliver_by: Instant | None = None  # of what is decided (C-19)
    deliver_days: int = 0  # to that, as `tell_days`
    delivery_late: bool = False
    agent: str | None = None  # who carries it to the higher level (C-11)
    leg: tuple[CaseLeg, CaseLevel] | None = None  # of that way, the last
    hurried: Instant | None = None  # when it was last
    revision: int = 0  # the version of the fact that last changed anything of it

    def held_at(self, at: Instant) -> tuple[str, str | None]:
        """Whose it was at `at`, and at which post."""
        before = next((one for one in self.held_before if at < one.until), None)
        return (self.clerk, self.post) if before is None else (before.clerk, before.post)

    @property
    def told_outstanding(self) -> tuple[int, ...]:
        """Materials that a notice named, and that have not come."""
        return tuple(sorted(n for n in self.told if n not in self.materials))

    @property
    def is_asked_for(self) -> bool:
        """Something that a notice told has not come yet, or was not answered: it can be told on paper once more."""
        return self.is_in_hand and self.notices > 0 and bool(self.told_outstanding or self.note_told)

    @property
    def is_over(self) -> bool:
        """Nothing more is to be done about it."""
        return self.state in ("refused", "delivered", "taken_back")

    @property
    def is_untouched(self) -> bool:
        """Nothing has happened to it since it was registered, or accepted with that."""
        accepted_later = self.taken_up not in (None, self.received)
        done = (self.notices, self.stops, self.extended, self.parts, self.part_of, self.leg, self.overdue)
        went_on = accepted_later or self.step is not None or self.brought
        return not went_on and not any(done)

    @property
    def is_on_record(self) -> bool:
        """Something of it was done late or wrong (C-2, C-5, C-7, C-8, C-10, C-20, M-1)."""
        late = self.overdue is not None or self.step_overdue or self.stop_over or self.left_open
        return late or self.handed_late or self.silent or self.breaches > 0

    @property
    def is_instant(self) -> bool:
        """To be closed on the spot, and open, accepted or not (C-2)."""
        return self.on_the_spot and self.is_in_hand

    @property
    def stopped(self) -> CaseStop | None:
        """What a window stopped, and has not started again."""
        open_ones = (stop for stop in self.stops if stop.until is None and not stop.is_submitted)
        return next(open_ones, None)

    @property
    def is_past_due(self) -> bool:
        """By its own clock: its record stands; or that was wrong, and yet it is late by its clock (C-7)."""
        if not self.is_in_hand or self.overdue is None:
            return False
        return not self.countered or (self.due is not None and self.due <= self.overdue)

    @property
    def red_since(self) -> Instant | None:
        """Since when its light is red, wherever it is shown or counted: it is past its due date, or a part of it is (C-7, C-10); none: it is not."""
        if not self.is_in_hand:
            return None
        return self.overdue if self.is_past_due else self.part_late

    @property
    def may_be_overdue(self) -> bool:
        """Its due date is yet to come; a record that was wrong leaves a later one to come (C-7)."""
        if not self.is_in_hand or self.overdue is None:
            return self.is_in_hand
        return self.countered and self.due is not None and self.due > self.overdue

    def set_due(self, due: Instant | None) -> None:
        """By its own clock; `due` of a joint case follows its parts besides."""
        self.due = self.own_due = due

    @property
    def is_in_hand(self) -> bool:
        """Not decided on yet."""
        return self.state in OPEN

    @property
    def next_moment(self) -> Instant | None:
        """When time alone next changes something about it: accepted by silence, something of it late, or the case itself."""
        due = self.due if self.may_be_overdue else None
        moments = [self.accept_by, None if self.step_overdue else self.step_due, due]
        moments += [self.hand_on_by, None if self.delivery_late else self.deliver_by]
        moments += [None if self.stop_over else self.stop_until]
        return min((moment for moment in moments if moment is not None), default=None)
