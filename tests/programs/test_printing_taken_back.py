"""Nothing that a printer did not prove to have printed counts as printed, and nothing of it comes out later."""

from __future__ import annotations

import socket
import threading

import pytest
from PIL import Image

from bench.paper.model import Model, Unasked
from kiosk.printers import AnsweringPrinter, NetworkPrinter, escpos_bytes
from kiosk.printing import PrinterFault
from kiosk.wire import Heard
from tests.programs.printer_ways import Way, fault_of, numbers, over_each_way, ticket


@over_each_way
@pytest.mark.parametrize("unasked", ["until told", "always"])
def test_status_that_nobody_asked_for_is_no_proof_of_paper(way: Way, unasked: Unasked) -> None:
    """The roll ends in a ticket and the printer tells so by itself, in bytes that look like the proof asked for."""
    model = Model(left_mm=1, unasked=unasked)
    with way(model) as printer:
        with pytest.raises(PrinterFault) as caught:
            printer.print(Image.new("1", (576, 2_500)))
        assert caught.value.code == "paper_out"
        model.left_mm = 50_000
        model.work()
        assert model.roll.tickets == []
        printer.print(ticket("H037"))
    assert (numbers(model), model.reader.unknown) == (["H037"], [])


def test_a_printer_that_speaks_unasked_is_asked_to_be_silent_and_says_its_changes_until_then() -> None:
    """A reset makes it speak again, as the specification has it."""
    model = Model(unasked="until told")
    assert model.hear(b"\x10\x04\x01") == b"\x12\x10\x00\x00\x00"
    assert model.hear(b"\x1da\x00\x1dr\x01") == b"\x00"
    model.ails = {"cover"}
    assert model.hear(b"") == b""
    model.ails = set()
    model.hear(b"\x1b@")
    model.ails = {"cover"}
    assert model.hear(b"") == b"\x38\x00\x00\x00"


@pytest.mark.parametrize("pieces", [1, 2, 3, 8])
def test_a_block_of_status_is_passed_by_in_whatever_pieces_it_comes(pieces: int) -> None:
    """What follows it is the answer: one that looks just like its bytes."""
    stream, heard = b"\x12\x18\x00\x0c\x00\x0f\x10\x00\x00\x00\x01", Heard()
    cut = [stream[n : n + pieces] for n in range(0, len(stream), pieces)]
    assert b"".join(heard.answers(piece) for piece in cut) == b"\x12\x0f\x01"


def test_a_block_that_breaks_off_swallows_no_answer_that_is_told_apart() -> None:
    """An answer in real time has a bit that the rest of a block never has."""
    assert Heard().answers(b"\x10\x00\x12\x00") == b"\x12\x00"


class Clogged:
    """A way to a printer that takes the first bytes of a ticket and then no more; what it was sent, and whether the rest was dropped."""

    def __init__(self, model: Model, *, ends: bool) -> None:
        self.model, self._ends, self._answers = model, ends, b""
        self.dropped = self.clogged = False

    def send(self, data: bytes, within_s: float) -> None:
        if len(data) > 1_000:
            self.model.hear(data[:1_000])
            self.clogged = True
            raise TimeoutError
        if self.clogged and not self._ends:
            raise TimeoutError
        self._answers += self.model.hear(data)

    def receive(self, within_s: float) -> bytes:
        heard, self._answers = self._answers, b""
        return heard

    def drop(self) -> None:
        self.dropped = True

    def close(self) -> None:
        pass


@pytest.mark.parametrize("mute", [False, True])
@pytest.mark.parametrize("ends", [True, False])
def test_half_a_ticket_that_a_printer_did_not_take_in_time_does_not_stay_in_it(
    ends: bool, mute: bool
) -> None:
    """It is cleared at once; where it takes not even that, or does not answer, what is on the way is dropped."""
    model = Model(mute=mute)
    way = Clogged(model, ends=ends)
    assert fault_of(AnsweringPrinter(lambda: way, mute=mute)) == "printer_stuck"
    assert (model.cleared, way.dropped) == (int(ends), mute or not ends)
    model.work()
    assert (model.reader.buffer == b"") == ends


def test_what_a_hanging_network_printer_has_not_taken_yet_never_reaches_it() -> None:
    """The kernel would go on delivering a closed connection; it is reset."""
    with socket.create_server(("127.0.0.1", 0)) as hung:
        hung.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2_048)
        fault: list[str] = []
        printer = NetworkPrinter("127.0.0.1", hung.getsockname()[1], status_s=0.3, print_s=0.3)
        prints = threading.Thread(target=lambda: fault.append(fault_of(printer)))
        prints.start()
        talk, _ = hung.accept()
        with talk:
            for question, answer in (
                (b"\x10\x04\x01", b"\x12"),
                (b"\x10\x04\x04", b"\x12"),
                (b"\x1dr\x01", b"\x00"),
            ):
                _ask_until(talk, question)
                talk.sendall(answer)
            prints.join(30)
            taken, was_reset = _taken(talk)
    assert fault == ["printer_stuck"]
    assert was_reset
    assert taken < len(escpos_bytes(ticket())) // 2


def _ask_until(talk: socket.socket, question: bytes) -> None:
    heard = b""
    while not heard.endswith(question):
        heard += talk.recv(1)


def _taken(talk: socket.socket) -> tuple[int, bool]:
    """How many bytes had come before the connection was over; and whether it was reset."""
    taken = 0
    try:
        while data := talk.recv(64):
            taken += len(data)
    except ConnectionResetError:
        return taken, True
    return taken, False
