"""WebSocket frames: held against wsproto, and against what no client should send."""

import os
import struct
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wsproto.connection import Connection, ConnectionType
from wsproto.events import BytesMessage, CloseConnection, Event, Ping, TextMessage

from server.live.frames import (
    CLOSE,
    PING,
    PONG,
    PROTOCOL_ERROR,
    TEXT,
    TOO_BIG,
    BadFrames,
    FrameReader,
    Packet,
    closing,
    frame,
    unmasked,
)

MOST = 70_000
KEY = b"\x01\x02\x03\x04"

messages = st.lists(
    st.one_of(
        st.builds(TextMessage, data=st.text(max_size=300)),
        st.builds(BytesMessage, data=st.binary(max_size=70_000)),
        st.builds(Ping, payload=st.binary(max_size=125)),
    ),
    max_size=6,
)


def told(event: Event) -> Packet:
    match event:
        case TextMessage(data=data):
            return Packet("text", data.encode())
        case BytesMessage(data=data):
            return Packet("binary", bytes(data))
        case Ping(payload=payload):
            return Packet("ping", bytes(payload))
    raise AssertionError(event)


def read_in_pieces(sent: bytes, cuts: list[int], most: int = MOST) -> list[Packet]:
    reader, packets, at = FrameReader(most), list[Packet](), 0
    for cut in sorted({min(cut, len(sent)) for cut in cuts} | {len(sent)}):
        packets += reader.read(sent[at:cut])
        at = cut
    return packets


def masked(first: int, payload: bytes, size: int | None = None) -> bytes:
    size = len(payload) if size is None else size
    head = bytes((first, 0x80 | size)) if size < 126 else struct.pack("!BBQ", first, 0xFF, size)
    return head + KEY + unmasked(payload, KEY)


@given(events=messages, cuts=st.lists(st.integers(0, 80_000), max_size=8))
def test_what_a_client_sends_is_read_whatever_pieces_it_comes_in(
    events: list[Event], cuts: list[int]
) -> None:
    """wsproto masks and frames; the network cuts where it likes."""
    client = Connection(ConnectionType.CLIENT)
    sent = b"".join(client.send(event) for event in events)
    assert read_in_pieces(sent, cuts) == [told(event) for event in events]


@given(text=st.text(max_size=70_000))
def test_what_the_server_sends_is_what_a_client_reads(text: str) -> None:
    """As wsproto reads it."""
    client = Connection(ConnectionType.CLIENT)
    client.receive_data(frame(TEXT, text.encode()))
    heard = "".join(event.data for event in client.events() if isinstance(event, TextMessage))
    assert heard == text


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65_535, 65_536, 70_000])
def test_every_form_of_length_is_written_and_read(size: int) -> None:
    """One byte, two, eight."""
    client, text = Connection(ConnectionType.CLIENT), "x" * size
    client.receive_data(frame(TEXT, text.encode()))
    assert "".join(event.data for event in client.events() if isinstance(event, TextMessage)) == text
    assert FrameReader(MOST).read(client.send(TextMessage(data=text))) == [Packet("text", text.encode())]


def test_a_message_in_fragments_is_one_with_a_ping_between() -> None:
    """Control frames come in the middle of a message."""
    sent = masked(TEXT, b"he") + masked(0x80 | PING, b"!") + masked(0, b"l") + masked(0x80, b"lo")
    assert FrameReader(MOST).read(sent) == [Packet("ping", b"!"), Packet("text", b"hello")]


def test_a_pong_wants_no_answer() -> None:
    """It may come unasked."""
    assert FrameReader(MOST).read(masked(0x80 | PONG, b"x")) == []


def test_a_closing_frame_is_understood_by_a_client() -> None:
    """With its code."""
    client = Connection(ConnectionType.CLIENT)
    client.receive_data(closing(TOO_BIG))
    assert [event.code for event in client.events() if isinstance(event, CloseConnection)] == [TOO_BIG]
    assert FrameReader(MOST).read(masked(0x80 | CLOSE, b"")) == [Packet("close", b"")]


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (frame(TEXT, b"not masked"), PROTOCOL_ERROR),
        (masked(0xC0 | TEXT, b"compressed"), PROTOCOL_ERROR),
        (masked(0x80 | 3, b"opcode of nothing"), PROTOCOL_ERROR),
        (masked(0x80 | 11, b"opcode of nothing"), PROTOCOL_ERROR),
        (masked(0x80, b"goes on with nothing"), PROTOCOL_ERROR),
        (masked(TEXT, b"first") + masked(0x80 | TEXT, b"second begins"), PROTOCOL_ERROR),
        (masked(PING, b"in fragments"), PROTOCOL_ERROR),
        (masked(0x80 | PING, b"x" * 126), PROTOCOL_ERROR),
        (masked(0x80 | TEXT, b"", size=MOST + 1), TOO_BIG),
        (masked(0x80 | TEXT, b"", size=2**63), TOO_BIG),
        (masked(TEXT, b"x" * 40_000) + masked(0x80, b"x" * 40_000), TOO_BIG),
    ],
)
def test_what_no_client_should_send_is_refused_with_its_code(sent: bytes, code: int) -> None:
    """As soon as its head is there: nothing too long is ever kept."""
    with pytest.raises(BadFrames) as caught:
        FrameReader(MOST).read(sent)
    assert caught.value.code == code


@given(noise=st.binary(max_size=2_000), cuts=st.lists(st.integers(0, 2_000), max_size=5))
def test_noise_is_packets_or_bad_frames_and_nothing_else(noise: bytes, cuts: list[int]) -> None:
    """Whatever knocks at the port."""
    with suppress(BadFrames):
        assert all(len(packet.data) <= 500 for packet in read_in_pieces(noise, cuts, most=500))


@given(payload=st.binary(max_size=500))
def test_a_mask_taken_off_twice_is_on_again(payload: bytes) -> None:
    """Byte by byte it is an exclusive or."""
    key = os.urandom(4)
    assert unmasked(payload, key) == bytes(byte ^ key[n % 4] for n, byte in enumerate(payload))
    assert unmasked(unmasked(payload, key), key) == payload
