"""The row of a device with what is known of its paper."""

from common.row import Row
from common.words import Instant


class DeviceRow(Row):
    """Table `devices` of the supervisor, by device: its fault since when (none: no fault), and of a kiosk what it printed on `day`.

    `left_mm` of its roll; none: unknown. `day` empty: it has told of no paper yet.
    """

    id: str
    fault: str | None = None
    since: Instant | None = None
    day: str = ""
    tickets: int = 0
    slips: int = 0
    reprints: int = 0
    failed: int = 0
    voided: int = 0
    used_mm: int = 0
    left_mm: int | None = None
