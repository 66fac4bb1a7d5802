"""More rows that the public sees, and parts of them. `common.rows` holds the rest."""

from typing import Literal

from common.messages import Message
from common.row import Row
from common.words import Words


class VoiceManner(Message):
    """How the hall's calls are spoken. `one`: how 1 is said in numbers; `volume`: percent from a time of day on."""

    one: Literal["yao", "yi"] = "yao"
    english: bool = False
    syllables_per_min: int = 210
    volume: tuple[tuple[str, int], ...] = ()


class ElsewhereRow(Row):
    """Table `elsewhere`: a matter that is not handled here, and where it is (M-5)."""

    id: str
    name: Words
    where: Words
    phone: str


class WaitRow(Row):
    """Table `waits` of kiosks, by line: how long a number that is taken now will wait, minutes as they are to be shown.

    No row: nobody can say. `low_min` 0: within `high_min`. `late`: most likely too late today, for what serves the line ends before.
    """

    id: str
    low_min: int
    high_min: int
    late: bool


class DutyRow(Message):
    """In `HallRow.duty_next`: who leads on duty on a coming `day` (ISO), as published (D-3)."""

    day: str
    leader: Words


class TodayRow(Row):
    """Table `today`, by window: what the public sees of today's figures (P-3). `wait_ms` is the sum over `called` tickets."""

    window: int
    called: int
    finished: int
    wait_ms: int
