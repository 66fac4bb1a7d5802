"""Commands and views over HTTP: the same desk, the same answers, the same refusals as over the socket."""

import errno
import threading
import urllib.request
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import RootTransaction

from common.commands import CallNext, IssueTicket, SitDown
from common.link_socket import SocketTransport
from common.link_wire import Answered, Up
from common.messages import Called, Done, Issued, Joined
from server.live.limits import Rate
from server.live.websocket import MESSAGE_MOST_BYTES
from tests.live.callers import Caller, caller, device_token
from tests.live.live_hall import WITHIN_S, LiveHall, copy_of
from tests.live.web_house import WebHouse


def asked(who: Caller, command: Any, request_id: str = "r1") -> Any:
    return who.ask("post", "/api/commands", {"id": request_id, "command": msgspec.to_builtins(command)})


def refusal(answer: Any) -> tuple[int, str]:
    assert answer.json["ok"] is False
    return answer.status_code, answer.json["refused"]["code"]


def test_a_whole_service_goes_over_http(house: WebHouse) -> None:
    """A kiosk issues, a clerk sits down and calls: each answer as the socket gives it."""
    kiosk, clerk = caller(house, "kiosk"), caller(house, "clerk")
    issued = asked(kiosk, IssueTicket(matter="mr"))
    assert (issued.status_code, issued.json["ok"]) == (200, True)
    ticket = msgspec.convert(issued.json["answer"], Issued)
    assert msgspec.convert(asked(clerk, SitDown(window=1)).json["answer"], Done).version > ticket.ticket
    called = msgspec.convert(asked(clerk, CallNext(), "r2").json["answer"], Called)
    assert (called.ticket, called.number, called.window) == (ticket.ticket, ticket.number, 1)


def test_an_id_asked_again_brings_the_same_answer_and_changes_nothing(house: WebHouse) -> None:
    """A program that heard nothing asks once more."""
    kiosk = caller(house, "kiosk")
    first = asked(kiosk, IssueTicket(matter="mr"))
    version = house.desk.lane.hall.version
    assert asked(kiosk, IssueTicket(matter="mr")).json == first.json
    assert house.desk.lane.hall.version == version


def test_another_command_under_the_same_id_is_refused(house: WebHouse) -> None:
    """With 409: what was asked first stands."""
    kiosk = caller(house, "kiosk")
    asked(kiosk, IssueTicket(matter="mr"))
    assert refusal(asked(kiosk, IssueTicket(matter="ms"))) == (409, "id_reused")


def test_what_was_asked_over_http_is_one_with_what_is_asked_over_the_socket(hall: LiveHall) -> None:
    """Answers are kept by (actor, id), not by the way they came."""
    asking = {"id": "same", "command": {"type": "sit_down", "window": 1}}
    cookie = hall.cookie("A1")
    over_http = fetched(hall, "/api/commands", asking, Cookie=cookie, **{"X-CSRF": "csrf"})
    version = hall.server.desk.lane.hall.version
    assert socket_answer(hall, cookie, asking) == over_http
    assert hall.server.desk.lane.hall.version == version == over_http["answer"]["version"]


def test_a_view_is_what_a_join_begins_with(hall: LiveHall) -> None:
    """The same rows, from the same standing."""
    wall = hall.joined("wall", kind="display")
    seen = fetched(hall, "/api/view/wall", **device(hall, "display"))
    assert seen["joined"]["view"] == wall.view
    assert seen["joined"]["upto"] == wall.upto


def test_whoever_looks_listens_to_nothing(house: WebHouse) -> None:
    """A clerk who looks once is not connected, and a view that nobody joined is not kept up (AB-4)."""
    seen = caller(house, "clerk").ask("get", "/api/view/clerk")
    joined = msgspec.convert(seen.json["joined"], Joined)
    assert (joined.audience, joined.me) == ("clerk:A1", "A1")
    assert house.desk.listening() == {}
    assert list(house.desk._feed.upto()) == []


