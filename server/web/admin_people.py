"""/admin/staff: accounts, roles, one-time passwords, lock-outs, accounts that are closed."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from server.live.gate import session_key
from server.web.admin_layout import admin_page, admin_pages
from server.web.answering import answered
from server.web.sign_in import spelled
from server.web.visitor import actor, given, given_several, house


def staff_pages() -> Blueprint:
    """For administrators."""
    pages = admin_pages("staff")
    pages.add_url_rule("", "show", page)
    pages.post("")(create)
    pages.post("/password")(reset)
    pages.post("/roles")(set_roles)
    pages.post("/unlock")(unlock)
    pages.post("/close")(close)
    pages.post("/open")(open_again)
    return pages


def create() -> ResponseReturnValue:
    """A new account with a one-time password; `strange`: of nobody in the hall's file."""

    def work() -> dict[str, Any]:
        staff = spelled(given("staff"), in_hall())
        password = house().accounts.create(staff, given_several("role"))
        return {"id": staff, "secret": (staff, password), "strange": is_strange(staff)}

    return answered(page, work, "page.did.staff_created")


def reset() -> ResponseReturnValue:
    """A new one-time password for someone who forgot theirs."""

    def work() -> dict[str, Any]:
        password, ended = house().accounts.reset(given("staff"))
        _show_out(ended)
        return {"id": given("staff"), "secret": (given("staff"), password)}

    return answered(page, work, "page.did.staff_reset")


def set_roles() -> ResponseReturnValue:
    """Other roles, at least one."""

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


def close() -> ResponseReturnValue:
    """Nobody signs in with it any more, and whoever is signed in is shown out at once."""

    def work() -> dict[str, Any]:
        _show_out(house().accounts.close(given("staff"), actor().id))
        return {"id": given("staff")}

    return answered(page, work, "page.did.closed")


def open_again() -> ResponseReturnValue:
    """As it was before."""

    def work() -> dict[str, Any]:
        house().accounts.open(given("staff"), actor().id)
        return {"id": given("staff")}

    return answered(page, work, "page.did.opened")


def page(**values: Any) -> str:
    """See its template. `known`: staff numbers of the hall that have no account yet."""
    people = house().accounts.everyone()
    with_account = {row.id.upper() for row in people}
    known = [number for number in in_hall() if number.upper() not in with_account]
    return admin_page(
        "staff", **{"people": people, "known": known, "secret": None, "is_strange": is_strange, **values}
    )


def in_hall() -> list[str]:
    """The staff numbers of the hall's file."""
    setup = house().desk.lane.hall.setup
    return [clerk.id for clerk in setup.clerks] if setup else []


def is_strange(staff: str) -> bool:
    """Whether there is a hall, and nobody of that number in it: it can sit nowhere."""
    numbers = in_hall()
    return bool(numbers) and staff not in numbers


def _show_out(ended: list[str]) -> None:
    house().show_out({session_key(token_hash) for token_hash in ended})
