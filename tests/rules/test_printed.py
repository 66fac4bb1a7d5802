"""A number printed once more, and what a hall knows of its printers and their paper."""

import msgspec

from common import commands as c
from common import commands_printed as pr
from common.messages import Issued
from common.rows import AlarmRow
from common.rows_printed import DeviceRow
from server.rules import facts as f
from server.rules.order import Actor
from server.rules.printed import BETWEEN_MS, REPRINTS_MOST
from server.rules.view import table
from tests.rules.street import KIOSK, Street, morning

OTHER = Actor("kiosk:k2", KIOSK.roles)
HERE = KIOSK.id
COUNT = pr.CountPaper(
    day="2026-11-23", tickets=40, slips=3, reprints=1, failed=2, voided=1, used_mm=5_000, left_mm=45_000
)


def again(street: Street, ticket: int, kiosk: Actor = KIOSK) -> Issued:
    answer = street.give(kiosk, pr.ReprintTicket(ticket=ticket))
    assert isinstance(answer, Issued)
    return answer


def devices(street: Street) -> dict[str, DeviceRow]:
    """As the supervisor sees them."""
    found = table(street.hall, "supervisor", "devices")
    return {key: row for key, row in found.items() if isinstance(row, DeviceRow)}


def alarm(street: Street) -> AlarmRow | None:
    rows = [row for row in table(street.hall, "supervisor", "alarms").values() if isinstance(row, AlarmRow)]
    return next((row for row in rows if row.subject == HERE), None)


def test_a_reprint_is_the_same_number_with_the_same_check_digits() -> None:
    """As it stands now: two more wait before it, nothing of it is new but the time of printing."""
    street = morning()
    street.issue("mr")
    answer = street.give(KIOSK, c.IssueTicket(matter="mr", priority=None, then=("ms",)))
    assert isinstance(answer, Issued)
    street.at += 300_000
    printed = again(street, answer.ticket)
    changed = {"reprinted": street.at, "wait": printed.wait}
    assert printed == msgspec.structs.replace(answer, **changed)
    assert printed.reprinted == street.at


def test_a_reprint_says_that_a_priority_was_declared_and_never_which() -> None:
    """As on the first paper. (P-2)"""
    street = morning()
    first = street.issue("mr", street.hall.rules.priorities[0].id)
    assert again(street, first.id).priority
    assert not again(street, street.issue("mr").id).priority


def test_a_reprint_is_on_record_with_who_printed_it_and_the_how_many_eth() -> None:
    """Nothing of it moves the ticket in its line."""
    street = morning()
    ticket = street.issue("mr")
    before = table(street.hall, "supervisor", "waiting")
    for n in range(1, REPRINTS_MOST + 1):
        again(street, ticket.id, OTHER)
        assert [(e.by, e.fact) for e in street.facts(f.TicketReprinted)][-1] == (
            OTHER.id,
            f.TicketReprinted(ticket=ticket.id, n=n),
        )
        street.at += BETWEEN_MS
    assert table(street.hall, "supervisor", "waiting") == before
    assert street.refused(KIOSK, pr.ReprintTicket(ticket=ticket.id)) == "reprinted_often"


def test_a_number_that_missed_its_call_can_still_be_printed() -> None:
    """Whoever lost the paper may re-enter with another."""
    street = morning()
    ticket = street.issue("mr")
    called = street.give(Actor("A1", frozenset({"clerk"})), c.CallNext())
    assert called is not None
    assert again(street, ticket.id).number == ticket.number


def test_what_a_kiosk_printed_is_on_record_once_and_on_the_supervisors_page() -> None:
    """The same told again is no news; a day that is over does not come back."""
    street = morning()
    street.give(KIOSK, COUNT)
    street.give(KIOSK, COUNT)
    street.give(KIOSK, msgspec.structs.replace(COUNT, day="2026-11-22", tickets=400))
    street.give(OTHER, msgspec.structs.replace(COUNT, left_mm=None))
    assert len(street.facts(f.PaperCounted)) == 2
    row = devices(street)[HERE]
    assert (row.tickets, row.reprints, row.failed, row.voided, row.used_mm, row.left_mm) == (
        40,
        1,
        2,
        1,
        5_000,
        45_000,
    )
    assert devices(street)[OTHER.id].left_mm is None


def test_a_printers_state_stands_in_the_list_of_devices() -> None:
    """With since when; gone again when it is well."""
    street = morning()
    street.give(KIOSK, COUNT)
    street.give(KIOSK, c.ReportDevice(fault="paper_out"))
    row = devices(street)[HERE]
    assert (row.fault, row.since, row.tickets) == ("paper_out", street.at, 40)
    street.give(KIOSK, c.ReportDevice(fault=None))
    assert devices(street)[HERE].fault is None


def test_a_roll_that_nears_its_end_is_a_notice_and_no_fault() -> None:
    """It prints: less urgent than everything that stands still; the fault that follows takes its place."""
    street = morning()
    street.give(KIOSK, c.ReportDevice(fault="paper_low"))
    notice = alarm(street)
    assert notice is not None
    assert (notice.kind, notice.detail) == ("device_notice", "paper_low")
    street.give(KIOSK, c.ReportDevice(fault="paper_out"))
    fault = alarm(street)
    assert fault is not None
    assert (fault.kind, fault.detail) == ("device", "paper_out")
    street.give(KIOSK, c.ReportDevice(fault=None))
    assert alarm(street) is None


def test_the_servers_own_faults_are_no_devices() -> None:
    """They are alarms, and stand on no list of printers."""
    street = morning()
    street.hall.faults["server:backup"] = ("backup_failed", street.at)
    assert devices(street) == {}
