"""A hall with its clients in one thread: the desk of the live server, links, and time set by hand."""

from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import RootTransaction

from common.link import Link, RequestIds
from server.lane import Ask, Lane
from server.live.in_process import DirectWire, Premises
from server.rules.order import Actor, ImportHall
from server.storage.ledger import Ledger
from server.storage.store import Commit, Store
from tests.live.live_hall import HandClock
from tests.rules.street import ADMIN, moment, small_setup

WALL = Actor("display:d1", frozenset({"display"}))


class OneProcess:
    """`step` lets everything happen that is due."""

    def __init__(
        self,
        folder: Path,
        at: str = "09:00",
        *,
        imported: bool = True,
        commit: Commit = RootTransaction.commit,
        clock: HandClock | None = None,
    ) -> None:
        self.clock = clock or HandClock(moment(at))
        self.store = Store.open(folder, commit=commit)
        self.lane = Lane(Ledger(self.store), self.clock)
        if imported and self.lane.hall.setup is None:
            self.lane.run([Ask(ADMIN, ImportHall(setup=small_setup()))])
        self.premises = Premises(self.lane)
        self.links: list[Link] = []
        self._random = Random(3)

    def link(self, actor: Actor, audience: str) -> Link:
        ids = RequestIds(self._random, lambda: self.clock.at)
        wire = self.premises.wire(actor)
        self.links.append(
            Link(wire, audience, clock=lambda: self.clock.at / 1000, random=self._random, ids=ids)
        )
        self.step()
        return self.links[-1]

    def wire_of(self, link: Link) -> DirectWire:
        wire = link._transport
        assert isinstance(wire, DirectWire)
        return wire

    def step(self) -> None:
        for _ in range(3):  # connect, join, answer
            for link in self.links:
                link.poll()
            self.premises.work()

    def pass_s(self, seconds: float) -> None:
        self.clock.at += round(seconds * 1000)
        self.step()

    def answer(self, link: Link, command: Any) -> Any:
        answers: list[Any] = []
        link.send(command, answers.append)
        self.step()
        link.poll()
        return answers[0]

    def facts(self) -> list[str]:
        """The kinds of all facts so far."""
        return [type(entry.fact).__name__ for entry in self.lane._ledger.entries(0)]

    def close(self) -> None:
        self.store.close()
