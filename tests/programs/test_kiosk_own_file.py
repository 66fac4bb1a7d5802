"""The kiosk's own file through what happens to disks and addresses: no number is lost silently, none is given twice. (docs/offline.md)"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from common.commands import IssueTicket
from common.messages import Refused, SeriesKept
from kiosk.__main__ import _own
from kiosk.alone.series import OwnSeries, Receiver
from kiosk.options import options_from
from kiosk.scene import Unreached
from server.lane import Ask
from server.rules.order import Actor, ImportHall
from server.storage.backup import Backups, restore
from server.storage.store import database_file
from tests.live.one_process import OneProcess
from tests.programs.alone_stand import AloneStand
from tests.programs.kiosk_stand import KIOSK_1
from tests.rules.own import as_of_old
from tests.rules.situations_own import with_prefix
from tests.rules.street import ADMIN, moment, small_setup

OWN = "kiosk-own.json"
NEXT = "2026-11-24"
LATER = ("2026-12-01", "2026-12-02")


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[OneProcess]:
    """The small hall on a Monday at nine."""
    process = OneProcess(tmp_path / "data")
    yield process
    process.close()


def waiting(hall: OneProcess) -> list[str]:
    """The numbers in line r, next first."""
    return [hall.lane.hall.tickets[key[2]].number for key in hall.lane.hall.lines.get("r", [])]


def numbers(hall: OneProcess) -> list[str]:
    """Of all tickets."""
    return sorted(ticket.number for ticket in hall.lane.hall.tickets.values())


def fault(hall: OneProcess) -> str:
    return hall.lane.hall.faults["kiosk:k1"][0]


def gave(hall: OneProcess, folder: Path, count: int = 1) -> AloneStand:
    """A kiosk that has given so many numbers by itself."""
    stand = AloneStand(hall, folder)
    stand.pass_s(2)
    stand.pull()
    for n in range(1, count + 1):
        assert stand.take() == f"Y{n:03d}"
    return stand


# -- another address ------------------------------------------------------------------------------


def test_numbers_outlive_a_new_address_of_the_server(hall: OneProcess, tmp_path: Path) -> None:
    """The hall was restored onto another computer: `--server` is another, what was given is still owed to it."""
    gave(hall, tmp_path).kill()
    device = ["--device", str(tmp_path / "kiosk.json"), "--printer", "none"]
    for address in ("http://10.0.0.5:8000", "http://10.0.0.6:8000"):
        own, view = _own(options_from(["--server", address, *device], {}))
        assert [number.number for number in own.numbers] == ["Y001"]
        assert view.kept.view, "what was seen of the day, too"


def test_paired_anew_with_the_restored_hall_it_hands_in_all(hall: OneProcess, tmp_path: Path) -> None:
    """It brings letters and key; the hall knows it by another id."""
    copy = Backups(database_file(tmp_path / "data"), tmp_path / "copies").take()
    gave(hall, tmp_path / "k1", 2).kill()
    hall.close()
    restore(tmp_path / "again", copy)
    server = OneProcess(tmp_path / "again", clock=hall.clock)
    stand = AloneStand(server, tmp_path / "k1", Actor("kiosk:k9", KIOSK_1.roles))
    stand.pass_s(8)
    assert waiting(server) == ["Y001", "Y002"]
    server.close()


# -- a backup of last night -----------------------------------------------------------------------


def given_last_night(hall: OneProcess, folder: Path) -> AloneStand:
    """One number without the server; handed in next morning, and one more since."""
    stand = gave(hall, folder)
    hall.clock.at = moment("08:40", NEXT)
    stand.plug()
    stand.pull()
    assert stand.take() == "Y002"
    stand.plug()
    assert numbers(hall) == ["Y001", "Y002"]
    return stand


def test_a_hall_restored_from_last_nights_backup_gets_what_was_handed_in_this_morning(
    hall: OneProcess, tmp_path: Path
) -> None:
    """Yesterday's and today's: they are kept for a week. (docs/offline.md)"""
    copy = Backups(database_file(tmp_path / "data"), tmp_path / "copies").take()
    stand = given_last_night(hall, tmp_path / "k1")
    hall.close()
    restore(tmp_path / "again", copy)
    server = OneProcess(tmp_path / "again", clock=hall.clock)
    stand.move_to(server)
    stand.pass_s(30)
    assert numbers(server) == ["Y001", "Y002"]
    server.close()


def test_another_hall_gets_nothing_that_its_own_hall_has(hall: OneProcess, tmp_path: Path) -> None:
    """A kiosk that moves hands in first: then its numbers are nobody else's."""
    stand = given_last_night(hall, tmp_path / "k1")
    other = OneProcess(tmp_path / "other", imported=False, clock=hall.clock)
    about = msgspec.structs.replace(small_setup().hall, id="other")
    other.lane.run([Ask(ADMIN, ImportHall(setup=msgspec.structs.replace(small_setup(), hall=about)))])
    stand.move_to(other)
    stand.pass_s(30)
    stand.pull()
    stand.take()
    stand.plug()
    assert numbers(other) == ["Y003"]
    other.close()


