"""A name that was erased is nowhere in the data folder, while the server goes on."""

from pathlib import Path

from common import commands_case as c
from server.rules.order import SYSTEM, Tick
from tests.live.case_house import case_house, registered
from tests.live.web_house import WebHouse
from tests.rules.street import clerk

A1 = clerk("A1")
NAME, CONTACT, WHY = "欧阳小红", "13800000000", "不符合条件"


def holds(folder: Path) -> set[str]:
    """Which of the texts can be read from a file of the folder."""
    told = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
    return {text for text in (NAME, CONTACT, WHY) if text.encode() in told}


def over(house: WebHouse) -> None:
    """Denied and handed over, with a name, a contact and a reason."""
    case = registered(house, name=NAME)
    house.give(A1, c.DecideCase(case=case.case, end="denied", note=WHY))
    house.give(A1, c.DeliverResult(case=case.case))


def later(house: WebHouse, days: int) -> None:
    """Time passes, and what it makes due is done."""
    house.clock.at += days * 86_400_000
    house.give(SYSTEM, Tick())
    house.desk.lane.housekeep()


def test_an_erased_name_cannot_be_read_from_the_files_of_a_running_server(tmp_path: Path) -> None:
    """Neither in the database's free space nor in its log; a year after the case was over."""  # S-5
    data = tmp_path / "data"
    house = case_house(data)
    try:
        over(house)
        assert holds(data) == {NAME, CONTACT, WHY}
        later(house, 2)
        later(house, 366)
        assert holds(data) == set()
    finally:
        house.close()


def test_what_is_erased_while_somebody_reads_an_older_state_goes_when_they_are_done(tmp_path: Path) -> None:
    """A copy that is being made, say."""
    data = tmp_path / "data"
    house = case_house(data)
    try:
        over(house)
        with house.store.reading() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM private_texts")
            later(house, 2)
            later(house, 366)
            assert holds(data)
        later(house, 0)
        assert holds(data) == set()
    finally:
        house.close()
