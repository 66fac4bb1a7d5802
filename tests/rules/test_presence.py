"""Who is absent (AB-4), where, and until when (AB-15)."""

import pytest

from common import commands as c
from common.words import Instant
from server.rules import facts as f
from server.rules.order import AnyCommand
from server.rules.setup import Settings
from server.rules.view import table
from tests.rules.setup_shared import shared_setup
from tests.rules.street import Street, clerk, moment, morning


def test_a_step_away_within_the_grace_is_on_record_and_no_absence() -> None:
    """Five minutes."""  # AB-4
    street = morning()
    street.give(clerk("A1"), c.StepAway(reason="restroom"))
    street.later(minutes=4, seconds=59.999)
    assert (street.hall.absent, street.cover("pr")) == ({}, ("a_role", "A1", 1, None))
    street.give(clerk("A1"), c.ComeBack())
    street.later(minutes=60)
    assert len(street.facts(f.ClerkSteppedAway)) == 1
    assert not street.facts(f.AbsenceBegan)[1:]  # only A4, who has not come


def test_a_step_away_beyond_the_grace_is_an_absence() -> None:
    """To the millisecond, and B's at once."""  # AB-3, AB-4
    street = morning()
    street.give(clerk("A1"), c.StepAway(reason="meeting", until=moment("10:00")))
    street.until("08:35")
    assert street.hall.absent["A1"] == "stepped_away"
    cover = street.hall.covers["pr"]
    assert (cover.state, cover.clerk, cover.window, cover.reason) == ("b_role", "A2", 2, "stepped_away")
    assert (cover.since, cover.until) == (moment("08:35"), moment("10:00"))


def test_the_grace_is_a_setting() -> None:
    """`grace_min`."""
    street = morning(settings=Settings(grace_min=1))
    street.give(clerk("A1"), c.StepAway(reason="restroom"))
    street.later(minutes=1)
    assert street.cover("pr")[:2] == ("b_role", "A2")


def test_signing_out_takes_effect_at_once() -> None:
    """Nobody sits there."""  # AB-3
    street = morning()
    street.give(clerk("A1"), c.StandUp(reason="errand", until=moment("09:30")))
    assert street.cover("pr") == ("b_role", "A2", 2, "signed_out")
    assert street.hall.covers["pr"].until == moment("09:30")


@pytest.mark.parametrize("minutes", [0, 4])
def test_who_has_not_come_at_opening_is_waited_for_through_the_grace(minutes: float) -> None:
    """Until then the post is A's, at A's own window."""
    street = Street()
    street.until("08:20")
    street.sit("A2", "A3")
    street.until("08:30")
    street.later(minutes=minutes)
    assert street.cover("pr") == ("a_role", "A1", None, None)
    assert street.hall.absent == {}
    assert street.issue().line == "r"


def test_who_has_not_come_after_it_is_absent() -> None:
    """B's at once."""  # AB-4
    street = Street()
    street.until("08:20")
    street.sit("A2", "A3")
    street.until("08:35")
    assert street.cover("pr") == ("b_role", "A2", 2, "not_arrived")


def test_the_afternoon_is_an_opening_too() -> None:
    """Lunch is nobody's absence; the grace begins at half past two."""
    street = morning()
    street.until("11:59")
    street.give(clerk("A1"), c.StandUp(reason="meal"))
    street.until("12:10")
    assert "A1" not in street.hall.absent
    street.until("14:34:59")
    assert street.cover("pr")[:2] == ("a_role", "A1")
    street.until("14:35")
    assert street.cover("pr") == ("b_role", "A2", 2, "not_arrived")


def test_nobody_is_absent_before_opening() -> None:
    """Not even whoever came and went."""
    street = Street()
    street.until("08:05")
    street.sit("A1")
    street.give(clerk("A1"), c.StandUp())
    street.until("08:29")
    assert street.hall.absent == {}
    assert street.cover("pr") == ("closed", None, None, None)


def test_while_away_a_clerk_neither_calls_nor_handles() -> None:
    """First back, then on."""
    street = morning()
    ticket = street.issue()
    street.call("A1")
    street.give(clerk("A1"), c.StepAway(reason="restroom"))
    for command in (
        c.StartService(ticket=ticket.id),
        c.CallNext(in_hand=ticket.id),
        c.Undo(ticket=ticket.id),
    ):
        assert street.refused(clerk("A1"), command) == "come_back_first"


def test_when_absence_takes_effect_a_called_ticket_returns_to_its_place() -> None:
    """And B calls it first."""  # AB-3
    street = morning()
    first, _ = street.issue(), street.issue()
    street.call("A1")
    street.give(clerk("A1"), c.StepAway(reason="unwell"))
    street.later(minutes=5)
    assert street.call("A2") is first
    (back,) = street.made(f.TicketPutBack)
    assert back.reason == "absence"


