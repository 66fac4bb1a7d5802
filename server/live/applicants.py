"""Whose case it is, as rows may show it: the masked name, read from the private texts once and remembered masked."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy.exc import SQLAlchemyError

from common.masking import STAR, masked
from common.row import Row
from common.rows_cases import CaseBoardRow, CaseRow
from server.rules.cases.case import Case
from server.rules.hall import Hall

Texts = Callable[[Sequence[str]], Mapping[str, str]]
"""The private texts of these ids, of which some may be erased."""
REMEMBERED = 20_000


class Shown(NamedTuple):
    """A table without its applicants, and with them. `read`: no name is missing because it could not be read."""

    rows: Mapping[str, Row]
    named: Mapping[str, Row]
    read: bool = True


class Applicants:
    """The masked names of a hall's applicants. A name itself is never kept."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._masked: dict[str, str] = {}

    def with_names(self, hall: Hall, rows: Mapping[str, Row], before: Shown | None = None) -> Shown:
        """The rows with their applicants, whose names are read where they are not known; a public row of a sensitive matter has none (P-6).

        A row that stands in `before` too is taken from there.
        """
        if before is None or not before.read:
            before = Shown({}, {})
        if rows is before.rows:
            return before
        fresh = {key: row for key, row in rows.items() if before.rows.get(key) is not row}
        bearing = (row for row in map(_with_applicant, fresh.values()) if row is not None)
        cases = {row.id: hall.cases.open[row.id] for row in bearing}
        read = self._read({case.person for case in cases.values()})
        named = {key: before.named.get(key, row) for key, row in rows.items()}
        named |= {key: self._named(row, cases) for key, row in fresh.items()}
        return Shown(rows, named, read)

    def _named(self, row: Row, cases: Mapping[int, Case]) -> Row:
        case = cases.get(row.id) if isinstance(row, CaseBoardRow | CaseRow) else None
        if case is None:
            return row
        return msgspec.structs.replace(row, applicant=self._masked.get(case.person, STAR))

    def _read(self, persons: set[str]) -> bool:
        """What is not known yet. A disk that cannot be read is no reason to show no case: stars are shown until it can."""
        unknown = {person for person in persons if person not in self._masked}
        if not unknown:
            return True
        if len(self._masked) > REMEMBERED:
            self._masked.clear()
            unknown = persons
        try:
            found = self._texts(sorted(unknown))
        except SQLAlchemyError:
            return False
        self._masked |= {person: masked(name_in(text)) for person, text in found.items()}
        return True


def _with_applicant(row: Row) -> CaseBoardRow | CaseRow | None:
    """The row, if it is one that shows an applicant."""
    if isinstance(row, CaseRow) or (isinstance(row, CaseBoardRow) and row.department.zh):
        return row
    return None


def name_in(text: str) -> str:
    """The name in an applicant's private text."""
    person: Any = json.loads(text)
    return str(person["name"])
