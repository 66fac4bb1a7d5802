"""What a hall knows of its printed paper."""

import msgspec

from common.commands_printed import CountPaper
from common.words import Instant


class Printed(msgspec.Struct):
    """`again`: of a ticket how often it was printed once more, and when last; `counts`: of a kiosk what it told last."""

    again: dict[int, tuple[int, Instant]] = {}
    counts: dict[str, CountPaper] = {}
