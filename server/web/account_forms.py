"""Lock-outs lifted, accounts closed and opened: the same three forms on the administrator's and the supervisor's page."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from server.live.gate import session_key
from server.web.answering import Page, answered
from server.web.visitor import actor, given, house


def account_forms(
    pages: Blueprint, page: Page, check_theirs: Callable[[str], None] = lambda _staff: None
) -> None:
    """POST /unlock, /close and /open with `staff`; `check_theirs` refuses an account that is not theirs to close."""

    def unlock(staff: str) -> None:
        house().accounts.unlock(staff)

    def close(staff: str) -> None:
        """Whoever is signed in with it is shown out at once."""
        check_theirs(staff)
        show_out(house().accounts.close(staff, actor().id))

    def open_again(staff: str) -> None:
        """A supervisor not what an administrator closed: there will have been a reason."""
        check_theirs(staff)
        administers = "administrator" in actor().roles
        house().accounts.open(staff, actor().id, whoever_closed_it=administers)

    for name, act, done in (
        ("unlock", unlock, "unlocked"),
        ("close", close, "closed"),
        ("open", open_again, "opened"),
    ):
        pages.add_url_rule(f"/{name}", name, _form(page, act, f"page.did.{done}"), methods=["POST"])


def show_out(ended: Iterable[str]) -> None:
    """End the connections of the sessions that ended, by the hashes of their tokens."""
    house().show_out({session_key(token_hash) for token_hash in ended})


def _form(page: Page, act: Callable[[str], None], done: str) -> Callable[[], ResponseReturnValue]:
    def work() -> dict[str, Any]:
        act(given("staff"))
        return {"id": given("staff")}

    return lambda: answered(page, work, done)
