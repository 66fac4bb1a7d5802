"""Check-in, several matters and the general window, at the kiosk's glass before a real hall."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from common.commands import (
    IssueTicket,
)
from common.commands_place import CloseMatter
from common.messages import Refused
from common.screen.placements import Touch
from kiosk.scene import Collect, Home, Printing, Told
from server.lane import Ask
from server.rules.order import ImportHall
from tests.live.one_process import OneProcess
from tests.programs.kiosk_stand import Stand
from tests.programs.kiosk_tickets import booked, written
from tests.rules.street import ADMIN, BOSS, KIOSK, moment, small_setup

# -- appointments ---------------------------------------------------------------------------------


def test_a_typed_code_becomes_paper_with_its_place(hall: OneProcess, stand: Stand) -> None:
    """Home, six digits, 确定. (Q-7)"""
    code = booked(hall, "09:30")
    stand.touch("checkin")
    stand.type(code)
    stand.touch("enter")
    assert isinstance(stand.scene(), Printing)
    (paper,) = stand.prints.papers
    assert (paper.number, paper.slot) == ("R001", "预约 9:30，按预约时间排队")
    stand.prints.end()
    stand.frame()
    assert isinstance(stand.scene(), Collect)
    assert "预约 9:30，按预约时间叫号" in written(stand)


def test_whoever_comes_too_late_is_told_that_the_slot_no_longer_counts(
    hall: OneProcess, stand: Stand
) -> None:
    """And still gets a number."""
    code = booked(hall, "09:30")
    hall.clock.at = moment("10:30")
    stand.pass_s(2)
    stand.scan(code)
    assert stand.prints.papers[0].slot == "预约 9:30 已过，从签到时起排队"


def test_a_used_code_names_its_number(hall: OneProcess, stand: Stand) -> None:
    """The paper was lost: where to turn."""
    code = booked(hall, "09:30")
    stand.scan(code)
    stand.prints.end()
    stand.frame()
    stand.touch("done")
    stand.scan(code)
    assert "号码是 R001" in written(stand)
    assert "请到咨询台" in written(stand)


def test_a_wrong_code_may_be_typed_again(stand: Stand) -> None:
    """Nothing was given."""
    stand.scan("000000")
    assert isinstance(stand.scene(), Told)
    stand.touch("retry")
    assert stand.waiting() == 0


def test_a_check_in_whose_number_nobody_noted_can_be_made_again(hall: OneProcess, stand: Stand) -> None:
    """No paper, nobody noted it: the number is void, the appointment is not."""
    code = booked(hall, "09:30")
    stand.scan(code)
    stand.prints.end("paper_out")
    stand.pass_s(61)
    assert (stand.scene(), stand.waiting()) == (Home(), 0)
    stand.scan(code)
    assert [paper.number for paper in stand.prints.papers] == ["R001", "R002"]


def test_a_power_cut_between_check_in_and_paper_leaves_no_ghost(hall: OneProcess, tmp_path: Path) -> None:
    """What was asked for is void at the next start, and the code counts again. (field 21)"""
    code, file = booked(hall, "09:30"), tmp_path / "open.json"
    stand = Stand(hall, file=file)
    stand.scan(code)
    assert stand.waiting() == 1
    stand.kill()
    again = Stand(hall, file=file)
    again.pass_s(2)
    assert again.waiting() == 0


# -- several matters, and the general window ------------------------------------------------------


def test_one_number_for_several_matters_names_them_all_on_paper(hall: OneProcess, stand: Stand) -> None:
    """In their order, each with its window; and the server knows them. (field 24)"""
    stand.touch("line:r", "add", "line:s", "add", "line:t", "take")
    (paper,) = stand.prints.papers
    assert paper.matter == "事项r"
    assert [line.partition("（")[0] for line in paper.then] == ["然后：事项s", "然后：事项t"]
    (ticket,) = hall.lane.hall.tickets.values()
    assert [stop.matter for stop in ticket.then] == ["ms", "mt"]


def test_who_does_not_know_gets_a_number_in_two_touches(stand: Stand) -> None:
    """不知道办什么 → 综合窗口. (Q-11)"""
    stand.touch("unsure:unsure", "take")
    assert stand.prints.papers[0].matter == "综合咨询"


def test_a_matter_that_is_closed_meanwhile_shows_why_at_once(hall: OneProcess, stand: Stand) -> None:
    """The guide that somebody reads changes under the finger. (field 20)"""
    stand.touch("line:r")
    hall.answer(hall.link(BOSS, "supervisor"), CloseMatter(matter="mr", reason="system_down"))
    stand.frame()
    assert "系统故障" in written(stand)
    assert "take" not in {p.id for p in stand.kiosk.placements if isinstance(p, Touch)}


@pytest.mark.parametrize(
    ("post", "said"),
    [
        ({"sessions": (("08:30", "09:10"),)}, "今天的办理时间已过，明天（星期二）8:30 再办"),
        ({"weekdays": (2,)}, "今天不办这件事，明天（星期二）8:30 开始办"),
    ],
    ids=["over", "another day"],
)
def test_a_post_of_its_own_hours_and_days_says_when_it_is_there_again(
    post: dict[str, object], said: str, hall: OneProcess, stand: Stand
) -> None:
    """Before the number, by the server's own rows; the server would refuse it too. (Q-4)"""
    setup = small_setup()
    own = msgspec.structs.replace(setup.posts[0], **post)
    setup = msgspec.structs.replace(setup, posts=(own, *setup.posts[1:]))
    hall.lane.run([Ask(ADMIN, ImportHall(setup=setup))])
    hall.clock.at = moment("09:20")
    stand.pass_s(20)
    stand.touch("line:r")
    assert said.replace(" ", "") in written(stand).replace(" ", "")
    (refused,) = hall.lane.run([Ask(KIOSK, IssueTicket(matter="mr"))])
    assert isinstance(getattr(refused, "answer", refused), Refused)
