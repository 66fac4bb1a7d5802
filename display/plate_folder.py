"""The folder of names and photos, read beside the frames as pictures and notices are.

It stands on the screen's own machine and nowhere in the hall's records (docs/decisions/0150): `names.toml` with lines
`A03 = "…"`, photos `A03.png` or `A03.jpg`.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from common.words import Instant
from display.media import Medium
from display.media_files import Unusable, Wanted, decoded
from display.media_folder import MediaFolder
from display.plates import Plates

NAMES = "names.toml"
NAMES_MOST = 100_000  # bytes
PHOTO_MOST = (1024, 1024)  # of the photo that is held ready


class PlateFolder:
    """The names, and the photo of whoever sits there; what cannot be read is told once and left out."""

    def __init__(self, reading: MediaFolder) -> None:
        """`reading` is a folder of `PLATES`."""
        self._reading = reading
        self._seen: tuple[Medium, ...] = ()
        self._names: dict[str, str] = {}
        self._photos: dict[str, Medium] = {}

    def plates(self, clerk: str | None, now: Instant) -> Plates:
        """What is known now, with that clerk's photo once it is read."""
        self._reading.look(now)
        if self._reading.media is not self._seen:
            self._take(self._reading.media)
        photo = self._photos.get(clerk or "")
        if clerk is None or photo is None or not self._reading.is_ready(photo, now):
            return Plates("name", self._names)
        return Plates("name", self._names, {clerk: self._reading.drawn(photo)})

    def _take(self, media: tuple[Medium, ...]) -> None:
        self._seen = media
        files = {Path(medium.file): medium for medium in media}
        listed = "".join(medium.text for file, medium in files.items() if file.name == NAMES)
        lines = (line.partition("\t") for line in listed.splitlines())
        self._names = {clerk: name for clerk, _, name in lines}
        self._photos = {file.stem: medium for file, medium in files.items() if file.suffix != ".toml"}


def _names(raw: bytes) -> str:
    """Lines of staff number, tab, name: the frames have nothing left to make out."""
    if len(raw) > NAMES_MOST:
        raise Unusable(f"larger than {NAMES_MOST // 1000} kB")
    try:
        listed = tomllib.loads(decoded(raw))
    except (ValueError, RecursionError) as fault:
        raise Unusable(str(fault)) from fault
    return "\n".join(
        f"{clerk}\t{' '.join(name.split())}" for clerk, name in listed.items() if isinstance(name, str)
    )


PLATES = Wanted((".toml",), _names, (NAMES,), PHOTO_MOST)
