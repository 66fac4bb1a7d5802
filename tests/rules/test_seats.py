"""Who sits where: at no two windows, and the seat of an absent A may be taken (AB-13)."""

from common import commands as c
from server.rules import facts as f
from server.rules.cover import window_of_line
from server.rules.order import SYSTEM, TerminalSilent
from server.rules.view import table
from tests.rules.setup_cover_hall import all_seated, post_with
from tests.rules.street import KIOSK, clerk, morning


def test_a_who_sits_elsewhere_takes_the_post_along() -> None:
    """Everybody is told the window."""  # AB-2
    street = morning()
    street.leaves("A3")
    street.give(clerk("A1"), c.SitDown(window=3))
    assert street.cover("pr") == ("a_role", "A1", 3, None)
    assert window_of_line(street.hall, "r") == 3
    assert not street.hall.absent.get("A1")


def test_b_may_sit_at_the_window_of_an_absent_a() -> None:
    """Then both lines are answered there."""  # AB-13
    street = morning()
    street.give(clerk("A1"), c.StepAway(reason="meeting"))
    assert street.refused(clerk("A2"), c.SitDown(window=1)) == "window_taken"
    street.later(minutes=5)
    street.give(clerk("A2"), c.SitDown(window=1))
    assert street.hall.seats == {1: "A2", 3: "A3"}
    assert (street.cover("pr"), street.cover("ps")) == (
        ("b_role", "A2", 1, "stepped_away"),
        ("a_role", "A2", 1, None),
    )


def test_a_b_who_is_to_come_to_as_window_is_called_from_where_the_b_sits() -> None:
    """The line is B's at once, and goes along when B moves: one window for the call, the kiosk and the wall."""  # AB-3, AB-13
    street = all_seated(post_with("pr", cover_at="a_window"))
    street.leaves("A1")
    for window in (2, 1):
        if window == 1:
            street.give(clerk("A2"), c.SitDown(window=1))
        street.issue("mr")
        told = [
            street.give(KIOSK, c.IssueTicket(matter="mr")).window,  # type: ignore[attr-defined]
            table(street.hall, "wall", "posts")["pr"].window,  # type: ignore[attr-defined]
            table(street.hall, "wall", "lines")["r"].window,  # type: ignore[attr-defined]
            street.serve("A2").window,
        ]
        assert told == [window] * 4
    assert table(street.hall, "clerk:A2", "posts")["pr"].cover_at == "a_window"  # type: ignore[attr-defined]


def test_a_whose_seat_was_taken_sits_down_again_somewhere() -> None:
    """Nobody is at two windows, and coming back alone is not enough."""  # AB-8, field.md 17
    street = morning()
    street.give(clerk("A1"), c.StepAway(reason="meeting"))
    street.later(minutes=5)
    street.give(clerk("A2"), c.SitDown(window=1))
    assert street.hall.presence["A1"].window is None
    assert street.refused(clerk("A1"), c.ComeBack()) == "not_seated"
    assert street.refused(clerk("A1"), c.SitDown(window=1)) == "window_taken"
    street.give(clerk("A1"), c.SitDown(window=2))
    assert street.cover("pr") == ("a_role", "A1", 2, None)


def test_losing_the_seat_changes_nothing_of_the_absence() -> None:
    """Same reason, no second record against A."""  # AB-6
    street = morning()
    street.give(SYSTEM, TerminalSilent(clerk="A1", since=street.at))
    street.later(minutes=5)
    street.give(clerk("A2"), c.SitDown(window=1))
    street.later(minutes=20)
    assert street.hall.absent["A1"] == "silent"
    assert len(street.facts(f.AbsenceRecorded)) == 1


def test_two_clerks_cannot_sit_at_one_window_nor_one_at_two() -> None:
    """field.md 17."""
    street = morning()
    assert street.refused(clerk("A4"), c.SitDown(window=1)) == "window_taken"
    street.give(clerk("A3"), c.StandUp())
    street.give(clerk("A1"), c.SitDown(window=3))
    assert street.hall.seats == {2: "A2", 3: "A1"}
    street.give(clerk("A1"), c.StepAway(reason="restroom"))
    assert street.refused(clerk("A4"), c.SitDown(window=3)) == "window_taken"  # within the grace
