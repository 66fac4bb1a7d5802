"""The rota of duty leaders (D-3): who is on duty when, what a hall's file may say of it, and whose turn comes too seldom."""

from typing import Any

import msgspec
import pytest

from common.rows_public import DutyRow
from common.words import Words
from server.rules.duty import duty_next, duty_words, on_duty, quarter_of
from server.rules.hall import Hall
from server.rules.setup import Hours, Setup
from server.rules.setup_check import findings
from server.rules.setup_duty import DutyDay, DutyLeader, DutyQuarter, DutyRota
from server.rules.setup_duty_check import rota_findings_on
from server.rules.touched import turned
from server.rules.view import table
from tests.rules.setup_small import SMALL, found
from tests.rules.street import MINUTE, Street, moment, small_setup

LEADERS = (DutyLeader(id="L1", title=Words("镇长", "Mayor")), DutyLeader(id="L2", title=Words("副镇长")))
EVERY_WEEK = ("L1", "L2", "L1", "L2", "L1")
MONDAY, TUESDAY, SATURDAY = "2026-11-23", "2026-11-24", "2026-11-28"


def setup(*days: DutyDay, rule: Any = "half_month", quarter: str = "2026Q4", **changes: Any) -> Setup:
    """A small hall that opens Monday to Friday, with a leader each weekday."""
    weekdays = changes.pop("weekdays", EVERY_WEEK)
    rota = DutyQuarter(quarter=quarter, weekdays=weekdays, days=days)
    duty = DutyRota(rule=rule, leaders=LEADERS, quarters=(rota,))
    return msgspec.structs.replace(SMALL, duty=duty, **({"hours": Hours()} | changes))


def day(of: str, leader: str = "L2", hours: tuple[str, str] | None = None) -> DutyDay:
    return DutyDay(day=of, leader=leader, hours=hours)


@pytest.mark.parametrize(
    ("of", "quarter"), [("2026-01-01", "2026Q1"), ("2026-06-30", "2026Q2"), ("2026-12-31", "2026Q4")]
)
def test_a_day_is_of_one_quarter(of: str, quarter: str) -> None:
    """The rota is made each quarter."""  # D-3
    assert quarter_of(of) == quarter


def test_the_weekdays_leader_is_on_duty_while_the_hall_opens() -> None:
    """Nobody on a day off, nor in a quarter for which no rota was made."""  # D-3
    hall = setup()
    assert duty_words(hall, MONDAY) == Words("镇长", "Mayor")
    assert duty_words(hall, TUESDAY) == Words("副镇长", "副镇长")
    assert on_duty(hall, SATURDAY) == ()
    assert duty_words(setup(hours=Hours(closed_days=(MONDAY,))), MONDAY) == Words("")
    assert duty_words(hall, "2027-01-04") == Words("")
    assert duty_words(hall, "") == Words("")


def test_a_date_goes_before_the_weekday_and_may_be_shared() -> None:
    """Half a day each, with the hours; also on a day off, where it is named."""  # D-3
    shared = setup(
        day(MONDAY, "L2", ("08:30", "12:00")), day(MONDAY, "L1", ("14:30", "18:00")), day(SATURDAY, "L1")
    )
    assert duty_words(shared, MONDAY) == Words(
        "副镇长 08:30-12:00、镇长 14:30-18:00", "副镇长 08:30-12:00, Mayor 14:30-18:00"
    )
    assert duty_words(shared, SATURDAY) == Words("镇长", "Mayor")


def test_the_coming_days_are_told_without_those_on_which_nobody_is() -> None:
    """Six of them, over a weekend."""  # D-3, P-5
    coming = duty_next(setup(weekdays=("L1", "", "L2")), MONDAY)
    assert [row.day for row in coming] == [
        "2026-11-25", "2026-11-30", "2026-12-02", "2026-12-07", "2026-12-09", "2026-12-14",
    ]  # fmt: skip
    assert coming[0] == DutyRow(day="2026-11-25", leader=Words("副镇长", "副镇长"))
    assert duty_next(setup(), "2026-12-31") == ()
    assert duty_next(setup(), "9999-12-31") == ()
    assert duty_next(SMALL, MONDAY) == ()


