"""Every screen of the hall in every state: drawn for docs/shots, and held against it by the tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, get_args

import msgspec
import pygame

from common.fold import View
from common.screen.fonts import Fonts
from common.screen.geometry import Screen
from common.screen.paint import Painter
from common.screen.placements import Placement
from common.screen.theme import Theme
from common.words import Instant, Language
from display.board_page import TableKind
from display.glass import Glass
from display.message import Message, evacuation
from display.program import Face
from display.reading import Reading
from display.trace import Trace
from display.wall_face import WallFace
from display.wall_state import Health
from display.window_face import WindowFace
from display.wording import Wording
from tests.screens import window_hall
from tests.screens.cases_hall import EVERY_KIND, board_view, departments
from tests.screens.wall_hall import (
    LONGEST,
    at,
    call,
    closed,
    covered,
    hall,
    line,
    post,
    unattended,
    view,
    window,
)

NOW = at("10:42")
WIDTH = 760
PAGE_TURNS_MS = 20_000
STEP_MS = 1_000
HD = (1920, 1080)
Size = tuple[int, int]

FIGURES = [(12, 9), (31, 14), (18, 11), (26, 17), (9, 6), (4, 8), (22, 12), (3, 5)]
CALLS = [
    call(33, NOW - 1_000),
    call(35, NOW - 28_000, times=2),
    call(31, NOW - 200_000, state="serving"),
    call(30, NOW - 240_000, state="finished"),
    call(29, NOW - 300_000, state="missed"),
    call(28, NOW - 330_000, state="held"),
]
AT_THREE = [
    msgspec.structs.replace(row, window=3, role="b_role") if row.ticket == 35 else row for row in CALLS
]
"""While window 4's business is done at window 3, its numbers are called there."""
ELSEWHERE = [row for row in CALLS if row.window not in (5, 6)]
NOBODY_WAITS = [line(number, 0) for number in range(1, 9)]
CLOSED = [closed(number) for number in range(1, 9)]


def _posts(**changed: Any) -> list[Any]:
    """Eight posts as usual but for some: `post_3=covered(3, 2)`."""
    return [changed.get(f"post_{number}") or post(number) for number in range(1, 9)]


COVERED = _posts(
    post_1=covered(1, 2, clerk="A02"),
    post_4=covered(4, 3, clerk="A03", reason="on_leave", until=at("17:00")),
)
COMING = post(6, state="on_the_way", window=None, clerk=None, reason="not_arrived", until=at("10:52"))


FORTY = [
    {12: covered(12, 14), 31: unattended(31, until=at("11:00"))}.get(number) or post(number)
    for number in range(1, 41)
]


@dataclass(frozen=True, kw_only=True)
class Shot:
    """One picture: a view at a moment, on a screen. `message`: what stands there instead; `table`: its first page.
    `whole`: kept as large as it is.
    """

    name: str
    given: View
    now: Instant = NOW
    size: Size = HD
    silent_ms: int = 0
    distance_m: float = 6
    board_alone: bool = False
    window: int = 0
    message: str = ""
    table: TableKind | None = None
    whole: bool = False
    languages: tuple[Language, ...] = get_args(Language)

    def file(self, language: Language) -> str:
        """Its name under docs/shots."""
        return f"{self.name}-{language}.png"

    @property
    def kept_size(self) -> Size:
        """As large as it is kept: so many pixels wide at most but for the whole ones; lamps four times as large."""
        width, height = self.size
        if height <= 64:
            return width * 4, height * 4
        share = 1.0 if self.whole else min(1.0, WIDTH / max(width, height))
        return round(width * share), round(height * share)


CASES = [EVERY_KIND[nth] for nth in (0, 1, 2, 4, 3, 7, 5, 9, 11)]
DEPARTMENTS = departments()

