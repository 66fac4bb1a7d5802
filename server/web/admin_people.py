"""/admin/staff: accounts, roles, one-time passwords, lock-outs, accounts that are closed."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from server.web.account_forms import account_forms, show_out
from server.web.admin_layout import admin_page, admin_pages
from server.web.answering import answered
from server.web.sign_in import spelled
from server.web.visitor import given, given_several, house


def staff_pages() -> Blueprint:
    """For administrators."""
    pages = admin_pages("staff")
    pages.add_url_rule("", "show", page)
    pages.post("")(create)
    pages.post("/password")(reset)
    pages.post("/roles")(set_roles)
    account_forms(pages, page)
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
        show_out(ended)
        return {"id": given("staff"), "secret": (given("staff"), password)}

    return answered(page, work, "page.did.staff_reset")


def set_roles() -> ResponseReturnValue:
    """Other roles, at least one."""

    def work() -> dict[str, Any]:
        show_out(house().accounts.set_roles(given("staff"), given_several("role")))
        return {"id": given("staff")}

    return answered(page, work, "page.did.roles")


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
    setup = house().desk.consult(lambda hall: hall.setup)
    return [clerk.id for clerk in setup.clerks] if setup else []


def is_strange(staff: str) -> bool:
    """Whether there is a hall, and nobody of that number in it: it can sit nowhere."""
    numbers = in_hall()
    return bool(numbers) and staff not in numbers
