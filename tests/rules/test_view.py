"""What each audience sees: only what was declared, and nothing of a person."""

from typing import TypeVar

import msgspec
import pytest

from common import commands as c
from common.rows import (
    AlarmRow,
    CallRow,
    HallRow,
    PostRow,
    PresenceRow,
    TallyRow,
    TicketRow,
    TodayRow,
    WindowRow,
)
from server.rules.facts import Entry, HallImported
from server.rules.hall import Hall
from server.rules.order import SYSTEM, NoticeFault, TerminalSilent
from server.rules.setup import Clerk
from server.rules.touched import touched
from server.rules.view import AUDIENCES, table, tables_of
from tests.rules import watch
from tests.rules.setup_shared import shared_setup
from tests.rules.street import BOSS, KIOSK, Street, clerk, moment, morning, small_setup

Row = TypeVar("Row")


def rows(street: Street, audience: str, name: str, kind: type[Row]) -> dict[str, Row]:
    found = table(street.hall, audience, name)
    assert all(isinstance(row, kind) for row in found.values())
    return dict(found)  # type: ignore[arg-type]  # checked above


def test_a_hall_without_a_set_up_shows_nothing() -> None:
    """Whoever joins before the import sees empty tables; the supervisor is told why."""
    for kind in AUDIENCES:
        shown = {name: table(Hall(), f"{kind}:1", name) for name in tables_of(kind)}
        assert shown.pop("alarms", {}).keys() == ({"no_hall"} if kind == "supervisor" else set())
        assert set(shown) >= {"hall"}
        assert all(rows == {} for rows in shown.values())


def test_the_alarm_of_a_missing_hall_goes_with_the_import() -> None:
    """For whoever has joined before."""
    changed = touched(Entry(version=1, at=0, due=0, by="admin", fact=HallImported(setup=small_setup())))
    assert "alarms" in changed
    assert rows(Street(), "supervisor", "alarms", AlarmRow) == {}


def test_an_unknown_audience_is_an_error() -> None:
    """It is the edge's to refuse."""
    with pytest.raises(KeyError):
        tables_of("street")


def test_rows_hold_their_declared_fields_only() -> None:
    """Encoded, decoded strictly, and the same."""
    street = busy()
    watch.check_types(street.hall)


def busy() -> Street:
    """Something in every table."""
    street = morning()
    tickets = [street.issue(matter) for matter in ("mr", "mr", "mr", "ms", "mt")]
    street.call("A1")
    street.give(clerk("A1"), c.HoldTicket(ticket=tickets[0].id))
    street.call("A1")
    street.give(clerk("A1"), c.MarkNoShow(ticket=tickets[1].id))
    street.call("A2")
    street.give(clerk("A1"), c.HandOver(reason="meeting", note="n"))
    street.give(KIOSK, c.ReportDevice(fault="paper_out"))
    street.give(clerk("A3"), c.StandUp())
    return street


def test_the_hall_row_says_whether_numbers_are_given() -> None:
    """The kiosk knows no rule."""
    street = morning()
    numbers = [rows(street, "kiosk", "hall", HallRow)["hall"].numbers]
    for command in (c.PauseHall(reason="power"), c.ResumeHall(reason="power"), c.StopNumbers()):
        street.give(BOSS, command)
        numbers.append(rows(street, "kiosk", "hall", HallRow)["hall"].numbers)
    assert numbers == [True, False, True, False]


def test_a_window_shows_who_sits_there_and_what_is_in_hand() -> None:
    """Free, calling, serving, away, closed."""  # AB-15
    street = morning()
    ticket = street.issue()

    def window() -> WindowRow:
        return rows(street, "wall", "windows", WindowRow)["1"]

    states = [window().state]
    street.call("A1")
    states.append(window().state)
    assert window().ticket == ticket.number
    street.start("A1", ticket)
    states.append(window().state)
    street.finish("A1", ticket)
    street.give(clerk("A1"), c.StepAway(reason="archive", until=moment("09:00")))
    states.append(window().state)
    assert (window().away, window().away_until, window().since) == ("archive", moment("09:00"), street.at)
    street.give(clerk("A1"), c.StandUp())
    states.append(window().state)
    assert states == ["free", "calling", "serving", "away", "closed"]


def test_a_windows_own_screen_shows_its_own_window_and_calls() -> None:
    """No other's."""
    street = morning()
    for name, matter in (("A1", "mr"), ("A2", "ms")):
        street.issue(matter)
        street.call(name)
    assert set(rows(street, "window:2", "windows", WindowRow)) == {"2"}
    assert [row.window for row in rows(street, "window:2", "calls", CallRow).values()] == [2]
    assert [row.window for row in rows(street, "wall", "calls", CallRow).values()] == [1, 2]


def test_a_clerk_whose_staff_number_is_a_number_sees_every_window() -> None:
    """Staff number 1 is not window 1."""
    setup = small_setup()
    clerks = (*setup.clerks, Clerk(id="1", title=setup.clerks[0].title, department="d"))
    street = Street(msgspec.structs.replace(setup, clerks=clerks))
    assert set(rows(street, "clerk:1", "windows", WindowRow)) == {"1", "2", "3"}


def test_a_post_says_who_serves_it_where_and_why_a_does_not() -> None:
    """Everyone who waits is told where to go."""  # AB-3, AB-15
    street = morning()
    street.give(clerk("A1"), c.HandOver(reason="meeting", until=moment("10:00")))
    post = rows(street, "wall", "posts", PostRow)["pr"]
    assert (post.a_role, post.home, post.state, post.clerk, post.window) == ("A1", 1, "b_role", "A2", 2)
    assert (post.reason, post.since, post.until) == ("handed_over", street.at, moment("10:00"))


