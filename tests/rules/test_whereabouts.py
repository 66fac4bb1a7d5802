"""去向留言: whoever leaves says where and until when, and the window shows it (AB-15)."""

from common import commands as c
from common.rows import WindowRow
from server.rules.view import table
from tests.rules.street import BOSS, Street, clerk, moment, morning


def window(street: Street, number: int = 1) -> WindowRow:
    row = table(street.hall, "window:1" if number == 1 else "wall", "windows")[str(number)]
    assert isinstance(row, WindowRow)
    return row


def test_the_window_of_who_signed_out_shows_where_and_until_when() -> None:
    """As it does of who stepped away."""  # AB-15
    street = morning()
    street.give(clerk("A1"), c.StandUp(reason="meeting", until=moment("10:00")))
    row = window(street)
    assert (row.state, row.clerk, row.away, row.away_until) == ("closed", None, "meeting", moment("10:00"))
    assert row.since == street.at
    assert window(street, 2).away is None


def test_it_shows_so_until_somebody_sits_there() -> None:
    """Or until the A has come to another window."""  # AB-15
    street = morning()
    street.give(clerk("A1"), c.StandUp(reason="meeting"))
    street.give(clerk("A4"), c.SitDown(window=1))
    assert window(street).away is None
    street.leaves("A4")
    assert window(street).away == "meeting"
    street.leaves("A3")
    street.give(clerk("A1"), c.SitDown(window=3))
    assert (window(street).away, window(street, 3).away) == (None, None)


def test_the_next_day_says_nothing_of_yesterday() -> None:
    """Everybody has left."""  # AB-15
    street = morning()
    street.give(clerk("A1"), c.StandUp(reason="meeting"))
    street.give(BOSS, c.CloseDay())
    assert window(street).away is None
