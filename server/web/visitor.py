"""Who makes this request, in which language, and whether a POST is really theirs."""

import hmac
import re
from collections.abc import Callable
from typing import Any

from flask import abort, current_app, g, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.wrappers import Response

from common.words import Language
from server.live.gate import Admitted, cookie_of, same_origin
from server.live.tokens import hash_of, new_token
from server.rules.order import Actor
from server.rules.refusal import Refusal
from server.storage.people_rows import SessionRow
from server.web.house import House

LANGUAGE_COOKIE = "jiaohao_language"
FORM_COOKIE = "jiaohao_form"
PHONE = "phone"
"""The pages that set and read no cookie, by their blueprint."""
YEAR_S = 365 * 24 * 3600
TOKEN = re.compile(r"[0-9A-Za-z_-]{43}")
TEXT_MOST = 2_000
SEVERAL_MOST = 64


def house() -> House:
    """The server that this request reached."""
    found: House = current_app.extensions["house"]
    return found


def session() -> SessionRow | None:
    """Who is signed in."""
    if "session" not in g:
        g.session = house().gate.session(request.environ)
    found: SessionRow | None = g.session
    return found


def actor() -> Actor:
    """Who is signed in, as the lane knows them. Raises `Refusal`."""
    found = session()
    if found is None:
        raise Refusal("not_signed_in")
    return Actor(found.staff, found.roles)


def root_path() -> str:
    """What every address of this hall begins with: its cookies are for nobody else."""
    return request.script_root or "/"


def language() -> Language:
    """As chosen on an earlier page, else as the browser asks; Chinese first."""
    kept = None if request.blueprint == PHONE else cookie_of(request.environ, LANGUAGE_COOKIE)
    chosen = request.args.get("language") or kept
    if chosen not in ("zh", "en"):
        chosen = request.accept_languages.best_match(("zh", "en"), "zh")
    return "en" if chosen == "en" else "zh"


def remember_language(response: Response) -> Response:
    """Keep what `?language=` chose."""
    if request.args.get("language") in ("zh", "en") and request.blueprint != PHONE:
        response.set_cookie(
            LANGUAGE_COOKIE, language(), max_age=YEAR_S, path=root_path(), httponly=True, samesite="Strict"
        )
    return response


def csrf_token() -> str:
    """What a form of this page must bring back: the session's, or before sign-in one tied to a cookie."""
    found = session()
    if found is not None:
        return found.csrf
    if "form_cookie" not in g:
        brought = cookie_of(request.environ, FORM_COOKIE) or ""
        g.form_cookie = brought if TOKEN.fullmatch(brought) else new_token()
    return hash_of(g.form_cookie)


def keep_form_cookie(response: Response) -> Response:
    """Let the browser bring back what `csrf_token` was made of."""
    if "form_cookie" in g and request.blueprint != PHONE:
        response.set_cookie(
            FORM_COOKIE,
            g.form_cookie,
            path=root_path(),
            httponly=True,
            samesite="Strict",
            secure=house().secure_cookies,
        )
    return response


def check_post() -> None:
    """Raises `Refusal` for a POST that another site's page may have made."""
    if request.method != "POST":
        return
    if not same_origin(request.headers.get("Origin"), request.environ, house().public_url):
        raise Refusal("bad_origin")
    if speaks_for_device():
        return  # another site's page cannot send this header without asking first; the cookie is not looked at
    if session() is None and request.is_json:
        return  # there is no session to misuse, and another site cannot send JSON without asking first
    brought = request.headers.get("X-CSRF") or request.form.get("csrf_token", "")
    if not hmac.compare_digest(brought.encode(), csrf_token().encode()):
        raise Refusal("form_expired")


def speaks_for_device() -> bool:
    """Whether the request says by itself who it is, so that no cookie counts: only the interface asks that."""
    return request.blueprint == "api" and "Authorization" in request.headers


def bearer() -> str:
    """The token of `Authorization: Bearer TOKEN`; empty if there is none."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def admitted() -> Admitted:
    """Who asks through the interface: a device by its token, else whoever is signed in. Raises `Refusal`."""
    gate = house().gate
    return gate.holder_of(bearer()) if speaks_for_device() else gate.holder_of_session(session())


def needs(*roles: str) -> Callable[[], ResponseReturnValue | None]:
    """A guard for pages of those who have one of `roles`: who has not is sent to sign in, or refused."""

    def guard() -> ResponseReturnValue | None:
        found = session()
        if found is None:
            return _to("/sign-in", "not_signed_in")
        if found.one_time:
            return _to("/password", "password_change_due")
        if not found.roles & set(roles):
            raise Refusal("not_allowed")
        return None

    return guard


def given(name: str, most: int = TEXT_MOST) -> str:
    """A text of the form or of the JSON, at most `most` characters; empty if it is not there."""
    value: Any = _json().get(name, "") if request.is_json else request.form.get(name, "")
    return _text(value, name, most)


def given_several(name: str) -> list[str]:
    """The texts that were given under one name."""
    values: Any = _json().get(name, []) if request.is_json else request.form.getlist(name)
    if not isinstance(values, list) or len(values) > SEVERAL_MOST:
        raise Refusal("bad_request", field=name)
    return [_text(value, name, TEXT_MOST) for value in values]


def _text(value: Any, name: str, most: int) -> str:
    """As every database can keep it."""
    if not isinstance(value, str) or "\0" in value or not _is_whole(value):
        raise Refusal("bad_request", field=name)
    if len(value) > most:
        raise Refusal("too_long")
    return value


def _is_whole(text: str) -> bool:
    """JSON can name half a character."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def own_path(path: str, otherwise: str = "/") -> str:
    """`path` if it leads to a page of this server."""
    ours = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if ours and path.isprintable() else otherwise


def _json() -> dict[str, Any]:
    try:
        value: Any = request.get_json()
    except RequestEntityTooLarge:
        raise Refusal("too_long") from None
    except (HTTPException, RecursionError):  # no JSON, or nested too deeply
        raise Refusal("bad_request", field="$") from None
    if not isinstance(value, dict):
        raise Refusal("bad_request", field="$")
    return value


def _to(page: str, code: str) -> ResponseReturnValue:
    if request.is_json or request.method != "GET":
        raise Refusal(code)
    if request.path == page:
        abort(404)
    return redirect(f"{page}?next={own_path(request.path)}")
