"""The wall through a whole day, and through rows that nobody expected."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.rows import CallRow
from common.screen.fonts import Fonts, vendored
from display.trace import VERSIONS
from tests.programs.display_stand import Stand
from tests.screens.wall_hall import call, covered, hall, line, post, unattended, view

TABLE = 20
CACHE_PIXELS = 24_000_000


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts(vendored())


def test_every_call_of_a_busy_day_is_presented_long_enough(fonts: Fonts) -> None:
    """Four clerks, fifteen calls a minute, a whole morning's rush: none of 400 is swallowed."""
    stand = Stand(fonts, size=(320, 180))
    stand.join()
    table: list[CallRow] = []
    for ticket in range(1, 401):
        burst = ticket % 4 != 0  # four at once, then sixteen seconds of nothing
        row = call(ticket, stand.now)
        table = [*table, row]
        gone = [str(old.ticket) for old in table[:-TABLE]]
        table = table[-TABLE:]
        stand.call(row)
        if gone:
            stand.wire.say_change(stand.upto, stand.upto + 1, {}, drop={"calls": gone})
            stand.upto += 1
        if not burst:
            stand.frames(16, each_s=1)
    stand.frames(40, each_s=1)
    assert times_ms(stand, "row").keys() == set(range(1, 401))
    assert min(times_ms(stand, "row").values()) >= 20_000
    assert min(times_ms(stand, "hero").values()) >= 3_000


def times_ms(stand: Stand, what: str) -> dict[int, int]:
    """How long each ticket was presented in all; what is still there counts until now."""
    sums: dict[int, int] = {}
    for seen in stand.seen:
        if seen.what in (what, f"{what}_gone"):
            sign = -1 if seen.what == what else 1
            sums[seen.ticket] = sums.get(seen.ticket, 0) + sign * seen.presented_at
    return {ticket: total if total >= 0 else total + stand.now for ticket, total in sums.items()}


def test_memory_stays_flat_over_a_day(fonts: Fonts) -> None:
    """A day of calls, covers and pages: neither surfaces nor what is remembered of calls grows."""
    stand = Stand(fonts, size=(1280, 720))
    stand.join(view(posts=[post(window) for window in range(1, 14)]))
    kept = []
    for hour in range(8):
        for minute in range(40):
            ticket = hour * 40 + minute
            gone = [str(ticket - TABLE)] if ticket >= TABLE else []
            stand.call(call(ticket, stand.now))
            stand.wire.say_change(stand.upto, stand.upto + 1, {}, drop={"calls": gone})
            stand.upto += 1
            stand.change({f"lines/line-{ticket % 13 + 1}": line(ticket % 13 + 1, ticket % 97)})
            stand.change({"posts/post-3": covered(3, ticket % 8 + 1) if ticket % 2 else unattended(3)})
            stand.frames(60, each_s=30)
        kept.append((fonts.cached_pixels, stand.program.remembered))
    pixels, remembered = zip(*kept, strict=True)
    assert max(pixels) <= CACHE_PIXELS
    assert max(pixels[4:]) - min(pixels[4:]) < CACHE_PIXELS // 10
    assert max(remembered) <= VERSIONS + 4 * TABLE


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=4,
)


@settings(max_examples=60)
@given(data=st.data())
def test_no_row_whatever_stops_the_wall(fonts: Fonts, data: st.DataObject) -> None:
    """Any field of any row may hold anything."""
    given_view: dict[str, dict[str, Any]] = view(
        hall(), [post(1), covered(2, 3), unattended(4)], [call(1, 0), call(2, 1)], [line(1, 4)]
    )
    tables = st.sampled_from(["hall", "posts", "lines", "calls"])
    for table in data.draw(st.lists(tables, min_size=1, max_size=4)):
        row = data.draw(st.sampled_from(sorted(given_view[table])))
        field = data.draw(st.sampled_from(sorted(given_view[table][row])))
        kind = st.integers() if field in ("home", "window", "waiting", "until", "called_at") else anything
        given_view[table][row][field] = data.draw(kind | anything)
    stand = Stand(fonts, size=(320, 180))
    stand.join(given_view)
    stand.frame(5)
    stand.frame(70)


def test_a_post_that_nobody_serves_leads_nowhere_even_if_its_row_names_a_window(fonts: Fonts) -> None:
    """AB-10: ▲ and not an arrow."""
    shown = view(hall(), [unattended(4)], [], [line(1, 4)])
    shown["posts"]["post-4"]["window"] = 7
    stand = Stand(fonts, size=(320, 180))
    stand.join(shown)
    stand.frame(5)
