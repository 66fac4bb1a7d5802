"""A kiosk without the server names the window that it heard of last, and the way there; and that the call counts."""

from __future__ import annotations

from pathlib import Path

import msgspec

from common.screen.placements import texts
from common.words import Words
from server.lane import Ask
from server.rules.order import ImportHall
from tests.live.one_process import OneProcess
from tests.programs.alone_stand import AloneStand
from tests.rules.street import ADMIN, small_setup


def test_the_window_and_the_way_are_the_last_that_were_known(tmp_path: Path) -> None:
    """On screen and paper, also after a start without the server; who sits there is on no disk of a kiosk."""
    hall = OneProcess(tmp_path / "data")
    setup = small_setup()
    windows = tuple(msgspec.structs.replace(one, where=Words("二楼东侧")) for one in setup.windows)
    hall.lane.run([Ask(ADMIN, ImportHall(setup=msgspec.structs.replace(setup, windows=windows)))])
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
