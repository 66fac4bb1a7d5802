"""A kiosk without the server names the window that it heard of last, and the way there; and that the call counts."""

from __future__ import annotations

from pathlib import Path

import msgspec

from common.screen.placements import texts
from common.words import Words
from server.lane import Ask
from server.rules.order import SYSTEM, ImportHall, Tick
from tests.live.one_process import OneProcess
from tests.programs.alone_stand import AloneStand
from tests.rules.street import ADMIN, small_setup


def hall_with_ways(tmp_path: Path) -> OneProcess:
    """Every window says how one gets there."""
    hall = OneProcess(tmp_path / "data")
    setup = small_setup()
    windows = tuple(msgspec.structs.replace(one, where=Words("二楼东侧")) for one in setup.windows)
    hall.lane.run([Ask(ADMIN, ImportHall(setup=msgspec.structs.replace(setup, windows=windows)))])
    return hall


def test_the_window_and_the_way_are_the_last_that_were_known(tmp_path: Path) -> None:
    """On screen and paper, also after a start without the server; who sits there is on no disk of a kiosk."""
    hall = hall_with_ways(tmp_path)
    window = hall.lane.hall.rules.posts[0].window
    stand = AloneStand(hall, tmp_path / "k1")
    stand.pass_s(2)
    stand.pull()
    stand.touch("line:r")
    stand.touch("take")
    assert any(f"{window}号窗口（以现场叫号为准）" in text for text in texts(stand.kiosk.placements))
    assert stand.prints.papers[0].place == f"办理窗口：{window}号（二楼东侧；以现场叫号为准）"
    stand.kill()
    again = AloneStand(hall, tmp_path / "k1", away=True)
    again.pass_s(2)
    again.take()
    assert again.prints.papers[-1].place == stand.prints.papers[0].place
    kept = (tmp_path / "k1" / "kiosk-view.json").read_text("utf-8")
    assert "二楼东侧" in kept
    assert '"A1"' not in kept
    hall.close()


def test_where_nobody_was_there_it_is_the_usual_one(tmp_path: Path) -> None:
    """From the server, after a start without it, and where its number is looked up."""
    hall = hall_with_ways(tmp_path)
    hall.pass_s(600)
    hall.lane.run([Ask(SYSTEM, Tick())])  # the grace is over: nobody came this morning
    window = hall.lane.hall.rules.posts[0].window
    stand = AloneStand(hall, tmp_path / "k1")
    stand.pass_s(2)
    assert stand.kiosk.hall.lines["r"].window is None
    stand.take()
    stand.kill()
    again = AloneStand(hall, tmp_path / "k1", away=True)
    again.pass_s(2)
    again.take()
    usual = f"办理窗口：{window}号（二楼东侧；以现场叫号为准）"
    assert [stand.prints.papers[0].place, again.prints.papers[-1].place] == [usual, usual]
    own = again.prints.papers[-1]
    again.scan(f"{own.number}{own.check[-3:]}")
    assert any(f"{window}号窗口（以现场叫号为准）" in text for text in texts(again.kiosk.placements))
    hall.close()
