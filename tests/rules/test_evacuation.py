"""An evacuation ends by somebody's word alone, said of it (decision 0171)."""

from common import commands as c
from common.rows import HallRow
from server.rules import facts as f
from server.rules.view import table
from tests.rules.street import ADMIN, BOSS, KIOSK, Street, clerk, moment, morning

NEXT = "2026-11-24"


def told(street: Street) -> str | None:
    """What the walls say."""
    row = table(street.hall, "wall", "hall")["hall"]
    assert isinstance(row, HallRow)
    return row.paused


def test_who_resumes_a_power_pause_does_not_lift_the_evacuation_that_it_became() -> None:
    """The page of the one who presses is a second old."""
    street = morning()
    street.give(BOSS, c.PauseHall(reason="power"))
    street.give(ADMIN, c.PauseHall(reason="evacuation"))
    assert street.refused(BOSS, c.ResumeHall(reason="power")) == "evacuated_meanwhile"
    assert told(street) == "evacuation"
    street.give(ADMIN, c.ResumeHall(reason="evacuation"))
    assert told(street) is None
    street.give(ADMIN, c.PauseHall(reason="meeting"))
    assert street.refused(BOSS, c.ResumeHall(reason="evacuation")) == "paused_otherwise"


def test_an_evacuated_empty_hall_does_not_close_its_day_by_itself() -> None:
    """Ten to six, nobody waits: an hour later it is evacuated still, and goes on from there."""
    street = morning()
    street.until("17:50")
    street.give(BOSS, c.PauseHall(reason="evacuation"))
    street.later(minutes=70)
    assert (street.hall.phase, told(street), street.made(f.DayClosed)) == ("closing", "evacuation", [])
    street.give(BOSS, c.ResumeHall(reason="evacuation"))
    street.later(minutes=10)
    assert (street.hall.phase, told(street)) == ("closed", None)


def test_closing_the_day_and_opening_it_again_do_not_lift_an_evacuation() -> None:
    """Neither says that the house is safe."""
    street = morning()
    street.issue()
    street.give(BOSS, c.PauseHall(reason="evacuation"))
    street.give(BOSS, c.CloseDay())
    assert (street.hall.phase, told(street)) == ("closed", "evacuation")
    street.give(BOSS, c.OpenHall())
    assert (street.hall.phase, told(street)) == ("open", "evacuation")
    street.sit("A1")
    assert street.refused(clerk("A1"), c.CallNext()) == "hall_paused"


def test_midnight_and_the_next_opening_do_not_lift_an_evacuation() -> None:
    """The day ends, its evacuation stays until somebody lifts it; everybody still comes before today's numbers."""
    street = morning()
    one, two = street.issue(), street.issue()
    street.give(clerk("A1"), c.MarkNoShow(ticket=street.call("A1").id))
    street.until("17:00")
    street.give(BOSS, c.PauseHall(reason="evacuation"))
    street.until("03:00", NEXT)
    closed = street.made(f.DayClosed)
    assert closed == [f.DayClosed(day="2026-11-23", carried=(two.id,), missed=(one.id,))]
    assert (street.hall.phase, told(street)) == ("closed", "evacuation")
    street.until("08:40", NEXT)
    assert (street.hall.phase, told(street)) == ("open", "evacuation")
    assert street.refused(KIOSK, c.IssueTicket(matter="mr")) == "hall_paused"
    street.until("10:00", NEXT)
    street.give(BOSS, c.ResumeHall(reason="evacuation"))
    today = street.issue()
    street.until("10:30", NEXT)
    street.give(KIOSK, c.ReEnter(ticket=two.id))
    assert street.waiting() == [two.number, today.number]


def test_an_evacuation_is_lifted_in_a_closed_hall_too() -> None:
    """In the evening of the day, when the house is safe: on record by whom."""
    street = morning()
    street.give(BOSS, c.PauseHall(reason="evacuation"))
    street.give(BOSS, c.CloseDay())
    street.go(moment("20:00"))
    street.give(BOSS, c.ResumeHall(reason="evacuation"))
    assert [entry.by for entry in street.facts(f.HallResumed)] == [BOSS.id]
    assert (street.hall.phase, told(street)) == ("closed", None)
