"""Halls in which something about a place, a slot or a closing must be refused."""

from collections.abc import Callable

import msgspec

from common import commands as c
from common import commands_place as p
from server.rules.setup import SlotPlan
from tests.rules.situations import (
    A1,
    A2,
    A4,
    Asked,
    after,
    away,
    called,
    closed,
    held,
    number,
    on,
    paused,
    serving,
    tuesday,
)
from tests.rules.street import BOSS, KIOSK, Street, moment, morning, small_setup, words

PLAN = SlotPlan(id="plan", name=words("预约"), lines=("r",), capacity=1)
BOOK = p.BookAppointment(matter="mr", slot=moment("10:00"))
MANY = ("mr", "ms", "mt", "mr", "ms", "mt")


def with_slots() -> Street:
    """One slot of R001's line is booked, full."""
    return after(morning(appointments=(PLAN,)), (BOSS, BOOK))


def code(street: Street) -> str:
    return next(iter(street.hall.appointments.values())).code


def come() -> Street:
    street = with_slots()
    return after(street, (KIOSK, p.CheckIn(code=code(street))))


def booked(street: Street) -> int:
    return next(iter(street.hall.appointments))


def may_grant() -> Street:
    """A1 may grant; R001 and S001 wait."""
    setup = small_setup()
    clerks = tuple(msgspec.structs.replace(item, may_grant=item.id == "A1") for item in setup.clerks)
    street = morning(clerks=clerks)
    street.issue("mr"), street.issue("ms")
    return street


def granted() -> Street:
    street = may_grant()
    return after(street, (BOSS, p.GrantSpecial(ticket=number(street, "R001"), reason="frail")))


def _tuesday_slot() -> Asked:
    """The post works on Mondays and Wednesdays."""
    street = tuesday()
    plan = msgspec.structs.replace(PLAN, lines=("t",))
    street.hall.setup = msgspec.structs.replace(street.hall.rules, appointments=(plan,))
    return street, BOSS, p.BookAppointment(matter="mt", slot=moment("10:00", "2026-11-24"))


def _on_tuesday() -> Asked:
    street = tuesday()
    ticket = street.issue("mr")
    street.call("A1")
    return street, A1, p.AddMatter(ticket=ticket.id, matter="mt")


def _with_many() -> Asked:
    """Four follow already."""
    setup = small_setup()
    more = tuple(msgspec.structs.replace(setup.matters[0], id=f"m{n}") for n in range(5))
    street = morning(matters=(*setup.matters, *more))
    street.give(KIOSK, c.IssueTicket(matter="mr", then=("m0", "m1", "m2", "m3")))
    ticket = street.call("A1")
    return street, A1, p.AddMatter(ticket=ticket.id, matter="m4")


def _cancelled_late() -> Asked:
    street = come()
    return street, BOSS, p.CancelAppointment(appointment=booked(street))


def _twice() -> Asked:
    street = come()
    return street, KIOSK, p.CheckIn(code=code(street))


def _tomorrow() -> Asked:
    street = morning(appointments=(PLAN,))
    slot = moment("10:00", "2026-11-24")
    after(street, (BOSS, p.BookAppointment(matter="mr", slot=slot)))
    return street, KIOSK, p.CheckIn(code=code(street))


