"""What a set-up says of duty leaders (值班领导, D-3): who they are, and their rota, made each quarter."""

from typing import Literal

from common.words import Words
from server.rules.part import Part


class DutyLeader(Part):
    """A leader who takes turns, known by a staff number; `title` is what is published."""

    id: str
    title: Words


class DutyDay(Part):
    """Who is on duty on a date, instead of the weekday's leader. `hours`: from and to; none: as long as the hall is open."""

    day: str
    leader: str
    hours: tuple[str, str] | None = None


class DutyQuarter(Part):
    """The rota of a quarter, as "2026Q4": a leader for each weekday from Monday (an empty one: nobody), and days by date."""

    quarter: str
    weekdays: tuple[str, ...] = ()
    days: tuple[DutyDay, ...] = ()


class DutyRota(Part):
    """`rule`: each leader at least half a day in every half of a month, or one leader every day that the hall opens.

    `warn_days`: a quarter without a rota is an alarm so many days before it begins.
    """

    rule: Literal["half_month", "daily"] = "half_month"
    leaders: tuple[DutyLeader, ...] = ()
    quarters: tuple[DutyQuarter, ...] = ()
    warn_days: int = 14
