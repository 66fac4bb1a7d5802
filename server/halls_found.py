"""Which halls a server is to serve: those that are there, and those it is given files of."""

from collections.abc import Mapping
from pathlib import Path

from server.storage.hall_key import THE_HALL
from server.storage.place import Place
from server.storage.store import database_file

Files = Mapping[str, Path | None]


class NotTogether(Exception):
    """What is asked for and what is there do not go together; `code` and `values` say why."""

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def several(place: Place, named: Mapping[str, Path], file: Path | None) -> Files:
    """The halls by their keys, each with the file it is to be imported from; empty where one hall has the place to itself.

    `named`: what `--hall KEY=FILE` said, `file`: what `--hall FILE` said. Raises `NotTogether`, and what opening raises.
    """
    if place.folder is not None and named and database_file(place.folder).exists():
        raise NotTogether("one_hall_there", folder=place.shown, key=next(iter(named)))
    there = place.halls()
    if place.folder is None and not named and there <= {THE_HALL}:
        return {}
    if file is not None and there:
        raise NotTogether("which_hall", keys=", ".join(sorted(there)), file=str(file))
    return {**named, **dict.fromkeys(sorted(there - named.keys()))}
