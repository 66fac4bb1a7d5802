"""What a server of several halls says for all of them: which there are, whether they are well, and the files of pages.

A hall that is not served (its database cannot be read) is answered for here, at its own address.
"""

import logging
from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple

import msgspec
from flask import Flask, Response, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST
from werkzeug.exceptions import HTTPException, NotFound

from common.i18n import say
from common.words import Language
from server.addresses import is_https
from server.lane.faults import log_fault, work_of
from server.live.limits import Buckets
from server.live.patience import TookTooLong, asked_at_once, patience
from server.rules.refusal import Refusal
from server.web.answering import refused_as_json, refused_as_page
from server.web.app import HallPages, guarded
from server.web.files import file_pages
from server.web.health import check_reader, health_of
from server.web.house import House
from server.web.metrics import metrics_of_halls
from server.web.mounting import root_of
from server.web.plain_request import PlainRequest
from server.web.root import WEB
from server.web.visitor import language, remember_language

ANY = ("GET", "POST")
log = logging.getLogger(__name__)


class Shown(NamedTuple):
    """A hall in the list."""

    root: str
    name: str
    served: bool


class Front(msgspec.Struct, frozen=True, kw_only=True):
    """The halls by their keys, in the order they are shown in; none where a hall is not served."""

    halls: Mapping[str, House | None]
    requests: Buckets
    public_url: str = ""
    metrics_token: str = ""


def create_front(front: Front) -> Flask:
    """The application at the root of the server's address."""
    app = HallPages("server.web", template_folder=str(WEB / "templates"), static_folder=None)
    app.request_class = PlainRequest
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.context_processor(_every_page)
    app.before_request(lambda: _check(front))
    app.after_request(remember_language)
    app.after_request(lambda answer: guarded(answer, is_https(front.public_url)))
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _failed)
    app.register_blueprint(file_pages())
    app.add_url_rule("/", "halls", lambda: _list(front))
    app.add_url_rule("/healthz", "healthz", lambda: _health(front))
    app.add_url_rule("/metrics", "metrics", lambda: _metrics(front))
    app.add_url_rule("/h/<key>", "to_hall", lambda key: redirect(f"{root_of(_known(front, key))}/"))
    app.add_url_rule("/h/<key>/healthz", "closed_health", lambda key: _closed_health(front, key))
    for path in ("/h/<key>/", "/h/<key>/<path:rest>"):
        app.add_url_rule(path, path, lambda key, rest="": _closed(front, key), methods=ANY)
    return app


def _check(front: Front) -> None:
    if not front.requests.take(request.remote_addr or ""):
        raise Refusal("too_many")


def _every_page() -> dict[str, Any]:
    reading = language()
    say_it = {"say": lambda code, **values: say(reading, code, values)}
    return {"root": request.script_root, "language": reading, "staff": None, **say_it}


# -- what it says ---------------------------------------------------------------------------------


def _list(front: Front) -> Response:
    reading = language()
    names = asked_at_once({key: partial(_name, found, reading) for key, found in front.halls.items()})
    halls = [Shown(root_of(key), names[key] or key, found is not None) for key, found in front.halls.items()]
    return make_response(render_template("halls.html", halls=halls), {"Cache-Control": "no-store"})


def _name(found: House | None, reading: Language) -> str:
    """Empty where it cannot be known now: a hall that hangs keeps nobody from the list."""
    try:
        with patience():
            return "" if found is None else found.name(reading)
    except TookTooLong:
        return ""


def _health(front: Front) -> ResponseReturnValue:
    halls = asked_at_once({key: partial(_state, key, found) for key, found in front.halls.items()})
    faults = [key for key, state in halls.items() if not state["ok"]]
    return {"ok": not faults, "faults": faults, "halls": halls}, 503 if faults else 200


def _state(key: str, found: House | None) -> dict[str, Any]:
    """A hall that cannot even be asked does not keep the others from answering."""
    if found is None:
        return _closed_state()
    with work_of(key):
        try:
            return health_of(found)
        except Exception as error:
            log_fault(log, "a hall cannot be looked at", error)
            return {"ok": False, "faults": ["storage"]}


def _closed_state() -> dict[str, Any]:
    return {"ok": False, "faults": ["not_served"]}


def _metrics(front: Front) -> Response:
    check_reader(front.metrics_token, front.public_url)
    return Response(metrics_of_halls(front.halls), content_type=CONTENT_TYPE_LATEST)


# -- a hall that is not served --------------------------------------------------------------------


def _known(front: Front, key: str) -> str:
    if key not in front.halls:
        raise NotFound
    return key


def _closed(front: Front, key: str) -> ResponseReturnValue:
    _known(front, key)
    raise Refusal("hall_not_served")


def _closed_health(front: Front, key: str) -> ResponseReturnValue:
    _known(front, key)
    return _closed_state(), 503


# -- what went wrong ------------------------------------------------------------------------------


def _refused(refusal: Refusal) -> ResponseReturnValue:
    """A browser is told on a page, a program in JSON."""
    wants_page = request.method == "GET" and request.accept_mimetypes.accept_html
    return refused_as_page(refusal) if wants_page else refused_as_json(refusal)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or (error.code or 500) < 400:
        return error
    return _refused(Refusal("wrong_method" if error.code == 405 else "not_found"))


def _failed(error: Exception) -> ResponseReturnValue:
    log_fault(log, f"{request.method} {request.url_rule} failed", error)
    return _refused(Refusal("internal"))
