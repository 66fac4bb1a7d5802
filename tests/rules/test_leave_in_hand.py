"""A clerk whose leave has begun with somebody in hand: what is served to the end, and what is taken over (AB-3)."""

from common import commands as c
from tests.rules.street import BOSS, moment, morning


def test_whoever_is_on_leave_takes_no_line_with_somebody_in_hand() -> None:
    """The next one who is there does."""  # AB-3
    street = morning()
    ticket = street.issue("ms")
    street.call("A2")
    street.start("A2", ticket)
    street.give(BOSS, c.RecordLeave(clerk="A2", since=street.at, until=moment("17:00")))
    street.issue()
    street.leaves("A1")
    assert street.cover("pr")[:2] == street.cover("ps")[:2] == ("b_role", "A3")
    street.call("A3")
