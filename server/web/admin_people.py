"""/admin/staff: accounts, roles, one-time passwords, lock-outs."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from server.live.gate import session_key
from server.web.admin_layout import admin_page, admin_pages
from server.web.answering import answered
from server.web.visitor import given, given_several, house


def staff_pages() -> Blueprint:
    """For administrators."""
    pages = admin_pages("staff")
    pages.add_url_rule("", "show", page)
    pages.post("")(create)
    pages.post("/password")(reset)
    pages.post("/roles")(set_roles)
    pages.post("/unlock")(unlock)
    return pages


def create() -> ResponseReturnValue:
    """A new account with a one-time password."""

    def work() -> dict[str, Any]:
        staff = given("staff").strip()
        return {"id": staff, "secret": (staff, house().accounts.create(staff, given_several("role")))}

    return answered(page, work, "page.did.staff_created")


def reset() -> ResponseReturnValue:
    """A new one-time password for someone who forgot theirs."""

    def work() -> dict[str, Any]:
        password, ended = house().accounts.reset(given("staff"))
        _show_out(ended)
        return {"id": given("staff"), "secret": (given("staff"), password)}

    return answered(page, work, "page.did.staff_reset")


def set_roles() -> ResponseReturnValue:
    """Other roles; none closes the account."""

    def work() -> dict[str, Any]:
        _show_out(house().accounts.set_roles(given("staff"), given_several("role")))
        return {"id": given("staff")}

    return answered(page, work, "page.did.roles")


def unlock() -> ResponseReturnValue:
    """Lift a lock-out at once."""

    def work() -> dict[str, Any]:
        house().accounts.unlock(given("staff"))
        return {"id": given("staff")}

    return answered(page, work, "page.did.unlocked")


def page(**values: Any) -> str:
    """See its template. `known`: staff numbers of the hall that have no account yet."""
    people = house().accounts.everyone()
    setup = house().desk.lane.hall.setup
    with_account = {row.id for row in people}
    known = [clerk.id for clerk in setup.clerks if clerk.id not in with_account] if setup else []
    return admin_page("staff", **{"people": people, "known": known, "secret": None, **values})


def _show_out(ended: list[str]) -> None:
    house().show_out({session_key(token_hash) for token_hash in ended})
