"""The public board is worked out once for each version of the hall, and never kept while names are missing that a disk would not give."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from common.commands_case import RegisterCase
from server.lane import Ask, Lane
from server.live.desk import Desk
from server.live.in_process import Room
from server.live.public_board import PublicBoard
from server.rules.order import ImportHall
from server.storage.ledger import Ledger
from server.storage.store import Store
from tests.live.live_hall import HandClock
from tests.rules.setup_cases import case_setup
from tests.rules.street import ADMIN, clerk, moment


class Shaky(Ledger):
    """Gives no private text while `fails`."""

    fails = False

    def texts(self, ids: Sequence[str]) -> dict[str, str]:
        if self.fails:
            raise OperationalError("", None, Exception())
        return super().texts(ids)


@pytest.mark.parametrize("fails", [True, False])
def test_stars_of_a_disk_that_failed_are_gone_with_the_next_look(tmp_path: Path, *, fails: bool) -> None:
    """Nothing changed of the hall; whoever has the board with stars is told the other one, and that is kept."""  # P-1, P-2
    store = Store.open(tmp_path)
    ledger = Shaky(store)
    lane = Lane(ledger, HandClock(moment("09:00")))
    lane.run([Ask(ADMIN, ImportHall(setup=case_setup()))])
    lane.run([Ask(clerk("A1"), RegisterCase(matter="permit", name="张三", way="post"))])
    board, desk = PublicBoard(), Desk(lane, Room())
    ledger.fails = fails
    first = board.shown(desk)
    assert [row.applicant for row in first.rows] == ["＊" if fails else "张＊"]
    ledger.fails = False
    second = board.shown(desk)
    assert [row.applicant for row in second.rows] == ["张＊"]
    assert (second.version == first.version) == (not fails)
    assert board.shown(desk) is second
    store.close()
