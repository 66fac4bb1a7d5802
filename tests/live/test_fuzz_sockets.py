"""Garbage over a real WebSocket, at its door and behind it: answered or hung up on, and nothing changes."""

import json
from typing import Any

import pytest
import websocket

from server.live.gate import SESSION_COOKIE, same_origin
from tests.live.live_hall import LiveHall
from tests.live.test_door import raw

ASKING = {"id": "a1", "command": {"type": "come_back"}}
PAYLOADS: list[Any] = [
    None, 7, -1, 1.5, True, "", "x", [], {}, [[]], [None], {"": None}, {"id": None}, {"audience": 7},
    {"audience": "\x00"}, {"audience": "clerk:A2"}, {"audience": "window:-1"}, {"audience": "w" * 1_000},
    {"audience": "wall", "language": "\x00"}, {"id": "a\x00", "command": {}},
    {**ASKING, "id": "é"}, {**ASKING, "id": ""}, {**ASKING, "id": "a" * 65}, {**ASKING, "by": "S1"},
    {**ASKING, "command": {"type": "tick"}}, {**ASKING, "command": {"type": "\x00"}}, {**ASKING, "command": []},
    *({**ASKING, "command": {"type": "sit_down", "window": window}} for window in (0, -1, 10**9, 2**60, True, "1", 1.0, None)),
    *({**ASKING, "command": {"type": "step_away", "reason": "meal", "until": at}} for at in (0, -1, 2**53 - 1, 2**70, True, "x")),
    {**ASKING, "command": {"type": "hand_over", "reason": "meal", "note": "x" * 50_000}},
]  # fmt: skip
RAW = (
    '2["join"]', '2["join",{},{}]', '2[]', "2", "2{}", '2["connect",{}]', '2["disconnect"]', '29["join",{}]',
    '2999999999999999999999["join",{}]', '2/x,["join",{}]', '51-["join",{"_placeholder":true,"num":0}]',
    '21["join",' + "[" * 5_000, '21["command",{"id":"\\ud800"}]', '21["command",{"id":"\\u0000"}]', "3", "31[]", "9", "\x00", "é",
)  # fmt: skip


def say(connection: websocket.WebSocket, text: str) -> None:
    connection.send("4" + text)


def answer_to(connection: websocket.WebSocket, number: int, event: str, payload: Any) -> Any:
    say(connection, f"2{number}" + json.dumps([event, payload]))
    while True:
        said = str(connection.recv())
        assert said, "hung up"
        if said == "2":
            connection.send("3")
        elif said.startswith(f"43{number}["):
            return json.loads(said.removeprefix(f"43{number}"))[0]


def test_garbage_in_an_event_is_answered_with_a_refusal(hall: LiveHall) -> None:
    """By the same connection, which goes on."""
    version = hall.server.desk.lane.hall.version
    with raw(hall, {}, cookie=hall.cookie("A1")) as (connection, said):
        assert said.startswith("40")
        for event in ("join", "command"):
            for number, payload in enumerate(PAYLOADS, 1):
                answer = answer_to(connection, number, event, payload)
                assert answer["ok"] is False, payload
                assert answer["refused"]["code"] != "internal", payload
                assert answer["refused"]["text"]["zh"], payload
        assert answer_to(connection, 999, "join", {"audience": "clerk"})["ok"] is True
    assert hall.server.desk.lane.hall.version == version


@pytest.mark.parametrize("text", RAW, ids=range(len(RAW)))
def test_packets_of_garbage_harm_nobody(hall: LiveHall, text: str) -> None:
    """Answered, passed by or hung up on; whoever comes next is served."""
    with raw(hall, {}, cookie=hall.cookie("A1")) as (connection, _):
        say(connection, text)
        say(connection, '21["join",{"audience":"clerk"}]')
    with raw(hall, {}, cookie=hall.cookie("A2")) as (connection, _):
        assert answer_to(connection, 1, "join", {"audience": "clerk"})["ok"] is True


def test_a_greeting_of_garbage_opens_nothing(hall: LiveHall) -> None:
    """Whoever sent it hears nothing of the hall; whoever comes next is served."""
    url = hall.url.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket"
    strangers = []
    for greeting in ('{"device":"\\ud800"}', '{"device":"\x00"}', "[" * 3_000, "{", '"', "1e999"):
        connection = websocket.create_connection(url, timeout=20)
        strangers.append(connection)
        connection.recv()
        connection.send(f"40{greeting}")
        connection.send('421["join",{"audience":"wall"}]')
    with raw(hall, {}, cookie=hall.cookie("A2")) as (connection, _):
        assert answer_to(connection, 1, "join", {"audience": "clerk"})["ok"] is True
        assert hall.server.desk.listening() == {"clerk:A2": 1}
    for connection in strangers:
        connection.shutdown()  # type: ignore[no-untyped-call]


def test_a_cookie_that_is_no_text_is_not_signed_in(hall: LiveHall) -> None:
    """As if there were none."""
    with raw(hall, {}, header={"Cookie": f"{SESSION_COOKIE}=é\x80".encode().decode("latin1")}) as (_, said):
        assert json.loads(said[2:])["message"] == "not_signed_in"


@pytest.mark.parametrize("origin", ["http://[::1", "http://[", "//", "\x00", "http://h:x", "é"])
def test_an_origin_that_is_no_address_is_not_ours(origin: str) -> None:
    """Nor an error."""
    assert not same_origin(origin, {"HTTP_HOST": "hall:8080"})
    assert not same_origin(origin, {"HTTP_HOST": ""}, "http://[")
