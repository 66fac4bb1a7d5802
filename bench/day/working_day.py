"""The whole day: everybody acts in turn, as often as the driver lets time pass."""

from collections.abc import Sequence
from random import Random

from bench.day.clerk import Clerk
from bench.day.crowd import Wish, crowd, kept_over_night, not_kept, offered
from bench.day.floor import KioskPlace, NoPaper, Paper, WallSeen
from bench.day.outside import Outside
from bench.day.record import CrowdSeen, Figures, figures
from bench.day.resident import Resident
from bench.day.script import begun_at_start, script
from bench.day.supervisor import Supervisor
from bench.day.world import World
from common.words import Instant
from server.rules.setup import Setup

FILES, LACKS = 0.5, 0.15
"""Whose matter can be filed does so, one in two; of these so many lack a paper."""
HOME_BY_MIN = 60
HOME_BY_LAGS = 30
"""So long after the script's end the day is given up: this, and as many times what the programs cost."""


class WorkingDay:
    """Clerks, supervisor and residents of one day from one seed. `over` when everybody has gone home."""

    def __init__(
        self,
        setup: Setup,
        world: World,
        seed: int,
        kiosks: Sequence[KioskPlace],
        wall: WallSeen,
        residents: int,
    ) -> None:
        self.world = world
        self._kiosks = kiosks
        self._wall = wall
        self._at_kiosk: dict[int, Resident] = {}
        random = Random(seed)
        wishes = crowd(random, world.day, offered(setup), residents)
        self.residents = [Resident(wish, world.floor, Random(random.random())) for wish in wishes]
        whole = script(by_hand=world.day.by_hand, market=world.day.market)
        cues = sorted(begun_at_start(whole, world.day))
        self.clerks = [
            Clerk(post.a_role, post.window, cues, world, Random(random.random())) for post in setup.posts
        ]
        self.outside = [
            Outside(item.id, world, Random(random.random())) for item in setup.clerks if item.outside
        ]
        world.to_book = [
            there for there in self.residents if there.wish.slot and there.wish.slot > world.day.start
        ]
        self._add_apart(seed, setup)
        world.sensitive = frozenset(matter.id for matter in setup.matters if matter.sensitive)
        self._let_file(seed)
        self.supervisor = Supervisor("S01", world)
        self._staff: list[Clerk | Outside] = [*self.clerks, *self.outside]
        self._present: list[Resident] = []
        self._coming = sorted(self.residents, key=lambda there: there.wish.at, reverse=True)

    def _add_apart(self, seed: int, setup: Setup) -> None:
        """Beside the crowd: who comes with yesterday's number, and who rings up for a slot and does not come."""
        random, world = Random(f"{seed} apart"), self.world

        def resident(wish: Wish) -> Resident:
            return Resident(wish, world.floor, Random(random.random()))

        for wish, paper in zip(kept_over_night(random, world.day, offered(setup)), world.kept, strict=False):
            self.residents.append(resident(wish))
            self.residents[-1].has_kept(paper)
        world.not_coming = [resident(wish) for wish in not_kept(random, world.day, offered(setup))]
        world.to_book += world.not_coming

    def _let_file(self, seed: int) -> None:
        """Who has an application besides, and whether all papers are there."""
        random = Random(f"{seed} files")
        for resident in self.residents:
            if random.random() < FILES:
                resident.person = next(self.world.coming, None)
                resident.lacks = int(random.random() < LACKS)

    def act(self, now: Instant) -> None:
        """Let everybody look and do what is due."""
        self.world.floor.look(self._wall, now)
        self.supervisor.act(now)
        for clerk in self._staff:
            clerk.act(now)
        while self._coming and self._coming[-1].wish.at <= now:
            self._present.append(self._coming.pop())
        for resident in self._present:
            resident.act(now)
        self._present = [resident for resident in self._present if not resident.over]
        self._touch(now)

    def settle(self, now: Instant) -> bool:
        """Nobody does anything new, what is on its way arrives; whether nobody stands at a kiosk any more."""
        self.world.floor.look(self._wall, now)
        self._take_papers(now)
        return not self._at_kiosk

    def in_place(self, now: Instant) -> bool:
        """Whether the supervisor and every clerk who is due by `now` are where they should be."""
        joined = self.supervisor.terminal.link.status == "joined"
        return joined and all(clerk.in_place(now) for clerk in self.clerks)

    def over(self, now: Instant) -> bool:
        """Everybody has gone home and the hall has closed its day, or it is far too late for that."""
        late_ms = HOME_BY_MIN * 60_000 + HOME_BY_LAGS * self.world.lag_s * 1000
        if now > self.world.day.ends + late_ms:
            return True
        if self._coming or self._at_kiosk or self.world.floor.before_kiosk:
            return False
        return all(clerk.over for clerk in self._staff) and self.supervisor.saw_the_end

    def figures(self, *, ledger_ok: bool, pace: float = 1.0, leaks: int = 0) -> Figures:
        """What the clients saw until now; `pace` only goes into the line."""
        shown = self.world.floor.every_call
        self.world.record.cases.shown = self.world.floor.every_case
        return figures(
            self.world.record, shown, self._crowd_seen(), ledger_ok=ledger_ok, pace=pace, leaks=leaks
        )

    def _crowd_seen(self) -> CrowdSeen:
        held = [resident for resident in self.residents if resident.number]
        away = [resident for resident in held if resident.where == "gone"]
        return CrowdSeen(
            came=sum(1 for resident in self.residents if resident.where != "outside" and not _kept(resident)),
            waiting=sum(1 for resident in held if not resident.over),
            still_missing=sum(1 for resident in away if resident.ticket not in self.world.record.withdrawn),
        )

    def _take_papers(self, now: Instant) -> None:
        for index, resident in list(self._at_kiosk.items()):
            outcome = self._kiosks[index].outcome(now)
            if outcome is not None:
                resident.take(outcome, now)
                if resident.where != "at_kiosk":  # else it is to be tried again
                    self._keep(outcome, resident)
                del self._at_kiosk[index]

    def _keep(self, outcome: Paper | NoPaper, resident: Resident) -> None:
        record = self.world.record
        if isinstance(outcome, Paper):
            self._notice(resident)
            record.issued[outcome.ticket] = outcome.number
            record.printed += outcome.printed
        else:
            record.turned_away.append(outcome.code)
            if self._is_refused(resident.wish.matter):
                record.moves["numbers_refused"] += 1
                record.note(
                    self.world.floor.now, f"no number for {resident.wish.matter}: full or closed for today"
                )

    def _is_refused(self, matter: str) -> bool:
        """Whether the hall gives no numbers of it now, as staff see it."""
        row = self.supervisor.terminal.rows("matters").get(matter, {})
        return row.get("closed") is not None or row.get("left") == 0

    def _notice(self, resident: Resident) -> None:
        moves, wish = self.world.record.moves, resident.wish
        moves["checked_in"] += bool(wish.code)
        moves["matters_chosen"] += bool(wish.then)
        moves["unsure"] += wish.habit == "unsure"

    def _touch(self, now: Instant) -> None:
        """Whoever is first in the row before the kiosks steps up to a free one."""
        self._take_papers(now)
        if self.world.floor.paused:
            return  # the screen says so
        for index, kiosk in enumerate(self._kiosks):
            if kiosk.free and index not in self._at_kiosk and self.world.floor.before_kiosk:
                self._at_kiosk[index] = self.world.floor.before_kiosk.popleft()
                kiosk.take(self._at_kiosk[index].wish, now)


def _kept(resident: Resident) -> bool:
    """Comes with a number and takes none."""
    return resident.wish.habit == "kept"
