"""The small hall with one thing of cover set up: a post's hours, a clerk's lunch, sharing."""

from typing import Any

import msgspec

from server.rules.setup import Hours, Setup
from server.rules.setup_cover import Rota, Sharing
from tests.rules.setup_shared import shared_setup
from tests.rules.street import Street, small_setup


def post_with(name: str, setup: Setup | None = None, /, **changes: Any) -> Setup:
    """One post changed."""
    return _changed(setup or small_setup(), "posts", name, changes)


def clerk_with(name: str, setup: Setup | None = None, /, **changes: Any) -> Setup:
    """One clerk changed."""
    return _changed(setup or small_setup(), "clerks", name, changes)


def everything(**settings: object) -> Setup:
    """The harder hall with all of cover: sharing, hours of its own, a market day, a daily A, a lunch, two from outside."""
    setup = post_with("pr", shared_setup(**settings), sharing=Sharing(waiting=3, longest_min=6))
    setup = post_with("ps", setup, sessions=(("08:30", "09:10"), ("09:30", "11:30")))
    setup = post_with("pt", setup, a_rota=Rota(turn="day", since="2026-11-20", clerks=("A3", "A4")))
    setup = post_with("pq", setup, market="also", weekdays=(2, 3, 4, 5))
    setup = msgspec.structs.replace(setup, hours=Hours(market_days=("2026-11-23",)))
    setup = clerk_with("A1", setup, lunch=("08:50", "09:20"))
    setup = clerk_with("A4", setup, outside=True, lines=("r", "u", "s"))
    return clerk_with("A3", setup, outside=True)


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
