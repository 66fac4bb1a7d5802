"""What a paired kiosk learns about a case, and what it sees of the board: over a real server."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from common.commands_case import RegisterCase
from common.messages import Refused, Registered
from kiosk.hall import hall_from
from kiosk.inquiry import HttpInquiries
from kiosk.my_case import MyCase
from tests.live.live_hall import LiveHall, live_hall, prepare


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveHall]:
    """The small hall, served live on a Monday at nine."""
    folder = tmp_path_factory.mktemp("kiosk-cases") / "data"
    prepare(folder)
    with live_hall(folder) as hall:
        yield hall


def registered(served: LiveHall) -> Registered:
    """By post, at A1's."""
    answer = served.answer(
        served.joined("clerk", staff="A1"), RegisterCase(matter="mr", name="欧阳小红", way="post")
    )
    assert isinstance(answer, Registered), answer
    return answer


def asked(served: LiveHall, number: str, secret: str) -> MyCase | Refused | None:
    """The answer, delivered on this thread."""
    inquiries = HttpInquiries(served.url, lambda: served.token("kiosk"))
    answers: list[MyCase | Refused | None] = []
    inquiries.ask_case(number, secret, answers.append)
    ends = time.monotonic() + 20
    while not answers:
        assert time.monotonic() < ends
        inquiries.poll()
        time.sleep(0.002)
    return answers[0]


def test_a_kiosk_asks_as_the_page_does(served: LiveHall) -> None:
    """State, handler, what happened: all that the screen shows, and no name."""  # C-1, P-2, P-5
    case = registered(served)
    told = asked(served, case.number, case.secret)
    assert isinstance(told, MyCase)
    assert (told.number, told.clerk, bool(told.history)) == (case.number, "A1", True)
    assert "小红" not in repr(told)


def test_a_wrong_code_and_an_unknown_number_are_one_refusal(served: LiveHall) -> None:
    """The kiosk has one sentence for both."""  # P-2
    case = registered(served)
    wrong = f"{(int(case.secret) + 1) % 10**8:08d}"
    refused = [asked(served, case.number, wrong), asked(served, "2026-9999", case.secret)]
    assert [one.code for one in refused if isinstance(one, Refused)] == ["case_not_found"] * 2


def test_a_case_is_on_the_kiosks_board_as_it_comes(served: LiveHall) -> None:
    """By the live feed, like a wall's; the applicant masked."""  # P-1, P-2
    kiosk = served.joined("kiosk", kind="kiosk")
    case = registered(served)
    served.until(lambda: str(case.case) in kiosk.view["board"])
    row = hall_from(kiosk.view).board[str(case.case)]
    assert (row.number, row.applicant) == (case.number, "欧阳＊")
    assert hall_from(kiosk.view).departments
