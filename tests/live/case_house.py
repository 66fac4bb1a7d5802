"""The pages over a hall that registers cases."""

from pathlib import Path
from typing import Any

from common import commands_case as c
from common.messages import Registered
from server.lane import Ask, Lane
from server.rules.order import SYSTEM, ImportHall, Tick
from server.rules.setup import Setup
from server.storage.ledger import Ledger
from server.storage.people import People
from server.storage.store import Store
from tests.live.live_hall import HandClock
from tests.live.web_house import WebHouse
from tests.rules.setup_cases import case_setup
from tests.rules.street import ADMIN, clerk, moment

PEOPLE = (("A1", "clerk"), ("A2", "clerk"), ("S1", "supervisor"), ("admin", "administrator"))


def case_house(folder: Path, setup: Setup | None = None, **more: Any) -> WebHouse:
    """With the hall of `case_setup` in force, at nine on Monday 23 November."""
    store = Store.open(folder)
    imported = ImportHall(setup=setup or case_setup())
    Lane(Ledger(store), HandClock(moment("08:00"))).run([Ask(ADMIN, imported)])
    people = People(store)
    for staff, role in PEOPLE:
        people.add(staff, [role], "no password", 0)
        people.set_password(staff, "no password", one_time=False)
    store.close()
    return WebHouse(folder, **more)


def registered(house: WebHouse, matter: str = "permit", name: str = "欧阳小红", **more: Any) -> Registered:
    """An application that came by post."""
    command = c.RegisterCase(matter=matter, name=name, contact="13800000000", way="post", **more)
    answer = house.give(clerk("A1"), command)
    assert isinstance(answer, Registered), answer
    return answer


def pass_to(house: WebHouse, day: str, clock: str = "09:00") -> None:
    """Let time pass until then."""
    house.clock.at = moment(clock, f"2026-{day}")
    house.give(SYSTEM, Tick())
