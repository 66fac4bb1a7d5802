"""What a kiosk does with an answer that it cannot use: no number holds up another, none is dropped, staff are told. (docs/offline.md)"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from common import commands as c
from common.commands_own import HandIn
from common.messages import Refused
from common.screen.placements import texts
from kiosk.alone.aside import AGAIN_MS
from kiosk.alone.reporting import PAUSE_MS, TRIES
from server.lane import Ask
from server.rules.order import ImportHall
from server.storage.backup import Backups, restore
from server.storage.store import database_file
from tests.live.one_process import OneProcess
from tests.programs.alone_stand import AloneStand
from tests.programs.kiosk_stand import KIOSK_2
from tests.rules.own import as_of_old
from tests.rules.situations_own import with_prefix
from tests.rules.street import ADMIN, small_setup

MINUTE_S = AGAIN_MS // 1000


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[OneProcess]:
    """The small hall on a Monday at nine."""
    process = OneProcess(tmp_path / "data")
    yield process
    process.close()


def waiting(hall: OneProcess) -> list[str]:
    """The numbers in line r, next first."""
    return [hall.lane.hall.tickets[key[2]].number for key in hall.lane.hall.lines.get("r", [])]


def faults(hall: OneProcess) -> list[str]:
    return [fault for fault, _ in hall.lane.hall.faults.values()]


def imported(hall: OneProcess, prefix: str) -> None:
    """Line r has these letters from now on, whosever they are: a record of before decision 0234."""
    with as_of_old(hall.lane.hall):
        hall.lane.run([Ask(ADMIN, ImportHall(setup=with_prefix(prefix)))])


def gave(hall: OneProcess, folder: Path, count: int) -> AloneStand:
    """A kiosk that has given so many numbers by itself, and is without the server still."""
    stand = AloneStand(hall, folder)
    stand.pass_s(2)
    stand.pull()
    for _ in range(count):
        stand.take()
    return stand


def answers(stand: AloneStand, code_of: Callable[[HandIn], str | None]) -> list[tuple[int, ...]]:
    """Which numbers each hand-in brings, from now on; where `code_of` says so it is refused, else the server answers."""
    brought: list[tuple[int, ...]] = []
    send = stand.kiosk._connection.send

    def sent(command, on_answer, expires_s, request_id=""):  # type: ignore[no-untyped-def]
        if not isinstance(command, HandIn):
            return send(command, on_answer, expires_s, request_id)
        brought.append(tuple(item.n for item in command.numbers))
        if code := code_of(command):
            on_answer(Refused(code=code))
            return "refused"
        return send(command, on_answer, expires_s, request_id)

    stand.kiosk._connection.send = sent  # type: ignore[method-assign]
    return brought


def owed(stand: AloneStand) -> list[str]:
    return [own.number for own in stand.kiosk._alone._own.numbers if not own.handed]


# -- an answer of which nobody knows what it means ------------------------------------------------


@pytest.mark.parametrize("code", ["internal", "a_code_of_a_later_server"])
def test_one_number_at_which_the_server_fails_holds_up_no_other(
    hall: OneProcess, tmp_path: Path, code: str
) -> None:
    """It stays, is tried again each minute, and staff are told when that has not helped."""
    stand = gave(hall, tmp_path, 3)
    brought = answers(stand, lambda pile: code if any(item.n == 2 for item in pile.numbers) else None)
    stand.plug()
    assert (waiting(hall), owed(stand)) == (["Y001", "Y003"], ["Y002"])
    assert not faults(hall), "it may be over in a while"
    stand.pass_s(MINUTE_S * TRIES)
    assert faults(hall) == ["numbers_refused"]
    assert owed(stand) == ["Y002"]
    assert brought == [(1, 2, 3), (1,), (2,), (3,), *[(2,)] * (len(brought) - 4)]
    assert TRIES <= brought.count((2,)) <= TRIES + 2


def test_what_was_not_taken_for_a_while_is_in_line_in_the_end(hall: OneProcess, tmp_path: Path) -> None:
    """And the next outage is handed in whole."""
    stand = gave(hall, tmp_path, 2)
    ill = [True]
    brought = answers(stand, lambda pile: "internal" if ill and pile.numbers[0].n == 1 else None)
    stand.plug()
    ill.clear()
    stand.pass_s(MINUTE_S + 5)
    assert (waiting(hall), owed(stand)) == (["Y001", "Y002"], [])
    stand.pull()
    stand.take()
    stand.take()
    stand.plug()
    assert brought[-1] == (3, 4)


def test_a_pile_that_is_not_taken_holds_up_no_other_pile(hall: OneProcess, tmp_path: Path) -> None:
    """Numbers of letters that the kiosk has no longer, and of those that it has."""
    stand = gave(hall, tmp_path, 2)
    imported(hall, "Y")
    brought = answers(stand, lambda pile: "internal" if pile.series == "Y" else None)
    stand.plug()
    stand.pull()
    assert stand.take() == "W001"
    stand.plug()
    assert (waiting(hall), owed(stand)) == (["W001"], ["Y001", "Y002"])
    assert (1,) in brought


def test_a_server_that_fails_at_everything_is_not_asked_for_all_at_once(
    hall: OneProcess, tmp_path: Path
) -> None:
    """Each number once a minute at most, one after the other."""
    stand = gave(hall, tmp_path, 4)
    brought = answers(stand, lambda pile: "internal")
    stand.plug()
    before = len(brought)
    assert before <= 1 + 20_000 / PAUSE_MS
    stand.pass_s(MINUTE_S * 2)
    assert len(brought) - before <= 4 * 3
    assert owed(stand) == ["Y001", "Y002", "Y003", "Y004"]


# -- letters that a line has ----------------------------------------------------------------------


def test_a_kiosk_whose_letters_a_line_takes_asks_for_others_at_once(hall: OneProcess, tmp_path: Path) -> None:
    """Not only at its next join: the server may be gone a moment later."""
    stand = AloneStand(hall, tmp_path)
    stand.pass_s(2)
    imported(hall, "Y")
    stand.pass_s(2)
    stand.pull()
    assert stand.take() == "W001"
    stand.plug()
    assert hall.facts().count("SeriesAssigned") == 2


def test_a_number_that_a_line_gave_meanwhile_is_told_and_holds_up_none(
    hall: OneProcess, tmp_path: Path
) -> None:
    """The line had the kiosk's letters while it was away, and has its own again: no fault of storage, and both papers are known."""
    stand = gave(hall, tmp_path, 0)
    imported(hall, "Y")
    for _ in range(2):
        hall.lane.run([Ask(KIOSK_2, c.IssueTicket(matter="mr"))])
    hall.lane.run([Ask(ADMIN, ImportHall(setup=small_setup()))])
    assert [stand.take(), stand.take(), stand.take()] == ["Y001", "Y002", "Y003"]
    stand.plug()
    assert (waiting(hall), owed(stand)) == (["Y001", "Y002", "Y003"], ["Y001", "Y002"])
    assert faults(hall) == ["numbers_refused"]
    stand.pull()
    assert stand.take() == "Y004"
    stand.plug()
    assert waiting(hall)[-1] == "Y004"


