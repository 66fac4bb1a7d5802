"""Two halls in one server do not see each other: tokens, sessions, audiences, changes, figures, disks."""

import io
import json
import logging
import re
from http import HTTPStatus
from typing import Any
from urllib.request import Request, build_opener, urlopen

import pytest

from common.commands import CallNext, FinishService, IssueTicket, Recall, SitDown, StartService
from common.link import Link
from common.link_socket import SocketTransport
from common.messages import Called, Done, Issued
from server.lane.faults import NamesHall
from tests.live.live_hall import LiveHall
from tests.live.live_halls import WITHIN_S, LiveHalls, get, json_of, post

RESIDENTS = 40
RECALL_AFTER_MS = 11_000
AUDIENCES = (
    ("wall", {"kind": "display"}),
    ("window:1", {"kind": "display"}),
    ("window:2", {"kind": "display"}),
    ("kiosk", {"kind": "kiosk"}),
    ("clerk", {"staff": "A1"}),
    ("clerk", {"staff": "A2"}),
    ("supervisor", {"staff": "S1"}),
)


def refused_at(hall: LiveHall, audience: str, **identity: str) -> str:
    """Why this hall would not have whoever comes with that."""
    link = Link(SocketTransport(hall.url, **identity), audience)
    hall._links.append(link)
    hall.until(lambda: link.refused)
    assert link.refused is not None
    return link.refused.code


# -- who comes in ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["kiosk", "display"])
def test_a_device_of_one_hall_is_a_stranger_at_the_other(halls: LiveHalls, kind: str) -> None:
    """By Socket.IO and by HTTP; at its own hall the same token is good (field.md 16)."""
    token = halls.east.token(kind)
    assert refused_at(halls.west, "wall", device_token=token) == "not_paired"
    bearer = {"Authorization": f"Bearer {token}"}
    assert get(f"{halls.east.url}/api/view/wall", **bearer)[0] == HTTPStatus.OK
    assert get(f"{halls.west.url}/api/view/wall", **bearer)[0] == HTTPStatus.UNAUTHORIZED
    asking = {"id": "a", "command": {"type": "issue_ticket", "matter": "mr"}}
    assert post(f"{halls.west.url}/api/commands", asking, **bearer)[0] == HTTPStatus.UNAUTHORIZED


@pytest.mark.parametrize("staff", ["A1", "S1", "admin"])
def test_a_session_of_one_hall_opens_no_door_of_the_other(halls: LiveHalls, staff: str) -> None:
    """Though both halls have somebody of that number: pages, interface and socket."""
    cookie = halls.east.cookie(staff)
    assert refused_at(halls.west, "wall", cookie=cookie) == "not_signed_in"
    assert get(f"{halls.east.url}/api/view/wall", Cookie=cookie)[0] == HTTPStatus.OK
    assert get(f"{halls.west.url}/api/view/wall", Cookie=cookie)[0] == HTTPStatus.UNAUTHORIZED
    for page in ("/counter/", "/supervisor", "/admin/devices", "/supervisor/statistics"):
        assert "/h/west/sign-in" in _where_to(halls.west.url + page, cookie)


def _where_to(url: str, cookie: str) -> str:
    with urlopen(Request(url, headers={"Cookie": cookie}), timeout=WITHIN_S) as answer:
        return str(answer.url)


def test_nobody_joins_another_halls_audience(halls: LiveHalls) -> None:
    """An audience's name says no hall: a connection has one from its greeting on, whatever it asks for."""
    link = halls.east.joined("clerk", staff="A1")
    for audience in ("clerk:A2", "west wall", "/h/west/wall", "west:wall"):
        said = json_of(f"{halls.east.url}/api/view/{audience.replace('/', '%2F').replace(' ', '%20')}")
        assert said["ok"] is False
        assert refused_at(halls.east, audience, cookie=halls.east.cookie("A1")) in (
            "not_your_view", "no_such_view", "bad_request",
        )  # fmt: skip
    assert link.status == "joined"


