"""The feed: pure, and right for whatever happens."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.commands import (
    CallNext,
    ComeBack,
    FinishService,
    HoldTicket,
    IssueTicket,
    MarkNoShow,
    ReEnter,
    SitDown,
    StartService,
    StepAway,
    TransferTicket,
)
from common.fold import View, merge
from server.live.audiences import HallViews
from server.live.feed import SHARED, Feed, Rows, difference_of
from server.rules.execute import execute
from server.rules.facts import Entry
from server.rules.hall import Hall
from server.rules.order import SYSTEM, Actor, AnyCommand, ImportHall, Order, Tick
from server.rules.refusal import Refusal
from server.rules.view import AUDIENCES, table
from tests.rules.setup_cases import case_morning
from tests.rules.street import ADMIN, KIOSK, clerk, moment, small_setup

ALL = ("wall", "window:1", "window:2", "kiosk", "clerk:A1", "clerk:A2", "clerk:A3", "supervisor")


class Town:
    """A hall that somebody acts in at random, from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.hall, self.at = Hall(), moment("09:00")
        self.give(ADMIN, ImportHall(setup=small_setup()))
        for number, name in enumerate(("A1", "A2", "A3"), 1):
            self.give(clerk(name), SitDown(window=number))

    def give(self, actor: Actor, command: AnyCommand) -> list[Entry]:
        try:
            return execute(self.hall, Order(command, actor, self.at)).entries
        except Refusal:
            return []

    def act(self) -> list[Entry]:
        """Something that happens, or time."""
        self.at += self.random.choice((1_000, 20_000, 200_000))
        if self.hall.due <= self.at:
            return self.give(SYSTEM, Tick())
        if self.random.random() < 0.3:
            return self.give(KIOSK, IssueTicket(matter=self.random.choice(("mr", "ms", "mt"))))
        name = self.random.choice(("A1", "A2", "A3"))
        return self.give(clerk(name), self._clerks_act(name))

    def _clerks_act(self, name: str) -> AnyCommand:
        window = self.hall.presence[name].window or int(name[1])
        held = self.hall.hands.get(window, 0)
        some = self.random.choice([*self.hall.tickets, 0])
        acts: list[AnyCommand] = [
            CallNext(in_hand=held or None),
            CallNext(in_hand=held or None),
            StartService(ticket=held),
            FinishService(ticket=held),
            HoldTicket(ticket=held),
            MarkNoShow(ticket=held),
            TransferTicket(ticket=held, matter="ms"),
            ReEnter(ticket=some),
            StepAway(reason="meal"),
            ComeBack(),
            SitDown(window=window),
        ]
        return self.random.choice(acts)


def fresh(hall: Hall, audience: str) -> View:
    kind = audience.partition(":")[0]
    return {name: dict(table(hall, audience, name)) for name in AUDIENCES[kind]}


def copied(tables: object) -> View:
    return {name: dict(rows) for name, rows in tables.items()}  # type: ignore[attr-defined]


@given(seed=st.integers(0, 2**32), steps=st.integers(1, 60), batch=st.integers(1, 5))
def test_an_old_view_with_its_changes_is_the_fresh_view(seed: int, steps: int, batch: int) -> None:
    """merge(old view, changes) == fresh view, for every audience, whatever shares a COMMIT."""
    town, feed = Town(seed), Feed(HallViews())
    views = {audience: copied(feed.join(town.hall, audience).tables) for audience in ALL}
    upto = dict(feed.upto())
    for _ in range(steps):
        entries = [entry for _ in range(batch) for entry in town.act()]
        for audience, change in feed.changes(town.hall, "l", entries).items():
            assert change.after == upto[audience]
            merge(views[audience], change)
            upto[audience] = change.upto
    assert views == {audience: fresh(town.hall, audience) for audience in ALL}


@given(seed=st.integers(0, 2**32))
def test_whoever_joins_later_has_what_the_others_have(seed: int) -> None:
    """One standing for each audience: a second wall starts where the first one is."""
    town, feed = Town(seed), Feed(HallViews())
    first = copied(feed.join(town.hall, "wall").tables)
    for _ in range(20):
        for change in feed.changes(town.hall, "l", town.act()).values():
            merge(first, change)
    second = feed.join(town.hall, "wall")
    assert copied(second.tables) == first


