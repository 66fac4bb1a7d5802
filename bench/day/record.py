"""What the clients saw in a day, and the figures made of it. Nothing here asks the server."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec

from bench.day.case_record import CaseRecord, board_lags_ms, missed_by_board
from bench.day.floor import Shown
from common.words import Instant

SERVED_SHARE = 0.9
"""Fewer numbers than this of whoever came: the kiosks did not keep up with the pace."""


MOVES = (
    "booked", "checked_in", "matters_chosen", "matters_added", "went_on", "sent_to_pay", "came_back", "unsure",
    "stepped_back", "special", "numbers_refused", "matters_closed", "matters_reopened", "sharings_begun",
    "sharings_ended", "lunch_turns", "over_budget", "official_absences", "stand_ins_declined", "stand_ins_accepted",
    "called_from_outside", "came_from_outside", "handovers_acknowledged", "spot_checks", "pauses", "evacuations",
    "kept_over_night", "kept_checked_in", "lapsed", "slots_cancelled", "slots_lapsed", "slots_kept_by_b",
    "unfinished", "contacted", "asked_why", "answered_why", "supplements", "clocks_stopped", "clocks_started", "extensions",
    "copy_notices", "results_delivered",
)  # fmt: skip
"""What the day counts besides, each by the client that did or saw it (docs/demo.md)."""


class CallMade(NamedTuple):
    """A `Called` answer as a clerk's terminal got it."""

    ticket: int
    number: str
    window: int
    clerk: str
    post: str
    at: Instant


class Takeover(NamedTuple):
    """A B-role or stand-in who found on the own terminal that a post is to be served.

    `effective` is when A's absence took effect, by A's own doing; `ready` when B could call.
    """

    post: str
    clerk: str
    a_role: str
    effective: Instant | None
    ready: Instant


class CrowdSeen(NamedTuple):
    """Residents in the end: who stepped into the row before the kiosks, who still waits, who went without a word."""

    came: int
    waiting: int
    still_missing: int


class Note(NamedTuple):
    """Something worth telling, at its moment."""

    at: Instant
    text: str


@dataclass
class Record:
    """A day's sightings, in the order in which they were made."""

    issued: dict[int, str] = field(default_factory=dict)
    printed: int = 0
    turned_away: list[str] = field(default_factory=list)
    calls: list[CallMade] = field(default_factory=list)
    recalls: int = 0
    finished: list[int] = field(default_factory=list)
    given_back: Counter[int] = field(default_factory=Counter)  # a called ticket that may be called again
    transfers: int = 0
    holds: int = 0
    re_entered: int = 0
    missed: int = 0
    withdrawn: set[int] = field(default_factory=set)
    takeovers: list[Takeover] = field(default_factory=list)
    unattended: set[tuple[str, Instant]] = field(default_factory=set)
    refused: Counter[str] = field(default_factory=Counter)
    moves: Counter[str] = field(default_factory=Counter)  # by the names of MOVES
    answers: dict[int, list[str]] = field(default_factory=dict)  # ticket → what was said when it asked why
    unanswered: int = 0
    notes: list[Note] = field(default_factory=list)
    cases: CaseRecord = field(default_factory=CaseRecord)

    def note(self, at: Instant, text: str) -> None:
        """Tell of something."""
        self.notes.append(Note(at, text))

    def took_effect(self, clerk: str, pressed: Instant, answered: Instant) -> None:
        """An absence counts from the answer on, not from the key: B may have seen it before A did."""
        self.takeovers = [
            took._replace(effective=answered) if (took.a_role, took.effective) == (clerk, pressed) else took
            for took in self.takeovers
        ]


