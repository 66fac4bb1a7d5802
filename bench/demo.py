"""`make demo`: one working day of the sample hall, on the real programs, in simulated time.

A server, two kiosks and a wall in processes of their own; residents and staff in this one, each knowing
what their client shows. The last line is JSON, computed from what the clients saw.
"""

import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from random import Random
from typing import Any

import msgspec
from sqlalchemy import RootTransaction

from bench.day.eve import Eve, has_eve, live_eve
from bench.day.leaks import Leaks
from bench.day.persons import drawn
from bench.day.record import Figures
from bench.day.script import CLERKS, OUTSIDE
from bench.day.timetable import Timetable, timetable
from bench.day.working_day import WorkingDay
from bench.day.world import World
from bench.demo_devices import IN_MEMORY, ON_SCREEN, KioskProcess, WallProcess
from bench.demo_eyes import Eyes
from bench.demo_options import OptionFault, Options, options_from
from bench.demo_page import LivePage
from bench.demo_processes import ROOT, NotBegun, ProgramEnded
from bench.demo_server import DemoServer, refuse_taken
from bench.demo_staff import DeviceKind, NotLetIn, People
from bench.demo_table import Table
from bench.demo_unseen import UnseenKiosk, unseen_kiosks
from bench.demo_words import WINDOWS_OPEN, told_first, told_last, told_leaks, too_fast, where_to_look
from common.link import Link, RequestIds
from common.link_socket import SocketTransport
from common.words import Instant
from server.hall_file import examine
from server.rules.hours import MINUTE_MS
from server.rules.setup import Setup

HALL = ROOT / "assets" / "halls" / "shigu.toml"
SUPERVISOR, VISITOR = "S01", "S02"
KIOSKS = 2
READY_WITHIN_S = 60.0
SEATED_WITHIN_S = 10.0
ENDS = (signal.SIGINT, signal.SIGTERM)
LAG_S = 0.3
"""What frames and answers cost in real time, at most: people wait so much longer, at the day's pace."""
LAST_FRAMES_S, LAST_PAPER_S = 0.5, 5.0
DRAW_EVERY_S = 0.25
TICK_S = 0.004