@pytest.mark.parametrize(
    ("command", "status", "code"),
    [
        ({"type": "no_such"}, 400, "bad_request"),
        ({"type": "issue_ticket"}, 400, "bad_request"),
        ({"type": "issue_ticket", "matter": "mr", "more": 1}, 400, "bad_request"),
        ({"type": "issue_ticket", "matter": "nothing"}, 409, "unknown_matter"),
        ({"type": "call_next"}, 403, "not_allowed"),
    ],
)
def test_a_refusal_has_its_status_its_code_and_its_words(
    house: WebHouse, command: Any, status: int, code: str
) -> None:
    """What cannot be read, what may not be, what the hall does not have."""
    answer = asked(caller(house, "kiosk"), command)
    assert refusal(answer) == (status, code)
    assert answer.json["refused"]["text"].keys() == {"zh", "en"}


class Disk:
    """Takes what it is given, until it has a `fault`."""

    def __init__(self) -> None:
        self.fault: OSError | None = None

    def __call__(self, transaction: RootTransaction) -> None:
        if self.fault is not None:
            transaction.rollback()
            raise self.fault
        transaction.commit()


def test_what_could_not_be_stored_says_ask_again(prepared: Path, tmp_path: Path) -> None:
    """503 for what nobody knows, and for a disk that takes nothing at all; then the same id is answered."""
    disk = Disk()
    house = WebHouse(copy_of(prepared, tmp_path / "data"), commit=disk)
    kiosk = caller(house, "kiosk")
    kiosk.ask("get", "/api/view/kiosk")  # its coming is noted, which would be the first to find the fault
    disk.fault = OSError(errno.EIO, "input/output error")
    unknown = asked(kiosk, IssueTicket(matter="mr"))
    assert (unknown.status_code, unknown.json) == (503, {"ok": False, "unknown": True})
    assert refusal(asked(kiosk, IssueTicket(matter="mr"))) == (503, "storage_failed")
    disk.fault = None
    assert asked(kiosk, IssueTicket(matter="mr")).json["answer"]["number"] == "R001"
    house.close()


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 100_000, b"\xff", b'"text"', b"NaN", b'{"id":1e400}'])
def test_what_is_no_message_is_a_bad_request(house: WebHouse, body: bytes) -> None:
    """However deep it is nested; nothing of it is said again."""
    answer = sent(house, body[:MESSAGE_MOST_BYTES])
    assert refusal(answer) == (400, "bad_request")


def test_a_message_is_at_most_64_kib(house: WebHouse) -> None:
    """As over the socket."""
    assert refusal(sent(house, b" " * (MESSAGE_MOST_BYTES + 1))) == (413, "too_long")


def test_a_message_that_does_not_say_it_is_json_is_not_read(house: WebHouse) -> None:
    """Another site's form cannot look like one."""
    token = device_token(house, "kiosk")
    answer = house.app.test_client().post(
        "/api/commands", data={"id": "r1"}, headers={"Authorization": f"Bearer {token}"}
    )
    assert refusal(answer) == (400, "bad_request")


@pytest.mark.parametrize("words", ["", "Bearer", "Bearer ", "Basic YTpi", "Bearer nonsense", "Bearer \xe9"])
def test_a_device_that_is_not_known_is_told_so(house: WebHouse, words: str) -> None:
    """401, and how to come in; a session's cookie beside it does not count."""
    client = house.app.test_client()
    client.set_cookie("jiaohao", caller(house, "clerk").session)
    answer = client.get("/api/view/wall", headers={"Authorization": words})
    assert refusal(answer) == (401, "not_paired")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_session_must_bring_its_token_and_our_origin(house: WebHouse) -> None:
    """Another site's page may make a browser send the cookie, and no more."""
    client = house.app.test_client()
    client.set_cookie("jiaohao", caller(house, "clerk").session)
    asking = {"id": "r1", "command": {"type": "come_back"}}
    assert refusal(client.post("/api/commands", json=asking)) == (403, "form_expired")
    strange = {"X-CSRF": "csrf", "Origin": "https://elsewhere.example"}
    assert refusal(client.post("/api/commands", json=asking, headers=strange)) == (403, "bad_origin")


