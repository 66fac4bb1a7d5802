"""The rows that a batch works on, in memory, before they are written whole."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from server.rules import facts as f
from server.rules.facts import Entry

Row = dict[str, Any]
Key = int | tuple[int, int]


@dataclass(slots=True)
class Sheet:
    """Rows of one table by their key: those that stand in the database, and what the batch makes of them."""

    stored: dict[Key, Row] = field(default_factory=dict)
    changed: dict[Key, Row] = field(default_factory=dict)
    added: dict[Key, Row] = field(default_factory=dict)

    def __getitem__(self, key: Key) -> Row:
        return self.added[key] if key in self.added else self.stored[key]

    def add(self, key: Key, row: Row) -> None:
        """A new row."""
        self.added[key] = row

    def change(self, key: Key, **values: Any) -> Row:
        """Set `values` in a row, new or stored."""
        row = self[key]
        row.update(values)
        if key in self.stored:
            self.changed[key] = row
        return row


@dataclass(slots=True)
class Sheets:
    """All that `project` reads and writes. `day` is the civil day that is open, or was last."""

    hall: str
    day: str = ""
    tickets: Sheet = field(default_factory=Sheet)
    periods: Sheet = field(default_factory=Sheet)  # by ticket and opening fact: a day's end opens many
    calls: Sheet = field(default_factory=Sheet)
    days: Sheet = field(default_factory=Sheet)
    covers: Sheet = field(default_factory=Sheet)
    handovers: Sheet = field(default_factory=Sheet)
    absences: Sheet = field(default_factory=Sheet)
    appointments: Sheet = field(default_factory=Sheet)
    sittings: Sheet = field(default_factory=Sheet)
    aways: Sheet = field(default_factory=Sheet)
    takeovers: Sheet = field(default_factory=Sheet)
    spot_checks: Sheet = field(default_factory=Sheet)
    cases: Sheet = field(default_factory=Sheet)
    case_facts: Sheet = field(default_factory=Sheet)
    filed_stubs: Sheet = field(default_factory=Sheet)
    open_day: int | None = None
    open_covers: dict[str, int] = field(default_factory=dict)  # post → its open row
    open_sittings: dict[str, int] = field(default_factory=dict)  # clerk → the open row
    open_aways: dict[tuple[str, str], int] = field(default_factory=dict)  # clerk and "away" or "silent" → it
    open_takeovers: dict[str, int] = field(default_factory=dict)  # post → it


@dataclass(frozen=True, slots=True)
class Needs:
    """Which stored rows must be on the sheets before `entries` are projected."""

    tickets: frozenset[int]
    handovers: frozenset[int]
    open_rows: bool  # the open day, and the open covers, sittings, aways and takeovers
    appointments: frozenset[int] = frozenset()
    cases: frozenset[int] = frozenset()
    filed_stubs: frozenset[int] = frozenset()

    @property
    def none(self) -> bool:
        """Nothing: the batch only issues."""
        rows = (self.tickets, self.handovers, self.appointments, self.cases, self.filed_stubs)
        return not (self.open_rows or any(rows))


OPEN_ROWS = (
    f.DayOpened, f.DayClosed, f.HallImported, f.CoverChanged, f.CoverMeasured, f.ClerkSatDown, f.ClerkStoodUp,
    f.ClerkSteppedAway, f.ClerkCameBack, f.TerminalWentSilent, f.TerminalHeard,
)  # fmt: skip
"""Facts that end or change what is open."""


def needs(entries: Iterable[Entry]) -> Needs:
    """What `entries` touch and do not themselves create."""
    created: set[int] = set()
    tickets: set[int] = set()
    handovers: set[int] = set()
    appointments: set[int] = set()
    cases: set[int] = set()
    stubs: set[int] = set()
    open_rows = False
    for entry in entries:
        fact = entry.fact
        open_rows = open_rows or isinstance(fact, OPEN_ROWS)
        appointments.update(_appointments_of(fact))
        cases.update(_cases_of(fact))
        if isinstance(fact, f.HandoverAcknowledged):
            handovers.add(fact.handover)
        elif isinstance(fact, f.StubTakenBack):
            stubs.add(fact.stub)
        elif isinstance(fact, _CREATED):
            created.add(entry.version)
        else:
            tickets.update(_tickets_of(fact))
    known = (frozenset(wanted - created) for wanted in (tickets, handovers, appointments, cases, stubs))
    tickets_needed, handovers_needed, *more = known
    return Needs(tickets_needed, handovers_needed, open_rows, *more)


_CREATED = (
    f.TicketIssued, f.HandoverOpened, f.AppointmentBooked, f.CaseRegistered, f.DepartmentNotified, f.StubFiled,
)  # fmt: skip
"""Each is named by its own version."""


def _tickets_of(fact: f.Fact) -> tuple[int, ...]:
    match fact:
        case f.DayClosed(carried=carried, lapsed=lapsed):
            return (*carried, *lapsed)
        case f.DayOpened(returned=returned):
            return returned
        case f.HallImported(released=released):
            return released
    ticket: int | None = getattr(fact, "ticket", None)
    return () if ticket is None else (ticket,)


def _appointments_of(fact: f.Fact) -> tuple[int, ...]:
    match fact:
        case f.TicketIssued(appointment=appointment) if appointment is not None:
            return (appointment,)
        case f.AppointmentCancelled(appointment=appointment):
            return (appointment,)
        case f.TicketVoided(appointment=appointment) if appointment is not None:
            return (appointment,)
        case f.DayClosed(unkept=unkept):
            return unkept
    return ()


def _cases_of(fact: f.Fact) -> tuple[int, ...]:
    match fact:
        case f.CaseRegistered() | f.PersonSeen() | f.PersonErased() | f.PaperAsked() | f.PaperEnded():
            return ()
        case f.DuesMoved(dues=dues):
            return tuple(dues)
        case f.DayClosed(left_open=left_open):
            return left_open
    case_id: int | None = getattr(fact, "case", None)
    return () if case_id is None else (case_id,)
