"""A window's own screen: every state, on every bar and screen, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import msgspec
import pytest

from common.fold import View
from common.screen.fonts import Fonts
from common.screen.geometry import Screen
from common.screen.placements import Box, Image, Pixels, Placement, Text, texts
from common.screen.theme import Role
from common.words import Language, Words
from display.glass import Glass
from display.media import Medium
from display.message import Message, evacuation
from display.plates import PlateKind, Plates
from display.reading import Reading
from display.wall_state import Health
from display.window_face import WindowFace
from display.window_layout import NARROWEST
from display.window_scale import LEAST, MATTER, TICKET, window_base
from display.window_state import WindowPicture
from tests.screens.wall_hall import LONGEST, at, call, covered, hall, post, window
from tests.screens.wall_soundness import faults, ink_of
from tests.screens.window_hall import NOW, NUMBER, STATES, window_view

BARS = ((1920, 540), (1920, 360), (1280, 390))
FULL = ((1920, 1080), (1080, 1920), (1280, 1024), (3840, 2160))
WIDE = ((1920, 1080), (3840, 2160), (1366, 768), (1920, 1200))
LANGUAGES: tuple[Language, ...] = ("zh", "en")
EVERY_SCREEN = tuple(product((*BARS, *FULL, WIDE[-1]), LANGUAGES))


def face_of(
    fonts: Fonts, size: tuple[int, int], language: Language = "zh", number: int = NUMBER,
    plates: Plates | None = None,
) -> WindowFace:  # fmt: skip
    glass = Glass(screen=Screen(*size, 28), view_distance_mm=3000, language=language, measure=fonts)
    return WindowFace(glass, number, lambda _, __: plates or Plates())


def pages_of(face: WindowFace, given: View, silent_ms: int = 0) -> Iterator[tuple[Placement, ...]]:
    """The screen with each page of what does not fit at once."""
    tables = Reading(pytest.fail).read(given)
    assert tables.hall is not None
    picture = face.see(tables, tables.hall, Health(NOW - silent_ms, silent_ms), NOW)
    assert isinstance(picture, WindowPicture)
    for turn in range(len(face._layout.pages(picture.known))):
        yield face.place(picture._replace(turn=turn))


def told(fonts: Fonts, given: View, silent_ms: int = 0, size: tuple[int, int] = (1920, 540)) -> set[str]:
    face = face_of(fonts, size)
    return {text for page in pages_of(face, given, silent_ms) for text in texts(page)}


@pytest.mark.parametrize(("size", "language"), EVERY_SCREEN)
@pytest.mark.parametrize("silent_ms", [0, 20_000, 70_000])
def test_every_state_of_a_window_is_sound(
    silent_ms: int, size: tuple[int, int], language: Language, fonts: Fonts
) -> None:
    """Nothing overlaps, is clipped, pale or shortened, on whichever page."""
    face = face_of(fonts, size, language)
    for name, given in STATES.items():
        for placements in pages_of(face, given, silent_ms):
            assert faults(placements, Screen(*size, 28), fonts) == [], name


@pytest.mark.parametrize("number", ["A1", "H036", "W036", "AB036", "AW1036", "Q036"])
@pytest.mark.parametrize("size", BARS)
def test_a_ticket_on_a_bar_is_as_high_as_the_specification_says(
    size: tuple[int, int], number: str, fonts: Fonts
) -> None:
    """Its capitals are at least 55 % of the height, the matter 20 %; a longer number is whole, and then smaller."""
    given = window_view(window(NUMBER, state="calling", ticket=number), [post(NUMBER)], times=1)
    (placements,) = pages_of(face_of(fonts, size), given)
    inks = {p.text: ink_of(p, fonts) for p in placements if isinstance(p, Text)}
    if len(number) <= 5 and number[0] != "Q":
        assert inks[number].h >= size[1] * TICKET / 100 - 1
    matter = next(p for p in placements if isinstance(p, Text) and p.text == "人口与计划生育窗口")
    assert matter.style.em >= fonts.em_for_cjk(size[1] * MATTER / 100)
    assert faults(placements, Screen(*size, 28), fonts) == []


@pytest.mark.parametrize("number", ["H036", "W036", "AB036"])
@pytest.mark.parametrize("size", WIDE)
def test_a_ticket_on_a_television_is_as_high_as_the_specification_says(
    size: tuple[int, int], number: str, fonts: Fonts
) -> None:
    """55 % of the height as well, narrower if need be; only a longer one is smaller, and whole."""
    given = window_view(window(NUMBER, state="calling", ticket=number), [post(NUMBER)], times=1)
    (placements,) = pages_of(face_of(fonts, size), given)
    (ticket,) = (p for p in placements if isinstance(p, Text) and p.text == number)
    assert ticket.narrow >= NARROWEST
    assert ink_of(ticket, fonts).h >= size[1] * (TICKET if len(number) == 4 else 45) / 100 - 1
    assert faults(placements, Screen(*size, 28), fonts) == []


@pytest.mark.parametrize("size", [*BARS, *FULL])
@pytest.mark.parametrize("number", [1, 12, 128])
def test_the_number_of_the_window_never_moves(number: int, size: tuple[int, int], fonts: Fonts) -> None:
    """Whatever happens: residents look for it from across the hall."""
    places = set()
    for state in ("free", "serving", "calling", "closed"):
        own = window(number, state=state, ticket="H036" if state in ("serving", "calling") else None)
        given = window_view(own, [post(number, LONGEST)], times=1 if state == "calling" else 0)
        (first, *_) = pages_of(face_of(fonts, size, number=number), given)
        places |= {p.rect for p in first if isinstance(p, Text) and p.text == str(number)}
        assert faults(first, Screen(*size, 28), fonts) == []
    assert len(places) == 1


def test_no_text_is_smaller_than_its_reader_can_read(fonts: Fonts) -> None:
    """Plates at 7 % of a bar at least, all else 9 %."""
    for size in (*BARS, *FULL):
        for given in STATES.values():
            for placements in pages_of(face_of(fonts, size), given):
                ems = [p.style.em for p in placements if isinstance(p, Text)]
                assert min(ems) >= fonts.em_for_cjk(window_base(Screen(*size, 28)) * 7 / 100)
    assert LEAST == 9


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("called", {"▶ 请到窗口办理", "请", "H036", "号", "人口与计划生育窗口", "A岗", "工号 A03"}),
        ("called again", {"▶ 再次呼叫，请到窗口办理", "AB036"}),
        ("serving", {"● 正在办理", "H036"}),
        ("waiting", {"○ 请等候叫号", "人口与计划生育窗口"}),
        ("waiting, B for others", {"同时办理7号窗口业务"}),
        ("B at A's window", {"B岗", "工号 A02"}),
        ("away for a moment", {"‖ 暂停服务", "A岗开会，预计 10:50 返回"}),
        ("covered by B elsewhere", {"请到 12号窗口（B岗）", "A岗开会，预计 10:50 返回"}),
        ("covered, signed out", {"请到 2号窗口（B岗）", "A岗请假，预计 星期三 17:00 返回"}),
        ("unattended", {"A岗未到岗，预计 11:00 返回", "号票保留，正在安排人员"}),
        ("expected", {"○ 待到岗"}),
        ("not open today", {"－ 未开放"}),
        ("before opening", {"○ 未开始", "11:30 开始办理"}),
        ("lunch", {"‖ 午休", "14:30 恢复办理"}),
        ("closed till tomorrow", {"■ 今日结束"}),
        ("paused", {"‖ 暂停服务", "停电", "号票保留，请稍候"}),
    ],
)
def test_a_window_says_what_is_going_on_why_not_until_when_and_where_to_go(
    state: str, words: set[str], fonts: Fonts
) -> None:
    """請 → 正在办理 → 请等候 → 暂停服务."""  # Q-3, AB-3, AB-13, AB-15
    assert words <= told(fonts, STATES[state])


def test_a_window_that_lost_the_server_says_since_when_and_then_no_longer_what_was(fonts: Fonts) -> None:
    """After 15 s a pill beside the call, after 60 s the call goes: nobody is kept at a window by what was true once."""
    assert {"H036", "‖ 连接中断 最后更新 10:41"} <= told(fonts, STATES["called"], 20_000)
    lost = told(fonts, STATES["called"], 70_000)
    assert {"‖ 连接中断", "最后更新 10:40"} <= lost
    assert "H036" not in lost
    assert "A岗" not in lost


def test_a_call_pulses_three_times_and_a_recall_again(fonts: Fonts) -> None:
    """At one a second, and never longer than five seconds (WCAG 2.3.1)."""
    face = face_of(fonts, (1920, 540))
    given = window_view(window(NUMBER, state="calling", ticket="H036"), [post(NUMBER)], times=1)
    again = dict(given)
    again["calls"] = {
        "36": msgspec.to_builtins(call(36, NOW + 19_000, number="H036", window=NUMBER, times=2))
    }
    reading = Reading(pytest.fail)
    bright = [flashing(face, reading, given, NOW + ms) for ms in range(0, 20_000, 250)]
    assert bright[:16] == [True, True, False, False] * 3 + [False] * 4
    assert not any(bright[16:])
    assert flashing(face, reading, again, NOW + 20_000)


def flashing(face: WindowFace, reading: Reading, given: View, now: int) -> bool:
    tables = reading.read(given)
    assert tables.hall is not None
    placements = face.place(face.see(tables, tables.hall, Health(now, 0), now))
    ground = placements[0]
    assert isinstance(ground, Box)
    return ground.fill == Role.TEXT


def test_a_window_that_the_hall_does_not_have_says_so(fonts: Fonts) -> None:
    """A wrong --window is told on the screen, to whoever hung it there (scenario 29)."""
    face = face_of(fonts, (1920, 540), number=77)
    given = STATES["waiting"]
    tables = Reading(pytest.fail).read({**given, "windows": {}})
    assert tables.hall is not None
    seen = face.see(tables, tables.hall, Health(NOW, 0), NOW)
    assert isinstance(seen, Message)
    assert seen.title == "没有77号窗口"
    assert faults(face.place(seen), Screen(1920, 540, 28), fonts) == []


def test_a_window_that_was_taken_out_of_the_halls_file_says_so(fonts: Fonts) -> None:
    """Its last state would keep residents waiting in front of it."""
    face = face_of(fonts, (1920, 540))
    (called,) = pages_of(face, STATES["called"])
    assert "H036" in texts(called)
    tables = Reading(pytest.fail).read({**STATES["called"], "windows": {}})
    assert tables.hall is not None
    seen = face.see(tables, tables.hall, Health(NOW, 0), NOW)
    assert isinstance(seen, Message)
    assert seen.title == "没有3号窗口"


@pytest.mark.parametrize(("size", "language"), EVERY_SCREEN)
def test_messages_fit_a_window_screen_too(size: tuple[int, int], language: Language, fonts: Fonts) -> None:
    """Pairing and the server's address are read on a bar as well."""
    face = face_of(fonts, size, language)
    wording = face._wording
    for code in ("pairing", "refused", "connecting", "unreached", "not_set_up", "evacuation"):
        address = {"server": "http://hall.example:8000", "address": "http://hall.example:8000/admin/devices"}
        detail = wording.say(f"{code}.detail", **address)
        device = "482913" if code in ("pairing", "refused") else ""
        message = Message(wording.say(f"{code}.title"), device, detail)
        message = evacuation(wording) if code == "evacuation" else message
        assert faults(face.message(message), Screen(*size, 28), fonts) == [], code


