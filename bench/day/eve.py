"""The evening before the day: it is closed with people waiting, whose numbers are kept over night (Q-6)."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import NamedTuple

from bench.day.case_past import Clock, HeldCase, begins, has_cases, live_past
from bench.day.floor import Paper
from bench.day.named import KEPT
from bench.day.timetable import Timetable, instant
from common.commands import ClientCommand, CloseDay, IssueTicket, OpenHall
from common.messages import AnyAnswer, Issued, Refused
from common.words import Instant
from server.lane import Ask, Lane, Unknown
from server.rules.hours import civil_day, is_open_day
from server.rules.order import SYSTEM, Actor, ImportHall, Tick
from server.rules.setup import Setup
from server.simulation import MARK
from server.storage.ledger import Ledger
from server.storage.store import Commit, Store

ADMINISTRATOR = Actor("admin", frozenset({"administrator"}))
SUPERVISOR = Actor("S01", frozenset({"supervisor"}))
KIOSK = Actor("kiosk-1", frozenset({"kiosk"}))
BEGINS, GOES_HOME_AFTER_MS = "17:20", 25 * 60_000
DAYS_BACK = 2
"""As far back the calendar is asked for an open day: a server that starts after more than 72 hours wants its clock confirmed."""


class Eve(NamedTuple):
    """What is left of the days before: papers of `KEPT`, in that order, and cases by their labels."""

    papers: Sequence[Paper] = ()
    cases: Mapping[str, HeldCase] = MappingProxyType({})


def has_eve(day: Timetable) -> bool:
    """Whether whoever was not served the evening before is still to come when the day begins."""
    return day.start <= day.at(KEPT[0].at)


def live_eve(folder: Path, setup: Setup, day: Timetable, seed: int, commit: Commit) -> Eve:
    """Live it in the empty data folder `folder`, after the days from which cases are in hand."""
    (folder / MARK).touch()
    random = Random(f"{seed} eve")
    clock = Clock(begins(setup, day) if has_cases(setup) else _begins(setup, day))
    with closing(Store.open(folder, commit=commit)) as store:
        lane = Lane(Ledger(store), clock, seed=lambda: random.randbytes(16))
        _do(lane, ADMINISTRATOR, ImportHall(setup=setup))
        cases = live_past(lane, clock, day, seed) if has_cases(setup) else {}
        clock.at = _begins(setup, day)
        lane.run([Ask(SYSTEM, Tick())])
        if lane.hall.phase == "closed":
            _do(lane, SUPERVISOR, OpenHall())
        papers = list(_papers(lane, setup, random))
        clock.at += GOES_HOME_AFTER_MS
        _do(lane, SUPERVISOR, CloseDay())
    return Eve(papers, cases)


def _begins(setup: Setup, day: Timetable) -> Instant:
    """On the last day that the calendar opened; where that is too long ago, the day before by hand."""
    today = date.fromisoformat(civil_day(setup, day.start))
    before = [today - timedelta(days=back) for back in range(1, DAYS_BACK + 2)]
    worked = (one for one in before[:DAYS_BACK] if is_open_day(setup.hours, one.isoformat()))
    return instant(day.timezone, next(worked, before[0]), BEGINS)


def _papers(lane: Lane, setup: Setup, random: Random) -> Iterator[Paper]:
    for kept in KEPT:
        some = [matter.id for matter in setup.matters if matter.line == kept.line and not matter.unsure]
        others = [matter.id for matter in setup.matters if not matter.unsure and matter.daily_quota is None]
        given = _do(lane, KIOSK, IssueTicket(matter=random.choice(some or others)))
        assert isinstance(given, Issued)
        yield Paper(given.ticket, given.number, given.ahead, given.window)


def _do(lane: Lane, actor: Actor, command: ClientCommand | ImportHall) -> AnyAnswer:
    (answer,) = lane.run([Ask(actor, command)])
    assert not isinstance(answer, Refused | Unknown), answer
    return answer