def test_when_absence_takes_effect_a_ticket_in_service_is_held_for_b() -> None:
    """It stands in the handover."""  # AB-3, AB-7
    street = morning()
    ticket = street.issue()
    street.call("A1")
    street.start("A1", ticket)
    street.give(clerk("A1"), c.StepAway(reason="unwell"))
    street.later(minutes=5)
    assert ticket.state == "held"
    (handover,) = street.hall.handovers.values()
    assert (handover.kind, handover.giver, handover.taker) == ("absence", "A1", "A2")
    assert handover.held == (ticket.id,)
    street.give(clerk("A2"), c.ResumeTicket(ticket=ticket.id))
    street.finish("A2", ticket)


def test_absent_without_cover_is_recorded_once_against_a() -> None:
    """Left at, absent from, and why: the record answers a complaint."""  # AB-6, AB-12
    street = morning()
    street.later(minutes=10)
    street.give(clerk("A1"), c.StepAway(reason="restroom"))
    street.later(minutes=90)
    (record,) = street.facts(f.AbsenceRecorded)
    assert record.fact == f.AbsenceRecorded(
        clerk="A1", post="pr", reason="stepped_away", left=moment("08:40")
    )
    assert record.due == moment("08:45")
    assert street.hall.absences == {"pr": moment("08:45")}
    street.give(clerk("A1"), c.ComeBack())
    assert street.hall.absences == {}


def test_signed_out_without_a_handover_is_recorded_after_the_grace() -> None:
    """B has the post at once, the record waits for the grace."""  # AB-6
    street = morning()
    street.give(clerk("A1"), c.StandUp())
    street.later(minutes=4, seconds=59)
    assert not street.facts(f.AbsenceRecorded)
    street.later(seconds=1)
    assert [record.reason for record in street.made(f.AbsenceRecorded)] == ["signed_out"]


def test_back_within_the_grace_nothing_is_recorded() -> None:
    """Signed out by mistake."""  # AB-6
    street = morning()
    street.give(clerk("A1"), c.StandUp())
    street.later(minutes=4)
    street.give(clerk("A1"), c.SitDown(window=1))
    street.later(minutes=60)
    assert not street.facts(f.AbsenceRecorded)


def test_who_never_came_is_recorded_once_a_day() -> None:
    """One absence, however many parts the day has."""  # AB-6
    street = Street()
    street.until("08:20")
    street.sit("A2", "A3")
    street.until("14:40")
    dues = [record.due for record in street.facts(f.AbsenceRecorded) if record.fact.clerk == "A1"]  # type: ignore[union-attr]
    assert dues == [moment("08:35")]


@pytest.mark.parametrize(
    ("command", "until"),
    [
        (c.StepAway(reason="archive", until=moment("09:00")), moment("09:00")),
        (c.StandUp(reason="archive", until=moment("09:00")), moment("09:00")),
        (c.HandOver(reason="archive", until=moment("09:00")), moment("09:00")),
        (c.StepAway(reason="archive"), None),
    ],
)
def test_whoever_leaves_says_where_and_until_when(command: AnyCommand, until: Instant | None) -> None:
    """去向留言: the window and the staff's pages show it."""  # AB-15
    street = morning()
    street.give(clerk("A1"), command)
    row = table(street.hall, "supervisor", "clerks")["A1"]
    assert (row.away, row.away_since, row.away_until) == ("archive", street.at, until)  # type: ignore[attr-defined]
    street.give(clerk("A1"), c.SitDown(window=1) if street.hall.seats.get(1) != "A1" else c.ComeBack())
    assert table(street.hall, "supervisor", "clerks")["A1"].away is None  # type: ignore[attr-defined]


def test_whereabouts_stay_when_one_who_had_stepped_away_signs_out() -> None:
    """Until when was said already."""  # AB-15
    street = morning()
    street.give(clerk("A1"), c.StepAway(reason="meeting", until=moment("10:00")))
    street.give(clerk("A1"), c.StandUp(reason="meeting"))
    assert street.hall.presence["A1"].left_until == moment("10:00")


def test_off_by_the_rota_is_absent_at_once_and_on_no_record() -> None:
    """It is proper."""  # AB-4, AB-6
    street = Street(shared_setup(), at=moment("07:00", "2026-11-24"))
    street.until("08:00", "2026-11-24")  # A3 has Tuesdays off; pt is closed on Tuesdays
    assert street.hall.absent == {"A3": "off_rota"}
    street.until("10:00", "2026-11-24")
    assert "A3" not in {record.clerk for record in street.made(f.AbsenceRecorded)}


def test_who_sits_down_on_a_day_off_is_on_duty() -> None:
    """Two clerks swapped their days: the seat counts, not the rota."""  # AB-4
    street = Street(shared_setup())
    street.until("08:40", "2026-11-24")
    street.give(clerk("A3"), c.SitDown(window=3))
    assert "A3" not in street.hall.absent
    assert street.cover("pr")[:2] == ("b_role", "A3")
    street.issue()
    assert street.call("A3").number == "R001"