def test_todays_leader_and_the_coming_days_are_in_the_row_of_the_hall() -> None:
    """Wall, board and kiosk have them from there."""  # D-3, P-3, P-5
    hall = Hall(setup=setup(), day=MONDAY, last_at=moment("10:00"))
    for audience in ("wall", "board", "kiosk"):
        row: Any = table(hall, audience, "hall")["hall"]
        assert row.duty_leader == Words("镇长", "Mayor")
        assert row.duty_next[0] == DutyRow(day=TUESDAY, leader=Words("副镇长", "副镇长"))


def test_todays_leader_is_of_the_day_that_it_is_whenever_the_hall_was_open_last() -> None:
    """Before the hall opens, on a day off, and after an outage that lasted past closing; whoever listens is told to look again."""  # D-3, P-5
    street = Street(msgspec.structs.replace(small_setup(), duty=setup().duty))
    street.until("18:30")

    def led() -> tuple[str, str]:
        row: Any = table(street.hall, "wall", "hall")["hall"]
        return row.duty_leader.zh, row.duty_next[0].day

    assert led() == ("镇长", TUESDAY)
    before = turned(street.hall)[0]
    street.until("00:30", TUESDAY)
    assert led() == ("副镇长", "2026-11-25")
    assert turned(street.hall)[0] != before
    assert "hall" in turned(street.hall)[1]
    street.until("10:00", SATURDAY)
    assert led() == ("", "2026-11-30")
    asleep = moment("18:05", "2026-11-30")
    street.later(minutes=(asleep - street.at) // MINUTE)
    assert led() == ("镇长", "2026-12-01")


# -- the check ------------------------------------------------------------------------------------


def test_a_rota_in_which_everybody_has_a_turn_is_in_order() -> None:
    """Both rules."""  # D-3
    assert found(setup()) == []
    assert found(setup(rule="daily")) == []


def test_who_has_no_turn_in_half_a_month_is_named() -> None:
    """By staff number and half: once in each, half a day at least."""  # D-3
    rare = setup(day("2026-11-03"), day("2026-11-17", hours=("14:30", "18:00")), weekdays=("L1",) * 5)
    told = [(item.level, item.code, dict(item.values)) for item in findings(rare)]
    halves = [
        ("2026-10-01", "2026-10-15"),
        ("2026-10-16", "2026-10-31"),
        ("2026-12-01", "2026-12-15"),
        ("2026-12-16", "2026-12-31"),
    ]
    assert told == [
        ("warning", "duty_leader_seldom", {"leader": "L2", "since": since, "until": until})
        for since, until in halves
    ]


def test_less_than_half_a_day_is_no_duty() -> None:
    """It is told, and does not count as the turn of that half."""  # D-3
    short = setup(day("2026-11-03", hours=("09:00", "10:00")), weekdays=("L1",) * 5)
    told = [(item.code, item.values.get("since", "")) for item in findings(short)]
    assert told[0] == ("duty_too_short", "")
    assert ("duty_leader_seldom", "2026-11-01") in told
    assert findings(short)[0].values == {"leader": "L2", "date": "2026-11-03", "minutes": 60, "least": 210}


def test_a_day_without_a_leader_is_told_where_there_is_to_be_one_every_day() -> None:
    """With the first such day and how many there are."""  # D-3
    bare = setup(rule="daily", weekdays=("L1", "L2", "L1", "L2"))
    (told,) = findings(bare)
    assert (told.level, told.code) == ("warning", "duty_day_bare")
    assert told.values == {"quarter": "2026Q4", "date": "2026-10-02", "count": 13}


def test_leaders_without_a_rota_are_told() -> None:
    """It is made each quarter, or it is none."""  # D-3
    none = msgspec.structs.replace(SMALL, duty=DutyRota(leaders=LEADERS))
    assert found(none) == [("warning", "duty_without_rota", ("duty", "leaders"))]


ROTA = ("duty", "quarters", 0)


@pytest.mark.parametrize(
    ("changes", "code", "path"),
    [
        ({"quarter": "2026-4"}, "duty_quarter_shape", (*ROTA, "quarter")),
        ({"weekdays": (*EVERY_WEEK, "L9")}, "duty_leader_unknown", (*ROTA, "weekdays", 5)),
        ({"weekdays": ("L1", "L2") * 4}, "duty_weekdays_many", (*ROTA, "weekdays", 7)),
        ({"days": (day(MONDAY, "L9"),)}, "duty_leader_unknown", (*ROTA, "days", 0, "leader")),
        ({"days": (day("2026-11-31"),)}, "date_shape", (*ROTA, "days", 0, "day")),
        ({"days": (day("2027-01-01"),)}, "duty_day_outside", (*ROTA, "days", 0, "day")),
        ({"days": (day(MONDAY, hours=("12:00", "8:30")),)}, "time_shape", (*ROTA, "days", 0, "hours", 0)),
        ({"days": (day(MONDAY, hours=("12:00", "08:30")),)}, "session_backwards", (*ROTA, "days", 0, "hours", 0)),
    ],
)  # fmt: skip
def test_what_a_rota_names_must_be_there(
    changes: dict[str, Any], code: str, path: tuple[str | int, ...]
) -> None:
    """Told with its place; nothing is counted before it is right."""  # D-3
    hall = setup()
    rota = msgspec.structs.replace(hall.duty.quarters[0], **changes)
    duty = msgspec.structs.replace(hall.duty, quarters=(rota,))
    assert found(msgspec.structs.replace(hall, duty=duty)) == [("error", code, path)]


def test_a_quarter_has_one_rota_and_a_leader_one_id() -> None:
    """Else nobody could say whose turn it is."""  # D-3
    hall = setup()
    twice = msgspec.structs.replace(
        hall.duty, quarters=hall.duty.quarters * 2, leaders=(*LEADERS, LEADERS[0])
    )
    assert found(msgspec.structs.replace(hall, duty=twice)) == [
        ("error", "id_twice", ("duty", "leaders", 2, "id")),
        ("error", "duty_quarter_twice", ("duty", "quarters", 1, "quarter")),
    ]


@pytest.mark.parametrize(
    ("leader", "code", "key"),
    [
        (DutyLeader(id="L 1", title=Words("镇长")), "id_shape", "id"),
        (DutyLeader(id="L1", title=Words(" ")), "name_empty", "title"),
    ],
)
def test_a_leader_has_a_number_and_a_title(leader: DutyLeader, code: str, key: str) -> None:
    """Published is the title, never a name."""
    alone = msgspec.structs.replace(
        SMALL, duty=DutyRota(leaders=(leader,), quarters=(DutyQuarter(quarter="2026Q4"),))
    )
    assert found(alone)[0] == ("error", code, ("duty", "leaders", 0, key))


# -- duties while the hall is shut, and quarters without a rota -----------------------------------


def told_of(hall: Setup, code: str) -> list[dict[str, str | int]]:
    return [dict(item.values) for item in findings(hall) if item.code == code]


def test_a_duty_while_the_hall_is_shut_is_none() -> None:
    """At night, over lunch, on a Sunday: told, and nobody's turn; nor is an evening that begins in the last half hour."""  # D-3
    night = setup(day("2026-11-03", hours=("00:30", "04:30")), weekdays=("L1",) * 5)
    sunday = setup(day("2026-11-08"), weekdays=("L1",) * 5)
    for rota, date in ((night, "2026-11-03"), (sunday, "2026-11-08")):
        assert told_of(rota, "duty_hall_shut") == [{"leader": "L2", "date": date}]
        halves = [item["since"] for item in told_of(rota, "duty_leader_seldom") if item["leader"] == "L2"]
        assert "2026-11-01" in halves
    evening = setup(day("2026-11-03", hours=("17:30", "23:30")), weekdays=("L1",) * 5)
    assert [item["minutes"] for item in told_of(evening, "duty_too_short")] == [30]
    over_lunch = setup(day("2026-11-03", hours=("08:30", "15:00")), weekdays=("L1",) * 5)
    assert "duty_too_short" not in {item.code for item in findings(over_lunch)}


def test_a_days_own_hours_say_how_long_half_of_it_is() -> None:
    """On a market day on which the hall opens for two hours, two hours are all of it."""  # D-3, Q-4
    market = Hours(market_days=("2026-11-03",), market_sessions=(("08:00", "10:00"),))
    rota = setup(day("2026-11-03", hours=("08:00", "10:00")), weekdays=("L1",) * 5, hours=market)
    assert told_of(rota, "duty_too_short") == []
    assert "2026-11-01" not in {item["since"] for item in told_of(rota, "duty_leader_seldom")}


def test_a_day_on_which_the_leader_comes_only_at_night_is_bare() -> None:
    """Where there is to be one every day."""  # D-3
    bare = setup(day(MONDAY, hours=("00:30", "04:30")), rule="daily")
    (told,) = told_of(bare, "duty_day_bare")
    assert (told["date"], told["count"]) == (MONDAY, 1)


def with_quarters(*quarters: str, rule: Any = "daily", warn_days: int = 14) -> Setup:
    rotas = tuple(DutyQuarter(quarter=quarter, weekdays=EVERY_WEEK) for quarter in quarters)
    duty = DutyRota(rule=rule, leaders=LEADERS, quarters=rotas, warn_days=warn_days)
    return msgspec.structs.replace(SMALL, duty=duty, hours=Hours())


def missing(hall: Setup, today: str) -> list[str | int]:
    found = [*findings(hall), *rota_findings_on(hall, today)]
    return [item.values["quarter"] for item in found if item.code == "duty_quarter_missing"]


def test_a_quarter_without_a_rota_is_told() -> None:
    """Between two that have one; the present one and the next; each once, and over the new year."""  # D-3
    assert missing(with_quarters("2026Q3", "2027Q1"), "2026-08-01") == ["2026Q4"]
    assert missing(with_quarters("2026Q2", "2027Q1"), "2026-08-01") == ["2026Q3", "2026Q4"]
    assert missing(with_quarters("2026Q3"), "2026-11-23") == ["2026Q4", "2027Q1"]
    assert missing(with_quarters("2026Q4", "2027Q1"), "2026-12-31") == []
    assert missing(SMALL, "2026-11-23") == []


def alarms_on(hall: Setup, today: str) -> dict[str, tuple[str, int]]:
    """Kind → subject and since."""
    state = Hall(setup=hall, day=today, last_at=moment("12:00", today), due=moment("12:01", today))
    found: Any = table(state, "supervisor", "alarms").values()
    return {row.kind: (row.subject, row.since) for row in found if row.kind.startswith("duty")}


def test_a_rota_that_runs_out_is_an_alarm_some_days_before() -> None:
    """How many is a setting; none is needed where there are no leaders."""  # D-3
    soon = alarms_on(with_quarters("2026Q4"), MONDAY)
    assert soon == {"duty_rota": ("2027Q1", moment("00:00", "2026-12-18"))}
    later = alarms_on(with_quarters("2026Q4", warn_days=30), MONDAY)
    assert later == {"duty_rota": ("2027Q1", moment("00:00", "2026-12-02"))}
    assert alarms_on(with_quarters("2026Q4", "2027Q1"), MONDAY) == {}
    assert alarms_on(SMALL, MONDAY) == {}


def test_a_day_without_its_leader_is_an_alarm() -> None:
    """In a quarter that nobody has made a rota for, and on a bare day of one; not on a day off, nor where one comes now and then."""  # D-3
    gap = with_quarters("2026Q3", "2027Q1")
    assert alarms_on(gap, MONDAY) == {
        "duty_rota": ("2026Q4", moment("00:00", "2026-09-17")),
        "duty_nobody": (MONDAY, moment("00:00", MONDAY)),
    }
    assert set(alarms_on(gap, SATURDAY)) == {"duty_rota"}
    assert set(alarms_on(with_quarters("2026Q3", "2027Q1", rule="half_month"), MONDAY)) == {"duty_rota"}
    thursdays = setup(rule="daily", weekdays=("L1", "L2", "L1", "L2"))
    assert "duty_nobody" in alarms_on(thursdays, "2026-11-27")


def test_how_long_before_a_rota_runs_out_is_a_figure_within_bounds() -> None:
    """As every setting is."""
    assert [item.code for item in findings(with_quarters("2026Q4", warn_days=0))] == ["figure_out_of_range"]
