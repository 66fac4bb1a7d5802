"""The live server over real sockets."""

import json
import socket
import threading
import urllib.request
from pathlib import Path

import websocket

from common.commands import CallNext, FinishService, IssueTicket, SitDown, StartService
from common.messages import Called, Done, Issued, Refused
from tests.live.live_hall import LiveHall, live_hall
from tests.rules.street import moment


def seated(hall: LiveHall, staff: str = "A1", window: int = 1):  # type: ignore[no-untyped-def]
    link = hall.joined("clerk", staff=staff)
    assert isinstance(hall.answer(link, SitDown(window=window)), Done)
    return link


def test_a_ticket_goes_from_the_kiosk_to_the_clerk_to_the_wall(hall: LiveHall) -> None:
    """The whole road: issue, call, and the wall shows it."""
    wall, kiosk, clerk = hall.joined("wall", kind="display"), hall.joined("kiosk", kind="kiosk"), seated(hall)
    issued = hall.answer(kiosk, IssueTicket(matter="mr"))
    assert isinstance(issued, Issued)
    hall.until(lambda: wall.view["lines"]["r"]["waiting"] == 1)
    called = hall.answer(clerk, CallNext())
    assert isinstance(called, Called)
    hall.until(lambda: wall.announcements)
    assert [
        (said.kind, said.number, said.window) for said in wall.announcements if said.kind == "called"
    ] == [("called", issued.number, 1)]
    assert str(issued.ticket) in wall.view["calls"]
    assert wall.joins == kiosk.joins == clerk.joins == 1


def test_the_first_view_of_a_supervisor_shows_that_the_clock_waits_for_a_word(data: Path) -> None:
    """Nothing can be stored then, so it is no fact; a server that has just been started shows it all the same."""
    with live_hall(data, moment("07:00")) as hall:
        view = hall.joined("supervisor", staff="S1").view
        assert [row["detail"] for row in view["alarms"].values()] == ["clock_unconfirmed"]


def test_a_wall_that_was_away_for_three_calls_is_right_after_it_is_back(hall: LiveHall) -> None:
    """field.md 13: no restart, and nothing of what it missed is announced again."""
    wall, kiosk, clerk = hall.joined("wall", kind="display"), hall.joined("kiosk", kind="kiosk"), seated(hall)
    for _ in range(3):
        hall.answer(kiosk, IssueTicket(matter="mr"))
    hall.hub.call(lambda: hall.server._sockets.show_out({"device display:d1"}))
    hall.until(lambda: wall.status != "joined")
    for _ in range(3):
        called = hall.answer(clerk, CallNext())
        hall.answer(clerk, StartService(ticket=called.ticket))
        hall.answer(clerk, FinishService(ticket=called.ticket))
    hall.until(lambda: wall.status == "joined")
    fresh = hall.joined("wall", kind="display")
    assert wall.view == fresh.view
    assert len(wall.view["calls"]) == 3
    assert [said for said in wall.announcements if said.kind == "called"] == []


def test_commands_that_come_together_share_a_commit(hall: LiveHall) -> None:
    """Group commit forms by itself: what comes while the disk works waits for the next COMMIT."""
    kiosks = [hall.joined("kiosk", kind="kiosk") for _ in range(8)]
    hall.disk.free.clear()
    before, answers = hall.disk.commits, list[object]()
    kiosks[0].send(IssueTicket(matter="mr"), answers.append)
    hall.until(lambda: hall.disk.reached > before)
    for kiosk in kiosks[1:]:
        kiosk.send(IssueTicket(matter="mr"), answers.append)
    hall.until(lambda: len(hall.server.desk._waiting) == 7)
    hall.disk.free.set()
    hall.until(lambda: len(answers) == 8)
    assert {type(answer) for answer in answers} == {Issued}
    assert hall.disk.commits - before == 2


def test_a_disk_that_hangs_stops_neither_pages_nor_walls(hall: LiveHall) -> None:
    """sqlite3 blocks the loop, so it is waited for in a native thread."""
    kiosk = hall.joined("kiosk", kind="kiosk")
    answers = list[object]()
    hall.disk.free.clear()
    kiosk.send(IssueTicket(matter="mr"), answers.append)
    hall.until(lambda: hall.disk.reached > hall.disk.commits)
    with urllib.request.urlopen(f"{hall.url}/web/base.css", timeout=10) as page:
        assert page.status == 200
    assert answers == []
    hall.disk.free.set()
    hall.until(lambda: answers)


