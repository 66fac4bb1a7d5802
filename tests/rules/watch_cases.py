"""What must hold of a hall's cases after every order: read off facts and cases, with the calendar written out once more."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from common.words import Instant
from server.rules import facts as f
from server.rules.cases.book import Cases, standing_of, stands_out
from server.rules.cases.case import OPEN, Case
from server.rules.cases.shelf import EMPTY
from server.rules.cases.urgency import urgency
from server.rules.facts import Entry
from server.rules.hall import Hall
from server.rules.setup import Setup
from server.rules.view_cases import CaseTables


def is_off(setup: Setup, at: Instant) -> bool:
    """Whether the day of `at` is none on which limits run: a weekend that is not made up, or a holiday."""
    day = _local(setup, at).date()
    named = day.isoformat()
    calendar = setup.deadlines
    return named not in calendar.work_days and (day.isoweekday() > 5 or named in calendar.off_days)


def local_day(setup: Setup, at: Instant) -> str:
    """The date at the hall."""
    return _local(setup, at).date().isoformat()


def _local(setup: Setup, at: Instant) -> datetime:
    return datetime.fromtimestamp(at / 1000, ZoneInfo(setup.hall.timezone))


def check_cases(hall: Hall, at: Instant) -> None:
    """Dues, indexes, numbers."""
    for case in hall.cases.open.values():
        check_due(hall, case, at)
    check_indexes(hall.cases)
    numbers = [case.number for case in hall.cases.open.values()]
    assert len(set(numbers)) == len(numbers)


def check_due(hall: Hall, case: Case, at: Instant) -> None:
    """Never on a day off, at the hour of the set-up, and never past without its record (C-3, C-7); before acceptance where it runs from registration (C-4)."""
    if case.state not in OPEN or (case.state != "accepted" and case.started is None):
        assert case.due is None or case.state not in OPEN
        return
    if case.due is not None:
        assert not is_off(hall.rules, case.due)
        assert _local(hall.rules, case.due).strftime("%H:%M") == hall.rules.cases.due_time
        assert case.due > at or case.overdue is not None
        assert (
            case.due > at or not case.countered or case.due <= (case.overdue or 0)
        )  # a later one is on record anew
    elif case.parts:
        parts = [hall.cases.open[part] for part in case.parts]
        assert _own_stands(case) or any(
            part.state == "accepted" and part.due is None for part in parts
        )  # it will have one again
    assert (case.due is None) == (_stands(hall, case) or (case.limit == 0 and not case.parts))
    if case.parts and case.due is not None:  # C-10
        parts = [hall.cases.open[part] for part in case.parts]
        dues = [part.due for part in parts if not part.told_late] + ([] if case.all_told else [case.own_due])
        assert case.due == max(due for due in dues if due is not None)


def _stands(hall: Hall, case: Case) -> bool:
    """Whether its clock stands; that of a joint case while one of its parts' does. Late before it was stopped, it is due all the same."""
    if case.parts:
        return _own_stands(case) or any(_stands(hall, hall.cases.open[part]) for part in case.parts)
    return case.due is None and any(stop.until is None for stop in case.stops)


def _own_stands(whole: Case) -> bool:
    """Of a joint case whose own limit holds yet, for not everybody is told (C-10)."""
    return not whole.all_told and whole.own_due is None and any(stop.until is None for stop in whole.stops)


def check_indexes(cases: Cases) -> None:
    """What is kept so that nobody goes through all cases is what going through all of them finds."""
    all_cases = cases.open.values()
    moments = [(case.next_moment, case.id) for case in all_cases if case.next_moment is not None]
    assert cases.moments == sorted(moments)
    whole = [case for case in all_cases if case.part_of is None]
    assert set(cases.ended) == {case.id for case in whole if case.state not in (*OPEN, "taken_back")}
    late = {case.id: case.overdue for case in all_cases if case.state in OPEN and case.overdue is not None}
    assert cases.late == late
    at_work = [case for case in all_cases if not case.is_over]
    assert _ids(cases.by_post) == _by((case.post, case) for case in at_work)
    assert _ids(cases.by_department) == _by((case.department, case) for case in at_work)
    with_ticket = (case for case in at_work if case.ticket_id is not None)
    assert _ids(cases.by_ticket) == _by((str(case.ticket_id), case) for case in with_ticket)
    hands = [(who, case) for case in at_work for who in (case.clerk, case.agent)]
    assert _ids(cases.by_clerk) == _by(hands)
    for index in (cases.by_post, cases.by_department, cases.by_clerk):
        for shelf in index.values():
            assert shelf.places == sorted(urgency(cases.open[case_id]) for case_id in shelf)
    check_lights(cases)