def test_a_sign_in_is_for_one_hall(halls: LiveHalls) -> None:
    """Its cookies are sent nowhere else, and pages lead within the hall."""
    with urlopen(f"{halls.east.url}/sign-in", timeout=WITHIN_S) as answer:
        cookies = answer.headers.get_all("Set-Cookie")
        page = answer.read().decode()
    assert cookies
    assert all("Path=/h/east;" in cookie for cookie in cookies)
    assert 'action="/h/east/sign-in"' in page
    assert "west" not in page
    with urlopen(f"{halls.east.url}/sign-in?language=en", timeout=WITHIN_S) as answer:
        assert any(
            "Path=/h/east;" in one for one in answer.headers.get_all("Set-Cookie") if "language" in one
        )
    assert build_opener().open(f"{halls.east.url}/", timeout=WITHIN_S).url.endswith("/h/east/sign-in")


def test_who_signs_out_of_one_hall_stays_in_the_other(halls: LiveHalls) -> None:
    """Sessions are named within their hall, and so are the connections that end with them."""
    cookie = halls.east.cookie("A1")
    east = Link(SocketTransport(halls.east.url, cookie=cookie), "clerk")
    halls.east._links.append(east)
    west = halls.west.joined("clerk", staff="A1")
    halls.east.until(lambda: east.status == "joined")
    assert post(f"{halls.east.url}/sign-out", {}, Cookie=cookie, **{"X-CSRF": "csrf"})[0] == HTTPStatus.OK
    halls.east.until(lambda: east.status != "joined")
    assert isinstance(halls.west.answer(west, SitDown(window=1)), Done)


# -- what is heard --------------------------------------------------------------------------------


def busy_morning(hall: LiveHall) -> int:
    """Residents come, are called, called again, served; how many commands that took."""
    kiosk, clerk = hall.joined("kiosk", kind="kiosk"), hall.joined("clerk", staff="A1")
    assert isinstance(hall.answer(clerk, SitDown(window=1)), Done)
    commands = 1
    for _ in range(RESIDENTS):
        issued = hall.answer(kiosk, IssueTicket(matter="mr"))
        assert isinstance(issued, Issued)
        called = hall.answer(clerk, CallNext())
        assert isinstance(called, Called)
        hall.clock.at += RECALL_AFTER_MS
        for act in (Recall, StartService, FinishService):
            assert isinstance(hall.answer(clerk, act(ticket=called.ticket)), Done)
        commands += 5
    return commands


def test_a_busy_morning_in_one_hall_is_not_one_change_in_the_other(halls: LiveHalls) -> None:
    """Every audience of the west listens; its record, its figures and its views stay as they were."""
    joined = [halls.west.joined(audience, **who) for audience, who in AUDIENCES]
    quiet = halls.west.served.desk.lane.hall.version
    before = [(json.dumps(_plain(link.view)), link.upto) for link in joined]
    commands = busy_morning(halls.east)
    halls.hub.call(halls.west.served.desk.beat)
    heard = [link.last_heard for link in joined]
    halls.west.clock.at += 1
    halls.hub.call(halls.west.served.desk.beat)
    halls.west.until(lambda: all(link.last_heard != then for link, then in zip(joined, heard, strict=True)))
    assert [(json.dumps(_plain(link.view)), link.upto) for link in joined] == before
    assert [link.announcements for link in joined] == [[]] * len(joined)
    assert [link.joins for link in joined] == [1] * len(joined)
    assert halls.west.served.desk.lane.hall.version == quiet
    assert halls.east.served.desk.lane.hall.version > quiet + commands
    assert "issue_ticket" in get(f"{halls.east.url}/metrics")[1]
    assert "issue_ticket" not in get(f"{halls.west.url}/metrics")[1]


def _plain(view: Any) -> Any:
    return {table: {key: str(row) for key, row in rows.items()} for table, rows in view.items()}


