"""/supervisor: one live page; besides it only lock-outs and closed accounts go by a form."""

from typing import Any, get_args

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from common.commands import PauseReason, StandInReason
from server.live.gate import session_key
from server.rules.refusal import Refusal
from server.web.answering import answered
from server.web.visitor import actor, given, house, needs


def supervisor_page() -> Blueprint:
    """For supervisors and administrators."""
    pages = Blueprint("supervisor", __name__, url_prefix="/supervisor")
    pages.before_request(needs("supervisor", "administrator"))

    pages.add_url_rule("", "board", page)
    pages.get("/locked")(locked)
    pages.post("/unlock")(unlock)
    pages.post("/close")(close)
    pages.post("/open")(open_again)
    return pages


def locked() -> ResponseReturnValue:
    """Who is locked out now."""
    return {"locked": [{"id": row.id, "until": row.locked_until} for row in house().accounts.locked()]}


def unlock() -> ResponseReturnValue:
    """Lift a lock-out at once."""

    def work() -> dict[str, Any]:
        house().accounts.unlock(given("staff"))
        return {"id": given("staff")}

    return answered(page, work, "page.did.unlocked")


def close() -> ResponseReturnValue:
    """A clerk's account; whoever is signed in with it is shown out at once."""

    def work() -> dict[str, Any]:
        ended = house().accounts.close(_a_clerks(given("staff")), actor().id)
        house().show_out({session_key(token_hash) for token_hash in ended})
        return {"id": given("staff")}

    return answered(page, work, "page.did.closed")


def open_again() -> ResponseReturnValue:
    """As it was before."""

    def work() -> dict[str, Any]:
        house().accounts.open(_a_clerks(given("staff")), actor().id)
        return {"id": given("staff")}

    return answered(page, work, "page.did.opened")


def _a_clerks(staff: str) -> str:
    """A supervisor closes and opens the accounts of clerks; an administrator's page has them all."""
    account = house().accounts.account(staff)
    if account.roles != {"clerk"} and "administrator" not in actor().roles:
        raise Refusal("not_allowed")
    return account.id


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
