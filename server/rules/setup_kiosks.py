"""What a set-up says of kiosks, and what is wrong with that."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from common.words import Words
from server.rules.part import Part
from server.rules.setup_finding import Finding, error

if TYPE_CHECKING:
    from server.rules.setup import Setup

KIOSK_RANGES = {"numbers_per_min": (0, 600)}


class Kiosks(Part):
    """`numbers_per_min`: so many numbers a minute at one kiosk at most (0: as many as are asked for).

    `papers_missing`: what somebody without all papers can do in this hall: copy, fetch, promise.
    A resident needs three touches and the paper some seconds: more than the default is nobody who queues.
    """

    numbers_per_min: int = 12
    papers_missing: Words = Words("")


def kiosk_findings(setup: "Setup") -> Iterator[Finding]:
    """Figures within reason."""
    for key, (least, most) in KIOSK_RANGES.items():
        value = getattr(setup.kiosks, key)
        if not least <= value <= most:
            yield error("figure_out_of_range", "kiosks", key, key=key, value=value, least=least, most=most)
