"""`python -m server serve`: one process, one hall, until it is told to stop."""

import argparse
import logging
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

import gevent
from gevent.event import Event
from sqlalchemy.exc import DatabaseError

from common.i18n import say
from common.words import Language
from server.app import HallServer, Settings
from server.import_hall import bring_into_force
from server.simulation import NotSimulated, Simulation, moment_from, pace_from
from server.storage.failures import BrokenLedger
from server.storage.guard import FolderInUse, hold
from server.storage.schema import NewerDatabase
from server.storage.store import Store
from server.web.sign_in import FIRST_ADMINISTRATOR

STOPS = ("SIGINT", "SIGTERM", "SIGBREAK")  # the last is Windows' Ctrl-Break and console close


def main_serve(arguments: Sequence[str], out: TextIO | None = None) -> int:
    """0 when stopped properly, 1 when it could not start; argparse leaves with 2."""
    options = _options(arguments)
    settings = Settings(
        data=options.data,
        host=options.host,
        port=options.port,
        backup=options.backup,
        public_url=options.public_url,
    )
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it tells of every plug-in it loads
    told = _Told(out or sys.stdout, options.lang)
    try:
        with hold(settings.data):
            return _serve(settings, options.hall, _simulation(options), told)
    except NotSimulated:
        told.say("serve.not_simulated", folder=str(settings.data))
    except FolderInUse:
        told.say("serve.in_use", folder=str(settings.data))
    except BrokenLedger as error:
        told.say("serve.broken", version=error.version, kind=error.kind)
    except NewerDatabase as error:
        told.say("serve.newer", schema=error.schema)
    except DatabaseError:
        told.say("serve.unreadable", folder=str(settings.data))
    except OSError as error:
        told.say("serve.no_address", host=settings.host, port=settings.port, reason=error.strerror or "")
    return 1


class _Told:
    """Lines for whoever started the server."""

    def __init__(self, out: TextIO, language: Language) -> None:
        self.out, self.language = out, language

    def say(self, code: str, **values: str | int) -> None:
        print(say(self.language, code, values), file=self.out, flush=True)


def _serve(settings: Settings, hall_file: Path | None, simulation: Simulation | None, told: _Told) -> int:
    if simulation is not None:
        simulation.claim(settings.data)
    clock = simulation.clock() if simulation is not None else None
    server = HallServer(Store.open(settings.data), settings, clock, pace=1.0 if clock is None else 0.0)
    if not _bring_hall(server, hall_file, told):
        return 1
    server.start()
    password = server.accounts.first_password()  # shown once: so not before the address is known to be free
    told.say("serve.listening", url=server.url)
    if settings.backup is None:
        told.say("serve.no_backup")
    if simulation is not None and clock is not None:
        gevent.spawn(simulation.run, clock, server.desk)
    if server.desk.lane.clock_unconfirmed:
        told.say("serve.clock_unconfirmed")
    if password is not None:
        told.say("serve.first_password", staff=FIRST_ADMINISTRATOR, password=password)
    _until_told_to_stop()
    server.stop()
    told.say("serve.stopped")
    return 0


def _bring_hall(server: HallServer, hall_file: Path | None, told: _Told) -> bool:
    """Import the hall on the first start; later starts have it in the ledger and do not read the file."""
    lane = server.desk.lane
    if lane.hall.setup is None and hall_file is not None:
        return bring_into_force(lane, hall_file, told.language, told.out)
    if lane.hall.setup is None:
        told.say("serve.no_hall")
    elif hall_file is not None:
        told.say("serve.hall_known")
    return True


def _until_told_to_stop() -> None:
    """The desk looks up every second at least, so a signal is seen by then on every system."""
    over = Event()
    for name in STOPS:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda _number, _frame: over.set())
    over.wait()


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m server serve")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the data folder")
    parser.add_argument("--hall", type=Path, metavar="FILE", help="on the first start: the hall to import")
    parser.add_argument("--host", default=Settings.host, help="address to listen on (default: all)")
    parser.add_argument("--port", type=int, default=Settings.port, help="0: any free one (default: 8000)")
    parser.add_argument("--backup", type=Path, metavar="DIR", help="folder for copies, on another disk")
    parser.add_argument("--public-url", default="", metavar="URL", help="how browsers reach the server")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="language of these messages")
    parser.add_argument("--simulate-from", type=moment_from, metavar="MOMENT", help=_SIMULATE_FROM)
    parser.add_argument("--pace", type=pace_from, default=60.0, metavar="N", help="of a simulated day")
    parser.add_argument("--go", type=Path, metavar="FILE", help="a simulated day begins when FILE is there")
    return parser.parse_args(arguments)


_SIMULATE_FROM = (
    "a demonstration: the hall's clock starts there (2026-11-23T08:00+08:00) and goes --pace times as fast"
)


def _simulation(options: argparse.Namespace) -> Simulation | None:
    if options.simulate_from is None:
        return None
    return Simulation(options.simulate_from, options.pace, options.go)
