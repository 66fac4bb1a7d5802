"""What the supervisor's pages read besides the feed: a day's slots, numbers that went apart, attendance over a month."""

from io import BytesIO
from typing import Any

import msgspec
import pytest
from openpyxl import load_workbook

from common import commands as c
from common import commands_place as p
from common.words import Words
from server.lane import Reply
from server.rules.order import Actor, AnyCommand, ImportHall
from server.rules.setup import SlotPlan
from tests.live.web_house import Browser, WebHouse
from tests.rules.street import KIOSK, MINUTE, clerk, moment

DAY = "2026-11-23"
BOSS = Actor("S01", frozenset({"supervisor"}))
ADMIN = Actor("admin", frozenset({"administrator"}))
PLAN = SlotPlan(id="by-appointment", name=Words("预约"), matters=("mr",), capacity=2)


@pytest.fixture
def house(house: WebHouse) -> WebHouse:
    """The small hall at nine, with slots for one matter, A1 and A2 at their windows."""
    rules = house.desk.lane.hall.rules
    house.give(ADMIN, ImportHall(setup=msgspec.structs.replace(rules, appointments=(PLAN,))))
    for name in ("A1", "A2"):
        house.give(clerk(name), c.SitDown(window=int(name[1:])))
    return house


def boss(house: WebHouse) -> Browser:
    return house.signed_in("S01", "supervisor")


def do(house: WebHouse, actor: Actor, command: AnyCommand) -> Any:
    reply: Reply = house.give(actor, command)
    assert "refused" not in str(type(reply)).lower()
    return reply


def test_every_slot_of_a_day_is_told_with_the_matters_it_can_be_booked_for(house: WebHouse) -> None:
    """Q-7: a full slot and one that is past are told too, for no matter."""
    for _ in range(2):
        do(house, BOSS, p.BookAppointment(matter="mr", slot=moment("10:00")))
    (plan,) = boss(house).get(f"/supervisor/slots.json?day={DAY}").json["plans"]
    bookable = {slot["slot"]: slot["bookable"] for slot in plan["slots"]}
    assert plan["capacity"] == 2
    assert bookable[moment("09:00")] == []
    assert bookable[moment("10:00")] == []
    assert bookable[moment("10:30")] == ["mr"]


@pytest.mark.parametrize("path", ["slots.json", "day.json"])
def test_a_day_that_is_none_is_refused(house: WebHouse, path: str) -> None:
    """With its field."""
    answer = boss(house).get(f"/supervisor/{path}?day=2026-02-30")
    assert (answer.status_code, answer.json["refused"]["values"]) == (400, {"field": "day"})


def test_numbers_that_went_apart_are_told_with_who_did_it(house: WebHouse) -> None:
    """Missed, given up, void, put first; a number that goes its way is not among them."""
    numbers = [do(house, KIOSK, c.IssueTicket(matter="mr")) for _ in range(5)]
    do(house, KIOSK, c.WithdrawTicket(ticket=numbers[1].ticket))
    do(house, BOSS, c.VoidTicket(ticket=numbers[2].ticket))
    do(house, BOSS, p.GrantSpecial(ticket=numbers[3].ticket, reason="frail"))
    called = do(house, clerk("A1"), c.CallNext())
    do(house, clerk("A1"), c.MarkNoShow(ticket=called.ticket))
    told = boss(house).get(f"/supervisor/day.json?day={DAY}").json["tickets"]
    found = {(one["number"], one["state"], one["by"]) for one in told}
    assert (numbers[1].number, "withdrawn", KIOSK.id) in found
    assert (numbers[2].number, "voided", BOSS.id) in found
    assert (called.number, "missed", "A1") in found
    assert numbers[4].number not in {one["number"] for one in told}
    special = next(one for one in told if one["number"] == numbers[3].number)
    assert (special["special"], special["special_by"]) == ("frail", BOSS.id)


def test_an_appointment_that_lapsed_or_was_cancelled_stays_in_the_days_list(house: WebHouse) -> None:
    """Q-7: without its code; the day was closed and nobody had come."""
    kept, gone, _ = (
        do(house, BOSS, p.BookAppointment(matter="mr", slot=moment(slot)))
        for slot in ("09:30", "10:00", "10:30")
    )
    number = do(house, KIOSK, p.CheckIn(code=kept.code)).number
    do(house, BOSS, p.CancelAppointment(appointment=gone.appointment))
    house.clock.at = moment("17:00")
    called = do(house, clerk("A1"), c.CallNext())
    do(house, clerk("A1"), c.MarkNoShow(ticket=called.ticket))
    for at in (moment("18:30"), moment("09:00", "2026-11-24")):
        house.clock.at = at
        house.desk.turn()
    told = boss(house).get(f"/supervisor/day.json?day={DAY}").json["appointments"]
    assert [(one["state"], one["number"]) for one in told] == [
        ("kept", number),
        ("cancelled", None),
        ("lapsed", None),
    ]
    assert "code" not in told[0]


def test_a_day_that_goes_on_counts_for_nobody_and_one_that_is_over_does(house: WebHouse) -> None:
    """D-1: A1 sat down at nine, half an hour late, and stood up half an hour early; A2 stayed."""
    browser = boss(house)
    before = browser.get("/supervisor/attendance?month=2026-11").get_data(as_text=True)
    assert DAY not in before
    house.clock.at = moment("11:30")
    do(house, clerk("A1"), c.StandUp())
    house.clock.at = moment("17:30")
    do(house, BOSS, c.CloseDay())
    text = browser.get("/supervisor/attendance?month=2026-11").get_data(as_text=True)
    assert DAY in text
    assert "11:30" in text


def test_attendance_is_a_workbook_too(house: WebHouse) -> None:
    """What the words mean, the sums, every case; named after the hall and the month."""
    house.clock.at += 60 * MINUTE
    do(house, clerk("A1"), c.StandUp())
    house.clock.at = moment("17:30")
    do(house, BOSS, c.CloseDay())
    answer = boss(house).get("/supervisor/attendance.xlsx?month=2026-11&language=en")
    book = load_workbook(BytesIO(answer.data))
    assert len(book.sheetnames) == 3
    cases = [[cell.value for cell in row] for row in book.worksheets[2].iter_rows(min_row=2)]
    assert ["A1", DAY] in [case[:2] for case in cases]
    assert "attendance-2026-11.xlsx" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("path", ["attendance", "attendance.xlsx"])
def test_a_month_that_is_none_is_refused(house: WebHouse, path: str) -> None:
    """In words on the page."""
    assert boss(house).get(f"/supervisor/{path}?month=2026-13").status_code == 400
