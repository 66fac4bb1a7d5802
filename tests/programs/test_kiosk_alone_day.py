"""Half an hour without the server: two kiosks, a power cut, a clock that jumps, a restored backup. None lost, none doubled. (field.md 7)"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from common.commands import CallNext, SitDown
from common.link_wire import Down
from server.rules import facts as f
from server.rules.hall import Ticket
from server.storage.backup import Backups, restore
from server.storage.store import database_file
from tests.live.one_process import OneProcess
from tests.programs.alone_stand import AloneStand
from tests.programs.kiosk_power import CutPrinter, Power, PowerCut, cut_everywhere
from tests.programs.kiosk_stand import KIOSK_1, KIOSK_2
from tests.rules.street import MINUTE, clerk

HOUR = 60 * MINUTE


class Given(NamedTuple):
    """A number in a hand, and when it truly was given; `doubt`: after a cut, the last moment before it."""

    number: str
    at: int
    doubt: int | None


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[OneProcess]:
    """The small hall on a Monday at nine."""
    process = OneProcess(tmp_path / "data")
    yield process
    process.close()


class HalfHour:
    """Two kiosks beside a server that is away."""

    def __init__(self, hall: OneProcess, folder: Path, seed: int) -> None:
        self.hall, self.folder, self.random = hall, folder, Random(seed)
        self.stands = [
            AloneStand(hall, folder / "k1", KIOSK_1),
            AloneStand(hall, folder / "k2", KIOSK_2),
        ]
        for stand in self.stands:
            stand.pass_s(2)
        self.given: list[Given] = []
        self.doubt: list[int | None] = [None, None]

    def take(self, which: int) -> None:
        stand = self.stands[which]
        stand.pass_s(self.random.randint(1, 3))
        number = stand.take(self.random.choice([None, None, "paper_out"]))
        (own,) = [own for own in stand.kiosk._alone._own.numbers if own.number == number]
        self.given.append(Given(number, own.given, self.doubt[which]))

    def away(self, minutes: int) -> None:
        """Residents come to either."""
        ends = self.hall.clock.at + minutes * MINUTE
        while self.hall.clock.at < ends:
            self.take(self.random.randint(0, 1))
            for _ in range(self.random.randint(1, 4)):
                self.hall.clock.at += 10_000
                for stand in self.stands:
                    stand.frame()

    def cut(self, jumps_ms: int) -> None:
        """The first kiosk loses its power with a number half given; its clock is another afterwards."""
        stand = self.stands[0]
        stand.touch("line:r", "take")
        self.doubt[0] = self.hall.clock.at
        stand.kill()
        self.hall.clock.at += 3 * MINUTE
        self.stands[0] = AloneStand(self.hall, self.folder / "k1", KIOSK_1, away=True, skew_ms=jumps_ms)
        self.stands[0].pass_s(2)


def in_line(hall: OneProcess) -> list[Ticket]:
    return [hall.lane.hall.tickets[key[2]] for key in hall.lane.hall.lines.get("r", [])]


def restored(hall: OneProcess, copy: Path, folder: Path) -> OneProcess:
    """Another machine, from the backup."""
    hall.close()
    restore(folder, copy)
    return OneProcess(folder, clock=hall.clock)


@pytest.mark.parametrize("jumps_ms", [0, 5 * HOUR, -26 * HOUR], ids=["right", "ahead", "long ago"])
@pytest.mark.parametrize("from_backup", [False, True], ids=["the same server", "restored"])
def test_half_an_hour_without_the_server(
    hall: OneProcess, tmp_path: Path, jumps_ms: int, from_backup: bool
) -> None:
    """Every number in a hand is in line once, in order; who was called stays called; no number is given twice."""
    day = HalfHour(hall, tmp_path, seed=7)
    first = day.stands[0].take()
    window = hall.link(clerk("A1"), "clerk")
    hall.answer(window, SitDown(window=1))
    hall.answer(window, CallNext())
    copy = Backups(database_file(tmp_path / "data"), tmp_path / "copies").take()
    assert day.stands[1].take() == "R002"
    for stand in day.stands:
        stand.pass_s(1)
        stand.pull()
    day.away(12)
    day.cut(jumps_ms)
    day.away(15)
    server = restored(hall, copy, tmp_path / "again") if from_backup else hall
    for stand in day.stands:
        if from_backup:
            stand.move_to(server)
        stand.plug()
    back = server.clock.at
    line = [ticket for ticket in in_line(server) if ticket.drawn is not None]
    assert len(day.given) > 20
    assert sorted(ticket.number for ticket in line) == sorted(item.number for item in day.given)
    truth = {item.number: item for item in day.given}
    for ticket in line:
        told = truth[ticket.number]
        assert ticket.claim == told.at if told.doubt is None else told.doubt - 5_000 <= ticket.claim <= back
    assert [ticket.claim for ticket in in_line(server)] == sorted(t.claim for t in in_line(server))
    for letters in ("Y", "W"):
        mine = [ticket.number for ticket in line if ticket.number.startswith(letters)]
        assert mine == sorted(mine), "of one kiosk in their order"
    called = next(t for t in server.lane.hall.tickets.values() if t.number == first)
    assert (called.state, called.window) == ("called", 1)
    assert [t.state for t in server.lane.hall.tickets.values() if t.drawn].count("voided") == 1
    assert day.stands[0].take() == "R003", "above the highest that was seen"
    server.close()


@pytest.mark.parametrize("skew_ms", [0, 26 * HOUR, -26 * HOUR], ids=["right", "a day ahead", "a day behind"])
def test_handed_in_before_the_restore_they_are_handed_in_again(
    hall: OneProcess, tmp_path: Path, skew_ms: int
) -> None:
    """The backup is older than the hand-in; whatever the kiosk's clock says."""
    stand = AloneStand(hall, tmp_path / "k1", skew_ms=skew_ms)
    stand.pass_s(2)
    copy = Backups(database_file(tmp_path / "data"), tmp_path / "copies").take()
    stand.pull()
    stand.take()
    stand.plug()
    assert [ticket.number for ticket in in_line(hall)] == ["Y001"]
    stand.pull()
    server = restored(hall, copy, tmp_path / "again")
    stand.move_to(server)
    stand.plug()
    assert [ticket.number for ticket in in_line(server)] == ["Y001"]
    stand.pull()
    assert stand.take() == "Y002"
    server.close()


