"""The day's script laid over any hall: the lines that it names are the sample hall's, so others play their parts.

Its clerks are A01 to A08; whoever a hall does not have does nothing there.
"""

from collections.abc import Iterator, Sequence
from itertools import cycle

import msgspec

from bench.day.crowd import LINES
from bench.day.floor import KioskPlace, WallSeen
from bench.day.working_day import WorkingDay
from bench.day.world import World
from server.rules.setup import Matter, Setup


class AnyHallsDay(WorkingDay):
    """A working day in `setup`, whatever its lines are called and however many they are."""

    def __init__(
        self,
        setup: Setup,
        world: World,
        seed: int,
        kiosks: Sequence[KioskPlace],
        wall: WallSeen,
        residents: int,
    ) -> None:
        super().__init__(as_scripted(setup), world, seed, kiosks, wall, residents)
        line_of = {matter.id: matter.line for matter in setup.matters}
        for resident in self.residents:
            wish = resident.wish
            resident.wish = wish._replace(line=line_of[wish.matter], then_line=line_of.get(wish.then, ""))


def as_scripted(setup: Setup) -> Setup:
    """The same hall with its matters in the script's lines; as it is if it has the script's own."""
    if LINES.keys() <= {line.id for line in setup.lines}:
        return setup
    return msgspec.structs.replace(setup, matters=tuple(_cast(setup)))


def _cast(setup: Setup) -> Iterator[Matter]:
    """Every line plays some part, and every part is played: the shorter list begins again."""
    lines = [line.id for line in setup.lines]
    parts = list(LINES)
    pairs = (
        zip(cycle(parts), lines) if len(lines) > len(parts) else zip(parts, cycle(lines))
    )  # one never ends
    for part, line in pairs:
        for matter in setup.matters:
            if matter.line == line:
                yield msgspec.structs.replace(matter, line=part)
