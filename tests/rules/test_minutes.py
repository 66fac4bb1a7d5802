"""Who was at the window in which second, and who is responsible for it (AB-6); late, early, off post (D-1)."""

import pytest

from server.rules.attendance import Breach, breaches_of
from server.rules.minutes import AwaySpan, CoverSpan, Sitting, minutes_of
from tests.rules.street import moment, small_setup

A1_SITS = Sitting(window=3, clerk="A1", since=moment("08:20"), until=None)
FROM, TO = moment("10:26"), moment("10:37")


def cover(state: str, clerk: str | None, since: str, until: str | None, **more: object) -> CoverSpan:
    given = {"post": "p", "window": None, "reason": None, "a_role": "A1", "before": None} | more
    span = {"since": moment(since), "until": moment(until) if until else None}
    return CoverSpan(state=state, clerk=clerk, **given, **span)  # type: ignore[arg-type]


def test_who_was_at_window_3_between_10_26_and_10_37_and_why() -> None:
    """A left without a word at 10:28:10; B has it from the minute at which absence took effect."""  # AB-6, AB-12
    away = AwaySpan("A1", "stepped_away", "errand", moment("10:28:10"), moment("10:40"))
    covers = [
        cover("a_role", "A1", "08:30", "10:33:10"),
        cover("b_role", "A2", "10:33:10", "10:40", reason="stepped_away", before="A1"),
    ]
    found = minutes_of(3, FROM, TO, [A1_SITS], [away], covers)
    assert [(s.since, s.until, s.away is not None, s.posts[0].responsible) for s in found] == [
        (FROM, moment("10:28:10"), False, "A1"),
        (moment("10:28:10"), moment("10:33:10"), True, "A1"),
        (moment("10:33:10"), TO, True, "A2"),
    ]


@pytest.mark.parametrize(
    ("reason", "before", "responsible"),
    [
        ("signed_out", "A2", "A1"),
        ("on_leave", "A2", "A2"),
        ("at_lunch", None, "A1"),
        ("official", "A3", "A3"),
    ],
)
def test_an_unattended_minute_is_as_unless_a_left_properly(
    reason: str, before: str | None, responsible: str
) -> None:
    """Then it is whose post it was last."""  # AB-6
    covers = [cover("unattended", None, "10:00", None, reason=reason, before=before)]
    (found,) = minutes_of(3, FROM, TO, [], [], covers)
    assert (found.clerk, found.posts[0].responsible) == (None, responsible)


def test_a_closed_post_is_nobodys() -> None:
    """And a window without a post has an answer, too."""
    (found,) = minutes_of(3, FROM, TO, [A1_SITS], [], [cover("closed", None, "10:00", None)])
    assert found.posts[0].responsible is None
    assert minutes_of(3, FROM, TO, [], [], [])[0].posts == ()


# -- attendance -----------------------------------------------------------------------------------

DAY = "2026-11-23"


def breaches(*times: tuple[str, str], excused: tuple[tuple[str, str], ...] = ()) -> list[tuple[str, str]]:
    """Of A1, who sat at these times of a Monday from 08:30 to 12:00 and 14:30 to 18:00."""
    sittings = [Sitting(1, "A1", moment(since), moment(until)) for since, until in times]
    found = breaches_of(
        small_setup(), DAY, "A1", sittings, [], [(moment(since), moment(until)) for since, until in excused]
    )
    assert all(isinstance(item, Breach) for item in found)
    return [(item.kind, str((item.until - item.since) // 60_000)) for item in found]


AFTERNOON = ("14:30", "18:00")


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ([("08:20", "12:05"), AFTERNOON], []),
        ([("08:45", "12:00"), AFTERNOON], []),
        ([("08:46", "12:00"), AFTERNOON], [("late", "16")]),
        ([("08:30", "11:55"), AFTERNOON], [("early", "5")]),
        ([("08:30", "09:00"), ("09:29", "12:00"), AFTERNOON], []),
        ([("08:30", "09:00"), ("09:30", "12:00"), AFTERNOON], [("off_post", "30")]),
        ([("08:30", "09:00"), ("10:00", "12:00"), AFTERNOON], [("half_day", "60")]),
        ([AFTERNOON], [("not_come", "210")]),
    ],
)
def test_late_early_off_post_and_half_a_day(
    times: list[tuple[str, str]], expected: list[tuple[str, str]]
) -> None:
    """More than 15 min after opening is late, 30-60 min away is off post, 60 or more half a day."""  # D-1
    assert breaches(*times) == expected


def test_what_was_agreed_is_no_breach() -> None:
    """A leave, an agreed absence, a lunch."""  # D-1, D-5
    away = ("08:30", "09:00"), ("10:00", "12:00"), AFTERNOON
    assert breaches(*away, excused=(("09:00", "10:00"),)) == []
    assert breaches(*away, excused=(("09:00", "09:35"),)) == []
    assert breaches(*away, excused=(("09:00", "09:30"),)) == [("off_post", "30")]
