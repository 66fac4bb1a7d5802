"""A past of cases: every one registered, accepted, decided and delivered on one day, and its person erased at the day's end."""

import re
from types import MappingProxyType

from bench.load.open_cases import LONG, application, clerk_for, matter_of
from bench.load.past_kind import OPEN_FOR_MS, OPENS_MS, Kind, Lived
from common.words import Instant
from server.rules import facts as f
from server.rules.facts import BY_SYSTEM
from server.rules.hall import Hall
from server.rules.hours import civil_day
from server.rules.order import PrivateText, seal
from server.rules.recorder import Recorder
from server.rules.setup import Setup
from server.storage import tables as t

STEPS = 4


def _day(hall: Hall, setup: Setup, midnight: Instant, cases: int) -> Lived:
    opens = midnight + OPENS_MS
    recorder = Recorder(hall, opens)
    day = civil_day(setup, opens)
    recorder.record(f.DayOpened(day=day), BY_SYSTEM, opens)
    private = [_case(recorder, setup, day, opens + OPEN_FOR_MS * nth // cases, nth) for nth in range(cases)]
    recorder.at = opens + OPEN_FOR_MS
    for text in private:
        case = int(text.sealed.id.rpartition("-")[2])
        recorder.record(f.PersonErased(case=case, texts=(text.sealed.id,)), BY_SYSTEM, recorder.at)
    recorder.record(f.DayClosed(day=day), BY_SYSTEM, recorder.at)
    return Lived(recorder.entries, private)


def _case(recorder: Recorder, setup: Setup, day: str, at: Instant, nth: int) -> PrivateText:
    """One after the other; the person's private text."""
    matter, recorder.at = matter_of(setup, LONG), at
    clerk, case = clerk_for(setup, matter).id, recorder.hall.version + 1
    person = seal(application(matter, nth).name, day.encode(), f"case-{case}")
    registered = f.CaseRegistered(
        case=case,
        number=f"{day[:4]}-{nth + 1:04}",
        year=day[:4],
        n=nth + 1,
        matter=matter.id,
        department=matter.department,
        clerk=clerk,
        way="post",
        person=person.sealed,
        materials=tuple(range(len(matter.materials))),
    )
    taken = f.CaseAccepted(
        case=case, started=day, limit=0, due=None
    )  # a due date would not move by whole working days
    ended = f.CaseDecided(case=case, end="closed", day=day)
    for fact in (registered, taken, ended, f.CaseDelivered(case=case)):
        recorder.record(fact, clerk, at)
    return person


_MOVES = {'"n":': ("counted", "%d"), '"number":"': ("counted", "%04d")}

CASES = Kind(
    lived=_day,
    tables=(t.days, t.cases, t.case_facts, t.private_texts),
    fields=re.compile(r'("case":|"n":|"case-|"number":"\d{4}-)(\d+)'),
    moves=lambda before: _MOVES.get(before[:10], ("versions", "%d")),
    columns=MappingProxyType(
        {
            ("cases", "number"): "substr(number, 1, 5) || printf('%04d', substr(number, 6) + :counted)",
            ("private_texts", "id"): "'case-' || (substr(id, 6) + :versions)",
        }
    ),
    all_rows=(t.private_texts,),
)
"""Counted on through one year, whichever years the days lie in."""
