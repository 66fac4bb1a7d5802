"""Go through a whole ledger, fact by fact, and say what is wrong with it."""

from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, Row, select

from server.rules.apply import apply as apply_rules
from server.rules.facts import Entry, PersonErased, Sealed
from server.rules.hall import Hall
from server.storage import tables as t
from server.storage.chain import FIRST, link
from server.storage.checkpoints import schema
from server.storage.finding import Finding
from server.storage.ledger import Apply
from server.storage.reading import UnreadableFact, kind_of, read_fact

AT_ONCE = 5_000


class Walk:
    """The ledger of one hall from its first fact. Iterate over it; then read what it found."""

    def __init__(self, connection: Connection, hall: str, apply: Apply = apply_rules) -> None:
        self._connection, self._hall_key, self._apply = connection, hall, apply
        self.findings: list[Finding] = []
        self.hall = Hall()
        self.kinds: dict[int, str] = {}
        self.sealed: dict[str, tuple[Sealed, int]] = {}
        self.erased: set[str] = set()
        self.whole = True
        self._before, self._version, self._at = FIRST, 0, 0

    def __iter__(self) -> Iterator[list[Entry]]:
        """Entries that could be folded, some thousand at a time; ends where folding is no longer possible."""
        checkpoints = self._checkpoints()
        entries: list[Entry] = []
        for row in self._rows():
            entry = self._examined(row)
            if entry is None or not self._folded(entry):
                self.whole = False
                continue
            entries.append(entry)
            if entry.version in checkpoints:
                self._compare_checkpoint(checkpoints[entry.version], entry)
            if len(entries) == AT_ONCE:
                yield entries
                entries = []
        yield entries

    def _rows(self) -> Iterator[Row[tuple[object, ...]]]:
        mine = select(t.ledger).where(t.ledger.c.hall == self._hall_key).order_by(t.ledger.c.version)
        return iter(self._connection.execution_options(yield_per=AT_ONCE).execute(mine))

    def _examined(self, row: Row[tuple[object, ...]]) -> Entry | None:
        """The entry in a row, whatever is wrong around it; none where it cannot be read."""
        kind = self.kinds[row.version] = row.kind
        if row.version != self._version + 1:
            self._find("version_missing", self._version + 1, "")
        if link(self._before, tuple(row)[:-1]) != row.hash:
            self._find("hash_differs", row.version, kind)
        if row.at < self._at:
            self._find("time_backwards", row.version, kind)
        self._before, self._version, self._at = row.hash, row.version, row.at
        try:
            fact = read_fact(kind, row.fact_version, row.body)
        except (UnreadableFact, msgspec.MsgspecError, LookupError):
            self._find("unreadable", row.version, kind)
            return None
        if kind_of(type(fact)) != kind:
            self._find("kind_differs", row.version, kind)
        return Entry(row.version, row.at, row.due, row.by, fact)  # type: ignore[arg-type]  # all facts

    def _folded(self, entry: Entry) -> bool:
        if not self.whole:
            return False
        for name in entry.fact.__struct_fields__:
            value = getattr(entry.fact, name)
            if isinstance(value, Sealed):
                self.sealed[value.id] = (value, entry.version)
        if isinstance(entry.fact, PersonErased):
            self.erased.update(entry.fact.texts)
        try:
            self._apply(self.hall, entry)
        except Exception as error:
            self._find("apply_fails", entry.version, self.kinds[entry.version], error=type(error).__name__)
            return False
        return True

    def _checkpoints(self) -> dict[int, bytes]:
        mine = select(t.checkpoints.c.version, t.checkpoints.c.state).where(
            t.checkpoints.c.hall == self._hall_key, t.checkpoints.c.schema == schema()
        )
        return {row.version: row.state for row in self._connection.execute(mine)}

    def _compare_checkpoint(self, state: bytes, entry: Entry) -> None:
        """What is derived from the clock (`due`) is not compared: a fold does not know it."""
        try:
            stored = msgspec.json.decode(state, type=Hall)
        except msgspec.MsgspecError:
            stored = Hall()
        if msgspec.structs.replace(stored, due=0) != msgspec.structs.replace(self.hall, due=0):
            self._find("checkpoint_differs", entry.version, self.kinds[entry.version])

    def _find(self, code: str, version: int, kind: str, **values: str | int) -> None:
        self.findings.append(Finding(code, version, kind, values))  # type: ignore[arg-type]  # one of its codes
