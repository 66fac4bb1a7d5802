"""A hall's days one after another: who comes and who leaves is drawn anew, the hall and its habits stay, what it has learnt goes on."""

from collections.abc import Iterator
from random import Random

from bench.estimate.habits import Family, Habits, habits, service_s
from bench.estimate.heard import Told, Witness
from bench.fair.crowd import Crowd, begins
from bench.fair.drawn_day import DrawnDay, Visit, drawn_day, open_spans
from bench.fair.drawn_hall import drawn_hall
from bench.fair.lead import Lead, Outside
from bench.fair.life import Life
from bench.fair.staff import ClerkAtWork
from common import commands as c
from server.rules.estimate.known import Estimates
from server.rules.hall import Ticket
from server.rules.hours import MINUTE_MS
from server.rules.setup import Setup


class NoonClerk(ClerkAtWork):
    """Goes to lunch when the hall does, whoever waits."""

    def _next(self) -> float | None:
        return self._idle() if self._life.hall.phase == "break" else super()._next()

    def _finish(self, ticket: Ticket) -> float | None:
        if self._life.hall.phase != "break":
            return super()._finish(ticket)
        self._give(c.FinishService(ticket=ticket.id))
        return 1


def days_of(seed: int, family: Family, count: int, known: Estimates | None = None) -> Iterator[list[Told]]:
    """What was told on each of `count` days, the first of a hall that knows nothing yet; `known` is what it learns."""
    setup = drawn_hall(Random(f"{seed} {family} hall"))
    habit = habits(Random(f"{seed} {family} habits"), setup, family)
    known = known or Estimates()
    for nth in range(count):
        random = Random(f"{seed} {family} day {nth}")
        day = _in_habit(random, setup, drawn_day(random, setup), habit)
        yield _lived(setup, day, habit, known)


def _lived(setup: Setup, day: DrawnDay, habit: Habits, known: Estimates) -> list[Told]:
    life = Life(setup, begins(setup.hall.timezone))
    life.hall.estimates = known
    witness = Witness(life.hall)
    life.hears.append(witness.take)
    crowd = Crowd(life, day.visits)
    at_work = NoonClerk if habit.leaves_at_noon else ClerkAtWork
    for shift in day.shifts:
        at_work(life, crowd, shift)
    Lead(life, day)
    Outside(life, crowd, day)
    life.run()
    return witness.told


# -- the crowd ------------------------------------------------------------------------------------


def _in_habit(random: Random, setup: Setup, day: DrawnDay, habit: Habits) -> DrawnDay:
    """The drawn visits, as many as this hall sees, when its residents come and for as long as its services last."""
    walk_ins = [visit for visit in day.visits if visit.slot is None and not visit.carried]
    others = [visit for visit in day.visits if visit.slot is not None or visit.carried]
    spans = open_spans(setup)
    open_s = sum(until - since for since, until in spans) / 1000
    mean_s = sum(habit.means_s[visit.matters[0]] for visit in walk_ins) / max(1, len(walk_ins))
    wanted = round(habit.occupied * open_s * len(setup.posts) / (mean_s + 30))
    come = [random.choice(walk_ins) for _ in range(random.randint(wanted * 9 // 10, wanted * 11 // 10))]
    timed = [visit._replace(at=_moment(random, setup, habit)) for visit in come]
    served = [_served(random, habit, visit) for visit in [*timed, *others]]
    return day._replace(visits=tuple(sorted(served)))


def _moment(random: Random, setup: Setup, habit: Habits) -> int:
    """From when numbers are given until shortly before the end."""
    spans = open_spans(setup)
    first = spans[0][0] - setup.settings.numbers_before_open_min * MINUTE_MS
    last = spans[-1][1] - 5 * MINUTE_MS
    part = random.choices(range(len(habit.shape)), habit.shape)[0] + random.random()
    return round(first + (last - first) * part / len(habit.shape))


def _served(random: Random, habit: Habits, visit: Visit) -> Visit:
    services = (service_s(random, habit, visit.matters[min(n, len(visit.matters) - 1)]) for n in range(4))
    return visit._replace(services_s=tuple(services))
