"""The server is killed, a real kiosk goes on giving numbers, the server comes back: they are in line, and are called as printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from common import commands as c
from common.i18n import say
from common.messages import Called
from kiosk.scene import Again
from tests.programs.escpos_reader import number_on
from tests.programs.fake_printer import WELL, FakePrinter
from tests.programs.hall_server import HallServer, poll_until
from tests.programs.road.kiosk_stand import KioskStand

pytestmark = pytest.mark.timeout(600)


def take(kiosk: KioskStand, printer: FakePrinter, everyday: str, matter: str) -> str:
    """From home to paper; the number, read from the printed dots."""
    before = len(printer.roll.tickets)
    kiosk.touch(everyday)
    kiosk.touch(matter)
    kiosk.touch("取号")
    kiosk.until(lambda: len(printer.roll.tickets) > before or isinstance(kiosk.program.scene, Again))
    if isinstance(kiosk.program.scene, Again):
        kiosk.touch(say("zh", "kiosk.again_yes", {}))
        kiosk.until(lambda: len(printer.roll.tickets) > before)
    number = number_on(printer.roll.tickets[-1])
    kiosk.shows(number)
    kiosk.touch("完成")
    return number


def test_numbers_taken_while_the_server_is_dead_are_in_line_when_it_is_back(tmp_path: Path) -> None:
    """kill -9; two numbers; a restart of the kiosk with the server still dead; another; start."""
    printer = FakePrinter(dict(WELL))
    port, files = f"127.0.0.1:{printer.port}", tmp_path / "kiosk"
    with HallServer(tmp_path / "hall") as hall:
        kiosk = KioskStand(hall.url, hall.kiosk_token, port, files)
        first = take(kiosk, printer, "办生育、婚育证件", "办理计划生育服务证")
        hall.kill()
        kiosk.until(lambda: kiosk.program.alone)
        numbers = [take(kiosk, printer, "办生育、婚育证件", "办理流动人口婚育证明")]
        numbers.append(take(kiosk, printer, "办生育、婚育证件", "办理计划生育服务证"))
        kiosk.close()
        kiosk = KioskStand(hall.url, hall.kiosk_token, port, files)
        kiosk.until(lambda: kiosk.program.alone)
        numbers.append(take(kiosk, printer, "办生育、婚育证件", "办理流动人口婚育证明"))
        assert numbers == ["V001", "V002", "V003"]
        hall.start()
        boss = hall.staff("S01")

        def in_line() -> list[str]:
            rows = boss.sees("supervisor")["waiting"].values()
            return [row["number"] for row in sorted(rows, key=lambda row: row["claim"])]

        kiosk.until(lambda: in_line() == [first, *numbers])
        wall = hall.link("wall", device_token=hall.display_token)
        serving = hall.clerk("A03")
        called = [serving.asks(c.CallNext())]
        assert isinstance(called[0], Called)
        serving.asks(c.StartService(ticket=called[0].ticket))
        called.append(serving.asks(c.CallNext(in_hand=called[0].ticket)))
        assert [answer.number for answer in called if isinstance(answer, Called)] == [first, "V001"]
        poll_until(wall, lambda: any(told.number == "V001" for told in wall.announcements))
        kiosk.close()
    printer.close()
