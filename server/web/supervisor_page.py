"""/supervisor: the live pages of whoever supervises; besides them only lock-outs and closed accounts go by a form."""

from typing import Any, get_args

from flask import Blueprint
from flask.typing import ResponseReturnValue

from common.commands_case import CounterReason, Mistake
from server.rules.refusal import Refusal
from server.web.account_forms import account_forms
from server.web.attendance_page import attendance_pages
from server.web.emergency_page import emergency_pages
from server.web.intake_page import intake_pages
from server.web.supervisor_layout import live_page, months_to, quarters_to, today
from server.web.ticket_page import ticket_pages
from server.web.visitor import actor, house, needs


def supervisor_page() -> Blueprint:
    """For supervisors and administrators."""
    pages = Blueprint("supervisor", __name__, url_prefix="/supervisor")
    pages.before_request(needs("supervisor", "administrator"))

    pages.add_url_rule("", "board", page)
    pages.get("/cover")(cover)
    pages.get("/cases")(cases)
    pages.get("/locked")(locked)
    intake_pages(pages)
    attendance_pages(pages)
    emergency_pages(pages)
    ticket_pages(pages)
    account_forms(pages, page, check_a_clerks)
    return pages


def locked() -> ResponseReturnValue:
    """Who is locked out now."""
    return {"locked": [{"id": row.id, "until": row.locked_until} for row in house().accounts.locked()]}


def check_a_clerks(staff: str) -> None:
    """A supervisor closes and opens the accounts of clerks; an administrator has them all. Raises `Refusal`."""
    if house().accounts.account(staff).roles != {"clerk"} and "administrator" not in actor().roles:
        raise Refusal("not_allowed")


def page(**values: Any) -> str:
    """What burns now: see its template."""
    locked = [{"id": row.id, "until": row.locked_until} for row in house().accounts.locked()]
    return live_page("supervisor.html", **{"locked": locked, **values})


def cover() -> str:
    """Who covers whom, what was asked, how long it took, who was checked."""
    return live_page("supervisor_cover.html", months=months_to(today()))


def cases() -> str:
    """Which cases stand out, by department and one by one; and what was late or wrong, by quarter."""
    quarters = quarters_to(today())
    return live_page(
        "supervisor_cases.html",
        counter_reasons=get_args(CounterReason),
        mistakes=get_args(Mistake),
        quarters=quarters,
    )
