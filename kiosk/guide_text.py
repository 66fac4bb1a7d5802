"""The reading part of a matter's guide: its entries, wrapped and cut into pages. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from common.rows import MatterRow
from common.screen.geometry import Rect
from common.screen.placements import Box, Placement, Style, paragraph
from common.screen.text import wrap
from common.screen.theme import Role
from common.words import Words
from kiosk.look import Look
from kiosk.wording import Wording


class Entry(NamedTuple):
    """A piece of reading that no page break cuts. A `strong` heading is a name; what `leads` stands between it and its list.

    `inks`: of its letters and of the ground that sets it off.
    """

    text: str
    heading: bool = False
    bullet: bool = False
    strong: bool = False
    leads: bool = False
    inks: tuple[Role, Role] | None = None


Page = list[Entry]


def entries(
    matter: MatterRow, today: str, wording: Wording, *, waits: Sequence[str] = (), ways: Sequence[str] = ()
) -> list[Entry]:
    """What a resident wants to know, most wanted first; what is not published is left out.

    `today` is what is out of the ordinary at this moment, if anything is; `waits` how long that will take, how often that was right, and why it is unsure,
    `ways` how one gets to the window, and whether it is sure.
    """
    materials = [wording.of(words) for words in matter.materials]
    listed = [Entry(wording.say("bring"), heading=True), *(Entry(text, bullet=True) for text in materials)]
    facts = [
        *_fact("fee", matter.fee, wording),
        *([Entry(wording.say("way"), heading=True), *(Entry(text) for text in ways)] if ways else []),
        *_promise(matter, wording),
        *_fact("who_may_apply", matter.who_may_apply, wording),
        *([Entry(wording.say("wait"), heading=True), *(Entry(text) for text in waits)] if waits else []),
    ]
    said = [Entry(today)] if today else []
    return [*said, *(listed if materials else []), *facts]


def papers_missing(rows: Sequence[MatterRow], here: Words, wording: Wording) -> list[Entry]:
    """What to do without all papers; never a reason for having no number. `here`: what this hall offers besides."""
    if not any(row.materials for row in rows):
        return []
    codes = ["told", *(["follow"] if all(row.start_incomplete for row in rows) else []), "later"]
    said = [wording.say(f"papers_missing.{code}") for code in codes] + [wording.of(here)]
    heading = Entry(wording.say("papers_missing"), heading=True)
    return [heading, *(Entry(text, bullet=True) for text in said if text)]


def entries_of_several(offered: Sequence[tuple[MatterRow, str]], today: str, wording: Wording) -> list[Entry]:
    """The matters of one number in their order, each with its window and what to bring for it."""
    said = [Entry(today)] if today else []
    for n, (matter, where) in enumerate(offered):
        said.append(Entry(f"{n + 1}  {wording.of(matter.name)}", heading=True, strong=True))
        bring = [wording.of(words) for words in matter.materials]
        if where or bring:
            said.append(Entry(_where_and_bring(where, bring, wording), heading=bool(bring), leads=True))
        said += [Entry(text, bullet=True) for text in bring]
    return said


def _where_and_bring(where: str, bring: list[str], wording: Wording) -> str:
    if not bring:
        return where
    return wording.say("several_at", where=where) if where else wording.say("bring")


def _fact(code: str, words: Words, wording: Wording) -> list[Entry]:
    text = wording.of(words)
    return [Entry(wording.say(code), heading=True), Entry(text)] if text else []


def _promise(matter: MatterRow, wording: Wording) -> list[Entry]:
    if matter.kind == "instant":
        return [Entry(wording.say("promise"), heading=True), Entry(wording.say("promise_instant"))]
    if matter.promised_limit is None:
        return []
    days = wording.say("promise_days", n=matter.promised_limit)
    return [Entry(wording.say("promise_limit"), heading=True), Entry(days)]


def pages_of(written: list[Entry], room: Rect, look: Look) -> list[Page]:
    """Cut into pages that fit the room; a heading stays with what it heads, and what is longer than a page goes on on the next."""
    pages: list[Page] = [[]]
    used = 0
    for group in _groups(_whole_pieces(written, room, look)):
        height = sum(entry_height(entry, room.w, look) for entry in group)
        if pages[-1] and used + height > room.h:
            pages.append([])
            used = 0
        pages[-1] += group
        used += height
    return pages


def _whole_pieces(written: list[Entry], room: Rect, look: Look) -> list[Entry]:
    """Each entry in pieces that fit a page below what heads it."""
    pieces: list[Entry] = []
    for entry in written:
        headings = list(takewhile(lambda piece: piece.heading, reversed(pieces)))
        above = sum(entry_height(heading, room.w, look) for heading in headings)
        if above and above + 2 * look.pitch(look.body) > room.h:
            pieces[-1] = pieces[-1]._replace(heading=False)  # it fills a page by itself
            above = 0
        pieces += _cut(entry, room.w, room.h - above, look)
    return pieces


def _cut(entry: Entry, width: int, height: int, look: Look) -> list[Entry]:
    style, indent, above = _form(entry, look)
    lines = wrap(entry.text, width - indent, style.em, look.measure, bold=style.bold)
    most = max(1, (height - above) // look.pitch(style))
    if entry.heading or len(lines) <= most:
        return [entry]
    texts = ["\n".join(lines[start : start + most]) for start in range(0, len(lines), most)]
    return [entry._replace(text=texts[0]), *(entry._replace(text=text, bullet=False) for text in texts[1:])]


def _groups(written: list[Entry]) -> list[list[Entry]]:
    """Each heading with its first entry; every further entry alone."""
    groups: list[list[Entry]] = []
    for entry in written:
        if groups and groups[-1][-1].heading:
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return groups


def entry_height(entry: Entry, width: int, look: Look) -> int:
    """Pixels of one entry with the room above it."""
    style, indent, above = _form(entry, look)
    return above + look.height(entry.text, style, width - indent)


def page_placements(room: Rect, page: Page, look: Look) -> list[Placement]:
    """One page from the top of the room."""
    placed: list[Placement] = []
    top = room.y
    for entry in page:
        style, indent, above = _form(entry, look)
        height = entry_height(entry, room.w, look)
        bottom = min(top + height, room.bottom)  # a heading longer than a whole page is shortened
        area = Rect(room.x + indent, top + above, room.w - indent, bottom - top - above)
        if entry.bullet:
            placed.append(_bullet(area, indent, look))
        if entry.inks is not None:
            ground = _ground(area, entry, style, look)
            placed.append(ground)
            area = ground.rect.inset(indent, 0)
        placed += paragraph(area, entry.text, style, look.measure)
        top += height
    return placed


def _ground(area: Rect, entry: Entry, style: Style, look: Look) -> Box:
    """As wide as what stands on it."""
    beside = look.screen.mm(1)
    lines = wrap(entry.text, area.w - beside, style.em, look.measure, bold=style.bold)
    width = max(look.measure.width_of(line, style.em, bold=style.bold) for line in lines)
    return Box(Rect(area.x - beside, area.y, width + 2 * beside, area.h), (entry.inks or (None, None))[1])


def _form(entry: Entry, look: Look) -> tuple[Style, int, int]:
    """Style, indent and room above."""
    if entry.inks is not None:
        return look.quiet._replace(ink=entry.inks[0], bold=True), look.screen.mm(1), 0
    if entry.strong:
        return look.label._replace(align="left"), 0, look.gap
    if entry.heading or entry.leads:
        return look.quiet, 0, 0 if entry.leads else look.gap
    return look.body._replace(bold=True), look.body.em if entry.bullet else 0, 0


def _bullet(area: Rect, indent: int, look: Look) -> Box:
    line = area.take_top(look.pitch(look.body))[0]
    side = look.screen.mm(2)
    return Box(
        Rect(area.x - indent, line.y, indent - look.screen.mm(1), line.h).middle(side, side), Role.NUMBER
    )
