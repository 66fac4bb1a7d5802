"""Several halls, from where they lie to where they are served; one that cannot be opened is closed alone."""

from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from typing import Self

from server.halls_app import HallsServer, settings_of_each
from server.halls_found import Files
from server.import_hall import can_be_imported
from server.lane.faults import work_of
from server.opening import begin_simulation, bring_hall, open_hall, tell_addresses, tell_password, warn
from server.served_hall import ServedHall
from server.settings import Settings
from server.simulation import NotSimulated, Simulation
from server.start_failure import NOT_BEGUN, why_not_begun
from server.storage.place import Place
from server.storage.store import database_file
from server.told import Told
from server.web.mounting import root_of


class Halls:
    """What `serve` does with several halls; a `with` block, for it ends what it began."""

    def __init__(self, place: Place, settings: Settings, simulation: Simulation | None, told: Told) -> None:
        self._place, self._settings, self._simulation, self._told = place, settings, simulation, told
        self._held = ExitStack()
        self._halls: dict[str, ServedHall | None] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._held.close()

    def open(self, files: Files) -> bool:
        """Every hall in its turn; whether there is one to serve."""
        for key, file in files.items():
            self._halls[key] = self._opened(key, file, settings_of_each(self._settings, key, len(files)))
        return any(self._halls.values())

    def start(self) -> None:
        """Serve them until the block ends, and say where. Raises what listening raises."""
        server = HallsServer(self._halls, self._settings)
        server.start()
        self._held.callback(server.stop)
        self._told.say("serve.listening", url=server.entrance.url)
        for key, hall in self._halls.items():
            if hall is None:
                self._told.of(key).say("serve.hall_closed", url=server.url_of(key))
            else:
                self._tell(key, hall, server)

    def _tell(self, key: str, hall: ServedHall, server: HallsServer) -> None:
        """What one hall cannot do now is said, and keeps no other from beginning."""
        told = self._told.of(key)
        tell_addresses(server.entrance, told, root_of(key))
        begin_simulation(hall, self._simulation)
        try:
            warn(hall, hall.settings, told)
            tell_password(hall.accounts.first_password(), told)
        except NOT_BEGUN as error:
            told.line(why_not_begun(error, self._place.of(key), told.language))

    def _opened(self, key: str, file: Path | None, settings: Settings) -> ServedHall | None:
        place, told = self._place.of(key), self._told.of(key)
        settings = replace(settings, data=place.folder)
        if file is not None and _is_new(place) and not can_be_imported(file, told):
            return None
        with work_of(key), ExitStack() as held:
            try:
                held.enter_context(place.hold())
                hall = held.enter_context(closing(open_hall(place, settings, self._simulation, ServedHall)))
                if bring_hall(hall, file, told):
                    self._held.push(held.pop_all())
                    return hall
            except NotSimulated:
                told.say("serve.not_simulated", folder=place.shown)
            except NOT_BEGUN as error:
                told.line(why_not_begun(error, place, told.language))
        return None


def _is_new(place: Place) -> bool:
    """Of a slip of the pen no folder is left, which every later start would take for a hall."""
    return place.folder is not None and not database_file(place.folder).exists()
