"""What is closed for today, quotas, matters elsewhere, the general line, strict windows."""

import msgspec
import pytest

from common import commands as c
from common.commands_place import CloseLine, CloseMatter, ReopenLine, ReopenMatter, SetQuota
from common.messages import Issued
from server.rules.setup import Department, Elsewhere, Matter, Setup
from server.rules.setup_check import findings
from server.rules.view import table
from tests.rules.setup_place import place_setup
from tests.rules.street import (
    BOSS,
    KIOSK,
    Street,
    morning,
    small_setup,
    words,
)


def matter_row(street: Street, matter: str = "mr") -> tuple[str | None, int | None, int | None]:
    row = table(street.hall, "kiosk", "matters")[matter]
    return row.closed, row.quota, row.left  # type: ignore[attr-defined]


def limited(quota: int) -> Setup:
    setup = small_setup()
    first = msgspec.structs.replace(setup.matters[0], daily_quota=quota)
    return msgspec.structs.replace(setup, matters=(first, *setup.matters[1:]))


def opened(setup: Setup) -> Street:
    street = Street(setup)
    street.until("08:20")
    street.sit("A1", "A2", "A3")
    street.until("08:30")
    return street


def test_a_closed_matter_is_refused_with_its_reason_and_the_kiosk_says_so() -> None:
    """field.md 20, 25: also a page that was left open."""
    street = morning()
    waiting = street.issue()
    street.give(BOSS, CloseMatter(matter="mr", reason="system_down"))
    refusal = street.refusal(KIOSK, c.IssueTicket(matter="mr"))
    assert (refusal.code, refusal.values) == ("matter_closed", {"closed": "system_down"})
    assert matter_row(street) == ("system_down", None, None)
    assert street.serve("A1") is waiting
    street.give(BOSS, ReopenMatter(matter="mr"))
    assert matter_row(street) == (None, None, None)
    street.issue()


def test_a_closed_line_closes_all_its_matters_and_serves_who_waits() -> None:
    """And it is open again on the next day."""
    street = morning()
    waiting = street.issue()
    street.give(BOSS, CloseLine(line="r", reason="staff"))
    assert street.refused(KIOSK, c.IssueTicket(matter="mr")) == "matter_closed"
    assert street.call("A1") is waiting
    assert table(street.hall, "kiosk", "lines")["r"].closed == "staff"  # type: ignore[attr-defined]
    street.until("08:10", "2026-11-24")
    assert matter_row(street) == (None, None, None)
    assert street.refused(BOSS, ReopenLine(line="r")) == "not_closed"


def test_a_quota_is_reached_and_told_live() -> None:
    """So many numbers a day: the kiosk's rows count down."""
    street = opened(limited(2))
    assert matter_row(street) == (None, 2, 2)
    street.issue(), street.issue()
    assert matter_row(street) == (None, 2, 0)
    refusal = street.refusal(KIOSK, c.IssueTicket(matter="mr"))
    assert (refusal.code, refusal.values) == ("quota_reached", {"quota": 2})
    street.until("08:10", "2026-11-24")
    assert matter_row(street) == (None, 2, 2)


def test_a_number_that_nobody_held_is_given_back() -> None:
    """Voided: no paper came out."""
    street = opened(limited(1))
    ticket = street.issue()
    street.give(KIOSK, c.VoidTicket(ticket=ticket.id))
    street.issue()
    assert matter_row(street) == (None, 1, 0)


def test_a_number_that_a_resident_gave_up_is_used_all_the_same() -> None:
    """Others have been turned away by it; only the supervisor makes it more."""  # field.md 20
    street = opened(limited(1))
    ticket = street.issue()
    street.give(KIOSK, c.WithdrawTicket(ticket=ticket.id))
    assert street.refused(KIOSK, c.IssueTicket(matter="mr")) == "quota_reached"
    street.give(BOSS, SetQuota(matter="mr", quota=2))
    assert matter_row(street) == (None, 2, 1)


def test_the_supervisor_changes_the_quota_for_today() -> None:
    """More, fewer, or as many as come."""
    street = opened(limited(1))
    street.issue()
    street.give(BOSS, SetQuota(matter="mr", quota=2))
    street.issue()
    street.give(BOSS, SetQuota(matter="mr", quota=0))
    assert matter_row(street) == (None, 0, 0)
    street.give(BOSS, SetQuota(matter="mr"))
    assert matter_row(street) == (None, None, None)
    street.until("08:10", "2026-11-24")
    assert matter_row(street) == (None, 1, 1)


def test_each_matter_of_a_ticket_counts_against_its_own_quota() -> None:
    """Chosen at the kiosk or added at the window."""
    street = opened(limited(1))
    street.give(KIOSK, c.IssueTicket(matter="ms", then=("mr",)))
    assert street.refused(KIOSK, c.IssueTicket(matter="ms", then=("mr",))) == "quota_reached"


