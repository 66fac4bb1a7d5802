"""A kiosk without the server: numbers of its own, kept, handed in, found; and back again. (docs/offline.md)"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from common import commands as c
from common.screen.placements import texts
from kiosk.scene import Collect, Guide, Home, Unreached
from kiosk.scene_ticket import Mine
from server.lane import Ask
from server.rules.order import ImportHall
from tests.live.one_process import OneProcess
from tests.programs.alone_stand import AloneStand
from tests.programs.kiosk_stand import KIOSK_2
from tests.rules.own import as_of_old
from tests.rules.situations_own import with_prefix
from tests.rules.street import ADMIN, BOSS


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[OneProcess]:
    """The small hall on a Monday at nine."""
    process = OneProcess(tmp_path / "data")
    yield process
    process.close()


def waiting(hall: OneProcess) -> list[str]:
    """The numbers in line r, next first."""
    return [hall.lane.hall.tickets[key[2]].number for key in hall.lane.hall.lines.get("r", [])]


def test_numbers_of_its_own_are_handed_in_when_the_server_is_back(hall: OneProcess, tmp_path: Path) -> None:
    """In line by when they were given; then the server gives them again."""
    stand = AloneStand(hall, tmp_path / "k1")
    stand.pass_s(2)
    assert stand.take() == "R001"
    stand.pull()
    assert [stand.take(), stand.take("paper_out")] == ["Y001", "Y002"]
    stand.plug()
    assert waiting(hall) == ["R001", "Y001", "Y002"]
    assert stand.take() == "R002"
    assert hall.facts().count("TicketHandedIn") == 2


def test_the_screen_and_the_paper_say_honestly_what_it_is(hall: OneProcess, tmp_path: Path) -> None:
    """No estimate, no place; the time that counts; no QR code."""
    stand = AloneStand(hall, tmp_path / "k1")
    stand.pass_s(2)
    stand.pull()
    stand.touch("line:r")
    assert any("大厅电脑" in text for text in texts(stand.kiosk.placements))
    assert not any("分钟" in text for text in texts(stand.kiosk.placements))
    stand.touch("take")
    shown = "".join(texts(stand.kiosk.placements))
    paper = stand.prints.papers[0]
    assert "9:00" in shown
    assert "大厅电脑" in paper.ahead
    assert "9:00" in paper.ahead
    assert (paper.page, paper.wait) == ("", "")
    assert len(paper.code) == len("Y001") + 3


def test_who_stands_there_when_the_server_is_back_is_not_disturbed(hall: OneProcess, tmp_path: Path) -> None:
    """On the guide, or with a number in the printer."""
    stand = AloneStand(hall, tmp_path / "k1")
    stand.pass_s(2)
    stand.pull()
    stand.touch("line:r")
    before = stand.scene()
    stand.plug()
    assert isinstance(stand.scene(), Guide)
    assert stand.scene() == before
    stand.pull()
    stand.touch("take")
    stand.plug()
    stand.prints.end()
    stand.frame()
    assert isinstance(stand.scene(), Collect)
    stand.pass_s(1)
    assert waiting(hall) == ["Y001"]


def test_a_number_asked_of_the_server_before_does_not_become_two(hall: OneProcess, tmp_path: Path) -> None:
    """The answer was lost: the resident takes one of the kiosk's own, the other is void."""
    stand = AloneStand(hall, tmp_path / "k1")
    stand.pass_s(2)
    stand.touch("line:r")
    assert stand.cable is not None
    stand.kiosk.touch("take", hall.clock.at + 1_000)  # it is sent, and the cable goes
    hall.premises.work()
    stand.pull()
    stand.pass_s(11)
    assert isinstance(stand.scene(), Unreached)
    stand.touch("done")
    assert stand.take() == "Y001"
    stand.plug()
    assert waiting(hall) == ["Y001"]
    assert hall.facts().count("TicketVoided") == 1


def test_a_number_that_nobody_noted_is_void_offline_too(hall: OneProcess, tmp_path: Path) -> None:
    """field.md 21: on record, and in no line."""
    stand = AloneStand(hall, tmp_path / "k1")
    stand.pass_s(2)
    stand.pull()
    stand.touch("line:r", "take")
    stand.prints.end("paper_out")
    stand.pass_s(65)
    assert stand.scene() == Home()
    stand.plug()
    assert waiting(hall) == []
    (ticket,) = hall.lane.hall.tickets.values()
    assert (ticket.number, ticket.state) == ("Y001", "voided")


