"""A window's own screen as placements. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from common.screen.geometry import Rect, Screen
from common.screen.placements import Box, Image, Placement, Style, Text
from common.screen.text import Measure, balanced, wrap
from common.screen.theme import Role
from display.message import Message, message_screen
from display.phase import PAUSE_INKS
from display.pieces import label, largest
from display.plates import Plate
from display.type_scale import line_px, type_scale
from display.window_going import ways_to_go
from display.window_scale import NUMBER, WIDE_NUMBER, WindowScale, window_regions, window_scale
from display.window_state import WindowPicture, WindowView
from display.window_words import CALLED, WindowWords, window_words
from display.wording import Wording

PAD = 1.5
HEAD_OF_BAR, HEAD = 0.46, 0.4  # of the height, for a state that stands alone
TAILED, TAIL, CAP = "Q", 0.2, 0.76  # of the em: the tail of a Q, and a capital with a hair's breadth
HAIR = 1.2
MOST_PLATE_LINES = 9
FULL_TICKET = 0.8  # of the height that there is
NUMBER_HEIGHT = 1.15  # of its capitals
NARROWEST = 0.64  # letters are not pressed more than that
FULL_SHARES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5, 0.45, 0.4)
PHOTO_SHARE = 0.75  # of its height, a photo is so wide
PHOTO_OVER = 0.5  # of the room below the window's number, where the plate stands there


class Line(NamedTuple):
    """A line of text, as large as it is."""

    text: str
    ink: Role
    em: int


Page = tuple[Line, ...]


class WindowLayout:
    """Places everything on one window's screen."""

    def __init__(self, screen: Screen, wording: Wording, measure: Measure) -> None:
        self._screen, self._wording, self._measure = screen, wording, measure
        self._scale = scale = window_scale(screen, measure)
        self._parts = window_regions(screen, scale, _matter_room(scale), line_px(scale.state))
        self.pages = lru_cache(maxsize=8)(self._pages)

    def place(self, picture: WindowPicture) -> tuple[Placement, ...]:
        """The screen as it is now."""
        known, words = picture.known, window_words(picture.known, self._wording)
        ink, ground = self._inks(words, picture.flashing)
        grounded = Box(self._screen.bounds, fill=ground)
        side = self._side(known, picture.plate)
        is_ticket = known.mode in ("calling", "serving")
        main = self._ticket(picture, words, ink) if is_ticket else self._told(known, words, picture.turn)
        return (grounded, *side, *main)

    def message(self, message: Message) -> tuple[Placement, ...]:
        """One message on the whole screen."""
        scale = type_scale(self._screen, 0, self._measure)
        return tuple(message_screen(message, self._screen, scale, self._measure))

    def _inks(self, words: WindowWords, flashing: bool) -> tuple[Role, Role]:
        if words.inks == CALLED:
            return Role.CALLED_INK, Role.TEXT if flashing else Role.CALLED_GROUND
        return words.inks[0], Role.BACKGROUND

    # -- the side: always the same place ----------------------------------------------------------

    def _side(self, known: WindowView, plate: Plate | None) -> Iterator[Placement]:
        scale, side = self._scale, self._parts.side
        yield Box(side, fill=Role.PANEL)
        inside = side.inset(scale.px(2), scale.px(3))
        height = self._number_height() + line_px(scale.signs[0])
        if scale.form != "tall":
            above, below = inside.take_top(height)
            yield from self._number(above, known)
            yield from self._plate(below, plate) if plate else ()
        else:
            left, right = inside.columns(2, scale.px(3))
            yield from self._number(left.middle(left.w, height), known)
            yield from self._plate(right, plate, photo=True) if plate else ()

    def _number_height(self) -> int:
        """Digits have no tails: their row is as high as they are, and a little."""
        return round(self._scale.px(WIDE_NUMBER if self._scale.form == "wide" else NUMBER) * NUMBER_HEIGHT)

    def _number(self, rect: Rect, known: WindowView) -> Iterator[Placement]:
        number, sign = rect.take_top(self._number_height())
        ems = [round(self._scale.number * share) for share in FULL_SHARES]
        text = str(known.window.number)
        em = largest(ems, [text], rect.w, self._measure, bold=True)
        yield label(number, text, em, Role.TEXT, bold=True, align="centre")
        word = self._wording.say("own.sign")
        em = largest(self._scale.signs, [word], rect.w, self._measure, bold=False)
        yield label(sign, word, em, align="centre")

    def _plate(self, rect: Rect, plate: Plate, *, photo: bool = False) -> Iterator[Placement]:
        """Role, then who."""
        scale = self._scale
        if photo and plate.photo:
            at, rest = rect.take_left(round(rect.h * PHOTO_SHARE))
            yield Image(at, plate.photo.file, plate.photo.pixels)
            rect = rest.take_right(rest.w - scale.px(2))[0]
        elif plate.photo and scale.form == "wide":
            at, rect = rect.take_top(round(rect.h * PHOTO_OVER))
            yield Image(at.inset(0, scale.px(1)), plate.photo.file, plate.photo.pixels)
        lines = self._plate_lines(plate, rect)
        at = rect.middle(rect.w, sum(line_px(line.em) for line in lines))
        for text, ink, em in lines:
            place, at = at.take_top(line_px(em))
            yield label(place, text, em, ink, bold=ink is Role.NUMBER, align="left" if photo else "centre")

    def _plate_lines(self, plate: Plate, rect: Rect) -> list[Line]:
        """In the largest type in which each has its line, else wrapped; else without the last: a title is left out, never cut."""
        for count in range(len(plate.who), -1, -1):
            told = [(plate.role, Role.NUMBER), *((text, Role.SECONDARY) for text in plate.who[:count])]
            for most, em in (
                (most, em) for most in (count + 1, MOST_PLATE_LINES) for em in self._scale.plate
            ):
                lines = [
                    Line(line, ink, em)
                    for text, ink in told
                    if text
                    for line in wrap(text, rect.w, em, self._measure, bold=ink is Role.NUMBER)
                ]
                if len(lines) <= most and _height(lines) <= rect.h:
                    return lines
        return []

    # -- a ticket ---------------------------------------------------------------------------------

    def _ticket(self, picture: WindowPicture, words: WindowWords, ink: Role) -> Iterator[Placement]:
        parts, known = self._parts, picture.known
        yield from self._strip(known, words, ink)
        em, narrow = self._ticket_look(known.number)
        width = ceil(self._measure.width_of(known.number, em, bold=True) * narrow)
        room = self._raised(parts.large.middle(width, parts.large.h), known.number, em)
        yield Text(room, known.number, Style(em, ink, bold=True, align="centre"), narrow=narrow)
        if words.inks == CALLED:
            yield from self._flanks(room, ink)
        pages = self.pages(known)
        matter = pages[picture.turn % len(pages)]
        plain = ink if ink is Role.CALLED_INK else Role.TEXT
        rest = parts.line.middle(parts.line.w, _height(matter))
        for line in matter:
            at, rest = rest.take_top(line_px(line.em))
            yield label(at, line.text, line.em, plain, align="centre")

    def _raised(self, rect: Rect, number: str, em: int) -> Rect:
        """With a hair's breadth for what is round, and a little higher for the tail of a Q."""
        tail, hair = round(em * TAIL) if TAILED in number else 0, max(2, self._scale.px(HAIR))
        # below there is air above the matter
        return rect._replace(y=rect.y - tail, h=rect.h + 2 * hair + tail)

    def _flanks(self, number: Rect, ink: Role) -> Iterator[Placement]:
        """请 … 号, where there is room beside the number."""
        scale, large = self._scale, self._parts.large
        em = scale.matters[0]
        for text, left in ((self._wording.say("own.before"), True), (self._wording.say("own.after"), False)):
            width = self._measure.width_of(text, em, bold=True)
            x = number.x - scale.px(3) - width if left else number.right + scale.px(3)
            at = Rect(x, large.y, width, large.h)
            if large.x <= x and at.right <= large.right and self._wording.language == "zh":
                yield label(at, text, em, ink, bold=True)

    def _ticket_look(self, number: str) -> tuple[int, float]:
        """Em, and how narrow: 55 % of the height, on a tall screen as large as there is room; a longer number is smaller."""
        most, large = self._scale.ticket, self._parts.large
        if self._scale.form == "tall":
            most = max(most, self._measure.em_for_cap(large.h * FULL_TICKET))
        ems = [round(most * share) for share in FULL_SHARES]
        if TAILED in number:
            ems = [em for em in ems if em * (CAP + TAIL) <= large.h] or ems[-1:]
        widths = [self._measure.width_of(number, em, bold=True) for em in ems]
        looks = ((em, min(1.0, large.w / width)) for em, width in zip(ems, widths, strict=True))
        return next((look for look in looks if look[1] >= NARROWEST), (ems[-1], NARROWEST))

    def _strip(self, known: WindowView, words: WindowWords, ink: Role) -> Iterator[Placement]:
        scale, strip = self._scale, self._parts.strip
        told = words.state
        yield label(strip, told, scale.state, ink, bold=True)
        if known.contact == "stale":
            yield from self._stale(strip, known, self._measure.width_of(told, scale.state, bold=True))

    def _stale(self, strip: Rect, known: WindowView, used: int) -> Iterator[Placement]:
        """An amber pill; the shorter one where a call leaves little room."""
        ink, ground = PAUSE_INKS
        say, scale = self._wording.say, self._scale
        room = strip.w - used - 4 * scale.px(PAD)
        texts = (f"‖ {say('stale', time=self._wording.clock(known.last_heard))}", f"‖ {say('own.lost')}", "‖")
        text = next((t for t in texts if self._measure.width_of(t, scale.small, bold=True) <= room), "‖")
        width = self._measure.width_of(text, scale.small, bold=True) + 2 * scale.px(PAD)
        box = strip.take_right(width)[0]
        yield Box(box, fill=ground, radius=scale.px(PAD))
        yield label(box.inset(scale.px(PAD), 0), text, scale.small, ink, bold=True)

    # -- words ------------------------------------------------------------------------------------

    def _pages(self, known: WindowView) -> tuple[Page, ...]:
        """Of the matter under a ticket, or of what is to be told instead of one."""
        if known.mode in ("calling", "serving"):
            return self._matter_pages(known)
        words = window_words(known, self._wording)
        why = words.why
        if known.mode == "waiting":
            why = (self._wording.of(known.window.name), *why)
        return self._told_pages(words.go, why)

    def _matter_pages(self, known: WindowView) -> tuple[Page, ...]:
        matter, room = self._wording.of(known.window.name), self._parts.line.w
        em = largest(self._scale.matters, [matter], room, self._measure, bold=False)
        lines = balanced(matter, room, em, self._measure)
        return _in_pages([Line(line, Role.TEXT, em) for line in lines], self._parts.line.h)

    def _told_pages(self, go: tuple[str, ...], why: tuple[str, ...]) -> tuple[Page, ...]:
        """All of it in the largest type in which it fits; else in the least, page by page."""
        room = self._below()
        lines: list[Line] = []
        for whole in (True, False):  # "12号窗口" is broken only where nothing else helps
            for go_em, why_em in self._scale.told:
                for parts in ways_to_go(go):
                    ems = [go_em if is_place else why_em for _, is_place in parts]
                    there = [
                        line
                        for (text, _), em in zip(parts, ems, strict=True)
                        for line in self._lines((text,), Role.NUMBER, em)
                    ]
                    lines = [*there, *self._lines(why, Role.TEXT, why_em)]
                    if _height(lines) <= room.h and (not whole or len(there) == len(parts)):
                        return (tuple(lines),)
        return _in_pages(lines, room.h)

    def _lines(self, texts: tuple[str, ...], ink: Role, em: int) -> list[Line]:
        room, bold = self._below().w, ink is Role.NUMBER
        return [
            Line(line, ink, em)
            for text in texts
            if text
            for line in balanced(text, room, em, self._measure, bold=bold)
        ]

    def _told(self, known: WindowView, words: WindowWords, turn: int) -> Iterator[Placement]:
        """The state large, and below it where to go, why and until when."""
        scale, body = self._scale, self._parts.body
        pages = self.pages(known)
        page = pages[turn % len(pages)]
        room = self._below()
        head = Rect(body.x, body.y, body.w, room.y - body.y)
        if known.contact == "stale":
            yield from self._stale(self._parts.strip, known, 0)
            head = head.take_bottom(head.h - self._parts.strip.h)[0]
        ems = [em for em in scale.words if line_px(em) <= head.h] or [scale.words[-1]]
        em = largest(ems, [words.state], body.w, self._measure, bold=True)
        ink = Role.STALE_GROUND if words.inks == PAUSE_INKS else words.inks[0]
        yield label(head, words.state, em, ink, bold=True, align="centre")
        for line in page:
            at, room = room.take_top(line_px(line.em))
            yield label(at, line.text, line.em, line.ink, bold=line.ink is Role.NUMBER, align="centre")

    def _below(self) -> Rect:
        """Under the state's word."""
        body, scale = self._parts.body, self._scale
        head = round(body.h * (HEAD_OF_BAR if scale.form == "bar" else HEAD))
        return body.take_bottom(body.h - head)[0].take_top(body.h - head - scale.px(PAD))[0]


def _matter_room(scale: WindowScale) -> int:
    """Pixels for one line in the largest type, or for two in the smallest of several."""
    lines = 2 if len(scale.matters) > 1 else 1
    return max(line_px(scale.matters[0]), lines * line_px(scale.matters[-1]))


def _in_pages(lines: Sequence[Line], height: int) -> tuple[Page, ...]:
    """So many lines of the same type on each as there is height for."""
    each = max(1, height // _height(lines[:1]))
    return tuple(tuple(lines[start : start + each]) for start in range(0, len(lines), each))


def _height(lines: Sequence[Line]) -> int:
    return sum(line_px(line.em) for line in lines)
