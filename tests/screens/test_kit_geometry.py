"""Rectangles and screens of the kit: cutting loses and doubles no pixel."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.screen.geometry import Rect, Screen

SIZES = st.integers(min_value=40, max_value=4000)
COUNTS = st.integers(min_value=1, max_value=9)
GAPS = st.integers(min_value=0, max_value=4)


@given(width=SIZES, height=SIZES, columns=COUNTS, rows=COUNTS, gap=GAPS)
def test_cells_of_a_grid_lie_inside_and_never_overlap(
    width: int, height: int, columns: int, rows: int, gap: int
) -> None:
    """A touch belongs to one cell or to none."""
    whole = Rect(7, 11, width, height)
    cells = whole.grid(columns, rows, gap)
    assert len(cells) == columns * rows
    assert all(whole.contains(cell) for cell in cells)
    assert not any(one.overlaps(other) for one, other in combinations(cells, 2))


@given(width=SIZES, count=COUNTS, gap=GAPS)
def test_columns_reach_both_edges_and_differ_by_a_pixel_at_most(width: int, count: int, gap: int) -> None:
    """Whole pixels, with the rounding spread instead of left over at the end."""
    cuts = Rect(3, 0, width, 10).columns(count, gap)
    assert cuts[0].x == 3
    assert cuts[-1].right == 3 + width
    assert max(c.w for c in cuts) - min(c.w for c in cuts) <= 1


@given(width=SIZES, weights=st.lists(st.integers(1, 9), min_size=1, max_size=6), gap=GAPS)
def test_shares_fill_the_width(width: int, weights: list[int], gap: int) -> None:
    """Weighted columns stand side by side, the gap apart, from edge to edge."""
    cuts = Rect(5, 0, width, 10).shares(*weights, gap=gap)
    assert cuts[0].x == 5
    assert cuts[-1].right == 5 + width
    assert all(after.x - before.right == gap for before, after in pairwise(cuts))


def test_taking_from_each_side_leaves_the_rest() -> None:
    """What is taken and what is left make up the whole."""
    whole = Rect(10, 20, 300, 200)
    assert whole.take_top(50) == (Rect(10, 20, 300, 50), Rect(10, 70, 300, 150))
    assert whole.take_bottom(50) == (Rect(10, 170, 300, 50), Rect(10, 20, 300, 150))
    assert whole.take_left(50) == (Rect(10, 20, 50, 200), Rect(60, 20, 250, 200))
    assert whole.take_right(50) == (Rect(260, 20, 50, 200), Rect(10, 20, 250, 200))


def test_taking_more_than_there_is_takes_all() -> None:
    """No rectangle ever has a negative size."""
    assert Rect(0, 0, 10, 10).take_top(99) == (Rect(0, 0, 10, 10), Rect(0, 10, 10, 0))
    assert Rect(0, 0, 10, 10).inset(8) == Rect(8, 8, 0, 0)


def test_rectangles_that_share_an_edge_do_not_overlap() -> None:
    """The right and bottom edges are outside."""
    left, right = Rect(0, 0, 20, 10).columns(2)
    assert not left.overlaps(right)
    assert left.holds(9, 9)
    assert not left.holds(10, 9)


@pytest.mark.parametrize(
    ("screen", "px_per_mm"),
    [(Screen(1080, 1920, 21.5), 4.034), (Screen(1920, 1080, 55), 1.577), (Screen(768, 1366, 15.6), 3.955)],
)
def test_a_millimetre_follows_from_the_diagonal(screen: Screen, px_per_mm: float) -> None:
    """Sizes on the glass come from the configured diagonal, not from a guess of the system's."""
    assert screen.px_per_mm == pytest.approx(px_per_mm, abs=0.001)


def test_millimetres_are_rounded_up() -> None:
    """A minimum size stays a minimum."""
    screen = Screen(1080, 1920, 21.5)
    assert screen.mm(20) >= 20 * screen.px_per_mm


def test_percent_are_of_the_screen() -> None:
    """The edge of a kiosk's screen is given in percent of its width."""
    assert Screen(1920, 1080, 55).pct_w(42) == 806
