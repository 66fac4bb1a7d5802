"""/supervisor: one live page; besides it only lock-outs and closed accounts go by a form."""

from typing import Any, get_args

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from common.commands import PauseReason, StandInReason
from server.rules.refusal import Refusal
from server.web.account_forms import account_forms
from server.web.visitor import actor, house, needs


def supervisor_page() -> Blueprint:
    """For supervisors and administrators."""
    pages = Blueprint("supervisor", __name__, url_prefix="/supervisor")
    pages.before_request(needs("supervisor", "administrator"))

    pages.add_url_rule("", "board", page)
    pages.get("/locked")(locked)
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
    """See its template."""
    locked = [{"id": row.id, "until": row.locked_until} for row in house().accounts.locked()]
    devices = house().threads.read(house().devices.everything)
    return render_template(
        "supervisor.html",
        **{
            "here": "supervisor",
            "stand_in_reasons": get_args(StandInReason),
            "pause_reasons": get_args(PauseReason),
            "locked": locked,
            "device_names": {row.id: row.name for row in devices if row.name},
            "done": None,
            "refused": None,
            **values,
        },
    )