def test_what_was_told_already_is_no_new_fact() -> None:
    """The same closing, or the same quota again."""
    street = morning()
    street.give(BOSS, CloseMatter(matter="mr", reason="staff"))
    street.give(BOSS, CloseMatter(matter="mr", reason="staff"))
    assert not street.last
    street.give(BOSS, SetQuota(matter="mr"))
    assert not street.last


def test_a_matter_handled_elsewhere_is_answered_with_where() -> None:
    """Published, and refused with the place in both languages."""  # M-5
    passport = Elsewhere(id="mx", name=words("护照"), where=words("县公安局"))
    street = morning(elsewhere=(passport,))
    refusal = street.refusal(KIOSK, c.IssueTicket(matter="mx"))
    assert (refusal.code, refusal.values) == (
        "handled_elsewhere",
        {"where": "县公安局", "where_en": "县公安局"},
    )
    (row,) = table(street.hall, "kiosk", "elsewhere").values()
    assert (row.id, row.where) == ("mx", words("县公安局"))  # type: ignore[attr-defined]


# -- the general line -------------------------------------------------------------------------------


def general_hall() -> Setup:
    """Line t is general; the forest department has no window."""
    setup = small_setup()
    lines = tuple(msgspec.structs.replace(line, general=line.id == "t") for line in setup.lines)
    more = (
        Matter(id="wood", name=words("采伐"), department="forest"),
        Matter(id="unsure", name=words("不知道办什么"), department="forest", unsure=True),
    )
    departments = (*setup.departments, Department(id="forest", name=words("林业")))
    return msgspec.structs.replace(
        setup, lines=lines, matters=(*setup.matters, *more), departments=departments
    )


def test_the_general_window_takes_matters_of_departments_without_their_own() -> None:
    """And whoever does not know what to choose."""
    street = opened(general_hall())
    for matter in ("wood", "unsure"):
        answer = street.give(KIOSK, c.IssueTicket(matter=matter))
        assert isinstance(answer, Issued)
        assert (answer.line, answer.window) == ("t", 3)
    rows = table(street.hall, "kiosk", "matters")
    assert [name for name, row in rows.items() if row.unsure] == ["unsure"]  # type: ignore[attr-defined]
    assert table(street.hall, "kiosk", "lines")["t"].general  # type: ignore[attr-defined]


def test_what_is_wrong_with_a_general_line_is_found() -> None:
    """One of each; a matter without a line needs it; a department with a window should use it."""
    setup = general_hall()
    twice = tuple(msgspec.structs.replace(line, general=True) for line in setup.lines)
    none = tuple(msgspec.structs.replace(line, general=False) for line in setup.lines)
    unsure = tuple(msgspec.structs.replace(matter, unsure=True) for matter in setup.matters)
    lost = (*setup.matters, Matter(id="lost", name=words("其他"), department="d"))
    cases = {
        "general_line_twice": msgspec.structs.replace(setup, lines=twice),
        "matter_without_line": msgspec.structs.replace(setup, lines=none),
        "unsure_twice": msgspec.structs.replace(setup, matters=unsure),
        "general_has_window": msgspec.structs.replace(setup, matters=lost),
    }
    assert [item.code for item in findings(setup)] == []
    for code, broken in cases.items():
        assert code in {item.code for item in findings(broken)}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"matters": ("nothing",)}, "plan_unknown"),
        ({"lines": ("s", "s")}, "plan_twice"),
        ({"lines": (), "matters": ()}, "plan_for_nothing"),
        ({"length_min": 1}, "figure_out_of_range"),
        ({"sessions": (("10:00", "09:00"),)}, "session_backwards"),
        ({"closed_days": ("2026-02-30",)}, "date_shape"),
        ({"weekdays": (8,)}, "weekday_unknown"),
        ({"sessions": ()}, "sessions_none"),
    ],
)
def test_what_is_wrong_with_a_plan_of_slots_is_found(change: dict[str, object], code: str) -> None:
    """Each with its place."""
    setup = place_setup()
    plan = msgspec.structs.replace(setup.appointments[0], **change)
    found = findings(msgspec.structs.replace(setup, appointments=(plan,)))
    assert code in {item.code for item in found if item.path[0] == "appointments"}


def test_what_is_wrong_with_a_matter_elsewhere_or_a_quota_is_found() -> None:
    """Here and there at once; nowhere; a quota below nothing."""
    setup = place_setup()
    both = (Elsewhere(id="mr", name=words("名"), where=words("")),)
    quota = (msgspec.structs.replace(setup.matters[0], daily_quota=-1), *setup.matters[1:])
    found = {item.code for item in findings(msgspec.structs.replace(setup, elsewhere=both, matters=quota))}
    assert found >= {"here_and_elsewhere", "where_empty", "figure_out_of_range"}
