"""Two days worked out by hand: what happens to each ticket, and beside it the figure that comes of it."""

from common.commands import (
    CloseDay,
    ComeBack,
    HandOver,
    HoldTicket,
    MarkNoShow,
    ReEnter,
    ResumeTicket,
    TransferTicket,
    Undo,
    VoidTicket,
    WithdrawTicket,
)
from tests.rules.street import BOSS, KIOSK, Street, clerk
from tests.statistics.counted import TUESDAY


def ms(text: str) -> int:
    """Of "m:ss" or "h:mm:ss"."""
    seconds = 0
    for part in text.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1000


def all_ms(*texts: str) -> list[int]:
    return sorted(ms(text) for text in texts)


def monday() -> Street:
    """A day with all that happens to tickets."""
    street = Street()
    street.until("08:15")
    early = street.issue("mr")
    street.until("08:20")
    street.sit("A1", "A2", "A3")
    street.until("08:30")
    undone = street.issue("ms")
    street.until("08:31")
    street.call("A1")  # wait 16:00, 15 of them before opening
    street.until("08:31:40")
    street.start("A1", early)  # walk 0:40
    street.until("08:35")
    street.call("A2")
    street.until("08:35:20")
    street.give(clerk("A2"), Undo(ticket=undone.id))  # no call
    street.until("08:36:40")
    street.give(clerk("A1"), HoldTicket(ticket=early.id))  # served 5:00
    street.until("08:37")
    street.call("A2")  # wait 5:00 + 1:40
    street.until("08:37:30")
    street.start("A2", undone)  # walk 0:30
    street.until("08:40:40")
    street.give(clerk("A1"), ResumeTicket(ticket=early.id))  # hold 4:00
    street.until("08:42:40")
    street.give(clerk("A1"), TransferTicket(ticket=early.id, matter="ms"))  # service 7:00 at window 1
    street.until("08:47:30")
    street.finish("A2", undone)
    street.until("08:48")
    street.give(clerk("A2"), Undo(ticket=undone.id))  # a mis-click: 0:30 are no service
    street.until("08:50")
    street.finish("A2", undone)  # service 12:00
    street.until("08:51")
    street.call("A2")  # wait 8:20 since the transfer
    street.until("08:51:10")
    street.start("A2", early)  # walk 0:10
    street.until("08:54:10")
    street.finish("A2", early)  # service 3:00 at window 2
    no_shows(street)
    cover(street)
    lunch_and_evening(street)
    return street


def no_shows(street: Street) -> None:
    street.until("09:00")
    late = street.issue("mr")
    street.until("09:02")
    street.call("A1")  # wait 2:00
    street.until("09:05")
    street.give(clerk("A1"), MarkNoShow(ticket=late.id))
    street.until("09:05:30")
    street.give(clerk("A1"), Undo(ticket=late.id))  # not yet a no-show
    street.until("09:06")
    street.give(clerk("A1"), MarkNoShow(ticket=late.id))
    street.until("09:10")
    street.give(clerk("A1"), ReEnter(ticket=late.id))
    street.until("09:13")
    street.call("A1")  # wait 3:00
    street.until("09:13:30")
    street.start("A1", late)  # walk 0:30
    street.until("09:16")
    street.finish("A1", late)  # service 2:30
    street.until("09:20")
    nobodys, given_up = street.issue("mr"), street.issue("mr")
    street.give(KIOSK, VoidTicket(ticket=nobodys.id))
    street.until("09:30")
    street.give(clerk("A1"), WithdrawTicket(ticket=given_up.id))


def cover(street: Street) -> None:
    street.until("09:35")
    street.give(clerk("A1"), HandOver(reason="errand"))
    street.until("09:36")
    ticket = street.issue("mr")
    street.until("09:40")
    street.call("A2")  # wait 4:00, called by B at window 2
    street.until("09:41")
    street.start("A2", ticket)  # walk 1:00
    street.until("09:47")
    street.finish("A2", ticket)  # service 6:00
    street.until("10:00")
    street.give(clerk("A1"), ComeBack())


def lunch_and_evening(street: Street) -> None:
    street.until("12:30")
    at_noon = street.issue("mt")
    street.until("14:31")
    street.call("A3")  # wait 2:01:00
    street.until("14:31:30")
    street.start("A3", at_noon)  # walk 0:30
    street.until("14:40")
    street.finish("A3", at_noon)  # service 8:30
    street.until("17:50")
    gone, _carried = street.issue("mt"), street.issue("mt")
    street.until("17:54")
    street.call("A3")  # wait 4:00
    street.until("17:56")
    street.give(clerk("A3"), MarkNoShow(ticket=gone.id))  # and never came
    street.until("18:30")
    street.give(BOSS, CloseDay())


def tuesday(street: Street) -> None:
    """The one that was carried over comes back."""
    street.until("08:20", TUESDAY)
    street.sit("A3")
    street.until("08:40", TUESDAY)
    (ticket,) = street.hall.outside
    street.give(clerk("A3"), ReEnter(ticket=ticket))
    street.until("08:45", TUESDAY)
    called = street.call("A3")  # wait 5:00
    street.until("08:46", TUESDAY)
    street.start("A3", called)  # walk 1:00
    street.until("08:50", TUESDAY)
    street.finish("A3", called)  # service 4:00


def lived() -> Street:
    street = monday()
    tuesday(street)
    return street
