"""What each line of the script of cases is: the command, what boards show then, what it counts as, and what is told of it."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from bench.day.case_cues import PART_OF, CaseDoing
from bench.day.case_past import HeldCase
from bench.day.case_record import Stands
from common import commands_case as c

STOPPED_DAYS, EXTENDED_DAYS, PART_DAYS = 5, 3, 5
Row = Mapping[str, Any]


class Deed(NamedTuple):
    """`shows` none: boards show nothing of it. `move`: under which name it is counted, empty: none."""

    command: c.CaseCommand
    shows: Stands | None
    text: str
    move: str = ""


def _notify(held: HeldCase, _row: Row) -> Deed:
    command = c.NotifyDepartment(case=held.id, department=PART_OF, days=PART_DAYS)
    return Deed(command, None, f"sends a copy notice of {held.number}", "copy_notices")


def _extend(held: HeldCase, _row: Row) -> Deed:
    command = c.ExtendCase(case=held.id, days=EXTENDED_DAYS, reason="evidence")
    text = f"extends {held.number} by {EXTENDED_DAYS} working days"
    return Deed(command, _public(held, extended=EXTENDED_DAYS), text, "extensions")


def _stop(held: HeldCase, _row: Row) -> Deed:
    command = c.StopClock(case=held.id, reason="expert_review", days=STOPPED_DAYS)
    return Deed(command, _public(held, stands=True), f"stops the clock of {held.number}", "clocks_stopped")


def _start(held: HeldCase, _row: Row) -> Deed:
    text = f"starts the clock of {held.number} again"
    return Deed(c.StartClock(case=held.id), _public(held, stands=False), text, "clocks_started")


def _come_down(held: HeldCase, _row: Row) -> Deed:
    text = f"has {held.number} back from the higher level"
    return Deed(c.ComeDown(case=held.id), _public(held, stands=False), text)


def _receive(held: HeldCase, row: Row) -> Deed:
    command = c.ReceiveMaterials(case=held.id, materials=tuple(row.get("lacking", ())))
    return Deed(command, Stands("accepted"), f"has all papers of {held.number}: accepted")


def _supplement_again(held: HeldCase, row: Row) -> Deed:
    missing = tuple(n for n in row.get("lacking", ()) if n not in row.get("told", ()))
    command = c.TellSupplement(case=held.id, missing=missing, note=_typed(held))
    text = f"tells {held.number} of what the first notice could have named: a breach"
    return Deed(command, None, text, "supplements")


def _deny(held: HeldCase, _row: Row) -> Deed:
    command = c.DecideCase(case=held.id, end="denied", note=f"不符合条件：{_typed(held)}")
    return Deed(command, Stands("denied"), f"denies {held.number}, with the reason in writing")


def _typed(held: HeldCase) -> str:
    """Clerks write names into notes: those are sealed too."""
    return f"{held.person.name} {held.person.phone}"


def _public(held: HeldCase, **changes: Any) -> Stands | None:
    """What changes on a board; of a sensitive case nothing but its state (P-6)."""
    return None if held.sensitive else held.shows._replace(**changes)


DEEDS: dict[CaseDoing, Callable[[HeldCase, Row], Deed]] = {
    "notify": _notify,
    "extend": _extend,
    "stop": _stop,
    "start": _start,
    "come_down": _come_down,
    "receive": _receive,
    "supplement_again": _supplement_again,
    "deny": _deny,
    "mark": lambda held, _: Deed(
        c.MarkCase(case=held.id, mark="urgent"), None, f"marks {held.number} urgent"
    ),
    "step": lambda held, _: Deed(
        c.EnterStep(case=held.id, step=1), None, f"takes {held.number} to its next step"
    ),
    "decide": lambda held, _: Deed(
        c.DecideCase(case=held.id, end="closed"), Stands("closed"), f"closes {held.number}"
    ),
    "deliver": lambda held, _: Deed(
        c.DeliverResult(case=held.id), Stands("delivered"), f"hands over the result of {held.number}"
    ),
}
