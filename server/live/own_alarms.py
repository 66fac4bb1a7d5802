"""What the server has to say of itself and cannot put into the ledger: shown to supervisors, never a fact.

A disk that takes nothing is the plainest case: the alarm about it could not be stored either.
"""

from collections.abc import Callable

from common.rows import AlarmRow
from common.words import Instant
from server.live.applicants import Applicants, Shown
from server.live.audiences import KeptViews, clerk_of
from server.live.feed import Rows
from server.rules.hall import Hall

OF_CASES = frozenset({"board", "cases", "case_watch"})


class OwnAlarms(KeptViews):
    """The views of the rules, and among their alarms these. `fresh`: something changed since it was last said.

    The alarms of the rules are remembered as they were when last looked at: a hall that cannot be read is no
    reason to say nothing.
    """

    def __init__(self, applicants: Applicants, waits: Callable[[Hall], Rows]) -> None:
        super().__init__()
        self._applicants, self._waits = applicants, waits
        self._shown: dict[tuple[str, str], Shown] = {}
        self._faults: dict[str, tuple[str, Instant]] = {}
        self._ruled: Rows = {}
        self._parts: set[str] = set()
        self.fresh = False

    def set(self, part: str, fault: str | None, at: Instant) -> None:
        """`part` of the server (`server:storage`) has this fault from `at` on, if not before; none: it is well."""
        known, _ = self._faults.get(part, (None, 0))
        if known == fault:
            return
        self.fresh = True
        self._parts.add(part)
        if fault is None:
            del self._faults[part]
        else:
            self._faults[part] = fault, at

    def table(self, hall: Hall, audience: str, name: str) -> Rows:
        """As the rules have it; an alarm here takes the place of an older one about the same part."""
        if name == "waits":
            return self._waits(hall)
        rows = super().table(hall, audience, name)
        if name in OF_CASES:
            return self._with_applicants(hall, rows, (clerk_of(audience), name))
        if name != "alarms":
            return rows
        self._ruled = rows
        return self.alarms()

    def _with_applicants(self, hall: Hall, rows: Rows, table: tuple[str, str]) -> Rows:
        shown = self._applicants.with_names(hall, rows, self._shown.get(table))
        self._shown[table] = shown
        return shown.named

    def has_names(self, name: str) -> bool:
        """Whether every name of table `name` could be read when anybody last looked at it."""
        return all(shown.read for (_, table), shown in self._shown.items() if table == name)

    def alarms(self) -> Rows:
        """The table of alarms, without a look at the hall."""
        return {**self._ruled, **self._rows()} if self._faults else self._ruled

    def parts(self) -> list[str]:
        """The ids of the alarms about whatever was ever at fault."""
        return [_id_of(part) for part in sorted(self._parts)]

    def _rows(self) -> Rows:
        return {
            _id_of(part): AlarmRow(id=_id_of(part), kind="device", subject=part, since=since, detail=fault)
            for part, (fault, since) in self._faults.items()
        }


def _id_of(part: str) -> str:
    return f"device:{part}"
