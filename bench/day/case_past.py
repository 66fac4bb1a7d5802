"""The days before: cases that were taken in then and are in hand, stand still or wait for papers when the day begins."""

from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

from bench.day.case_cues import PART_OF, PAST, PastAct, PastCase
from bench.day.case_record import Stands
from bench.day.persons import Person, persons
from bench.day.timetable import Timetable, instant
from common import commands_case as c
from common.commands import ClientCommand
from common.messages import AnyAnswer, Refused, Registered
from common.words import Instant
from server.lane import Ask, Lane, Unknown
from server.rules.cases.asked import lacking
from server.rules.cases.workdays import is_working_day
from server.rules.hours import civil_day
from server.rules.order import SYSTEM, Actor, Tick
from server.rules.setup import Matter, Setup

AT = "10:00"
EACH_MS = 30_000
"""All of a day's acts within the grace: nobody sits down for them, and nobody is absent."""


class HeldCase(NamedTuple):
    """A case as its clerk has it on paper. `sensitive`: boards show number and state only (P-6)."""

    id: int
    number: str
    person: Person
    shows: Stands
    sensitive: bool = False
    secret: str = ""


class Clock:
    """Set by whoever lives those days."""

    def __init__(self, at: Instant) -> None:
        self.at = at

    def now(self) -> Instant:
        """The moment that was set."""
        return self.at


def has_cases(setup: Setup) -> bool:
    """Whether it is the hall of which the script of cases tells."""
    return {past.matter for past in PAST} <= {matter.id for matter in setup.matters}


def begins(setup: Setup, day: Timetable) -> Instant:
    """The first of those days."""
    return instant(day.timezone, _working_days_before(setup, day)[-1], AT)


def live_past(lane: Lane, clock: Clock, day: Timetable, seed: int) -> dict[str, HeldCase]:
    """Live them; every case by its label. The hall has been imported at `begins`."""
    setup = lane.hall.rules
    before = _working_days_before(setup, day)
    drawn = persons(Random(f"{seed} past persons"))
    past = _Past(lane, {case.label: next(drawn) for case in PAST})
    for days_back in range(len(before), 0, -1):
        clock.at = instant(day.timezone, before[days_back - 1], AT)
        lane.run([Ask(SYSTEM, Tick())])
        for case in PAST:
            for back, act in case.acts:
                if back == days_back:
                    clock.at += EACH_MS
                    past.do(case, act)
    return past.cases


def _working_days_before(setup: Setup, day: Timetable) -> list[date]:
    """By the calendar of deadlines, the last one first; as far back as a case goes."""
    today = date.fromisoformat(civil_day(setup, day.start))
    most = max(back for case in PAST for back, _ in case.acts)
    found: list[date] = []
    while len(found) < most:
        today -= timedelta(days=1)
        if is_working_day(setup.deadlines, today):
            found.append(today)
    return found


class _Past:
    """What the clerks of those days did."""

    def __init__(self, lane: Lane, people: dict[str, Person]) -> None:
        self._lane, self._people = lane, people
        self.cases: dict[str, HeldCase] = {}

    def do(self, case: PastCase, act: PastAct) -> None:
        if act in ("register", "register_short"):
            self._register(case, short=act == "register_short")
            return
        held = self.cases[case.label]
        self._give(case.clerk, self._command(held, act))
        self.cases[case.label] = held._replace(shows=_shown(held, act))
        if act == "notify":
            part = self._lane.hall.cases.open[held.id].parts[-1]
            number = self._lane.hall.cases.open[part].number
            self.cases[f"{case.label}:part"] = held._replace(id=part, number=number)

    def _register(self, case: PastCase, *, short: bool) -> None:
        matter = next(one for one in self._lane.hall.rules.matters if one.id == case.matter)
        person = self._people[case.label]
        answer = self._give(case.clerk, registration(matter, person, short=2 if short else 0, way="agency"))
        assert isinstance(answer, Registered)
        shows = Stands("registered" if short else "accepted")
        sensitive = matter.sensitive
        self.cases[case.label] = HeldCase(answer.case, answer.number, person, shows, sensitive, answer.secret)

    def _command(self, held: HeldCase, act: PastAct) -> c.CaseCommand:
        match act:
            case "tell" | "tell_half":
                missing = self._lacking(held)[1 if act == "tell_half" else 0 :]
                note = f"请{held.person.name}补交，电话{held.person.phone}"  # typed by a clerk: personal, and sealed
                return c.TellSupplement(case=held.id, missing=missing, note=note)
            case "stop":
                return c.StopClock(case=held.id, reason="appraisal", days=5)
            case "send_up":
                return c.SendUp(case=held.id)
            case "notify":
                return c.NotifyDepartment(case=held.id, department=PART_OF, days=5)
            case "step":
                return c.EnterStep(case=held.id, step=1)
        return c.DecideCase(case=held.id, end="closed")

    def _lacking(self, held: HeldCase) -> tuple[int, ...]:
        hall = self._lane.hall
        matter = next(one for one in hall.rules.matters if one.id == hall.cases.open[held.id].matter)
        return lacking(matter.materials, hall.cases.open[held.id].materials)

    def _give(self, clerk: str, command: ClientCommand) -> AnyAnswer:
        (answer,) = self._lane.run([Ask(Actor(clerk, frozenset({"clerk"})), command)])
        assert not isinstance(answer, Refused | Unknown), (command, answer)
        return answer


def registration(
    matter: Matter | Any, person: Person, *, short: int, way: c.CaseWay, **more: Any
) -> c.RegisterCase:
    """With all of its materials but the last `short`."""
    there = range(max(0, len(matter.materials) - short))
    return c.RegisterCase(
        matter=matter.id, name=person.name, contact=person.contact, way=way, materials=tuple(there), **more
    )


def _shown(held: HeldCase, act: PastAct) -> Stands:
    match act:
        case "tell" | "tell_half":
            return Stands("supplement")
        case "stop" | "send_up":
            return held.shows._replace(stands=not held.sensitive)
        case "decide":
            return Stands("closed")
    return held.shows