def test_my_ticket_finds_it_offline_and_afterwards(hall: OneProcess, tmp_path: Path) -> None:
    """Typed or scanned, with the digits of the paper."""
    stand = AloneStand(hall, tmp_path / "k1")
    stand.pass_s(2)
    stand.pull()
    stand.take()
    code = stand.prints.papers[0].code
    stand.scan(code)
    assert isinstance(stand.scene(), Mine)
    assert any("9:00" in text for text in texts(stand.kiosk.placements))
    stand.touch("done", "mine", "letter:Y")
    stand.type(code[1:])
    stand.touch("enter")
    assert isinstance(stand.scene(), Mine)
    stand.touch("done")
    stand.scan("Y001000" if code != "Y001000" else "Y001001")
    assert "unknown_paper" in str(stand.scene())
    stand.touch("done")
    stand.scan("R001123")
    assert isinstance(stand.scene(), Unreached), "a number of the server cannot be known here"


def test_started_while_the_server_is_off_it_gives_numbers_of_today(hall: OneProcess, tmp_path: Path) -> None:
    """By what it knew last; its counter goes on."""
    stand = AloneStand(hall, tmp_path / "k1")
    stand.pass_s(2)
    stand.pull()
    stand.take()
    stand.kill()
    again = AloneStand(hall, tmp_path / "k1", away=True)
    again.pass_s(2)
    assert again.take() == "Y002"
    again.plug()
    assert waiting(hall) == ["Y001", "Y002"]


def test_of_another_day_it_gives_none(hall: OneProcess, tmp_path: Path) -> None:
    """It does not know today's hours: the arrival screen says whom to ask."""
    stand = AloneStand(hall, tmp_path / "k1")
    stand.pass_s(2)
    stand.kill()
    hall.clock.at += 24 * 3_600_000
    again = AloneStand(hall, tmp_path / "k1", away=True)
    again.pass_s(20)
    assert again.kiosk.hall.about is None
    assert any("工作人员" in text for text in texts(again.kiosk.placements))


@pytest.mark.parametrize("command", [c.StopNumbers(), c.PauseHall(reason="power")])
def test_what_was_stopped_stays_stopped(hall: OneProcess, tmp_path: Path, command: c.ClientCommand) -> None:
    """The supervisor's word holds, as far as it was heard."""
    stand = AloneStand(hall, tmp_path / "k1")
    stand.pass_s(2)
    boss = hall.link(BOSS, "supervisor")
    hall.answer(boss, command)
    stand.pass_s(1)
    stand.pull()
    stand.touch("line:r")
    stand.kiosk.touch("take", hall.clock.at + 2_000)
    assert isinstance(stand.scene(), Guide)


def test_the_hours_hold_without_the_server(hall: OneProcess, tmp_path: Path) -> None:
    """None after closing."""
    stand = AloneStand(hall, tmp_path / "k1")
    stand.pass_s(2)
    stand.pull()
    assert stand.kiosk.alone
    hall.clock.at += 12 * 3_600_000
    stand.frame()
    assert not stand.kiosk.alone


def test_a_number_that_the_server_will_not_take_is_kept_and_staff_are_told(
    hall: OneProcess, tmp_path: Path
) -> None:
    """A line took the letters meanwhile and gave the same number: never dropped, and it holds up no other."""
    stand = AloneStand(hall, tmp_path / "k1")
    stand.pass_s(2)
    stand.pull()
    assert [stand.take(), stand.take()] == ["Y001", "Y002"]
    with as_of_old(hall.lane.hall):
        hall.lane.run([Ask(ADMIN, ImportHall(setup=with_prefix("Y")))])
    hall.lane.run([Ask(KIOSK_2, c.IssueTicket(matter="mr"))])
    stand.plug()
    assert sorted(waiting(hall)) == ["Y001", "Y002"]
    assert hall.facts().count("TicketHandedIn") == 1
    assert hall.lane.hall.faults["kiosk:k1"][0] == "numbers_refused"
    kept = stand.kiosk._alone._own.numbers
    assert [own.number for own in kept if not own.handed] == ["Y001"]