WALL_SHOTS = (
    Shot(name="wall-calls", given=view(posts=COVERED, calls=AT_THREE), whole=True),
    Shot(name="wall-figures", given=view(posts=COVERED, calls=AT_THREE, figures=FIGURES), table="figures"),
    Shot(name="wall-before-opening", given=view(hall(phase="early", until=at("08:30")), CLOSED, lines=NOBODY_WAITS), now=at("08:10")),
    Shot(name="wall-lunch", given=view(hall(phase="break", until=at("14:30")), CLOSED), now=at("12:10")),
    Shot(name="wall-paused", given=view(hall(paused="power"), _posts(), CALLS)),
    Shot(name="wall-closed", given=view(hall(phase="closed", numbers=False, until=at("08:00", "2026-11-24")), CLOSED, lines=NOBODY_WAITS), now=at("18:30")),
    Shot(name="wall-unattended", given=view(posts=_posts(post_5=unattended(5), post_6=COMING), calls=ELSEWHERE)),
    Shot(name="wall-stale", given=view(posts=COVERED, calls=AT_THREE), now=NOW + 20_000, silent_ms=20_000),
    Shot(name="wall-lost", given=view(posts=COVERED, calls=AT_THREE), now=NOW + 75_000, silent_ms=75_000),
    Shot(name="wall-evacuated", given=view(), message="evacuation"),
    Shot(name="wall-first-start", given=view(), message="pairing"),
    Shot(name="wall-unreached", given=view(), message="unreached"),
    Shot(name="wall-far", given=view(posts=COVERED, calls=AT_THREE), distance_m=12),
    Shot(name="wall-far-paused", given=view(hall(paused="power"), COVERED, AT_THREE), distance_m=12),
    Shot(name="wall-figures-lunch", given=view(hall(phase="break", until=at("14:30")), COVERED, AT_THREE, figures=FIGURES), now=at("12:10"), table="figures"),
    Shot(name="wall-forty-windows", given=view(posts=FORTY, calls=CALLS, figures=FIGURES * 5)),
    Shot(name="wall-long-names", given=view(posts=[post(number, LONGEST) for number in range(1, 41)], calls=CALLS)),
    Shot(name="wall-4k", given=view(posts=COVERED, calls=AT_THREE), size=(3840, 2160), languages=("zh",)),
    Shot(name="wall-portrait", given=view(posts=COVERED, calls=AT_THREE), size=(1080, 1920)),
    Shot(name="wall-square", given=view(posts=COVERED, calls=AT_THREE), size=(1280, 1024)),
    Shot(name="wall-cases", given=view(posts=COVERED, calls=AT_THREE, cases=CASES, departments=DEPARTMENTS), table="cases"),
    Shot(name="wall-departments", given=view(posts=COVERED, calls=AT_THREE, cases=CASES, departments=DEPARTMENTS), table="departments", languages=("zh",)),
    Shot(name="board", given=board_view(CASES, departments=DEPARTMENTS), board_alone=True),
    Shot(name="board-far", given=board_view(CASES), board_alone=True, distance_m=10, languages=("zh",)),
    Shot(name="board-portrait", given=board_view(CASES), board_alone=True, size=(1080, 1920), languages=("zh",)),
    Shot(name="board-lost", given=board_view(CASES), board_alone=True, now=NOW + 75_000, silent_ms=75_000, languages=("zh",)),
    Shot(name="board-without-cases", given=board_view([]), board_alone=True, languages=("zh",)),
)  # fmt: skip
WINDOW_STATES = (
    "called", "serving", "waiting", "waiting, B for others", "covered by B elsewhere", "away for a moment", "unattended",
    "lunch", "closed till tomorrow",
)  # fmt: skip
TICKET, HERE = "F036", window_hall.NUMBER
WINDOW_GIVEN = {
    **window_hall.STATES,
    "called": window_hall.window_view(
        window(HERE, state="calling", ticket=TICKET), window_hall.HOME, times=1
    ),
    "serving": window_hall.window_view(
        window(HERE, state="serving", ticket=TICKET), window_hall.HOME, times=1
    ),
    "waiting, B for others": window_hall.window_view(
        window(HERE), [post(HERE), covered(4, HERE, clerk="A03")]
    ),
    "covered by B elsewhere": window_hall.window_view(window_hall.AWAY, [covered(HERE, 4, clerk="A04")]),
}
"""As it is in the sample hall: F is window 3's prefix, and its B sits at window 4."""


