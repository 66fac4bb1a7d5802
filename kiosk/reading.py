"""A screen that is only read: a heading and entries, page by page, as large as one page allows. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from common.screen.geometry import Rect
from common.screen.placements import Placement, Style, paragraph
from kiosk.guide_text import Entry, Page, entry_height, page_placements, pages_of
from kiosk.look import Look
from kiosk.pieces import Zones, pager
from kiosk.wording import Wording

GROWTH = (1.7, 1.5, 1.35, 1.2)
"""How much larger than it must be a text is set that leaves room."""


def reading(
    zones: Zones, heading: str, entries: Sequence[Entry], page: int, look: Look, wording: Wording
) -> list[Placement]:
    """From the header to the bar; pages are turned at the foot."""
    return sheet(whole(zones, look), heading, entries, page, look, wording)


def whole(zones: Zones, look: Look) -> Rect:
    """All of the screen between header and bar."""
    top, bottom = zones.reading.y, zones.bar.y - 2 * look.gap
    return Rect(zones.bar.x, top, zones.bar.w, bottom - top)


def sheet(
    room: Rect, heading: str, entries: Sequence[Entry], page: int, look: Look, wording: Wording
) -> list[Placement]:
    """Larger where all of it still fits; else cut into pages with a pager below."""
    for factor in GROWTH:
        larger = replace(look, grow=look.grow * factor)
        style = larger.title
        if look.holds(room, heading, style):
            placed, pages, rest = _cut(room, heading, style, entries, larger)
            if len(pages) == 1 and _fits(pages[0], rest, larger):
                return [*placed, *page_placements(rest, pages[0], larger)]
    placed, pages, rest = _cut(room, heading, heading_style(heading, room, look), entries, look)
    if len(pages) == 1:
        return [*placed, *page_placements(rest, pages[0], look)]
    foot, rest = rest.take_bottom(look.target)
    rest = rest.take_top(rest.h - look.gap)[0]
    pages = pages_of(list(entries), rest, look)
    page = min(page, len(pages) - 1)
    turning = pager(foot, page, list(range(len(pages))), look, wording)
    return [*placed, *page_placements(rest, pages[page], look), *turning]


def _cut(
    room: Rect, heading: str, style: Style, entries: Sequence[Entry], look: Look
) -> tuple[list[Placement], list[Page], Rect]:
    top, rest = room.take_top(look.height(heading, style, room.w))
    return paragraph(top, heading, style, look.measure), pages_of(list(entries), rest, look), rest


def heading_style(heading: str, room: Rect, look: Look) -> Style:
    """A long name is set smaller rather than leave no room to read: a heading, two lines and the pager."""
    rest = 3 * look.pitch(look.body) + 2 * look.gap + look.target
    smaller = (look.title, look.label._replace(align="left"))
    above = room._replace(h=room.h - rest)
    return next(
        (style for style in smaller if look.holds(above, heading, style)), look.body._replace(bold=True)
    )


def _fits(page: Page, room: Rect, look: Look) -> bool:
    """Is every entry whole, and all of them within the room?"""
    strong = look.body._replace(bold=True)
    indented = room.take_right(room.w - look.body.em)[0]
    whole = all(look.holds(indented._replace(h=room.h * 9), entry.text, strong) for entry in page)
    return whole and sum(entry_height(entry, room.w, look) for entry in page) <= room.h
