"""The feed of cases, as a running hall has it: tables that are kept, applicants put to them, and only differences told."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from random import Random

import pytest
from sqlalchemy.exc import OperationalError

from common import commands_case as c
from common.commands import ComeBack, HandOver
from common.fold import View, merge
from common.rows_cases import CaseBoardRow
from server.live.applicants import Applicants
from server.live.feed import Feed
from server.live.own_alarms import OwnAlarms
from server.rules.hall import Hall
from server.rules.order import Actor, AnyCommand
from server.rules.refusal import Refusal
from server.rules.view import table
from tests.rules.setup_cases import CaseStreet, case_morning
from tests.rules.street import clerk

AUDIENCES = ("wall", "board", "kiosk", "supervisor", *(f"clerk:A{n}" for n in range(1, 5)))
OF_CASES = ("board", "departments", "cases", "case_watch")
MATTERS = ("permit", "mr", "now", "up", "joint", "soon")


def names(ids: Sequence[str]) -> Mapping[str, str]:
    """Everybody is called the same."""
    return dict.fromkeys(ids, '{"name": "张三"}')


class Town:
    """A hall whose clerks do this and that to its cases, from a seed."""

    def __init__(self, seed: int) -> None:
        self.random, self.street = Random(seed), case_morning()
        self.seen = len(self.street.log)

    @property
    def hall(self) -> Hall:
        return self.street.hall

    def act(self) -> None:
        who = clerk(self.random.choice(("A1", "A1", "A2", "A3", "A4")))
        if self.random.random() < 0.1:
            self.street.later(self.random.choice((10, 600, 3_000)))
        self.give(who, self.some_command())

    def give(self, who: Actor, command: AnyCommand) -> None:
        with suppress(Refusal):
            self.street.give(who, command)

    def some_command(self) -> AnyCommand:
        random, case = self.random, self.random.choice([*self.hall.cases.open, 0])
        commands: list[AnyCommand] = [
            c.RegisterCase(matter=random.choice(MATTERS), name="张三"),
            c.RegisterCase(matter="mr", name="张三", materials=(0, 1)),
            c.MarkCase(case=case, mark=random.choice(("urgent", None))),
            c.HandOnCase(case=case, clerk=random.choice(("A1", "A2", "A4"))),
            c.NotifyDepartment(case=case, department=random.choice("ef"), days=2),
            c.StopClock(case=case, reason="appraisal", days=2),
            c.StartClock(case=case),
            c.ReceiveMaterials(case=case, materials=(random.choice((0, 1)),)),
            c.DecideCase(case=case, end="closed"),
            c.DecideCase(case=case, end="closed"),
            c.DeliverResult(case=case),
            c.HurryCase(case=case),
            HandOver(reason="errand"),
            ComeBack(),
        ]
        return random.choice(commands)


def fresh(street: CaseStreet, audience: str, applicants: Applicants) -> View:
    rows = {name: table(street.hall, audience, name) for name in seen_by(audience)}
    return {name: dict(applicants.with_names(street.hall, found).named) for name, found in rows.items()}


def board(views: OwnAlarms, street: CaseStreet) -> list[str]:
    rows = views.table(street.hall, "wall", "board").values()
    return [row.applicant for row in rows if isinstance(row, CaseBoardRow)]


def seen_by(audience: str) -> list[str]:
    return [name for name in OwnAlarms.tables_of(audience) if name in OF_CASES]


@pytest.mark.parametrize("seed", range(4))
def test_what_was_told_of_cases_is_what_stands_in_the_book(seed: int) -> None:
    """Old tables with their changes are the tables worked out anew, for everybody, after every act."""
    town, applicants = Town(seed), Applicants(names)
    feed = Feed(OwnAlarms(Applicants(names), lambda _: {}))
    views: dict[str, View] = {}
    for audience in AUDIENCES:
        tables = feed.join(town.hall, audience).tables
        views[audience] = {name: dict(rows) for name, rows in tables.items()}
    for _ in range(160):
        town.act()
        entries, town.seen = town.street.log[town.seen :], len(town.street.log)
        for audience, change in feed.changes(town.hall, "l", entries).items():
            merge(views[audience], change)
        for audience in AUDIENCES:
            told = {name: views[audience][name] for name in seen_by(audience)}
            assert told == fresh(town.street, audience, applicants), audience
    assert len(town.hall.cases.open) > 8


def test_names_that_could_not_be_read_are_put_to_rows_that_stay_as_they_are() -> None:
    """A star is no name: once the disk can be read, the next look shows them, though nothing changed of the cases."""  # P-2
    street, known = case_morning(), dict[str, str]()
    case = street.register("permit")

    def texts(ids: Sequence[str]) -> Mapping[str, str]:
        if not known:
            raise OperationalError("", None, Exception())
        return known

    views = OwnAlarms(Applicants(texts), lambda _: {})
    assert board(views, street) == ["＊"]
    known[case.person] = '{"name": "张三"}'
    assert board(views, street) == ["张＊"]
    assert views.table(street.hall, "wall", "board") is views.table(street.hall, "wall", "board")
