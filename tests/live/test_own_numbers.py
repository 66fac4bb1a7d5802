"""Numbers that a kiosk gave without the server, asked about over HTTP once they are handed in."""

from typing import Any

import pytest

from common.commands import IssueTicket
from common.commands_own import HandIn, OwnNumber, ReportNumbers
from common.commands_place import StepBack
from common.messages import HandedIn, SeriesKept
from common.own_numbers import check_digits
from tests.live.test_tickets import paired
from tests.live.web_house import WebHouse
from tests.rules.street import KIOSK


def given_alone(house: WebHouse, day: str = "") -> tuple[str, str]:
    """A number handed in, and the digits that stand on its paper. `day`: as the kiosk has it; else today."""
    today = house.desk.lane.hall.day
    day = day or today
    told = house.give(KIOSK, ReportNumbers(day=today))
    assert isinstance(told, SeriesKept)
    number = OwnNumber(n=7, given=house.clock.at, matters=("mr",))
    answer = house.give(KIOSK, HandIn(series=told.series, day=day, numbers=(number,)))
    assert isinstance(answer, HandedIn)
    return f"{told.series}007", check_digits(told.key, day, 7)


@pytest.mark.parametrize("day", ["", "2099-12-31"], ids=["today", "of a wrong date"])
def test_the_digits_on_its_paper_open_it(house: WebHouse, day: str) -> None:
    """The server can verify what the kiosk printed by itself, and nobody else's digits do."""
    number, check = given_alone(house, day)
    device, browser = paired(house), house.browser()
    told: Any = browser.client.get(f"/api/tickets/{number}?check={check}", headers=device).json
    assert (told["number"], told["state"], told["ahead"]) == (number, "waiting", 0)
    other = f"{(int(check) + 1) % 1000:03d}"
    refused = browser.client.get(f"/api/tickets/{number}?check={other}", headers=device)
    assert refused.status_code == 404


def test_after_its_day_too(house: WebHouse) -> None:
    """From the record."""
    number, _ = given_alone(house)
    told: Any = house.signed_in("Z1", "clerk").get(f"/api/tickets/{number}").json
    assert told["state"] == "waiting"


def test_from_when_it_counts_is_told_as_long_as_it_has_its_first_place(house: WebHouse) -> None:
    """Whoever lets others go first counts from no moment of the clock."""
    number, check = given_alone(house)
    client, device = house.app.test_client(), paired(house)
    at = house.clock.at
    for _ in range(2):
        house.give(KIOSK, IssueTicket(matter="mr"))
    house.clock.at += 60_000
    told: Any = client.get(f"/api/tickets/{number}?check={check}", headers=device).json
    assert told["given"] == at
    house.give(KIOSK, StepBack(ticket=told["ticket"]))
    again: Any = client.get(f"/api/tickets/{number}?check={check}", headers=device).json
    assert again["given"] is None