@pytest.mark.parametrize(
    ("kind", "who"),
    [("number", {"工号 A03"}), ("title", {"工号 A03", "窗口工作人员"}), ("name", {"张敏", "窗口工作人员"})],
)
def test_the_plate_shows_what_the_centre_wishes(kind: PlateKind, who: set[str], fonts: Fonts) -> None:
    """Q-3: name, title and photo out of a folder of the screen's own machine, or a staff number."""
    photo = Medium("A03.png", pixels=Pixels((1, 1), b"1234"))
    plates = Plates("name", {"A03": "张敏"}, {"A03": photo}) if kind == "name" else Plates(kind)
    (placements,) = pages_of(face_of(fonts, (1920, 1080), plates=plates), STATES["waiting"])
    shown = {*texts(placements)} & {"工号 A03", "窗口工作人员", "张敏"}
    assert shown == who
    photos = [p.pixels for p in placements if isinstance(p, Image)]
    assert photos == ([photo.pixels] if kind == "name" else [])
    assert faults(placements, Screen(1920, 1080, 28), fonts) == []


def test_a_plate_whose_names_cannot_be_read_shows_the_number(fonts: Fonts) -> None:
    """The plate of a window is no reason to go dark."""
    (placements,) = pages_of(face_of(fonts, (1920, 1080), plates=Plates("name")), STATES["waiting"])
    assert "工号 A03" in texts(placements)


