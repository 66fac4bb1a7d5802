"""A benchmark's lines: name, value, unit, goal and what was measured beside it."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.__main__ import MEASURES, main
from bench.measures.estimate import COVERED
from bench.measures.figure import Figure, Goal, share
from bench.measures.run import Run

PROMISED = {
    "issue": {
        "issue.p99_ms_at_20", "issue.per_s", "issue.ratio_to_raw", "issue.ratio_slow_disk",
        "issue.postgresql_per_s", "issue.postgresql_ratio_to_raw",
    },
    "call_to_fact": {"call_to_fact.p99_ms"},
    "crash": {
        "crash.acknowledged", "crash.lost", "crash.doubled", "crash.broken_facts", "crash.back_s",
        "crash.postgresql_acknowledged", "crash.postgresql_lost", "crash.postgresql_doubled",
        "crash.postgresql_broken_facts", "crash.postgresql_back_s",
    },
    "memory": {"memory.mb", "memory.growth_mb"},
    "start": {"start.s"},
    "growth": {"growth.issue_ratio", "growth.call_ratio"},
    "shown": {"shown.made", "shown.row", "shown.hero", "shown.spoken_or_reported",
        "shown.rush_row", "shown.rush_hero", "shown.rush_spoken_or_reported"},
    "call_to_wall": {"call_to_wall.p99_ms"},
    "phones": {"phones.p99_ms", "phones.unchanged_percent", "phones.ticket_p99_ms"},
    "print": {"print.p99_ms"},
    "estimate": {
        "estimate.coverage_80", "estimate.coverage_80_first_day", "estimate.median_width_min",
        "estimate.interval_score", "estimate.mae_min",
    },
    "board": {"board.p99_ms_50", "board.p99_ms_5000", "board.frame_ratio", "board.growth_ratio", "board.event_ratio", "board.call_ratio"},
    "wall_cpu": {"wall_cpu.1080p_percent", "wall_cpu.4k_percent"},
    "fairness": {
        "fairness.passed_beyond_bound", "fairness.unattended_min", "fairness.unattended_without_cover_min",
        *(
            f"fairness.wait_{who}_{kind}_min"
            for who in ("ordinary", "priority", "b_own", "b_own_without_sharing", "shared", "shared_without_sharing")
            for kind in ("mean", "p90")
        ),
    },
}  # fmt: skip


def test_a_figure_says_its_goal_and_its_limit() -> None:
    """`name value unit (goal; limit or peer)` is what a reader and a script look for."""
    figure = Figure("issue.per_s", 2433.4, "tickets/s", Goal("≥", 2_000), "raw one-row commits 6406/s")
    assert figure.line == "issue.per_s 2433 tickets/s (goal ≥ 2000; raw one-row commits 6406/s)"


def test_a_goal_that_is_not_reached_is_said_in_the_line() -> None:
    """Nobody compares two numbers in every line."""
    assert Figure("start.s", 2.5, "s", Goal("≤", 2)).line == "start.s 2.50 s (goal ≤ 2, missed)"
    assert not Figure("start.s", 2.0, "s", Goal("≤", 2)).missed


def test_a_goal_between_two_bounds_is_said_with_both() -> None:
    """`estimate.coverage_80`: a range that is nearly always right says nothing."""
    said = [Figure("estimate.coverage_80", covered, "%", COVERED) for covered in (74.9, 75, 80.8, 85, 85.1)]
    assert [figure.missed for figure in said] == [True, False, False, False, True]
    assert said[2].line == "estimate.coverage_80 80.8 % (goal 75-85)"
    assert said[4].line == "estimate.coverage_80 85.1 % (goal 75-85, missed)"


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0"), (0.416, "0.42"), (15.27, "15.3"), (999.6, "1000"), (3.0, "3"), (-8.09, "-8.09")],
)
def test_a_value_is_said_with_the_digits_that_matter(value: float, said: str) -> None:
    """A throughput with six decimals pretends."""
    assert Figure("a", value).line == f"a {said}"


def test_the_share_of_many_values_is_one_of_them() -> None:
    """p99 of a hundred is the second largest: ninety-nine do not exceed it. Of one, that one."""
    assert share([float(n) for n in range(1, 101)], 0.99) == 99.0
    assert share([float(n) for n in range(1, 201)], 0.99) == 198.0
    assert share([float(n) for n in range(1, 5)], 0.5) == 2.0
    assert share([7.0], 0.99) == 7.0


def ran(*names: str) -> tuple[int, list[str]]:
    def good(_run: Run) -> Iterator[Figure]:
        yield Figure("good.lost", 0, goal=Goal("=", 0))

    def slow(_run: Run) -> Iterator[Figure]:
        yield Figure("slow.s", 9, "s", Goal("≤", 2))

    def lossy(_run: Run) -> Iterator[Figure]:
        yield Figure("lossy.lost", 1, goal=Goal("=", 0))

    def broken(_run: Run) -> Iterator[Figure]:
        yield Figure("broken.first", 1)
        raise TimeoutError("no server")

    out = io.StringIO()
    code = main(names, {"good": good, "slow": slow, "lossy": lossy, "broken": broken}, out)
    return code, out.getvalue().splitlines()


def test_what_is_named_is_measured_and_nothing_else() -> None:
    """A developer runs the one figure that a change is about."""
    assert ran("good") == (0, ["good.lost 0 (goal = 0)"])


def test_a_slow_machine_is_no_failure_but_a_lost_ticket_is() -> None:
    """Goals of speed belong to a size of machine; nothing lost is a promise everywhere."""
    assert ran("slow")[0] == 0
    assert ran("lossy")[0] == 1


def test_what_could_not_be_measured_is_said_and_the_rest_goes_on() -> None:
    """One broken measurement does not hide the others, nor pass for a good one."""
    code, lines = ran()
    assert code == 1
    assert lines[-2:] == ["broken.first 1", "broken could not be measured: TimeoutError: no server"]
    assert len(lines) == 5


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    """A typing mistake measures nothing."""
    code, lines = ran("issues")
    assert code == 2
    assert lines == ["no measurement issues; there are: good, slow, lossy, broken"]


def test_figures_as_json_say_the_same() -> None:
    """For whoever keeps them: an object a line, a goal with whether it was met, a fault as one too."""
    code, lines = ran("--json", "slow", "broken")
    assert code == 1
    assert [json.loads(line) for line in lines] == [
        {"name": "slow.s", "value": 9, "unit": "s", "beside": "", "goal": "≤ 2", "met": False},
        {"name": "broken.first", "value": 1, "unit": "", "beside": ""},
        {"name": "broken", "fault": "broken could not be measured: TimeoutError: no server"},
    ]


def test_help_names_every_measurement_and_every_option_and_so_do_the_documents(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What can be measured, with a line for each."""
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    shown = capsys.readouterr().out
    told = (Path(__file__).parents[2] / "docs" / "bench.md").read_text("utf-8")
    options = ("--days", "--effort", "--database", "--json")
    assert [word for word in (*MEASURES, *options) if word not in shown or f"`{word}" not in told] == []


@pytest.mark.parametrize(
    "told",
    [["--days", "0"], ["--effort", "2"], ["--dayz", "5"], ["--database", "postgresql://x/y", "growth"]],
)
def test_what_cannot_be_measured_so_is_refused(told: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Before an hour of measuring, with the reason."""
    with pytest.raises(SystemExit, match="2"):
        main(told)
    assert "error:" in capsys.readouterr().err


def test_fairness_lives_as_many_days_as_it_is_told(tmp_path: Path) -> None:
    """A quick look takes seconds, a thousand days minutes."""
    figures = list(MEASURES["fairness"](Run(tmp_path, fair_days=3)))
    assert " on 3 days" in figures[0].beside
    assert {figure.name for figure in figures} == PROMISED["fairness"]


@pytest.mark.parametrize("name", MEASURES)
def test_every_measurement_works(name: str, tmp_path: Path) -> None:
    """With little effort: it yields its figures, from real servers, and keeps every promise."""
    run = Run(tmp_path, days=2, tickets_a_day=8, effort=0.05)
    figures = list(MEASURES[name](run))
    assert {figure.name for figure in figures} == PROMISED[name]
    assert [figure.line for figure in figures if figure.is_promise and figure.missed] == []
