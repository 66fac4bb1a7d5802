"""The demo's last line: computed from sightings, and able to say that something went wrong."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bench.day.floor import Shown
from bench.day.leaks import Leaks
from bench.day.persons import Person
from bench.day.record import (
    MOVES,
    CallMade,
    CrowdSeen,
    Figures,
    Record,
    Takeover,
    cover_s_p90,
    double_calls,
    figures,
    missed_by_wall,
)
from bench.demo import Demo, run
from bench.demo_options import options_from

NOBODY_LEFT = CrowdSeen(came=1, waiting=0, still_missing=0)


def call(ticket: int, window: int = 1, clerk: str = "A01") -> CallMade:
    return CallMade(ticket, f"K{ticket:03d}", window, clerk, "post-1", 1_000)


def shown(ticket: int, window: int = 1, times: int = 1, version: int = 7) -> Shown:
    return Shown(ticket, f"K{ticket:03d}", window, times, version)


def test_a_call_that_no_frame_showed_is_missed() -> None:
    """What the server sent does not count, only what stood on the glass."""
    assert missed_by_wall([call(1), call(2)], [shown(1)]) == [call(2)]


def test_a_call_shown_at_another_window_is_missed() -> None:
    """A resident who goes to the wrong window was not called."""
    assert missed_by_wall([call(1, window=3)], [shown(1, window=4)]) == [call(1, window=3)]


def test_a_recall_is_no_second_showing() -> None:
    """The same ticket called again after it was missed needs a showing of its own."""
    calls = [call(1), call(1)]
    assert missed_by_wall(calls, [shown(1), shown(1, times=2, version=9)]) == [call(1)]
    assert missed_by_wall(calls, [shown(1), shown(1, times=2, version=9), shown(1, version=12)]) == []


def test_a_row_that_comes_back_to_the_wall_is_the_same_showing() -> None:
    """With more calls than rows a row makes room and returns."""
    assert missed_by_wall([call(1), call(1)], [shown(1), shown(1)]) == [call(1)]


def test_a_call_first_seen_as_a_recall_was_seen() -> None:
    """At six hundred times the pace a frame can come after the recall."""
    assert missed_by_wall([call(1)], [shown(1, times=2)]) == []


def test_a_ticket_called_by_two_clerks_is_a_double_call() -> None:
    """Scenario 4 of the field: exactly one of them may have it."""
    record = Record(calls=[call(1, clerk="A01"), call(1, clerk="A02")])
    assert double_calls(record) == 1


def test_a_ticket_called_again_after_it_was_given_back_is_not() -> None:
    """Missed, transferred, or put back because the clerk was absent."""
    record = Record(calls=[call(1), call(1)])
    record.given_back[1] += 1
    assert double_calls(record) == 0


def test_one_number_for_two_residents_counts_as_double() -> None:
    """Two papers that say the same are two people at one window."""
    assert double_calls(Record(issued={1: "K001", 2: "K001"})) == 1


@pytest.mark.parametrize(("spans", "p90"), [([], None), ([2], 2.0), (range(1, 11), 9.0), ([5, 1, 3], 5.0)])
def test_nine_in_ten_covers_begin_within_the_figure(spans: list[int], p90: float | None) -> None:
    """A stand-in, whose wait is the supervisor's doing, is left out."""
    took = [Takeover("post-1", "A02", "A01", 7 * n, 7 * n + span * 1000) for n, span in enumerate(spans)]
    took.append(Takeover("post-2", "A03", "A02", None, 999_000))
    assert cover_s_p90(took) == p90


def test_a_second_b_of_the_same_absence_follows_the_first() -> None:
    """It is no slow cover: between the two somebody served."""
    took = [Takeover("post-1", "A02", "A01", 0, 2_000), Takeover("post-1", "A06", "A01", 0, 900_000)]
    assert cover_s_p90(took) == 2.0


