"""Check-in, several matters and a ticket brought back, at the kiosk's glass before a real hall."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from common.commands import (
    CallNext,
    CloseDay,
    FinishService,
    IssueTicket,
    MarkNoShow,
    SitDown,
    StartService,
)
from common.commands_place import BookAppointment, CloseMatter
from common.messages import Booked, Issued, Refused
from common.screen.placements import Touch, texts
from kiosk.inquiry import HttpInquiries
from kiosk.my_ticket import MyTicket
from kiosk.scene import Collect, Home, Printing, Told
from kiosk.scene_ticket import Mine
from server.lane import Ask
from server.rules.order import ImportHall
from server.rules.setup import Matter, SlotPlan
from tests.live.live_hall import LiveHall, live_hall, prepare
from tests.live.one_process import OneProcess
from tests.programs.kiosk_stand import Stand
from tests.rules.street import ADMIN, BOSS, KIOSK, clerk, moment, small_setup, words

PLAN = SlotPlan(id="plan", name=words("预约"), lines=("r",), capacity=2)
UNSURE = Matter(id="unsure", name=words("综合咨询"), department="d", line="t", unsure=True)


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[OneProcess]:
    """The small hall, with appointments and a general enquiry, on a Monday at nine; A1 sits at window 1."""
    process = OneProcess(tmp_path)
    setup = small_setup(appointments=(PLAN,))
    setup = msgspec.structs.replace(setup, matters=(*setup.matters, UNSURE))
    process.lane.run([Ask(ADMIN, ImportHall(setup=setup))])
    process.lane.run([Ask(clerk("A1"), SitDown(window=1))])
    yield process
    process.close()


@pytest.fixture
def stand(hall: OneProcess) -> Stand:
    """A kiosk in it."""
    return Stand(hall)


def given(hall: OneProcess, actor: object, command: object) -> object:
    """What the hall answers."""
    (outcome,) = hall.lane.run([Ask(actor, command)])  # type: ignore[arg-type]
    answer = getattr(outcome, "answer", outcome)
    assert not isinstance(answer, Refused), answer
    return answer


def booked(hall: OneProcess, clock: str) -> str:
    """The code of a slot."""
    answer = given(hall, BOSS, BookAppointment(matter="mr", slot=moment(clock)))
    assert isinstance(answer, Booked)
    return answer.code


def issued(hall: OneProcess) -> Issued:
    """A number that another kiosk gave."""
    answer = given(hall, KIOSK, IssueTicket(matter="mr"))
    assert isinstance(answer, Issued)
    return answer


def brought(stand: Stand, ticket: Issued) -> Mine:
    """The paper before the scanner."""
    stand.scan(f"{ticket.number}{ticket.check}")
    stand.frame()
    scene = stand.scene()
    assert isinstance(scene, Mine)
    return scene


def written(stand: Stand) -> str:
    """All that is on the glass."""
    return "".join(texts(stand.kiosk.placements))


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


# -- my ticket ------------------------------------------------------------------------------------


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
    assert "请重新取号" in written(stand)


# -- over HTTP ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveHall]:
    """The small hall, served live on a Monday at nine."""
    folder = tmp_path_factory.mktemp("kiosk-tickets") / "data"
    prepare(folder)
    with live_hall(folder) as hall:
        yield hall


def asked(inquiries: HttpInquiries, number: str, check: str) -> MyTicket | Refused | None:
    """The answer, delivered on this thread."""
    answers: list[MyTicket | Refused | None] = []
    inquiries.ask(number, check, answers.append)
    until(lambda: bool(answers), inquiries.poll)
    return answers[0]


def until(happened: Callable[[], bool], poll: Callable[[], None]) -> None:
    """Let it come."""
    ends = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < ends
        poll()
        time.sleep(0.002)


def test_a_paired_kiosk_asks_the_server_about_a_ticket(served: LiveHall) -> None:
    """The same answer that staff read, of which a kiosk takes what it needs."""
    link = served.joined("kiosk", kind="kiosk")
    ticket = served.answer(link, IssueTicket(matter="mr"))
    inquiries = HttpInquiries(served.url, lambda: served.token("kiosk"))
    told = asked(inquiries, ticket.number, ticket.check)
    assert isinstance(told, MyTicket)
    assert (told.ticket, told.state, told.waits, told.matter) == (ticket.ticket, "waiting", True, "mr")
    wrong = f"{(int(ticket.check) + 1) % 1000:03d}"
    refused = asked(inquiries, ticket.number, wrong)
    assert isinstance(refused, Refused)
    assert refused.code == "unknown_number"


def test_a_device_that_is_not_paired_learns_nothing(served: LiveHall) -> None:
    """Refused like anybody."""
    refused = asked(HttpInquiries(served.url, lambda: None), "R001", "000")
    assert isinstance(refused, Refused)


def test_a_server_that_is_not_there_is_no_answer() -> None:
    """Nobody listens at that port."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port = bound.getsockname()[1]
    assert asked(HttpInquiries(f"http://127.0.0.1:{port}", lambda: "t"), "R001", "000") is None
