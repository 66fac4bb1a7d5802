"""What A gets on returning: whoever covered, whenever A comes, whatever happened between (AB-7, AB-8)."""

from common import commands as c
from server.rules.hall_handover import Handover
from server.rules.order import ImportHall
from server.rules.view import table
from tests.rules.street import ADMIN, BOSS, Street, clerk, moment, morning, small_setup
from tests.rules.test_import import changed

TUESDAY = "2026-11-24"


def returned(street: Street) -> list[Handover]:
    return [item for item in street.hall.handovers.values() if item.kind == "return" and item.post == "pr"]


def covered() -> Street:
    """A1 has left properly; A2 served R001 and put R002 aside."""
    street = morning()
    for _ in range(3):
        street.issue()
    street.give(clerk("A1"), c.HandOver(reason="meeting"))
    street.serve("A2")
    second = street.call("A2")
    street.give(clerk("A2"), c.HoldTicket(ticket=second.id))
    return street


def test_a_gets_the_list_though_b_has_left_meanwhile() -> None:
    """Unattended in between; the record of what B did is not lost."""  # AB-7, AB-8
    street = covered()
    for name in ("A3", "A2"):
        street.give(clerk(name), c.StandUp())
    assert street.cover("pr")[0] == "unattended"
    street.give(clerk("A1"), c.ComeBack())
    (back,) = returned(street)
    assert (back.giver, back.taker, back.served, len(back.held), back.waiting) == ("A2", "A1", 1, 1, 1)
    assert street.hall.covered.get("pr") is None


def test_a_gets_the_list_on_coming_back_at_lunch() -> None:
    """A handover does not ask the clock."""  # AB-7, AB-8
    street = covered()
    street.until("12:30")
    street.give(clerk("A1"), c.ComeBack())
    (back,) = returned(street)
    assert (back.giver, back.served, len(back.held)) == ("A2", 1, 1)


def test_a_gets_the_list_the_next_day() -> None:
    """Also when B went home long ago; the ticket put aside was carried over and is named."""  # AB-7
    street = covered()
    (held,) = street.hall.held
    street.until("08:20", TUESDAY)
    assert returned(street) == []
    street.give(clerk("A1"), c.SitDown(window=1))
    (back,) = returned(street)
    assert (back.giver, back.served, back.held) == ("A2", 1, (held,))
    row = table(street.hall, "clerk:A1", "handovers")[str(back.id)]
    assert row.held == ("R002",)  # type: ignore[attr-defined]


def test_a_gets_the_list_once() -> None:
    """The second return has nothing to tell."""  # AB-8
    street = covered()
    street.give(clerk("A1"), c.ComeBack())
    street.until("12:10")
    street.give(clerk("A1"), c.StandUp(reason="meal"))
    street.until("14:20")
    street.give(clerk("A1"), c.SitDown(window=1))
    assert len(returned(street)) == 1


def test_a_leave_that_is_over_hands_back_when_a_sits_down() -> None:
    """Nobody reads a list who is not there."""  # AB-8
    street = morning()
    street.give(BOSS, c.RecordLeave(clerk="A1", since=moment("09:00"), until=moment("10:00")))
    street.issue()
    street.until("09:30")
    street.serve("A2")
    street.until("10:01")
    assert returned(street) == []
    street.give(clerk("A1"), c.SitDown(window=1))
    (back,) = returned(street)
    assert (back.giver, back.served) == ("A2", 1)


def test_what_two_bs_did_is_one_list() -> None:
    """From whoever had the post last."""  # AB-8
    street = covered()
    street.give(clerk("A2"), c.StandUp())
    street.serve("A3")
    street.give(clerk("A1"), c.ComeBack())
    (back,) = returned(street)
    assert (back.giver, back.served) == ("A3", 2)


def test_what_b_served_over_lunch_is_told_too() -> None:
    """No absence, but a resident of A's all the same."""  # AB-8
    street = morning()
    street.issue()
    street.until("12:05")
    street.give(clerk("A1"), c.StandUp(reason="meal"))
    street.serve("A2")
    street.until("14:20")
    street.give(clerk("A1"), c.SitDown(window=1))
    (back,) = returned(street)
    assert (back.giver, back.served) == ("A2", 1)


def test_a_finish_taken_back_is_not_told() -> None:
    """It was a mis-click."""  # AB-8
    street = morning()
    street.issue()
    street.give(clerk("A1"), c.HandOver(reason="meeting"))
    ticket = street.serve("A2")
    street.give(clerk("A2"), c.Undo(ticket=ticket.id))
    street.give(clerk("A1"), c.ComeBack())
    assert [back.served for back in returned(street)] == [0]


def test_a_new_a_gets_no_list_of_the_old_ones() -> None:
    """The post's A changed by a new set-up: nothing was done for the new one."""  # AB-8
    street = covered()
    street.give(
        ADMIN, ImportHall(setup=changed(small_setup(), "posts", 0, a_role="A4", b_roles=("A1", "A2")))
    )
    assert "pr" not in street.hall.covered or street.hall.covered["pr"].served == 0


def test_a_is_told_whose_call_was_missed_while_a_was_out() -> None:
    """The resident may have stood at A's window; who came back meanwhile is no longer on the list."""  # AB-7
    street = covered()
    third = street.call("A2") if street.hall.hands.get(2) is None else street.serve("A2")
    street.give(clerk("A2"), c.MarkNoShow(ticket=third.id))
    street.give(clerk("A1"), c.ComeBack())
    assert returned(street)[0].missed == (third.id,)
    row = table(street.hall, "clerk:A1", "handovers")[str(returned(street)[0].id)]
    assert row.missed == (third.number,)  # type: ignore[attr-defined]
    street.give(clerk("A1"), c.HandOver(reason="meeting"))
    street.give(BOSS, c.ReEnter(ticket=third.id))
    street.give(clerk("A1"), c.ComeBack())
    assert returned(street)[1].missed == ()