def test_every_kind_of_move_stands_in_the_last_line() -> None:
    """By small flat names, as the clients counted them."""
    record = Record()
    record.moves.update(dict.fromkeys(MOVES, 2))
    seen = figures(record, [], NOBODY_LEFT, ledger_ok=True)
    assert [getattr(seen, name) for name in MOVES] == [2] * len(MOVES)


def test_every_figure_of_the_last_line_is_explained() -> None:
    """docs/demo.md says where each comes from."""
    told = (Path(__file__).parents[2] / "docs" / "demo.md").read_text("utf-8")
    assert [name for name in Figures.__struct_fields__ if f"`{name}`" not in told] == []


def test_whoever_wanted_what_is_full_or_closed_did_not_come_in_vain_by_the_machines_fault() -> None:
    """The hall said no; the kiosks kept up."""
    came = CrowdSeen(came=10, waiting=0, still_missing=0)
    record = Record(issued={n: f"K{n:03d}" for n in range(7)})
    assert figures(record, [], came, ledger_ok=True).fell_behind
    record.moves["numbers_refused"] = 3
    assert not figures(record, [], came, ledger_ok=True).fell_behind


def test_figures_are_sound_only_if_all_is_well() -> None:
    """The demo's exit code hangs on it."""
    record = Record(issued={1: "K001"}, printed=1, calls=[call(1)], finished=[1])
    well = figures(record, [shown(1)], NOBODY_LEFT, ledger_ok=True)
    assert well.sound
    assert not figures(record, [], NOBODY_LEFT, ledger_ok=True).sound
    assert not figures(record, [shown(1)], NOBODY_LEFT, ledger_ok=False).sound
    leaked = figures(record, [shown(1)], NOBODY_LEFT, ledger_ok=True, leaks=1)  # P-2
    assert (leaked.personal_data_leaks, leaked.sound) == (1, False)


class DayGoneBy(Demo):
    """One that was lived elsewhere and came to `seen`."""

    def __init__(self, seen: Figures, leaks: Leaks, folder: Path) -> None:
        self.seen, self.leaks, self.options = seen, leaks, options_from([], {"DATA": str(folder)})

    @contextmanager
    def running(self) -> Iterator[None]:
        yield

    def play(self) -> None:
        """It is over."""

    def see_last_frames(self) -> None:
        """They were."""

    def figures(self) -> Figures:
        return self.seen


@pytest.mark.parametrize("named", [True, False])
def test_the_demo_fails_if_anybody_is_named_in_public(
    named: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1, who and where; the last line counts them."""  # P-2
    somebody, record = Person("欧阳雨桐", "19900001234", "000000199001010017"), Record(finished=[1])
    leaks = Leaks([somebody])
    leaks.search("/api/board", f'{{"applicant":"{somebody.name if named else "欧阳＊"}"}}')
    seen = figures(record, [], NOBODY_LEFT, ledger_ok=True, leaks=len(leaks.found))
    assert run(DayGoneBy(seen, leaks, tmp_path)) == int(named)
    told = capsys.readouterr()
    assert json.loads(told.out.splitlines()[-1])["personal_data_leaks"] == int(named)
    assert ("/api/board" in told.err) is named


def test_an_absence_counts_from_the_answer_to_who_leaves() -> None:
    """B may see it before A does: the road from the key to the server is none of the cover's delay."""
    record = Record(takeovers=[Takeover("post-4", "A03", "A04", 1_000, 61_000)])
    record.took_effect("A04", 1_000, 58_000)
    assert cover_s_p90(record.takeovers) == 3.0
    record.took_effect("A04", 58_000, 70_000)
    assert cover_s_p90(record.takeovers) == 0.0


def test_missed_counts_calls_and_still_missing_residents() -> None:
    """Twelve who missed their call and came back are twelve missed calls and nobody missing."""
    seen = figures(Record(missed=12, re_entered=12), [], NOBODY_LEFT, ledger_ok=True)
    assert (seen.missed, seen.re_entered, seen.still_missing) == (12, 12, 0)