def test_two_posts_that_went_to_two_windows_are_named(fonts: Fonts) -> None:
    """Whoever waits for one of them must know which (AB-13)."""
    posts = [covered(NUMBER, 2), covered(NUMBER, 8, Words("民政岗"), id="post-3b")]
    words = told(fonts, window_view(window(NUMBER, clerk=None, state="closed"), posts))
    assert {"人口与计划生育岗 → 2号窗口", "民政岗 → 8号窗口"} <= words


def test_after_hours_nobody_is_called_absent(fonts: Fonts) -> None:
    """An empty chair at lunch is lunch."""
    given = window_view(
        window(NUMBER, clerk=None, state="closed"), [post(NUMBER, state="closed", window=None)],
        hall(phase="break", until=at("14:30")),
    )  # fmt: skip
    assert "‖ 午休" in told(fonts, given)


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_place_to_go_is_the_largest_after_the_state(
    size: tuple[int, int], language: str, fonts: Fonts
) -> None:
    """It was 40 of 540 pixels while half the screen was empty."""
    face = face_of(fonts, size, language=language)  # type: ignore[arg-type]
    (placements,) = pages_of(face, STATES["covered by B elsewhere"])
    shown = sorted((p for p in placements if isinstance(p, Text)), key=lambda p: -p.style.em)
    shown = [p for p in shown if p.text != str(NUMBER)]
    assert any("12" in p.text for p in shown[:2])
    assert shown[1].style.em >= fonts.em_for_cjk(size[0] * 0.06)
