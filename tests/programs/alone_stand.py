"""A kiosk whose server can be away, with its files, for tests: simulated time, a power that fails, a clock that jumps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from common.link_wire import Down, Report, Transport
from kiosk.alone.alone import OwnFiles
from kiosk.alone.last_view import LastView
from kiosk.alone.series import OwnSeries
from kiosk.program import Fittings
from kiosk.scene import Again
from server.rules.order import Actor
from tests.live.one_process import OneProcess
from tests.programs.kiosk_power import CutNumbers, CutPrinter, CutWire, Power
from tests.programs.kiosk_stand import KIOSK_1, Fed, HallInquiries, Stand


class Cable:
    """The way to the server, which can be pulled out."""

    def __init__(self, wire: Transport) -> None:
        self._wire, self.plugged = wire, True
        self._told = True

    def pull(self) -> None:
        self.plugged, self._told = False, False
        self._wire.close()

    def lay(self, wire: Transport) -> None:
        self._wire = wire

    def connect(self) -> None:
        if self.plugged:
            self._wire.connect()
        else:
            self._told = False

    def emit(self, event: str, payload: Any, tag: str) -> None:
        if self.plugged:
            self._wire.emit(event, payload, tag)

    def heard(self) -> list[Report]:
        if self.plugged:
            return list(self._wire.heard())
        told, self._told = self._told, True
        return [] if told else [Down()]

    def close(self) -> None:
        self._wire.close()


class CutSeries(OwnSeries):
    """The series on the disk of a kiosk whose power may fail."""

    def __init__(self, file: Path, power: Power) -> None:
        self._power = power
        super().__init__(file)

    def _write(self) -> bool:
        return bool(self._power.around(super()._write))


class AloneStand(Stand):
    """In a folder of its own; `away`: started without the server."""

    def __init__(
        self,
        hall: OneProcess,
        folder: Path,
        actor: Actor = KIOSK_1,
        power: Power | None = None,
        *,
        away: bool = False,
        skew_ms: int = 0,
    ) -> None:
        self.power, self.actor, self.skew = power or Power(), actor, skew_ms
        self.cable: Cable | None = None
        numbers = CutNumbers(folder / "kiosk-open.json", self.power)
        own = OwnFiles(CutSeries(folder / "kiosk-own.json", self.power), LastView(folder / "kiosk-view.json"))
        fed = Fed(numbers, CutPrinter(self.power), lambda wire: self._lay(wire, away=away))
        fittings = Fittings(numbers, HallInquiries(hall), scanner=True, own=own)
        super().__init__(hall, actor, fed=fed, fittings=fittings)

    def _lay(self, wire: Transport, *, away: bool) -> Transport:
        self.cable = Cable(CutWire(wire, self.power))
        if away:
            self.link.close()
            self.link.__init__(self.cable, "kiosk", clock=self.link._clock)  # type: ignore[misc]
            self.cable.pull()
        return self.cable

    def frame(self) -> None:
        """By the kiosk's own clock, which may be wrong."""
        for _ in range(2):
            self.hall.step()
            self._stage.frame(self.hall.clock.at + self.skew)

    def move_to(self, hall: OneProcess) -> None:
        """The server is another now: restored from a backup, at the same address."""
        assert self.cable is not None
        wire = hall.premises.wire(self.actor)
        self.cable.lay(CutWire(wire, self.power))
        self.hall.links.remove(self.link)
        self.hall = hall
        hall.links.append(self.link)

    def pull(self) -> None:
        """The cable is out, and the kiosk has noticed."""
        assert self.cable is not None
        self.cable.pull()
        self.frame()

    def plug(self) -> None:
        """In again, and everything said."""
        assert self.cable is not None
        self.cable.plugged = True
        self.pass_s(20)

    def take(self, fault: str | None = None) -> str:
        """From the first screen to a number in a hand."""
        self.touch("line:r", "take")
        if isinstance(self.scene(), Again):
            self.touch("again:yes")
        number = self.kiosk.scene.ticket.number  # type: ignore[union-attr]
        self.prints.end(fault)
        self.frame()
        self.touch("done" if fault is None else "noted")
        return str(number)
