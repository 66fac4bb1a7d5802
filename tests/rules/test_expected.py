"""Who is expected and has not come yet: counted as serving, not said to be there (AB-2, AB-4)."""

from common.rows import LineRow, PostRow
from server.rules import facts as f
from server.rules.setup import Hours
from server.rules.view import table
from tests.rules.setup_cover_hall import clerk_with
from tests.rules.setup_shared import shared_setup
from tests.rules.street import Street, small_setup


def post(street: Street) -> PostRow:
    row = table(street.hall, "wall", "posts")["pr"]
    assert isinstance(row, PostRow)
    return row


def line(street: Street) -> LineRow:
    row = table(street.hall, "kiosk", "lines")["r"]
    assert isinstance(row, LineRow)
    return row


def test_who_is_expected_is_not_said_to_be_there() -> None:
    """In the grace after opening nobody sits there yet; whoever sits down is."""  # AB-2, AB-4
    street = Street()
    street.until("08:31")
    assert post(street).expected
    assert line(street).expected
    street.sit("A1")
    assert not post(street).expected
    assert not line(street).expected


def test_a_line_is_sent_to_the_post_where_somebody_sits() -> None:
    """A1 is expected at window 1, A4 is there at window 4: both serve it."""
    street = Street(shared_setup())
    street.until("08:31")
    street.sit("A4")
    assert (line(street).window, line(street).expected) == (4, False)


def test_who_never_came_does_not_go_to_lunch() -> None:
    """Whoever is still within the grace as it begins does."""  # AB-6
    all_day = small_setup(hours=Hours(sessions=(("08:30", "18:00"),)))
    street = Street(clerk_with("A1", all_day, lunch=("12:00", "13:00")))
    street.until("14:00")
    assert [fact.reason for fact in street.made(f.AbsenceBegan) if fact.clerk == "A1"] == ["not_arrived"]
    assert street.cover("pr")[3] == "not_arrived"
    street = Street(clerk_with("A1", lunch=("08:33", "09:00")))
    street.until("08:40")
    assert street.cover("pr")[3] == "at_lunch"
