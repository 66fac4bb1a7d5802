"""/api: every command, every view and what may be asked besides, over HTTP: through the same conversation and desk as over Socket.IO."""

from typing import Any

import msgspec
from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from server.live.client import Client
from server.live.conversation import Conversation, Payload
from server.live.packets import WireJson
from server.live.websocket import MESSAGE_MOST_BYTES
from server.rules.refusal import Refusal
from server.web.answering import refused_as_json, status_of
from server.web.board_page import board
from server.web.case_answers import case, cases, person
from server.web.paper_answers import paper
from server.web.progress_answers import progress
from server.web.ticket_answers import slots, ticket
from server.web.visitor import admitted, house

REFUSED_BY_RULES = 409
NOT_KNOWN = 503


def api_pages() -> Blueprint:
    """For paired devices and for whoever is signed in."""
    pages = Blueprint("api", __name__, url_prefix="/api")
    pages.after_request(_challenge)
    pages.register_error_handler(Refusal, _refused)
    pages.post("/commands")(command)
    pages.get("/view/<audience>")(view)
    pages.get("/tickets/<number>")(ticket)
    pages.get("/slots")(slots)
    pages.get("/board")(board)
    pages.get("/cases")(cases)
    pages.get("/cases/<number>")(case)
    pages.post("/cases/<case>/person")(person)
    pages.post("/case-progress")(progress)
    pages.post("/papers/<paper>")(paper)
    return pages


def command() -> Response:
    """`Asking` in, and out what the event `command` is answered with, once it is stored."""
    talk = _conversation()
    try:
        payload = _payload()
    except ValueError:
        return _sent(talk.malformed())
    answer: Payload = house().outcome_of(lambda heard: talk.command(payload, heard))
    return _sent(answer)


def view(audience: str) -> Response:
    """What the event `join` is answered with; nothing is subscribed."""
    return _sent(_conversation().look({"audience": audience}))


def _conversation() -> Conversation:
    found, asking = house(), admitted()
    client = Client(id="", actor=asking.actor, key=asking.key)
    return Conversation(found.desk, client, lambda: found.messages.take(asking.key), found.phones)


def _payload() -> Any:
    """Raises ValueError for what is no JSON or does not say that it is."""
    request.max_content_length = MESSAGE_MOST_BYTES
    if not request.is_json:
        raise ValueError("not sent as JSON")
    return WireJson.loads(request.get_data(as_text=True))


def _sent(payload: Payload) -> Response:
    return Response(msgspec.json.encode(payload), _status(payload), content_type="application/json")


def _status(payload: Payload) -> int:
    if payload["ok"]:
        return 200
    if "refused" not in payload:
        return NOT_KNOWN
    return status_of(payload["refused"].code, REFUSED_BY_RULES)


def _refused(refusal: Refusal) -> ResponseReturnValue:
    """As a command is, whatever was asked."""
    return refused_as_json(refusal, REFUSED_BY_RULES)


def _challenge(response: Response) -> Response:
    """HTTP wants a 401 to say how to come in."""
    if response.status_code == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response
