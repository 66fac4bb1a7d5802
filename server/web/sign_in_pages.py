"""/sign-in, /sign-out, /password, and / which leads everyone to where they work."""

from typing import Any

from flask import Blueprint, Response, jsonify, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from server.live.gate import SESSION_COOKIE, SESSION_MOST_MS, session_key
from server.rules.refusal import Refusal
from server.web.answering import answered
from server.web.passwords import LEAST
from server.web.sign_in import SignedIn
from server.web.visitor import given, house, own_path, root_path, session

HOMES = (("clerk", "/counter/"), ("supervisor", "/supervisor"), ("administrator", "/admin/"))


def sign_in_pages() -> Blueprint:
    """These pages are open to everyone."""
    pages = Blueprint("sign_in", __name__)
    pages.get("/")(home)
    pages.get("/sign-in")(ask)
    pages.post("/sign-in")(sign_in)
    pages.post("/sign-out")(sign_out)
    pages.get("/password")(ask_password)
    pages.post("/password")(change_password)
    return pages


def home() -> ResponseReturnValue:
    """Everyone to where they work."""
    found = session()
    if found is None:
        return redirect("/sign-in")
    return redirect("/password" if found.one_time else home_of(found.roles))


def ask() -> str:
    """The form."""
    return sign_in_page(next=own_path(request.args.get("next", ""), ""))


def sign_in() -> ResponseReturnValue:
    """Let in whoever brings the right password."""
    typed = {"staff_number": given("staff"), "next": own_path(given("next"), "")}
    opened: list[SignedIn] = []

    def work() -> dict[str, Any]:
        address = request.remote_addr or ""
        opened.append(house().accounts.sign_in(typed["staff_number"], given("password"), address))
        return {}

    answer = answered(sign_in_page, work, "page.did.signed_in", **typed)
    return _let_in(opened[0], typed["next"]) if opened else answer


def sign_out() -> ResponseReturnValue:
    """End the session and every connection of it."""
    found = session()
    if found is not None:
        house().accounts.sign_out(found)
        house().show_out({session_key(found.token_hash)})
    answer = make_response(jsonify(ok=True) if request.is_json else redirect("/sign-in"))
    answer.delete_cookie(SESSION_COOKIE, path=root_path(), samesite="Strict", httponly=True)
    return answer


def ask_password() -> ResponseReturnValue:
    """The form, for whoever is signed in."""
    return redirect("/sign-in") if session() is None else password_page()


def change_password() -> ResponseReturnValue:
    """Every other session of the account ends with the old password."""
    opened: list[SignedIn] = []

    def work() -> dict[str, Any]:
        found = session()
        if found is None:
            raise Refusal("not_signed_in")
        ended = house().accounts.change_password(found, given("old"), given("new"), given("again"))
        house().show_out({session_key(token_hash) for token_hash in ended})
        opened.append(house().accounts.session_for(found.staff))
        return {}

    answer = answered(password_page, work, "page.password.done")
    return _let_in(opened[0], "") if opened else answer


def home_of(roles: frozenset[str]) -> str:
    """Where someone with these roles works."""
    return next((path for role, path in HOMES if role in roles), "/sign-in")


def sign_in_page(**values: Any) -> str:
    """See its template."""
    return render_template("sign_in.html", **values)


def password_page(**values: Any) -> str:
    """See its template."""
    found = session()
    one_time = found is not None and found.one_time
    return render_template("password.html", one_time=one_time, least=LEAST, **values)


def _let_in(opened: SignedIn, to: str) -> Response:
    """The cookie is HttpOnly and SameSite=Strict; only https ever carries it where there is https."""
    answer = _told(opened) if request.is_json else redirect(_first_page(opened, to))
    answer.set_cookie(
        SESSION_COOKIE,
        opened.token,
        max_age=SESSION_MOST_MS // 1000,
        path=root_path(),
        httponly=True,
        samesite="Strict",
        secure=house().secure_cookies,
    )
    return make_response(answer)


def _told(opened: SignedIn) -> Response:
    staff = opened.staff
    return jsonify(
        ok=True, id=staff.id, roles=sorted(staff.roles), csrf=opened.csrf, must_change=staff.one_time
    )


def _first_page(opened: SignedIn, to: str) -> str:
    if opened.staff.one_time:
        return "/password"
    return to or home_of(opened.staff.roles)
