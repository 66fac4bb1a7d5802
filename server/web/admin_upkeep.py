"""/admin/backup and /admin/clock: a copy now, and the administrator's word on a clock that jumped."""

import sqlite3
from pathlib import Path
from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from server.rules.order import ConfirmClock
from server.rules.refusal import Refusal
from server.storage.reasons import reason_of
from server.web.admin_layout import admin_page, admin_pages
from server.web.answering import accepted, answered
from server.web.visitor import actor, house

NOT_TAKEN = (OSError, sqlite3.Error)


def backup_pages() -> Blueprint:
    """For administrators."""
    pages = admin_pages("backup")

    @pages.get("")
    def show() -> str:
        return backup_page()

    @pages.post("")
    def take() -> ResponseReturnValue:
        def work() -> dict[str, Any]:
            copies = house().copies
            if copies is None:
                raise Refusal("no_backup_folder")
            try:
                return {"name": house().threads.read(copies.take).name}
            except NOT_TAKEN as error:
                raise Refusal("backup_failed", reason=reason_of(error)) from error

        return answered(backup_page, work, "page.did.backup")

    return pages


def clock_pages() -> Blueprint:
    """For administrators."""
    pages = admin_pages("clock")

    @pages.get("")
    def show() -> str:
        return clock_page()

    @pages.post("")
    def confirm() -> ResponseReturnValue:
        def work() -> dict[str, Any]:
            accepted(house().give(actor(), ConfirmClock()))
            house().accept_clock()
            return {}

        return answered(clock_page, work, "page.did.clock")

    return pages


def backup_page(**values: Any) -> str:
    """See its template."""
    folder = house().backup_folder
    copies = house().threads.read(lambda: _copies(folder)) if folder is not None else []
    return admin_page("backup", folder=folder, backups=copies, **values)


def clock_page(**values: Any) -> str:
    """See its template."""
    lane = house().desk.lane
    setup, last_at = house().desk.consult(lambda hall: (hall.setup, hall.last_at))
    return admin_page(
        "clock",
        now=house().clock.now(),
        last_at=last_at or None,
        doubtful=lane.clock_unconfirmed,
        timezone=setup.hall.timezone if setup else "UTC",
        **values,
    )


def _copies(folder: Path) -> list[dict[str, Any]]:
    """The newest first."""
    found = [(path, path.stat()) for path in folder.glob("*.db")] if folder.is_dir() else []
    found.sort(key=lambda item: item[1].st_mtime, reverse=True)
    return [
        {"name": path.name, "made": int(stat.st_mtime * 1000), "size_mb": max(1, stat.st_size // 1_000_000)}
        for path, stat in found
    ]