def asked_as(hall: LiveHall, request_id: str) -> Issued:
    """A number, asked for under this id."""
    answers: list[Any] = []
    hall.joined("kiosk", kind="kiosk").send(IssueTicket(matter="mr"), answers.append, request_id=request_id)
    hall.until(lambda: answers)
    assert isinstance(answers[0], Issued)
    return answers[0]


def test_the_same_numbers_are_each_halls_own(halls: LiveHalls) -> None:
    """And the same request id: each hall answers for itself."""
    numbers = []
    for hall in (halls.east, halls.west):
        issued = asked_as(hall, "one-and-the-same")
        numbers.append((issued.ticket, issued.number))
    assert numbers[0] == numbers[1]


def test_a_disk_that_hangs_in_one_hall_keeps_nobody_of_the_other_waiting(halls: LiveHalls) -> None:
    """Each hall has its own lane, writer and file."""
    east, west = (hall.joined("kiosk", kind="kiosk") for hall in (halls.east, halls.west))
    halls.east.disk.free.clear()
    waiting: list[Any] = []
    east.send(IssueTicket(matter="mr"), waiting.append)
    halls.east.until(lambda: halls.east.disk.reached)
    for _ in range(5):
        assert isinstance(halls.west.answer(west, IssueTicket(matter="mr")), Issued)
    assert get(f"{halls.west.url}/healthz")[0] == HTTPStatus.OK
    assert waiting == []
    halls.east.disk.free.set()
    halls.east.until(lambda: waiting)
    assert isinstance(waiting[0], Issued)


def test_whoever_watches_is_told_which_hall_hangs(halls: LiveHalls) -> None:
    """In bounded time: health, figures and the list of halls, of the server and of the hall itself."""
    east = halls.east.joined("kiosk", kind="kiosk")
    halls.east.disk.free.clear()
    waiting: list[Any] = []
    east.send(IssueTicket(matter="mr"), waiting.append)
    halls.east.until(lambda: halls.east.disk.reached)
    status, text = get(f"{halls.url}/healthz")
    state = json.loads(text)
    assert (status, state["faults"]) == (HTTPStatus.SERVICE_UNAVAILABLE, ["east", "north"])
    assert state["halls"]["east"]["faults"] == ["database"]
    assert state["halls"]["west"]["ok"]
    assert get(f"{halls.east.url}/healthz")[0] == HTTPStatus.SERVICE_UNAVAILABLE
    for figures in (get(f"{halls.url}/metrics")[1], get(f"{halls.east.url}/metrics")[1]):
        assert re.search(r"^jiaohao_hall_answers(\{hall=\"east\"\})? 0\.0$", figures, re.MULTILINE)
    assert 'jiaohao_waiting{hall="west",line="r"}' in get(f"{halls.url}/metrics")[1]
    status, page = get(f"{halls.url}/?language=zh")
    assert (status, ">east</a>" in page, halls.west.served.house.name("zh") in page) == (200, True, True)
    assert waiting == []


def test_a_line_of_the_log_names_the_hall_whose_work_it_was(halls: LiveHalls) -> None:
    """Its own turns and requests; a hall that is alone is not named."""
    lines: list[str] = []
    handler = logging.StreamHandler(Lines(lines))
    handler.setFormatter(logging.Formatter("%(hall)s%(message)s"))
    handler.addFilter(NamesHall())
    logging.getLogger("server").addHandler(handler)
    try:
        halls.west.served.desk.turn = fail  # type: ignore[method-assign]
        halls.east.served.desk.consult = fail  # type: ignore[method-assign, assignment]
        get(f"{halls.east.url}/sign-in")
        halls.west.until(lambda: any(line.startswith("[west] a turn failed") for line in lines))
        assert any(line.startswith("[east] the hall cannot be read") for line in lines)
    finally:
        logging.getLogger("server").removeHandler(handler)


class Lines(io.StringIO):
    """What is written, line by line."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self._lines = lines

    def write(self, text: str) -> int:
        self._lines.append(text)
        return len(text)


def fail(*_anything: object) -> None:
    raise ValueError
