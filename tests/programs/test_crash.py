"""kill -9 in the middle of everything: what was acknowledged stays, what was not is asked again."""

import time
from pathlib import Path
from random import Random

from bench.load.folder import furnish
from bench.load.outliving import Outliving
from bench.load.process import ServerProcess
from bench.load.sample import open_hall
from bench.measures.crash import askers, verdict
from common import commands as c
from common.messages import Called, Done, Issued, Refused
from server.storage.command_line import check_folder
from tests.programs.hall_server import IDS, HallServer, poll_until

FEES, CULTURE = "water-fee", "culture-enquiry"


def test_nothing_acknowledged_is_lost_or_doubled_by_kill_9_under_load(tmp_path: Path) -> None:
    """field.md 7, 18: kiosks and clerks ask on with the same ids, through two kills, and the ledger holds."""
    folder = furnish(tmp_path / "hall", open_hall(time.time_ns() // 1_000_000))
    with Outliving(ServerProcess(folder.path), askers(folder, kiosks=12), Random(3)) as outliving:
        for _ in range(2):
            outliving.live(0.3)
        outliving.settle()
    found = verdict(outliving.askers, folder.place, len(outliving.changed))
    assert found.acknowledged > 0
    assert (found.lost, found.doubled) == (0, 0)
    assert check_folder(folder.path) == []


def test_a_restart_in_the_middle_restores_the_queue_and_who_is_served(tmp_path: Path) -> None:
    """field.md 18: the same hands, the same order, the next number; the wall needs nobody's help."""
    with HallServer(tmp_path / "hall") as hall:
        kiosk, serving, calling = hall.kiosk(), hall.clerk("A07"), hall.clerk("A08")
        request = IDS.fresh()
        tickets = [kiosk.asks(c.IssueTicket(matter=FEES), request)]
        tickets += [kiosk.asks(c.IssueTicket(matter=matter)) for matter in (FEES, FEES, CULTURE, CULTURE)]
        first = serving.asks(c.CallNext())
        assert isinstance(first, Called)
        assert isinstance(serving.asks(c.StartService(ticket=first.ticket)), Done)
        assert isinstance(calling.asks(c.CallNext()), Called)
        wall = hall.link("wall", device_token=hall.display_token)
        before = {guest.who: guest.sees() for guest in (serving, calling)}
        shown = hall.wall().sees("wall")

        hall.kill()
        poll_until(wall, lambda: wall.status == "lost")
        assert wall.view == shown  # it keeps what it last knew (field.md 26)
        hall.start()

        kiosk, serving, calling = hall.kiosk(), hall.staff("A07"), hall.staff("A08")
        assert {guest.who: guest.sees() for guest in (serving, calling)} == before
        poll_until(wall, lambda: wall.joins == 2)
        assert wall.view == shown
        assert wall.announcements == []

        assert kiosk.asks(c.IssueTicket(matter=FEES), request) == tickets[0]
        after = kiosk.asks(c.IssueTicket(matter=FEES))
        assert isinstance(after, Issued)
        assert after.number == "W004"
        next_one = serving.asks(c.CallNext(in_hand=first.ticket))
        assert isinstance(next_one, Called)
        assert next_one.number == "W002"


def test_a_second_server_on_the_same_folder_is_refused_until_the_first_is_dead(tmp_path: Path) -> None:
    """However the first ended, its lock went with it: nobody has to delete a file after a power cut."""
    with HallServer(tmp_path / "hall") as hall:
        second = ServerProcess(hall.folder.path)
        second.start()
        assert second.ended_with() == 1
        hall.kill()
        second.start()
        client = second.first_client(device=hall.kiosk_token)
        assert not isinstance(client.ask("again", c.IssueTicket(matter=FEES)), Refused)
        client.close()
        second.stop()
