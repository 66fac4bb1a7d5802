"""What a matter asked for, and how it went, when a case of it was registered: published words, which a later set-up does not change."""

import msgspec

from common.words import Words
from server.rules.setup import Matter


class CaseLists(msgspec.Struct, frozen=True):
    """Facts name materials and steps by their places in these. `step_limits`: working days of each step; 0: none of its own (M-1).

    A `sensitive` case stands on boards by what changed last alone: among the late its place would tell what its row does not (P-6). `joint`: C-10.
    """

    materials: tuple[Words, ...] = ()
    steps: tuple[Words, ...] = ()
    step_limits: tuple[int, ...] = ()
    sensitive: bool = False
    joint: bool = False

    def step_limit(self, step: int | None) -> int:
        """Working days of a step; 0: none of its own."""
        return self.step_limits[step] if step is not None and step < len(self.step_limits) else 0


NO_LISTS = CaseLists()


def lists_of(matter: Matter) -> CaseLists:
    """As the matter has them now."""
    return CaseLists(
        matter.materials, matter.steps, matter.step_limits, matter.sensitive, matter.kind == "joint"
    )
