"""A past of tickets: everyone is called as soon as the one before is finished, at window after window."""

import re

from bench.load.past_kind import OPEN_FOR_MS, OPENS_MS, Kind, Lived
from bench.load.sample import desks
from common.words import Instant
from server.rules import facts as f
from server.rules.facts import BY_SYSTEM
from server.rules.hall import Hall
from server.rules.hours import civil_day
from server.rules.recorder import Recorder
from server.rules.setup import Setup
from server.storage import tables as t

KIOSK = "kiosk:k1"


def _day(hall: Hall, setup: Setup, midnight: Instant, tickets: int) -> Lived:
    """A day on which everyone is called as soon as the one before is finished, at window after window."""
    opens = midnight + OPENS_MS
    recorder = Recorder(hall, opens)
    day = civil_day(setup, opens)
    recorder.record(f.DayOpened(day=day), BY_SYSTEM, opens)
    places = desks(setup)
    prefixes = {line.id: line.prefix for line in setup.lines}
    for nth in range(tickets):
        post, matter = places[nth % len(places)]
        count = nth // len(places) + 1
        ticket, issued = hall.version + 1, _time(recorder, opens, nth, tickets, 0)
        recorder.record(
            f.TicketIssued(
                ticket=ticket,
                number=f"{prefixes[matter.line]}{count:03d}",
                n=count,
                matter=matter.id,
                line=matter.line,
                claim=issued,
                placed=ticket,
            ),
            KIOSK,
            issued,
        )
        called = _time(recorder, opens, nth, tickets, 1)
        call = f.TicketCalled(
            ticket=ticket, post=post.id, window=post.window, clerk=post.a_role, role="a_role"
        )
        recorder.record(call, post.a_role, called)
        for step, fact in enumerate((f.ServiceStarted(ticket=ticket), f.ServiceFinished(ticket=ticket)), 2):
            recorder.record(fact, post.a_role, _time(recorder, opens, nth, tickets, step))
    recorder.at = opens + OPEN_FOR_MS
    recorder.record(f.DayClosed(day=day), BY_SYSTEM, recorder.at)
    return Lived(recorder.entries)


def _time(recorder: Recorder, opens: Instant, nth: int, tickets: int, step: int) -> Instant:
    """The moment of a ticket's step; facts are written in the order of time."""
    recorder.at = opens + OPEN_FOR_MS * (4 * nth + step) // (4 * tickets)
    return recorder.at


TICKETS = Kind(
    lived=_day,
    tables=(t.days, t.tickets, t.periods, t.calls),
    fields=re.compile(r'("(?:ticket|placed|claim)":)(\d+)'),
    moves=lambda before: ("ms" if before == '"claim":' else "versions", "%d"),
)
