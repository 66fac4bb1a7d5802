"""/healthz and /metrics: for whoever watches the machine. No name, no ticket, no figure of a person."""

from typing import Any

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy.exc import SQLAlchemyError

from server.storage.failures import StorageFailure
from server.storage.store import Store
from server.web.visitor import house


def health_pages() -> Blueprint:
    """Open to everyone: they say nothing that a wall does not."""
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
        desk = house().desk
        return Response(desk.figures.shown(desk.listening()), content_type=CONTENT_TYPE_LATEST)

    return pages


def _writable(store: Store) -> bool:
    """Whether a write transaction can begin and end."""
    try:
        with store.writing():
            return True
    except (StorageFailure, SQLAlchemyError):
        return False
