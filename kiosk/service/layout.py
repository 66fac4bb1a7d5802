"""The service menu as placements on a screen, in the sizes of every other. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from common.screen.geometry import Rect
from common.screen.placements import Box, Picture, Placement, Text, Touch, line, paragraph
from common.screen.theme import Role
from common.words import Instant, Language
from kiosk.guide_text import Entry
from kiosk.look import Look
from kiosk.notices import Reply, notice
from kiosk.pieces import ACTION, CHOICE, EDGE_MM, PLAIN, Tone, Zones, button, frame, loud_button
from kiosk.pieces import zones as zones_of
from kiosk.reading import sheet, whole
from kiosk.service.flow import is_done
from kiosk.service.scene import CELLS, Ask, Fingers, Menu, Ruler, Service, Sure
from kiosk.service.secret import DIGITS
from kiosk.wording import Wording

RULER_MM = 50
TICK_MM = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the menu tells of this kiosk. `printer`: its fault, empty if it has none, none if it was never asked."""

    device: str = ""
    server: str
    online: bool
    since: str = ""
    where: str = ""
    printer: str | None = None
    paper: str = ""
    waiting: int = 0
    version: str = ""
    screen: str = ""
    ended: int = 0
    mishaps: int = 0
    kept: bool = False
    speaks: bool = False
    start: Language = "zh"


def service_layout(
    state: Service, facts: Facts, now: Instant, look: Look, wording: Wording
) -> list[Placement]:
    """One frame of it."""
    zones = zones_of(look)
    return [
        *_header(zones, look, wording),
        *_middle(state, facts, now, zones, look, wording),
        *_bar(zones, look, wording),
    ]


def _middle(
    state: Service, facts: Facts, now: Instant, zones: Zones, look: Look, wording: Wording
) -> list[Placement]:
    match state.scene:
        case Ask() as ask:
            return _ask(zones, ask, max(0, state.until - now), look, wording)
        case Menu() as menu:
            return _menu(zones, menu, facts, look, wording)
        case Ruler():
            return _ruler(zones, facts, look, wording)
        case Fingers() as fingers:
            return _fingers(zones, fingers, look, wording)
        case Sure(act=act):
            replies = [
                Reply("yes", wording.say(f"service.{act}"), ACTION),
                Reply("no", wording.say("service.stay")),
            ]
            return notice(
                zones, wording.say(f"service.{act}"), wording.say(f"service.{act}_text"), look, replies
            )
    return []


def _header(zones: Zones, look: Look, wording: Wording) -> list[Placement]:
    inside = zones.header.inset(look.screen.mm(EDGE_MM), look.screen.mm(2))
    style = look.body._replace(ink=ACTION.ink, bold=True)
    row = inside.middle(inside.w, look.pitch(style))
    return [Box(zones.header, ACTION.ground), line(row, wording.say("service.title"), style, look.measure)]


def _bar(zones: Zones, look: Look, wording: Wording) -> list[Placement]:
    left, right = zones.bar.columns(2, look.gap)
    return [
        *button(left, "back", wording.say("service.back"), look),
        *button(right, "language", wording.say("bar.language"), look),
    ]


# -- the code -------------------------------------------------------------------------------------