class Figures(msgspec.Struct, frozen=True):
    """The demo's last line. `cover_s_p90`: absence effective → first call by B possible, simulated seconds."""

    issued: int
    printed: int
    called: int
    finished: int
    waiting: int
    takeovers: int
    cover_s_p90: float | None
    unattended: int
    double_calls: int
    missed_by_wall: int
    ledger_ok: bool
    recalled: int = 0
    missed: int = 0
    still_missing: int = 0
    re_entered: int = 0
    transferred: int = 0
    withdrawn: int = 0
    came: int = 0
    pace: float = 1.0
    booked: int = 0
    checked_in: int = 0
    matters_chosen: int = 0
    matters_added: int = 0
    went_on: int = 0
    sent_to_pay: int = 0
    came_back: int = 0
    unsure: int = 0
    stepped_back: int = 0
    special: int = 0
    numbers_refused: int = 0
    matters_closed: int = 0
    matters_reopened: int = 0
    sharings_begun: int = 0
    sharings_ended: int = 0
    lunch_turns: int = 0
    over_budget: int = 0
    official_absences: int = 0
    stand_ins_declined: int = 0
    stand_ins_accepted: int = 0
    called_from_outside: int = 0
    came_from_outside: int = 0
    handovers_acknowledged: int = 0
    spot_checks: int = 0
    pauses: int = 0
    evacuations: int = 0
    kept_over_night: int = 0
    kept_checked_in: int = 0
    lapsed: int = 0
    slots_cancelled: int = 0
    slots_lapsed: int = 0
    slots_kept_by_b: int = 0
    unfinished: int = 0
    contacted: int = 0
    asked_why: int = 0
    answered_why: int = 0
    cases: int = 0
    closed: int = 0
    overdue: int = 0
    breaches: int = 0
    supplements: int = 0
    clocks_stopped: int = 0
    clocks_started: int = 0
    extensions: int = 0
    copy_notices: int = 0
    results_delivered: int = 0
    board_lag_ms_p99: float | None = None
    missed_by_board: int = 0
    personal_data_leaks: int = 0

    @property
    def fell_behind(self) -> bool:
        """So many came in vain that the day is not the one that was asked for."""
        return self.issued + self.numbers_refused < self.came * SERVED_SHARE

    @property
    def sound(self) -> bool:
        """Nobody called twice, no call unseen, no broken ledger, no resident's name or number in public."""
        wrong = self.double_calls or self.missed_by_wall or self.personal_data_leaks
        return not wrong and self.ledger_ok


def figures(
    record: Record,
    shown: list[Shown],
    crowd: CrowdSeen,
    *,
    ledger_ok: bool,
    pace: float = 1.0,
    leaks: int = 0,
) -> Figures:
    """The day in one line, of the `crowd` at its end."""
    return Figures(
        issued=len(record.issued),
        printed=record.printed,
        called=len(record.calls),
        finished=len(record.finished),
        waiting=crowd.waiting,
        takeovers=len(record.takeovers),
        cover_s_p90=cover_s_p90(record.takeovers),
        unattended=len(record.unattended),
        double_calls=double_calls(record),
        missed_by_wall=len(missed_by_wall(record.calls, shown)),
        ledger_ok=ledger_ok,
        recalled=record.recalls,
        missed=record.missed,
        still_missing=crowd.still_missing,
        re_entered=record.re_entered,
        transferred=record.transfers,
        withdrawn=len(record.withdrawn),
        came=crowd.came,
        pace=round(pace, 1),
        **{name: record.moves[name] for name in MOVES},
        cases=len(record.cases.registered),
        closed=len(record.cases.decided),
        overdue=len(record.cases.overdue),
        breaches=record.cases.breaches.total(),
        board_lag_ms_p99=_p99(board_lags_ms(record.cases)),
        missed_by_board=missed_by_board(record.cases),
        personal_data_leaks=leaks,
    )


def double_calls(record: Record) -> int:
    """Tickets called again that nobody had given back, finished twice, or numbers given to two people."""
    called = Counter(call.ticket for call in record.calls)
    again = sum(max(0, times - 1 - record.given_back[ticket]) for ticket, times in called.items())
    finished = sum(times - 1 for times in Counter(record.finished).values())
    numbers = sum(times - 1 for times in Counter(record.issued.values()).values())
    return again + finished + numbers


def missed_by_wall(calls: list[CallMade], shown: list[Shown]) -> list[CallMade]:
    """Calls that no frame of the wall showed: each call needs a showing of its own, at its window."""
    seen = Counter(_showings(shown))
    missed = []
    for call in calls:
        key = (call.ticket, call.window)
        if seen[key]:
            seen[key] -= 1
        else:
            missed.append(call)
    return missed


def _showings(shown: list[Shown]) -> Iterator[tuple[int, int]]:
    """(ticket, window) for each call that was seen; a recall goes on showing the same one."""
    last: dict[int, Shown] = {}
    for seen in shown:
        before = last.get(seen.ticket)
        if before is None or before.window != seen.window or _is_new_call(before, seen):
            yield seen.ticket, seen.window
        last[seen.ticket] = seen


def _is_new_call(before: Shown, seen: Shown) -> bool:
    return seen.times <= before.times and seen.version != before.version


def cover_s_p90(takeovers: list[Takeover]) -> float | None:
    """Nine in ten covers by a B-role began within this, seconds; none without one. A second B of the same absence
    follows the first, not A.
    """
    first: dict[tuple[str, str, Instant], Instant] = {}
    for took in takeovers:
        if took.effective is not None:
            first.setdefault((took.post, took.a_role, took.effective), took.ready)
    spans = sorted((ready - effective) / 1000 for (_, _, effective), ready in first.items())
    return max(0.0, round(spans[-(-len(spans) * 9 // 10) - 1], 1)) if spans else None


def _p99(values: list[float]) -> float | None:
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * 99 // 100) - 1)] if ordered else None
