"""A page of statistics, made up: a busy month of the sample hall, in all its groups."""

from __future__ import annotations

from typing import Any

from server.hall_file import read_hall
from server.rules.setup import Setup
from server.statistics.covering import PostFigures, Times
from server.statistics.figures import COUNTED, GROUPINGS, Cell, Figures, Sums
from server.statistics.reading import Statistics
from server.statistics.span import Span
from server.web.statistics_page import Asked
from server.web.statistics_table import COLUMNS, DEFINED, Wording, clock, table
from tests.architecture.checkout import ROOT

MONTH = Span("2026-11-01", "2026-11-30")
LONGEST_MS = 35_999_000  # 9:59:59
REASONS = (
    "handed_over",
    "stepped_away",
    "silent",
    "signed_out",
    "not_arrived",
    "on_leave",
    "off_rota",
    "none",
)


def statistics(made_at: int, refused: str | None = None) -> dict[str, Any]:
    setup = read_hall(ROOT / "assets" / "halls" / "shigu.toml")
    wording = Wording(setup, "zh")
    shown = None if refused else table(_month(setup), "matter", wording, made_at)
    return {
        "here": "supervisor",
        "asked": Asked(MONTH, "matter", "2026-11-30"),
        "spans": {"today": Span("2026-11-30", "2026-11-30"), "this_month": MONTH},
        "chosen": "this_month",
        "groupings": GROUPINGS,
        "columns": [column for column in COLUMNS if column.everywhere],
        "defined": DEFINED,
        "shown": shown,
        "wording": wording,
        "clock": clock,
        "refused": refused,
    }


def _month(setup: Setup) -> Statistics:
    cells = {
        Cell(matter.id, matter.line, 1, "p", "A01", 9, MONTH.first): _busy(place)
        for place, matter in enumerate(setup.matters, 1)
    }
    covered = {reason: Times(99, LONGEST_MS) for reason in REASONS}
    long = Times(99, 10 * LONGEST_MS)
    busy = PostFigures(long, long, long, long, long, covered, 99)
    posts = {post.id: busy if place == 0 else PostFigures() for place, post in enumerate(setup.posts)}
    return Statistics(MONTH, Figures(cells), posts)


def _busy(place: int) -> Sums:
    durations = [LONGEST_MS // place, 61_000, 0]
    found = Sums(waits=durations, walks=durations, services=durations, holds=durations)
    for name in COUNTED:
        setattr(found, name, 9_999 if name in ("issued", "finished") else 999)
    return found
