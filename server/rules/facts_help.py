"""Facts of residents who asked for a person at a kiosk (docs/kiosk.md). None says who the resident was."""

from typing import Literal

from server.rules.fact import Fact

__all__ = ["HelpEnded", "StaffCalled", "StaffGoing"]


class StaffCalled(Fact, tag="staff_called"):
    """A resident asked for help at `kiosk`."""

    kiosk: str


class StaffGoing(Fact, tag="staff_going"):
    """Whoever the entry is by is on the way there."""

    kiosk: str


class HelpEnded(Fact, tag="help_ended"):
    """By staff, or (`lapsed`) by time."""

    kiosk: str
    how: Literal["ended", "lapsed"]


AnyHelpFact = StaffCalled | StaffGoing | HelpEnded