def test_a_wall_that_does_not_read_slows_nobody(hall: LiveHall) -> None:
    """field.md 22: it stands there with a full buffer, the others go on."""
    kiosk, wall = hall.joined("kiosk", kind="kiosk"), hall.joined("wall", kind="display")
    with socket.socket() as small:
        small.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        small.connect(("127.0.0.1", hall.server.entrance.port))
        url = hall.url.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket"
        dead = websocket.create_connection(url, socket=small)
        dead.recv()
        dead.send("40" + json.dumps({"device": hall.token("display")}))
        dead.recv()
        dead.send('420["join",{"audience":"wall"}]')
        hall.until(lambda: hall.server.desk.listening().get("wall") == 2)
        for _ in range(20):
            assert isinstance(hall.answer(kiosk, IssueTicket(matter="mr")), Issued)
    hall.until(lambda: wall.view["lines"]["r"]["waiting"] == 20)
    assert wall.joins == 1


def test_nothing_is_told_before_it_is_stored(hall: LiveHall) -> None:
    """Only committed facts are spoken."""
    wall, kiosk = hall.joined("wall", kind="display"), hall.joined("kiosk", kind="kiosk")
    hall.disk.free.clear()
    answers = list[object]()
    kiosk.send(IssueTicket(matter="mr"), answers.append)
    hall.until(lambda: hall.server.desk.lane.hall.lines.get("r"))
    for _ in range(20):
        wall.poll()
    assert wall.view["lines"]["r"]["waiting"] == 0
    hall.disk.free.set()
    hall.until(lambda: wall.view["lines"]["r"]["waiting"] == 1)


def test_a_join_while_a_batch_is_on_its_way_sees_only_what_is_stored(hall: LiveHall) -> None:
    """A snapshot of an unstored ticket would show a number that may never have been."""
    kiosk, wall = hall.joined("kiosk", kind="kiosk"), hall.link("wall", kind="display")
    hall.disk.free.clear()
    kiosk.send(IssueTicket(matter="mr"), lambda answer: None)
    hall.until(lambda: hall.server.desk.lane.hall.lines.get("r"))
    wall.poll()
    free = threading.Timer(0.3, hall.disk.free.set)
    free.start()
    hall.until(lambda: wall.status == "joined")
    assert hall.disk.free.is_set()
    hall.until(lambda: wall.view["lines"]["r"]["waiting"] == 1)
    assert wall.joins == 1


def test_a_restart_keeps_the_line_and_who_is_served(data: Path) -> None:
    """field.md 18."""
    with live_hall(data) as hall:
        kiosk, clerk = hall.joined("kiosk", kind="kiosk"), seated(hall)
        first, second = (hall.answer(kiosk, IssueTicket(matter="mr")) for _ in range(2))
        hall.answer(clerk, CallNext())
    with live_hall(data) as hall:
        clerk = hall.joined("clerk", staff="A1")
        assert list(clerk.view["hand"]) == [str(first.ticket)]
        assert list(clerk.view["waiting"]) == [str(second.ticket)]


def test_two_clerks_cannot_sit_at_one_window(hall: LiveHall) -> None:
    """field.md 17, with the reason in both languages."""
    seated(hall, "A1")
    refused = hall.answer(hall.joined("clerk", staff="A2"), SitDown(window=1))
    assert isinstance(refused, Refused)
    assert (refused.code, refused.values) == ("window_taken", {"clerk": "A1"})
    assert (refused.text.zh, refused.text.en) == ("这个窗口已由 A1 就座。", "A1 sits at this window.")


def test_a_display_cannot_issue_a_ticket(hall: LiveHall) -> None:
    """field.md 16."""
    refused = hall.answer(hall.joined("wall", kind="display"), IssueTicket(matter="mr"))
    assert getattr(refused, "code", "") == "not_allowed"


def test_time_alone_reaches_the_walls(hall: LiveHall) -> None:
    """field.md 14 and 15: nobody presses anything, and the hall closes for lunch all the same."""
    wall = hall.joined("wall", kind="display")
    hall.until(lambda: wall.view["hall"]["hall"]["phase"] == "open")
    hall.pass_to("12:00:01")
    hall.until(lambda: wall.view["hall"]["hall"]["phase"] == "break")


def test_the_server_time_is_known_to_its_clients(hall: LiveHall) -> None:
    """A display's clock is the server's."""
    wall = hall.joined("wall", kind="display")
    now = wall.server_now()
    assert now is not None
    assert 0 <= now - hall.clock.at < 10_000