def test_the_answer_to_a_hand_in_may_be_lost(hall: OneProcess, tmp_path: Path) -> None:
    """Handed in again, each is one ticket."""
    stand = AloneStand(hall, tmp_path / "k1")
    stand.pass_s(2)
    stand.pull()
    stand.take()
    assert stand.cable is not None
    stand.cable.plugged = True
    for _ in range(40):
        stand.hall.clock.at += 500
        stand.link.poll()
        stand._stage.frame(stand.hall.clock.at)
        if "TicketHandedIn" in hall.facts():
            break
        hall.premises.work()
    stand.cable._wire._wire.cut(Down())  # type: ignore[attr-defined]  # before the answer was read
    stand.plug()
    assert [ticket.number for ticket in in_line(hall)] == ["Y001"]
    assert hall.facts().count("TicketHandedIn") == 1


# -- a cut between every two steps ----------------------------------------------------------------


class Alone:
    """One resident at a kiosk without server whose power may fail; then the server is back."""

    def __init__(self, folder: Path) -> None:
        self.hall, self.folder = OneProcess(folder / "data"), folder / "k1"
        stand = AloneStand(self.hall, self.folder)
        stand.pass_s(2)
        stand.kill()
        self.out = 0
        self.noted = self.settled = False

    def take(self, power: Power, fault: str | None) -> None:
        prints: CutPrinter | None = None
        try:
            stand = AloneStand(self.hall, self.folder, power=power, away=True)
            prints = stand.prints if isinstance(stand.prints, CutPrinter) else None
            stand.pass_s(1)
            stand.touch("line:r", "take")
            self.noted = fault is not None
            stand.prints.end(fault)
            stand.frame()
            stand.touch("done" if fault is None else "noted")
            self.settled = True
            stand.kill()
        except PowerCut:
            self.hall.links.clear()
        finally:
            self.out += prints.out if prints else 0

    def again(self, power: Power) -> bool:
        """The power and the server are there again; true if they stay."""
        try:
            stand = AloneStand(self.hall, self.folder, power=power)
            stand.pass_s(8)
            self.out += stand.prints.out if isinstance(stand.prints, CutPrinter) else 0
            stand.kill()
        except PowerCut:
            self.hall.links.clear()
            self.hall.premises.work()
            return False
        return True

    def judge(self) -> None:
        entries = [e.fact for e in self.hall.lane._ledger.entries(0) if isinstance(e.fact, f.TicketIssued)]
        assert len(entries) <= 1, "never doubled"
        assert self.out <= 1, "never a second paper"
        waits = len(in_line(self.hall))
        assert not waits or self.out or self.noted, "no ghost"
        assert waits or not self.settled, "what is in a hand and known to be is valid"
        again = AloneStand(self.hall, self.folder, away=True)
        again.pass_s(1)
        assert again.take() == f"Y{len(entries) + 1:03d}" or not entries


@pytest.mark.parametrize("fault", [None, "paper_out"], ids=["on paper", "noted"])
def test_a_cut_between_any_two_steps_loses_and_doubles_nothing(tmp_path: Path, fault: str | None) -> None:
    """Power fails before and after every note, word to the server and print; and again at every step of the hand-in after it."""
    steps = cut_everywhere(Alone, tmp_path, fault)
    assert steps > 5
