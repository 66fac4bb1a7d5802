"""What screens are shown and told of calls."""

from common import commands as c
from common.fold import merge
from common.messages import Announcement
from common.rows import CALLS_MOST, CallRow
from server.rules.touched import announcement, touched
from tests.rules import watch
from tests.rules.street import Street, clerk, moment, morning
from tests.rules.test_view import rows


def test_the_wall_shows_the_last_twenty_calls() -> None:
    """Each ticket once, the newest last, also after it is finished."""
    street = morning()
    for _ in range(25):
        street.later(minutes=1)
        street.issue()
        street.serve("A1")
    shown = list(rows(street, "wall", "calls", CallRow).values())
    assert [row.number for row in shown] == [f"R{n:03d}" for n in range(6, 26)]
    assert {row.state for row in shown} == {"finished"}


def test_a_recalled_ticket_is_the_newest_again() -> None:
    """And says how often it was called."""
    street = morning()
    first = street.issue("mr")
    street.issue("ms")
    street.call("A1")
    street.call("A2")
    street.later(seconds=10)
    street.give(clerk("A1"), c.Recall(ticket=first.id))
    shown = list(rows(street, "wall", "calls", CallRow).values())
    assert (shown[-1].number, shown[-1].times, shown[-1].called_at) == (first.number, 2, street.at)


def test_a_call_by_b_says_so() -> None:
    """B's window, B's role."""  # AB-13, Q-3
    street = morning()
    street.issue("mr")
    street.give(clerk("A1"), c.StandUp())
    street.call("A2")
    (row,) = rows(street, "wall", "calls", CallRow).values()
    assert (row.window, row.role) == (2, "b_role")


def test_a_held_ticket_points_to_where_its_post_is_served_now() -> None:
    """Not to the window that was left; to none while nobody is there; back with A."""  # AB-3, AB-7
    street = morning()
    ticket = street.issue("mr")
    street.call("A1")
    street.start("A1", ticket)
    audiences = ("wall", "window:1", "window:2")
    held = {audience: watch.fresh_view(street.hall, audience) for audience in audiences}

    def windows_after(who: str, command: c.ClientCommand) -> list[list[int | None]]:
        """Of its row for each audience, as a client has it that merges the changes."""
        told = len(street.log)
        street.give(clerk(who), command)
        names = {name for entry in street.log[told:] for name in touched(entry)}
        for audience, view in held.items():
            merge(view, watch.change_of(street.hall, audience, view, names))
        return [[row.window for row in view["calls"].values()] for view in held.values()]

    assert windows_after("A1", c.HoldTicket(ticket=ticket.id)) == [[1], [1], []]
    assert windows_after("A1", c.HandOver(reason="meeting")) == [[2], [], [2]]
    assert windows_after("A2", c.StandUp()) == [[3], [], []]
    assert windows_after("A3", c.StandUp()) == [[None], [], []]
    assert windows_after("A1", c.ComeBack()) == [[1], [1], []]


def test_what_is_said_once_is_said_to_all() -> None:
    """Called, recalled, missed; who serves a post now."""
    street = morning()
    ticket = street.issue()
    street.call("A1")
    street.later(seconds=10)
    street.give(clerk("A1"), c.Recall(ticket=ticket.id))
    street.give(clerk("A1"), c.MarkNoShow(ticket=ticket.id))
    street.give(clerk("A1"), c.StandUp())
    said = [announcement(street.hall, entry) for entry in street.log]
    spoken = [item for item in said if item is not None and item.at >= moment("08:30")]
    kinds = [item.kind for item in spoken if item.kind != "cover" or item.post == "pr"]
    assert kinds == ["cover", "called", "recalled", "missed", "cover"][-len(kinds) :]
    recalled = next(item for item in spoken if item.kind == "recalled")
    assert (recalled.number, recalled.window, recalled.times) == (ticket.number, 1, 1)
    cover = spoken[-1]
    assert isinstance(cover, Announcement)
    assert (cover.post, cover.state, cover.window) == ("pr", "b_role", 2)


def called_one_a_second(count: int) -> Street:
    street = morning()
    for _ in range(count):
        street.issue()
    for _ in range(count):
        street.later(seconds=1)
        street.serve("A1")
    return street


def test_forty_calls_in_forty_seconds_are_all_there_for_the_walls() -> None:
    """Forty windows open: each call is owed its time as hero and as a row, and waits for it in this table."""
    street = called_one_a_second(40)
    assert len(rows(street, "wall", "calls", CallRow)) == 40
    street.issue()
    street.later(minutes=6)
    street.serve("A1")
    assert len(rows(street, "wall", "calls", CallRow)) == 20  # the last few stay, however old


def test_the_table_of_calls_is_bounded() -> None:
    """Whatever is pressed."""
    street = called_one_a_second(CALLS_MOST + 20)
    assert street.hall.calls == sorted(street.hall.calls)[-CALLS_MOST:]
    assert len(rows(street, "wall", "calls", CallRow)) == CALLS_MOST
