"""Parts that every screen of the kiosk is made of: buttons, panels, header. Pure."""

from __future__ import annotations

from typing import NamedTuple

from common.rows import HallRow
from common.screen.geometry import Rect
from common.screen.placements import Box, Picture, Placement, Style, Text, Touch, line, paragraph
from common.screen.theme import Role
from common.words import Instant
from kiosk.look import LOWER_SHARE, Look
from kiosk.wording import Wording

EDGE_MM = 6
ROOMY_MM = 350
"""A screen across that is narrower shares its width alike in large type: else four words make a line."""


class Tone(NamedTuple):
    """How a button looks: its ground, its writing, its edge."""

    ground: Role
    ink: Role
    edge: Role


ACTION = Tone(Role.ACTION_GROUND, Role.ACTION_INK, Role.ACTION_GROUND)
CHOICE = Tone(Role.PANEL, Role.TEXT, Role.NUMBER)
PLAIN = Tone(Role.BACKGROUND, Role.TEXT, Role.SECONDARY)
INFO = Tone(Role.PANEL, Role.TEXT, Role.PANEL)
STALE = Tone(Role.STALE_GROUND, Role.STALE_INK, Role.STALE_GROUND)


class Zones(NamedTuple):
    """Where things go on this screen: to read above (or left), to touch below (or right)."""

    header: Rect
    reading: Rect
    controls: Rect
    bar: Rect


def zones(look: Look) -> Zones:
    """The parts of the screen; controls are within the lower 55 % of a portrait one."""
    edge = look.screen.mm(EDGE_MM)
    bounds = look.screen.bounds
    bar, rest = bounds.take_bottom(look.target + 2 * look.gap)
    header, rest = rest.take_top(header_height(look))
    rest = rest.inset(edge, 0)
    rest = rest._replace(y=rest.y + look.gap, h=rest.h - look.gap)
    if look.screen.portrait:
        lower = round(bounds.h * LOWER_SHARE)
        controls, reading = rest.take_bottom(min(rest.h, lower - bar.h))
    else:
        narrow = look.large and bounds.w < look.screen.mm(ROOMY_MM)
        controls, reading = rest.take_right(round(rest.w * (0.51 if narrow else 0.6)))
        reading = reading.take_left(reading.w - look.gap * 2)[0]
    return Zones(header, reading, controls, bar.inset(edge, look.gap))


def button(
    rect: Rect, touch: str, label: str, look: Look, tone: Tone = PLAIN, *, pad: int | None = None
) -> list[Placement]:
    """A labelled target; `pad`: room inside, left and right, if not the usual."""
    style = look.label._replace(ink=tone.ink)
    inside = rect.inset(look.pad if pad is None else pad, 0)
    return [
        *frame(rect, look, tone),
        *paragraph(inside, label, style, look.measure, middle=True),
        Touch(rect, touch),
    ]


def loud_button(rect: Rect, touch: str, label: str, look: Look, tone: Tone = ACTION) -> list[Placement]:
    """What most residents came to touch: written as large as the question, where there is room."""
    inside = rect.inset(look.pad, 0)
    loud = (look.question, look.title._replace(align="centre"))
    fitting = next((style for style in loud if look.holds(inside, label, style)), look.label)
    words = paragraph(inside, label, fitting._replace(ink=tone.ink), look.measure, middle=True)
    return [*frame(rect, look, tone), *words, Touch(rect, touch)]


def frame(rect: Rect, look: Look, tone: Tone) -> list[Placement]:
    """The ground and edge of a target."""
    return [Box(rect, tone.ground, tone.edge, look.screen.mm(0.6), look.screen.mm(3))]


def banner(rect: Rect, text: str, look: Look, tone: Tone, *, loud: bool = False) -> list[Placement]:
    """Something everybody must know."""
    style = _banner_style(look, loud)._replace(ink=tone.ink)
    words = paragraph(rect.inset(look.pad, 0), text, style, look.measure, middle=True)
    return [*frame(rect, look, tone), *words]


def banner_height(text: str, look: Look, width: int, *, loud: bool = False) -> int:
    """Pixels that a banner of that text needs."""
    return look.height(text, _banner_style(look, loud), width - 2 * look.pad) + 2 * look.pad


