"""What a server has to say of itself and cannot store: supervisors see it all the same, and see its end."""

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import RootTransaction

from common.commands import IssueTicket
from common.messages import Done, Refused
from server.lane import Ask, Reply
from server.live.disk import AGAIN_S, IDLE_S, Disk
from server.live.noticing import NOTICE_AGAIN_S
from server.live.threads import NoThreads
from server.live.watch import Watch
from server.rules.order import ConfirmClock
from tests.live.live_hall import copy_of
from tests.live.one_process import OneProcess
from tests.live.web_house import WebHouse
from tests.rules.street import ADMIN, BOSS, KIOSK

HOUR_S = 3_600.0


class Room:
    """Whether the disk has any."""

    def __init__(self) -> None:
        self.left, self.error = True, errno.ENOSPC

    def __call__(self, transaction: RootTransaction) -> None:
        if not self.left:
            raise OSError(self.error, "no")
        transaction.commit()


class Hall:
    """A hall in one process with a watch and a disk that is looked at."""

    def __init__(self, folder: Path, at: str = "09:00") -> None:
        self.room, self.passed = Room(), 0.0
        self.one = OneProcess(folder, at, commit=self.room)
        desk, store = self.one.premises.desk, self.one.store
        faults = {"server:clock": lambda: "clock_unconfirmed" if self.one.lane.clock_unconfirmed else None}
        shown = {"server:storage": lambda: store.trouble}
        self.watch = Watch(desk, NoThreads(), None, faults, lambda: self.passed, shown)
        self.disk = Disk(store, NoThreads(), lambda: self.passed)
        self.boss = self.one.link(BOSS, "supervisor")

    def pass_s(self, seconds: float) -> None:
        self.passed += seconds
        self.disk.look()
        self.watch.look()
        self.one.pass_s(seconds)

    def alarms(self) -> dict[str, str]:
        rows = self.boss.view["alarms"].values()
        return {row["subject"]: row["detail"] for row in rows if row["kind"] == "device"}


@pytest.fixture
def hall(prepared: Path, tmp_path: Path) -> Iterator[Hall]:
    found = Hall(copy_of(prepared, tmp_path / "data"))
    yield found
    found.one.close()


def test_a_full_disk_is_an_alarm_that_needs_no_disk_and_ends_by_itself(hall: Hall) -> None:
    """Neither its beginning nor its end is a fact: there was no room for them."""
    before = hall.one.facts()
    kiosk = hall.one.link(KIOSK, "kiosk")
    hall.room.left = False
    refused = hall.one.answer(kiosk, IssueTicket(matter="mr"))
    assert isinstance(refused, Refused)
    assert refused.code == "storage_full"
    hall.pass_s(1.0)
    assert hall.alarms() == {"server:storage": "storage_full"}
    hall.room.left = True
    hall.pass_s(AGAIN_S)
    hall.pass_s(AGAIN_S)
    assert hall.alarms() == {}
    assert hall.one.facts() == before


def test_a_supervisor_who_comes_later_sees_the_alarm_too(hall: Hall) -> None:
    """It is part of the view, not a word that was said once."""
    hall.room.left = False
    for seconds in (1.0, IDLE_S, 1.0):
        hall.pass_s(seconds)
    hall.boss.close()
    hall.boss = hall.one.link(BOSS, "supervisor")
    assert hall.alarms() == {"server:storage": "storage_full"}


def test_a_disk_that_fills_up_while_nobody_writes_is_known(hall: Hall) -> None:
    """At night, before the first resident stands there."""
    hall.room.left, hall.room.error = False, errno.EIO
    for seconds in (1.0, IDLE_S, 1.0):
        hall.pass_s(seconds)
    assert hall.alarms() == {"server:storage": "storage_failed"}


def test_an_unconfirmed_clock_is_an_alarm_until_it_is_confirmed(prepared: Path, tmp_path: Path) -> None:
    """All but the confirmation is refused then, the alarm as a fact, too."""
    data = copy_of(prepared, tmp_path / "data")
    hall = Hall(data, at="07:00")
    before = hall.one.facts()
    for _ in range(3):
        hall.pass_s(NOTICE_AGAIN_S)
    assert hall.alarms() == {"server:clock": "clock_unconfirmed"}
    assert hall.one.facts() == before
    replies: list[Reply] = []
    hall.one.premises.desk.ask(Ask(ADMIN, ConfirmClock()), replies.append)
    for _ in range(3):
        hall.pass_s(1.0)
    assert [type(reply) for reply in replies] == [Done]
    assert hall.alarms() == {}
    hall.one.close()


def test_a_refused_notice_is_put_again_by_the_machines_time(prepared: Path, tmp_path: Path) -> None:
    """A simulated day of 600 times the pace is no reason to ask the lane sixty times a second."""
    hall = Hall(copy_of(prepared, tmp_path / "data"), at="07:00")
    hall.pass_s(1.0)
    desk = hall.one.premises.desk
    hall.one.clock.at += int(HOUR_S * 1000)
    asked = []
    for seconds in (0.0, NOTICE_AGAIN_S):
        hall.passed += seconds
        hall.watch.look()
        asked.append(desk.queue)
    assert asked == [False, True]
    hall.one.close()


@pytest.fixture
def house(data: Path) -> Iterator[WebHouse]:
    found = WebHouse(data)
    yield found
    found.store.close()


def full(_transaction: RootTransaction) -> None:
    raise OSError(errno.ENOSPC, "no space left on device")


def test_whoever_signs_in_on_a_full_disk_is_told_so(house: WebHouse) -> None:
    """Not that something went wrong; and whoever watches the machine is told, too."""
    password = house.person("S9", "supervisor")
    house.store._commit = full
    answer = house.browser().sign_in("S9", password)
    assert answer.status_code == 503
    assert "服务器磁盘已满" in answer.get_data(as_text=True)
    said = house.app.test_client().get("/healthz")
    assert said.status_code == 503
    assert "storage" in said.json["faults"]  # type: ignore[index]
    house.store._commit = RootTransaction.commit
    assert house.browser().sign_in("S9", password).status_code < 400
    assert house.app.test_client().get("/healthz").status_code == 200


def test_pages_are_still_read_on_a_full_disk(house: WebHouse) -> None:
    """Whoever is signed in stays so, though the use of the session cannot be noted."""
    boss = house.signed_in("S9", "supervisor")
    house.store._commit = full
    house.clock.at += int(HOUR_S * 1000)
    assert boss.get("/supervisor").status_code == 200


def test_a_copy_that_cannot_be_taken_by_hand_says_why(house: WebHouse) -> None:
    """S-4: in words, on the page where the button is."""
    house.backup_folder.write_text("not a folder")
    answer = house.signed_in("adm", "administrator").send("/admin/backup")
    assert answer.status_code == 503
    assert "那里是一个文件，不是文件夹" in answer.get_data(as_text=True)
