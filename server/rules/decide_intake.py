"""Decide what is closed for today and how many numbers a matter has (field.md 20)."""

from collections.abc import Callable
from typing import Any, Literal

from common import commands_place as c
from server.rules import facts as f
from server.rules.decision import Decision, matter_of
from server.rules.hall import Hall
from server.rules.intake import quota_of
from server.rules.order import AnyCommand, Order
from server.rules.refusal import Refusal

Kind = Literal["matter", "line"]


def close_matter(hall: Hall, command: c.CloseMatter, order: Order) -> Decision:
    """No more numbers for it today."""
    return _close(hall, "matter", matter_of(hall, command.matter).id, command.reason)


def reopen_matter(hall: Hall, command: c.ReopenMatter, order: Order) -> Decision:
    """Numbers again."""
    return _reopen(hall, "matter", matter_of(hall, command.matter).id)


def close_line(hall: Hall, command: c.CloseLine, order: Order) -> Decision:
    """No more numbers for any of its matters today."""
    return _close(hall, "line", _line(hall, command.line), command.reason)


def reopen_line(hall: Hall, command: c.ReopenLine, order: Order) -> Decision:
    """Numbers again."""
    return _reopen(hall, "line", _line(hall, command.line))


def set_quota(hall: Hall, command: c.SetQuota, order: Order) -> Decision:
    """For today."""
    _today(hall)
    matter = matter_of(hall, command.matter)
    if quota_of(hall, matter) == command.quota:
        return Decision([])
    return Decision([f.QuotaSet(matter=matter.id, quota=command.quota)])


def _close(hall: Hall, kind: Kind, what: str, reason: c.ClosedReason) -> Decision:
    _today(hall)
    if hall.closed.get(f"{kind}:{what}") == reason:
        return Decision([])
    return Decision([f.IntakeClosed(kind=kind, id=what, reason=reason)])


def _reopen(hall: Hall, kind: Kind, what: str) -> Decision:
    if f"{kind}:{what}" not in hall.closed:
        raise Refusal("not_closed")
    return Decision([f.IntakeReopened(kind=kind, id=what)])


def _today(hall: Hall) -> None:
    """What holds for today needs a day."""
    if hall.phase == "closed":
        raise Refusal("hall_closed")


def _line(hall: Hall, line: str) -> str:
    if all(item.id != line for item in hall.rules.lines):
        raise Refusal("unknown_line")
    return line


DECIDERS: dict[type[AnyCommand], Callable[[Hall, Any, Order], Decision]] = {
    c.CloseMatter: close_matter,
    c.ReopenMatter: reopen_matter,
    c.CloseLine: close_line,
    c.ReopenLine: reopen_line,
    c.SetQuota: set_quota,
}