def window_shots() -> Iterator[Shot]:
    """A bar in every state, some of them on other screens and lamps."""
    for state in WINDOW_STATES:
        name = state.replace(",", "").replace(" ", "-").lower()
        shot = Shot(name=f"window-{name}", given=WINDOW_GIVEN[state], size=(1920, 540), window=3)
        yield shot
        if state in ("called", "covered by B elsewhere"):
            yield replace(shot, name=f"window-full-{name}", size=HD)
            yield replace(shot, name=f"window-portrait-{name}", size=(1080, 1920), languages=("zh",))
            yield replace(shot, name=f"window-low-{name}", size=(1280, 390))
            for size in ((64, 16), (128, 16), (128, 32), (256, 32)):
                yield replace(shot, name=f"lamps-{size[0]}x{size[1]}-{name}", size=size, languages=("zh",))
    for name, size in (
        ("window", (1920, 540)),
        ("window-full", HD),
        ("lamps-64x16", (64, 16)),
        ("lamps-256x32", (256, 32)),
    ):
        yield Shot(name=f"{name}-evacuated", given=view(), message="evacuation", size=size, window=3)
    yield Shot(
        name="window-lost",
        given=WINDOW_GIVEN["called"],
        now=NOW + 75_000,
        size=(1920, 540),
        window=3,
        silent_ms=75_000,
    )


SHOTS = (*WALL_SHOTS, *window_shots())


def drawn(shot: Shot, language: Language, fonts: Fonts) -> pygame.Surface:
    """The whole picture, at the screen's own size."""
    placements, theme = _seen(shot, language, fonts)
    surface = pygame.Surface(shot.size, depth=32)
    Painter(surface, fonts, theme).paint(placements)
    return surface


def kept(surface: pygame.Surface, shot: Shot) -> pygame.Surface:
    """As large as it is kept."""
    width, height = shot.kept_size
    if width > shot.size[0]:
        return pygame.transform.scale(surface, (width, height))
    return pygame.transform.smoothscale(surface, (width, height))


def _seen(shot: Shot, language: Language, fonts: Fonts) -> tuple[tuple[Placement, ...], Theme]:
    screen = Screen(*shot.size, 55)
    glass = Glass(screen=screen, view_distance_mm=shot.distance_m * 1000, language=language, measure=fonts)
    face: Face[Any] = WallFace(glass, Trace(lambda _: None), board_alone=shot.board_alone)
    if shot.window:
        face = WindowFace(glass, shot.window)
    if shot.message:
        return face.message(_message(shot.message, language)), face.theme
    tables = Reading(_unreadable).read(shot.given)
    assert tables.hall is not None
    for now in range(shot.now - shot.silent_ms, shot.now, STEP_MS):  # as the calls' time passes in silence
        picture = face.see(tables, tables.hall, Health(NOW, now - NOW), now)
    settled = shot.now + 700  # the hero has faded in, the row's third pulse is dark
    for now in (shot.now, shot.now + 700, settled, settled + 700):
        picture = face.see(tables, tables.hall, Health(now - shot.silent_ms, shot.silent_ms), now)
    while shot.table is not None and picture.board.table != shot.table:
        now += PAGE_TURNS_MS
        picture = face.see(tables, tables.hall, Health(now, 0), now)
    return face.place(picture), face.theme


def _message(code: str, language: Language) -> Message:
    wording = Wording(language)
    address = {"server": "http://hall.example:8000", "address": "http://hall.example:8000/admin/devices"}
    if code == "evacuation":
        return evacuation(wording)
    detail = wording.say(f"{code}.detail", **address)
    return Message(wording.say(f"{code}.title"), "482913" if code == "pairing" else "", detail)


def _unreadable(fault: str) -> None:
    raise AssertionError(fault)
