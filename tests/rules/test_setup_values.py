import msgspec
import pytest

from common.words import Words
from server.rules.setup import Settings
from server.rules.setup_check import findings
from server.rules.setup_finding import error, has_error, warning
from tests.rules.setup_small import SMALL, found, with_hall, with_hours, with_part

FIGURES = [key for key, value in msgspec.structs.asdict(Settings()).items() if type(value) is int]


# -- ids, names, prefixes -------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["departments", "lines", "matters", "posts", "clerks", "priorities"])
def test_an_id_stands_once_in_its_list(kind: str) -> None:
    """The second one is named."""
    doubled = (*getattr(SMALL, kind), getattr(SMALL, kind)[0])
    assert error("id_twice", kind, len(doubled) - 1, "id", id=doubled[0].id, kind=kind) in findings(
        msgspec.structs.replace(SMALL, **{kind: doubled})
    )


@pytest.mark.parametrize("part_id", ["", "a b", "一", "a/b", "a" * 41, "a\n"])
def test_an_id_fits_into_an_address(part_id: str) -> None:
    """Ids stand in addresses and keys."""
    assert findings(with_part("priorities", 0, id=part_id)) == (
        error("id_shape", "priorities", 0, "id", id=part_id),
    )
    assert found(with_hall(id=part_id)) == [("error", "id_shape", ("hall", "id"))]


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        *[(kind, "name") for kind in ("departments", "lines", "matters", "windows", "posts", "priorities")],
        ("clerks", "title"),
    ],
)
def test_a_name_is_never_empty(kind: str, key: str) -> None:
    """Chinese comes first; an absent English falls back to it."""
    assert findings(with_part(kind, 0, **{key: Words("  ", "x")})) == (error("name_empty", kind, 0, key),)


def test_the_halls_name_is_never_empty() -> None:
    """It stands on every ticket."""
    assert found(with_hall(name=Words(""))) == [("error", "name_empty", ("hall", "name"))]


@pytest.mark.parametrize("sign", ["\u0007", "\u202e", "\u200b", "\u2028", "\x00"])
def test_no_text_of_a_hall_holds_a_sign_that_nobody_sees(sign: str) -> None:
    """It would turn what stands beside it on a screen or a paper; a break of a line is read."""
    for words in (Words(f"甲{sign}乙", "A"), Words("甲乙", f"A{sign}")):
        assert findings(with_part("matters", 0, name=words)) == (error("unseen_signs", "matters", 0, "name"),)
        assert found(with_hall(name=words)) == [("error", "unseen_signs", ("hall", "name"))]
    assert findings(with_part("matters", 0, name=Words("甲\n乙", "A"))) == ()


@pytest.mark.parametrize(
    ("prefix", "level", "code"),
    [
        ("", "error", "prefix_empty"),
        ("r", "error", "prefix_shape"),
        ("ABC", "error", "prefix_shape"),
        ("1", "error", "prefix_shape"),
        ("Ｒ", "error", "prefix_shape"),
        ("I", "warning", "prefix_looks_like_digit"),
        ("XO", "warning", "prefix_looks_like_digit"),
        ("R", "error", "prefix_twice"),
    ],
)
def test_a_prefix_is_one_or_two_letters_that_cannot_be_mistaken(prefix: str, level: str, code: str) -> None:
    """screens.md: no letters I, O."""
    assert found(with_part("lines", 1, prefix=prefix)) == [(level, code, ("lines", 1, "prefix"))]


def test_prefixes_that_sound_alike_are_a_warning() -> None:
    """screens.md: avoid pairs that sound alike (B D P E)."""
    bed = with_part("lines", 0, prefix="B").lines[0], with_part("lines", 1, prefix="D").lines[1]
    assert findings(msgspec.structs.replace(SMALL, lines=bed)) == (
        warning("prefix_sounds_alike", "lines", 1, "prefix", prefix="D", other="B"),
    )


# -- limits and figures ---------------------------------------------------------------------------


def test_a_promise_over_half_the_legal_limit_is_a_warning_that_names_the_matter() -> None:
    """M-3: a promised limit is at most half the statutory one."""
    setup = with_part("matters", 0, kind="promised", statutory_limit=15, promised_limit=8)
    assert findings(setup) == (
        warning("promise_over_half", "matters", 0, "promised_limit", matter="m1", promised=8, statutory=15),
    )
    assert not has_error(findings(setup))


@pytest.mark.parametrize(("statutory", "promised"), [(15, 7), (16, 8), (None, 8), (15, None)])
def test_a_promise_of_half_the_limit_or_with_nothing_to_compare_is_fine(
    statutory: int | None, promised: int | None
) -> None:
    """M-3 compares two limits that are both there."""
    kind = "promised" if promised else "instant"
    limits = {"kind": kind, "statutory_limit": statutory, "promised_limit": promised}
    assert found(with_part("matters", 0, **limits)) == []


