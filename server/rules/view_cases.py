"""The tables of cases: the public board, a clerk's own, the supervisor's. Days are counted to the civil day that it is (`day_now`).

Who applied is not known here: the edge puts the masked name to a row by its id (P-2).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain, islice
from typing import NamedTuple

import msgspec

from common.rows import Row
from common.rows_cases import CaseBoardRow, DepartmentRow
from common.words import Instant
from server.rules.cases.book import Cases
from server.rules.cases.case import Case
from server.rules.cases.dues import at_end_of
from server.rules.cases.shelf import EMPTY, Place, Shelf
from server.rules.cases.workdays import working_day_after
from server.rules.civil import day_now
from server.rules.cover import posts_served_by
from server.rules.hall import Hall
from server.rules.planned import clerk_of
from server.rules.setup import Setup
from server.rules.view_case_rows import Stand, board_row, case_row, stand_of
from server.rules.view_papers import papers

Rows = Mapping[str, Row]
Posts = tuple[str, ...]
Stamp = tuple[Posts, tuple[int, ...]]
"""The posts that the clerk serves, and the revisions of what a table is taken from."""
ENDED_SHOWN, CHANGED_SHOWN = 8, 4
DECIDING = frozenset({"chief_representative", "department_head"})
OWN_SHOWN = 200
"""Rows of a clerk or a supervisor at most: the most urgent; the rest is found by number."""


class _Ground(NamedTuple):
    """What every row stands on: of another one nothing that was kept is worth anything."""

    cases: Cases
    setup: Setup
    today: str
    opened: str

    def is_of(self, hall: Hall, today: str) -> bool:
        """The very same book and set-up: two that say the same may have come about otherwise."""
        same = self.cases is hall.cases and self.setup is hall.setup
        return same and (self.today, self.opened) == (today, hall.day)


class _Kept(NamedTuple):
    """A table, what it was taken from, and its rows with their ids, by case and revision."""

    stamp: Stamp
    rows: Rows
    entries: Mapping[tuple[int, int], tuple[str, Row]]


NOTHING = _Kept(((), ()), {}, {})


class CaseTables:
    """The tables of a hall's cases. Each is kept until something changes on the shelves that it is taken from, and then only the rows
    of what changed are worked out again: what an event costs does not depend on how many cases are open.

    `worked_out` counts rows.
    """

    def __init__(self) -> None:
        self.worked_out = 0
        self._ground: _Ground | None = None
        self._kept: dict[tuple[str, str], _Kept] = {}
        self._stands: dict[int, tuple[int, Stand]] = {}

    def table(self, hall: Hall, name: str, key: str = "") -> Rows:
        """One of `CASES`, `key` is a clerk; the same object as before where nothing has changed."""
        today = day_now(hall)
        if self._ground is None or not self._ground.is_of(hall, today):
            self._ground = _Ground(hall.cases, hall.rules, today, hall.day)
            self._kept, self._stands = {}, {}
        return CASES[name](self, hall, key)

    def board(self, hall: Hall, _key: str) -> Rows:
        """Overdue first, then nearly due, then what changed last; and what ended last (P-1, P-4). Of sensitive matters by what changed last (P-6)."""
        kept, stamp = self._kept.get(("board", ""), NOTHING), _whole_book(hall)
        if kept.stamp == stamp:
            return kept.rows
        chosen = (hall.cases.open[case_id] for case_id in _on_board(hall))
        entries = {
            (case.id, case.revision): (str(case.id), self._board_row(hall, case, place, kept))
            for place, case in enumerate(chosen)
        }
        return self._keep("board", "", _Kept(stamp, dict(entries.values()), entries))

    def departments(self, hall: Hall, _key: str) -> Rows:
        """Of every department that has a matter."""
        kept, stamp = self._kept.get(("departments", ""), NOTHING), _whole_book(hall)
        if kept.stamp == stamp:
            return kept.rows
        return self._keep("departments", "", _Kept(stamp, _departments(hall), {}))

    def of_clerk(self, hall: Hall, key: str) -> Rows:
        """One's own, those of the posts that one serves for another (AB-16), and of the department where one decides (C-18)."""
        served = tuple(post.id for post in posts_served_by(hall, key))
        shelves = [hall.cases.by_clerk.get(key, EMPTY), _decided_by(hall, key)]
        shelves += [hall.cases.by_post.get(post, EMPTY) for post in served]
        places = [shelf.places[:OWN_SHOWN] for shelf in shelves]
        return self._list("cases", hall, key, (served, _revisions(shelves)), places)

    def watch(self, hall: Hall, _key: str) -> Rows:
        """Overdue, nearly due, marked, extended, hurried, and whatever was done late or wrong (S-1)."""
        watched, dated = (hall.cases.lists.get(name, EMPTY) for name in ("watched", "dated"))
        near = dated.places[: min(OWN_SHOWN, dated.up_to(_yellow_until(hall)))]
        stamp = (), _revisions((watched, dated))
        return self._list("case_watch", hall, "", stamp, [watched.places[:OWN_SHOWN], near])

    def _list(self, name: str, hall: Hall, key: str, stamp: Stamp, orders: list[list[Place]]) -> Rows:
        """The first of them, as the clerk `key` sees them, or whoever only watches."""
        kept = self._kept.get((name, key), NOTHING)
        if kept.stamp == stamp:
            return kept.rows
        served = stamp[0]
        known = kept.entries if kept.stamp[0] == served else {}  # else rights are others
        entries = {
            seen: known.get(seen) or self._entry(hall, key, seen[0], served)
            for seen in (place[2:] for place in _merged(orders))
        }
        return self._keep(name, key, _Kept(stamp, dict(entries.values()), entries))

    def _entry(self, hall: Hall, key: str, case_id: int, served: Posts) -> tuple[str, Row]:
        self.worked_out += 1
        case = hall.cases.open[case_id]
        covered = case.post in served and key not in (case.clerk, case.agent)
        return str(case_id), case_row(hall, case, key, covered=covered, stand=self._stand(hall, case))

    def _board_row(self, hall: Hall, case: Case, place: int, kept: _Kept) -> Row:
        _, row = kept.entries.get((case.id, case.revision), ("", None))
        if isinstance(row, CaseBoardRow):
            return row if row.place == place else msgspec.structs.replace(row, place=place)
        self.worked_out += 1
        return board_row(hall, case, place, self._stand(hall, case))

    def _stand(self, hall: Hall, case: Case) -> Stand:
        """However many look at it, its clock is walked once a day."""
        known = self._stands.get(case.id)
        if known is None or known[0] != case.revision:
            known = self._stands[case.id] = case.revision, stand_of(hall, case)
        return known[1]

    def _keep(self, name: str, key: str, kept: _Kept) -> Rows:
        self._kept[name, key] = kept
        return kept.rows


