"""Whole drawn days: whatever state a hall is in, a wait can be asked for, changes nothing, and is longer further back."""

from itertools import pairwise

import msgspec
import pytest

from bench.fair.compared import drawn, lived
from server.rules.apply import apply
from server.rules.estimate.rows import waits
from server.rules.estimate.wait import wait_of_ticket
from server.rules.hall import Hall

EVERY = 17


@pytest.mark.parametrize("seed", range(300, 306))
def test_a_wait_can_be_asked_for_at_any_moment_of_a_day(seed: int) -> None:
    """It is a range, of minutes that can be told, and the hall stays as it is."""
    hall = Hall()
    for entry in lived(*drawn(seed)).log:
        apply(hall, entry)
        if entry.version % EVERY or hall.setup is None:
            continue
        before = msgspec.json.encode(hall)
        for row in waits(hall, entry.at).values():
            assert 0 <= row.low_min < row.high_min <= 24 * 60  # type: ignore[attr-defined]  # a WaitRow
        for queue in hall.lines.values():
            told = [wait_of_ticket(hall, hall.tickets[key[2]], entry.at) for key in queue]
            raw = [wait.raw_min for wait in told if wait is not None]
            assert len(raw) in (0, len(told))
            plain = not any(hall.tickets[key[2]].special for key in queue)
            assert not plain or all(one <= other for one, other in pairwise(raw))
        assert msgspec.json.encode(hall) == before
