"""Why was I passed, and which slots are free: asked over HTTP by staff, and by a kiosk that scanned a paper."""

from typing import Any

from common.commands import CallNext, IssueTicket, MarkNoShow, ReEnter, SitDown, StandUp
from common.commands_place import GrantSpecial
from common.messages import Issued
from server.rules.order import SYSTEM, Tick
from server.web.pairing import SECRET_HEADER
from server.web.ticket_page import open_tickets
from tests.live.web_house import WebHouse
from tests.rules.street import BOSS, KIOSK, MINUTE, clerk, moment, morning


def issued(house: WebHouse, priority: str | None = None) -> Issued:
    answer = house.give(KIOSK, IssueTicket(matter="mr", priority=priority))
    assert isinstance(answer, Issued)
    return answer


def passed_by_an_elder(house: WebHouse) -> Issued:
    first = issued(house)
    house.clock.at += MINUTE
    issued(house, "elder")
    house.give(clerk("A1"), SitDown(window=1))
    house.give(clerk("A1"), CallNext())
    return first


def paired(house: WebHouse, kind: str = "kiosk") -> dict[str, str]:
    """The header of a device that may connect."""
    admin = house.signed_in("ADM", "administrator")
    asked = house.app.test_client().post("/pairing", json={"kind": kind, "name": kind}).json
    assert asked is not None
    admin.send("/admin/devices/pair", page="/admin/devices", code=asked["code"], name=kind)
    found = house.app.test_client().get("/pairing", headers={SECRET_HEADER: asked["secret"]}).json
    assert found is not None
    return {"Authorization": f"Bearer {found['token']}"}


def test_staff_ask_for_any_ticket_why_it_was_passed(house: WebHouse) -> None:
    """In words of both languages, by the record; nothing has changed."""
    first = passed_by_an_elder(house)
    version = house.desk.lane.hall.version
    told: Any = house.signed_in("Z1", "clerk").get(f"/api/tickets/{first.number}").json
    assert (told["ok"], told["state"], told["ahead"], told["then"]) == (True, "waiting", 0, [])
    (item,) = told["passed"]
    assert (item["rule"], item["window"], item["values"]) == (
        "priority",
        1,
        {"priority": "elder", "minutes": 30},
    )
    assert "老年人" in item["text"]["zh"]
    assert "30 minutes" in item["text"]["en"]
    assert house.desk.lane.hall.version == version


def test_a_kiosk_asks_with_the_digits_of_the_paper(house: WebHouse) -> None:
    """Own ticket only: a neighbour's number alone is not enough."""
    first = passed_by_an_elder(house)
    device = paired(house)
    browser = house.browser()
    answer = browser.client.get(f"/api/tickets/{first.number}?check={first.check}", headers=device)
    assert [item["rule"] for item in answer.json["passed"]] == ["priority"]  # type: ignore[index]
    other = f"{(int(first.check) + 1) % 1000:03d}"
    for check in ("", f"?check={other}"):
        refused = browser.client.get(f"/api/tickets/{first.number}{check}", headers=device)
        assert (refused.status_code, refused.json["refused"]["code"]) == (404, "unknown_number")  # type: ignore[index]


def test_how_many_would_go_first_is_told_before_anybody_steps_back(house: WebHouse) -> None:
    """Waiting or called; of whoever is carried over nobody can say."""
    first, second = issued(house), issued(house)
    client, device = house.app.test_client(), paired(house)

    def behind(ticket: Issued) -> object:
        path = f"/api/tickets/{ticket.number}?check={ticket.check}"
        told: Any = client.get(path, headers=device).json
        return told["behind"]

    assert (behind(first), behind(second)) == (1, 0)
    house.give(clerk("A1"), SitDown(window=1))
    house.give(clerk("A1"), CallNext())
    assert (behind(first), behind(second)) == (1, 0)
    house.clock.at = moment("08:10", "2026-11-24")
    house.give(SYSTEM, Tick())
    assert behind(second) is None


def test_a_ticket_of_the_day_before_is_found_and_checked_in_at_the_kiosk(house: WebHouse) -> None:
    """By its number and digits: it is in line again in its old order."""
    first = issued(house)
    house.clock.at = moment("08:10", "2026-11-24")
    house.give(SYSTEM, Tick())
    path = f"/api/tickets/{first.number}?check={first.check}"
    device = paired(house)
    found: Any = house.browser().client.get(path, headers=device).json
    assert (found["carried"], found["ahead"]) == (True, None)
    house.give(KIOSK, ReEnter(ticket=found["ticket"]))
    found = house.browser().client.get(path, headers=device).json
    assert (found["carried"], found["ahead"]) == (False, 0)


