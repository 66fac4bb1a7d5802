"""/healthz and /metrics: for whoever watches the machine. No name, no ticket, no figure of a person."""

import hmac
from ipaddress import IPv6Address, ip_address
from typing import Any

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy.exc import SQLAlchemyError

from server.rules.refusal import Refusal
from server.storage.failures import StorageFailure
from server.storage.store import Store
from server.web.metrics import metrics_text
from server.web.visitor import bearer, house

FORWARDED = {"Forwarded", "X-Forwarded-For", "Via"}
"""Headers of a proxy: the request does not come from where the connection does."""


def health_pages() -> Blueprint:
    """/healthz is open to everyone: it says nothing that a wall does not."""
    pages = Blueprint("health", __name__)

    @pages.get("/healthz")
    def healthz() -> ResponseReturnValue:
        found = house()
        state: dict[str, Any] = {
            "database": found.threads.write(lambda: _writable(found.store)),
            "storage": found.store.trouble is None,
            "lane": found.alive(),
            "clock": not found.desk.lane.clock_unconfirmed,
            "backup": found.copies is None or not found.copies.failed,
        }
        faults = [part for part, is_well in state.items() if not is_well]
        state |= {
            "ok": not faults,
            "faults": faults,
            "version": found.desk.lane.hall.version,
            "last_batch_at": found.desk.figures.last_batch_at,
        }
        return state, 503 if faults else 200

    @pages.get("/metrics")
    def metrics() -> Response:
        _check_reader()
        return Response(metrics_text(house()), content_type=CONTENT_TYPE_LATEST)

    return pages


def _check_reader() -> None:
    """Raises `Refusal` unless it is this machine, or who has the token. Behind a proxy everybody would come from this machine."""
    found = house()
    if found.metrics_token and hmac.compare_digest(bearer().encode(), found.metrics_token.encode()):
        return
    if (
        found.public_url
        or not is_loopback(request.remote_addr or "")
        or FORWARDED & set(request.headers.keys())
    ):
        raise Refusal("not_allowed")


def is_loopback(address: str) -> bool:
    """127.0.0.0/8, ::1, and the first as an IPv6 socket writes it."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return (mapped or found).is_loopback


def _writable(store: Store) -> bool:
    """Whether a write transaction can begin and end."""
    try:
        with store.writing():
            return True
    except (StorageFailure, SQLAlchemyError):
        return False