class Demo:
    """Everything that runs. `play` may be interrupted; `figures` says what was seen until then."""

    def __init__(self, options: Options, setup: Setup, folder: Path) -> None:
        self.options, self.setup, self.folder = options, setup, folder
        self.day: Timetable = timetable(setup, options.day, options.start)
        self.pace = options.pace
        if options.for_s is not None:
            self.pace = (self.day.ends - self.day.start) / 1000 / options.for_s
        self.has_screen = _has_screen()
        self._random = Random(options.seed)
        self.server = DemoServer(folder, HALL, self.day, self.pace)
        self.begun = False
        self._now: Instant = self.day.start

    @contextmanager
    def running(self) -> Iterator[None]:
        """Everything that is needed stands; at the end nothing is left."""
        with ExitStack() as running:
            for number in ENDS:
                running.callback(signal.signal, number, signal.getsignal(number))
            running.callback(self.server.stop)
            self._live_eve()
            self.server.start(self.options.host, self.options.port)
            self._start_devices(running)
            self._let_people_in()
            self._await_devices()
            self._begin_day()
            page = LivePage(self.options.host, self.server.url, self._pictures(), self._state)
            running.callback(page.close)
            self.table = Table(sys.stdout, self.day, self.work.world.record, self._told_first(page.url))
            self.table.begin()
            for number in ENDS:  # whoever presses Ctrl-C twice leaves nothing behind either
                running.callback(signal.signal, number, signal.SIG_IGN)
            yield

    # -- before the day ---------------------------------------------------------------------------

    def _live_eve(self) -> None:
        """Numbers that are kept over night lie in the folder before the server starts on it."""
        self.eve = Eve()
        refuse_taken(self.options.host, self.options.port)  # before anything lies in the folder
        if has_eve(self.day):
            commit = RootTransaction.commit
            self.eve = live_eve(self.folder, self.setup, self.day, self.options.seed, commit)
        self.persons = drawn(self.options.seed, self.options.residents)
        residents = [*self.persons, *(case.person for case in self.eve.cases.values())]
        self.leaks = Leaks(residents)

    def _start_devices(self, running: ExitStack) -> None:
        url, screens = self.server.url, ON_SCREEN if self.has_screen else IN_MEMORY
        self.people = People(url, self.server.administrator, self.server.one_time_password)
        self.kiosks: list[KioskProcess | UnseenKiosk] = [
            KioskProcess(f"kiosk-{number}", self.folder, url, self.pace, screens)
            for number in range(1, KIOSKS + 1)
        ]
        self.kiosks += [
            UnseenKiosk(f"kiosk-{KIOSKS + number}", self.folder, url, self.pace)
            for number in range(1, unseen_kiosks(self.pace) + 1)
        ]
        self.wall = WallProcess(self.folder, url, screens)
        self.eyes = Eyes(url, self.folder, self.leaks)
        shown: list[tuple[DeviceKind, Path]] = [("display", self.wall.token_file)]
        shown += [("kiosk", kiosk.token_file) for kiosk in self.kiosks]
        self.people.pair([*shown, *self.eyes.token_files])
        running.callback(self.eyes.close)
        self.eyes.open()
        self.devices: list[KioskProcess | UnseenKiosk | WallProcess] = [*self.kiosks, self.wall]
        for device in self.devices:
            running.callback(device.end)
            device.start()

    def _let_people_in(self) -> None:
        for staff in (*CLERKS, OUTSIDE):
            self.people.add(staff, "clerk")
        for staff in (SUPERVISOR, VISITOR):
            self.people.add(staff, "supervisor")

    def _await_devices(self) -> None:
        """Each kiosk says that it is ready; the wall has drawn a frame."""
        deadline = time.monotonic() + READY_WITHIN_S
        while late := [device for device in self.devices if not device.is_ready()]:
            self._insist()
            if time.monotonic() > deadline:
                raise NotLetIn(f"{', '.join(device.name for device in late)} did not start in time")
            time.sleep(TICK_S)

    def _begin_day(self) -> None:
        """Whoever is due at the start is in place before time passes."""
        grace_ms = self.setup.settings.grace_min * MINUTE_MS
        world = World(self.day, self._link, grace_ms, self.people.why, lag_s=LAG_S * self.pace)
        world.kept, world.cases = list(self.eve.papers), dict(self.eve.cases)
        world.coming = iter(self.persons)
        self.work = WorkingDay(
            self.setup,
            world,
            self.options.seed,
            self.kiosks,
            self.wall,
            self.options.residents,
        )
        deadline = time.monotonic() + SEATED_WITHIN_S
        while not self.work.in_place(self.day.start) and time.monotonic() < deadline:
            self.work.act(self.day.start)
            time.sleep(TICK_S)
        self.server.go()
        self.begun = True

    def _link(self, staff: str, audience: str) -> Link:
        transport = SocketTransport(self.server.url, cookie=self.people.cookie(staff))
        ids = RequestIds(self._random, lambda: time.time_ns() // 1_000_000)
        return Link(transport, audience, random=self._random, ids=ids)

    # -- the day ----------------------------------------------------------------------------------

    def play(self) -> None:
        """Until everybody has gone home. Raises `ProgramEnded`."""
        draw_at = 0.0
        while not self.work.over(self._now):
            self._now = max(self._now, self.work.supervisor.terminal.link.server_now() or 0)
            self.work.act(self._now)
            if time.monotonic() >= draw_at:
                draw_at = time.monotonic() + DRAW_EVERY_S
                self._insist()
                self.eyes.look()
                self.table.draw(self.work.supervisor.terminal, self._now)
            time.sleep(TICK_S)

    def see_last_frames(self) -> None:
        """What was called a moment ago is on the wall a moment later, and the last paper in a hand."""
        began = time.monotonic()
        self.eyes.read_pages(self.work.world.record)
        while time.monotonic() < began + LAST_FRAMES_S or not self.work.settle(self._now):
            if time.monotonic() > began + LAST_PAPER_S:
                return
            time.sleep(TICK_S)
        self.work.settle(self._now)

    def figures(self) -> Figures:
        """The day in one line; the server must have ended, so that its folder can be checked."""
        record = self.work.world.record
        record.printed = sum(kiosk.printed() for kiosk in self.kiosks)
        leaks = self.eyes.search_folder(record, self.people.asked)
        return self.work.figures(ledger_ok=self.server.ledger_ok(), pace=self.pace, leaks=leaks)

    def _insist(self) -> None:
        """Raise `ProgramEnded` unless everything still runs."""
        self.server.insist()
        for device in self.devices:
            device.insist()

    def _pictures(self) -> list[Path]:
        seen = (kiosk for kiosk in self.kiosks if isinstance(kiosk, KioskProcess))
        return [self.wall.picture, *(kiosk.picture for kiosk in seen)]

    def _told_first(self, page: str) -> list[str]:
        begins = (
            f"叫号 demo: {self.setup.hall.name.zh}, {self.options.day} from {self.day.clock(self.day.start)}, "
            f"{self.pace:.0f}× time, seed {self.options.seed}"
        )
        places = where_to_look(self.server.url, page, VISITOR, self.people.password)
        first = [*told_first(self.options, self.setup, self.day), begins, *places]
        return [*first, *([WINDOWS_OPEN] if self.has_screen else []), ""]

    def _state(self) -> Mapping[str, Any]:
        clock, notes = self.day.clock, self.work.world.record.notes[-15:]
        events = [f"{clock(note.at)}  {note.text}" for note in reversed(notes)]
        return {"now": clock(self._now), "events": events}


def main(arguments: Sequence[str]) -> int:
    """0; 1 on a double call, a missed call, a broken ledger or a program that ended; 2 for a bad option."""
    try:
        options = options_from(arguments, os.environ)
    except OptionFault as fault:
        print(fault, file=sys.stderr)
        return 2
    setup = examine(HALL).setup
    assert setup is not None
    signal.signal(signal.SIGTERM, _interrupt)
    with tempfile.TemporaryDirectory(prefix="jiaohao-demo-", ignore_cleanup_errors=True) as temporary:
        folder = Path(options.data or temporary)
        if unfit := _unfit(folder):
            print(unfit, file=sys.stderr)
            return 2
        return run(Demo(options, setup, folder))


def run(demo: Demo) -> int:
    """One demo from start to end, whatever ends it. A day that never began has no figures."""
    whole, lived = True, False
    try:
        with demo.running():
            with suppress(KeyboardInterrupt):
                demo.play()
                lived = True
            demo.see_last_frames()
    except KeyboardInterrupt:
        return 130  # before the day had begun
    except (NotBegun, ProgramEnded) as ended:
        if not demo.begun:
            print(f"The demo could not begin. {ended}", file=sys.stderr)
            return 1
        print(ended, file=sys.stderr)
        whole = False
    figures = demo.figures()
    for sentence in told_leaks(demo.leaks.found):
        print(sentence, file=sys.stderr)
    for sentence in told_last(figures, demo.options):
        print(sentence)
    for sentence in too_fast(figures, demo.options) if lived else ():
        print(sentence)
    print(msgspec.json.encode(figures).decode(), flush=True)
    return 0 if whole and figures.sound else 1


def _unfit(folder: Path) -> str:
    """Why the day cannot be kept in `folder`; empty if it can."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        is_empty = not any(folder.iterdir())
    except OSError as fault:
        return f"DATA={folder} cannot be used: {fault.strerror}"
    return "" if is_empty else f"DATA={folder} is not empty: a demo begins on a folder of its own"


def _has_screen() -> bool:
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    from common.screen.window import has_screen  # noqa: PLC0415 - pygame greets whoever imports it

    return has_screen(sys.platform, os.environ)


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
