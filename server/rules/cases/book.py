"""The cases of a hall in memory, and what is kept of them so that nobody goes through all."""

from bisect import bisect_left, insort
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import msgspec

from common.words import Instant
from server.rules.cases.case import Case
from server.rules.cases.papers import CasePaper
from server.rules.cases.served import Served
from server.rules.cases.shelf import Place, Shelf
from server.rules.cases.urgency import urgency

Index = dict[str, Shelf]
Standing = Literal["waiting", "red", "yellow", "green", "dated"]
"""Under which light a department counts it; `dated`: its due date and the day say."""


class CaseTally(msgspec.Struct):
    """A department's cases today (P-3). `overdue`: those that became so."""

    accepted: int = 0
    closed: int = 0
    on_time: int = 0
    overdue: int = 0


class Cases(msgspec.Struct):
    """The cases of a hall that are not over, by id, what changed last at the end; those that ended today besides.

    `moments` holds each one's `next_moment` in order; `calendar` names the days and figures that dues were computed with.
    `over` are cases whose private texts are kept for a while yet, from when, in that order.
    `served` tells by post who served it when days ended, as far back as the oldest case that is not history, and who serves it now.
    `papers` are short prints of the last minutes. `today` are the figures of the day `tallied_on`.

    All else is a view of `open`. `revision` is the version of the fact that is applied. What boards show, which is no part of a joint case: `in_hand` has the
    order of `open`, `ended` that in which they ended or were handed over, whatever else is done about them since (P-4). `by_clerk` (handler and
    agent), `by_post`, `by_department`, `by_ticket`: whatever is not over, by urgency. `standings`: how many a department has of each. What is dated: by department in
    `dues`, by its due date, and by due date in `by_due`, what stands longest first; a joint case there by its parts. `lists`:
    see `_lists`.
    """

    open: dict[int, Case] = {}
    counters: dict[str, int] = {}  # year → last number given
    moments: list[tuple[Instant, int]] = []
    calendar: str = ""
    over: dict[int, tuple[Instant, tuple[str, ...]]] = {}
    late: dict[int, Instant] = {}
    in_hand: dict[int, None] = {}
    ended: dict[int, None] = {}
    by_clerk: Index = {}
    by_post: Index = {}
    by_department: Index = {}
    by_ticket: Index = {}
    dues: Index = {}
    by_due: Index = {}
    lists: Index = {}
    standings: dict[str, dict[Standing, int]] = {}
    revision: int = 0
    instant: dict[int, None] = {}  # to be closed on the spot, and neither closed nor told of (C-2)
    today: dict[str, CaseTally] = {}
    tallied_on: str = ""
    served: dict[str, list[Served]] = {}
    papers: dict[int, CasePaper] = {}
    past_overdue: dict[int, str] = {}  # history whose overdue record stands: by id its number (C-7)

    def tally(self, department: str, day: str) -> CaseTally:
        """A department's figures of `day`, the last that any are kept of; of an earlier one they are not kept."""
        if day > self.tallied_on:
            self.today, self.tallied_on = {}, day
        return self.today.setdefault(department, CaseTally()) if day == self.tallied_on else CaseTally()

    @contextmanager
    def change(self, case: Case) -> Iterator[None]:
        """While anything of it changes, it stands in no order but that of its changes; in that, a sensitive one moves with its state alone (P-6)."""
        was = case.state
        self._changing(case)
        yield
        if case.state != was:  # it ended, or was handed over: a change that every board shows
            self.ended.pop(case.id, None)
        if case.state != was or not case.lists.sensitive:
            self.in_hand.pop(case.id, None)
        self.changed(case)

    def _changing(self, case: Case) -> None:
        if (moment := case.next_moment) is not None:
            index = bisect_left(self.moments, (moment, case.id))
            if self.moments[index : index + 1] == [(moment, case.id)]:
                del self.moments[index]
        if case.id in self.open:
            self._forget(case)

    def changed(self, case: Case) -> None:
        """Where it stands now; also a case that is new."""
        case.revision = self.revision
        self.open.pop(case.id, None)
        self.open[case.id] = case
        self._index(case)
        if (moment := case.next_moment) is not None:
            insort(self.moments, (moment, case.id))

    def gone(self, case: Case) -> None:
        """It is history."""
        self._changing(case)
        self.in_hand.pop(case.id, None)
        self.ended.pop(case.id, None)
        if case.overdue is not None and not case.countered:
            self.past_overdue[case.id] = case.number
        del self.open[case.id]

    def whole_of(self, case: Case) -> Case | None:
        """The joint case that it is a part of."""
        return self.open.get(case.part_of) if case.part_of is not None else None

    def dating(self, whole: Case) -> list[Case]:
        """Those by whose dates it is due: its parts that were told in time, and its own limit unless all were (C-10)."""
        parts = (self.open[part] for part in whole.parts)
        timely = [part for part in parts if not part.told_late]
        return timely if whole.all_told else [whole, *timely]

    def _index(self, case: Case) -> None:
        if case.state != "taken_back" and case.part_of is None:  # else on no board
            (self.in_hand if case.is_in_hand else self.ended).setdefault(case.id)
        if is_late(case):
            self.late[case.id] = case.overdue or 0
        if case.is_instant and not case.left_open:
            self.instant[case.id] = None
        self._count(case, 1)
        for index, key, place in self._places(case):
            index.setdefault(key, Shelf()).put(place, self.revision)

    def _forget(self, case: Case) -> None:
        for one in (self.late, self.instant):
            one.pop(case.id, None)
        self._count(case, -1)
        for index, key, place in self._places(case):
            shelf = index.get(key, Shelf())
            shelf.take(place, self.revision)
            if not shelf:
                index.pop(key, None)

    def _count(self, case: Case, by: int) -> None:
        if not case.is_in_hand:
            return
        counts = self.standings.setdefault(case.department, {})
        standing = standing_of(case)
        counts[standing] = counts.get(standing, 0) + by
        if not any(counts.values()):
            del self.standings[case.department]

    def _places(self, case: Case) -> Iterator[tuple[Index, str, Place]]:
        """Where it is looked up, and where it stands there."""
        if case.is_over:
            return
        urgent = urgency(case)
        yield self.by_department, case.department, urgent
        for clerk in {case.clerk, case.agent} - {None}:
            yield self.by_clerk, clerk or "", urgent
        if case.post is not None:
            yield self.by_post, case.post, urgent
        if case.ticket_id is not None:
            yield self.by_ticket, str(case.ticket_id), urgent
        for name, place in _lists(case, urgent):
            yield self.lists, name, place
        if case.due is not None and standing_of(case) == "dated":
            yield self.dues, case.department, (1, case.due, case.id, case.revision)
            if not case.parts:
                yield self.by_due, str(case.due), (1, case.since, case.id, case.revision)