def test_what_was_handed_in_is_kept_for_a_week_whatever_its_day() -> None:
    """And owed to nobody after that: a backup that old brings back no line."""
    own, first = OwnSeries(), Receiver("h", "l1", NEXT)
    own.adopt(SeriesKept(series="Y", key="ab" * 16, used=0), NEXT, "l1")
    for n, day in enumerate(("2026-11-01", NEXT, "2099-01-01"), 1):
        own.draw(IssueTicket(matter="mr"), day, n, n)
        own.settle(n, "given")
    for pile in own.to_hand_in(first):
        own.handed_in(pile, first)
    assert [len(own.to_hand_in(first._replace(ledger="l2", day=day))) for day in LATER] == [3, 0]
    assert own.to_hand_in(first._replace(hall="another", ledger="l2")) == []
    assert len(own.numbers) == 3
    own.draw(IssueTicket(matter="mr"), LATER[1], 9, 9)
    own.settle(4, "given")
    (pile,) = own.to_hand_in(first._replace(day=LATER[1]))
    own.handed_in(pile, first._replace(day=LATER[1]))
    assert [number.id for number in own.numbers] == [4]


def test_a_hand_in_while_the_servers_clock_was_ahead_keeps_none_for_ever() -> None:
    """The week begins anew when the clock is right."""
    own, ahead = OwnSeries(), Receiver("h", "l1", "2099-01-01")
    own.adopt(SeriesKept(series="Y", key="ab" * 16, used=0), NEXT, "l1")
    for n, day in enumerate(("2099-01-01", NEXT, *LATER), 1):
        own.draw(IssueTicket(matter="mr"), day, n, n)
        own.settle(n, "given")
        receiver = ahead._replace(day=day)
        (pile,) = own.to_hand_in(receiver)
        own.handed_in(pile, receiver)
    assert [number.id for number in own.numbers] == [3, 4]


def test_my_ticket_knows_no_number_of_a_day_that_is_over(hall: OneProcess, tmp_path: Path) -> None:
    """What is kept for a backup alone is nothing to be asked about: its letters come from the hall."""
    stand = gave(hall, tmp_path / "k1")
    code = stand.prints.papers[0].code
    hall.clock.at = moment("08:40", NEXT)
    stand.plug()
    stand.pull()
    stand.scan(code)
    assert isinstance(stand.scene(), Unreached)


# -- a file that cannot be read -------------------------------------------------------------------


@pytest.mark.parametrize("left", [b"", b'{"series": "Y', b"\xff\xfe"], ids=["empty", "half", "no text"])
def test_a_file_that_cannot_be_read_doubles_no_number(hall: OneProcess, tmp_path: Path, left: bytes) -> None:
    """Numbers may be out that nobody knows: the next ones have other letters, and staff are told."""
    gave(hall, tmp_path).kill()
    (tmp_path / OWN).write_bytes(left)
    stand = AloneStand(hall, tmp_path)
    stand.pass_s(3)
    assert fault(hall) == "numbers_unread"
    stand.pull()
    assert stand.take() == "W001"
    assert (tmp_path / f"{OWN}.unread-1").read_bytes() == left, "somebody may still read it"