@pytest.mark.parametrize("name", sorted(SHARED))
def test_a_shared_table_is_the_same_for_all_who_may_see_it(name: str) -> None:
    """It is computed once for all of them."""
    town = Town(5)
    for _ in range(40):
        town.act()
    seen = [table(town.hall, audience, name) for audience in ALL if name in HallViews.tables_of(audience)]
    assert all(rows == seen[0] for rows in seen)


def test_an_audience_that_nothing_changed_for_hears_nothing() -> None:
    """A kiosk is not told who was called."""
    town, feed = Town(1), Feed(HallViews())
    feed.join(town.hall, "window:2")
    assert feed.changes(town.hall, "l", town.give(KIOSK, IssueTicket(matter="mr"))) == {}


def test_nobody_joined_means_nothing_to_say() -> None:
    """An audience is forgotten with its last listener."""
    town, feed = Town(1), Feed(HallViews())
    feed.join(town.hall, "wall")
    feed.leave("wall")
    assert feed.changes(town.hall, "l", town.give(KIOSK, IssueTicket(matter="mr"))) == {}


def test_a_difference_is_what_is_new_other_or_gone() -> None:
    """Rows that stay as they were are not sent again."""
    assert difference_of({"a": 1, "b": 2, "c": 3}, {"a": 1, "b": 5, "d": 4}) == ({"b": 5, "d": 4}, ["c"])  # type: ignore[dict-item]


class Failing(HallViews):
    """Views of which one fails while `now` is set."""

    def __init__(self, broken: str) -> None:
        self.broken, self.now = broken, False

    def table(self, hall: Hall, audience: str, name: str) -> Rows:
        if self.now and name == self.broken:
            raise RuntimeError
        return HallViews.table(hall, audience, name)

    def touched(self, entry: Entry) -> frozenset[str]:
        if self.now and self.broken == "everything":
            raise RuntimeError
        return HallViews.touched(entry)


@pytest.mark.parametrize(
    ("broken", "lost"), [("waiting", {"clerk:A1"}), ("everything", {"wall", "clerk:A1"})]
)
def test_after_a_view_failed_its_clients_join_again_and_are_right(broken: str, lost: set[str]) -> None:
    """The next heartbeat shows them a later version; nobody else notices anything."""
    town, views = Town(1), Failing(broken)
    feed = Feed(views)
    for audience in ("wall", "clerk:A1"):
        feed.join(town.hall, audience)
    had, views.now = dict(feed.upto()), True
    told = feed.changes(town.hall, "l", town.give(KIOSK, IssueTicket(matter="mr"))).keys()
    views.now = False
    assert told.isdisjoint(lost)
    assert {
        audience for audience, upto in feed.upto() if audience not in told and upto != had[audience]
    } == lost
    later = feed.changes(town.hall, "l", town.give(KIOSK, IssueTicket(matter="mr")))
    assert later.keys().isdisjoint(lost)
    for audience in lost:
        assert copied(feed.join(town.hall, audience).tables) == fresh(town.hall, audience)
    changes = feed.changes(town.hall, "l", town.give(KIOSK, IssueTicket(matter="mr")))
    assert changes.keys() == {"wall", "clerk:A1"}


def test_of_another_day_each_audience_hears_what_is_counted_by_days_without_any_entry() -> None:
    """A board that nobody joins again is right at midnight; nothing is said twice."""  # P-1, C-3
    street = case_morning()
    case = street.register("permit")
    feed = Feed(HallViews())
    views: dict[str, View] = {}
    for audience in ("wall", "board", "clerk:A1", "supervisor", "kiosk"):
        views[audience] = {name: dict(rows) for name, rows in feed.join(street.hall, audience).tables.items()}
    street.day("11-23", "23:59")
    for change in feed.changes(street.hall, "x", street.log).items():
        merge(views[change[0]], change[1])
    version = street.hall.version
    street.day("11-24", "00:00")
    assert street.hall.version == version
    changes = feed.changes(street.hall, "x", [])
    assert {(change.after, change.upto) for change in changes.values()} == {(version, version)}
    assert {"wall", "board", "clerk:A1"} <= changes.keys()
    assert changes["wall"].put["board"][str(case.id)].used == 1
    assert feed.changes(street.hall, "x", []) == {}
