"""Where a line is usually answered: told also while nobody is there, and only where it is one window."""

import msgspec

from common.commands import IssueTicket
from common.commands_printed import ReprintTicket
from common.messages import Issued
from common.rows import LineRow
from server.rules.view import table
from tests.rules.setup_shared import shared_setup
from tests.rules.street import KIOSK, Street, morning, small_setup


def line(street: Street, name: str = "r") -> LineRow:
    row = table(street.hall, "kiosk", "lines")[name]
    assert isinstance(row, LineRow)
    return row


def empty_hall() -> Street:
    """Half past eight and the grace is over: nobody came."""
    street = Street(small_setup())
    street.until("08:40")
    return street


def test_a_line_with_nobody_there_names_its_usual_window() -> None:
    """It serves nobody now, and everybody may know where to sit."""
    row = line(empty_hall())
    assert (row.state, row.window, row.usual) == ("unattended", None, 1)


def test_where_b_sits_is_the_window_and_the_usual_one_stays() -> None:
    """Who covers serves at the own window (AB-3); the usual one is the set-up's."""
    street = morning()
    street.leaves("A1")
    row = line(street)
    assert (row.state, row.window, row.usual) == ("b_role", 2, 1)


def test_a_line_of_two_windows_has_no_usual_one() -> None:
    """Which of them calls is known when it calls."""
    street = Street(shared_setup())
    assert (line(street, "r").usual, line(street, "u").usual) == (None, 1)


def test_a_number_and_its_second_paper_tell_it() -> None:
    """As the row does, though nobody is there."""
    street = empty_hall()
    given = street.give(KIOSK, IssueTicket(matter="mr"))
    assert isinstance(given, Issued)
    again = street.give(KIOSK, ReprintTicket(ticket=given.ticket))
    assert isinstance(again, Issued)
    assert [(told.window, told.usual) for told in (given, again)] == [(None, 1), (None, 1)]


def test_a_number_that_is_kept_to_one_post_has_that_posts_window() -> None:
    """Of a strict line with several windows."""
    setup = shared_setup()
    lines = tuple(msgspec.structs.replace(one, strict=True) for one in setup.lines)
    street = Street(msgspec.structs.replace(setup, lines=lines))
    street.until("08:40")
    ticket = street.issue()
    post = next(one for one in street.hall.rules.posts if one.id == ticket.kept_to)
    given = street.give(KIOSK, ReprintTicket(ticket=ticket.id))
    assert isinstance(given, Issued)
    assert given.usual == post.window