def test_nobody_else_may_ask(house: WebHouse) -> None:
    """No session, a token that is none, a display."""
    first = issued(house)
    client = house.app.test_client()
    for path in (f"/api/tickets/{first.number}?check={first.check}", "/api/slots?matter=mr&day=2026-11-23"):
        assert client.get(path).json["refused"]["code"] == "not_signed_in"  # type: ignore[index]
        wrong = client.get(path, headers={"Authorization": f"Bearer {'x' * 40}"})
        assert wrong.json["refused"]["code"] == "not_paired"  # type: ignore[index]
    display = paired(house, "display")
    assert client.get(f"/api/tickets/{first.number}", headers=display).status_code == 403


def test_a_ticket_of_another_day_is_answered_to_staff(house: WebHouse) -> None:
    """From the record: the hall itself, having carried it over for one whole day, knows it no more."""
    first = passed_by_an_elder(house)
    house.give(clerk("A1"), StandUp())
    for clock, day in (("09:00", "2026-11-24"), ("19:00", "2026-11-24"), ("09:00", "2026-11-25")):
        house.clock.at = moment(clock, day)
        house.give(SYSTEM, Tick())
    staff = house.signed_in("Z1", "clerk")
    assert staff.get(f"/api/tickets/{first.number}").status_code == 404
    told: Any = staff.get(f"/api/tickets/{first.number}?day=2026-11-23").json
    assert (told["state"], [item["rule"] for item in told["passed"]]) == ("lapsed", ["priority"])


def test_a_day_that_is_named_is_that_day_and_no_other(house: WebHouse) -> None:
    """It was: a number carried over to today was told for every day that was asked, as if it were of that day."""
    first = issued(house)
    house.clock.at = moment("08:10", "2026-11-24")
    house.give(SYSTEM, Tick())
    staff = house.signed_in("Z1", "clerk")
    path = f"/api/tickets/{first.number}"
    assert staff.get(path).json["day"] == "2026-11-23"
    assert staff.get(f"{path}?day=2026-11-23").json["day"] == "2026-11-23"
    for day in ("2026-11-22", "2026-11-24", "2026-11-25"):
        assert staff.get(f"{path}?day={day}").status_code == 404


def test_a_supervisor_finds_why_an_ended_number_was_passed_on_a_page(house: WebHouse) -> None:
    """Q-13: of any day, in words; what was typed stays beside a refusal."""
    first = passed_by_an_elder(house)
    boss = house.signed_in("S01", "supervisor")
    waits = boss.get(f"/supervisor/tickets?number={first.number}").get_data(as_text=True)
    assert "老年人" in waits
    assert "等候中" in waits
    house.give(clerk("A1"), StandUp())
    for clock, day in (("09:00", "2026-11-24"), ("19:00", "2026-11-24"), ("09:00", "2026-11-25")):
        house.clock.at = moment(clock, day)
        house.give(SYSTEM, Tick())
    boss = house.signed_in("S02", "supervisor")
    past = boss.get(f"/supervisor/tickets?number={first.number.lower()}&day=2026-11-23&language=en")
    assert "30 minutes" in past.get_data(as_text=True)
    other = boss.get(f"/supervisor/tickets?number={first.number}&day=2026-11-22")
    assert other.status_code == 404
    assert f'value="{first.number}"' in other.get_data(as_text=True)


def test_free_slots_are_told_to_staff(house: WebHouse) -> None:
    """A matter without a plan has none; a day that is none is refused."""
    staff = house.signed_in("Z1", "clerk")
    assert staff.get("/api/slots?matter=mr&day=2026-11-24").json == {"ok": True, "slots": []}
    assert staff.get("/api/slots?matter=mr&day=tomorrow").status_code == 400
    assert staff.get("/api/tickets/R001?day=never").status_code == 400
    assert staff.get("/api/tickets/%00").status_code == 404
    assert staff.get("/api/slots?matter=x&day=2026-11-24").status_code == 409


def test_the_open_numbers_stand_in_the_order_of_the_calls() -> None:
    """Whom somebody serves first, then who goes first, then by place; who missed the call at the end."""
    street = morning()
    tickets = [street.issue("mr") for _ in range(5)]
    street.call("A1")
    street.give(clerk("A1"), MarkNoShow(ticket=tickets[0].id))
    street.call("A1")
    street.give(BOSS, GrantSpecial(ticket=tickets[4].id, reason="frail"))
    assert [(row.number, row.ahead) for row in open_tickets(street.hall)] == [
        ("R002", None),
        ("R005", 0),
        ("R003", 1),
        ("R004", 2),
        ("R001", None),
    ]


def test_where_it_is_usually_served_is_told_while_nobody_is_there(house: WebHouse) -> None:
    """So that whoever looks it up knows where to sit."""
    for clock in ("08:30", "08:40"):  # opened, and the grace is over
        house.clock.at = moment(clock)
        house.give(SYSTEM, Tick())
    first = issued(house)
    asked = house.app.test_client().get(f"/api/tickets/{first.number}?check={first.check}", headers=paired(house))  # fmt: skip
    assert asked.json is not None
    assert (asked.json["window"], asked.json["usual"]) == (None, 1)
