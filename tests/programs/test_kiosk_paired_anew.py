"""A kiosk whose token is taken back and that is paired anew, as the same device or as another: nothing that was under way is left open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from common.link_wire import Report, Transport
from kiosk.open_numbers import OpenNumbers
from kiosk.scene import Home, Note, Unreached
from server.rules.order import Actor
from tests.live.one_process import OneProcess
from tests.programs.alone_stand import AloneStand
from tests.programs.kiosk_stand import KIOSK_1, KIOSK_2

either = pytest.mark.parametrize("device", [KIOSK_1, KIOSK_2], ids=["the same device", "another one"])


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[OneProcess]:
    """The small hall on a Monday at nine."""
    process = OneProcess(tmp_path / "data")
    yield process
    process.close()


class Unheard:
    """A wire on which one kind of command is lost."""

    def __init__(self, wire: Transport, kind: str) -> None:
        self._wire, self._kind, self.lost = wire, kind, 0

    def connect(self) -> None:
        self._wire.connect()

    def emit(self, event: str, payload: Any, tag: str) -> None:
        if event == "command" and payload["command"]["type"] == self._kind:
            self.lost += 1
        else:
            self._wire.emit(event, payload, tag)

    def heard(self) -> list[Report]:
        return self._wire.heard()

    def close(self) -> None:
        self._wire.close()


def losing(stand: AloneStand, kind: str) -> Unheard:
    stand.link._transport = Unheard(stand.link._transport, kind)
    return stand.link._transport


def numbers(hall: OneProcess) -> list[tuple[str, str]]:
    return [(ticket.number, ticket.state) for ticket in hall.lane.hall.tickets.values()]


@either
def test_its_own_numbers_are_handed_in(hall: OneProcess, tmp_path: Path, device: Actor) -> None:
    """It brings its letters and their key, and says so before it hands in. (docs/offline.md)"""
    stand = AloneStand(hall, tmp_path / "k1")
    stand.pass_s(2)
    stand.pull()
    assert stand.take() == "Y001"
    stand.pair_anew(device)
    stand.pass_s(20)
    assert numbers(hall) == [("Y001", "waiting")]
    assert hall.lane.hall.offline.series["Y"].holder == device.id


@either
@pytest.mark.parametrize("lost", ["report_numbers", "hand_in"])
def test_what_it_told_and_nobody_answered_is_told_again(
    hall: OneProcess, tmp_path: Path, lost: str, device: Actor
) -> None:
    """It was under way when the token was taken back."""
    stand = AloneStand(hall, tmp_path / "k1")
    stand.pass_s(2)
    stand.pull()
    stand.take()
    wire = losing(stand, lost)
    stand.plug()
    assert (wire.lost > 0, numbers(hall)) == (True, [])
    stand.pair_anew(device)
    stand.pass_s(90)
    assert numbers(hall) == [("Y001", "waiting")]


@either
def test_a_number_that_was_asked_for_is_nobodys_ghost(
    hall: OneProcess, tmp_path: Path, device: Actor
) -> None:
    """It is asked for until that is answered; who asked has gone, so it is void."""
    stand = AloneStand(hall, tmp_path / "k1")
    stand.pass_s(2)
    wire = losing(stand, "issue_ticket")
    stand.touch("line:r", "take")
    stand.pass_s(11)
    assert (wire.lost > 0, isinstance(stand.scene(), Unreached)) == (True, True)
    stand.touch("done")
    stand.pair_anew(device)
    stand.pass_s(5)
    assert numbers(hall) == [("R001", "voided")]
    kept = OpenNumbers(tmp_path / "k1" / "kiosk-open.json")
    assert (kept.asked, kept.given) == ({}, [])


def test_a_number_that_was_to_be_void_is_void(hall: OneProcess, tmp_path: Path) -> None:
    """Though nobody heard it the first time."""
    stand = AloneStand(hall, tmp_path / "k1")
    stand.pass_s(2)
    wire = losing(stand, "void_ticket")
    stand.touch("line:r", "take")
    stand.prints.end("paper_out")
    stand.pass_s(65)
    assert (wire.lost > 0, stand.scene(), numbers(hall)) == (True, Home(), [("R001", "waiting")])
    stand.pair_anew(KIOSK_1)
    stand.pass_s(5)
    assert numbers(hall) == [("R001", "voided")]


@either
def test_a_number_on_the_glass_is_not_void_because_of_that(
    hall: OneProcess, tmp_path: Path, device: Actor
) -> None:
    """Somebody is about to note it."""
    stand = AloneStand(hall, tmp_path / "k1")
    stand.pass_s(2)
    stand.touch("line:r", "take")
    stand.prints.end("paper_out")
    stand.frame()
    stand.pair_anew(device)
    stand.pass_s(5)
    assert isinstance(stand.scene(), Note)
    stand.touch("noted")
    stand.pass_s(5)
    assert numbers(hall) == [("R001", "waiting")]
