"""What the staff do beside serving: the day's script, in the script's own clock (see docs/demo.md)."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from bench.day.timetable import Timetable
from common.commands import AwayReason

Doing = Literal[
    "arrive", "step_away", "overstay", "hand_over", "official", "slip_away", "go_dark", "lunch", "lunch_turn", "go_home"
]  # fmt: skip
"""overstay: a moment beyond the budget of moments · official: a short absence asked for and agreed to ·
lunch_turn: by the plan of turns, while the hall is open."""


class Cue(NamedTuple):
    """`who` does it at `at`, and is back at `until`."""

    at: str
    who: str
    doing: Doing
    until: str = ""
    reason: AwayReason = "other"
    note: str = ""


OUTSIDE = "A09"
"""Works elsewhere in the town hall and comes when called (AB-14)."""
CLERKS = ("A01", "A02", "A03", "A04", "A05", "A06", "A07", "A08")

ARRIVALS = (
    Cue("08:02", "A04", "arrive"),
    Cue("08:06", "A07", "arrive"),
    Cue("08:09", "A03", "arrive"),
    Cue("08:13", "A06", "arrive"),
    Cue("08:15", "A02", "arrive"),
    Cue("08:18", "A08", "arrive"),
    Cue("08:21", "A05", "arrive"),
    Cue("08:26", "A01", "arrive"),
)

ARRIVALS_BY_HAND = tuple(cue._replace(at="07:52") for cue in ARRIVALS)
"""There is no half hour for numbers before the windows open."""

EVENTS = (
    Cue("09:12", "A07", "step_away", until="09:15", reason="restroom"),
    Cue(
        "09:40", "A04", "hand_over", until="10:05", reason="meeting", note="低保复核两件待补材料，回来后联系"
    ),
    Cue("10:03", "A07", "step_away", until="10:06", reason="restroom"),
    Cue("10:14", "A07", "step_away", until="10:17", reason="restroom"),
    Cue("10:20", "A08", "official", until="10:50", reason="meeting"),
    Cue("10:26", "A03", "slip_away", until="10:52", reason="errand"),
    Cue("10:29", "A07", "overstay", until="10:52", reason="unwell"),
    Cue("11:05", "A07", "hand_over", until="11:30", reason="archive"),
    Cue("14:50", "A06", "hand_over", until="15:12", reason="meeting"),
    Cue("15:05", "A07", "step_away", until="15:08", reason="restroom"),
    Cue("15:18", "A02", "hand_over", until="16:10", reason="meeting"),
    Cue("15:18", "A06", "hand_over", until="16:10", reason="meeting"),
    Cue("15:34", "A01", "slip_away", until="16:00", reason="errand"),
    Cue("16:35", "A05", "go_dark", until="16:55"),
)
"""10:33 to 10:50: post 8 has neither A08 nor its B-roles A07 and A03: A09 is called from outside. 15:34 to 16:00: post 1 has neither A01 nor its B-roles A02 and A06, until the supervisor acts."""

LUNCH = (
    *(Cue("12:00", clerk, "lunch", until="14:20", reason="meal") for clerk in CLERKS[:-1]),
    Cue("11:30", "A08", "lunch_turn", until="14:20", reason="meal"),
)
"""A08 eats by turns before noon, while the till's clerk stays and covers."""
LUNCH_BY_TURNS = (
    *(Cue("12:00", clerk, "lunch_turn", until="12:40", reason="meal") for clerk in CLERKS[1:-1:2]),
    *(Cue("12:45", clerk, "lunch_turn", until="13:25", reason="meal") for clerk in CLERKS[::2]),
    Cue("11:30", "A08", "lunch_turn", until="12:30", reason="meal"),
)
"""On a market day the hall is open all day."""
LUNCH_IN_SHIFTS = tuple(
    Cue("12:00", clerk, "hand_over", until="12:40", reason="meal") for clerk in CLERKS[1::2]
) + tuple(Cue("12:45", clerk, "hand_over", until="13:25", reason="meal") for clerk in CLERKS[::2])
"""A day opened by hand knows no lunch hour: every other clerk goes, the B-roles cover."""

EVENING = tuple(Cue("18:00", clerk, "go_home") for clerk in CLERKS)

OPENS, NUMBERS_STOP = "08:00", "18:00"
"""On a day opened by hand the supervisor says so; else the calendar does."""


def script(*, by_hand: bool, market: bool = False) -> tuple[Cue, ...]:
    """The whole day, in order."""
    if by_hand:
        return tuple(sorted(ARRIVALS_BY_HAND + EVENTS + LUNCH_IN_SHIFTS + EVENING))
    return tuple(sorted(ARRIVALS + EVENTS + (LUNCH_BY_TURNS if market else LUNCH) + EVENING))


def begun_at_start(cues: Iterable[Cue], day: Timetable) -> list[Cue]:
    """What is left of the script at the day's start: whoever is away then arrives when due back."""
    left = [cue for cue in cues if not cue.until or day.at(cue.until) > day.start]
    away = {cue.who: cue for cue in left if cue.until and day.at(cue.at) <= day.start}
    return [
        cue._replace(at=away[cue.who].until) if cue.doing == "arrive" and cue.who in away else cue
        for cue in left
        if cue not in away.values()
    ]
