"""What the kiosk shows until it knows a hall: connecting, not reached, to be paired, not set up. Pure."""

from __future__ import annotations

from typing import NamedTuple

from common.screen.arrival import admin_page
from common.screen.placements import Placement
from kiosk.bar import NOTHING, Pressed, bar
from kiosk.look import Look
from kiosk.notices import Passage, stack
from kiosk.pieces import zones
from kiosk.wording import Wording

CODE_MM = 25
MOST_TITLE_LINES = 2


class Arrival(NamedTuple):
    """How far the kiosk is. `code`: to be paired by it (empty: not known yet); none: it is let in.

    `refused`: the server gives no code; `joined`: it is there, but has no hall; `unreached`: for too long now.
    """

    server: str
    code: str | None
    refused: bool
    joined: bool
    unreached: bool


def arrival_layout(
    arrival: Arrival, look: Look, wording: Wording, pressed: Pressed = NOTHING
) -> list[Placement]:
    """One thing that is said, and the server's address for whoever must act on it."""
    parts = zones(look)
    room = parts.reading._replace(y=parts.header.y + look.gap, w=look.screen.width - 2 * parts.reading.x)
    room = room._replace(h=parts.bar.y - 2 * look.gap - room.y)
    rows = _rows(arrival, look, wording)
    loud = look.question
    if look.height(rows[0].text, loud, room.w) <= MOST_TITLE_LINES * look.pitch(loud):
        rows[0] = Passage(rows[0].text, loud)
    if arrival.code and not arrival.refused:
        number = f"{arrival.code[:3]} {arrival.code[3:]}"
        rows.insert(1, Passage(number, look.number(number, room, CODE_MM)))
    return [*stack(room, rows, look), *bar(parts.bar, look, wording, back=False, pressed=pressed)]


def _rows(arrival: Arrival, look: Look, wording: Wording) -> list[Passage]:
    what = _what(arrival)
    heading = look.title._replace(align="centre")
    if what == "connecting":
        return [Passage(wording.say(what), heading)]
    page = admin_page(arrival.server, "hall" if what == "not_set_up" else "devices")
    text = wording.say(f"{what}_text", server=arrival.server, address=page)
    return [Passage(wording.say(f"{what}_title"), heading), Passage(text, look.body._replace(align="centre"))]


def _what(arrival: Arrival) -> str:
    if arrival.refused:
        return "pairing_refused"
    if arrival.code:
        return "pairing"
    if arrival.joined and arrival.code is None:
        return "not_set_up"
    return "unreached" if arrival.unreached else "connecting"
