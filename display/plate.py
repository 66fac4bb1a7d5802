"""The plate of who sits at a window (Q-3): staff number, title or name, as the centre wishes. Pure but for `plates_in`.

Names and photos stand in a folder of the screen's own machine and nowhere in the hall's records (docs/decisions/0150):
`names.toml` with lines `A03 = "…"`, photos `A03.png` or `A03.jpg`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple

from common.messages import CoverState
from display.window_state import WindowView
from display.wording import Wording

PlateKind = Literal["number", "title", "name"]
PHOTOS = (".png", ".jpg", ".jpeg")


class Plates(NamedTuple):
    """What the centre wants to be seen, and by staff number the names and photos it gave."""

    kind: PlateKind = "title"
    names: Mapping[str, str] = MappingProxyType({})
    photos: Mapping[str, str] = MappingProxyType({})


class Plate(NamedTuple):
    """`role` as A or B; `who` in lines, the first the most important; `photo` a file or empty."""

    role: str
    who: tuple[str, ...]
    photo: str


def plates_in(folder: Path | None, kind: PlateKind, report: Callable[[str], None]) -> Plates:
    """What stands in the folder; what cannot be read is reported and left out."""
    if folder is None or kind != "name":
        return Plates(kind)
    try:
        listed = tomllib.loads((folder / "names.toml").read_text("utf-8"))
        photos = {file.stem: str(file) for file in sorted(folder.iterdir()) if file.suffix.lower() in PHOTOS}
    except (OSError, ValueError) as fault:
        report(f"{folder}: {fault}")
        return Plates(kind)
    return Plates(kind, {key: name for key, name in listed.items() if isinstance(name, str)}, photos)


def plate_of(known: WindowView, plates: Plates, wording: Wording) -> Plate | None:
    """Who serves here; nobody, none: the one who answers at another window is not to be looked for under this number."""
    if known.contact == "lost":
        return None
    served, window = known.served_here, known.window
    if served:
        return _plate(window.clerk, served[0].state, wording.of(window.title), plates, wording)
    return (
        None
        if window.away or known.moved
        else _plate(window.clerk, None, wording.of(window.title), plates, wording)
    )


def _plate(
    clerk: str | None, state: CoverState | None, title: str, plates: Plates, wording: Wording
) -> Plate | None:
    if clerk is None:
        return None
    number = wording.say("own.staff", number=clerk)
    name = plates.names.get(clerk, "")
    lines = {"number": (number,), "title": (number, title), "name": (name or number, title)}[plates.kind]
    role = wording.say(f"own.role.{state}") if state is not None else ""
    return Plate(role, tuple(line for line in lines if line), plates.photos.get(clerk, ""))
