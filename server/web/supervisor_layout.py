"""What the supervisor's pages have in common: who may see them, and what a live one is given."""

from typing import Any, get_args

from flask import render_template

from common.commands import PauseReason, StandInReason
from server.rules.hours import civil_day
from server.rules.refusal import Refusal
from server.rules.setup import Setup
from server.web.visitor import house

MONTHS_SHOWN = 13
QUARTERS_SHOWN = 5


def live_page(template: str, **values: Any) -> str:
    """A page that lives by the supervisor's view. `device_names`: what devices were named when they were paired."""
    return render_template(
        template,
        **{
            "here": "supervisor",
            "stand_in_reasons": get_args(StandInReason),
            "pause_reasons": get_args(PauseReason),
            "device_names": house().threads.read(house().devices.names),
            "done": None,
            "refused": None,
            **values,
        },
    )


def setup_in_force() -> Setup:
    """Raises `Refusal` before a hall is imported."""
    setup = house().desk.consult(lambda hall: hall.setup)
    if setup is None:
        raise Refusal("no_hall")
    return setup


def today() -> str:
    """The civil day in the hall; empty before one is imported."""
    setup = house().desk.consult(lambda hall: hall.setup)
    return civil_day(setup, house().desk.lane.now()) if setup is not None else ""


def months_to(day: str) -> list[str]:
    """The month of `day` and the twelve before it, newest first, as "2026-11"; none of no day."""
    if not day:
        return []
    newest = int(day[:4]) * 12 + int(day[5:7]) - 1
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(newest, newest - MONTHS_SHOWN, -1)]


def quarters_to(day: str) -> list[str]:
    """The quarter of `day` and the four before it, newest first, as "2026-Q4"; none of no day."""
    if not day:
        return []
    newest = int(day[:4]) * 4 + (int(day[5:7]) - 1) // 3
    return [f"{n // 4:04}-Q{n % 4 + 1}" for n in range(newest, newest - QUARTERS_SHOWN, -1)]
