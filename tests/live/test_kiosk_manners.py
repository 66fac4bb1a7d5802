"""What a rogue client with a kiosk's token gets over HTTP: no more numbers than a kiosk gives, and no more alarms."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from common import commands as c
from common import commands_help as h
from common.messages import Issued
from server.rules import facts as f
from server.rules.order import ImportHall
from server.rules.setup_kiosks import Kiosks
from tests.live.callers import Caller, caller
from tests.live.web_house import WebHouse
from tests.rules.street import ADMIN, small_setup

MOST = 5


@pytest.fixture
def capped(house: WebHouse) -> WebHouse:
    """A hall whose kiosks give five numbers a minute."""
    house.give(ADMIN, ImportHall(setup=small_setup(kiosks=Kiosks(numbers_per_min=MOST))))
    return house


def asks(who: Caller, nth: int, command: Any) -> Any:
    """Under an id of its own."""
    return who.ask("post", "/api/commands", {"id": f"r{nth}", "command": msgspec.to_builtins(command)}).json


def draws(who: Caller, first: int, count: int) -> list[Any]:
    return [asks(who, first + n, c.IssueTicket(matter="mr")) for n in range(count)]


def test_a_client_that_draws_as_fast_as_it_can_gets_a_minutes_numbers(capped: WebHouse) -> None:
    """The rest is refused with a code, when to try again, and words in both languages."""
    rogue = caller(capped, "kiosk")
    told = draws(rogue, 0, 30)
    given, refused = [one for one in told if one["ok"]], [one["refused"] for one in told if not one["ok"]]
    assert (len(given), len(refused)) == (MOST, 25)
    assert {one["code"] for one in refused} == {"kiosk_too_fast"}
    assert refused[0]["values"] == {"limit": MOST, "seconds": 60}
    assert "60 秒" in refused[0]["text"]["zh"]
    assert "60 seconds" in refused[0]["text"]["en"]
    assert len(capped.desk.lane.hall.tickets) == MOST


def test_when_it_was_told_to_try_again_it_gets_one(capped: WebHouse) -> None:
    """Not a second before."""
    rogue = caller(capped, "kiosk")
    draws(rogue, 0, MOST)
    capped.clock.at += 59_000
    (still,) = draws(rogue, 100, 1)
    assert still["refused"]["values"]["seconds"] == 1
    capped.clock.at += 1_000
    (given,) = draws(rogue, 200, 1)
    assert msgspec.convert(given["answer"], Issued).number == "R006"


def test_another_kiosk_gives_numbers_meanwhile(capped: WebHouse) -> None:
    """Two kiosks: the honest one notices nothing."""
    rogue, honest = caller(capped, "kiosk"), caller(capped, "kiosk")
    assert not draws(rogue, 0, MOST + 1)[-1]["ok"]
    assert all(one["ok"] for one in draws(honest, 0, MOST))


def test_the_same_request_again_is_one_number(capped: WebHouse) -> None:
    """A link that stutters costs nobody a number."""
    kiosk = caller(capped, "kiosk")
    told = [asks(kiosk, 7, c.IssueTicket(matter="mr")) for _ in range(20)]
    assert {one["answer"]["number"] for one in told} == {"R001"}
    assert all(one["ok"] for one in draws(kiosk, 100, MOST - 1))


def test_a_client_that_calls_staff_for_ever_is_one_alarm(capped: WebHouse) -> None:
    """One open call for each kiosk, whoever asks."""
    rogue = caller(capped, "kiosk")
    assert all(asks(rogue, nth, h.CallStaff())["ok"] for nth in range(20))
    assert len(capped.desk.lane.hall.help) == 1
    clerk = caller(capped, "clerk")
    (kiosk,) = capped.desk.lane.hall.help
    assert asks(clerk, 0, h.GoToKiosk(kiosk=kiosk))["ok"]
    assert asks(rogue, 99, h.EndHelp(kiosk=kiosk))["refused"]["code"] == "not_allowed"
    facts = [type(entry.fact) for entry in capped.desk.lane._ledger.entries(0)]
    assert facts.count(f.StaffCalled) == facts.count(f.StaffGoing) == 1