def test_whoever_has_a_one_time_password_changes_it_first(house: WebHouse) -> None:
    """As at the door of the socket."""
    house.people.set_password("A1", "no password", one_time=True)
    assert refusal(caller(house, "clerk").ask("get", "/api/view/clerk")) == (403, "password_change_due")


def test_one_who_asks_too_often_is_told_so(prepared: Path, tmp_path: Path) -> None:
    """By session or device, whatever address it comes from; others go on."""
    house = WebHouse(copy_of(prepared, tmp_path / "data"), messages=Rate(per_s=1, burst=2))
    kiosk, other = caller(house, "kiosk"), caller(house, "kiosk")
    statuses = [kiosk.ask("get", "/api/view/kiosk").status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    assert other.ask("get", "/api/view/kiosk").status_code == 200
    house.close()


def test_a_revoked_device_is_out_at_once(house: WebHouse) -> None:
    """Its token is asked for with each request."""
    kiosk = caller(house, "kiosk")
    device = kiosk.ask("get", "/api/view/kiosk").json["joined"]["me"]
    house.devices.revoke(device, house.clock.at)
    assert refusal(kiosk.ask("get", "/api/view/kiosk")) == (401, "not_paired")


def test_a_method_that_an_address_does_not_take_is_told_which_it_takes(house: WebHouse) -> None:
    """405, in words."""
    answer = caller(house, "kiosk").ask("get", "/api/commands")
    assert refusal(answer) == (405, "wrong_method")
    assert "POST" in answer.headers["Allow"]


def test_commands_over_http_wait_for_the_disk_and_stop_nobody(hall: LiveHall) -> None:
    """On the real server: a ticket is answered when it is stored, and pages are served meanwhile."""
    kiosk, answers = device(hall, "kiosk"), list[Any]()
    asking = {"id": "r1", "command": {"type": "issue_ticket", "matter": "mr"}}
    hall.disk.free.clear()
    thread = threading.Thread(target=lambda: answers.append(fetched(hall, "/api/commands", asking, **kiosk)))
    thread.start()
    hall.until(lambda: hall.disk.reached > hall.disk.commits)
    assert fetched(hall, "/openapi.json")["openapi"].startswith("3.1")
    assert answers == []
    hall.disk.free.set()
    thread.join(WITHIN_S)
    assert answers[0]["answer"]["answer"] == "issued"


# -- asking -----------------------------------------------------------------------------------------


def sent(house: WebHouse, body: bytes) -> Any:
    headers = {"Authorization": f"Bearer {device_token(house, 'kiosk')}", "Content-Type": "application/json"}
    return house.app.test_client().post("/api/commands", data=body, headers=headers)


def device(hall: LiveHall, kind: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {hall.token(kind)}"}


def fetched(hall: LiveHall, path: str, fields: Any = None, **headers: str) -> Any:
    """What the real server answers."""
    data = None if fields is None else msgspec.json.encode(fields)
    asking = urllib.request.Request(
        f"{hall.url}{path}", data, {"Content-Type": "application/json", **headers}
    )
    with urllib.request.urlopen(asking, timeout=WITHIN_S) as answer:
        return msgspec.json.decode(answer.read())


def heard(wire: SocketTransport, reports: list[Any], kind: type) -> bool:
    reports.extend(wire.heard())
    return any(isinstance(one, kind) for one in reports)


def socket_answer(hall: LiveHall, cookie: str, asking: Any) -> Any:
    """What the event `command` is answered with over a connection of its own."""
    wire, reports = SocketTransport(hall.url, cookie=cookie), list[Any]()
    wire.connect()
    hall.until(lambda: heard(wire, reports, Up))
    wire.emit("command", asking, "tag")
    hall.until(lambda: heard(wire, reports, Answered))
    wire.close()
    return reports[-1].payload
