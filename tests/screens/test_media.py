"""Pictures and notices between calls (P-7)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.screen.fonts import Fonts
from common.screen.geometry import Rect, Screen
from common.screen.placements import Image, Text
from display.media import BOARD_MS, PICTURE_MS, QUIET_MS, Medium, Programme, placed
from display.type_scale import type_scale
from tests.screens.wall_hall import at

NOW = at("10:00")
A, B = Medium("/m/a.png"), Medium("/m/b.txt", "明天下午停电，大厅提前到三点关门。")


def play(
    programme: Programme, media: Sequence[Medium], seconds: int, busy: frozenset[int] = frozenset()
) -> str:
    """What is seen each second: a letter for a medium, . for the board."""
    seen = []
    for second in range(seconds):
        shown = programme.show(media, NOW + second * 1000, busy=second in busy, pages=1)
        seen.append("." if shown is None else shown.file[3])
    return "".join(seen)


def test_the_board_has_its_turn_between_two_media() -> None:
    """Each is shown for its time, by name, in turn."""
    seen = play(Programme(), (B, A), 84)
    assert seen == "." * 20 + "a" * 12 + "." * 20 + "b" * 10 + "." * 20 + "aa"


def test_a_call_takes_the_place_back_at_once_and_what_was_interrupted_comes_again() -> None:
    """Never over a call, nor while it is spoken."""
    busy = frozenset(range(25, 35))
    seen = play(Programme(), (A, B), 70, busy)
    assert seen[20:25] == "a" * 5
    assert set(seen[25 : 35 + QUIET_MS // 1000]) == {"."}
    assert seen[45 : 45 + PICTURE_MS // 1000] == "a" * 12


def test_a_picture_that_is_not_read_yet_lets_the_board_stay() -> None:
    """Until it can be drawn: no frame waits for a file."""
    programme = Programme()
    programme.show((A,), NOW, busy=False, pages=1)
    late = {"busy": False, "pages": 1}
    assert programme.show((A,), NOW + 30_000, **late, ready=lambda _: False) is None  # type: ignore[arg-type]
    assert programme.show((A,), NOW + 31_000, **late) == A  # type: ignore[arg-type]


def test_without_media_the_board_stays() -> None:
    """An empty folder, or one whose files were all taken away."""
    assert play(Programme(), (), 60) == "." * 60
    assert play(Programme(), (A,), BOARD_MS // 1000) == "." * 20


def test_a_board_of_several_pages_has_time_for_them() -> None:
    """Whoever looks for a window finds it."""
    programme = Programme()
    assert programme.show((A,), NOW, busy=False, pages=4) is None
    assert programme.show((A,), NOW + 47_000, busy=False, pages=4) is None
    assert programme.show((A,), NOW + 48_000, busy=False, pages=4) == A


def test_a_long_notice_stays_as_long_as_it_takes_to_read() -> None:
    """Two seconds a unit of information (screens.md)."""
    assert Medium("x", "通知" * 50).dwell_ms == 30_000
    assert Medium("x", "通知").dwell_ms == 10_000


@settings(max_examples=80, deadline=None)
@given(st.sets(st.integers(0, 299)), st.integers(1, 5))
def test_no_medium_is_seen_while_somebody_is_called_and_each_that_ends_was_seen_long_enough(
    busy: set[int], pages: int
) -> None:
    """Whenever calls come."""
    programme, since, last = Programme(), 0, None
    for second in range(300):
        shown = programme.show((A, B), NOW + second * 1000, busy=second in busy, pages=pages)
        assert shown is None or second not in busy
        if shown != last:
            if last is not None and second not in busy:
                assert second - since >= last.dwell_ms // 1000
            since, last = second, shown


@pytest.fixture(scope="module", name="rect")
def _rect() -> Rect:
    return Rect(800, 100, 1080, 860)


def test_a_picture_has_the_boards_place(rect: Rect, fonts: Fonts) -> None:
    """Whole, inside it."""
    scale = type_scale(Screen(1920, 1080, 55), 6000, fonts)
    ground, image = placed(A, rect, scale, fonts)
    assert ground.rect == rect
    assert isinstance(image, Image)
    assert rect.holds(*image.rect.centre)


@pytest.mark.parametrize("text", ["停电通知", "办理身份证请带户口本，" * 27, "line\n" * 7 + "line"])
def test_a_notice_is_as_large_as_it_fits_and_never_cut(text: str, rect: Rect, fonts: Fonts) -> None:
    """The shortest is a headline, the longest still readable."""
    scale = type_scale(Screen(1920, 1080, 55), 6000, fonts)
    words = [
        piece for piece in placed(Medium("/m/n.txt", text), rect, scale, fonts) if isinstance(piece, Text)
    ]
    assert "".join(piece.text for piece in words).replace(" ", "") == text.replace("\n", "").replace(" ", "")
    for piece in words:
        assert piece.rect.y >= rect.y
        assert piece.rect.y + piece.rect.h <= rect.y + rect.h
        assert fonts.width_of(piece.text, piece.style.em) <= piece.rect.w
        assert piece.style.em >= scale.least
