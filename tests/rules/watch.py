"""What must hold of every hall after every order: read off the facts and the hall, with no rule of its own."""

from collections.abc import Iterable

import msgspec

from common.fold import View, merge
from common.messages import Announcement, Change, TicketState
from common.rows import CALLS_MOST, AnyRow
from common.words import Instant
from server.rules import facts as f
from server.rules import view
from server.rules.apply import apply
from server.rules.cover import who_serves
from server.rules.facts import Entry
from server.rules.hall import IN_HAND, Cover, Hall, Key
from server.rules.touched import announcement, touched, turned

LIVE: tuple[TicketState, ...] = ("waiting", "called", "serving", "held", "missed")
AUDIENCES = ("wall", "window:1", "kiosk", "clerk:A1", "clerk:A2", "clerk:A4", "supervisor")

MOVES: dict[type[f.Fact], tuple[tuple[str, ...], str]] = {
    f.TicketCalled: (("waiting",), "called"),
    f.TicketRecalled: (("called",), "called"),
    f.ServiceStarted: (("called",), "serving"),
    f.ServiceFinished: (("serving",), "finished"),
    f.TicketHeld: (("called", "serving"), "held"),
    f.TicketResumed: (("held",), "serving"),
    f.TicketPutBack: (("called",), "waiting"),
    f.TicketTransferred: (("called", "serving", "held"), "waiting"),
    f.TicketMissed: (("called",), "missed"),
    f.MissUndone: (("missed",), "called"),
    f.FinishUndone: (("finished", "waiting"), "serving"),
    f.TicketSteppedBack: (("waiting", "called"), "waiting"),
    f.TicketWentOn: (("serving",), "waiting"),
    f.TicketReEntered: (("missed", "waiting"), "waiting"),
    f.TicketWithdrawn: (("waiting", "called", "held", "missed"), "withdrawn"),
    f.TicketVoided: (("waiting",), "voided"),
    f.TicketServedByHand: (("waiting",), "finished"),
    f.TicketTakenBack: (("waiting", "finished", "withdrawn", "lapsed"), "voided"),
}
"""Every move of a ticket: from which states, to which."""


def same(one: Hall, other: Hall) -> bool:
    """All that a hall is, apart from what is derived."""
    kept, other.due = other.due, one.due
    try:
        return one == other
    finally:
        other.due = kept


def copy(hall: Hall) -> Hall:
    """As a checkpoint keeps it."""
    return msgspec.json.decode(msgspec.json.encode(hall), type=Hall)


SPOKEN: dict[type[f.Fact], str] = {
    f.TicketCalled: "called",
    f.TicketRecalled: "recalled",
    f.TicketMissed: "missed",
    f.CoverChanged: "cover",
}
"""What everybody is told once, and nothing else."""