def _ask(zones: Zones, ask: Ask, pause_ms: int, look: Look, wording: Wording) -> list[Placement]:
    rows = [wording.say("service.ask"), "＊" * len(ask.typed) or "－"]
    if pause_ms:
        rows.append(wording.say("service.pause", seconds=-(-pause_ms // 1000)))
    elif ask.said:
        rows.append(wording.say("service.wrong"))
    style = look.title._replace(align="centre")
    block = zones.reading.middle(
        zones.reading.w,
        sum(look.height(text, style, zones.reading.w) for text in rows) + look.gap * (len(rows) - 1),
    )
    placed: list[Placement] = []
    for text in rows:
        top, block = block.take_top(look.height(text, style, block.w))
        block = block.take_bottom(block.h - look.gap)[0]
        placed += paragraph(top, text, style, look.measure)
    return [*placed, *_keys(zones.controls, ask, look, wording, takes=not pause_ms)]


def _keys(room: Rect, ask: Ask, look: Look, wording: Wording, *, takes: bool) -> list[Placement]:
    cells = room.grid(3, 4, look.gap)
    placed: list[Placement] = []
    for cell, digit in [*zip(cells, "123456789", strict=False), (cells[10], "0")]:
        placed += loud_button(cell, f"digit:{digit}", digit, look, CHOICE)
    if ask.typed:
        side = look.question.em
        placed += frame(cells[9], look, PLAIN)
        placed += [Picture(cells[9].middle(side, side), "rub", Role.TEXT), Touch(cells[9], "rub")]
    if takes and len(ask.typed) >= DIGITS[0]:
        placed += button(cells[11], "enter", wording.say("service.enter"), look, ACTION)
    return placed


# -- what there is to know, and to do -------------------------------------------------------------


def _menu(zones: Zones, menu: Menu, facts: Facts, look: Look, wording: Wording) -> list[Placement]:
    told = [Entry(wording.say(f"service.{menu.said}"), strong=True)] if menu.said else []
    entries = [*told, *_entries(facts, wording)]
    heading = facts.device or wording.say("service.title")
    room = zones.reading._replace(h=zones.reading.h - look.gap * look.screen.portrait)
    placed = sheet(room, heading, entries, menu.page, look, wording)
    deeds = list(_deeds(facts, wording))
    cells = zones.controls.grid(2, -(-len(deeds) // 2), look.gap)
    for cell, (touch, label, tone) in zip(cells, deeds, strict=False):
        placed += button(cell, touch, label, look, tone)
    return placed


def _entries(facts: Facts, wording: Wording) -> Iterator[Entry]:
    def row(code: str, text: str) -> Iterator[Entry]:
        yield Entry(wording.say(f"service.{code}"), heading=True)
        yield Entry(text)

    link = wording.say("service.joined" if facts.online else "service.lost", since=facts.since)
    yield from row("server", f"{facts.server}\n{link}")
    yield from row("printer", "\n".join(text for text in (facts.where, _printer(facts, wording)) if text))
    if facts.paper:
        yield from row("paper", facts.paper)
    if facts.waiting:
        yield from row("waiting", wording.say("service.waiting_n", n=facts.waiting))
    yield from row("screen", facts.screen)
    yield from row("version", facts.version)
    if facts.ended or facts.mishaps:
        yield from row("faults", wording.say("service.faults_n", ended=facts.ended, mishaps=facts.mishaps))


def _printer(facts: Facts, wording: Wording) -> str:
    if facts.printer is None:
        return wording.say("service.unasked")
    return facts.printer or wording.say("service.well")


def _deeds(facts: Facts, wording: Wording) -> Iterator[tuple[str, str, Tone]]:
    """`restart` only where somebody starts it again."""
    other = "en" if facts.start == "zh" else "zh"
    offered = [
        ("print", "print"), ("roll", "roll"), ("ruler", "ruler"), ("fingers", "fingers"),
        *([("voice", "voice")] if facts.speaks else []), (f"start:{other}", f"to_{other}"),
        *([("restart", "restart")] if facts.kept else []), ("leave", "leave"),
    ]  # fmt: skip
    for touch, code in offered:
        yield touch, wording.say(f"service.{code}"), PLAIN if touch in ("restart", "leave") else CHOICE


# -- tests of the glass ---------------------------------------------------------------------------


def _ruler(zones: Zones, facts: Facts, look: Look, wording: Wording) -> list[Placement]:
    """One line across, one down: both as long as the diagonal that was told makes 50 mm."""
    long, thick = round(RULER_MM * look.screen.px_per_mm), max(2, look.screen.mm(0.5))
    tick = look.screen.mm(TICK_MM)
    room = whole(zones, look)
    text, rest = room.take_top(
        look.height(wording.say("service.ruler_text", screen=facts.screen), look.body, room.w)
    )
    rest = rest.middle(min(rest.w, long + 2 * tick + look.gap), min(rest.h, long + look.gap))
    across = Rect(rest.x, rest.y + long // 2, long, thick)
    down = Rect(rest.x + long + tick + look.gap, rest.y, thick, long)
    ends = [
        Rect(across.x, across.y - tick // 2, thick, tick),
        Rect(across.right - thick, across.y - tick // 2, thick, tick),
        Rect(down.x - tick // 2, down.y, tick, thick),
        Rect(down.x - tick // 2, down.bottom - thick, tick, thick),
    ]
    told = paragraph(text, wording.say("service.ruler_text", screen=facts.screen), look.body, look.measure)
    return [*told, *(Box(rect, Role.TEXT) for rect in (across, down, *ends))]


def _fingers(zones: Zones, fingers: Fingers, look: Look, wording: Wording) -> list[Placement]:
    room = whole(zones, look)
    said = wording.say("service.fingers_done" if is_done(fingers) else "service.fingers_text")
    top, rest = room.take_top(look.height(said, look.body, room.w))
    placed = paragraph(top, said, look.body, look.measure)
    cells = rest.take_bottom(rest.h - look.gap)[0].grid(*CELLS, look.gap)
    for index, cell in enumerate(cells):
        done = index in fingers.touched
        placed += frame(cell, look, ACTION if done else CHOICE)
        if done:
            side = look.question.em
            placed.append(Picture(cell.middle(side, side), "check", ACTION.ink))
        else:
            placed.append(Touch(cell, f"cell:{index}"))
            row = cell.middle(cell.w, look.pitch(look.label))
            placed.append(Text(row, str(index + 1), look.label))
    return placed
