"""取号 touched → the first byte of the ticket at the printer: touch screen, server, drawing, the printer's own answers.

The kiosk is the real program at 1080 x 1920 and 60 frames a second; the finger comes at any moment of a frame. The server is a
process of its own, the printer a model that speaks status. Beside it, in the same run, the same bytes over a bare TCP connection.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from random import Random
from statistics import median
from typing import NamedTuple

from bench.load.opened import Opened
from bench.load.sample import desks
from bench.measures.figure import Figure, Goal, share
from bench.measures.run import Run
from bench.paper.model import Model
from bench.paper.server import PrinterOnTcp
from common.link import Link
from common.link_socket import SocketTransport
from common.screen.fonts import Fonts, vendored
from common.screen.geometry import Screen
from common.screen.placements import Touch
from common.screen.stage import Stage, SystemClock
from common.screen.theme import KIOSK
from common.screen.window import MemoryWindow, Tap
from kiosk.connection import Connection
from kiosk.idle import SETTLE_MS
from kiosk.look import Look
from kiosk.paper import Paper, PaperFonts, ticket_image
from kiosk.printers import NetworkPrinter, escpos_bytes
from kiosk.printing import PrintQueue
from kiosk.program import Kiosk
from kiosk.scene import Collect, Guide

TICKETS = 100
SIZE = (1080, 1920)
FRAME_S = 1 / 60
WITHIN_S = 30.0
RESET = b"\x1b@"
"""With this every ticket begins; what came before were questions."""


def measure(run: Run) -> Iterator[Figure]:
    """`print.p99_ms`."""
    with Opened(run.fresh("print"), run.setup) as opened, PrinterOnTcp(Watched()) as printer:
        matter = desks(run.setup)[0][1].id
        url, token = f"http://127.0.0.1:{opened.server.port}", opened.folder.kiosks[0]
        with _glass(url, token, printer) as glass:
            chance = Random(1)
            waits = [glass.take(matter, chance.random()) for _ in range(run.times(TICKETS))]
        printed = len(printer.model.roll.tickets)
    if printed != len(waits):
        raise AssertionError(f"{printed} tickets came out of {len(waits)}")
    bare = _bare(run.times(TICKETS))
    beside = f"median {median(waits):.1f}; a bare TCP send of a ticket {share(bare, 0.99):.1f} ms"
    yield Figure("print.p99_ms", share(waits, 0.99), "ms", Goal("≤", 150), beside)


@dataclass
class Watched(Model):
    """Knows when the first byte of each ticket came."""

    first_at: list[float] = field(default_factory=list)

    def hear(self, data: bytes) -> bytes:
        """See `Model`."""
        if data.startswith(RESET):
            self.first_at.append(time.perf_counter())
        return super().hear(data)


class Glass(NamedTuple):
    """A kiosk before which a finger stands."""

    kiosk: Kiosk
    stage: Stage
    window: MemoryWindow
    heard: list[float]

    def take(self, matter: str, phase: float) -> float:
        """Touch 取号 on the guide at some moment of a frame; milliseconds until the ticket's first byte."""
        self.kiosk.state = replace(self.kiosk.state, given=None)
        self.kiosk.show(Guide(matter), language="zh", large=False)
        seen_at, known = time.perf_counter(), len(self.heard)
        self.until(lambda: time.perf_counter() > seen_at + SETTLE_MS / 1_000 + FRAME_S)
        button = next(item for item in self.kiosk.placements if isinstance(item, Touch) and item.id == "take")
        time.sleep(phase * FRAME_S)
        touched_at = time.perf_counter()
        self.window.put(Tap(*button.rect.centre))
        time.sleep((1 - phase) * FRAME_S)
        self.until(lambda: len(self.heard) > known)
        self.until(lambda: isinstance(self.kiosk.scene, Collect))
        return 1_000 * (self.heard[known] - touched_at)

    def until(self, so: Callable[[], bool]) -> None:
        """Frames at their pace until `so`. Raises `TimeoutError`."""
        deadline = time.perf_counter() + WITHIN_S
        while not so():
            if time.perf_counter() > deadline:
                raise TimeoutError(f"the kiosk still shows {self.kiosk.scene}")
            began = time.perf_counter()
            self.stage.frame(SystemClock().now())
            time.sleep(max(0.0, FRAME_S - (time.perf_counter() - began)))


@contextmanager
def _glass(url: str, token: str, printer: PrinterOnTcp) -> Iterator[Glass]:
    fonts, paper_fonts = Fonts(vendored()), PaperFonts(vendored())
    prints: PrintQueue[Paper] = PrintQueue(
        NetworkPrinter("127.0.0.1", printer.port), lambda paper: ticket_image(paper, paper_fonts)
    )
    connection = Connection(
        _Paired(token), lambda known: Link(SocketTransport(url, device_token=known), "kiosk")
    )
    window = MemoryWindow(SIZE)
    kiosk = Kiosk(connection, prints, Look(Screen(*SIZE, 21.5), fonts), KIOSK)
    assert isinstance(printer.model, Watched)
    glass = Glass(kiosk, Stage(kiosk, window, fonts), window, printer.model.first_at)
    try:
        glass.until(lambda: kiosk.is_ready)
        yield glass
    finally:
        kiosk.close()
        prints.close(5)


class _Paired:
    """A device that was paired before."""

    code, refused = "", False

    def __init__(self, token: str) -> None:
        self.token: str | None = token

    def poll(self) -> None:
        """See `Admission`."""

    def renew(self) -> None:
        """See `Admission`."""
        raise PermissionError("the server does not know this kiosk")


def _bare(times: int) -> list[float]:
    """The same bytes with no kiosk, no server and no question: connect, send, first byte, in ms."""
    paper = Paper(
        hall="师古镇便民服务中心",
        number="H036",
        matter="办理最低生活保障",
        place="4号",
        ahead="5",
        time="9:41",
    )
    data = escpos_bytes(ticket_image(paper, PaperFonts(vendored())))
    waits, heard = list[float](), list[float]()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def hear() -> None:
            for _ in range(times):
                connection, _ = server.accept()
                with connection:
                    connection.recv(1)
                    heard.append(time.perf_counter())
                    while connection.recv(65_536):
                        pass

        thread = threading.Thread(target=hear, daemon=True)
        thread.start()
        for _ in range(times):
            began = time.perf_counter()
            with socket.create_connection(server.getsockname()) as connection:
                connection.sendall(data)
            waits.append(began)
        thread.join(WITHIN_S)
    return [1_000 * (at - began) for began, at in zip(waits, heard, strict=True)]
