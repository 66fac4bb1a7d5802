"""`python -m server serve`: one process, one hall or several, until it is told to stop."""

import logging
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TextIO

from gevent.event import Event

from server.app import HallServer
from server.halls_found import Files, NotTogether, several
from server.lane.faults import NamesHall
from server.opening import begin_simulation, bring_hall, open_hall, tell_addresses, tell_password, warn
from server.serve_halls import Halls
from server.serve_options import WRONG, options_of
from server.settings import Settings
from server.simulation import NotSimulated, Simulation
from server.start_failure import NOT_BEGUN, why_not_begun
from server.storage.place import Place
from server.told import Told

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
    _begin_log()
    told = Told(out or sys.stdout, options.lang)
    try:
        with place.hold():
            halls = several(place, options.halls, options.hall)
            if halls:
                return _serve_several(place, settings, halls, options.simulation, told)
            return _serve(place, settings, options.hall, options.simulation, told)
    except NotTogether as error:
        told.say(f"serve.{error.code}", **error.values)
        return WRONG
    except NotSimulated:
        told.say("serve.not_simulated", folder=place.shown)
    except NOT_BEGUN as error:
        told.line(why_not_begun(error, place, options.lang, settings.host, settings.port))
    return 1


def _begin_log() -> None:
    """On standard error; a line about one of several halls names it."""
    handler = logging.StreamHandler()
    handler.addFilter(NamesHall())
    form = "%(asctime)s %(levelname)s %(hall)s%(name)s: %(message)s"
    logging.basicConfig(level=logging.INFO, format=form, handlers=[handler])
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it tells of every plug-in it loads


def _serve(
    place: Place, settings: Settings, hall_file: Path | None, simulation: Simulation | None, told: Told
) -> int:
    with ExitStack() as held:
        server = held.enter_context(closing(open_hall(place, settings, simulation, HallServer)))
        if not bring_hall(server, hall_file, told):
            return 1
        over = _told_to_stop()
        server.start()
        held.callback(server.stop)
        # shown once: so not before the address is known to be free
        password = server.accounts.first_password()
        tell_addresses(server.entrance, told)
        warn(server, settings, told)
        begin_simulation(server, simulation)
        tell_password(password, told)
        over.wait()
    told.say("serve.stopped")
    return 0


def _serve_several(
    place: Place, settings: Settings, files: Files, simulation: Simulation | None, told: Told
) -> int:
    with Halls(place, settings, simulation, told) as halls:
        if not halls.open(files):
            return 1
        over = _told_to_stop()
        halls.start()
        over.wait()
    told.say("serve.stopped")
    return 0


def _told_to_stop() -> Event:
    """Set when somebody says so. The desk looks up every second at least, so a signal is seen by then on every system."""
    over = Event()
    for name in STOPS:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda _number, _frame: over.set())
    return over