class Periods:
    """Each ticket's periods, from the facts alone."""

    def __init__(self) -> None:
        self.state: dict[int, str] = {}
        self.periods: dict[int, list[tuple[str, Instant, Instant | None]]] = {}
        self.numbers: set[tuple[str, str]] = set()
        self.moved: set[int] = set()  # by the resident's own doing: their place is not that of their issue
        self.claims: dict[int, Instant] = {}
        self.day = ""

    def take(self, entry: Entry) -> None:
        """Follow one fact."""
        fact = entry.fact
        if isinstance(fact, f.DayOpened):
            self.day = fact.day
            for ticket in fact.returned:
                assert self.state[ticket] == "waiting"
                self._end(ticket, entry.due)
                self._open(ticket, "waiting", entry.due)
        elif isinstance(fact, f.TicketHandedIn):
            self._take_in(fact, entry.due)
        elif isinstance(fact, f.TicketIssued):
            assert (self.day, fact.number) not in self.numbers, f"{fact.number} was given twice on {self.day}"
            self.numbers.add((self.day, fact.number))
            self.periods[fact.ticket] = []
            self.claims[fact.ticket] = fact.claim
            self._open(fact.ticket, "waiting", entry.due)
        elif isinstance(fact, f.DayClosed):
            self._close_day(fact, entry.due)
        elif type(fact) in MOVES:
            self._move(fact, entry.due)

    def _take_in(self, fact: f.TicketHandedIn, due: Instant) -> None:
        """Given without the server: in line it has waited since then."""
        assert (fact.day, fact.number) not in self.numbers, f"{fact.number} came in twice of {fact.day}"
        assert fact.given <= due
        self.numbers.add((fact.day, fact.number))
        self.periods[fact.ticket] = []
        self.claims[fact.ticket] = fact.claim
        in_line = fact.outcome == "waiting"
        if fact.outcome == "carried":
            self.moved.add(fact.ticket)
        self._open(
            fact.ticket,
            "waiting" if fact.outcome == "carried" else fact.outcome,
            fact.given if in_line else due,
        )

    def _move(self, fact: f.Fact, due: Instant) -> None:
        ticket: int = fact.ticket  # type: ignore[attr-defined]  # every move names its ticket
        allowed, after = MOVES[type(fact)]
        before = self.state[ticket]
        assert before in allowed, (before, fact)
        if isinstance(fact, f.FinishUndone) and before != "finished" and fact.stand is not None:
            self._end(ticket, due)
            self._open(ticket, "serving", due)
        elif isinstance(fact, f.FinishUndone):
            state, _, until = self.periods[ticket][-1]
            assert state == "serving"
            assert until is not None
            assert until <= fact.since == due, "the gap is nobody's"
            self._open(ticket, "serving", due)
        elif not isinstance(fact, f.TicketRecalled):
            self._end(ticket, due)
            self._open(ticket, after, due)
        if isinstance(fact, f.TicketSteppedBack | f.TicketReEntered):
            self.moved.add(ticket)
        if isinstance(fact, f.TicketWentOn) and fact.claim != self.claims[ticket]:
            self.moved.add(ticket)  # a matter that was added counts from then

    def _close_day(self, fact: f.DayClosed, due: Instant) -> None:
        live = {ticket for ticket, state in self.state.items() if state in LIVE}
        ends = (*fact.carried, *fact.lapsed, *fact.missed)
        assert sorted(ends) == sorted(live), "nobody is dropped, and each comes to one end"
        assert all(self.state[ticket] == "missed" for ticket in fact.missed)
        for ticket in fact.carried:
            self._end(ticket, due)
            self._open(ticket, "waiting", due)
        for ticket in fact.lapsed:
            self._end(ticket, due)
            self.state[ticket] = "lapsed"
        self.moved |= live

    def _open(self, ticket: int, state: str, since: Instant) -> None:
        self.state[ticket] = state
        if state in LIVE:
            self.periods[ticket].append((state, since, None))

    def _end(self, ticket: int, until: Instant) -> None:
        state, since, end = self.periods[ticket][-1]
        assert end is None, "a period ends once"
        assert since <= until, "periods never overlap"
        self.periods[ticket][-1] = (state, since, until)

    def check(self, hall: Hall) -> None:
        """One period is open for each live ticket, none for any other, and the hall says the same."""
        live = {ticket for ticket, state in self.state.items() if state in LIVE}
        for number, periods in self.periods.items():
            assert [end for *_, end in periods].count(None) == (number in live)
        assert live == {ticket.id for ticket in hall.tickets.values() if ticket.state in LIVE}
        for ticket in hall.tickets.values():
            assert ticket.state == self.state[ticket.id]
            if ticket.id in live:
                assert ticket.since == self.periods[ticket.id][-1][1]


class Views:
    """What each audience holds, folded from changes that only `touched` tables and those of another day bring."""

    def __init__(self, hall: Hall) -> None:
        self.held: dict[str, View] = {name: fresh_view(hall, name) for name in AUDIENCES}
        self._day = turned(hall)[0]

    def take(self, hall: Hall, entries: list[Entry]) -> None:
        """Merge what changed, then compare with the fresh view."""
        names = frozenset[str]().union(*(touched(entry) for entry in entries))
        day, of_the_day = turned(hall)
        if day != self._day:  # another day changes clocks by itself
            self._day, names = day, names | of_the_day
        for audience, held in self.held.items():
            merge(held, change_of(hall, audience, held, names))
            assert held == fresh_view(hall, audience), audience
        for entry in entries:
            said = announcement(hall, entry)
            assert said is None or msgspec.convert(msgspec.to_builtins(said), Announcement) == said
            spoken = SPOKEN.get(type(entry.fact)) if is_known(hall, entry.fact) else None
            assert (None if said is None else said.kind) == spoken


def is_known(hall: Hall, fact: f.Fact) -> bool:
    """A day that was closed in the same batch has forgotten its tickets."""
    return getattr(fact, "ticket", None) in (None, *hall.tickets)


def fresh_view(hall: Hall, audience: str) -> View:
    """The whole view, row by row as it goes over the wire."""
    return {name: dict(view.table(hall, audience, name)) for name in view.tables_of(audience)}