PLACE_SITUATIONS: dict[str, list[tuple[str, Callable[[], Asked]]]] = {
    "IssueTicket with more": [
        ("same_matter", lambda: (morning(), KIOSK, c.IssueTicket(matter="mr", then=("mr",)))),
        ("unknown_matter", lambda: (morning(), KIOSK, c.IssueTicket(matter="mr", then=("x",)))),
        ("line_closed_today", lambda: (tuesday(), KIOSK, c.IssueTicket(matter="mr", then=("mt",)))),
        ("too_many_matters", lambda: (morning(), KIOSK, c.IssueTicket(matter="mr", then=MANY))),
    ],
    "WithdrawTicket at a kiosk": [
        ("ticket_state", lambda: on(called(), KIOSK, c.WithdrawTicket, "R001")),
        ("ticket_state", lambda: on(held(), KIOSK, c.WithdrawTicket, "R001")),
    ],
    "StepBack": [
        ("unknown_ticket", lambda: on(called(), KIOSK, p.StepBack, "")),
        ("ticket_state", lambda: on(serving(), KIOSK, p.StepBack, "R001")),
        ("ticket_state", lambda: on(held(), BOSS, p.StepBack, "R001")),
        ("not_seated", lambda: on(called(), A4, p.StepBack, "R001")),
        ("come_back_first", lambda: on(away(), A1, p.StepBack, "R001")),
        ("not_in_your_hand", lambda: on(called(), A2, p.StepBack, "R001")),
        ("not_your_line", lambda: on(called(), A2, p.StepBack, "R002")),
        ("called_meanwhile", lambda: on(called(), KIOSK, p.StepBack, "R001", if_waiting=True)),
    ],
    "GrantSpecial": [
        ("unknown_ticket", lambda: on(called(), BOSS, p.GrantSpecial, "", reason="frail")),
        ("ticket_state", lambda: on(called(), BOSS, p.GrantSpecial, "R001", reason="frail")),
        ("not_allowed", lambda: on(called(), A1, p.GrantSpecial, "R002", reason="frail")),
        (
            "not_allowed",
            lambda: on(may_grant(), A1, p.GrantSpecial, "R001", reason="frail", beyond_pace=True),
        ),
        ("not_your_line", lambda: on(may_grant(), A1, p.GrantSpecial, "S001", reason="frail")),
        ("already_special", lambda: on(granted(), BOSS, p.GrantSpecial, "R001", reason="soldier")),
    ],
    "AddMatter": [
        ("not_in_your_hand", lambda: on(called(), A2, p.AddMatter, "R001", matter="ms")),
        ("unknown_matter", lambda: on(called(), A1, p.AddMatter, "R001", matter="x")),
        ("same_matter", lambda: on(called(), A1, p.AddMatter, "R001", matter="mr")),
        ("line_closed_today", _on_tuesday),
        ("too_many_matters", _with_many),
    ],
    "BookAppointment": [
        ("unknown_matter", lambda: (morning(), BOSS, p.BookAppointment(matter="x", slot=moment("10:00")))),
        ("no_appointments", lambda: (morning(), BOSS, BOOK)),
        ("slot_full", lambda: (with_slots(), BOSS, BOOK)),
        ("line_closed_today", _tuesday_slot),
    ],
    "CancelAppointment": [
        ("unknown_appointment", lambda: (morning(), BOSS, p.CancelAppointment(appointment=1))),
        ("already_checked_in", _cancelled_late),
    ],
    "CheckIn": [
        ("hall_closed", lambda: (closed(), KIOSK, p.CheckIn(code="000000"))),
        ("hall_paused", lambda: (paused(), KIOSK, p.CheckIn(code="000000"))),
        ("unknown_appointment", lambda: (morning(), KIOSK, p.CheckIn(code="000000"))),
        ("unknown_priority", lambda: (morning(), KIOSK, p.CheckIn(code="000000", priority="vip"))),
        ("already_checked_in", _twice),
        ("appointment_other_day", _tomorrow),
    ],
    "CloseMatter": [
        ("hall_closed", lambda: (closed(), BOSS, p.CloseMatter(matter="mr"))),
        ("unknown_matter", lambda: (morning(), BOSS, p.CloseMatter(matter="x"))),
    ],
    "ReopenMatter": [
        ("unknown_matter", lambda: (morning(), BOSS, p.ReopenMatter(matter="x"))),
        ("not_closed", lambda: (morning(), BOSS, p.ReopenMatter(matter="mr"))),
    ],
    "CloseLine": [
        ("hall_closed", lambda: (closed(), BOSS, p.CloseLine(line="r"))),
        ("unknown_line", lambda: (morning(), BOSS, p.CloseLine(line="x"))),
    ],
    "ReopenLine": [
        ("unknown_line", lambda: (morning(), BOSS, p.ReopenLine(line="x"))),
        ("not_closed", lambda: (morning(), BOSS, p.ReopenLine(line="r"))),
    ],
    "SetQuota": [
        ("hall_closed", lambda: (closed(), BOSS, p.SetQuota(matter="mr", quota=1))),
        ("unknown_matter", lambda: (morning(), BOSS, p.SetQuota(matter="x", quota=1))),
    ],
}