def _whole_book(hall: Hall) -> Stamp:
    return (), (hall.cases.revision,)


def _revisions(shelves: Iterable[Shelf]) -> tuple[int, ...]:
    return tuple(shelf.revision for shelf in shelves)


def _merged(orders: list[list[Place]]) -> list[Place]:
    """The first places of all, in order; a case has the same one wherever it stands."""
    filled = [places for places in orders if places]
    if len(filled) < 2:
        return filled[0] if filled else []
    return list(dict.fromkeys(sorted(chain(*filled))))[:OWN_SHOWN]


# -- the board --------------------------------------------------------------------------------------


def _on_board(hall: Hall) -> list[int]:
    """However many are overdue, a few places are kept for what changed last: a change is on every board at once."""
    chosen = list(islice(_by_urgency(hall), hall.rules.cases.board_rows))
    if left_out := [case_id for case_id in islice(_recent(hall), CHANGED_SHOWN) if case_id not in chosen]:
        chosen[-len(left_out) :] = left_out
    return chosen + list(islice(reversed(hall.cases.ended), ENDED_SHOWN))


def _by_urgency(hall: Hall) -> Iterator[int]:
    """Ids of cases in hand, each once."""
    seen: set[int] = set()
    for ids in (hall.cases.lists.get("late", EMPTY), _nearly_due(hall), _recent(hall)):
        for case_id in ids:
            if case_id not in seen:
                seen.add(case_id)
                yield case_id


def _recent(hall: Hall) -> Iterator[int]:
    """In hand, what changed last first."""
    return reversed(hall.cases.in_hand)


def _nearly_due(hall: Hall) -> Iterator[int]:
    """Those that are yellow because of their due date, the first due first."""
    dues = hall.cases.lists.get("due", EMPTY)
    return islice(dues, dues.up_to(_yellow_until(hall)))


def _yellow_until(hall: Hall) -> Instant:
    """What is due by then is nearly due today."""
    days = max(hall.rules.cases.yellow_days, 1)
    return at_end_of(
        hall.rules, working_day_after(hall.rules.deadlines, date.fromisoformat(day_now(hall)), days)
    )


# -- departments ------------------------------------------------------------------------------------


def _departments(hall: Hall) -> Rows:
    cases, last = hall.cases, _yellow_until(hall)
    own = {matter.department for matter in hall.rules.matters} | cases.standings.keys() | cases.today.keys()
    return {
        item.id: DepartmentRow(
            id=item.id, name=item.name, **_figures(hall, item.id), **_lights(cases, item.id, last)
        )
        for item in hall.rules.departments
        if item.id in own
    }


def _figures(hall: Hall, department: str) -> dict[str, int]:
    tally = hall.cases.today.get(department) if hall.cases.tallied_on == day_now(hall) else None
    names = ("accepted", "closed", "on_time", "overdue")
    return {name: getattr(tally, name) for name in names} if tally is not None else {}


def _lights(cases: Cases, department: str, yellow_until: Instant) -> dict[str, int]:
    """How many open cases are under which light."""
    counts, dues = cases.standings.get(department, {}), cases.dues.get(department, EMPTY)
    yellow = dues.up_to(yellow_until)
    return {
        "waiting": counts.get("waiting", 0),
        "red": counts.get("red", 0),
        "yellow": counts.get("yellow", 0) + yellow,
        "green": counts.get("green", 0) + len(dues) - yellow,
    }


def _decided_by(hall: Hall, key: str) -> Shelf:
    """All of the department, for its chief representative, who decides and hurries, and its head."""
    clerk = clerk_of(hall, key)
    if clerk is None or not DECIDING & {*clerk.duties}:
        return EMPTY
    return hall.cases.by_department.get(clerk.department, EMPTY)


CASES: dict[str, Callable[[CaseTables, Hall, str], Rows]] = {
    "board": CaseTables.board,
    "departments": CaseTables.departments,
    "cases": CaseTables.of_clerk,
    "case_watch": CaseTables.watch,
}


def _anew(name: str) -> Callable[[Hall, str], Rows]:
    """The whole table, with nothing kept."""
    return lambda hall, key: CaseTables().table(hall, name, key)


CASE_TABLES: dict[str, Callable[[Hall, str], Rows]] = {
    **{name: _anew(name) for name in CASES},
    "papers": papers,
}
