"""The Flask application: pages, and what goes for every request."""

import logging
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from flask import Flask, Response, make_response, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, HTTPException, MethodNotAllowed, RequestEntityTooLarge
from werkzeug.wrappers import Response as BaseResponse

from common.i18n import catalogue, say
from common.words import Instant
from server.lane.faults import log_fault
from server.rules.refusal import Refusal
from server.storage.failures import StorageFailure
from server.web.admin_devices import devices_pages
from server.web.admin_hall import hall_pages
from server.web.admin_people import staff_pages
from server.web.admin_upkeep import backup_pages, clock_pages
from server.web.answering import refused_as_json, refused_as_page
from server.web.api import api_pages
from server.web.board_page import board_pages
from server.web.document_pages import document_pages
from server.web.files import cache_static, file_pages
from server.web.health import health_pages
from server.web.house import House
from server.web.pairing import pairing_pages
from server.web.phone_page import ASK, phone_pages
from server.web.plain_request import PlainRequest
from server.web.record_page import record_pages
from server.web.root import WEB
from server.web.sign_in_pages import sign_in_pages
from server.web.statistics_page import statistics_pages
from server.web.supervisor_page import supervisor_page
from server.web.visitor import (
    PHONE,
    check_post,
    csrf_token,
    house,
    keep_form_cookie,
    language,
    remember_language,
    session,
)

UPLOAD_MOST_BYTES = 1_000_000
CSP = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

log = logging.getLogger(__name__)


class StaffOnPage(msgspec.Struct, frozen=True):
    """Who is signed in, as a template sees them."""

    id: str
    roles: frozenset[str]


class HallPages(Flask):
    """Pages that may be served under any address: `/…` is meant within it, wherever a page leads."""

    def redirect(self, location: str, code: int = 302) -> BaseResponse:
        """To a page of the same hall."""
        return super().redirect(request.script_root + location, code)


def create_app() -> Flask:
    """An application without a house: `furnish` gives it one before its first request."""
    app = HallPages("server.web", template_folder=str(WEB / "templates"), static_folder=str(WEB / "static"))
    app.request_class = PlainRequest
    app.config["MAX_CONTENT_LENGTH"] = UPLOAD_MOST_BYTES
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.jinja_env.filters["moment"] = _moment
    app.context_processor(_every_page)
    app.before_request(_check)
    for finish in (remember_language, keep_form_cookie, cache_static, _guard, _count):
        app.after_request(finish)
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(StorageFailure, _not_stored)
    app.register_error_handler(Exception, _failed)
    for pages in (
        sign_in_pages, supervisor_page, statistics_pages, record_pages, devices_pages, staff_pages, hall_pages,
        backup_pages, clock_pages, pairing_pages, health_pages, file_pages, api_pages, document_pages, board_pages, phone_pages,
    ):  # fmt: skip
        app.register_blueprint(pages())
    app.add_url_rule("/admin/", "admin", lambda: redirect("/admin/devices"))
    return app


def furnish(app: Flask, found: House) -> None:
    """Let the pages stand on a running server."""
    app.extensions["house"] = found


def _check() -> None:
    """A ticket's page is counted by its ticket: a thousand phones stand behind one address."""
    if request.endpoint != ASK and not house().requests.take(request.remote_addr or ""):
        raise Refusal("too_many")
    check_post()


def _every_page() -> dict[str, Any]:
    if request.blueprint == PHONE:  # nobody is signed in there, and no cookie is looked at
        return {"root": request.script_root}
    reading, found = language(), session()
    texts = {
        code: text for code, text in catalogue(reading).items() if code.startswith(("page.", "refusal."))
    }
    return {
        "root": request.script_root,
        "hall_name": house().name(reading) if request.script_root else "",
        "language": reading,
        "say": lambda code, **values: say(reading, code, values),
        "page_texts": texts,
        "csrf_token": csrf_token(),
        "staff": StaffOnPage(found.staff, found.roles) if found is not None else None,
    }


def _moment(at: Instant) -> str:
    """Month, day and time in the hall's time zone."""
    setup = house().desk.consult(lambda hall: hall.setup)
    zone = ZoneInfo(setup.hall.timezone if setup else "Asia/Shanghai")
    return datetime.fromtimestamp(at / 1000, zone).strftime("%m-%d %H:%M")


def guarded(response: Response, secure: bool) -> Response:
    """With what a browser is to be strict about; `secure`: it reaches us by https only."""
    for name, value in HEADERS.items():
        response.headers[name] = value
    if secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response


def _guard(response: Response) -> Response:
    return guarded(response, house().secure_cookies)


def _wants_json() -> bool:
    return request.is_json or request.path.startswith(("/pairing", "/api/", "/openapi.json"))


def _refused(refusal: Refusal) -> ResponseReturnValue:
    return refused_as_json(refusal) if _wants_json() else refused_as_page(refusal)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    """In words, and without what was asked for."""
    if error.response is not None or (error.code or 500) < 400:
        return error
    answer = make_response(_refused(_refusal_of(error)))
    if isinstance(error, MethodNotAllowed):
        answer.headers["Allow"] = ", ".join(error.valid_methods or ())
    return answer


def _refusal_of(error: HTTPException) -> Refusal:
    match error:
        case RequestEntityTooLarge():
            return Refusal("too_long")
        case MethodNotAllowed():
            return Refusal("wrong_method")
        case BadRequest():
            return Refusal("bad_request", field="$")
        case _:
            return Refusal("not_found")


def _count(response: Response) -> Response:
    """By the route's pattern: what was asked for may be anything."""
    rule = request.url_rule
    method, route = (request.method, rule.rule) if rule is not None else ("other", "none")
    house().desk.figures.http.labels(method, route, str(response.status_code)).inc()
    return response


def _not_stored(failure: StorageFailure) -> ResponseReturnValue:
    """The disk is full or failing: in words, as the lane says it."""
    log.error("%s %s: %s", request.method, request.url_rule, type(failure).__name__)
    return _refused(Refusal(failure.code))


def _failed(error: Exception) -> ResponseReturnValue:
    log_fault(log, f"{request.method} {request.url_rule} failed", error)
    return _refused(Refusal("internal"))
