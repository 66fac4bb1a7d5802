"""The whole hall in one process: no thread, no socket, and time that passes when the driver says so.

A real lane on a real database, the desk of the live server, a link for every client, the wall's own
state and the kiosk's own session; only glass and paper are missing.
"""

from functools import partial
from pathlib import Path
from random import Random

from sqlalchemy import RootTransaction

from bench.day.any_hall import AnyHallsDay
from bench.day.eve import Eve, has_eve, live_eve
from bench.day.leaks import Leaks
from bench.day.overheard import Ears, OverheardWire, overheard_log
from bench.day.persons import drawn
from bench.day.read_screens import ReadScreens
from bench.day.simulated_devices import SimulatedKiosk, SimulatedWall
from bench.day.timetable import Timetable
from bench.day.world import World
from common.link import Link, RequestIds
from common.link_wire import Transport
from common.words import Instant
from server.lane import Ask, Lane
from server.live.in_process import Premises
from server.rules.hours import MINUTE_MS
from server.rules.order import Actor, ImportHall
from server.rules.passed import passed
from server.rules.setup import Setup
from server.storage.check import check
from server.storage.ledger import Ledger
from server.storage.record import record_since, ticket_on_record
from server.storage.store import Commit, Store
from server.web.passing_words import passing_text

STEP_MS = 3_000
BEAT_MS = 5_000
ADMINISTRATOR = Actor("admin", frozenset({"administrator"}))
SUPERVISOR = "S01"
PUBLIC_ROLES = ("kiosk", "display")


class SteppedClock:
    """Time as the driver sets it: the server's clock in milliseconds, a link's in seconds."""

    def __init__(self, at: Instant) -> None:
        self.at = at

    def now(self) -> Instant:
        """The simulated moment."""
        return self.at

    def seconds(self) -> float:
        """The same for a link."""
        return self.at / 1000


def in_haste(transaction: RootTransaction) -> None:
    """Commit; from the first on without waiting for the disk: nobody pulls the plug of a simulated day.

    A day has hundreds of commits, and on a busy disk each may take a tenth of a second.
    """
    transaction.commit()
    raw = transaction.connection.connection.dbapi_connection
    assert raw is not None
    raw.cursor().execute("PRAGMA synchronous=OFF")


class SimulatedHall:
    """A hall on a database in `folder`, with one kiosk and one wall, and its working day from one seed."""

    def __init__(
        self,
        folder: Path,
        setup: Setup,
        day: Timetable,
        seed: int,
        residents: int,
        commit: Commit = in_haste,
    ) -> None:
        self._random = Random(seed)
        self.folder, self.clock = folder, SteppedClock(day.start)
        eve = live_eve(folder, setup, day, seed, commit) if has_eve(day) else Eve()
        self.store = Store.open(folder, commit=commit)
        self.ledger = Ledger(self.store)
        self.lane = Lane(self.ledger, self.clock, seed=lambda: self._random.randbytes(16))
        if self.lane.hall.setup is None:
            self.lane.run([Ask(ADMINISTRATOR, ImportHall(setup=setup))])
        self.premises = Premises(self.lane)
        world = World(day, self._staff_link, setup.settings.grace_min * MINUTE_MS, self._why)
        world.kept, world.cases, world.real_ms = list(eve.papers), dict(eve.cases), self.clock.now
        people = drawn(seed, residents)
        world.coming = iter(people)
        self.leaks = Leaks([*people, *(case.person for case in eve.cases.values())])
        kiosk = self._link("kiosk", "kiosk-1", "kiosk")
        self.kiosk = SimulatedKiosk(kiosk, day.start, read=partial(self.leaks.search, "kiosk's screen"))
        self._screens = ReadScreens(partial(self.leaks.search, "walls' screens"))
        self.wall = SimulatedWall(self._link("wall", "wall-1", "display"))
        windows = [f"window:{window.number}" for window in setup.windows]
        self._ears = Ears([self._link(ear, f"ear-{ear}", "display") for ear in ("board", *windows)])
        self.day = AnyHallsDay(setup, world, seed, [self.kiosk], self.wall, residents)
        self._beat_at = self.clock.at

    def run(self) -> None:
        """Until everybody has gone home."""
        with overheard_log(self.leaks):
            while not self.day.over(self.clock.at):
                self.step()

    def step(self) -> None:
        """A few seconds of the day."""
        self.clock.at += STEP_MS
        if self.clock.at >= self._beat_at:
            self._beat_at += BEAT_MS
            self.premises.desk.beat()
        self.premises.work()
        self._ears.listen()
        self.day.act(self.clock.at)
        self._screens.look(self.wall.link.view, self.clock.at)
        self.premises.work()

    def ledger_ok(self) -> bool:
        """What `python -m server check` would say."""
        return not check(self.store)

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()

    def _staff_link(self, staff: str, audience: str) -> Link:
        role = "supervisor" if audience == "supervisor" else "clerk"
        return self._link(audience, staff, role)

    def _why(self, _staff: str, number: str) -> list[str]:
        """What GET /api/tickets/NUMBER answers, of the same record in the same words."""
        known = ticket_on_record(self.store, number, self.lane.hall.day)
        assert known is not None, number
        before = passed(record_since(self.store, known), known.id)
        return [passing_text(self.lane.hall.rules, item).text("en") for item in before]

    def _link(self, audience: str, name: str, role: str) -> Link:
        wire: Transport = self.premises.wire(Actor(name, frozenset({role})))
        if role in PUBLIC_ROLES:
            wire = OverheardWire(wire, audience, self.leaks)
        ids = RequestIds(self._random, self.clock.now)
        return Link(wire, audience, clock=self.clock.seconds, random=self._random, ids=ids)