def _lists(case: Case, urgent: Place) -> Iterator[tuple[str, Place]]:
    """Of boards `late`, by when it became so, and `due`, by when it is. Of the supervisor `watched`: whatever stands out, by urgency; `dated`: what only a
    date brings there, that of silence (C-20), or until when papers are to come.
    """
    on_boards = case.part_of is None and not case.lists.sensitive
    if case.red_since is not None and on_boards:
        yield "late", (1, case.red_since, case.id, case.revision)
    if case.due is not None and on_boards and case.is_in_hand and standing_of(case) == "dated":
        yield "due", (1, case.due, case.id, case.revision)
    if stands_out(case):
        yield "watched", urgent
    elif (first := _first_date(case)) is not None:
        yield "dated", (1, first, case.id, case.revision)


def _first_date(case: Case) -> Instant | None:
    """What only a date brings to the supervisor's list: before acceptance the first of three."""
    due = case.due if standing_of(case) == "dated" else None
    return min((date for date in (due, case.accept_by, case.bring_by) if date is not None), default=None)


def is_late(case: Case) -> bool:
    """In hand, and once past its due date, countered or not."""
    return case.is_in_hand and case.overdue is not None


def standing_of(case: Case) -> Standing:
    """As far as its facts say, whatever day it is; it is in hand."""
    if case.red_since is not None:
        return "red"
    if case.due is not None and case.is_in_hand:
        return "dated"
    if case.state != "accepted":
        return "waiting"
    return "yellow" if case.left_open else "green"


def stands_out(case: Case) -> bool:
    """Marked ones to the end (C-17); a result that is not handed over in time (C-19); of open ones what was done late or wrong."""
    if case.is_over:
        return False
    if not case.is_in_hand:
        return case.mark is not None or case.delivery_late
    late = case.is_on_record or case.red_since is not None
    delayed = case.part_of is not None and case.notices > 0  # a part that waits for papers (C-10)
    noted = case.mark is not None or case.hurried is not None or case.extended > 0  # filed (C-6)
    return late or delayed or noted


def instants_left_open(cases: Cases) -> tuple[int, ...]:
    """Cases to be closed on the spot that are open, and were not told of before (C-2)."""
    return tuple(sorted(cases.instant))
