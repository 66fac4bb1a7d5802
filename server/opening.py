"""What is done for each hall when a server starts, and said of it."""

from contextlib import ExitStack, closing
from pathlib import Path
from typing import TypeVar

import gevent

from common.i18n import say
from server.addresses import why_no_phones
from server.app import Entrance
from server.clock import PacedClock
from server.import_hall import bring_into_force
from server.served_hall import ServedHall
from server.settings import Settings
from server.simulation import Simulation
from server.storage.place import Place
from server.storage.reasons import reason_of
from server.told import Told
from server.web.sign_in import FIRST_ADMINISTRATOR

H = TypeVar("H", bound=ServedHall)


def open_hall(place: Place, settings: Settings, simulation: Simulation | None, kind: type[H]) -> H:
    """The hall of a place, for whoever closes it. Raises `NotSimulated`, and what opening raises; nothing stays open then."""
    if simulation is not None and place.folder is not None:
        simulation.claim(place.folder)
    with ExitStack() as held:
        store = held.enter_context(closing(place.open()))
        hall = kind(store, settings) if simulation is None else kind(store, settings, simulation.clock(), 0.0)
        held.pop_all()
        return hall


def bring_hall(hall: ServedHall, hall_file: Path | None, told: Told) -> bool:
    """Import the hall on the first start; later starts have it in the ledger and do not read the file."""
    lane = hall.desk.lane
    if lane.hall.setup is None and hall_file is not None:
        return bring_into_force(lane, hall_file, told)
    if lane.hall.setup is None:
        told.say("serve.no_hall")
    elif hall_file is not None:
        told.say("serve.hall_known")
    return True


def tell_addresses(entrance: Entrance, told: Told, root: str = "") -> None:
    """What is typed at the windows, the kiosks and the walls; `root`: of the hall, where there are several."""
    told.say("serve.listening", url=entrance.url + root)
    if entrance.browsers_url:
        told.say("serve.for_browsers", url=entrance.browsers_url + root)
    for url in entrance.urls_in_lan():
        told.say("serve.in_lan_devices" if entrance.browsers_url else "serve.in_lan", url=url + root)


def warn(hall: ServedHall, settings: Settings, told: Told) -> None:
    """What would be missed later, or keeps everybody waiting now."""
    if settings.data is not None:
        _try_backup(hall, settings.backup, told)
    if hall.undurable:
        told.say("serve.not_durable", settings=", ".join(hall.undurable))
    if why := why_no_phones(settings.public_url):
        told.say(f"serve.phones.{why}", url=settings.public_url)
    if hall.desk.lane.clock_unconfirmed:
        told.say("serve.clock_unconfirmed")


def begin_simulation(hall: ServedHall, simulation: Simulation | None) -> None:
    """Let a simulated day's time pass once it may."""
    if simulation is not None and isinstance(hall.clock, PacedClock):
        gevent.spawn(simulation.run, hall.clock, hall.desk)


def tell_password(password: str | None, told: Told) -> None:
    """Of a hall that was opened for the first time; it is shown nowhere else."""
    if password is not None:
        told.say("serve.first_password", staff=FIRST_ADMINISTRATOR, password=password)


def _try_backup(hall: ServedHall, folder: Path | None, told: Told) -> None:
    """A hall is served without its copies, too; but somebody is to know before the day's end."""
    if hall.copies is None:
        told.say("serve.no_backup")
        return
    try:
        hall.copies.try_folder()
    except OSError as error:
        reason = say(told.language, f"value.reason.{reason_of(error)}")
        told.say("serve.backup_unusable", folder=str(folder), reason=reason)
