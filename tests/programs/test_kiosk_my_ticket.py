"""A ticket brought back to the kiosk's glass, before a real hall."""

from __future__ import annotations

from common.commands import (
    CallNext,
    CloseDay,
    FinishService,
    IssueTicket,
    MarkNoShow,
    StartService,
)
from common.screen.placements import Touch
from kiosk.scene import Told
from kiosk.scene_ticket import Mine
from tests.live.one_process import OneProcess
from tests.programs.kiosk_stand import Stand
from tests.programs.kiosk_tickets import brought, given, issued, written
from tests.rules.street import BOSS, KIOSK, clerk, moment


def test_the_check_digits_stand_on_the_paper(stand: Stand) -> None:
    """查询码, and in the bar code."""
    stand.touch("line:r", "take")
    (paper,) = stand.prints.papers
    (ticket,) = stand.hall.lane.hall.tickets.values()
    digits = paper.check.removeprefix("查询码 ")
    assert paper.code == f"R001{digits}"
    stand.prints.end()
    stand.frame()
    stand.scan(paper.code)
    stand.frame()
    scene = stand.scene()
    assert isinstance(scene, Mine)
    assert scene.ticket.ticket == ticket.id


def test_a_typed_ticket_shows_its_place(hall: OneProcess, stand: Stand) -> None:
    """Letter, number, check digits."""
    issued(hall)
    ticket = issued(hall)
    stand.pass_s(1)
    stand.touch("mine")
    stand.type(f"R002{ticket.check}")
    stand.touch("enter")
    stand.frame()
    assert isinstance(stand.scene(), Mine)
    assert "前面还有 1 人" in written(stand)


def test_wrong_check_digits_show_nothing(hall: OneProcess, stand: Stand) -> None:
    """A neighbour's number is not told by guessing once."""
    ticket = issued(hall)
    wrong = f"{(int(ticket.check) + 1) % 1000:03d}"
    stand.scan(f"{ticket.number}{wrong}")
    stand.frame()
    assert isinstance(stand.scene(), Told)


def test_stepping_back_lets_the_next_go_first_after_asking(hall: OneProcess, stand: Stand) -> None:
    """Not yet, without a phone."""
    first, second = issued(hall), issued(hall)
    brought(stand, first)
    stand.touch("sure:step_back")
    assert "您的号不作废" in written(stand)
    stand.touch("do:step_back")
    stand.frame()
    assert "前面还有 1 人" in written(stand)
    called = given(hall, clerk("A1"), CallNext())
    assert getattr(called, "number", "") == second.number


def test_stepping_back_where_nobody_is_behind_is_said_to_change_nothing(
    hall: OneProcess, stand: Stand
) -> None:
    """Before it is done, and after."""
    brought(stand, issued(hall))
    stand.touch("sure:step_back")
    assert "没有人可以先办，随时可能叫到您" in written(stand)
    stand.touch("do:step_back")
    stand.frame()
    assert "现在没有人排在您后面，随时可能叫到您" in written(stand)
    assert "让后面几位先办" not in written(stand)


def test_a_call_while_the_ticket_is_shown_stands_there_within_seconds(hall: OneProcess, stand: Stand) -> None:
    """No frozen picture: 正在叫您的号, and where to go."""
    ticket = issued(hall)
    brought(stand, ticket)
    assert "前面还有 0 人" in written(stand)
    given(hall, clerk("A1"), CallNext())
    for _ in range(6):
        stand.pass_s(1)
    assert "正在叫您的号" in written(stand)
    assert "请马上到 1号窗口" in written(stand)


def test_a_missed_call_is_mended_at_the_kiosk(hall: OneProcess, stand: Stand) -> None:
    """重新排队: in line again, at its defined place. (field 10)"""
    ticket = issued(hall)
    given(hall, clerk("A1"), CallNext())
    given(hall, clerk("A1"), MarkNoShow(ticket=ticket.ticket))
    assert brought(stand, ticket).ticket.state == "missed"
    stand.touch("do:re_enter")
    stand.frame()
    assert "已经重新排队" in written(stand)
    assert stand.waiting() == 1


def test_a_number_kept_over_night_checks_in_at_the_kiosk(hall: OneProcess, stand: Stand) -> None:
    """Not served by closing: next morning one touch, and it is in front. (Q-6)"""
    ticket = issued(hall)
    given(hall, BOSS, CloseDay())
    hall.clock.at = moment("08:45", "2026-11-24")
    stand.pass_s(20)
    assert brought(stand, ticket).ticket.is_carried
    stand.touch("do:re_enter")
    stand.frame()
    assert (stand.waiting(), "前面还有 0 人" in written(stand)) == (1, True)


def test_whoever_no_longer_wants_it_gives_the_number_back_after_asking(
    hall: OneProcess, stand: Stand
) -> None:
    """不办了: the line is shorter by one."""
    brought(stand, issued(hall))
    stand.touch("sure:withdraw", "do:withdraw")
    stand.frame()
    assert stand.waiting() == 0
    assert "这个号已经取消" in written(stand)
    assert not any(p.id.startswith(("do:", "sure:")) for p in stand.kiosk.placements if isinstance(p, Touch))


def test_who_was_passed_reads_who_went_first_and_why(hall: OneProcess, stand: Stand) -> None:
    """In words, by the record. (Q-13)"""
    ticket = issued(hall)
    hall.clock.at += 60_000
    given(hall, KIOSK, IssueTicket(matter="mr", priority="elder"))
    given(hall, clerk("A1"), CallNext())
    stand.pass_s(5)
    brought(stand, ticket)
    stand.touch("why")
    told = written(stand).replace(" ", "")
    assert "R002号到1号窗口：老年人，按公布的规定提前30分钟计" in told


def test_a_served_number_can_do_nothing_more(hall: OneProcess, stand: Stand) -> None:
    """It says so, and what to do for anything else."""
    ticket = issued(hall)
    given(hall, clerk("A1"), CallNext())
    given(hall, clerk("A1"), StartService(ticket=ticket.ticket))
    given(hall, clerk("A1"), FinishService(ticket=ticket.ticket))
    brought(stand, ticket)
    assert "这个号已经办完" in written(stand)
    assert "请重新取号" in written(stand)
    assert not any(p.id.startswith(("do:", "sure:")) for p in stand.kiosk.placements if isinstance(p, Touch))