def test_a_post_whose_a_is_expected_points_to_as_own_window() -> None:
    """Where A will sit."""
    street = Street()
    street.until("08:31")
    assert rows(street, "wall", "posts", PostRow)["pr"].window == 1


def test_a_clerk_sees_own_hand_lists_and_line_in_order() -> None:
    """The lines served now, as one."""
    street = morning()
    numbers = [street.issue(matter).number for matter in ("ms", "mr", "ms", "mr")]
    street.give(clerk("A1"), c.StandUp())
    waiting = rows(street, "clerk:A2", "waiting", TicketRow)
    assert [row.number for row in waiting.values()] == numbers
    called = street.call("A2")
    assert list(rows(street, "clerk:A2", "hand", TicketRow)) == [str(called.id)]
    assert rows(street, "clerk:A3", "waiting", TicketRow) == {}


def test_a_clerks_list_holds_the_first_twenty() -> None:
    """A hall full of people is no reason to send them all."""
    street = morning()
    for _ in range(30):
        street.issue()
    shown = rows(street, "clerk:A1", "waiting", TicketRow)
    assert [row.number for row in shown.values()] == [f"R{n:03d}" for n in range(1, 21)]


def test_ones_own_row_says_what_can_be_taken_back() -> None:
    """Only to whoever did it."""
    street = morning()
    ticket = street.issue()
    street.serve("A1")
    people = rows(street, "supervisor", "clerks", PresenceRow)
    assert {name: row.undo for name, row in people.items()} == {
        "A1": ticket.id,
        "A2": None,
        "A3": None,
        "A4": None,
    }


def test_ones_own_row_says_which_posts_are_served() -> None:
    """Whom I cover."""
    street = morning()
    street.give(clerk("A1"), c.StandUp())
    assert rows(street, "clerk:A2", "me", PresenceRow)["A2"].serves == ("pr", "ps")


def test_the_supervisor_sees_the_figures_of_today() -> None:
    """Per line, matter and window: waiting, longest wait, sums."""  # S-1
    street = Street(shared_setup())
    street.until("08:20")
    street.sit("A1", "A4")
    street.until("08:30")
    street.issue("mr")
    street.later(minutes=4)
    oldest = street.issue("mr2")
    ticket = street.serve("A1")
    tallies = rows(street, "supervisor", "tallies", TallyRow)
    line = tallies["line:r"]
    assert (line.waiting, line.oldest) == (1, oldest.issued_at)
    assert (line.issued, line.called, line.finished, line.wait_ms) == (2, 1, 1, 4 * 60_000)
    assert (tallies["matter:mr"].waiting, tallies["matter:mr2"].waiting) == (0, 1)
    assert tallies[f"window:{ticket.window}"].finished == 1
    assert tallies["window:2"] == TallyRow(
        id="window:2",
        waiting=0,
        oldest=None,
        issued=0,
        called=0,
        finished=0,
        missed=0,
        wait_ms=0,
        service_ms=0,
    )


def test_alarms_come_and_go_with_their_cause() -> None:
    """Unattended, absent without cover, a device."""  # AB-10, AB-6
    street = busy()
    assert set(table(street.hall, "supervisor", "alarms")) == {
        "unattended:pt",
        "device:kiosk:k1",
        "waiting_long:r",
    }
    street.later(minutes=5)
    assert "absent:pt" in table(street.hall, "supervisor", "alarms")
    street.give(clerk("A3"), c.SitDown(window=3))
    street.give(KIOSK, c.ReportDevice(fault=None))
    assert set(table(street.hall, "supervisor", "alarms")) == {"waiting_long:r"}


def test_a_silent_terminal_is_seen_by_the_supervisor() -> None:
    """Before it counts as an absence."""
    street = morning()
    street.give(SYSTEM, TerminalSilent(clerk="A1", since=street.at))
    row = rows(street, "supervisor", "clerks", PresenceRow)["A1"]
    assert (row.silent_since, row.absent) == (street.at, None)


def test_what_the_server_sees_of_itself_or_of_a_device_that_is_gone_is_an_alarm_and_its_end() -> None:
    """A kiosk that was revoked cannot report the end of its own fault (S-4)."""
    street = morning()
    street.give(KIOSK, c.ReportDevice(fault="paper_out"))
    for _ in range(2):
        street.give(SYSTEM, NoticeFault(device="server:backup", fault="backup_failed"))
        street.give(SYSTEM, NoticeFault(device="kiosk:k1"))
    alarms = rows(street, "supervisor", "alarms", AlarmRow)
    assert [row.detail for row in alarms.values() if row.kind == "device"] == ["backup_failed"]
    assert [type(entry.fact).__name__ for entry in street.log].count("DeviceReported") == 3


def test_the_public_sees_todays_figures_of_each_window() -> None:
    """How many were called and finished, and the sum of their waits; whose they were is not told."""  # P-3
    street = morning()
    ticket = street.issue()
    street.at += 60_000
    street.call("A1")
    street.start("A1", ticket)
    street.finish("A1", ticket)
    today = rows(street, "wall", "today", TodayRow)
    assert (today["1"].called, today["1"].finished, today["1"].wait_ms) == (1, 1, 60_000)
    assert (today["2"].called, today["2"].finished) == (0, 0)


def test_a_window_says_whose_it_is_and_who_sits_there_by_title() -> None:
    """A plate shows a title and a staff number; names stand in no fact."""
    street = morning()
    window = rows(street, "window:1", "windows", WindowRow)["1"]
    titles = {item.id: item.title for item in street.hall.rules.clerks}
    assert window.clerk == "A1"
    assert window.title == titles["A1"]
    assert window.department.zh
