"""Halls in which something about emergency sheets must be refused."""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from common import commands as c
from common import commands_sheet as e
from server.rules.emergency.book import LETTERS, sheet_check
from server.rules.order import ImportHall
from tests.rules.own import as_of_old
from tests.rules.situations import Asked, after, closed
from tests.rules.street import ADMIN, BOSS, KIOSK, Street, clerk, moment, morning, small_setup


def without_a_letter() -> Street:
    """Every letter that reads well begins a line's numbers."""
    street = morning()
    line = street.hall.rules.lines[0]
    more = tuple(replace(line, id=f"l{letter}", prefix=letter) for letter in LETTERS)
    street.hall.setup = replace(street.hall.rules, lines=more)
    return street


def printed(street: Street | None = None, sheets: int = 1) -> Street:
    """An open hall with a sheet in a drawer, at 11:00."""
    street = street or morning()
    street.give(BOSS, e.PrintSheets(sheets=sheets))
    street.until("11:00")
    return street


def stub(street: Street, n: int = 1, **more: Any) -> e.EnterStub:
    """What stands on the stub of the n-th number, given at 10:05."""
    run = street.hall.emergency.runs[-1]
    said: dict[str, Any] = {
        "number": f"{run.letter}{n:03d}",
        "check": sheet_check(run, n),
        "matter": "mr",
        "given": moment("10:05"),
    }
    return e.EnterStub(**{**said, **more})


def refuses(street: Street | None = None, **more: Any) -> Asked:
    """To take this stub."""
    street = street or printed()
    return street, BOSS, stub(street, **more)


def entered(**more: Any) -> tuple[Street, int]:
    """A stub that is on record, and its ticket."""
    street = printed()
    street.give(BOSS, stub(street, **more))
    return street, street.hall.emergency.stubs[1].id


def of_a_line_now() -> Asked:
    """A line has taken the sheets' letter since they were printed."""
    street = printed()
    setup = street.hall.rules
    lines = tuple(replace(line, prefix="X") if line.id == "r" else line for line in setup.lines)
    with as_of_old(street.hall):
        street.give(ADMIN, ImportHall(setup=replace(setup, lines=lines)))
    return refuses(street)


def given_by_a_line() -> Asked:
    """A line took the letter, gave this number, and has another letter by now."""
    street, setup = printed(), small_setup()
    lines = tuple(replace(line, prefix="X") if line.id == "r" else line for line in setup.lines)
    for found in (replace(setup, lines=lines), setup):
        with as_of_old(street.hall):
            street.give(ADMIN, ImportHall(setup=found))
        street.issue()
    return refuses(street)


def typed_in_yesterday() -> Asked:
    """The same number, a day later."""
    street, _ = entered()
    street.until("09:00", "2026-11-24")
    return refuses(street, given=moment("08:45", "2026-11-24"))


def takes_back(*before: tuple[object, object]) -> Asked:
    """After `before` was done."""
    street, ticket = entered()
    after(street, *before)  # type: ignore[arg-type]
    return street, BOSS, e.TakeBackStub(ticket=ticket)


def not_of_a_sheet() -> Asked:
    street = printed()
    return street, BOSS, e.TakeBackStub(ticket=street.issue().id)


def printed_and_closed() -> Street:
    street = closed()
    street.give(BOSS, e.PrintSheets())
    return street


def withdrawn() -> Asked:
    """The resident has given it up at the kiosk since."""
    street, ticket = entered()
    street.give(KIOSK, c.WithdrawTicket(ticket=ticket))
    return street, BOSS, e.TakeBackStub(ticket=ticket)


def served_yesterday() -> Asked:
    """It waited when it was typed in; that day is over, and so is its service."""
    street, ticket = entered()
    street.call("A1")
    street.start("A1", street.hall.tickets[ticket])
    street.give(clerk("A1"), c.FinishService(ticket=ticket))
    street.until("09:00", "2026-11-24")
    return street, BOSS, e.TakeBackStub(ticket=ticket)


TEN_TWENTY = moment("10:20")


def served_at(called: str) -> dict[str, Any]:
    """On the Friday before."""
    friday = "2026-11-20"
    given, then = moment("10:05", friday), moment(called, friday)
    return {"given": given, "outcome": "served", "window": 1, "called": then}


SHEET_SITUATIONS: dict[str, list[tuple[str, Callable[[], Asked]]]] = {
    "PrintSheets": [("no_sheet_letter", lambda: (without_a_letter(), BOSS, e.PrintSheets()))],
    "EnterStub": [
        ("stub_hall_closed", lambda: refuses(printed_and_closed())),
        ("stub_unknown", lambda: refuses(number="X006")),
        ("stub_unknown", lambda: refuses(number="W001")),
        ("stub_check", lambda: refuses(check="000")),
        ("sheet_letter_taken", of_a_line_now),
        ("number_taken", given_by_a_line),
        ("stub_entered", lambda: refuses(entered()[0], given=moment("10:06"))),
        ("stub_entered", lambda: refuses(entered()[0], outcome="left")),
        ("stub_entered", typed_in_yesterday),
        ("unknown_matter", lambda: refuses(matter="x")),
        ("stub_future", lambda: refuses(given=moment("11:01"))),
        ("stub_early", lambda: refuses(given=moment("00:10"))),
        ("stub_future", lambda: refuses(given=moment("10:05", "2026-11-24"))),
        ("stub_waits_no_more", lambda: refuses(given=moment("10:05", "2026-11-20"))),
        ("stub_day_off", lambda: refuses(given=moment("10:05", "2026-11-22"), outcome="left")),
        ("stub_too_old", lambda: refuses(given=moment("10:05", "2026-11-13"), outcome="left")),
        ("stub_early", lambda: refuses(given=moment("00:10", "2026-11-20"), outcome="left")),
        ("stub_late", lambda: refuses(given=moment("20:10", "2026-11-20"), outcome="left")),
        ("stub_called_late", lambda: refuses(**served_at("22:10"))),
        (
            "stub_called",
            lambda: refuses(
                given=moment("10:05", "2026-11-20"), outcome="served", window=1, called=TEN_TWENTY
            ),
        ),
        ("stub_where", lambda: refuses(outcome="served")),
        ("stub_where", lambda: refuses(outcome="served", window=1)),
        ("unknown_window", lambda: refuses(outcome="served", window=9, called=TEN_TWENTY)),
        ("stub_called", lambda: refuses(outcome="served", window=1, called=moment("10:04"))),
        ("stub_called", lambda: refuses(outcome="served", window=1, called=moment("11:01"))),
        ("stub_not_served", lambda: refuses(window=1, called=TEN_TWENTY)),
    ],
    "TakeBackStub": [
        ("unknown_ticket", lambda: (printed(), BOSS, e.TakeBackStub(ticket=99))),
        ("not_a_stub", not_of_a_sheet),
        ("stub_moved", lambda: takes_back((clerk("A1"), c.CallNext()))),
        ("stub_moved", withdrawn),
        ("stub_moved", served_yesterday),
    ],
}
