"""A hall that is watched after every step of a state machine. Which commands are given stands in `acts`."""

from typing import ClassVar

import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from common import commands as c
from common.messages import Called
from common.words import Instant
from server.rules.execute import execute
from server.rules.facts import Entry, TicketWentOn
from server.rules.hall import Hall
from server.rules.order import SYSTEM, Actor, AnyCommand, ImportHall, Order, Tick
from server.rules.recorder import Recorder
from server.rules.refusal import Refusal
from server.rules.settle import next_due, settle
from server.rules.setup import Setup
from tests.rules import watch, watch_order, watch_place
from tests.rules.street import ADMIN, KIOSK, MINUTE, clerk, moment, small_setup

STEPS = st.sampled_from([0, 1, 1_000, 10_000, 61_000, 2 * MINUTE, 5 * MINUTE, 7 * MINUTE])
LONG = st.sampled_from([11 * MINUTE, 12 * MINUTE, 40 * MINUTE, 200 * MINUTE, 15 * 60 * MINUTE])


class WatchedHall(RuleBasedStateMachine):
    """`setups`: the first is imported at the start, the others may come into force later."""

    setups: ClassVar[list[Setup]] = [small_setup()]
    start: ClassVar[Instant] = moment("08:25")

    def __init__(self) -> None:
        super().__init__()
        self.at = self.start
        self.hall = Hall()
        self.fold = Hall()
        self.views = watch.Views(self.hall)
        self.periods = watch.Periods()
        self.log: list[Entry] = []
        self.execute(Order(ImportHall(setup=self.setups[0]), ADMIN, self.at))
        for number, name in enumerate(("A1", "A2", "A3"), 1):
            self.give(clerk(name), c.SitDown(window=number))
        for matter in self.setups[0].matters:
            self.give(KIOSK, c.IssueTicket(matter=matter.id))

    # -- the lane --------------------------------------------------------------------------------

    def execute(self, order: Order) -> msgspec.Struct | None:
        version = self.hall.version
        outcome = execute(self.hall, order)
        self.keep(version, outcome.entries)
        return outcome.answer

    def keep(self, version: int, entries: list[Entry]) -> None:
        assert [entry.version for entry in entries] == list(range(version + 1, self.hall.version + 1))
        assert all(entry.at == self.at and entry.due <= self.at for entry in entries)
        for entry in entries:
            self.before(entry)
            watch.replayed(self.fold, [entry])
        self.log += entries
        for entry in entries:
            self.periods.take(entry)
        self.views.take(self.hall, entries)

    def before(self, entry: Entry) -> None:
        """`self.fold` is the hall that `entry` found."""
        watch_place.check_claim(self.fold, entry)

    def tick(self) -> None:
        if self.at >= self.hall.due:
            self.execute(Order(Tick(), SYSTEM, self.at))
        assert self.hall.due > self.at

    def give(self, actor: Actor, command: AnyCommand) -> msgspec.Struct | None:
        """Time first, then the command; refused, it changes nothing."""
        self.tick()
        before = watch.copy(self.hall)
        try:
            return self.execute(Order(command, actor, self.at, seed=b"seed"))
        except Refusal:
            assert self.hall == before
            return None

    def call(self, name: str, command: c.CallNext | c.CallThis) -> None:
        """A call, held against who should be next."""
        self.tick()
        version, expected = self.hall.version, watch_order.next_of(self.hall, name)
        answer = self.give(clerk(name), command)
        if isinstance(answer, Called) and isinstance(command, c.CallNext):
            if not self.went_on_since(version):  # who went on may be next in the same line
                assert expected is not None
                assert answer.ticket == expected.id
            watch_order.check_fair(self.hall, self.hall.tickets[answer.ticket], self.periods.moved)

    def went_on_since(self, version: int) -> bool:
        recent = [entry for entry in self.log if entry.version > version]
        return any(isinstance(entry.fact, TicketWentOn) for entry in recent)

    # -- time ------------------------------------------------------------------------------------

    def wait_until(self, target: Instant) -> None:
        """As the lane does: a tick at each moment that is due, and nothing in between."""
        while self.hall.due <= target:
            self.nothing_until_due()
            self.at = self.hall.due
            self.tick()
        self.at = target

    def nothing_until_due(self) -> None:
        other = watch.copy(self.hall)
        for at in ((self.at + self.hall.due) // 2, self.hall.due - 1):
            recorder = Recorder(other, at)
            settle(other, recorder, at)
            assert recorder.entries == [], recorder.entries

    @rule(step=STEPS)
    def moments_pass(self, step: int) -> None:
        self.wait_until(self.at + step)

    @rule()
    def the_next_thing_comes_due(self) -> None:
        self.wait_until(min(self.hall.due, self.at + 60 * MINUTE))

    @rule(step=LONG, looking=st.booleans())
    def hours_pass(self, step: int, looking: bool) -> None:
        """With the machine on, or off."""
        if looking:
            self.wait_until(self.at + step)
        else:
            self.at += step

    @rule()
    def the_server_starts_again(self) -> None:
        """From a checkpoint: the same hall, and the same moment is next."""
        self.tick()
        again = watch.copy(self.hall)
        again.due = next_due(again, again.last_at)
        assert execute(again, Order(Tick(), SYSTEM, self.at)).entries == []
        assert again.due == self.hall.due
        self.hall = again
        self.fold = watch.copy(self.fold)

    # -- what must hold ----------------------------------------------------------------------------

    @invariant()
    def holds(self) -> None:
        self.tick()
        assert self.fold.version == self.hall.version
        assert watch.same(self.fold, self.hall)
        watch.check_hall(self.hall)
        watch.check_covers(self.hall, self.at)
        self.periods.check(self.hall)

    def teardown(self) -> None:
        watch.check_types(self.hall)