def test_a_power_cut_after_it_was_set_aside_is_no_way_back_to_the_old_letters(
    hall: OneProcess, tmp_path: Path
) -> None:
    """Noted before anything else: started again before the server was there."""
    gave(hall, tmp_path).kill()
    (tmp_path / OWN).write_bytes(b"")
    AloneStand(hall, tmp_path, away=True).kill()
    stand = AloneStand(hall, tmp_path)
    stand.pass_s(3)
    stand.pull()
    assert stand.take() == "W001"


# -- a disk that takes nothing --------------------------------------------------------------------


def test_what_became_of_a_number_is_written_when_the_disk_takes_it_again(
    hall: OneProcess, tmp_path: Path
) -> None:
    """Else the next start voids a number that is in a hand."""
    stand = gave(hall, tmp_path)
    stand.touch("line:r", "take", "again:yes")
    in_the_way = tmp_path / f"{OWN}.part"
    in_the_way.mkdir()
    stand.prints.end(None)
    stand.frame()
    stand.touch("done")
    in_the_way.rmdir()
    stand.pass_s(2)
    stand.kill()
    again = AloneStand(hall, tmp_path)
    again.pass_s(8)
    assert waiting(hall) == ["Y001", "Y002"]


def test_staff_are_told_of_a_disk_that_takes_nothing(hall: OneProcess, tmp_path: Path) -> None:
    """And a number that cannot be kept is not given."""
    stand = gave(hall, tmp_path)
    (tmp_path / f"{OWN}.part").mkdir()
    stand.touch("line:r", "take", "again:yes")
    assert len(stand.kiosk._alone._own.numbers) == 1
    stand.plug()
    assert fault(hall) == "numbers_unwritten"


# -- refused --------------------------------------------------------------------------------------


def piles(stand: AloneStand, refusals: list[str]) -> list[int]:
    """How many numbers each hand-in brings, from now on; the first ones are refused so."""
    sizes: list[int] = []
    send = stand.kiosk._connection.send

    def sent(command, on_answer, expires_s, request_id=""):  # type: ignore[no-untyped-def]
        if type(command).__name__ != "HandIn":
            return send(command, on_answer, expires_s, request_id)
        sizes.append(len(command.numbers))
        if refusals:
            on_answer(Refused(code=refusals.pop(0)))
            return "refused"
        return send(command, on_answer, expires_s, request_id)

    stand.kiosk._connection.send = sent  # type: ignore[method-assign]
    return sizes


def test_a_server_that_has_too_much_to_do_has_refused_no_number(hall: OneProcess, tmp_path: Path) -> None:
    """A minute later the same pile is handed in; nobody is alarmed."""
    stand = gave(hall, tmp_path, 3)
    sizes = piles(stand, ["too_many"])
    stand.plug()
    assert (sizes, waiting(hall)) == ([3], [])
    stand.pass_s(60)
    assert sizes == [3, 3]
    assert waiting(hall) == ["Y001", "Y002", "Y003"]
    assert not hall.lane.hall.faults


def test_one_by_one_ends_with_the_pile(hall: OneProcess, tmp_path: Path) -> None:
    """The next outage is handed in whole again."""
    stand = gave(hall, tmp_path, 3)
    sizes = piles(stand, ["number_taken"])
    stand.plug()
    assert sizes == [3, 1, 1, 1]
    stand.pull()
    for _ in range(3):
        stand.take()
    stand.plug()
    assert sizes == [3, 1, 1, 1, 3]


def test_letters_that_a_line_took_are_left_and_what_was_given_is_owed(
    hall: OneProcess, tmp_path: Path
) -> None:
    """The old numbers keep theirs, the new ones have others."""
    stand = gave(hall, tmp_path)
    with as_of_old(hall.lane.hall):
        hall.lane.run([Ask(ADMIN, ImportHall(setup=with_prefix("Y")))])
    stand.plug()
    stand.pull()
    assert stand.take() == "W001"
    stand.plug()
    assert waiting(hall) == ["Y001", "W001"]