def change_of(hall: Hall, audience: str, held: View, names: Iterable[str]) -> Change:
    """The difference in the tables `names`."""
    change = Change(ledger_id="x", after=0, upto=hall.version)
    for name in held.keys() & set(names):
        rows = view.table(hall, audience, name)
        change.put[name] = {key: row for key, row in rows.items() if held[name].get(key) != row}
        change.drop[name] = [key for key in held[name] if key not in rows]
    return change


def check_types(hall: Hall) -> None:
    """A row holds its declared fields and nothing else."""
    for audience in AUDIENCES:
        for name in view.tables_of(audience):
            for row in view.table(hall, audience, name).values():
                assert isinstance(row, AnyRow)
                wire = msgspec.json.encode(row)
                assert msgspec.json.decode(wire, type=type(row)) == row
                assert msgspec.json.decode(wire).keys() == set(type(row).__struct_fields__)


def check_calls(hall: Hall) -> None:
    """Twenty stay, however old; more than those only while all are of the last five minutes."""
    if len(hall.calls) > 20:
        first, *_, last = (hall.tickets[ticket].last_called_at or 0 for ticket in hall.calls)
        assert first >= last - 5 * 60_000


def check_hall(hall: Hall) -> None:
    """Every live ticket is in exactly one place, and every index says what the tickets say."""
    live = [ticket for ticket in hall.tickets.values() if ticket.state in LIVE]
    lines: dict[str, list[Key]] = {}
    arrivals: dict[str, list[tuple[int, int]]] = {}
    for ticket in live:
        if ticket.in_line:
            lines.setdefault(ticket.queue, []).append(ticket.key)
            arrivals.setdefault(ticket.matter, []).append((ticket.waits_since, ticket.id))
    assert {name: keys for name, keys in hall.lines.items() if keys} == {
        n: sorted(k) for n, k in lines.items()
    }
    specials: dict[str, list[tuple[int, int]]] = {}
    for ticket in live:
        if ticket.in_line and ticket.special is not None:
            specials.setdefault(ticket.queue, []).append((ticket.special.granted, ticket.id))
    assert {n: k for n, k in hall.specials.items() if k} == {n: sorted(k) for n, k in specials.items()}
    assert {n: k for n, k in hall.arrivals.items() if k} == {n: sorted(k) for n, k in arrivals.items()}
    assert sorted(hall.held) == [ticket.id for ticket in live if ticket.state == "held"]
    outside = [t.id for t in live if t.state == "missed" or (t.state == "waiting" and t.carried)]
    assert sorted(hall.outside) == outside
    in_hand = {ticket.window: ticket.id for ticket in live if ticket.state in IN_HAND}
    assert in_hand == hall.hands
    assert len(in_hand) == len([ticket for ticket in live if ticket.state in IN_HAND])
    check_seats(hall)
    assert len(set(hall.calls)) == len(hall.calls) <= CALLS_MOST
    check_calls(hall)
    assert all(hall.tickets[ticket].called_at is not None for ticket in hall.calls)
    assert all(act.clerk == hall.seats.get(window, act.clerk) for window, act in hall.last_acts.items())
    check_tallies(hall)


def check_seats(hall: Hall) -> None:
    """Two clerks never sit at one window, nor one at two (field.md 17); in hand is with who sits there."""
    assert hall.seats == {p.window: name for name, p in hall.presence.items() if p.window is not None}
    assert len(set(hall.seats.values())) == len(hall.seats)
    for window, held in hall.hands.items():
        assert hall.seats[window] == hall.tickets[held].clerk
    clerks = [hall.tickets[held].clerk for held in hall.hands.values()]
    assert len(set(clerks)) == len(clerks)


def check_tallies(hall: Hall) -> None:
    """A line's figures are the sum of its matters'; nothing is ever counted below zero."""
    for tally in hall.tallies.values():
        assert min(msgspec.structs.astuple(tally)) >= 0


def check_covers(hall: Hall, at: Instant) -> None:
    """The record is what the one function says now."""
    for post in hall.rules.posts:
        new = who_serves(hall, post, at)
        old = hall.covers.get(post.id, Cover("closed", None, None, None, at, None))
        assert msgspec.structs.replace(old, since=new.since) == new
        assert old.clerk is None or hall.served_by[post.id] == old.clerk
    assert hall.covers.keys() <= {post.id for post in hall.rules.posts}


def replayed(hall: Hall, entries: Iterable[Entry]) -> None:
    """Fold `entries` as a restart does: from their stored form."""
    for entry in entries:
        apply(hall, msgspec.json.decode(msgspec.json.encode(entry), type=Entry))
