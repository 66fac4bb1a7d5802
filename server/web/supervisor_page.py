"""/supervisor: one live page; besides it only the lifting of a lock-out goes by a form."""

from typing import Any, get_args

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from common.commands import PauseReason, StandInReason
from server.web.answering import answered
from server.web.visitor import given, house, needs


def supervisor_page() -> Blueprint:
    """For supervisors and administrators."""
    pages = Blueprint("supervisor", __name__, url_prefix="/supervisor")
    pages.before_request(needs("supervisor", "administrator"))

    @pages.get("")
    def board() -> str:
        return page()

    @pages.get("/locked")
    def locked() -> ResponseReturnValue:
        return {"locked": [{"id": row.id, "until": row.locked_until} for row in house().accounts.locked()]}

    @pages.post("/unlock")
    def unlock() -> ResponseReturnValue:
        def work() -> dict[str, Any]:
            house().accounts.unlock(given("staff"))
            return {"id": given("staff")}

        return answered(page, work, "page.did.unlocked")

    return pages


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
