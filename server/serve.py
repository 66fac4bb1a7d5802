"""`python -m server serve`: one process, one hall, until it is told to stop."""

import logging
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

import gevent
from gevent.event import Event

from common.i18n import say
from common.words import Language
from server.app import HallServer, Settings
from server.import_hall import bring_into_force
from server.serve_options import options_of
from server.simulation import NotSimulated, Simulation
from server.start_failure import NOT_BEGUN, why_not_begun
from server.storage.place import Place
from server.storage.reasons import reason_of
from server.web.sign_in import FIRST_ADMINISTRATOR

METRICS_TOKEN = "JIAOHAO_METRICS_TOKEN"  # noqa: S105 - the name of a variable of the environment
STOPS = ("SIGINT", "SIGTERM", "SIGBREAK")  # the last is Windows' Ctrl-Break and console close


def main_serve(arguments: Sequence[str], out: TextIO | None = None) -> int:
    """0 when stopped properly, 1 when it could not start; 2 for options that cannot be used."""
    options = options_of(arguments)
    place: Place = options.place
    settings = Settings(
        data=place.folder,
        host=options.host,
        port=options.port,
        backup=options.backup,
        public_url=options.public_url,
        metrics_token=os.environ.get(METRICS_TOKEN, ""),
    )
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it tells of every plug-in it loads
    told = _Told(out or sys.stdout, options.lang)
    try:
        with place.hold():
            return _serve(place, settings, options.hall, options.simulation, told)
    except NotSimulated:
        told.say("serve.not_simulated", folder=place.shown)
    except NOT_BEGUN as error:
        told.line(why_not_begun(error, place, options.lang, settings.host, settings.port))
    return 1


class _Told:
    """Lines for whoever started the server."""

    def __init__(self, out: TextIO, language: Language) -> None:
        self.out, self.language = out, language

    def say(self, code: str, **values: str | int) -> None:
        self.line(say(self.language, code, values))

    def line(self, text: str) -> None:
        print(text, file=self.out, flush=True)


def _serve(
    place: Place, settings: Settings, hall_file: Path | None, simulation: Simulation | None, told: _Told
) -> int:
    if simulation is not None and place.folder is not None:
        simulation.claim(place.folder)
    clock = simulation.clock() if simulation is not None else None
    server = HallServer(place.open(), settings, clock, pace=1.0 if clock is None else 0.0)
    if not _bring_hall(server, hall_file, told):
        return 1
    server.start()
    password = server.accounts.first_password()  # shown once: so not before the address is known to be free
    told.say("serve.listening", url=server.url)
    if server.browsers_url:
        told.say("serve.for_browsers", url=server.browsers_url)
    for url in server.urls_in_lan():
        told.say("serve.in_lan_devices" if server.browsers_url else "serve.in_lan", url=url)
    _warn(server, settings, told)
    if simulation is not None and clock is not None:
        gevent.spawn(simulation.run, clock, server.desk)
    if password is not None:
        told.say("serve.first_password", staff=FIRST_ADMINISTRATOR, password=password)
    _until_told_to_stop()
    server.stop()
    told.say("serve.stopped")
    return 0


def _warn(server: HallServer, settings: Settings, told: _Told) -> None:
    """What would be missed later, or keeps everybody waiting now."""
    if settings.data is not None:
        _try_backup(server, settings.backup, told)
    if server.undurable:
        told.say("serve.not_durable", settings=", ".join(server.undurable))
    if server.desk.lane.clock_unconfirmed:
        told.say("serve.clock_unconfirmed")


def _try_backup(server: HallServer, folder: Path | None, told: _Told) -> None:
    """A hall is served without its copies, too; but somebody is to know before the day's end."""
    if server.copies is None:
        told.say("serve.no_backup")
        return
    try:
        server.copies.try_folder()
    except OSError as error:
        reason = say(told.language, f"value.reason.{reason_of(error)}")
        told.say("serve.backup_unusable", folder=str(folder), reason=reason)


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
