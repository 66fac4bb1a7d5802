"""The small hall with one thing of cover set up: a post's hours, a clerk's lunch, sharing."""

from typing import Any

import msgspec

from server.rules.setup import Setup
from tests.rules.street import Street, small_setup


def post_with(name: str, setup: Setup | None = None, /, **changes: Any) -> Setup:
    """One post changed."""
    return _changed(setup or small_setup(), "posts", name, changes)


def clerk_with(name: str, setup: Setup | None = None, /, **changes: Any) -> Setup:
    """One clerk changed."""
    return _changed(setup or small_setup(), "clerks", name, changes)


def _changed(setup: Setup, kind: str, name: str, changes: dict[str, Any]) -> Setup:
    parts = tuple(
        msgspec.structs.replace(part, **changes) if part.id == name else part for part in getattr(setup, kind)
    )
    return msgspec.structs.replace(setup, **{kind: parts})


def all_seated(setup: Setup, day: str = "2026-11-23") -> Street:
    """Half past eight, A1 to A3 at their windows."""
    street = Street(setup)
    street.until("08:20", day)
    street.sit("A1", "A2", "A3")
    street.until("08:30", day)
    return street