def _banner_style(look: Look, loud: bool) -> Style:
    return (look.title if loud else look.body)._replace(bold=True, align="centre")


# -- header ---------------------------------------------------------------------------------------


def header_height(look: Look) -> int:
    """Two lines: whose hall it is, and the day and time."""
    return 2 * look.pitch(look.body) + 2 * look.screen.mm(2)


def header(rect: Rect, about: HallRow, now: Instant, look: Look, wording: Wording) -> list[Placement]:
    """The hall's name, whether it is a sample, the day and the time; in a pause that, on every screen, in the name's place."""
    inside = rect.inset(look.screen.mm(EDGE_MM), look.screen.mm(2))
    name, below = inside.take_top(look.pitch(look.body))
    when = f"{wording.date(now)}  {wording.clock(now)}"
    tone = ACTION if about.paused is None else STALE
    style = look.body._replace(ink=tone.ink)
    day = style._replace(align="right")
    title = wording.of(about.name) if about.paused is None else wording.say("paused_short")
    placed: list[Placement] = [
        Box(rect, tone.ground),
        line(name, title, style._replace(bold=True), look.measure),
        Text(below.take_right(_width(when, day, look))[0], when, day),
    ]
    if about.sample:
        placed += _sample_mark(below, look, wording)
    return placed


def _sample_mark(row: Rect, look: Look, wording: Wording) -> list[Placement]:
    style = look.body._replace(ink=Role.STALE_INK, bold=True, align="centre")
    text = wording.say("sample")
    mark = row.take_left(_width(text, style, look) + 2 * look.pad)[0]
    return [Box(mark, Role.STALE_GROUND, Role.STALE_INK, 1, look.screen.mm(2)), Text(mark, text, style)]


def _width(text: str, style: Style, look: Look) -> int:
    return look.measure.width_of(text, style.em, bold=style.bold)


# -- targets of a kind -------------------------------------------------------------------------------


def pictured(
    rect: Rect, touch: str, picture: str, label: str, look: Look, tone: Tone = PLAIN
) -> list[Placement]:
    """A target with a picture before its label."""
    side, near = look.label.em, look.screen.mm(1)
    style = look.label._replace(ink=tone.ink, align="left")
    room = pictured_room(rect, look)
    lines = paragraph(Rect(0, 0, room, rect.h), label, style, look.measure, middle=True)
    width = max(_width(text.text, style, look) for text in lines if isinstance(text, Text))
    inside = rect.middle(side + near + width, rect.h)
    drawn, words = inside.take_left(side + near)
    return [
        *frame(rect, look, tone),
        Picture(drawn.take_left(side)[0].middle(side, side), picture, tone.ink),
        *paragraph(words, label, style, look.measure, middle=True),
        Touch(rect, touch),
    ]


def pictured_room(rect: Rect, look: Look) -> int:
    """How wide its label may be."""
    return rect.w - 2 * look.pad - look.label.em - look.screen.mm(1)


def pager(rect: Rect, page: int, pages: list[int], look: Look, wording: Wording) -> list[Placement]:
    """上一页｜2/3｜下一页; `pages` are the values that touching goes to, one per page."""
    left, middle, right = rect.shares(4, 3, 4, gap=look.gap)
    placed: list[Placement] = []
    if page > 0:
        placed += _turn(left, pages[page - 1], "back", wording.say("previous"), look)
    if page + 1 < len(pages):
        placed += _turn(right, pages[page + 1], "next", wording.say("next"), look)
    count = look.label._replace(ink=Role.SECONDARY)
    return [*placed, Text(middle, f"{page + 1} / {len(pages)}", count)]


def _turn(rect: Rect, page: int, picture: str, label: str, look: Look) -> list[Placement]:
    """In words where they fit, else by an arrow alone."""
    if look.holds(rect.inset(look.pad, 0), label, look.label):
        return button(rect, f"page:{page}", label, look)
    side = look.label.em
    arrow = Picture(rect.middle(side, side), picture, Role.TEXT)
    return [*frame(rect, look, PLAIN), arrow, Touch(rect, f"page:{page}")]
