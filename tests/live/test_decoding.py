"""What comes in: strict, small, and never echoed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from socketio import packet

from common.commands import CallNext
from server.live.decoding import read_asking, read_join
from server.live.packets import MALFORMED, StrictPacket, WireJson
from server.rules.refusal import Refusal

CALL = {"id": "a1", "command": {"type": "call_next", "in_hand": None}}


def field_of(payload: Any) -> str:
    with pytest.raises(Refusal) as caught:
        read_asking(payload)
    assert caught.value.code == "bad_request"
    return str(caught.value.values["field"])


def test_a_command_is_read() -> None:
    """As it is declared in common.commands."""
    assert read_asking(CALL).command == CallNext(in_hand=None)


@pytest.mark.parametrize(
    ("payload", "field"),
    [
        (None, "$"),
        ("call_next", "$"),
        ([], "$"),
        ({}, "$"),
        ({**CALL, "by": "A2"}, "$"),
        ({"id": 7, "command": CALL["command"]}, "$.id"),
        ({"id": "a", "command": {"type": "drop_tables"}}, "$.command.type"),
        ({"id": "a", "command": {"type": "call_next", "clerk": "A2"}}, "$.command"),
        ({"id": "a", "command": {"type": "finish_service", "ticket": "7"}}, "$.command.ticket"),
        ({"id": "a", "command": {"type": "finish_service", "ticket": 7.5}}, "$"),
        ({"id": "a", "command": {"type": "finish_service", "ticket": 2**53}}, "$"),
        ({"id": "a", "command": {"type": "tick"}}, "$.command.type"),
        ({"id": "a", "command": {"type": "import_hall"}}, "$.command.type"),
        ({"id": "a" * 2_001, "command": CALL["command"]}, "$"),
        ({"id": "a", "command": {"type": "hand_over", "reason": "secret", "note": ""}}, "$.command.reason"),
        ({"id": "a", "command": {f"k{n}": n for n in range(65)}}, "$"),
    ],
)
def test_whatever_is_not_exactly_a_command_is_refused_with_its_place(payload: Any, field: str) -> None:
    """Unknown fields, wrong types, server's own commands, too long, too many, too large."""
    assert field_of(payload) == field


def test_what_is_nested_deeply_is_refused() -> None:
    """No message has more than a few levels."""
    deep: Any = 1
    for _ in range(40):
        deep = [deep]
    assert field_of({"id": "a", "command": deep}) == "$"


def test_a_join_names_an_audience_and_a_language() -> None:
    """Anything else in it is refused."""
    assert read_join({"audience": "wall", "language": "en"}).language == "en"
    with pytest.raises(Refusal):
        read_join({"audience": "wall", "language": "fr"})
    with pytest.raises(Refusal):
        read_join({"audience": "wall", "room": "clerk:A1"})


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(payload=anything)
def test_nothing_that_comes_in_raises_anything_else(payload: Any) -> None:
    """No message makes a stack trace."""
    with pytest.raises(Refusal):
        read_asking(payload)


@pytest.mark.parametrize(
    "raw",
    [
        '2["connect",{}]',
        '2["disconnect"]',
        '2["heartbeat",{}]',
        '2["join"]',
        '2["join",{},{}]',
        '2{"join":1}',
        "2[[[[",
        "2" + "[" * 5_000,
        '2["join",' + "9" * 5_000 + "]",
        '51-["command",{"_placeholder":true,"num":0}]',
        "61-[]",
        "31[]",
        "4{}",
        "9",
        "x",
        "2/other,[]",
    ],
)
def test_a_packet_that_is_not_ours_is_malformed(raw: str) -> None:
    """An event called "connect" would reach the handler of connections."""
    read = StrictPacket(encoded_packet=raw)
    assert (read.packet_type, read.data) == (packet.EVENT, [MALFORMED])


@given(raw=st.text(min_size=1))
def test_no_text_breaks_the_reading_of_packets(raw: str) -> None:
    """What is not understood is malformed, never an exception."""
    StrictPacket(encoded_packet=raw)


def test_a_packet_of_ours_is_read_with_its_number() -> None:
    """So that its answer finds back."""
    read = StrictPacket(encoded_packet='212["join",{"audience":"wall"}]')
    assert (read.id, read.data) == (12, ["join", {"audience": "wall"}])


def test_structs_are_written_as_they_are() -> None:
    """No dictionary is made of what is encoded once for all."""
    assert WireJson.dumps([CallNext(in_hand=3)]) == '[{"type":"call_next","in_hand":3}]'
