"""Help that calls staff: one open call for each kiosk, ended by staff or by time; no statistics are made of it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from common import commands_help as c
from common.rows_help import HelpRow
from common.words import Instant
from server.rules import facts_help as f
from server.rules.decision import Decision
from server.rules.facts import BY_SYSTEM
from server.rules.hall import Hall
from server.rules.hall_help import HelpCall
from server.rules.order import AnyCommand, Order
from server.rules.recorder import Recorder
from server.rules.refusal import Refusal

# -- decided --------------------------------------------------------------------------------------


def call_staff(hall: Hall, command: c.CallStaff, order: Order) -> Decision:
    """Once; a second touch finds it open. Nobody is called into a hall that is closed: nobody would come."""
    if hall.phase == "closed":
        raise Refusal("hall_closed")
    return Decision([] if order.by.id in hall.help else [f.StaffCalled(kiosk=order.by.id)])


def go_to_kiosk(hall: Hall, command: c.GoToKiosk, order: Order) -> Decision:
    """The first who says so."""
    clerk = _call_at(hall, command.kiosk).clerk
    if clerk not in (None, order.by.id):
        raise Refusal("help_coming", clerk=clerk or "")
    return Decision([] if clerk else [f.StaffGoing(kiosk=command.kiosk)])


def end_help(hall: Hall, command: c.EndHelp, order: Order) -> Decision:
    """By whoever sees that it is done."""
    _call_at(hall, command.kiosk)
    return Decision([f.HelpEnded(kiosk=command.kiosk, how="ended")])


def _call_at(hall: Hall, kiosk: str) -> HelpCall:
    if kiosk not in hall.help:
        raise Refusal("no_help_asked")
    return hall.help[kiosk]


# -- by itself ------------------------------------------------------------------------------------


def settle_help(hall: Hall, recorder: Recorder, moment: Instant) -> None:
    """What nobody ended ends."""
    for kiosk in [kiosk for kiosk, call in hall.help.items() if call.until <= moment]:
        recorder.record(f.HelpEnded(kiosk=kiosk, how="lapsed"), BY_SYSTEM, moment)


def help_due(hall: Hall) -> Iterator[Instant]:
    """When each open call ends by itself."""
    return (call.until for call in hall.help.values())


# -- shown ----------------------------------------------------------------------------------------


def help_rows(hall: Hall, key: str) -> Mapping[str, HelpRow]:
    """The table `help`. Of clerk `key` with who goes; without one as kiosks see it."""
    return {
        kiosk: HelpRow(
            id=kiosk,
            since=call.since,
            until=call.until,
            coming=call.clerk is not None,
            clerk=call.clerk or "" if key else "",
        )
        for kiosk, call in hall.help.items()
    }


DECIDERS: dict[type[AnyCommand], Callable[[Hall, Any, Order], Decision]] = {
    c.CallStaff: call_staff,
    c.GoToKiosk: go_to_kiosk,
    c.EndHelp: end_help,
}
