"""/healthz and /metrics: for whoever watches the machine. No name, no ticket, no figure of a person."""

import hmac
from ipaddress import IPv6Address, ip_address
from typing import Any

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy.exc import SQLAlchemyError

from server.live.patience import TookTooLong, patience
from server.rules.refusal import Refusal
from server.storage.failures import StorageFailure
from server.storage.store import Store
from server.web.house import House
from server.web.metrics import metrics_text
from server.web.visitor import bearer, house

FORWARDED = {"Forwarded", "X-Forwarded-For", "Via"}
"""Headers of a proxy: the request does not come from where the connection does."""


def health_pages() -> Blueprint:
    """/healthz is open to everyone: it says nothing that a wall does not."""
    pages = Blueprint("health", __name__)

    @pages.get("/healthz")
    def healthz() -> ResponseReturnValue:
        state = health_of(house())
        return state, 200 if state["ok"] else 503

    @pages.get("/metrics")
    def metrics() -> Response:
        found = house()
        check_reader(found.metrics_token, found.public_url)
        return Response(metrics_text(found), content_type=CONTENT_TYPE_LATEST)

    return pages


def health_of(found: House) -> dict[str, Any]:
    """Whether each part of a hall is well, and the names in `faults` of those that are not; known within `ANSWER_S`."""
    state: dict[str, Any] = {
        "database": _takes_writes(found),
        "storage": found.store.trouble is None,
        "lane": found.alive(),
        "clock": not found.desk.lane.clock_unconfirmed,
        "backup": found.copies is None or not found.copies.failed,
        "hall": not found.desk.lane.lost,
    }
    faults = [part for part, is_well in state.items() if not is_well]
    state |= {
        "ok": not faults,
        "faults": faults,
        "version": found.desk.lane.told,
        "last_batch_at": found.desk.figures.last_batch_at,
    }
    return state


def check_reader(token: str, public_url: str) -> None:
    """Raises `Refusal` unless it is this machine, or who has the token. Behind a proxy everybody would come from this machine."""
    if token and hmac.compare_digest(bearer().encode(), token.encode()):
        return
    if public_url or not is_loopback(request.remote_addr or "") or FORWARDED & set(request.headers.keys()):
        raise Refusal("not_allowed")


def is_loopback(address: str) -> bool:
    """127.0.0.0/8, ::1, and the first as an IPv6 socket writes it."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return (mapped or found).is_loopback


def _takes_writes(found: House) -> bool:
    """A disk that hangs is as bad as one that takes nothing."""
    try:
        with patience():
            return found.threads.write(lambda: _writable(found.store))
    except TookTooLong:
        return False


def _writable(store: Store) -> bool:
    """Whether a write transaction can begin and end."""
    try:
        with store.writing():
            return True
    except (StorageFailure, SQLAlchemyError):
        return False
