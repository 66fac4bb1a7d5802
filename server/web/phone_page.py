"""/t and /api/phone: a ticket on a phone. What opens it stands behind the # and in a header: in no address that a server sees."""

import hashlib
from typing import NamedTuple

import msgspec
from flask import Blueprint, Response, render_template, request
from werkzeug.datastructures import ETags

from common.i18n import catalogue
from common.words import Instant, Language
from server.live.phones import PAGE
from server.rules.hall import Hall
from server.rules.refusal import Refusal
from server.web.phone_row import phone_row
from server.web.visitor import PHONE, house, language

ASK = f"{PHONE}.ask"
SAID = ("phone.", "wait.", "wall.reason.", "wall.pause.")
"""The texts that the page brings along, in both languages: it asks for nothing else."""


def phone_pages() -> Blueprint:
    """Open to everyone; without a cookie (docs/decisions/0195)."""
    pages = Blueprint(PHONE, __name__)
    pages.add_url_rule(PAGE, "page", page)
    pages.add_url_rule("/api/phone", "ask", ask)
    return pages


def page() -> str:
    """The same for every ticket: which one it is stands behind the #."""
    reading = language()
    return render_template(
        "phone.html", here="phone", phone_texts={each: _texts(each) for each in ("zh", "en")}, reading=reading
    )


def ask() -> Response:
    """`X-Ticket: TICKET.TOKEN`. 304 to whoever has (`If-None-Match`, weak or not: a proxy that packs answers weakens tags) what is shown now already."""
    found = house()
    at = found.desk.lane.now()
    known = request.if_none_match
    shown = found.desk.consult(lambda hall: _shown(hall, request.headers.get("X-Ticket", ""), at, known))
    if shown is None:
        if not found.requests.take(request.remote_addr or ""):
            raise Refusal("too_many")
        raise Refusal("unknown_number")
    answer = (
        Response(shown.body, content_type="application/json")
        if not known.contains_weak(shown.tag)
        else Response(status=304)
    )
    answer.set_etag(shown.tag)
    return answer


class Shown(NamedTuple):
    """An answer and its tag; no body is made for whoever has it."""

    tag: str
    body: bytes = b""


def _shown(hall: Hall, brought: str, at: Instant, known: ETags) -> Shown | None:
    """None for what opens nothing. Raises `Refusal` for a page that asks without a pause."""
    found = house()
    ticket = found.phones.opened(hall, brought)
    if ticket is None:
        return None
    if not found.phone_asks.take(str(ticket.id)):
        raise Refusal("too_many")
    current = found.phone_tags.current(ticket.id, hall.version, at)
    if current and known.contains_weak(current):
        return Shown(current)
    body = msgspec.json.encode(phone_row(hall, ticket, at))
    tag = hashlib.blake2b(body, digest_size=12).hexdigest()
    found.phone_tags.keep(ticket.id, hall.version, at, tag)
    return Shown(tag, body)


def _texts(reading: Language) -> dict[str, str]:
    return {code: text for code, text in catalogue(reading).items() if code.startswith(SAID)}