def test_a_promised_case_without_a_promise_is_a_warning() -> None:
    """M-1: the promised limit is published."""
    assert found(with_part("matters", 0, kind="promised")) == [
        ("warning", "promise_missing", ("matters", 0, "promised_limit"))
    ]


@pytest.mark.parametrize("key", ["statutory_limit", "promised_limit"])
@pytest.mark.parametrize("days", [0, -3, 3651])
def test_a_limit_is_a_positive_number_of_days(key: str, days: int) -> None:
    """Zero working days is no limit."""
    assert findings(with_part("matters", 0, **{"kind": "reply", key: days})) == (
        error("figure_out_of_range", "matters", 0, key, key=key, value=days, least=1, most=3650),
    )


@pytest.mark.parametrize("key", FIGURES)
def test_no_figure_of_the_settings_is_negative_or_without_end(key: str) -> None:
    """A year of grace is a slip of the hand."""
    for value in (-1, 10**30):
        settings = msgspec.structs.replace(Settings(), **{key: value})
        assert found(msgspec.structs.replace(SMALL, settings=settings)) == [
            ("error", "figure_out_of_range", ("settings", key))
        ]


@pytest.mark.parametrize("minutes", [0, -1, 1441])
def test_a_head_start_is_some_minutes_of_a_day(minutes: int) -> None:
    """Q-10: it shortens the wait and starves nobody."""
    assert found(with_part("priorities", 0, head_start_min=minutes)) == [
        ("error", "figure_out_of_range", ("priorities", 0, "head_start_min"))
    ]


# -- time -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("timezone", ["", "Asia", "Asia/Shangai", "/etc/localtime", "../x", "中", "x" * 5000])
def test_an_unknown_time_zone_is_an_error(timezone: str) -> None:
    """The hall's day is the civil day of its zone."""
    assert findings(with_hall(timezone=timezone)) == (
        error("timezone_unknown", "hall", "timezone", timezone=timezone),
    )


@pytest.mark.parametrize("time", ["8:30", "08:60", "24:00", "0830", "08:30:00", "", "０８:30"])
def test_a_time_is_written_in_four_digits(time: str) -> None:
    """Written alike, times sort as they pass."""
    assert error("time_shape", "hours", "sessions", 0, time=time) in findings(
        with_hours(sessions=((time, "12:00"),))
    )


def test_sessions_follow_each_other() -> None:
    """Q-5: morning before afternoon, each ending after it starts."""
    morning, noon, late = ("08:30", "12:00"), ("11:30", "13:00"), ("14:30", "14:30")
    assert findings(with_hours(sessions=(morning, noon, late))) == (
        error("sessions_overlap", "hours", "sessions", 1, start="11:30", end="13:00"),
        error("session_backwards", "hours", "sessions", 2, start="14:30", end="14:30"),
    )
    swapped = with_hours(sessions=(("14:30", "18:00"), morning))
    assert found(swapped) == [("error", "sessions_overlap", ("hours", "sessions", 1))]


def test_sessions_may_touch() -> None:
    """Open over noon."""
    assert found(with_hours(sessions=(("08:30", "12:00"), ("12:00", "18:00")))) == []


@pytest.mark.parametrize(("key", "code"), [("sessions", "sessions_none"), ("weekdays", "weekdays_none")])
def test_a_hall_that_never_opens_by_itself_is_a_warning(key: str, code: str) -> None:
    """It may still be opened by hand."""
    assert found(with_hours(**{key: ()})) == [("warning", code, ("hours", key))]


@pytest.mark.parametrize("day", ["2026-13-01", "2026-02-30", "20261001", "2026-W40-4", "10-01", ""])
def test_a_date_is_a_day_of_the_calendar(day: str) -> None:
    """Written as 2026-10-01."""
    assert findings(with_hours(closed_days=(day,))) == (
        error("date_shape", "hours", "closed_days", 0, date=day),
    )


def test_a_day_is_named_once_and_is_either_open_or_closed() -> None:
    """Q-5: the opening calendar has one answer for a day."""
    setup = with_hours(closed_days=("2026-10-01", "2026-10-01"), open_days=("2026-10-10", "2026-10-01"))
    assert found(setup) == [
        ("error", "date_twice", ("hours", "closed_days", 1)),
        ("error", "date_open_and_closed", ("hours", "open_days", 1)),
    ]


def test_weekdays_are_one_to_seven_each_once() -> None:
    """In the hall's hours, a post's and a clerk's rota alike."""
    wrong = {"weekdays": (0, 7, 8, 7)}
    for setup, *path in (
        (with_hours(**wrong), "hours"),
        (with_part("posts", 1, **wrong), "posts", 1),
        (with_part("clerks", 2, **wrong), "clerks", 2),
    ):
        assert found(setup) == [
            ("error", "weekday_unknown", (*path, "weekdays", 0)),
            ("error", "weekday_unknown", (*path, "weekdays", 2)),
            ("error", "weekday_twice", (*path, "weekdays", 3)),
        ]