# -- a moment that the server did not believe -----------------------------------------------------


def test_a_number_keeps_its_place_through_a_restore_though_its_moment_was_wrong(
    hall: OneProcess, tmp_path: Path
) -> None:
    """The clock went wrong in a power cut: from when it counts is what the server said first, and stays so."""
    copy = Backups(database_file(tmp_path / "data"), tmp_path / "copies").take()
    stand = gave(hall, tmp_path / "k1", 0)
    stand.kill()
    ahead = AloneStand(hall, tmp_path / "k1", away=True, skew_ms=3 * 3_600_000)
    ahead.pass_s(2)
    ahead.take()
    ahead.plug()
    (ticket,) = hall.lane.hall.tickets.values()
    accepted = ticket.claim
    hall.close()
    restore(tmp_path / "again", copy)
    hall.clock.at += 60_000
    server = OneProcess(tmp_path / "again", clock=hall.clock)
    server.lane.run([Ask(KIOSK_2, c.IssueTicket(matter="mr"))])
    hall.clock.at += 60_000
    ahead.move_to(server)
    ahead.pass_s(30)
    assert waiting(server) == ["Y001", "R001"]
    assert [own.claim for own in server.lane.hall.tickets.values() if own.number == "Y001"] == [accepted]
    server.close()


def test_after_the_hand_in_my_ticket_says_from_when_it_counts(hall: OneProcess, tmp_path: Path) -> None:
    """The paper of a kiosk that is an hour fast says 10:00; what counts is nine, and 查我的号 says so."""
    stand = gave(hall, tmp_path / "k1", 0)
    stand.kill()
    fast = AloneStand(hall, tmp_path / "k1", away=True, skew_ms=3_600_000)
    fast.pass_s(2)
    number = fast.take()
    paper = fast.prints.papers[-1]
    assert "10:0" in paper.ahead
    fast.plug()
    fast.scan(f"{number}{paper.check[-3:]}")
    fast.frame()
    assert "按 9:00 排队" in texts(fast.kiosk.placements)