def check_lights(cases: Cases) -> None:
    """The same of what departments, the supervisor and the alarms are told: what is in hand, how it stands, when it is due."""
    in_hand = [case for case in cases.open.values() if case.state in OPEN]
    assert list(cases.in_hand) == [case.id for case in in_hand if case.part_of is None]
    counted = [(case.department, standing_of(case)) for case in in_hand]
    assert {
        (department, standing): n
        for department, counts in cases.standings.items()
        for standing, n in counts.items()
        if n
    } == Counter(counted)
    dated = [case for case in in_hand if standing_of(case) == "dated"]
    assert _ids(cases.dues) == _by((case.department, case) for case in dated)
    assert _ids(cases.by_due) == _by((str(case.due), case) for case in dated if not case.parts)
    watched = {case.id for case in cases.open.values() if stands_out(case)}
    assert _ids(cases.lists).get("watched", set()) == watched
    due = sorted((case.due or 0, case.id) for case in dated if case.part_of is None)
    assert list(cases.lists.get("due", EMPTY)) == [case_id for _, case_id in due]
    waiting = (case for case in cases.open.values() if case.accept_by or case.bring_by)
    by_a_date = {case.id for case in (*dated, *waiting)}
    assert _ids(cases.lists).get("dated", set()) == by_a_date - watched
    red = {case.id: _red(cases, case) for case in in_hand if case.part_of is None}
    assert list(cases.lists.get("late", EMPTY)) == [
        case_id
        for _, case_id in sorted((since, case_id) for case_id, since in red.items() if since is not None)
    ]


def _red(cases: Cases, case: Case) -> Instant | None:
    """Late by its own clock, a countered one only if it is late by that (C-7); else since a part of it is (C-10)."""
    if case.state not in OPEN:
        return None
    parts = (cases.open[part] for part in case.parts)
    late = [part.overdue for part in parts if part.is_past_due and part.overdue is not None]
    return case.overdue if case.is_past_due else min(late, default=None)


def _ids(index: Mapping[str, Iterable[int]]) -> dict[str, set[int]]:
    return {key: set(ids) for key, ids in index.items()}


def _by(pairs: object) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for key, case in pairs:  # type: ignore[attr-defined]
        if key is not None:
            found.setdefault(key, set()).add(case.id)
    return found


class KeptTables:
    """Tables that are kept from one look to the next, as the feed does, beside those that are worked out anew."""

    def __init__(self) -> None:
        self._kept = CaseTables()

    def check(self, hall: Hall) -> set[str]:
        """Row for row the same, and in the same order; the cases that any of them shows."""
        anew, shown = CaseTables(), set[str]()
        looks = [("cases", clerk.id) for clerk in hall.rules.clerks]
        for name, key in [("board", ""), ("departments", ""), ("case_watch", ""), *looks]:
            rows = self._kept.table(hall, name, key)
            assert [*rows.items()] == [*anew.table(hall, name, key).items()], (name, key)
            shown |= rows.keys() if name != "departments" else set()
        return shown


def check_begun(hall: Hall, entry: Entry) -> None:
    """Nothing is due before it was accepted, or its department told; by silence, before it was received (C-3, C-20)."""
    match entry.fact:
        case f.CaseAccepted(due=int(due)):
            assert due > (hall.cases.open[entry.fact.case].received if entry.fact.silent else entry.due)
        case f.DepartmentNotified(due=due):
            assert due > entry.due


class Overdue:
    """Each case becomes overdue at its own due moment, while it was in hand; again at a later one, if the record was wrong (C-7).

    Each record names whoever held the case then, and covered its post; of the time before the last set-up the cover may be unknown.
    """

    def __init__(self) -> None:
        self.seen: set[tuple[int, Instant]] = set()
        self.held: dict[int, list[tuple[Instant, str, str | None]]] = {}
        self.served: dict[str, list[tuple[Instant, str | None, str | None]]] = {}
        self.set_up: Instant = 0

    def check(self, hall: Hall, entry: Entry) -> None:
        """`hall` is the one that `entry` found."""
        match entry.fact:
            case f.CaseOverdue():
                self._on_record(hall, entry)
            case f.CaseRegistered(case=case) | f.CaseHandedOn(case=case) | f.DepartmentNotified(part=case):
                self.held.setdefault(case, []).append((entry.due, entry.fact.clerk, entry.fact.post))
            case f.CoverChanged(post=post, clerk=clerk, state=state):
                self.served.setdefault(post, []).append((entry.due, clerk, state))
            case f.DayClosed():
                for spans in self.served.values():
                    spans.append((entry.due, None, None))
            case f.HallImported():
                self.set_up = entry.due

    def _on_record(self, hall: Hall, entry: Entry) -> None:
        assert isinstance(entry.fact, f.CaseOverdue)
        case = hall.cases.open[entry.fact.case]
        assert (case.id, entry.fact.was_due) not in self.seen
        assert case.state == "accepted" or (case.state in OPEN and case.started is not None)  # decision 0238
        assert case.overdue is None or (case.countered and case.overdue < entry.fact.was_due)
        assert case.due == entry.fact.was_due == entry.due
        _, clerk, post = [one for one in self.held[case.id] if one[0] <= entry.due][-1]
        assert entry.fact.clerk == clerk
        if entry.due >= self.set_up:
            then = [one for one in self.served.get(post or "", []) if one[0] <= entry.due]
            _, served, cover = then[-1] if then else (0, None, None)
            assert (entry.fact.covered_by or clerk, entry.fact.cover) == (served or clerk, cover)
        self.seen.add((case.id, entry.fact.was_due))
